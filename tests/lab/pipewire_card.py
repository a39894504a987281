"""The same sound card on PipeWire's server for PulseAudio's clients, with WirePlumber, on a private bus."""
import os
import pathlib
import shutil
import signal
import subprocess

from sound_card import SoundCard
from waiting import wait_until

PROGRAMS = ["pipewire", "pipewire-pulse", "wireplumber", "dbus-run-session"]


def missing_programs():
    return [name for name in PROGRAMS if not shutil.which(name)]


class PipeWireCard(SoundCard):
    def start(self):
        root = pathlib.Path(self.root.name)
        self.base.update(PULSE_SERVER=f"unix:{root}/pulse/native", PULSE_RUNTIME_PATH=str(root / "pulse"),
                         XDG_CONFIG_HOME=str(root), XDG_STATE_HOME=str(root))
        # A session of its own, so that killing the group ends them all, the bus too.
        self.server = subprocess.Popen(
            ["dbus-run-session", "--", "sh", "-c", "pipewire & wireplumber & exec pipewire-pulse"],
            env=self.base, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, start_new_session=True)
        try:
            wait_until(self._answers, "PipeWire answers")
            self._load_modules()
        except BaseException:
            self.stop()
            raise
        self._own_streams = self._capture_streams()

    def stop(self):
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait(10)

    def _load_modules(self):
        for line in self._modules().splitlines():
            words = line.split()
            if words[0] == "load-module" and "protocol" not in words[1]:
                self._pactl(*words)
        wait_until(lambda: "A_spk" in self._pactl("list", "short", "sinks"), "the sinks are there")
        self._pactl("set-default-sink", "A_spk")
        self._pactl("set-default-source", "A_in")

    def _pactl(self, *arguments):
        return subprocess.run(["pactl", *arguments], env=self.base, text=True, stdout=subprocess.PIPE, check=True,
                              timeout=20).stdout
