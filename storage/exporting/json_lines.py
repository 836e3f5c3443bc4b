"""JSON lines: one account a line, what `show --json` says and everything else that is known of it.

A line stands by itself, so a huge book is read line by line and a broken copy costs one account.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final

from playbook.cleaning import clean_line, clean_note
from storage.exporting.document import document
from storage.exporting.wish import Made, Wish

if TYPE_CHECKING:
    from storage.exporting.placing import Place
    from storage.exporting.records import Record

NAME: Final = "accounts.jsonl"
_LONG: Final = 1_000_000


def write(db: sqlite3.Connection, records: Iterator[Record], place: Place, wish: Wish) -> tuple[Made, ...]:
    """Write a line an account, in the order of their ids."""
    del db, wish
    out = place.text(NAME)
    count = 0
    for record in records:
        out.write(json.dumps(plain(document(record)), ensure_ascii=False, separators=(",", ":"), allow_nan=False))
        out.write("\n")
        count += 1
    return (Made(place.folder / NAME, "accounts", count),)


def plain(value: object) -> object:
    """Return a value as JSON knows it: text cleaned, days and moments in ISO form."""
    if isinstance(value, str):
        return clean_note(str(value), _LONG)
    if isinstance(value, dict):
        return {clean_line(str(key), _LONG): plain(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [plain(held) for held in value]
    return _moment(value)


def _moment(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date) else value
