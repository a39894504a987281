"""The sound card of the lab with B's loudspeaker and microphone in one room: what B_spk plays is heard in B_in after a
delay and 150 ms of reverberation (echo_room/), sample by sample on the card's own clock. A has headphones."""
import subprocess

from sound_card import CHANNELS, SoundCard


class Room:
    """`drive`: of the loudspeaker's tanh; 0 is a loudspeaker that does not distort."""

    def __init__(self, delay_ms=0, gain_db=-9, drive=0):
        self.delay_ms, self.gain_db, self.drive = delay_ms, gain_db, drive


class EchoCard(SoundCard):
    """`plugin`: the built echo_room.so."""

    def __init__(self, plugin, room):
        self.plugin, self.room = plugin.resolve(), room

    def __enter__(self):
        super().__enter__()
        sinks = subprocess.run(["pactl", "list", "short", "sinks"], env=self.base, text=True, stdout=subprocess.PIPE,
                               check=True).stdout
        if "B_spk" not in sinks:  # else B would play into A's ear
            self.__exit__()
            raise RuntimeError(f"PulseAudio has not loaded {self.plugin}")
        return self

    def _modules(self):
        lines = [line for line in super()._modules().splitlines() if "sink_name=B_spk" not in line]
        place = next(i for i, line in enumerate(lines) if "module-remap-source" in line)
        lines[place:place] = [
            # Both channels of B: the room's left output is B's microphone, where near speech is added by B_mic.
            "load-module module-remap-sink sink_name=B_both master=LAB channels=2 channel_map=front-left,front-right "
            f"master_channel_map={CHANNELS['B_mic']},{CHANNELS['B_spk']} remix=no",
            "load-module module-ladspa-sink sink_name=B_spk sink_master=B_both channels=2 "
            f"channel_map=front-left,front-right plugin={self.plugin.with_suffix('')} label=viz_echo_room "
            f"control={self.room.delay_ms},{self.room.gain_db},{self.room.drive}"]
        return "\n".join(lines) + "\n"
