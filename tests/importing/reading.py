"""Small lists for tests: a file on disk, or a row whose columns are known."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from storage.importing.columns import Reading
from storage.importing.delimiting import Row
from storage.importing.plan import ACCOUNTS, PEOPLE, Column
from storage.importing.rows import Line, Sheet

Cells = Sequence[tuple[str, str, str]]
"""Heading, what its column is taken for, and what stands in the row."""


def written(folder: Path, text: str | bytes, name: str = "list.csv") -> Path:
    """Write a list and return where it is."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def sheet(cells: Cells, *, subject: str = "person", mine: str = "", usual: str = "US", near: str = "") -> Sheet:
    """Return a list with these columns."""
    columns = tuple(Column(place, name, field, "told") for place, (name, field, _) in enumerate(cells))
    kind = PEOPLE if subject == "person" else ACCOUNTS
    return Sheet(0, "list.csv", Reading(columns, kind, subject, "a source", ""), usual, mine, near)


def row(cells: Cells, fault: str = "") -> Row:
    """Return the row in which these cells stand."""
    return Row(2, tuple(text for _, _, text in cells), fault)


def line(cells: Cells, *, subject: str = "person", usual: str = "US", near: str = "") -> Line:
    """Return the row as it is handed out."""
    return Line(sheet(cells, subject=subject, usual=usual, near=near), row(cells))


def grid(*texts: str) -> list[Row]:
    """Return rows of cells separated by bars, from line 1."""
    return [Row(number, tuple(text.split("|"))) for number, text in enumerate(texts, 1)]
