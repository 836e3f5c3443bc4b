"""The outcome bar: every outcome's key with the day that it would plan, before it is pressed (DESIGN section 4)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from textual.reactive import var
from textual.widget import Widget

from playbook import outcomes
from playbook.words import Outcome
from tui import daytext, keys
from tui.content import cell
from tui.messages import OutcomeClicked
from tui.widgets.looks import Look, Piece, draw

if TYPE_CHECKING:
    from datetime import date

    from textual import events
    from textual.geometry import Size
    from textual.strip import Strip

    from playbook.decision import Decision
    from playbook.outcomes import OutcomeRow

_DATE = 6
_AROUND = 2
"""Cells of a cell beside key, name and date: the key's sign, the gap before the date."""
_BREATHES, _MOST_GAP = 3, 8
"""Cells between two columns, at least (but in the narrowest grid) and at most."""
DIALOG = "…"
"""Stands on the name of what a dialog will ask for before there is a date."""
WARNING = "!"
_SPLITS = (
    ("avg", "nst", "cfw", "ehm", "lpi", "oyx"),
    ("avgns", "tcfw", "ehml", "poyxi"),
    ("avgnst", "cfwehm", "lpioyx"),
)
"""Keys by column: nobody reached, no, not yet, given and yes, what opens or asks, what stops. The first that fits."""
_TRIES = ((_SPLITS[0], True), *((split, False) for split in _SPLITS))
"""Splits from the widest on, and whether the names are the long ones; the last one is taken however narrow it is."""
_LONG = {
    "e": "value sent", "l": "person left", "p": "they want my time", "i": "they contacted us", "o": "off profile",
    "x": "do not contact",
}  # fmt: skip
"""Names where there is room for more than ten cells."""


class Cell(NamedTuple):
    """One key of the bar; inbound is none of the outcomes."""

    key: str
    name: str
    long: str
    row: OutcomeRow | None


class Column(NamedTuple):
    """A column of the grid."""

    start: int
    name: int
    """Cells of its names."""
    end: int
    cells: tuple[Cell, ...]


class Grid(NamedTuple):
    """The whole bar at some width."""

    columns: tuple[Column, ...]
    rows: int
    long: bool
    """Its names are the long ones."""


def _cells() -> dict[str, Cell]:
    known = {item.key: Cell(item.key, item.label, _LONG.get(item.key, item.label), item) for item in outcomes.OUTCOMES}
    return {**known, "i": Cell("i", "inbound", _LONG["i"], None)}


def _keys() -> dict[str, str]:
    """Return the keys of now by those of the table."""
    named = ((own, "inbound" if found.row is None else found.row.outcome) for own, found in _CELLS.items())
    return {own: keys.key("touch.inbound" if name == "inbound" else f"outcome.{name}") for own, name in named}


_CELLS = _cells()
COUNT = len(_CELLS)
ORDER: tuple[Outcome, ...] = tuple(
    found.row.outcome for column in _SPLITS[0] for key in column if (found := _CELLS[key]).row is not None
)
"""The outcomes as the eye reads the bar: class by class."""


@lru_cache(maxsize=32)
def grid(width: int, key: int = 1) -> Grid:
    """Return the grid of a width: 6 columns by 3 rows at 120 cells, 4 by 5 at 80, 3 by 6 at 60.

    Each column is as wide as its own names, so that what belongs together stands together and the room that is left
    stands between the columns. `key`: cells of the longest key, one unless the rep chose others.
    """
    around = key + _AROUND + _DATE
    for split, long in _TRIES:
        names = tuple(max(len(_said(_CELLS[key], long=long)) for key in column) for column in split)
        gap = (width - sum(names) - around * len(split)) // (len(split) - 1)
        if gap >= _BREATHES or (split, long) == _TRIES[-1]:
            break
    return _laid(split, names, around, gap, long)


