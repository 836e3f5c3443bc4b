"""One deed on many, on the book's own thread: how far it is, and how it is stopped."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from playbook import bulk
from playbook.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from playbook.bulk import Done, Wanted
    from playbook.words import AccountId
    from storage.book import Book
    from storage.views import Change

STOPPED = ("It was stopped.", "Nothing was changed.")


class BulkRun:
    """A deed that is looked at first and written then; told and asked from both threads."""

    def __init__(self, accounts: Sequence[AccountId], wanted: Wanted, now: datetime) -> None:
        """Do `wanted` to these accounts."""
        self._accounts = tuple(accounts)
        self._wanted = wanted
        self._now = now
        self._stop = threading.Event()
        self._far = ("Looking", 0, len(self._accounts))
        self._done: Done | None = None

    @property
    def stopped(self) -> bool:
        """It was stopped."""
        return self._stop.is_set()

    @property
    def label(self) -> str:
        """What undo will call it."""
        return bulk.label(self._wanted, 0 if self._done is None else self._done.count)

    @property
    def far(self) -> str:
        """How far it is, in words."""
        what, done, everything = self._far
        return f"{what}: {done:,} of {everything:,} …"

    def cancel(self) -> None:
        """Stop at the next chunk: nothing is changed."""
        self._stop.set()

    def look(self, book: Book) -> Done:
        """Return what it comes to; nothing is written."""
        self._done = book.bulk(self._accounts, self._wanted, self._now, self._looked)
        return self._done

    def write(self, book: Book) -> Change:
        """Write it, as one action."""
        drafts = () if self._done is None else self._done.drafts
        self._far = ("Writing", 0, len(drafts))
        return book.record_many(
            drafts, now=self._now, label=self.label, told=self._written, cancelled=self._stop.is_set
        )

    def _looked(self, place: int) -> None:
        self._far = ("Looking", place, len(self._accounts))
        if self.stopped:
            raise Refused(*STOPPED)

    def _written(self, done: int, everything: int) -> None:
        self._far = ("Writing", done, everything)
