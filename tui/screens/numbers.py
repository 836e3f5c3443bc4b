"""What the work brought: numbers of a span with plots beside them, and one key that copies them as text (R4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content

from playbook.errors import NotYetError
from playbook.spans import Period
from tui.content import line
from tui.messages import PaneClicked
from tui.numbers_words import text, title
from tui.screens.numbers_sheet import sheet
from tui.screens.page import BookPage
from tui.screens.sheet import Sheet, plain
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
EMPTY = (
    "No touch is logged yet, so there are no numbers.",
    "Log the first one: a key on a row of today's list says what came of it.",
)


class NumbersScreen(BookPage):
    """Numbers of today, this week, month, quarter, year, or of everything."""

    TITLE_TEXT = "Numbers"
    AUTO_FOCUS: ClassVar[str] = "#numbers"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(f"{place}", f"period('{period}')", period, id=f"numbers.{period}")
            for place, period in enumerate(_ORDER, 1)
        ),
        Binding("left", "turn(-1)", "shorter", id="numbers.shorter"),
        Binding("right", "turn(1)", "longer", id="numbers.longer"),
        Binding("ctrl+y", "copy", "copies", id="numbers.copy"),
        Binding("q", "back", "back", show=False, id="numbers.back"),
    ]
    DEFAULT_CSS = """
    NumbersScreen #spans { margin-bottom: 1; }
    """

    def __init__(self, desk: Desk, clock: Clock, period: Period = Period.QUARTER) -> None:
        """Begin with this quarter."""
        super().__init__(desk, clock)
        self._period = period
        self._numbers: Numbers | None = None

    def page(self) -> ComposeResult:
        """The spans, and the numbers below."""
        yield PaneTabs(id="spans")
        yield Sheet(id="numbers")

    def on_mount(self) -> None:
        """Read the numbers."""
        super().on_mount()
        self._draw_spans()
        self.read()

    def on_resize(self) -> None:
        """Name the spans with or without their digits."""
        self._draw_spans()

    def keys(self) -> list[Key]:
        """The spans, and copying once there is something to copy."""
        spans: list[Key] = [("1-6 ← →", "shows another span", "turn(1)")]
        copy: list[Key] = [("ctrl+y", "copies it as text", "copy")] if self._numbers is not None else []
        return [*spans, *copy, *super().keys()]

    @on(PaneClicked)
    def _clicked(self, event: PaneClicked) -> None:
        """Show the span that was clicked."""
        event.stop()
        self.action_period(event.pane)

    def action_period(self, name: str) -> None:
        """Show another span."""
        self._period = Period(name)
        self._draw_spans()
        self.read()

    def action_turn(self, step: int) -> None:
        """Show the next longer span, or the next shorter one."""
        place = (_ORDER.index(self._period) + step) % len(_ORDER)
        self.action_period(_ORDER[place])

    def action_copy(self) -> None:
        """Copy the numbers as text that pastes well."""
        if self._numbers is not None:
            self.app.copy_to_clipboard(text(self._numbers, self._period))
            self.aside(Content("on the clipboard, if your terminal allows it"))

    @work(exclusive=True)
    async def read(self) -> None:
        """Read the span's numbers and draw them."""
        now, period = self.clock.now(), self._period
        try:
            numbers = await self.desk.run(lambda book: book.numbers(period, now))
        except NotYetError as error:
            self._tell(f"{error.message} {error.hint}".rstrip())
            return
        self._numbers = numbers
        self.aside(line(title(numbers, period)))
        self.query_one("#numbers", Sheet).fill(lambda width: self._rows(numbers, width), top=True)
        self.draw_keys()

    def _rows(self, numbers: Numbers, width: int) -> list[SheetRow]:
        if self._period is Period.ALL and not numbers.days:
            return plain(*([Piece(words, Look.MUTED)] for said in EMPTY for words in wrapped(said, width)))
        return sheet(numbers, width)

    def _tell(self, trouble: str) -> None:
        self.query_one("#numbers", Sheet).fill(
            lambda width: plain(*([Piece(words, Look.WARN)] for words in wrapped(trouble, width)))
        )

    def _draw_spans(self) -> None:
        digits = self.size.width >= _NARROW
        tabs = tuple(
            (str(period), f"{place} {period}" if digits else str(period)) for place, period in enumerate(_ORDER, 1)
        )
        self.query_one("#spans", PaneTabs).show(tabs, str(self._period), "")
