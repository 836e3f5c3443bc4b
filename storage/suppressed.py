"""Who was erased comes back by nobody's mistake: keyed hashes of addresses, numbers and pages (R38, RELIABILITY 8)."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date

from playbook import erasing, erasing_marks
from playbook.bodies import EntityErased
from playbook.erasing_marks import Marks
from playbook.facts import Value
from storage.erase import erasures


class Suppressed:
    """The hashes of everybody erased, read once."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Read them from the journal."""
        self._days: dict[str, date] = {}
        self._keys: dict[str, None] = {}
        for entry in erasures(db):
            if isinstance(entry.body, EntityErased) and entry.body.hashes:
                self._keys[entry.body.key] = None
                self._days |= dict.fromkeys(entry.body.hashes, entry.body.on)

    def __bool__(self) -> bool:
        """Whether anybody was erased whom an address, number or page tells."""
        return bool(self._days)

    def when(self, marks: Marks) -> date | None:
        """Return the day on which somebody with one of these addresses, numbers or pages was erased; None: nobody."""
        hashed = (each for key in self._keys for each in erasing.hashes(marks, key))
        return max((self._days[each] for each in hashed if each in self._days), default=None)

    def when_fields(self, fields: Mapping[str, Value]) -> date | None:
        """Return the same for the fields of a person or an account."""
        site = erasing_marks.page(str(fields.get("domain", "")))
        return self.when(erasing_marks.of_fields(fields) + Marks(pages=(site,) if site else ()))
