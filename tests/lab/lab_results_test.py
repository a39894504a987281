"""What the lab says of results: no sound, no programs."""
import unittest

import benchmarks_page
import lab_bars
from lab_results import Results, spread
from lab_series import SERIES, chosen
from lab_tables import as_markdown, as_text, clean_table, event_table, tunnel_table

DIRECTION = {"found": 1.0, "median": 70.0, "p95": 76.0, "growth": 0.0, "stoi": 0.96, "estoi": 0.9,
             "segmentalSnrDb": 9.0, "logSpectralDistanceDb": 5.0, "dropped": 0.0, "gaps": 0}
EVENT = {"baseMs": 70.0, "worstMs": 700.0, "finalMs": 71.0, "within50": 1.0, "within100": 0.9, "speechLost": 2.5,
         "windowsLost": 4.0, "lastWordsHeard": 0.8}


def call(series, scenario="clean", run=1, **heard):
    direction = {**DIRECTION, **heard}
    usage = {"cpuSecondsPerMinute": 2.5, "rssMib": 30.0, "threads": 9, "handles": 30}
    return {"kind": "call", "series": series, "scenario": scenario, "run": run, "when": "2026-01-02 10:00",
            "seconds": 60, "load": 0.5, "cardLags": [], "cardDriftPpm": 0, "alive": {}, "program": {}, "messages": None,
            "directions": {"A>B": direction, "B>A": dict(direction, median=direction["median"] and
                                                         direction["median"] + 2)},
            "wire": {"up": {"kbps": 50.0, "packets": 60}, "down": {"kbps": 52.0, "packets": 60}},
            "usage": {"A": usage, "B": usage, "server": dict(usage, rssMib=999)}}


def bar(found, what, own=()):
    return next(bar for bar in lab_bars.bars(Results(found), own) if bar.what == what)


class Spreads(unittest.TestCase):
    CASES = [([], 0, "-"), ([None, None], 0, "never"), ([3.04], 1, "3.0"), ([1, 2, 9], 0, "2 [1..9]"),
             ([2.001, 2.002], 2, "2.00"), ([1, None, 3], 1, "2.0 [1.0..3.0] (1 of 3 not found)")]

    def test_as_median_and_ends(self):
        for values, digits, expected in self.CASES:
            with self.subTest(values=values):
                self.assertEqual(spread(values, digits), expected)


class Judges(unittest.TestCase):
    def test_what_was_not_measured_as_such(self):
        self.assertTrue(all(bar.met is None for bar in lab_bars.bars(Results([]))))

    def test_the_median_of_all_runs_and_directions(self):
        what = "mouth to ear 20x1, no processing"
        for medians, met in (((70, 70), True), ((70, 100), False), ((None, 70), True), ((None, None), False)):
            with self.subTest(medians=medians):
                calls = [call("viz-20x1-raw", run=run, median=median) for run, median in enumerate(medians)]
                self.assertEqual(bar(calls, what).met, met)

    def test_the_worst_direction_where_every_one_counts(self):
        what = "3 s stall: within 50 ms again"
        for within, met in ((1.0, True), (1.3, False), (None, False)):
            with self.subTest(within=within):
                calls = [call("viz-20x1", "stall", 1, event=EVENT),
                         call("viz-20x1", "stall", 2, event=dict(EVENT, within50=within))]
                self.assertEqual(bar(calls, what).met, met)

    def test_what_should_be_high(self):
        what = "clean 20x1: STOI"
        for stoi, met in ((0.96, True), (0.94, False), (None, False)):
            with self.subTest(stoi=stoi):
                self.assertEqual(bar([call("viz-20x1"), call("viz-20x1", run=2, stoi=stoi)], what).met, met)

    def test_half_of_mumbles_processor_only_beside_mumble(self):
        what = "processor 20x1"
        def half(calls):
            return next(bar for bar in lab_bars.bars(Results(calls)) if bar.what == what and "half of M" in bar.need)
        self.assertIsNone(half([call("viz-20x1")]).met)
        self.assertFalse(half([call("viz-20x1"), call("mumble-tcp")]).met)

    def test_what_the_programs_own_benchmark_found(self):
        name = "saver, constant sizes: records"
        what = "40x8, 32 kbit/s, constant sizes: records"
        for value, met in ((33.0, True), (34.0, False)):
            self.assertEqual(bar([], what, [{"name": name, "value": value, "unit": ""}]).met, met)

    def test_and_names_what_others_had(self):
        self.assertIn("mumble-tcp-low 61 [60..62]",
                      bar([call("viz-20x1"), call("mumble-tcp-low", median=60)], "mouth to ear 20x1").others)


class Tables(unittest.TestCase):
    calls = [call("viz-20x1"), call("viz-20x1", run=2, median=90), call("mumble-tcp", stoi=None),
             call("viz-20x1", "stall", event=EVENT), call("mumble-tcp", "jitter"), call("viz-20x1", "reset",
                                                                                        event=dict(EVENT))]

    def test_have_a_row_for_each_series_and_as_many_cells_as_heads(self):
        results = Results(self.calls)
        for rows, count in ((clean_table(results), 3), (tunnel_table(results), 4), (event_table(results), 3),
                            (lab_bars.table(results), None)):
            self.assertEqual({len(row) for row in rows}, {len(rows[0])})
            self.assertEqual(len(rows), count or len(rows))
            self.assertEqual(len(as_markdown(rows).splitlines()), len(rows) + 1)
            self.assertEqual(len(as_text(rows).splitlines()), len(rows))

    def test_leave_the_server_out_of_a_partys_memory(self):
        self.assertNotIn("999", as_text(clean_table(Results(self.calls))))


