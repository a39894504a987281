"""Two windows on one virtual screen call each other on real sound devices, driven with the mouse by what is written on
their controls, as a screen reader is told of them.
usage: window_mouse_test.py VIZ FOLDER_FOR_PICTURES [unittest arguments]"""
import contextlib
import http.server
import pathlib
import shutil
import sys
import tempfile
import threading
import unittest

LAB = pathlib.Path(__file__).resolve().parents[1] / "lab"
sys.path.insert(0, str(LAB))

SKIPPED = 77  # ctest's SKIP_RETURN_CODE
ADDRESS = "Invite or address of the person to call"
LEFT, RIGHT = (20, 60), (520, 60)


def missing():
    import accessibility
    programs = [name for name in ("Xvfb", "xdotool", "import", "pulseaudio", "pactl", "parec", "pacat", "ffmpeg")
                if not shutil.which(name)]
    try:
        import speech
    except ImportError as error:
        return programs + accessibility.missing() + [error.name]
    return programs + accessibility.missing() + ([] if speech.is_installed() else ["asterisk-core-sounds-en-g722"])


class MouseTest(unittest.TestCase):
    def setUp(self):
        from accessibility import AccessibilityBus
        from sound_card import SoundCard
        from window_program import Screen
        self.stack = contextlib.ExitStack()
        self.addCleanup(self.stack.close)
        self.screen = self.stack.enter_context(Screen())
        self.card = self.stack.enter_context(SoundCard())
        self.bus = self.stack.enter_context(AccessibilityBus(self.screen))

    def window(self, side, place):
        from seen_window import SeenWindow
        return self.stack.enter_context(SeenWindow(VIZ, self.screen, self.bus, place=place,
                                                   environment=self.card.environment(side)))

    def host_and_copy(self, host):
        host.click("Wait for a call")
        host.click("Copy the invite")

    def paste_and_call(self, joiner):
        joiner.click(ADDRESS)
        joiner.keys("ctrl+v")
        joiner.click("Call")

    def answer(self, host):
        from waiting import wait_until
        host.click("Answer")
        wait_until(lambda: self.card.microphones_in_use() == 2, "both microphones open")


class Call(MouseTest):
    def test_host_copy_call_answer_talk_mute_end(self):
        host, joiner = self.window("A", LEFT), self.window("B", RIGHT)
        self.assertEqual(self.card.microphones_in_use(), 0, "no microphone before a call")
        self.host_and_copy(host)
        self.paste_and_call(joiner)
        self.answer(host)
        recording = self.speak_for_ever()
        self.listen_and_mute(recording, host, joiner)
        recording.end()
        self.end(host, joiner)

    def listen_and_mute(self, recording, host, joiner):
        from sound_card import EAR
        from waiting import wait_until
        streams = self.card.microphones_in_use()  # one of them is the recording
        self.assert_heard(recording)
        self.screen.picture(PICTURES / "mouse-call.png")
        host.click("Mute")
        wait_until(lambda: recording.is_silent(EAR["B"], 1.0), "the joiner hears nothing")
        joiner.wait_words("muted")
        self.assertEqual(self.card.microphones_in_use(), streams, "a muted microphone stays open")
        self.screen.picture(PICTURES / "mouse-muted.png")
        host.click("Unmute")
        self.assert_heard(recording)

    def speak_for_ever(self):
        from replug_call import Recording, endless_speech
        folder = pathlib.Path(self.stack.enter_context(tempfile.TemporaryDirectory(prefix="viz-mouse-")))
        recording = Recording(self.card, folder / "card.s16")
        self.stack.callback(recording.end)
        talker = self.card.speak("A", endless_speech(folder / "A.raw", 120))
        self.stack.callback(talker.wait, 10)
        self.stack.callback(talker.kill)
        return recording

    def assert_heard(self, recording):
        """What comes out of the joiner's loudspeaker is what was said into the host's microphone."""
        from waiting import wait_until
        wait_until(lambda: self.share_heard(recording) > 0.5, "the joiner hears what the host says", 90)

    def share_heard(self, recording, seconds=4):
        import delay
        from sound_card import EAR, MOUTH, RATE
        from waiting import wait_until
        begin = recording.position()
        wait_until(lambda: recording.position() > begin + seconds * RATE, "enough speech to compare")
        sound = recording.samples(begin)
        heard = delay.summary(delay.delay_track(sound[:, MOUTH["A"]], sound[:, EAR["B"]], RATE, max_delay=2.0))
        print(heard, file=sys.stderr)
        return heard["found"]

    def end(self, host, joiner):
        from waiting import wait_until
        host.click("End call")
        joiner.wait_words("The other side ended the call.")
        host.wait_words("You ended the call.")
        # Both programs live on, so it is they who have closed them.
        wait_until(lambda: self.card.microphones_in_use() == 0, "both microphones are closed", 0.3)
        joiner.click("To the start")
        wait_until(lambda: joiner.find("Wait for a call"), "the first page is back")


