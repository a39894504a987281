"""The window of viz as a person sees it: found by its words, used with the mouse."""
from waiting import wait_until
from window_program import WindowProgram

WHEEL_UP, WHEEL_DOWN = 4, 5
USABLE = {"push button", "toggle button", "check box", "radio button", "combo box", "text", "slider", "spin button",
          "password text", "entry"}


class SeenWindow(WindowProgram):
    """`place`: of the window's upper left corner on the screen, so that two windows do not cover each other."""

    def __init__(self, program, screen, bus, *arguments, environment, place):
        self.bus = bus
        super().__init__(program, screen, *arguments, environment=bus.environment(environment))
        self._xdotool("windowmove", "--sync", self.window, *place)
        wait_until(lambda: self._place() == place, "the window is where it was moved")

    def tree(self):
        return wait_until(lambda: self.bus.read(self.process.pid), "the window is read")

    def shown(self):
        return list(self.tree().walk())

    def words(self):
        """All that is written on the page."""
        return "\n".join(widget.name for widget in self.shown() if widget.role == "label")

    def wait_words(self, words, limit=30.0):
        try:
            wait_until(lambda: words in self.words(), words, limit)
        except TimeoutError as error:
            raise TimeoutError(f"{error}; the window says: {self.words()!r}") from None

    def find(self, name, about=None):
        """The control that is called so, and described so where two have one name; None if none can be used now."""
        return next((widget for widget in self.shown()
                     if widget.role in USABLE and widget.called() == name and widget.is_enabled() and
                     about in (None, widget.description)), None)

    def click(self, name, about=None):
        """As a person does it: scrolls until it is in sight, goes there, presses."""
        wait_until(self._take_focus, "the window has the keyboard")
        widget = wait_until(lambda: self.find(name, about), f"{name} can be pressed")
        if not widget.is_in_sight():
            widget = self._scroll_to(name, about)
        self._xdotool("mousemove", "--sync", *widget.middle(), "click", 1)

    def text(self, name):
        """What stands in the field that is called so; None if there is no such field."""
        return next((widget.text for widget in self.shown() if widget.role in USABLE and widget.called() == name), None)

    def focused(self):
        """The control that has the keyboard."""
        return wait_until(lambda: next((widget for widget in self.shown() if "focused" in widget.states and
                                        widget.role in USABLE), None), "something has the keyboard")

    def _scroll_to(self, name, about):
        # Over the margin: no list or slider is there that would take the turn for itself.
        x, y, _, height = self._frame().box
        self._xdotool("mousemove", "--sync", x + 6, y + height // 3, "click", "--repeat", 40, WHEEL_UP)

        def in_sight():
            found = self.find(name, about)
            if found and found.is_in_sight():
                return found
            self._xdotool("click", WHEEL_DOWN)
            return None
        return wait_until(in_sight, f"{name} comes into sight")

    def _frame(self):
        return next(widget for widget in self.tree().walk() if widget.role == "frame" and widget.name == "Viz")

    def _place(self):
        frame = self.bus.read(self.process.pid)
        return frame and tuple(next((widget.box[:2] for widget in frame.walk() if widget.name == "Viz" and
                                     widget.role == "frame"), ()))
