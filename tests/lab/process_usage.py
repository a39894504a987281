"""What processes and all that they started use of the machine; from /proc."""
import dataclasses
import os
import pathlib

from processes import descendants_of

TICKS = os.sysconf("SC_CLK_TCK")


@dataclasses.dataclass
class Usage:
    """`handles` are open file descriptors. 0 for what has ended meanwhile."""
    cpu_seconds: float = 0.0
    rss_mib: float = 0.0
    threads: int = 0
    handles: int = 0

    @classmethod
    def of(cls, process):
        """Of `process` and its descendants."""
        return sum((cls._of_one(each) for each in [process, *descendants_of(process)]), cls())

    @classmethod
    def _of_one(cls, process):
        folder = pathlib.Path(f"/proc/{process}")
        try:
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            return cls((int(fields[11]) + int(fields[12])) / TICKS, _resident_mib(folder), int(fields[17]),
                       len(list((folder / "fd").iterdir())))
        except (FileNotFoundError, ProcessLookupError):
            return cls()

    def __add__(self, other):
        return Usage(*(mine + yours for mine, yours in zip(dataclasses.astuple(self), dataclasses.astuple(other))))


def _resident_mib(folder):
    for line in (folder / "status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0
