"""The only door from foreign text to the glass: names, notes and imports become plain `Content`, never markup.

The door cleans a second time (RELIABILITY section 6): what an older version or another machine let into the book still
reaches no terminal as a control byte.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from playbook.cleaning import clean_line, clean_note, for_cell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.style import Style

ELLIPSIS = "…"
SEPARATOR = " · "

Part = str | tuple[str, str] | Content
"""Text, text with a style of ours, or content that passed the door already."""


def line(text: str, style: str | Style = "") -> Content:
    """Return foreign text as one plain line, in one of our styles."""
    return Content.styled(for_cell(clean_line(text)), style) if style else Content(for_cell(clean_line(text)))


def note(text: str, style: str | Style = "") -> Content:
    """Return a foreign note as plain lines, in one of our styles."""
    whole = for_cell(clean_note(text))
    return Content.styled(whole, style) if style else Content(whole)


def assemble(*parts: Part) -> Content:
    """Join parts to one content; each text is foreign and passes the door, each style is ours."""
    return Content("").join([_part(part) for part in parts])


def listed(parts: Iterable[Part]) -> Content:
    """Join what is not empty with a middle dot."""
    found = [_part(part) for part in parts]
    return Content(SEPARATOR).join([part for part in found if part.plain])


def cells(text: str) -> int:
    """Return how many terminal cells a text takes."""
    return len(text) if text.isascii() else cell_len(text)


def cell(text: str, width: int, *, right: bool = False) -> str:
    """Return foreign text as exactly `width` terminal cells, cut with an ellipsis where it is longer.

    A wide character is never halved: where only one cell is left for it, a space stands there.
    """
    clean = for_cell(clean_line(text))
    if width <= 0:
        return ""
    taken = cells(clean)
    if taken > width:
        clean = set_cell_size(clean, width - 1).rstrip() + ELLIPSIS
        taken = cells(clean)
    gap = " " * (width - taken)
    return gap + clean if right else clean + gap


def _part(part: Part) -> Content:
    if isinstance(part, Content):
        return part
    if isinstance(part, str):
        return _kept(part, "")
    return _kept(*part)


def _kept(text: str, style: str) -> Content:
    """Clean a part and keep the blanks at its ends: they are ours, between two parts."""
    inner = text.strip(" ")
    if not inner:
        return Content(text)
    head = text[: len(text) - len(text.lstrip(" "))]
    tail = text[len(text.rstrip(" ")) :]
    clean = for_cell(clean_line(inner))
    return Content.styled(head + clean + tail, style) if style else Content(head + clean + tail)
