"""Results of the lab: JSON lines, one for the machine and one for each call; and what can be asked of them."""
import json
import pathlib
import statistics


class Results:
    """Lines of one or more files; where a call was made more than once, all of its runs count."""

    def __init__(self, lines):
        lines = list(lines)
        self.machine = next((line for line in reversed(lines) if line.get("kind") == "machine"), {})
        self.calls = [line for line in lines if line.get("kind") == "call"]
        self.failures = [line for line in lines if line.get("kind") == "failure"]

    @classmethod
    def load(cls, path):
        path = pathlib.Path(path)
        return cls(json.loads(line) for line in (path.read_text().splitlines() if path.exists() else ()))

    def of(self, series, scenario="clean"):
        return [call for call in self.calls if (call["series"], call["scenario"]) == (series, scenario)]

    def series(self, scenario=None):
        """In the order of their first call."""
        return list(dict.fromkeys(call["series"] for call in self.calls if scenario in (None, call["scenario"])))

    def scenarios(self):
        return list(dict.fromkeys(call["scenario"] for call in self.calls))

    def heard(self, series, scenario, *path):
        """Of every direction of every run; None where something was not found."""
        return [dig(direction, path) for call in self.of(series, scenario) for direction in call["directions"].values()]

    def used(self, series, scenario, name):
        """Of both parties of every run; without a server."""
        return [usage[name] for call in self.of(series, scenario) for who, usage in call["usage"].items()
                if who in ("A", "B")]

    def wire(self, series, scenario, name="kbps"):
        """Of both ways of every run, with the headers from IP on."""
        return [way[name] for call in self.of(series, scenario) for way in (call["wire"] or {}).values()]

    def messages(self, series, scenario="tunnel"):
        """A second, of both ways."""
        return [way["messages"] for call in self.of(series, scenario) for way in (call["messages"] or {}).values()]


def dig(value, path):
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def spread(values, digits=0, factor=1.0):
    """`median [least..most]`, "-" of nothing; values that are None are counted after it."""
    found = [value * factor for value in values if value is not None]
    lost = f" ({len(values) - len(found)} of {len(values)} not found)" if found and len(found) < len(values) else ""
    if not found:
        return "never" if values else "-"
    low, high = (f"{end:.{digits}f}" for end in (min(found), max(found)))
    middle = f"{statistics.median(found):.{digits}f}"
    return (middle if low == high else f"{middle} [{low}..{high}]") + lost
