"""One deed on many, on the book's own thread: it is looked at first and written then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook import bulk
from tui.course import Course

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from playbook.bulk import Done, Wanted
    from playbook.words import AccountId
    from storage.book import Book
    from storage.views import Change

_LOOKING, _WRITING = "Looking", "Writing"


class BulkRun(Course):
    """A deed that is looked at first and written then; told and asked from both threads."""

    def __init__(self, accounts: Sequence[AccountId], wanted: Wanted, now: datetime) -> None:
        """Do `wanted` to these accounts."""
        super().__init__(_LOOKING, _WRITING)
        self._accounts = tuple(accounts)
        self._wanted = wanted
        self._now = now
        self._agreed: Done | None = None
        self._looked(0)

    @property
    def label(self) -> str:
        """What undo will call it."""
        return bulk.label(self._wanted, 0 if self._agreed is None else self._agreed.count)

    def look(self, book: Book) -> Done:
        """Return what it comes to; nothing is written."""
        self._agreed = book.bulk(self._accounts, self._wanted, self._now, self._looked)
        return self._agreed

    def write(self, book: Book) -> Change:
        """Write it, as one action."""
        drafts = () if self._agreed is None else self._agreed.drafts
        self._written(0, len(drafts))
        return book.record_many(drafts, now=self._now, label=self.label, told=self._written)

    def _looked(self, place: int) -> None:
        self.heard(_LOOKING, place, len(self._accounts))

    def _written(self, done: int, everything: int) -> None:
        self.heard(_WRITING, done, everything)
