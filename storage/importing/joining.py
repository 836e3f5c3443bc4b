"""Ids across lists that come in together: CompanyID 1 of the people is CompanyID 1 of the accounts beside them.

Lists of no known vendor keep their ids to themselves (DESIGN section 2). Two that a rep brings in together and whose
ids are the same belong together, unless the names behind them say otherwise.
"""

from __future__ import annotations

from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING, Final

from storage.importing import names
from storage.importing.cells import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.importing.files import OpenedList
    from storage.importing.scratch import Scratch

_LOOK: Final = 400
_MOST: Final = 0.6
_SHAPE: Final = "list "
"""How the source of a list of no known vendor begins."""


def source_beside(opened: OpenedList, before: Sequence[OpenedList], scratch: Scratch) -> str:
    """Return the source of an earlier list whose ids name this one's firms too, empty for none."""
    own = opened.plan.source
    sources = [each.plan.source for each in before if each.plan.source.startswith(_SHAPE) and each.plan.source != own]
    if not own.startswith(_SHAPE) or not sources:
        return ""
    pairs = _firms_of(opened)
    return next((source for source in dict.fromkeys(sources) if _fits(source, pairs, scratch)), "")


def _firms_of(opened: OpenedList) -> list[tuple[str, str]]:
    """Return the ids of firms in the first rows, each with the name beside it."""
    by_field = {column.field: column.index for column in reversed(opened.reading.columns)}
    place, named = by_field.get("firm.id"), by_field.get("firm.name")
    if place is None:
        return []
    found: dict[str, str] = {}
    with closing(opened.rows()) as rows:
        for row in islice(rows, _LOOK):
            cells = [clean(cell) for cell in row.cells]
            if place < len(cells) and cells[place]:
                found.setdefault(cells[place], cells[named] if named is not None and named < len(cells) else "")
    return list(found.items())


def _fits(source: str, pairs: Sequence[tuple[str, str]], scratch: Scratch) -> bool:
    known = 0
    for key, name in pairs:
        row = scratch.one(
            "SELECT firm.name FROM firm_key JOIN firm ON firm.id = firm_key.firm WHERE source = ? AND firm_key.key = ?",
            source,
            key,
        )
        known += row is not None and (not name or not row[0] or names.firms_alike(name, str(row[0])))
    return bool(pairs) and known >= len(pairs) * _MOST
