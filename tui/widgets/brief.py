"""The brief of narrow screens: three lines that stand for the card between list and bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from tui import daytext
from tui.content import SEPARATOR, cells
from tui.widgets import offered
from tui.widgets.lines import cut, quoted
from tui.widgets.looks import Look, Piece, draw
from tui.widgets.shown import fit_look, fit_words, reach, their_time, whom

if TYPE_CHECKING:
    from textual.strip import Strip

    from tui.widgets.lines import Line
    from tui.widgets.shown import Shown


_GAP = "   "
_LEAST_TITLE = 8
"""Cells under which a title says nothing."""


class Brief(Widget):
    """Three lines between list and bar: person, phone and their time; what they said; pain and fit."""

    DEFAULT_CSS = """
    Brief {
        height: 3;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Start with nobody."""
        super().__init__(id=id)
        self.shown: Shown | None = None

    def show(self, shown: Shown | None) -> None:
        """Show an account."""
        self.shown = shown
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one of the lines, a cell in from the edge."""
        width = self.size.width
        lines = brief(self.shown, max(width - 2, 0))
        return draw(self, [Piece(" "), *lines[y]] if y < len(lines) else [], width)


def brief(shown: Shown | None, width: int) -> list[Line]:
    """Return the three lines that stand for the card on a narrow screen: whom and how, what they said, pain and fit."""
    if shown is None:
        return [[], [], []]
    prospect = shown.prospect
    first = _whom(shown, width)
    said = prospect.account.last_words
    count = (
        f"No {prospect.account.no_total}"
        if prospect.account.no_total
        else daytext.plural(prospect.account.touches, "touch", "touches")
    )
    second = [Piece(f"{count}   ", Look.TEXT), *quoted("said ", said, width - cells(count) - 3)]
    pain = next((each.text for each in reversed(prospect.account.remarks) if each.about == "pain"), "")
    fits = fit_words(prospect)
    rest = width - cells(fits) - 3
    third = [
        Piece(f"{fits}   ", fit_look(prospect)),
        *(quoted("pain ", pain, rest) if pain else _offer(shown, rest)),
    ]
    return [first, second, third]


def _whom(shown: Shown, width: int) -> Line:
    """Return name, number and their time; their title has what is left, their office's hours fall off first."""
    person = whom(shown)
    name = (person.name if person else shown.target.person_name) or "nobody named yet"
    title = person.get("title") if person else ""
    number, there = reach(person, shown), their_time(shown)
    if cells(name) + cells(number) + cells(there) + 2 * len(_GAP) > width:
        there = there.split(",", 1)[0]
    tail = SEPARATOR.join(part for part in (number, there) if part)
    room = max(width - cells(tail) - len(_GAP), min(cells(name), width // 3))
    name = cut(name, room)
    title = cut(f", {title}", room - cells(name)) if title and room - cells(name) >= _LEAST_TITLE else ""
    rest = width - cells(name) - cells(title)
    return [Piece(name, Look.NAME), Piece(title, Look.MUTED), Piece(cut(f"{_GAP}{tail}", rest), Look.TEXT)]


def _offer(shown: Shown, room: int) -> Line:
    """Return what the touch carries where no pain is known: something to give, else the question to ask (R13, R41)."""
    give = next((idea.asset.title for idea in offered.ideas(shown)), "")
    if give:
        return [Piece("give ", Look.MUTED), Piece(cut(give, room - 5), Look.GOOD)]
    ask = offered.ask(shown)
    return [Piece("no pain yet" + (": " if ask else ""), Look.WARN), Piece(cut(ask, room - 13), Look.MUTED)]
