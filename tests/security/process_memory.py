"""What is left in a process's memory. Linux only; the process must be a child of this one, or this one root."""
import ctypes
import os
import pathlib
import signal

_LIBC = ctypes.CDLL(None, use_errno=True)
_SEIZE, _CONTINUE, _TRACE_EXIT, _EXIT_EVENT = 0x4206, 7, 0x40, 6
_WAIT_FOR_ANY_CHILD_KIND = 0x40000000  # __WALL


def memory_of(pid):
    """The bytes of every mapping that it can write to, one after the other."""
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for line in maps:
            addresses, permissions = line.split()[:2]
            if "w" not in permissions:
                continue
            begin, end = (int(address, 16) for address in addresses.split("-"))
            try:
                memory.seek(begin)
                yield line.strip(), memory.read(end - begin)
            except (OSError, OverflowError):
                continue


def guarded_mappings(pid):
    """Where sodium_malloc keeps secrets: neither swapped out (lo) nor part of a core dump (dd). A system may forbid the
    first."""
    guarded, addresses = set(), ""
    for line in pathlib.Path(f"/proc/{pid}/smaps").read_text().splitlines():
        words = line.split()
        if words[0] == "VmFlags:":
            guarded |= {addresses} if {"lo", "dd"} & set(words) else set()
        elif not words[0].endswith(":"):
            addresses = words[0]
    return guarded


def places_of(pid, secrets, outside_of=()):
    """{name: where, if anywhere} for each {name: bytes}; `outside_of`: address ranges that are left out."""
    found = {}
    for where, content in memory_of(pid):
        if where.split()[0] in outside_of:
            continue
        for name, secret in secrets.items():
            count = content.count(secret)
            if count:
                found.setdefault(name, []).append(f"{count} in {where}")
    return found


class StoppedAtExit:
    """Lets a child run on until it has done everything and begins to exit, and holds it there, memory and all."""

    def __init__(self, pid):
        self.pid = pid
        self._request(_SEIZE, _TRACE_EXIT)

    def wait(self):
        while True:
            _, status = os.waitpid(self.pid, _WAIT_FOR_ANY_CHILD_KIND)
            if not os.WIFSTOPPED(status):
                raise ChildProcessError(f"ended without stopping: {status}")
            if status >> 8 == signal.SIGTRAP | _EXIT_EVENT << 8:
                return
            self._request(_CONTINUE, os.WSTOPSIG(status) if status >> 16 == 0 else 0)

    def release(self):
        self._request(_CONTINUE, 0)

    def _request(self, request, data):
        if _LIBC.ptrace(ctypes.c_long(request), ctypes.c_int(self.pid), None, ctypes.c_long(data)) != 0:
            raise PermissionError(ctypes.get_errno(), f"ptrace({request:#x}) is not allowed here")
