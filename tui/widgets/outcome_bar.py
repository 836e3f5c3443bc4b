"""The outcome bar: every outcome's key with the day that it would plan, before it is pressed (DESIGN section 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.reactive import var
from textual.widget import Widget

from playbook.outcomes import OUTCOMES, OutcomeRow
from tui import daytext
from tui.content import cell
from tui.messages import OutcomeClicked
from tui.widgets.looks import Look, Piece, draw

if TYPE_CHECKING:
    from datetime import date

    from textual import events
    from textual.strip import Strip

    from playbook.decision import Decision

CELL = 20
"""Cells of one outcome: gap 1, key 1, sign 1, name 10, gap 1, date 6."""
_NAME, _DATE = 10, 6
_FEWEST, _MOST = 3, 6
DIALOG = "…"
"""Stands for a date that a dialog will ask for."""
WARNING = "!"
INBOUND = ("i", "inbound")
COUNT = len(OUTCOMES) + 1


def grid(width: int) -> tuple[int, int]:
    """Return columns and rows of the grid: 6 by 3 at 120 cells, 4 by 5 at 80, 3 by 6 at 60."""
    columns = min(_MOST, max(_FEWEST, width // CELL))
    return columns, -(-COUNT // columns)


class OutcomeBar(Widget):
    """A grid of outcomes in the table's order, which keeps its classes together; a click logs as the key does."""

    DEFAULT_CSS = """
    OutcomeBar {
        height: auto;
    }
    """

    hovered: var[int] = var(-1, init=False)
    """Number of the cell under the mouse, -1 for none."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Start without dates."""
        super().__init__(id=id)
        self._decisions: dict[str, Decision] = {}
        self._today: date | None = None
        self._inbound = False
        self._live = False

    def show(self, decisions: tuple[Decision, ...], today: date, *, inbound: bool) -> None:
        """Show the days of these decisions; none: they are being drawn."""
        self._decisions = {decision.said.outcome: decision for decision in decisions}
        self._today, self._inbound, self._live = today, inbound, True
        self.refresh()

    def wait(self) -> None:
        """Take the days away until those of another row are there: a key is never shown a wrong one."""
        self._decisions = {}
        self.refresh()

    def rest(self) -> None:
        """Show that no outcome works here."""
        self._decisions, self._live = {}, False
        self.refresh()

    def date_of(self, item: OutcomeRow) -> str:
        """Return what stands at an outcome's key: a day, `…` where a dialog asks, a dash for none."""
        decision = self._decisions.get(item.outcome)
        if decision is None or self._today is None:
            return ""
        if item.dialog or decision.needs:
            return DIALOG
        following = decision.next_on
        return daytext.short(None if following is None else max(following, self._today), self._today)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the rows of the grid at this width."""
        del container, viewport
        return grid(width)[1]

    def render_line(self, y: int) -> Strip:
        """Draw one row of the grid."""
        width = self.size.width
        columns, _ = grid(width)
        size = width // columns
        pieces: list[Piece] = []
        for number in range(y * columns, min((y + 1) * columns, COUNT)):
            pieces += self._cell(number, size)
        return draw(self, pieces, width)

    def on_click(self, event: events.Click) -> None:
        """Log the outcome under the mouse."""
        number = self._number_at(event.x, event.y)
        if 0 <= number < COUNT:
            self.post_message(OutcomeClicked(OUTCOMES[number].outcome if number < len(OUTCOMES) else None))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Follow the mouse."""
        self.hovered = self._number_at(event.x, event.y)

    def on_leave(self) -> None:
        """Forget the mouse."""
        self.hovered = -1

    def watch_hovered(self) -> None:
        """Draw the cell under the mouse."""
        self.refresh()

    def _number_at(self, x: int, y: int) -> int:
        columns, _ = grid(self.size.width)
        column = x // (self.size.width // columns)
        return y * columns + column if column < columns else -1

    def _cell(self, number: int, size: int) -> list[Piece]:
        if number >= len(OUTCOMES):
            key, name = INBOUND
            said = "on" if self._inbound else ""
            return self._drawn(number, size, (key, name), said, " ")
        item = OUTCOMES[number]
        decision = self._decisions.get(item.outcome)
        noticed = decision is not None and bool(decision.notices)
        return self._drawn(number, size, (item.key, item.label), self.date_of(item), WARNING if noticed else " ")

    def _drawn(self, number: int, size: int, names: tuple[str, str], day: str, sign: str) -> list[Piece]:
        key, name = names
        quiet = Look.MUTED
        text = quiet if not self._live else Look.NAME if number == self.hovered else Look.TEXT
        pieces = [
            Piece(f" {key}", Look.KEY if self._live else quiet),
            Piece(sign, Look.WARN),
            Piece(cell(name, _NAME) + " ", text),
            Piece(cell(day, _DATE, right=True), quiet if day in {DIALOG, daytext.DASH} else Look.NEXT),
        ]
        return [*pieces, Piece(" " * max(size - CELL, 0))]
