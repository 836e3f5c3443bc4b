"""The file of skipped rows: mended in a spreadsheet and imported; the line and the reason stand beside each row."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from storage.formulas import guarded
from storage.importing.lexicon import squeeze
from storage.importing.plan import Column
from storage.importing.scratch import Scratch
from storage.importing.tally import Tally

LINE: Final = "notyet: line"
WHY: Final = "notyet: why it was left out"
_OURS: Final = frozenset(map(squeeze, (LINE, WHY)))


def is_beside(heading: str) -> bool:
    """Return whether a column is one that we put beside the rows of a list: it is read back as nothing."""
    return squeeze(heading) in _OURS


def without(headings: Sequence[str]) -> list[str]:
    """Return the headings of a list as they were before it was written out for mending."""
    return [heading for heading in headings if not is_beside(heading)]


def write(scratch: Scratch, tally: Tally, folder: Path) -> tuple[str, ...]:
    """Write the skipped rows of each list to a file of its own; return their paths."""
    written: list[str] = []
    for (number,) in scratch.all("SELECT DISTINCT file FROM skipped ORDER BY file"):
        path = tally.paths[number]
        target = folder / f"{path.stem}-skipped.csv"
        if str(target) in written:
            target = folder / f"{path.stem}-skipped-{number + 1}.csv"
        heads = _headings(tally, number)
        kept = [place for place, head in enumerate(heads) if not is_beside(head)]
        with target.open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file, quoting=csv.QUOTE_ALL)
            out.writerow([*(guarded(heads[place]) for place in kept), LINE, WHY])
            rows = scratch.each("SELECT cells, line, why FROM skipped WHERE file = ? ORDER BY line", number)
            for text, line, why in rows:
                cells = json.loads(text)
                filled = [guarded(cells[place]) if place < len(cells) else "" for place in kept]
                out.writerow([*filled, line, why])
        written.append(str(target))
    return tuple(written)


def _headings(tally: Tally, number: int) -> list[str]:
    """Return the headings of a list; one without any gets the names of what its columns were taken for."""
    heads = list(tally.heads[number])
    opened = tally.mapped[number].opened if number < len(tally.mapped) else None
    if opened is None or opened.head.line:
        return heads
    return [_named(column, heads[column.index]) for column in opened.reading.columns]


def _named(column: Column, head: str) -> str:
    return head if column.field in {"own", "skip"} else column.field
