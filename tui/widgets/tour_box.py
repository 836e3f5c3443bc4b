"""The tour's few lines between the lists and the keys: they take room of their own, so they never cover a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui.content import assemble
from tui.dialogs.keys import Keys

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tui.dialogs.keys import Key
    from tui.tour import Tour

_LOW, _TIGHT = 32, 22
"""Lines of the screen under which the air goes, and then the words."""
_QUIET = "$foreground-muted"


class TourBox(Vertical, can_focus=False):
    """Which step, what it shows, what to press; the mouse skips and ends too."""

    DEFAULT_CSS = """
    TourBox { height: auto; background: $surface; border-left: outer $primary; padding: 0 2; margin: 1 0 0 0; }
    TourBox Static { height: auto; }
    TourBox #tour-words { color: $foreground; }
    TourBox #tour-press { color: $text-accent; text-style: bold; }
    TourBox.-low { margin: 0; }
    TourBox.-tight #tour-words { display: none; }
    """

    def compose(self) -> ComposeResult:
        """Title, words, what to press, keys."""
        yield Static(Content(""), id="tour-title")
        yield Static(Content(""), id="tour-words")
        yield Static(Content(""), id="tour-press")
        yield Keys(id="tour-keys")

    def fit(self, height: int) -> None:
        """Where the screen has little room, what to press is enough."""
        self.set_class(height < _LOW, "-low")
        self.set_class(height < _TIGHT, "-tight")

    def show(self, tour: Tour) -> None:
        """Draw the step."""
        step = tour.step
        count = f"  tour, {tour.count}" if tour.count else "  the tour is done"
        self.query_one("#tour-title", Static).update(assemble((step.title, "bold"), (count, _QUIET)))
        self.query_one("#tour-words", Static).update(Content(step.words))
        self.query_one("#tour-press", Static).update(Content(step.press))
        skip: Key = ("enter", "ends the tour", "tour_on") if tour.over else ("enter", "skips this step", "tour_on")
        ends: list[Key] = [] if tour.over else [("esc", "ends the tour", "tour_end")]
        self.query_one("#tour-keys", Keys).show([skip, *ends])
