import unittest

from tunnel_faults import TunnelFaults


class Parses(unittest.TestCase):
    def test_everything_at_once(self):
        faults = TunnelFaults.parse("delay=30,jitter=20,stall=3000@20,stall=1@5,stalls=200/5,rate=24000@20+20,"
                                    "outage=5@30,reset=40,reset=41")
        self.assertEqual((faults.delay, faults.jitter, faults.stalls), (30, 20, (5, 200)))
        self.assertEqual(faults.stall, [(20, 3000), (5, 1)])
        self.assertEqual(faults.rate, [(20, 20, 24000)])
        self.assertEqual(faults.resets(), [(30, 5), (40, 0), (41, 0)])
        self.assertEqual(faults.last_begin(), 41)

    def test_nothing_is_a_tunnel_without_faults(self):
        faults = TunnelFaults.parse("")
        self.assertEqual(faults, TunnelFaults())
        self.assertEqual((faults.held_until(7), faults.through_bottleneck(7, 1e9), faults.last_begin()), (7, 7, 0))

    def test_refuses_what_it_does_not_understand(self):
        for text in ("delay", "delay=", "delay=x", "delay=-1", "delay=nan", "jitter=inf", "stall=3000", "stall=@2",
                     "stalls=200", "stalls=200/0", "stalls=6000/5", "rate=0", "rate=8@1", "outage=5", "reset=soon",
                     "Delay=1", "loss=1"):
            with self.subTest(text=text), self.assertRaises(ValueError):
                TunnelFaults.parse(text)


class Holds(unittest.TestCase):
    CASES = [  # spec, second, held until
        ("stall=3000@20", 19.99, 19.99), ("stall=3000@20", 20, 23), ("stall=3000@20", 22.999, 23),
        ("stall=3000@20", 23, 23),
        ("stalls=200/5", 0, 0), ("stalls=200/5", 4.9, 4.9), ("stalls=200/5", 5, 5.2), ("stalls=200/5", 5.2, 5.2),
        ("stalls=200/5", 50.1, 50.2),
        ("stall=1000@1,stall=1000@2,stall=500@3", 1.5, 3.5), ("stall=900@4.5,stalls=200/5", 4.6, 5.4),
    ]

    def test_until_the_end_of_every_stall(self):
        for text, second, expected in self.CASES:
            with self.subTest(text=text, second=second):
                self.assertAlmostEqual(TunnelFaults.parse(text).held_until(second), expected)


class Narrows(unittest.TestCase):
    CASES = [  # second, bits, through at
        (9, 24000, 9), (10, 24000, 11), (29.5, 24000, 30), (30, 24000, 30), (12, 12000, 12.5),
    ]

    def test_only_while_the_path_is_narrow(self):
        faults = TunnelFaults.parse("rate=24000@10+20")
        for second, bits, expected in self.CASES:
            with self.subTest(second=second, bits=bits):
                self.assertAlmostEqual(faults.through_bottleneck(second, bits), expected)


if __name__ == "__main__":
    unittest.main()
