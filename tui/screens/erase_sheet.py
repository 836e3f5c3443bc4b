"""The lines of the erase page: whom, what goes, what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.words import AccountId
from tui import daytext, erase_words
from tui.content import cell, cells
from tui.screens.sheet import SheetRow, plain, said
from tui.widgets.lines import wrapped
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from playbook.words import EntryId
    from storage.erase_views import Erased, ErasePreview, Mention
    from storage.views import Hit, Prospect

EMPTY = (
    "Whom shall the planner forget for good?",
    "Type a name, a company or a number above. It is for those who ask to be erased; a dump or a bar keeps the record.",
)
NOTHING = ("Nothing found.", "Fewer letters find more.")
_MARK = 4
_LEAST = 20


def firms(hits: Sequence[Hit], words: str, width: int) -> list[SheetRow]:
    """Return the accounts that a search found, to choose one."""
    if not hits:
        return plain(*said(NOTHING if words else EMPTY, width))
    name = _widest([hit.name for hit in hits], width)
    return [_firm(hit, name, width) for hit in hits]


def _widest(names: Sequence[str], width: int) -> int:
    """Return the cells of a column of names: as many as the widest takes, half of the line at most."""
    return min(max(map(cells, names), default=0) + 2, max(width // 2, _LEAST))


def _firm(hit: Hit, name: int, width: int) -> SheetRow:
    tail = " ".join(filter(None, (hit.person_name, hit.detail)))
    return SheetRow(
        (Piece(cell(hit.name, name), Look.NAME), Piece(cell(tail, max(width - name, 0)), Look.MUTED)), hit.account
    )


def whom(found: Prospect, width: int) -> list[SheetRow]:
    """Return an account and its people, to choose what goes."""
    account = found.account
    people = daytext.plural(len(found.people), "person", "people")
    first = _widest([account.name, *(each.name for each in found.people)], width)
    rows = [
        *plain([Piece(cell("The whole account", width), Look.MUTED)]),
        _choice(account.name, f"all of its record, {people}", account.id, (first, width)),
    ]
    if found.people:
        rows += plain([], [Piece(cell("One of its people", width), Look.MUTED)])
    room = (first, width)
    return rows + [_choice(each.name, each.get("title") or each.get("email"), each.id, room) for each in found.people]


def _choice(name: str, hint: str, value: str, room: tuple[int, int]) -> SheetRow:
    first, width = room
    return SheetRow(
        (Piece(cell(name, first), Look.NAME), Piece(cell(hint, max(width - first, 0)), Look.MUTED)), AccountId(value)
    )


def preview(would: ErasePreview, kept: Collection[EntryId], width: int) -> list[SheetRow]:
    """Return what would go, each entry of others with its mark, and what stays."""
    rows = _part("This goes", erase_words.going(would), width, Look.TEXT)
    if would.mentions:
        marked = sum(each.entry not in kept for each in would.mentions)
        head = f"Entries of others that name them: {marked} of {len(would.mentions)} lose their words too"
        rows += plain([], *_lines(head, width, Look.MUTED))
        for each in would.mentions:
            rows += _mention(each, marked=each.entry not in kept, width=width)
    rows += plain([])
    rows += _part("This stays", erase_words.staying(would), width, Look.MUTED)
    return [*rows, *plain([], *_lines(erase_words.FOR_GOOD, width, Look.WARN))]


def _mention(each: Mention, *, marked: bool, width: int) -> list[SheetRow]:
    sign = Piece("✓   " if marked else "·   ", Look.GOOD if marked else Look.MUTED)
    where = Piece(cell(erase_words.mention(each), max(width - _MARK, 0)), Look.NAME if marked else Look.MUTED)
    words = [[Piece(" " * _MARK), Piece(text, Look.TEXT if marked else Look.MUTED)]
             for text in wrapped(each.words, max(width - _MARK, _LEAST))[:3]]  # fmt: skip
    return [SheetRow((sign, where), each), *plain(*words)]


def done(erased: Erased, width: int) -> list[SheetRow]:
    """Return what was done."""
    first, *rest = erase_words.done(erased)
    return plain(
        *_lines(first, width, Look.GOOD), [], *(line for text in rest for line in _lines(text, width, Look.TEXT))
    )


def _part(title: str, lines: Sequence[str], width: int, look: Look) -> list[SheetRow]:
    head = [Piece(cell(title, width), Look.MUTED)]
    body = [[Piece("  "), *line] for text in lines for line in _lines(text, max(width - 2, _LEAST), look)]
    return plain(head, *body)


def _lines(text: str, width: int, look: Look) -> list[list[Piece]]:
    return [[Piece(each, look)] for each in wrapped(text, width)]
