"""Viz calls Viz, both without a window."""
from pair import Pair
from viz_program import VizProgram, read_stats


class VizPair(Pair):
    """`options`: for both sides, as in docs/CLI.md."""

    kind = "ws"

    def __init__(self, *where, viz, options=()):
        super().__init__(*where)
        self.viz, self.options = viz, options

    def connect(self):
        host = self._start("A", "host", "--bind", self.address(), "--port", 0, "--accept", "verified")
        port = int(host.wait_line("listening ").rsplit(":", 1)[1])
        secret = host.wait_line("invite ").split("#")[1]
        joiner = self._start("B", "join", f"viz1+ws:{self.address()}:{self.way_to(port)}#{secret}")
        self.programs = {"A": host, "B": joiner}
        for program in self.programs.values():
            program.wait_line("connected ")
        self.processes = {side: program.process.pid for side, program in self.programs.items()}

    def _start(self, side, *arguments):
        command = self.inside(side, self.viz, *arguments, *self.options, "--stats", self.folder / f"{side}.jsonl")
        return self.stack.enter_context(VizProgram(*command, environment=self.card.environment(side)))

    def figures(self):
        stats = {side: read_stats(self.folder / f"{side}.jsonl")[-1] for side in "AB"}
        return {"ownDelayMs": {side: line["delay"]["totalMs"] for side, line in stats.items()},
                "reconnects": {side: line["reconnects"] for side, line in stats.items()},
                "resumed": {side: sum(line.startswith("resumed ") for line in program.lines)
                            for side, program in self.programs.items()}}
