"""The programs and settings that the lab measures, and what each goes through."""
import dataclasses
import shutil
import typing

from baresip_pair import BaresipPair
from lab_scenarios import BAD
from loop_pair import LoopPair
from mumble_pair import MumblePair
from viz_pair import VizPair

CLEAN = ("clean",)
THROUGH_TUNNEL = ("tunnel", *BAD)
LOSSY = {"path": ("lossy",)}


@dataclasses.dataclass(frozen=True, eq=False)
class Series:
    """`options` are of the Pair's class. `needs`: programs that must be installed. `scenarios` by the group that is
    asked for."""
    name: str
    what: str
    pair: typing.Any
    options: dict
    groups: dict
    needs: tuple = ()

    def pair_maker(self, viz):
        options = dict(self.options, viz=viz) if self.pair is VizPair else self.options
        return lambda *where: self.pair(*where, **options)

    def missing(self):
        return [program for program in self.needs if not shutil.which(program, path=PATH)]


PATH = "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin"
MODES = {"10x1": ["--profile", "low-latency", "--frame-ms", "10", "--frames", "1"],
         "20x1": ["--profile", "low-latency"], "20x3": ["--profile", "balanced"], "40x8": ["--profile", "saver"]}
RAW = ["--no-processing"]


def _viz(mode):
    groups = {"viz": CLEAN, **({"viz-bad": THROUGH_TUNNEL, **LOSSY} if mode == "20x1" else {})}
    yield Series(f"viz-{mode}", f"Viz {mode}", VizPair, {"options": MODES[mode]}, groups)
    more = {"20x1": {"long": ("long",)}, "40x8": {"viz-bad": ("tunnel",)}}.get(mode, {})
    yield Series(f"viz-{mode}-raw", f"Viz {mode}, no processing", VizPair, {"options": MODES[mode] + RAW},
                 {**groups, **more})


def _mumble(tcp, low):
    name = f"mumble-{'tcp' if tcp else 'udp'}{'-low' if low else ''}"
    what = f"Mumble by {'TCP' if tcp else 'UDP'}{', smallest buffers' if low else ''}"
    groups = {"mumble": CLEAN, **({"mumble-bad": THROUGH_TUNNEL} if tcp else {}), **({} if low else LOSSY)}
    return Series(name, what, MumblePair, {"tcp": tcp, "low": low}, groups, ("mumble", "murmurd", "Xvfb"))


def _baresip(low):
    return Series(f"baresip{'-low' if low else ''}", f"baresip by UDP{', small buffers' if low else ''}", BaresipPair,
                  {"low": low}, {"baresip": CLEAN, **({} if low else LOSSY)}, ("baresip",))


SERIES = {series.name: series for series in (
    *(Series(f"floor-{ms}", f"nothing but the sound server, {ms} ms", LoopPair, {"latency_ms": ms}, {"floor": CLEAN})
      for ms in (20, 60)),
    *(series for mode in MODES for series in _viz(mode)),
    *(_mumble(tcp, low) for tcp in (False, True) for low in (False, True)),
    *(_baresip(low) for low in (False, True)))}
GROUPS = tuple(dict.fromkeys(group for series in SERIES.values() for group in series.groups))


def chosen(what):
    """[(series, scenario)] of what was asked for: groups, names of series, or SERIES:SCENARIO; everything if it is
    nothing. Raises ValueError with a sentence."""
    return list(dict.fromkeys(pair for name in what or GROUPS for pair in _chosen_by(name)))


def _chosen_by(name):
    if name in GROUPS:
        return [(series, scenario) for series in SERIES.values() for scenario in series.groups.get(name, ())]
    series, _, scenario = name.partition(":")
    if series not in SERIES:
        raise ValueError(f"the lab does not know '{name}'; groups: {', '.join(GROUPS)}; series: {', '.join(SERIES)}")
    known = dict.fromkeys(each for scenarios in SERIES[series].groups.values() for each in scenarios)
    if scenario and scenario not in known:
        raise ValueError(f"{series} goes through {', '.join(known)}, not '{scenario}'")
    return [(SERIES[series], each) for each in ([scenario] if scenario else known)]
