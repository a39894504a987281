"""What Viz wants to reach, beside what it reached in these results. The bars come from calls of other programs that
were measured in the same way in November 2026; where those were measured again in the same run, their figure stands
there, too."""
import dataclasses
import statistics

from lab_results import spread

TALKING = {"viz-20x1": "", "viz-20x1-raw": ", no processing"}
ORIGINAL_KBPS = 42.2  # what the records of the Go program take at 40 ms x 8 and 32 kbit/s


@dataclasses.dataclass(frozen=True)
class Bar:
    """`met`: None when it was not measured. `others`: what other programs had in the same run."""
    what: str
    need: str
    viz: str
    met: bool = None
    others: str = ""

    def cells(self):
        return [self.what, self.need, self.viz, {True: "yes", False: "no", None: "not measured"}[self.met], self.others]


def bars(results, own=()):
    """`own`: lines of bench.py, for what one program alone decides."""
    own = {line["name"]: line["value"] for line in own if "name" in line}
    return [bar for group in (_clean(results), _jitter(results), _stall(results), _stalls(results), _reset(results),
                              _sound(results), _traffic(results, own), _machine(results, own)) for bar in group]


def table(results, own=()):
    return [["bar", "need", "Viz", "met", "others in the same run"], *(bar.cells() for bar in bars(results, own))]


def at_most(what, need, values, limit, others="", digits=0, factor=1.0, pick=statistics.median):
    """`pick`: of the values; one that was never found misses the bar if it is the worst that counts."""
    found = [value * factor for value in values if value is not None]
    lost = len(found) < len(values) and pick is max
    met = None if not values else bool(found) and not lost and pick(found) <= limit
    return Bar(what, need, spread(values, digits, factor), met, others)


def at_least(what, need, values, limit, others="", digits=0, factor=1.0, pick=statistics.median):
    bar = at_most(what, need, [None if value is None else -value for value in values], -limit, "", digits, factor,
                  max if pick is min else pick)
    return dataclasses.replace(bar, viz=spread(values, digits, factor), others=others)


def _clean(results):
    low = _others(results, "clean", "median", ("mumble-udp-low", "mumble-tcp-low", "baresip-low"))
    for mode, limit in (("20x1", 80), ("10x1", 65), ("40x8", 420)):
        for series, how in ((f"viz-{mode}", ""), (f"viz-{mode}-raw", ", no processing")):
            yield at_most(f"mouth to ear {mode}{how}", f"<= {limit} ms", results.heard(series, "clean", "median"),
                          limit, low)
    for series, how in (("viz-10x1", ""), ("viz-10x1-raw", ", no processing")):
        yield at_most(f"clean 10x1{how}: median", "< 67 ms", results.heard(series, "clean", "median"), 66.9, low)
        yield at_most(f"clean 10x1{how}: 95 %", "< 107 ms at the same time", results.heard(series, "clean", "p95"),
                      106.9, _others(results, "clean", "p95", ("mumble-udp-low", "mumble-tcp-low")))


def _jitter(results):
    for series, how in TALKING.items():
        for name, what, limit in (("median", "median", 116), ("p95", "95 %", 150)):
            yield at_most(f"30±20 ms{how}: {what}", f"< {limit} ms", results.heard(series, "jitter", name),
                          limit - 0.1, _others(results, "jitter", name, ("mumble-tcp", "mumble-tcp-low")))


def _stall(results):
    def event(series, name):
        return results.heard(series, "stall", "event", name)
    for series, how in TALKING.items():
        rivals = {name: _others(results, "stall", ("event", name), ("mumble-tcp", "mumble-tcp-low"), 1)
                  for name in ("within50", "within100", "speechLost")}
        yield at_most(f"3 s stall{how}: within 50 ms again", "< 1.3 s, every direction and run",
                      event(series, "within50"), 1.29, rivals["within50"], 1, pick=max)
        yield at_most(f"3 s stall{how}: within 100 ms again", "<= 3.2 s", event(series, "within100"), 3.2,
                      rivals["within100"], 1, pick=max)
        yield at_most(f"3 s stall{how}: speech lost", "<= 3 s", event(series, "speechLost"), 3.0, rivals["speechLost"],
                      1, pick=max)
        yield at_least(f"3 s stall{how}: its last 400 ms heard", ">= 50 % of the short windows",
                       event(series, "lastWordsHeard"), 50, "", 0, 100)


