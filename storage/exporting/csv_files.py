"""CSV: every cell quoted, no cell that a spreadsheet runs, and back into notyet without a change (RELIABILITY 7)."""

from __future__ import annotations

import csv
import json
import sqlite3
from datetime import date
from typing import TYPE_CHECKING, Any

from playbook.cleaning import clean_note
from storage.exporting.tables import Cell, tables
from storage.exporting.wish import Made, Wish
from storage.formulas import guarded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.exporting.placing import Place
    from storage.exporting.records import Record

_LONG = 1_000_000


def write(db: sqlite3.Connection, records: Iterator[Record], place: Place, wish: Wish) -> tuple[Made, ...]:
    """Write every list, all of them in one pass over the book."""
    lists = tables(db)
    place.check([f"{each.name}.csv" for each in lists])
    encoding = "utf-8-sig" if wish.bom else "utf-8"
    outs = [_writer(place, f"{each.name}.csv", encoding) for each in lists]
    counts = [0] * len(lists)
    for out, each in zip(outs, lists, strict=True):
        out.writerow([guarded(head) for head in each.heads])
    for record in records:
        for number, each in enumerate(lists):
            for row in each.rows(record):
                outs[number].writerow([written(cell) for cell in row])
                counts[number] += 1
    return tuple(
        Made(place.folder / f"{each.name}.csv", each.name, count) for each, count in zip(lists, counts, strict=True)
    )


def _writer(place: Place, name: str, encoding: str) -> Any:  # noqa: ANN401  (the csv module names no type)
    return csv.writer(place.text(name, encoding), quoting=csv.QUOTE_ALL, lineterminator="\r\n")


def written(cell: Cell) -> str:
    """Return a cell as text: clean, and guarded where a spreadsheet would run it."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    return guarded(tidied(cell)) if isinstance(cell, str) else json.dumps(cell)


def tidied(text: str) -> str:
    """Return a text clean; most are and are only looked at, for a big book holds millions of them."""
    plain = text.isascii() and text.isprintable() and "  " not in text
    return text if plain and text == text.strip(" ") else clean_note(text, _LONG)
