"""The first line: the day, and what it has brought so far (R35)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from tui import daytext
from tui.content import SEPARATOR, cells
from tui.widgets.looks import Look, Piece, draw

if TYPE_CHECKING:
    from textual.strip import Strip

    from storage.views import Tally, Today

_BAR = 12
_FULL, _LEFT = "━", "─"
_NAME = " notyet"
_SEALED = f"{SEPARATOR}sealed"
_ROOMY = 80
"""Cells of a screen that has room for it beside the numbers."""


class DayHeader(Widget):
    """Date at the left, touches of the cap as a line, and the day's numbers."""

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

    def clock(self, words: str, *, over: bool = False) -> None:
        """Show the clock of the block that runs (R35); empty: none runs. `over`: its time is used up."""
        piece = Piece(f"{words}   ", Look.WARN if over else Look.NEXT) if words else Piece("")
        if piece != self._clock:
            self._clock = piece
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the one line."""
        del y
        width = self.size.width
        today, tally = self._today, self._tally
        if today is None or tally is None:
            return draw(self, (Piece(_NAME, Look.NAME),), width)
        day = f"   {daytext.long(today.day, today.day)}"
        sign = [Piece(_SEALED, Look.MUTED)] if self._sealed and width >= _ROOMY else []
        head = [Piece(_NAME, Look.NAME), *sign, Piece(day), Piece(away(today), Look.WARN), Piece("   "), self._clock]
        if self._banner:
            return draw(self, [*head, Piece(self._banner, Look.BAD)], width)
        left = width - sum(cells(piece.text) for piece in head) - 1
        said = [*_progress(today, left), *_numbers(today, tally, left)]
        gap = max(left - sum(cells(piece.text) for piece in said), 0)
        return draw(self, [*head, Piece(" " * gap), *said], width)


def away(today: Today) -> str:
    """Return the days off that hold today, or that come within two weeks (R37): " · away from 24 Dec"."""
    if today.away is None:
        return ""
    first, last = today.away
    when = (
        f"until {daytext.short(last, today.day)}" if first <= today.day else f"from {daytext.short(first, today.day)}"
    )
    return f"{SEPARATOR}away {when}"


def _progress(today: Today, room: int) -> list[Piece]:
    if room < 70:  # noqa: PLR2004  (line and numbers side by side)
        return []
    done = min(_BAR, round(_BAR * today.done / max(today.cap, 1)))
    return [Piece(_FULL * done, Look.NEXT), Piece(_LEFT * (_BAR - done) + "  ", Look.RULE)]


def _numbers(today: Today, tally: Tally, room: int) -> list[Piece]:
    """Return the numbers that fit, the most telling first."""
    if room >= 70:  # noqa: PLR2004
        room -= _BAR + 2
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