def _stalls(results):
    rivals = ("mumble-tcp", "mumble-tcp-low")
    for series, how in TALKING.items():
        def heard(name, series=series):
            return results.heard(series, "stalls", name)
        what = f"200 ms stalls each 5 s{how}: "
        yield at_most(what + "growth", "<= 20 ms", heard("growth"), 20, pick=max)
        yield at_most(what + "95 %", "< 250 ms", heard("p95"), 249.9, _others(results, "stalls", "p95", rivals))
        yield at_least(what + "STOI", "> 0.94", heard("stoi"), 0.9401, _others(results, "stalls", "stoi", rivals, 3), 3)
        yield at_most(what + "dropouts", "< 0.3 %", heard("dropped"), 0.29, "", 2, 100)
        yield at_most(what + "gaps", "< 8", heard("gaps"), 7, _others(results, "stalls", "gaps", rivals))


def _reset(results):
    for series, how in TALKING.items():
        yield at_most(f"reset{how}: sound back, delay within 100 ms", "< 9.8 s, by itself",
                      results.heard(series, "reset", "event", "within100"), 9.7,
                      _others(results, "reset", ("event", "within100"), ("mumble-tcp", "mumble-tcp-low"), 1), 1,
                      pick=max)


def _sound(results):
    rivals = ("mumble-udp", "mumble-tcp", "baresip")
    for series, how in TALKING.items():
        stoi, others = results.heard(series, "clean", "stoi"), _others(results, "clean", "stoi", rivals, 3)
        yield at_least(f"clean 20x1{how}: STOI", ">= 0.95 at 32 kbit/s", stoi, 0.95, others, 3, pick=min)
        yield at_least(f"clean 20x1{how}: STOI as the original", ">= 0.998 (64 kbit/s)", stoi, 0.998, others, 3)
        yield at_most(f"clean 20x1{how}: dropouts", "0 %", results.heard(series, "clean", "dropped"), 0, "", 2, 100)
        yield at_most(f"clean 20x1{how}: gaps", "0", results.heard(series, "clean", "gaps"), 0)
    yield at_most("five minutes, no processing: growth", "0 ms (5 by chance)",
                  results.heard("viz-20x1-raw", "long", "growth"), 5, pick=max)


def _traffic(results, own):
    rivals = tuple(name for name in results.series("clean") if not name.startswith(("viz", "floor")))
    wire = spread_of_others(results.wire, rivals, "clean", 1)
    for mode, limit in (("20x1", 74), ("20x3", 55), ("40x8", 55)):
        yield at_most(f"{mode}: traffic each way with all headers", f"< {limit} kbit/s",
                      results.wire(f"viz-{mode}-raw", "clean"), limit - 0.1, wire, 1)
    yield at_most("40x8: messages a second each way", "3.1 of them, as the original",
                  results.messages("viz-40x8-raw"), 3.2, spread_of_others(results.messages, rivals, "tunnel", 1), 2)
    records = own.get("saver, constant sizes: records")
    yield at_most("40x8, 32 kbit/s, constant sizes: records", "20 % fewer bytes than the original's 42.2 kbit/s",
                  [] if records is None else [records], ORIGINAL_KBPS * 0.8, "", 1)


def _machine(results, own):
    original = "half of the original's 6.8 s a minute"
    mumble = results.used("mumble-udp", "clean", "cpuSecondsPerMinute") + \
        results.used("mumble-tcp", "clean", "cpuSecondsPerMinute")
    for series, how in TALKING.items():
        seconds = results.used(series, "clean", "cpuSecondsPerMinute")
        yield at_most(f"processor 20x1{how}", "< 4.0 s a minute", seconds, 3.99, "", 1)
        yield at_most(f"processor 20x1{how}", original, seconds, 3.4, "", 1)
        half = statistics.median(mumble) / 2 if mumble else None
        yield at_most(f"processor 20x1{how}", "half of Mumble's in the same run", seconds if half else [], half,
                      spread(mumble, 1) if mumble else "", 1)
        yield at_most(f"memory without a window{how}", "<= 40 MiB", results.used(series, "clean", "rssMib"), 40,
                      spread_of_others(lambda name, scenario: results.used(name, scenario, "rssMib"),
                                       ("mumble-udp", "mumble-tcp", "baresip"), "clean"))
    yield at_most("processor 40x8, no processing", f"{original}, which had this mode",
                  results.used("viz-40x8-raw", "clean", "cpuSecondsPerMinute"), 3.4, "", 1)
    window = own.get("resident memory in a call with the window")
    yield at_most("memory with the window", "<= 90 MiB", [] if window is None else [window], 90)


def _others(results, scenario, path, rivals, digits=0):
    path = path if isinstance(path, tuple) else (path,)
    return spread_of_others(lambda name, scenario: results.heard(name, scenario, *path), rivals, scenario, digits)


def spread_of_others(values_of, rivals, scenario, digits=0):
    found = {name: values_of(name, scenario) for name in rivals}
    return "; ".join(f"{name} {spread(values, digits)}" for name, values in found.items() if values)
