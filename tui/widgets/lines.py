"""Lines of pieces: how foreign text is broken, cut and labelled for a given width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.content import SEPARATOR, cell, cells, fenced, line, note
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from collections.abc import Iterable

Line = list[Piece]

LABEL = 8
"""Cells of the labels at a card's left."""
_RULE = "─"
_PAIR = 2
"""Lines from which one can be left with a single word."""


def wrapped(text: str, width: int) -> list[str]:
    """Return foreign text in lines of at most `width` cells."""
    if width <= 0:
        return []
    return [fenced(line.plain.rstrip()) for line in note(text).wrap(width)] if text else []


def even(text: str, width: int) -> list[str]:
    """Return our own words in lines of at most `width` cells, of which the last is not a word left alone."""
    lines = wrapped(text, width)
    if len(lines) < _PAIR or " " in lines[-1]:
        return lines
    least = max(width // 2, *map(cells, text.split()))
    for room in range(width - 1, least - 1, -1):
        found = wrapped(text, room)
        if len(found) > len(lines):
            break
        if " " in found[-1]:
            return found
    return lines


def section(title: str, width: int) -> Line:
    """Return a title set into a rule."""
    return [Piece(f"{title} ", Look.MUTED), Piece(_RULE * max(width - cells(title) - 1, 0), Look.RULE)]


def labelled(label: str, text: str, width: int, look: Look) -> list[Line]:
    """Return text beside its label, its further lines under its first."""
    found = wrapped(text, width - LABEL)
    return [
        [Piece(cell(label if number == 0 else "", LABEL), Look.MUTED), Piece(line, look)]
        for number, line in enumerate(found)
    ]


def labelled_line(label: str, text: str, width: int) -> Line:
    """Return one line beside a label that is set in, cut where it is too long."""
    return [Piece(cell(f"  {label}", LABEL), Look.MUTED), Piece(cut(text, width - LABEL), Look.TEXT)]


def quoted(label: str, text: str, room: int) -> Line:
    """Return a quotation after its label, nothing for no text."""
    if not text:
        return []
    return [Piece(label, Look.MUTED), Piece(cut(f"“{text}”", room - cells(label)), Look.TEXT)]


def joined(parts: Iterable[str]) -> str:
    """Join what is not empty with a middle dot."""
    return SEPARATOR.join(part for part in parts if part)


def flowed(facts: Iterable[str], width: int) -> list[str]:
    """Return foreign facts parted by middle dots in lines; no line ends within a fact, unless it is longer than a line.

    An address that is too long is broken after its @, where the eye expects it.
    """
    lines: list[str] = []
    for fact in (part for whole in facts for part in line(whole).plain.split(SEPARATOR) if part):
        both = f"{lines[-1]}{SEPARATOR}{fact}" if lines else fact
        if lines and cells(both) <= width:
            lines[-1] = both
        elif cells(fact) > width and "@" in fact:
            name, _, domain = fact.partition("@")
            lines += [*wrapped(f"{name}@", width), *wrapped(domain, width)]
        else:
            lines += wrapped(fact, width)
    return [fenced(line) for line in lines]


def cut(text: str, room: int) -> str:
    """Return a line of at most `room` cells, its leading blanks kept."""
    inner = text.lstrip(" ")
    lead = len(text) - len(inner)
    return " " * min(lead, max(room, 0)) + cell(inner, max(min(cells(inner), room - lead), 0))
