"""What a rep said of a list's columns is found again at the next list of the same headings (R44).

It stands in the journal as `list.mapped`, written with the import, so an undo of the import takes it back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from playbook.bodies import ListMapped
from storage import journal
from storage.importing import mending
from storage.importing.folded import fold
from storage.importing.header import Header
from storage.importing.lexicon import squeeze
from storage.importing.plan import Column

if TYPE_CHECKING:
    from storage.importing.columns import Mapping

SAVED: Final = "saved"
"""How a column was recognised that the rep mapped at an earlier import."""
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a rep said of lists of these headings."""

    headings: Key
    mapping: Mapping
    words: Mapping
    """Status words and the standing that each was taken for."""
    on: date


def key_of(head: Header, columns: Sequence[Column]) -> Key:
    """Return the headings by which a list is known again: case and blanks folded; without any, what stands in it."""
    if head.line:
        return tuple(fold(name) for name in mending.without(head.names))
    return tuple(f"{column.index + 1} {column.field}" for column in columns)


def every(db: sqlite3.Connection) -> tuple[Remembered, ...]:
    """Return what stands, the newest word for each headings; forgotten ones are gone."""
    found: dict[Key, Remembered] = {}
    dead = journal.dead_actions(db)
    for entry in journal.of_kind(db, ListMapped.kind):
        body = entry.body
        if isinstance(body, ListMapped) and entry.action not in dead:
            mapping, words = _texts(body.mapping), _texts(body.words)
            found[body.headings] = Remembered(body.headings, mapping, words, entry.at.date())
    return tuple(each for each in found.values() if each.mapping or each.words)


def _texts(fields: Sequence[tuple[str, object]]) -> Mapping:
    return tuple((name, str(value)) for name, value in fields)


def of(known: Sequence[Remembered], key: Key) -> Remembered | None:
    """Return what was said of lists of these headings, None for nothing."""
    return next((each for each in known if each.headings == key), None)


def under(mapping: Mapping, held: Remembered | None) -> Mapping:
    """Return what was said now, and below it what was said before."""
    now = {squeeze(name) for name, _ in mapping}
    before = () if held is None else tuple(pair for pair in held.mapping if squeeze(pair[0]) not in now)
    return (*before, *mapping)


def marked(columns: Sequence[Column], heads: Sequence[str], mapping: Mapping, held: Remembered) -> tuple[Column, ...]:
    """Return columns with those marked that are as the rep mapped them earlier."""
    now = {squeeze(name) for name, _ in mapping}
    before = {squeeze(name) for name, _ in held.mapping} - now
    return tuple(
        replace(column, how=SAVED) if column.how == "told" and squeeze(heads[column.index]) in before else column
        for column in columns
    )


def drafted(key: Key, mapping: Mapping, words: Mapping) -> ListMapped:
    """Return the entry that keeps a mapping."""
    return ListMapped(key, tuple(sorted(dict(mapping).items())), tuple(sorted(dict(words).items())))
