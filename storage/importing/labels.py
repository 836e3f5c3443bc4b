"""Columns in pairs: "Phone 1 - Label" says of each row what the number in "Phone 1 - Value" is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from storage.importing.delimiting import Row
from storage.importing.lexicon import squeeze
from storage.importing.plan import Column

_LABEL: Final = re.compile(r"^(.+?)[\s_]*(?:-\s*)?(?:label|type|typ)$", re.IGNORECASE)
_VALUE: Final = re.compile(r"^(.+?)[\s_]*-\s*value$", re.IGNORECASE)
_KINDS: Final = {
    "mobile": "mobile", "cell": "mobile", "iphone": "mobile", "mobil": "mobile", "handy": "mobile",
    "portable": "mobile", "movil": "mobile", "work": "work", "office": "work", "main": "work", "arbeit": "work",
    "geschaftlich": "work", "direct": "direct", "home": "home", "privat": "home", "other": "other",
}  # fmt: skip
"""What a label makes of a number."""
_FAX: Final = "fax"
_PAIRED: Final = (".phone", ".email")


def paired(columns: Sequence[Column]) -> list[Column]:
    """Return the columns of numbers and addresses with the place of the column that says what each is."""
    stems = {squeeze(found[1]): column.index for column in columns if (found := _LABEL.match(column.name))}
    return [
        replace(column, label=stems.get(_stem(column.name), -1))
        if any(part in column.field for part in _PAIRED) and column.how == "name"
        else column
        for column in columns
    ]


def _stem(name: str) -> str:
    found = _VALUE.match(name)
    return squeeze(found[1] if found else name)


def of_row(known: Mapping[str, list[Column]], labelled: Sequence[Column], row: Row) -> Mapping[str, list[Column]]:
    """Return the columns of each field as the labels of one row have it; a fax number is nobody's phone."""
    found = dict(known)
    for column in labelled:
        kind = _kind(row.cells[column.label] if column.label < len(row.cells) else "")
        if not kind:
            continue
        found[column.field] = [each for each in found[column.field] if each is not column]
        if kind != _FAX:
            field = f"{column.field.split('.')[0]}.{column.field.split('.')[1]}.{kind}"
            found[field] = sorted([*found.get(field, []), column], key=lambda each: each.index)
    return found


def _kind(label: str) -> str:
    word = squeeze(label)
    return _FAX if _FAX in word else _KINDS.get(word, "")
