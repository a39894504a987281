"""The lab's results as tables: rows of cells, the first being the heads."""
from lab_results import spread
from lab_scenarios import BAD, SCENARIOS
from lab_series import SERIES

# Head; digits, factor; where in a direction it is.
HEARD = (("delay, ms", 0, 1, "median"), ("95 %, ms", 0, 1, "p95"), ("growth, ms", 0, 1, "growth"),
         ("STOI", 3, 1, "stoi"), ("ESTOI", 3, 1, "estoi"), ("segmental SNR, dB", 1, 1, "segmentalSnrDb"),
         ("spectral distance, dB", 1, 1, "logSpectralDistanceDb"), ("dropouts, %", 2, 100, "dropped"),
         ("gaps", 0, 1, "gaps"))


def clean_table(results):
    """Without a tunnel between."""
    heads = ["what", "runs", *(head for head, *_ in HEARD), "kbit/s each way", "packets/s", "processor, s/min",
             "memory, MiB", "threads"]
    return [heads, *([_what(series), str(len(results.of(series))), *_heard(results, series, "clean"),
                      spread(results.wire(series, "clean"), 1), spread(results.wire(series, "clean", "packets"), 0),
                      spread(results.used(series, "clean", "cpuSecondsPerMinute"), 1),
                      spread(results.used(series, "clean", "rssMib"), 0),
                      spread(results.used(series, "clean", "threads"), 0)] for series in results.series("clean"))]


def tunnel_table(results):
    """Through a tunnel with faults and without."""
    heads = ["tunnel", "what", "runs", *(head for head, *_ in HEARD if "spectral" not in head and "SNR" not in head),
             "messages/s"]
    rows = [heads]
    for scenario in ("tunnel", *BAD, "lossy"):
        for series in results.series(scenario):
            cells = [cell for (head, *_), cell in zip(HEARD, _heard(results, series, scenario)) if head in heads]
            rows.append([SCENARIOS[scenario].what, _what(series), str(len(results.of(series, scenario))), *cells,
                         spread(results.messages(series, scenario), 1)])
    return rows


EVENT = (("delay before, ms", 0, 1, "baseMs"), ("longest since, ms", 0, 1, "worstMs"),
         ("last 8 s, ms", 0, 1, "finalMs"), ("within 50 ms again after, s", 1, 1, "within50"),
         ("within 100 ms, s", 1, 1, "within100"),
         ("speech lost, s", 1, 1, "speechLost"), ("in windows of 1 s", 1, 1, "windowsLost"),
         ("last 400 ms before its end heard, %", 0, 100, "lastWordsHeard"))


def event_table(results):
    """What one event did: seconds count from its end."""
    rows = [["event", "what", *(head for head, *_ in EVENT)]]
    for scenario in ("stall", "narrow", "reset"):
        for series in results.series(scenario):
            cells = [spread(results.heard(series, scenario, "event", name), digits, factor)
                     if name != "lastWordsHeard" or scenario == "stall" else "" for _, digits, factor, name in EVENT]
            rows.append([SCENARIOS[scenario].what, _what(series), *cells])
    return rows


def _heard(results, series, scenario):
    return [spread(results.heard(series, scenario, name), digits, factor) for _, digits, factor, name in HEARD]


def _what(series):
    return SERIES[series].what if series in SERIES else series


def as_text(rows):
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows)


def as_markdown(rows):
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|" + "---|" * len(rows[0]))
    return "\n".join(lines)
