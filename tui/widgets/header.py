"""The first line, one sentence: the day, how far it or the block is, and what it has brought so far (R35)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from tui import daytext
from tui.content import SEPARATOR, cells
from tui.widgets.looks import Look, Piece, draw

if TYPE_CHECKING:
    from textual.strip import Strip

    from storage.views import Tally, Today

_BAR = 20
_LEAST_BAR = 10
_GAP = "   "
_FULL, _LEFT = "━", "─"
_NAME = " notyet"
_SEALED = f"{SEPARATOR}sealed"
_ROOMY = 80
"""Cells of a screen that has room for it beside the numbers."""


class DayHeader(Widget):
    """The date, a line for the touches of the cap or the time of the block, and the day's numbers."""

    DEFAULT_CSS = """
    DayHeader {
        height: 1;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Start before the book was read."""
        super().__init__(id=id)
        self._today: Today | None = None
        self._tally: Tally | None = None
        self._banner = ""
        self._clock = Piece("")
        self._share: float | None = None
        self._line = True
        self._sealed = False

    def show(self, today: Today, tally: Tally) -> None:
        """Show these numbers."""
        if (today, tally) != (self._today, self._tally):
            self._today, self._tally = today, tally
            self.refresh()

    def warn(self, banner: str) -> None:
        """Show a banner in place of the numbers: the book is read-only, and why."""
        self._banner = banner
        self.refresh()

    def seal(self, *, sealed: bool) -> None:
        """Say beside the name that the book is encrypted."""
        if sealed != self._sealed:
            self._sealed = sealed
            self.refresh()

    def clock(self, words: str, share: float | None = None, *, line: bool = True) -> None:
        """Show the clock of the block that runs (R35) and the share of its time that is used up; empty: none runs.

        `line`: as a line too; the block's own screen has one across all of it.
        """
        over = share is not None and share >= 1
        piece = Piece(f"{words}{_GAP}", Look.WARN if over else Look.NEXT) if words else Piece("")
        if (piece, line) != (self._clock, self._line):
            self._clock, self._share, self._line = piece, share, line
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the one line."""
        del y
        width = self.size.width
        today, tally = self._today, self._tally
        if today is None or tally is None:
            return draw(self, (Piece(_NAME, Look.NAME),), width)
        day = f"{_GAP}{daytext.long(today.day, today.day)}"
        sign = [Piece(_SEALED, Look.MUTED)] if self._sealed and width >= _ROOMY else []
        head = [Piece(_NAME, Look.NAME), *sign, Piece(day), Piece(away(today), Look.WARN), Piece(_GAP), self._clock]
        if self._banner:
            return draw(self, [*head, Piece(self._banner, Look.BAD)], width)
        room = width - sum(cells(piece.text) for piece in head) - 1
        share = today.done / max(today.cap, 1) if self._share is None else self._share
        numbers = _numbers(today, tally, room)
        left = room - sum(cells(piece.text) for piece in numbers)
        return draw(self, [*head, *(_progress(share, left) if self._line else ()), *numbers], width)


def away(today: Today) -> str:
    """Return the days off that hold today, or that come within two weeks (R37): " · away from 24 Dec"."""
    if today.away is None:
        return ""
    first, last = today.away
    when = (
        f"until {daytext.short(last, today.day)}" if first <= today.day else f"from {daytext.short(first, today.day)}"
    )
    return f"{SEPARATOR}away {when}"


def _progress(share: float, room: int) -> list[Piece]:
    """Return how far it is as a line, as long as the numbers leave room."""
    size = min(_BAR, room - len(_GAP))
    if size < _LEAST_BAR:
        return []
    done = min(size, round(size * share))
    return [Piece(_FULL * done, Look.NEXT), Piece(_LEFT * (size - done) + _GAP, Look.RULE)]


def _numbers(today: Today, tally: Tally, room: int) -> list[Piece]:
    """Return the numbers that fit, the most telling first."""
    wishes = (
        (f"{tally.touches}/{today.cap} touches", Look.NAME),
        (daytext.plural(tally.nos, "No", "No's"), Look.TEXT),
        (daytext.plural(tally.talks, "talk"), Look.GOOD if tally.talks else Look.TEXT),
        (daytext.plural(tally.meetings, "meeting"), Look.GOOD if tally.meetings else Look.TEXT),
        (f"{today.owed} new owed", Look.TEXT),
    )
    pieces: list[Piece] = []
    for text, look in wishes:
        lead = SEPARATOR if pieces else ""
        if cells(lead + text) > room:
            break
        room -= cells(lead + text)
        pieces += [Piece(lead, Look.MUTED), Piece(text, look)]
    return pieces
