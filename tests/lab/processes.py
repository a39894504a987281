"""Who runs, and whose child it is; from /proc."""
import pathlib
import re


def _stat(process):
    """(name, state, parent); None if there is no such process."""
    try:
        found = re.match(r"\d+ \((.*)\) (\S) (\d+)", pathlib.Path(f"/proc/{process}/stat").read_text(), re.DOTALL)
        return found[1], found[2], int(found[3])
    except (FileNotFoundError, ProcessLookupError):
        return None


def is_running(process):
    """Not if it has ended and nobody has waited for it yet."""
    stat = _stat(process)
    return stat is not None and stat[1] != "Z"


def children_of(parent, name=None):
    processes = [int(path.name) for path in pathlib.Path("/proc").glob("[0-9]*")]
    stats = {process: _stat(process) for process in processes}
    return [process for process, stat in stats.items() if stat and stat[2] == parent and name in (None, stat[0])]


def descendants_of(ancestor):
    return [process for child in children_of(ancestor) for process in [child, *descendants_of(child)]]
