"""What the tunnel's operator sees of a call: with constant sizes the records of speech and of silence are of one size
and come in one rhythm. usage: traffic_test.py VIZ [unittest arguments]"""
import collections
import sys
import time

from security_case import OK, SecurityCase, main
from tunnel_operator import TunnelOperator

SECONDS = 20
TO_HOST, TO_JOINER = True, False


class Counter(TunnelOperator):
    """Notes size and time of each record while it passes on all of them."""

    def __init__(self, host_port):
        self.seen = {TO_HOST: [], TO_JOINER: []}
        super().__init__(host_port, self._count)

    def _count(self, to_host, index, message):
        self.seen[to_host].append((time.monotonic(), len(message)))
        return [message]

    def between(self, direction, begin, end):
        return [(at, size) for at, size in self.seen[direction] if begin <= at < end]


class Traffic(SecurityCase):
    def call(self, profile, host_input, joiner_input):
        host = self.host("--profile", profile, "--sizes", "constant", "--input", host_input, "--no-processing")
        counter = self.enter(Counter(host.port))
        joiner = self.join(counter.invite(host.invite), "--profile", profile, "--sizes", "constant", "--input",
                           joiner_input)
        for side in (host, joiner):
            side.wait_line("connected ")
        begin = time.monotonic() + 1
        time.sleep(SECONDS + 1)
        seen = {direction: counter.between(direction, begin, begin + SECONDS) for direction in (TO_HOST, TO_JOINER)}
        self.assertEqual([joiner.hang_up(), host.wait_exit()], [OK, OK])
        return seen

    def assert_says_nothing(self, seen, batch):
        sizes = {size for records in seen.values() for _, size in records}
        self.assertEqual(len(sizes), 1, sizes)
        for direction, records in seen.items():
            self.assertAlmostEqual(len(records), SECONDS / batch, delta=SECONDS / batch * 0.03 + 2, msg=direction)
        talking, silent = (rhythm(seen[direction]) for direction in (TO_JOINER, TO_HOST))
        self.assertAlmostEqual(talking["median"], silent["median"], delta=batch * 0.1)
        print({"size": sizes, "speech": talking, "silence": silent, "per second": len(seen[TO_JOINER]) / SECONDS},
              file=sys.stderr)

    def test_speech_and_silence_look_the_same(self):
        self.assert_says_nothing(self.call("low-latency", "speech", "silence"), 0.02)

    def test_sizes_that_follow_the_voice_would_be_seen(self):
        """The opposite, so that it is known that this test can fail: `smallest` tells speech from silence."""
        host = self.host("--profile", "saver", "--sizes", "smallest", "--input", "speech", "--no-processing")
        counter = self.enter(Counter(host.port))
        joiner = self.join(counter.invite(host.invite), "--sizes", "smallest", "--profile", "saver", "--duration", "6")
        self.assertEqual([joiner.wait_exit(), host.wait_exit()], [OK, OK])
        sizes = collections.Counter(size for _, size in counter.seen[TO_JOINER])
        self.assertGreater(len(sizes), 8)


def rhythm(records):
    """Milliseconds between records: the median, and the middle nine tenths."""
    gaps = sorted(later - earlier for (earlier, _), (later, _) in zip(records, records[1:]))
    return {"median": gaps[len(gaps) // 2], "p05": gaps[len(gaps) // 20], "p95": gaps[len(gaps) * 19 // 20]}


if __name__ == "__main__":
    main()
