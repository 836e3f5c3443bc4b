"""The question behind the page of duplicates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.errors import BookTrouble
from storage.transaction import glance
from storage.trouble import STOPPED

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
    _unwanted: Callable[[], bool] | None = None
    """Says whether what is being read is wanted no more."""

    def duplicates(self, told: Tell | None = None) -> Duplicates:
        """Return who may be one and the same, companies and people; `told` hears how far it is and may stop it.

        It stops too where the reading is wanted no more (`Book.stop_when`): most of it asks the book nothing.

        Raises:
            BookTrouble: it was stopped.
        """
        from storage import duplicates

        def ask(work: Callable[[sqlite3.Connection], list[One]]) -> list[One]:
            with glance(self._link) as db:
                return work(db)

        with glance(self._link) as db:
            total = duplicates.size(db)

        def heard(done: int, of: int) -> None:
            if self._unwanted is not None and self._unwanted():
                raise BookTrouble(*STOPPED)
            if told is not None:
                told(done, of)

        return duplicates.find(ask, total, sealed=self._link.key is not None, told=heard)
