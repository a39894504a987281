"""A sound card without hardware: a private PulseAudio server whose one four-channel null sink is the clock of all.

    channel 0  A's mouth: what is played into sink A_mic is what source A_in hears
    channel 1  A's ear:   what is played into sink A_spk
    channels 2 and 3      the same of B

One recording of the null sink's monitor holds mouths and ears sample by sample, so a delay between them needs no
second clock. The card runs at 50 kHz, because PulseAudio 16.1 rounds each chunk to whole microseconds: at 48 kHz its
clock was measured up to 4 % fast, at 50 kHz a sample is exactly 20 us.
"""
import os
import pathlib
import subprocess
import tempfile

from waiting import wait_until

RATE = 50_000
CHANNELS = {"A_mic": "front-left", "A_spk": "front-right", "B_mic": "rear-left", "B_spk": "rear-right"}
MOUTH = {"A": 0, "B": 2}
EAR = {"A": 1, "B": 3}


class SoundCard:
    """Use as a context manager; `environment(side)` gives a program its microphone and loudspeaker."""

    def __enter__(self):
        self.root = tempfile.TemporaryDirectory(prefix="viz-lab-")
        self.socket = pathlib.Path(self.root.name) / "native"
        script = pathlib.Path(self.root.name) / "lab.pa"
        script.write_text(self._modules())
        self.base = dict(os.environ, HOME=self.root.name, XDG_RUNTIME_DIR=self.root.name,
                         PULSE_RUNTIME_PATH=self.root.name, PULSE_SERVER=f"unix:{self.socket}")
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"):
            self.base.pop(name, None)
        self.log = open(pathlib.Path(self.root.name) / "pulseaudio.log", "w")
        self.start()
        return self

    def start(self):
        """Again, after `server` was killed."""
        self.socket.unlink(missing_ok=True)
        self.server = subprocess.Popen(
            ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--system=false", "--realtime=yes",
             "--high-priority=yes", "--use-pid-file=no", "-F", str(self.socket.with_name("lab.pa"))],
            env=self.base, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        wait_until(self._answers, "PulseAudio answers")
        self._own_streams = self._capture_streams()  # of the remapped sources

    def stop(self):
        self.server.terminate()
        self.server.wait(10)

    def __exit__(self, *_):
        self.stop()
        self.log.close()
        self.root.cleanup()

    def environment(self, side):
        return dict(self.base, PULSE_SOURCE=f"{side}_in", PULSE_SINK=f"{side}_spk")

    def record(self, path):
        """Records all four channels until the returned process is terminated; int16, RATE."""
        return subprocess.Popen(
            ["parec", "-d", "LAB.monitor", "--raw", "--format=s16le", f"--rate={RATE}", "--channels=4",
             "--channel-map=front-left,front-right,rear-left,rear-right", "--latency-msec=5", str(path)],
            env=self.base, stdin=subprocess.DEVNULL)

    def speak(self, side, path):
        """Plays a raw file (48 kHz mono int16) into that side's microphone."""
        return subprocess.Popen(
            ["pacat", "-d", f"{side}_mic", "--raw", "--format=s16le", "--rate=48000", "--channels=1",
             "--latency-msec=40", str(path)], env=self.base, stdin=subprocess.DEVNULL)

    def microphones_in_use(self):
        return self._capture_streams() - self._own_streams

    def _capture_streams(self):
        listing = subprocess.run(["pactl", "list", "short", "source-outputs"], env=self.base, text=True,
                                 stdout=subprocess.PIPE, check=True).stdout
        return len(listing.splitlines())

    def _answers(self):
        return subprocess.run(["pactl", "info"], env=self.base, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL).returncode == 0

    def _modules(self):
        lines = [".fail", f"load-module module-native-protocol-unix auth-anonymous=1 socket={self.socket}",
                 f"load-module module-null-sink sink_name=LAB format=s16le rate={RATE} channels=4 "
                 "channel_map=front-left,front-right,rear-left,rear-right norewinds=1"]
        for name, channel in CHANNELS.items():
            lines.append(f"load-module module-remap-sink sink_name={name} master=LAB channels=1 channel_map=mono "
                         f"master_channel_map={channel} remix=no")
        for side in "AB":
            lines.append(f"load-module module-remap-source source_name={side}_in master=LAB.monitor channels=1 "
                         f"channel_map=mono master_channel_map={CHANNELS[side + '_mic']} remix=no")
        lines += ["set-default-sink A_spk", "set-default-source A_in"]
        return "\n".join(lines) + "\n"
