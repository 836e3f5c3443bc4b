"""The question behind the page of duplicates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.transaction import glance

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from storage.connection import Link
    from storage.duplicates import Tell
    from storage.importing.probable import One
    from storage.views_duplicates import Duplicates


class DuplicatesReads:
    """Who may be one with whom; `storage.reads.Reads` is all of them."""

    _link: Link

    def duplicates(self, told: Tell | None = None) -> Duplicates:
        """Return who may be one and the same, companies and people; `told` hears how far it is and may stop it."""
        from storage import duplicates

        def ask(work: Callable[[sqlite3.Connection], list[One]]) -> list[One]:
            with glance(self._link) as db:
                return work(db)

        with glance(self._link) as db:
            total = duplicates.size(db)
        return duplicates.find(ask, total, sealed=self._link.key is not None, told=told)
