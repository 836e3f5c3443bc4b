"""The only door from foreign text to the glass: names, notes and imports become plain `Content`, never markup.

The door cleans a second time (RELIABILITY section 6): what an older version or another machine let into the book still
reaches no terminal as a control byte.

Names that are written from right to left are fenced: a terminal that turns them (VTE, Konsole, Terminal.app) would
else turn the columns between two of them too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from playbook.cleaning import clean_line, clean_note, for_cell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.style import Style

ELLIPSIS = "…"
SEPARATOR = " · "
FENCE = "\u200e"
"""LEFT-TO-RIGHT MARK: takes no cell, and what follows it stands to the right of what was before it."""
_TURNED = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""Scripts that are written from right to left."""

Part = str | tuple[str, str] | Content
"""Text, text with a style of ours, or content that passed the door already."""


def line(text: str, style: str | Style = "") -> Content:
    """Return foreign text as one plain line, in one of our styles."""
    whole = fenced(for_cell(clean_line(text)))
    return Content.styled(whole, style) if style else Content(whole)


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


def fitting(facts: str, room: int) -> str:
    """Return facts parted by middle dots without the last ones that have no room: whole ones fall away, none is cut."""
    while cells(facts) > room and SEPARATOR in facts:
        facts = facts.rpartition(SEPARATOR)[0]
    return facts


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
    clean = fenced(clean)
    return gap + clean if right else clean + gap


def fenced(text: str) -> str:
    """Return clean text that turns nothing but itself: where it needs one, a mark at its end and before separators."""
    if text.isascii() or not _TURNED.search(text):
        return text
    return text.replace(FENCE, "").replace(SEPARATOR, FENCE + SEPARATOR) + FENCE


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
    clean = fenced(for_cell(clean_line(inner)))
    return Content.styled(head + clean + tail, style) if style else Content(head + clean + tail)