def _laid(split: tuple[str, ...], names: tuple[int, ...], around: int, gap: int, long: bool) -> Grid:  # noqa: FBT001
    columns: list[Column] = []
    start = 0
    for keys_of, name in zip(split, names, strict=True):
        columns.append(Column(start, name, start + name + around, tuple(_CELLS[key] for key in keys_of)))
        start += name + around + max(min(gap, _MOST_GAP), 0)
    return Grid(tuple(columns), max(map(len, split)), long)


def _said(found: Cell, *, long: bool) -> str:
    return found.long if long else found.name


class OutcomeBar(Widget):
    """A grid of outcomes, a class beside the other; a click logs as the key does."""

    DEFAULT_CSS = """
    OutcomeBar {
        height: auto;
    }
    """

    hovered: var[str] = var("", init=False)
    """Key of the cell under the mouse, empty for none."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Start without dates."""
        super().__init__(id=id)
        self._decisions: dict[str, Decision] = {}
        self._today: date | None = None
        self._inbound = False
        self._live = False
        self._keys = _keys()

    def show(self, decisions: tuple[Decision, ...], today: date, *, inbound: bool) -> None:
        """Show the days of these decisions; none: they are being drawn."""
        self._decisions = {decision.said.outcome: decision for decision in decisions}
        self._today, self._inbound, self._live = today, inbound, True
        self._keys = _keys()
        self.refresh()

    def rekeyed(self) -> None:
        """Show other keys: they may need another grid."""
        self._keys = _keys()
        self.refresh(layout=True)

    def wait(self) -> None:
        """Take the days away until those of another row are there: a key is never shown a wrong one."""
        self._decisions = {}
        self.refresh()

    def rest(self) -> None:
        """Show that no outcome works here."""
        self._decisions, self._live = {}, False
        self.refresh()

    def date_of(self, item: OutcomeRow) -> str:
        """Return what an outcome plans: a day, `…` where a dialog asks, a dash for none."""
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
        return self._grid(width).rows

    def render_line(self, y: int) -> Strip:
        """Draw one row of the grid."""
        width = self.size.width
        found = self._grid(width)
        pieces: list[Piece] = []
        taken = 0
        for column in found.columns:
            if y < len(column.cells):
                pieces.append(Piece(" " * (column.start - taken)))
                pieces += self._cell(column.cells[y], column.name, long=found.long)
                taken = column.end
        return draw(self, pieces, width)

    def on_click(self, event: events.Click) -> None:
        """Log the outcome under the mouse."""
        found = self._at(event.x, event.y)
        if found is not None:
            self.post_message(OutcomeClicked(None if found.row is None else found.row.outcome))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Follow the mouse."""
        found = self._at(event.x, event.y)
        self.hovered = "" if found is None else found.key

    def on_leave(self) -> None:
        """Forget the mouse."""
        self.hovered = ""

    def watch_hovered(self) -> None:
        """Draw the cell under the mouse."""
        self.refresh()

    def _grid(self, width: int) -> Grid:
        return grid(width, max(map(len, self._keys.values())))

    def _at(self, x: int, y: int) -> Cell | None:
        for column in self._grid(self.size.width).columns:
            if column.start <= x < column.end and 0 <= y < len(column.cells):
                return column.cells[y]
        return None

    def _cell(self, found: Cell, size: int, *, long: bool) -> list[Piece]:
        """Return key, sign, name and day; the sign is a word's place, so a warning is seen without its colour."""
        longest = max(map(len, self._keys.values()))
        name, sign = _said(found, long=long), " "
        if found.row is None:
            day = "on" if self._inbound else ""
        else:
            day = self.date_of(found.row)
            decision = self._decisions.get(found.row.outcome)
            sign = WARNING if decision is not None and decision.notices else " "
        if day == DIALOG:
            name, day = name + DIALOG, ""
        text = Look.MUTED if not self._live else Look.NAME if found.key == self.hovered else Look.TEXT
        return [
            Piece(self._keys[found.key].ljust(longest), Look.KEY if self._live else Look.MUTED),
            Piece(sign, Look.WARN),
            Piece(cell(name, size + 1), text),
            Piece(cell(day, _DATE), Look.MUTED if day == daytext.DASH else Look.NEXT),
        ]
