"""The Python half of these tests agrees with the vectors of the protocol; otherwise nothing it finds means anything.
usage: viz1_test.py [unittest arguments]"""
import pathlib
import unittest

import viz1

VECTORS = pathlib.Path(__file__).parents[1] / "vectors" / "viz1_vectors.txt"


def blocks():
    for block in VECTORS.read_text().split("\n\n")[1:]:
        yield dict(line.split("=") for line in block.splitlines() if line)


class Viz1(unittest.TestCase):
    def test_agrees_with_the_vectors(self):
        for vector in blocks():
            with self.subTest(vector["mode"]):
                self.assert_agrees({name: _decoded(value) for name, value in vector.items()})

    def assert_agrees(self, vector):
        keys = viz1.InviteKeys(bytes(range(16))) if vector["mode"] == "1" else None
        joiner = viz1.Joiner(keys, "Alice", bytes(range(0x80, 0xa0)))
        host = viz1.Host(keys, bytes(range(0x40, 0x60)))
        host.take_knock(joiner.knock())
        joiner.take_offer(host.offer())
        opened = joiner.open()
        host.take_open(opened)
        self.assertEqual([joiner.sent_knock, host.sent_offer, opened], [vector["M1"], vector["M2"], vector["M3"]])
        self.assertEqual(joiner.session, host.session)
        self.assert_session(host.session, vector)

    def assert_session(self, session, vector):
        found = [session.host_to_joiner, session.joiner_to_host, session.sas, session.resume_psk, session.resume_id,
                 session.exporter, session.handshake_hash]
        self.assertEqual(found, [vector[name] for name in ("k_h2j", "k_j2h", "sas", "resume_psk", "resume_id", "exp",
                                                           "h")])
        self.assertEqual(",".join(map(str, session.word_numbers)), vector["words"])
        direction = viz1.Direction(session.host_to_joiner)
        records = [direction.seal(b"\1") for _ in range(4097)]
        self.assertEqual([records[0], records[4096]], [vector["rec_h2j[0]"], vector["rec_h2j[4096]"]])

    def test_reads_the_words_of_the_documentation(self):
        self.assertEqual(len(set(viz1.english_words())), 64)
        self.assertEqual(viz1.english_words()[28], "heart")


def _decoded(value):
    return bytes.fromhex(value) if len(value) > 15 and "," not in value else value


if __name__ == "__main__":
    unittest.main(verbosity=2)
