"""What figures were measured on, and with which versions."""
import os
import pathlib
import platform
import re
import subprocess
import time

PACKAGES = ("libqt6core6", "libopus0", "pulseaudio", "mumble", "mumble-server", "baresip-core")


def description(viz):
    """JSON-ready."""
    processor = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    return {"kind": "machine", "when": time.strftime("%Y-%m-%d"), "processor": processor[1] if processor else
            platform.machine(), "cores": os.cpu_count(), "memoryGib": _memory_gib(),
            "kernel": platform.release().split("-")[0],
            "system": _system(), "viz": said([viz, "--version"]), "root": os.geteuid() == 0,
            "packages": {name: version for name in PACKAGES if (version := _package(name))}}


def said(command):
    """The first line; empty if there is no such program."""
    try:
        out = subprocess.run(list(map(str, command)), stdin=subprocess.DEVNULL, capture_output=True, text=True,
                             timeout=20).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return out.strip().split("\n")[0]


def _package(name):
    found = said(["dpkg-query", "-W", "-f", "${db:Status-Status} ${Version}", name])
    return found.removeprefix("installed ") if found.startswith("installed ") else ""


def _memory_gib():
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2 ** 30, 1)


def _system():
    names = re.search(r'PRETTY_NAME="(.*)"', pathlib.Path("/etc/os-release").read_text())
    return names[1] if names else platform.system()


def real_time_threads(process):
    """How many threads of it have real-time priority."""
    threads = [int(path.name) for path in pathlib.Path(f"/proc/{process}/task").iterdir()]
    return sum(os.sched_getscheduler(thread) & ~os.SCHED_RESET_ON_FORK in (os.SCHED_RR, os.SCHED_FIFO)
               for thread in threads)