class Page(unittest.TestCase):
    PAGE = "# T\n<!-- figures: clean -->\nold\n<!-- end of figures -->\nkept\n" \
           "<!-- figures: own -->\nalso old\n<!-- end of figures -->\n<!-- figures: odd -->\n<!-- end of figures -->\n"

    def test_replaces_what_there_are_results_for_and_nothing_else(self):
        sections = benchmarks_page.sections_of(Results([call("viz-20x1")]), [])
        page = benchmarks_page.rewritten(self.PAGE, sections)
        self.assertNotIn("\nold\n", page)
        self.assertIn("| Viz 20x1 | 1 | 71 [70..72] |", page)
        self.assertIn("\nkept\n", page)
        self.assertIn("also old", page)
        self.assertEqual(benchmarks_page.rewritten(page, sections), page)

    def test_says_where_another_program_is_better(self):
        worse = benchmarks_page.where_others_are_better
        self.assertEqual(worse(Results([call("viz-20x1"), call("mumble-tcp")])), "* nothing that was compared")
        found = worse(Results([call("viz-20x1"), call("mumble-udp-low", median=60), call("baresip", stoi=0.99)]))
        self.assertIn("Mumble by UDP, smallest buffers 61, Viz 20x1 71", found)
        self.assertIn("STOI without a tunnel: baresip by UDP 0.990, Viz 20x1 0.960", found)

    def test_says_where_another_program_needs_less(self):
        thrifty = call("mumble-udp")
        thrifty["usage"] = {"A": dict(thrifty["usage"]["A"], cpuSecondsPerMinute=1.25)}
        thrifty["wire"] = {"up": {"kbps": 41.0, "packets": 50}}
        found = benchmarks_page.where_others_are_better(Results([call("viz-20x1"), thrifty]))
        self.assertIn("processor without a tunnel, s a minute: Mumble by UDP 1.2, Viz 20x1 2.5", found)
        self.assertIn("traffic each way without a tunnel, kbit/s: Mumble by UDP 41.0, Viz 20x1 51.0", found)
        self.assertNotIn("memory", found)

    def test_compares_only_settings_for_talking_with_others(self):
        saver = call("viz-40x8")
        saver["usage"] = {"A": dict(saver["usage"]["A"], cpuSecondsPerMinute=0.5)}
        rival = call("baresip")
        rival["usage"] = {"A": dict(rival["usage"]["A"], cpuSecondsPerMinute=1.0)}
        what = "processor without a tunnel, s a minute: baresip by UDP 1.0, Viz "
        worse = benchmarks_page.where_others_are_better
        self.assertIn(f"{what}20x1 2.5", worse(Results([saver, call("viz-20x3"), call("viz-20x1"), rival])))
        self.assertIn(f"{what}10x1, no processing 2.5", worse(Results([saver, call("viz-10x1-raw"), rival])))
        self.assertEqual(worse(Results([saver, rival])), "* nothing that was compared")

    def test_says_where_another_program_comes_back_sooner(self):
        found = benchmarks_page.where_others_are_better(
            Results([call("viz-20x1", "stall", event=EVENT),
                     call("mumble-tcp-low", "stall", event=dict(EVENT, within100=0.4, speechLost=4.0))]))
        self.assertIn("a stall of 3 s: seconds until it is in time again: Mumble by TCP, smallest buffers 0.4, "
                      "Viz 20x1 0.9", found)
        self.assertNotIn("speech lost", found)

    def test_has_all_its_sections(self):
        page = benchmarks_page.ROOT / "docs/BENCHMARKS.md"
        names = {found[2] for found in benchmarks_page.BLOCK.finditer(page.read_text())}
        own = [{"kind": "machine"} | {name: "" for name in ("when", "cores", "processor", "memoryGib", "system",
                                                            "kernel", "viz")} | {"packages": {}},
               {"name": "n", "value": 1, "unit": "u"}]
        self.assertEqual(names, set(benchmarks_page.sections_of(Results([call("viz-20x1")]), own)))


class Choice(unittest.TestCase):
    def names(self, *what):
        return [(series.name, scenario) for series, scenario in chosen(what)]

    def test_of_groups_series_and_single_calls(self):
        self.assertEqual(self.names("floor"), [("floor-20", "clean"), ("floor-60", "clean")])
        self.assertEqual(self.names("baresip-low"), [("baresip-low", "clean")])
        self.assertEqual(self.names("viz-20x1:stall", "viz-20x1:stall"), [("viz-20x1", "stall")])
        self.assertEqual({name for name, _ in self.names()}, set(SERIES))

    def test_refuses_what_is_not_there(self):
        for what in ("nothing", "viz-20x1:flood", "baresip:jitter", ""):
            with self.subTest(what=what), self.assertRaises(ValueError):
                chosen([what])


if __name__ == "__main__":
    unittest.main()
