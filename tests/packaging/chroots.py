"""Bare Debian systems to try packages in. Needs root, debootstrap, and a Debian with working apt: the mirror is the one
that this machine's own apt uses. Each system is made once and kept, packed, in the user's cache folder."""
import contextlib
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile

CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "viz-test-systems"
USER = 1000
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

# What every desktop has and an AppImage may expect: the libraries of packaging/appimage/host_libraries.txt, a font,
# an X keyboard table.
DESKTOP = ["libgl1", "libegl1", "libopengl0", "libx11-6", "libx11-xcb1", "libxcb1", "libice6", "libsm6", "libgbm1",
           "libfontconfig1", "libfreetype6", "libharfbuzz0b", "libfribidi0", "libexpat1", "libuuid1", "zlib1g",
           "libstdc++6", "libcom-err2", "libgpg-error0", "libwayland-client0", "fonts-dejavu-core", "xkb-data", "fuse3"]


def mirror():
    """Where this machine's apt gets Debian from."""
    text = subprocess.check_output(["apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"],
                                   text=True)
    found = [line for line in text.splitlines() if line.rstrip("/").endswith("/debian")]
    if not found:
        raise LookupError("this machine's apt knows no mirror of Debian")
    return found[0]


def missing():
    """What these tests need and this machine has not."""
    path = os.environ["PATH"] + ":/usr/sbin"
    programs = [name for name in ("debootstrap", "chroot", "unshare", "tar", "zstd") if not shutil.which(name, path=path)]
    return programs + ([] if os.geteuid() == 0 else ["root's rights"])


def in_own_mounts(arguments):
    """Starts this program anew so that nothing that it mounts is seen outside, and all of it goes when it ends."""
    if "VIZ_OWN_MOUNTS" not in os.environ:
        os.environ["VIZ_OWN_MOUNTS"] = "1"
        os.execvp("unshare", ["unshare", "--mount", "--propagation", "private", *arguments])


def packed(suite, packages):
    """The archive of a minimal system with these packages; made if there is none."""
    name = f"{suite}-desktop" if packages else suite
    archive = CACHE / f"{name}.tar.zst"
    if not archive.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="viz-system-", dir=CACHE) as root:
            extra = [f"--include={','.join(packages)}"] if packages else []
            subprocess.run(["debootstrap", "--variant=minbase", *extra, suite, root, mirror()], check=True,
                           stdout=subprocess.DEVNULL)
            unfinished = archive.with_suffix(".unfinished")
            subprocess.run(["tar", "--zstd", "--one-file-system", "--create", "--file", str(unfinished), "--directory",
                            root, "."], check=True)
            unfinished.rename(archive)
    return archive


class System:
    """A running copy of such a system; use as a context manager. `viz` is its one user."""

    def __init__(self, suite, packages=()):
        self.archive = packed(suite, packages)
        self.root = None

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="viz-system-", dir=CACHE)
        self.root = pathlib.Path(self.folder)
        subprocess.run(["tar", "--extract", "--file", str(self.archive), "--directory", self.folder], check=True)
        self.root.chmod(0o755)
        for kind, name in (("proc", "proc"), ("tmpfs", "dev/shm")):
            (self.root / name).mkdir(exist_ok=True)
            self.mount("--types", kind, kind, name)
        (self.root / "home/viz").mkdir(parents=True)
        os.chown(self.root / "home/viz", USER, USER)
        with (self.root / "etc/passwd").open("a") as users:
            users.write(f"viz:x:{USER}:{USER}:Viz:/home/viz:/bin/sh\n")
        shutil.copy("/etc/resolv.conf", self.root / "etc/resolv.conf")
        if not (self.root / "etc/mtab").is_symlink():  # what boots a system makes it, and unmounting FUSE reads it
            (self.root / "etc/mtab").symlink_to("/proc/self/mounts")
        return self

    def __exit__(self, *_):
        self._end_processes()
        mounts = [line.split()[1] for line in pathlib.Path("/proc/mounts").read_text().splitlines()]
        for mount in sorted((path for path in mounts if path.startswith(self.folder + "/")), reverse=True):
            subprocess.run(["umount", "--lazy", mount.replace("\\040", " ")], check=False)
        shutil.rmtree(self.folder)

    def _end_processes(self):
        """Of this system, found by their root folder: none of them may outlive a test."""
        for process in pathlib.Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if os.readlink(process / "root") == self.folder:
                    os.kill(int(process.name), signal.SIGKILL)

    def mount(self, *words):
        """As mount(8); the last word is a folder of this system."""
        *options, folder = words
        (self.root / folder).mkdir(parents=True, exist_ok=True)
        subprocess.run(["mount", *options, str(self.root / folder)], check=True)

    def put(self, file, path, mode=0o755):
        target = self.root / path.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
        target.chmod(mode)
        return path

    def environment(self, **more):
        return {"PATH": PATH, "HOME": "/home/viz", "LC_ALL": "C.UTF-8", **more}

    def line(self, *command, user=USER):
        """The words that run `command` in this system."""
        return ["chroot", f"--userspec={user}:{user}", self.folder, *map(str, command)]

    def run(self, *command, user=USER, limit=120, **environment):
        """Standard output, standard error and status of a command that ends by itself."""
        return subprocess.run(self.line(*command, user=user), env=self.environment(**environment), text=True,
                              capture_output=True, timeout=limit, check=False, stdin=subprocess.DEVNULL)

    def install(self, *packages):
        """With apt, from the mirror that the system was made from."""
        for words in (("update",), ("install", "--no-install-recommends", *packages)):
            found = self.run("apt-get", "-qq", "-y", *words, user=0, limit=600, DEBIAN_FRONTEND="noninteractive")
            if found.returncode != 0:
                raise RuntimeError(f"apt-get {' '.join(words)}: {found.stdout}{found.stderr}")
