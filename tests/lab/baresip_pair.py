"""Two baresip (1.0.0 of Debian 12): SIP without a server, Opus at 40 kbit/s by RTP over UDP, sound through ALSA's
plugin for PulseAudio."""
import subprocess

from pair import LoggedPair
from waiting import free_port

ASOUNDRC = "pcm.!default { type pulse }\nctl.!default { type pulse }\n"
CONFIGURATION = """poll_method epoll
net_interface {address}
sip_listen {address}:{sip}
call_local_timeout 120
call_max_calls 4
audio_player alsa,default
audio_source alsa,default
audio_alert alsa,null
ausrc_srate 48000
auplay_srate 48000
ausrc_channels 1
auplay_channels 1
audio_buffer {audio_buffer}
rtp_ports {rtp}-{rtp_end}
jitter_buffer_delay {jitter_buffer}
rtp_stats yes
module_path /usr/lib/baresip/modules
module stdio.so
module opus.so
module alsa.so
module_tmp uuid.so
module_tmp account.so
module_app menu.so
opus_bitrate 40000
opus_stereo no
opus_sprop_stereo no
"""
DEFAULT = {"audio_buffer": "20-160", "jitter_buffer": "5-10"}  # ms; packets
LOW = {"audio_buffer": "20-60", "jitter_buffer": "1-3"}
RTP = {"A": 26000, "B": 26030}
RTP_PORTS = 20


class BaresipPair(LoggedPair):
    def __init__(self, *where, low=False):
        super().__init__(*where)
        self.low = low

    def connect(self):
        self.sip = {side: free_port() for side in "AB"}
        self.ports = [*range(RTP["A"], RTP["A"] + RTP_PORTS)]
        for side in "AB":
            self._prepare(side)
            call = ["-e", f"/dial sip:a@{self.address('A')}:{self.sip['A']}"] if side == "B" else []
            program = self.spawn(side, self.inside(side, "baresip", "-f", self.folder / f"sip-{side}", *call),
                                 self._environment(side), subprocess.PIPE)  # it ends when its terminal does
            self.stack.callback(program.stdin.close)
            self.processes[side] = program.pid
            self.wait_said(side, "baresip is ready")
        self.wait_said("B", "[Cc]all established")

    def _environment(self, side):
        return dict(self.card.environment(side), HOME=str(self.folder / f"sip-{side}"))

    def _prepare(self, side):
        folder = self.folder / f"sip-{side}"
        folder.mkdir()
        sip = self.sip[side]
        answers = "answermode=auto" if side == "A" else ""
        ports = {"address": self.address(side), "sip": sip, "rtp": RTP[side], "rtp_end": RTP[side] + RTP_PORTS}
        (folder / "config").write_text(CONFIGURATION.format(**ports, **(LOW if self.low else DEFAULT)))
        (folder / "accounts").write_text(f"<sip:{side.lower()}@{self.address(side)}:{sip}>;regint=0;"
                                         f"audio_codecs=opus/48000/2;{answers}\n")
        (folder / "contacts").write_text("")
        (folder / ".asoundrc").write_text(ASOUNDRC)
