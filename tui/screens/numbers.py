"""What the work brought: numbers of a span with plots beside them, through time, and keys that copy them (R4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from playbook.errors import NotYetError
from playbook.spans import Period, span_of
from tui.content import line
from tui.messages import PaneClicked
from tui.numbers_words import title
from tui.screens.numbers_sheet import MEASURE, sheet
from tui.screens.page import BookPage
from tui.screens.sheet import Sheet, plain, said
from tui.widgets.lines import wrapped
from tui.widgets.looks import Look, Piece
from tui.widgets.pane_tabs import PaneTabs

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from storage.views_numbers import Numbers
    from tui.clock import Clock
    from tui.dialogs.keys import Key
    from tui.screens.sheet import SheetRow
    from tui.writing import Desk

_ORDER = tuple(Period)
_NARROW = 72
_PATIENCE = 0.3
"""Seconds after which the page says that it is counting: what comes sooner needs no word."""
_TEACHES = (
    "Log the first one: a key on a row of today's list says what came of it. Then this page tells of touches, talks "
    "and meetings by day, of No's before a yes, of the profile's worth and of the load ahead."
)
EMPTY = ("No touch is logged yet, so there are no numbers.", _TEACHES)
_COPIED = {
    "text": "all of it is on the clipboard", "short": "the short form is on the clipboard",
    "markdown": "Markdown is on the clipboard", "sheet": "rows for a spreadsheet are on the clipboard",
}  # fmt: skip


class NumbersScreen(BookPage):
    """Numbers of today, a week, month, quarter or year, this one or an earlier one, or of everything."""

    TITLE_TEXT = "Numbers"
    AUTO_FOCUS: ClassVar[str] = "#numbers"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(f"{place}", f"period('{period}')", period, id=f"numbers.{period}")
            for place, period in enumerate(_ORDER, 1)
        ),
        Binding("left,h", "go(1)", "earlier", id="numbers.earlier"),
        Binding("right,l", "go(-1)", "later", id="numbers.later"),
        Binding("ctrl+y", "copy('text')", "copies all of it", id="numbers.copy"),
        Binding("s", "copy('short')", "copies it short", id="numbers.copy-short"),
        Binding("m", "copy('markdown')", "copies Markdown", id="numbers.copy-markdown"),
        Binding("t", "copy('sheet')", "copies it for a spreadsheet", id="numbers.copy-sheet"),
        Binding("q", "back", "back", show=False, id="numbers.back"),
    ]
    DEFAULT_CSS = """
    NumbersScreen #spans { margin-bottom: 1; }
    NumbersScreen #copied { height: auto; color: $foreground-muted; }
    """

    def __init__(self, desk: Desk, clock: Clock, period: Period = Period.QUARTER) -> None:
        """Begin with this quarter."""
        super().__init__(desk, clock)
        self._period = period
        self._back = 0
        self._numbers: Numbers | None = None

    def page(self) -> ComposeResult:
        """The spans, the numbers below, and what was copied."""
        yield PaneTabs(id="spans")
        yield Sheet(id="numbers")
        yield Static(Content(""), id="copied")

    def on_mount(self) -> None:
        """Read the numbers."""
        super().on_mount()
        self._draw_spans()
        self.read()

    def on_resize(self) -> None:
        """Name the spans with or without their digits."""
        self._draw_spans()

    def keys(self) -> list[Key]:
        """The spans, the way through time, and copying once there is something to copy."""
        found: list[Key] = [("1-6", "span", "longer")]
        if self._may_go(1):
            found.append(("←", "earlier", "go(1)"))
        if self._may_go(-1):
            found.append(("→", "later", "go(-1)"))
        if self._numbers is not None and self._numbers.since is not None:
            found += [("ctrl+y", "copies it", "copy('text')"), ("s", "short", "copy('short')")]
            found += [("m", "Markdown", "copy('markdown')"), ("t", "for a sheet", "copy('sheet')")]
        return [*found, *super().keys()]

    @on(PaneClicked)
    def _clicked(self, event: PaneClicked) -> None:
        """Show the span that was clicked."""
        event.stop()
        self.action_period(event.pane)

    def action_period(self, name: str) -> None:
        """Show the span of that name which ends today."""
        self._period, self._back = Period(name), 0
        self._draw_spans()
        self.read()

    def action_longer(self) -> None:
        """The same by mouse on the key line: the next longer span, after the longest the shortest."""
        self.action_period(_ORDER[(_ORDER.index(self._period) + 1) % len(_ORDER)])

    def action_go(self, step: int) -> None:
        """Show the span before, or the one after; never one before the record or after today."""
        if self._may_go(step):
            self._back += step
            self.read()

    def action_copy(self, form: str) -> None:
        """Copy the numbers in a form that pastes well."""
        from tui.numbers_text import FORMS

        if self._numbers is not None and self._numbers.since is not None:
            self.app.copy_to_clipboard(FORMS[form](self._numbers))
            self._say(f"{title(self._numbers)}: {_COPIED[form]}, if your terminal allows it.")

    def _may_go(self, step: int) -> bool:
        """Tell whether there is a span before (1) or after (-1) this one."""
        if step < 0:
            return self._back > 0
        if self._period is Period.ALL or self._numbers is None or self._numbers.since is None:
            return False
        return span_of(self._period, self.clock.now().date(), back=self._back).first > self._numbers.since

    @work(exclusive=True)
    async def read(self) -> None:
        """Read the span's numbers and draw them; another span, or leaving, stops the reading."""
        now, period, back = self.clock.now(), self._period, self._back
        timer = self.set_timer(_PATIENCE, self._counting)
        try:
            numbers = await self.desk.read(lambda book: book.numbers(period, now, back))
        except NotYetError as error:
            self._tell(f"{error.message} {error.hint}".rstrip())
            return
        finally:
            timer.stop()
        self._numbers = numbers
        self._say("")
        self.aside(line(title(numbers)))
        self.query_one("#numbers", Sheet).fill(lambda width: self._rows(numbers, width), top=True)
        self.draw_keys()

    def _counting(self) -> None:
        self.aside(Content("counting …"))
        self._say("Counting your whole record. Another span, or esc, stops it.")

    def _rows(self, numbers: Numbers, width: int) -> list[SheetRow]:
        if numbers.since is None:
            return plain(*said(EMPTY, min(width, MEASURE)))
        return sheet(numbers, width)

    def _tell(self, trouble: str) -> None:
        self.query_one("#numbers", Sheet).fill(
            lambda width: plain(*([Piece(words, Look.WARN)] for words in wrapped(trouble, width)))
        )

    def _say(self, words: str) -> None:
        self.query_one("#copied", Static).update(line(words))

    def _draw_spans(self) -> None:
        digits = self.size.width >= _NARROW
        tabs = tuple(
            (str(period), f"{place} {period}" if digits else str(period)) for place, period in enumerate(_ORDER, 1)
        )
        self.query_one("#spans", PaneTabs).show(tabs, str(self._period), "")
