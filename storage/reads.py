"""What may be read of a book, one method a question; `storage.book.Book` adds what may be written.

Every read sees one state of the book and hands out frozen values (`storage.views`). Time is always an argument.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from playbook.facts import Touch
from playbook.settings import Settings
from playbook.words import AccountId, ActionId
from storage import actions, settings_rows
from storage.free_days import rep_days_off
from storage.transaction import glance
from storage.views import BookSize, DreamRow, DumpQueue, Hit, Landed, Prospect, Tally, Today

if TYPE_CHECKING:
    import sqlite3

    from storage.connection import Link

T = TypeVar("T")


class Reads:
    """The questions of panes, pages and commands."""

    def __init__(self, link: Link) -> None:
        """Read through an open connection."""
        self._link = link

    def newest_action(self) -> tuple[ActionId, str] | None:
        """Return what `undo` would take back, with its label; None for nothing."""
        with glance(self._link) as db:
            return actions.newest_living(db)

    def imports(self) -> tuple[Landed, ...]:
        """Return the imports, newest first: `undo` takes back an older one by its action (R39)."""
        with glance(self._link) as db:
            return actions.landed(db)

    def settings(self) -> Settings:
        """Return the playbook settings in force."""
        with glance(self._link) as db:
            return settings_rows.read(db)

    def today(self, now: datetime, more: int = 0) -> Today:
        """Return today's list; `more` first touches beyond the usual (R32-R34)."""
        from storage import today

        with glance(self._link) as db:
            settings = settings_rows.read(db)
            return today.today(db, settings, now, more=more, off=rep_days_off(db, settings, now.date()))

    def prospect(self, account: AccountId, now: datetime, *, touches: int = 12) -> Prospect:
        """Return everything about one account: its card, and what a decision is drawn from.

        `touches`: so many of the newest ones; -1 for all.

        Raises:
            NotFound: there is no such account.
        """
        from storage import prospect

        with glance(self._link) as db:
            return prospect.prospect(db, account, settings_rows.read(db), now, touches=touches)

    def touches(self, account: AccountId) -> tuple[Touch, ...]:
        """Return every touch of an account, newest first: the record that its page and `show` tell."""
        from storage import prospect

        with glance(self._link) as db:
            return prospect.read_touches(db, account, -1)

    def dream(self, now: datetime) -> tuple[DreamRow, ...]:
        """Return the dream clients: openings first, then silence (R20)."""
        from storage import dream

        with glance(self._link) as db:
            return dream.dream(db, settings_rows.read(db), now)

    def dump_queue(self, now: datetime) -> DumpQueue:
        """Return what is proposed for the dump, with its evidence (R2, R25, R30)."""
        from storage import dump

        with glance(self._link) as db:
            return dump.dump_queue(db, settings_rows.read(db), now)

    def search(self, text: str, limit: int = 50) -> tuple[Hit, ...]:
        """Return the accounts that these words find, newest touched first."""
        from storage import search

        with glance(self._link) as db:
            return search.search(db, text, limit)

    def tally(self, day: date) -> Tally:
        """Return the numbers of a day (R35)."""
        from storage import numbers

        with glance(self._link) as db:
            return numbers.tally(db, day)

    def size(self) -> BookSize:
        """Return how much stands in the book."""
        from storage import numbers

        with glance(self._link) as db:
            return numbers.size(db)

    def find(self, name_or_id: str) -> AccountId:
        """Return the account of that id or name; the beginning of a name is enough where it is the only one.

        Raises:
            NotFound: nothing is called that.
            Ambiguous: several are; their ids are in the message.
        """
        from storage import search

        with glance(self._link) as db:
            return search.find(db, name_or_id)

    def ask(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Return what `work` reads in one state of the book: for the importer, which matches a list against it."""
        with glance(self._link) as db:
            return work(db)

    def data_version(self) -> int:
        """Return a number that moves when another window wrote something."""
        return int(self._link.db.execute("PRAGMA data_version").fetchone()[0])
