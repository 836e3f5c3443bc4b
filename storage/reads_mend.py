"""The questions behind merging, mending and many at once; `storage.reads.Reads` is all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from playbook.words import AccountId
from storage import settings_rows
from storage.transaction import glance

if TYPE_CHECKING:
    from playbook.bulk import Done, Wanted
    from storage.connection import Link
    from storage.views_mend import Merged, PersonFound, Side


class MendReads:
    """Reads about merges, people by their names, and many accounts at once."""

    _link: Link

    def merges(self) -> tuple[Merged, ...]:
        """Return every merge of the record, newest first, those taken back too (R39)."""
        from storage import mend

        with glance(self._link) as db:
            return mend.merges(db)

    def roots(self, numbers: Sequence[str]) -> dict[str, str]:
        """Return those of these companies and people who were merged into others, with whom they are now."""
        from storage import aliases

        with glance(self._link) as db:
            return aliases.roots(db, numbers)

    def side(self, account: AccountId) -> Side:
        """Return a company as one side of a merge.

        Raises:
            NotFound: no such account.
        """
        from storage import mend

        with glance(self._link) as db:
            return mend.side(db, account)

    def person(self, text: str, account: AccountId | None = None) -> PersonFound:
        """Return the person of that id or name, at one account or in the whole book.

        Raises:
            NotFound: nobody is called that.
            Ambiguous: several are; their ids are in the message.
        """
        from storage import mend

        with glance(self._link) as db:
            return mend.person(db, text, account)

    def found(self, words: str) -> tuple[AccountId, ...]:
        """Return every account that a search finds, however many."""
        from storage import search

        with glance(self._link) as db:
            return search.everything(db, words)

    def bulk(
        self, accounts: Sequence[AccountId], wanted: Wanted, now: datetime, told: Callable[[int], None] | None = None
    ) -> Done:
        """Return what `record` writes for one deed on all of these, and who stays as they are and why."""
        from storage import bulk

        with glance(self._link) as db:
            return bulk.drafts(db, settings_rows.read(db), now, accounts, wanted, told)
