"""A row of the search: the name, what matched lit up, how it stands, its No's, its next day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.folding import fold
from playbook.words import Standing
from tui import daytext
from tui.screens.marking import MARKED, UNMARKED
from tui.screens.sheet import MARKS, SheetRow
from tui.widgets.columns import Cells, Column, Grid
from tui.widgets.lines import joined
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from playbook.words import AccountId
    from storage.views import Hit

_LOOKS = {Standing.BARRED: Look.BAD, Standing.DUMPED: Look.MUTED, Standing.CLOSED: Look.MUTED}
_DETAIL, _STANDING = 1, 2
_COLUMNS = (
    Column(),
    Column("", worth=7, least=12, ease=32),
    Column("stands", worth=4),
    Column("No's", right=True, worth=5),
    Column("next", worth=9),
)


def rows(
    hits: Sequence[Hit], marked: frozenset[AccountId], words: Sequence[str], today: date, width: int
) -> tuple[Cells, list[SheetRow]]:
    """Return what stands above the columns, and a row for each account found."""
    lines = [cells_of(hit, today, words) for hit in hits]
    grid = Grid(_COLUMNS, lines, width - MARKS)
    if not grid.widths[_STANDING]:
        lines = [_told(hit, cells) for hit, cells in zip(hits, lines, strict=True)]
        grid = Grid(_COLUMNS, [_without(cells) for cells in lines], width - MARKS)
        lines = [_without(cells) for cells in lines]
    head = grid.heading()
    return (UNMARKED, *head) if head else (), [
        SheetRow(_drawn(grid, cells, words, hit.account in marked), hit.account)
        for hit, cells in zip(hits, lines, strict=True)
    ]


def cells_of(hit: Hit, today: date, words: Sequence[str] = ()) -> Cells:
    """Return what stands in each column, what matched first; who must not be contacted is red (R38)."""
    matched = (hit.detail, hit.person_name)
    if any(word in fold(hit.person_name) for word in words):
        matched = (hit.person_name, hit.detail)
    return (
        Piece(hit.name, Look.NAME if hit.standing is not Standing.BARRED else Look.BAD),
        Piece(joined(matched), Look.MUTED),
        Piece(hit.standing, _LOOKS.get(hit.standing, Look.MUTED)),
        Piece(f"{hit.nos:,}" if hit.nos else "", Look.MUTED),
        Piece(daytext.short(hit.next_on, today) if hit.next_on else "", Look.NEXT),
    )


def lit(piece: Piece, words: Iterable[str]) -> list[Piece]:
    """Return a quiet text with the first thing in it that matched at full strength."""
    text = piece.text
    low = fold(text) if len(fold(text)) == len(text) else text.casefold()
    if len(low) != len(text):
        return [piece]
    at, length = min(((low.find(word), len(word)) for word in words if word in low), default=(-1, 0))
    if at < 0:
        return [piece]
    parts = (text[:at], piece.look), (text[at : at + length], Look.TEXT), (text[at + length :], piece.look)
    return [Piece(part, look) for part, look in parts if part]


def _told(hit: Hit, cells: Cells) -> Cells:
    """Where no column says how it stands, a word before the details does, for whoever is out of work."""
    if hit.standing not in _LOOKS:
        return cells
    return (cells[0], Piece(joined((hit.standing, cells[_DETAIL].text)), _LOOKS[hit.standing]), *cells[_STANDING:])


def _without(cells: Cells) -> Cells:
    return (*cells[:_STANDING], Piece(""), *cells[_STANDING + 1 :])


def _drawn(grid: Grid, cells: Cells, words: Sequence[str], marked: bool) -> Callable[[], Cells]:  # noqa: FBT001  (a sign)
    def draw() -> Cells:
        line = grid.line(cells)
        detail = lit(line[_DETAIL], words) if grid.widths[_DETAIL] else line[_DETAIL : _DETAIL + 1]
        return (MARKED if marked else UNMARKED, line[0], *detail, *line[_DETAIL + 1 :])

    return draw
