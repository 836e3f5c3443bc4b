"""The first start: an empty book, the ways to begin, and the size of a day (R32)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.content import assemble
from tui.dialogs.choice import QUIET, Choice, Row, Rows
from tui.dialogs.pick import Pick
from tui.screens.page import Page

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from playbook.settings import Settings
    from tui.dialogs.keys import Key

QUOTA = 8
"""One first touch in so many touches a day (R32)."""
DAYS = (20, 40, 80)
"""The sizes of a day that are offered; 40 is the playbook's own."""


class Begin(StrEnum):
    """How the book begins."""

    IMPORT = "import"
    DEMO = "demo"
    TOUR = "tour"
    ADD = "add"


@dataclass(frozen=True, slots=True)
class FirstStart:
    """How to begin, and touches a day."""

    begin: Begin
    touches: int = 40

    def settings(self, settings: Settings) -> Settings:
        """Return the settings with this size of a day: the cap, and an eighth of it for first touches."""
        caps = replace(settings.caps, day=self.touches, first=max(1, self.touches // QUOTA))
        return replace(settings, caps=caps)


_WAYS = (
    Row(Begin.IMPORT.value, "import my list", "CSV, Excel or vCard, of any CRM"),
    Row(Begin.TOUR.value, "take the tour", "five steps, two minutes"),
    Row(Begin.DEMO.value, "try the demo book", "150 invented companies"),
    Row(Begin.ADD.value, "add the first prospect", "a name, a phone"),
)
_SIZES = tuple((str(size), f"{size} touches, {max(1, size // QUOTA)} of them first ones") for size in DAYS)
_ROOM = 23
"""Lines under which only the question and its answers stand."""
_WELCOME = "A No means not yet."
_WORDS = (
    "Most lists die of forgetting, and most sellers give up after the third No. Here nobody is forgotten: one key says"
    " what came of a touch, and plans the next one. Who only takes your time is let go, kindly."
)


class FirstStartScreen(Page[FirstStart]):
    """Four ways to begin; `esc` leaves the book empty."""

    TITLE_TEXT = "notyet"
    AUTO_FOCUS: ClassVar[str] = "#begin"
    DEFAULT_CSS = """
    FirstStartScreen #page { align: center middle; padding: 0; }
    FirstStartScreen #welcome-sheet { width: 76; max-width: 100%; height: auto; max-height: 100%; padding: 0 2; }
    FirstStartScreen .words { height: auto; margin-bottom: 1; }
    FirstStartScreen.-tight #why-it-is { display: none; }
    FirstStartScreen Rows, FirstStartScreen Pick { margin: 1 0; }
    """

    def page(self) -> ComposeResult:
        """Welcome, the ways, the size of a day."""
        with VerticalScroll(id="welcome-sheet", can_focus=False):
            yield Static(assemble((_WELCOME, "bold")), classes="words")
            yield Static(Content(_WORDS), id="why-it-is", classes="words")
            yield Static(assemble(("How do you want to begin?", "bold")))
            yield Choice(_WAYS, name="begin")
            yield Pick("your day", _SIZES, name="day", value="40")
            why = "Of 40 touches about 3 become a talk; the playbook changes it any day."
            yield Static(assemble((why, QUIET)), classes="words")

    def on_resize(self) -> None:
        """Where there is little room, the ways to begin are what must be seen."""
        self.set_class(self.size.height < _ROOM, "-tight")

    def keys(self) -> list[Key]:
        """`enter` begins."""
        return [("enter", "begins", "begin"), ("tab", "the size of your day", "other"), *super().keys()]

    @on(Rows.Chosen)
    @on(Rows.Picked)
    def _begin(self, event: Rows.Chosen | Rows.Picked) -> None:
        """`enter`, a digit or a click begins."""
        event.stop()
        self.action_begin()

    def key_enter(self) -> None:
        """`enter` on the size of the day begins too."""
        self.action_begin()

    def action_other(self) -> None:
        """The size of the day, or the ways to begin, by mouse too."""
        self.focus_next()

    def action_begin(self) -> None:
        """Begin."""
        begin = Begin(self.query_one("#begin", Choice).value)
        self.dismiss(FirstStart(begin, int(self.query_one("#day", Pick).value)))