class WrongAddress(MouseTest):
    NOT_DIALLED = [  # what is typed, what the window says about it at once
        ("viz1:example.org#cut-short", "The end of the invite is missing."),
        ("ftp://example.org", "Viz cannot call this kind of address."),
        ("https://user:password@example.org", "a common trick of fraudsters"),
    ]

    def test_what_cannot_be_an_address_is_not_dialled(self):
        joiner = self.window("B", RIGHT)
        for address, words in self.NOT_DIALLED:
            self.fill(joiner, address)
            joiner.wait_words(words)
            self.assertIsNone(joiner.find("Call"), "there is nothing to press")
            joiner.keys("Return")
            self.assertTrue(joiner.find("Wait for a call"), "the first page stays")
        self.screen.picture(PICTURES / "mouse-wrong-address.png")

    def test_where_no_viz_waits_the_window_says_what_there_is(self):
        from waiting import free_port
        joiner = self.window("B", RIGHT)
        web = self.stack.enter_context(web_server())
        cases = ((free_port(), "nothing takes calls there"), (web, "a web page instead of Viz (status 502)"))
        for port, words in cases:
            self.call(joiner, f"http://127.0.0.1:{port}")
            joiner.wait_words(words)
            self.screen.picture(PICTURES / f"mouse-no-viz-{port == web}.png")
            joiner.click("To the start")

    def test_an_invite_of_yesterday_is_named_and_the_host_hears_nothing_of_it(self):
        from waiting import wait_until
        host, joiner = self.window("A", LEFT), self.window("B", RIGHT)
        host.click("Wait for a call")
        old = self.invite_of(host)
        host.click("Back")
        host.click("Wait for a call")
        wait_until(lambda: self.invite_of(host) != old, "there is a new invite")
        self.call(joiner, old)
        joiner.wait_words("The other side does not know this invite.")
        self.assertIsNone(host.find("Answer"))
        joiner.click("To the start")
        self.call(joiner, self.invite_of(host))
        self.answer(host)

    def fill(self, window, address):
        window.click(ADDRESS)
        window.keys("ctrl+a", "Delete")
        window.type(address)

    def call(self, window, address):
        self.fill(window, address)
        window.click("Call")

    def invite_of(self, host):
        from waiting import wait_until
        return wait_until(lambda: host.text("Invite"), "the host has an invite")


@contextlib.contextmanager
def web_server():
    """The port of a server that answers as tunnels do that have lost what is behind them."""
    class BadGateway(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_error(502)

        def log_message(self, *_):
            pass
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), BadGateway) as server:
        threading.Thread(target=server.serve_forever).start()
        yield server.server_address[1]
        server.shutdown()


class ScreenReader(MouseTest):
    def test_every_control_says_what_it_is_on_every_page(self):
        host, joiner = self.window("A", LEFT), self.window("B", RIGHT)
        faults = self.faults("first page", joiner)
        joiner.click("Settings")
        faults += self.faults("settings", joiner)
        joiner.click("Back")
        self.host_and_copy(host)
        faults += self.faults("waiting", host)
        self.paste_and_call(joiner)
        host.wait_words("is calling")
        faults += self.faults("connecting", joiner) + self.faults("incoming", host)
        self.answer(host)
        faults += self.faults("call", host)
        host.click("End call")
        joiner.wait_words("ended the call")
        faults += self.faults("ended", joiner)
        self.assertEqual(faults, [])

    def test_tab_goes_as_the_eye_does(self):
        window = self.window("A", LEFT)
        self.assert_order("first page", window)
        window.click("Wait for a call")
        self.assert_order("waiting", window)

    def faults(self, page, window):
        from waiting import wait_until
        wait_until(lambda: len(window.shown()) > 8, "the page is read")
        widgets = window.shown()
        print(page, ":", len([widget for widget in widgets if is_control(widget)]), "controls", file=sys.stderr)
        return [f"{page}: {fault}: {widget.role} at {widget.box}" for widget in widgets
                for fault in faults_of(widget)]

    def assert_order(self, page, window):
        """From the first control round to it again: once up to the top, else down, or to the right in one line."""
        window.keys("Tab")
        seen = [key_of(window.focused())]
        while (window.keys("Tab"), key_of(window.focused()))[1] != seen[0]:
            seen.append(key_of(window.focused()))
            self.assertLess(len(seen), 40, seen)
        boxes = {key_of(widget): widget.box for widget in window.shown()}
        back = [(a, b) for a, b in zip(seen, seen[1:] + seen[:1]) if not follows(boxes[a], boxes[b])]
        print(page, ":", [name for _, name, _ in seen], file=sys.stderr)
        self.assertEqual(len(back), 1, back)


def key_of(widget):
    return widget.role, widget.called(), widget.description


def is_control(widget):
    return "focusable" in widget.states and widget.role not in ("scroll bar", "list", "list item", "scroll pane")


def faults_of(widget):
    if is_control(widget) and not widget.called().strip():
        yield "no name"
    if widget.role in ("unknown", "invalid", ""):
        yield f"no role ({widget.called()})"
    if widget.role == "progress bar" and (widget.value is None or not widget.description):
        yield f"a meter without words ({widget.called()})"


def follows(box, next_box):
    x, y, _, height = box
    next_x, next_y, _, next_height = next_box
    in_one_line = next_y < y + height and y < next_y + next_height
    return next_x > x if in_one_line else next_y > y


if __name__ == "__main__":
    VIZ = sys.argv.pop(1)
    PICTURES = pathlib.Path(sys.argv.pop(1))
    if missing():
        print("skipped, not installed here:", ", ".join(missing()))
        sys.exit(SKIPPED)
    unittest.main(verbosity=2)
