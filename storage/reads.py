"""What may be read of a book, one method a question; `storage.book.Book` adds what may be written.

Every read sees one state of the book and hands out frozen values (`storage.views`). Time is always an argument.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from playbook.facts import Step, Touch
from playbook.settings import Settings
from playbook.words import AccountId, ActionId, AssetId, EntryId
from storage import actions, settings_rows
from storage.free_days import holidays_of, rep_days_off
from storage.reads_duplicates import DuplicatesReads
from storage.reads_mend import MendReads
from storage.reads_numbers import NumbersReads
from storage.transaction import glance
from storage.views import BookSize, DreamRow, DumpQueue, Hit, Landed, Prospect, Tally, Today

if TYPE_CHECKING:
    import sqlite3

    from playbook.away import Away
    from playbook.block import Block
    from playbook.bodies import TouchLogged
    from playbook.decision import Draft
    from playbook.leave import Answer
    from playbook.profiling import Column
    from playbook.value_library import Asset
    from storage.connection import Link
    from storage.views_block import BlockSummary, LookQueue
    from storage.views_day import ComingBack, Held, LeavePreview, Pool, SpreadPreview
    from storage.views_library import GivenRow, LibraryRow
    from storage.views_profile import Rescored, SettingsChange

T = TypeVar("T")


class Reads(MendReads, DuplicatesReads, NumbersReads):
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

    def days_off(self, now: datetime, country: str = "") -> frozenset[date]:
        """Return the rep's days off around now, and those of a country they call into (R14, R37)."""
        with glance(self._link) as db:
            return rep_days_off(db, settings_rows.read(db), now.date()) | holidays_of(db, country, now.date())

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

    def value_library(self, now: datetime, words: str = "") -> tuple[LibraryRow, ...]:
        """Return the value library, each thing with how often and to whom it was given last (R13)."""
        from storage import value_library

        with glance(self._link) as db:
            return value_library.rows(db, now, words)

    def asset(self, number: str) -> Asset:
        """Return one thing of the value library, by its id or the beginning of its title.

        Raises:
            NotFound: there is none, or more than one.
        """
        from storage import value_library

        with glance(self._link) as db:
            return value_library.asset(db, number)

    def given_to(self, number: AssetId) -> tuple[GivenRow, ...]:
        """Return to whom a thing of the library was given, newest first (R13)."""
        from storage import value_library

        with glance(self._link) as db:
            return value_library.given_to(db, number)

    def promises_lost(self, account: AccountId) -> tuple[Step, ...]:
        """Return the promises that the dump of an account ended: reviving it offers them again (R29)."""
        from storage import ended

        with glance(self._link) as db:
            return ended.promises(db, account)

    def touched(self, entry: EntryId) -> TouchLogged:
        """Return a touch as it was last amended: what a note, a time or its minutes are laid on (R27, R45).

        Raises:
            NotFound: it was taken back meanwhile.
        """
        from storage import touched

        with glance(self._link) as db:
            return touched.touched(db, entry)

    def block(self) -> Block | None:
        """Return the newest block, running, left or ended (R35); None before the first one."""
        from storage import block

        with glance(self._link) as db:
            return block.newest(db)

    def block_summary(self, now: datetime) -> BlockSummary | None:
        """Return what the newest block brought (R35, R30); None before the first one."""
        from storage import block

        with glance(self._link) as db:
            return block.summary(db, settings_rows.read(db), now)

    def look(self, now: datetime) -> LookQueue:
        """Return who took the most time and said no yes (R43)."""
        from storage import look

        with glance(self._link) as db:
            return look.queue(db, settings_rows.read(db), now)

    def pool(self, now: datetime, words: str = "") -> Pool:
        """Return who waits for a first touch, the best first; `words` narrow it (R32)."""
        from storage import pool

        with glance(self._link) as db:
            return pool.pool(db, settings_rows.read(db), now, words)

    def held(self, now: datetime) -> Held:
        """Return what the cap holds back today, and the ways out of a full book (R32, R34)."""
        from storage import held

        with glance(self._link) as db:
            settings = settings_rows.read(db)
            return held.held(db, settings, now, rep_days_off(db, settings, now.date()))

    def spread(self, now: datetime, work_days: int = 0) -> SpreadPreview:
        """Return the backlog spread over so many working days, 0 for the settings'; nothing is written (R34)."""
        from storage import spread

        with glance(self._link) as db:
            settings = settings_rows.read(db)
            return spread.preview(db, settings, now, rep_days_off(db, settings, now.date()), work_days)

    def spread_drafts(self, shown: SpreadPreview, now: datetime) -> tuple[Draft, ...]:
        """Return what `record` writes for a spread as it was shown (R34, R37)."""
        from storage import spread

        with glance(self._link) as db:
            return spread.drafts(db, settings_rows.read(db), now, shown)

    def coming_back(self, now: datetime) -> ComingBack | None:
        """Return what waits for a rep who was away; None where nothing does (R37)."""
        from storage import spread

        with glance(self._link) as db:
            settings = settings_rows.read(db)
            return spread.coming_back(db, settings, now, rep_days_off(db, settings, now.date()))

    def leave(self, away: Away, now: datetime) -> LeavePreview:
        """Return what falls into days off; nothing is written (R37)."""
        from storage import leave

        with glance(self._link) as db:
            return leave.preview(db, settings_rows.read(db), now, away)

    def leave_drafts(self, away: Away, answers: Sequence[Answer], now: datetime) -> tuple[Draft, ...]:
        """Return what `record` writes for days off: each promise as answered, the rest behind them (R37)."""
        from storage import leave

        with glance(self._link) as db:
            return leave.drafts(db, settings_rows.read(db), now, away, answers)

    def size(self) -> BookSize:
        """Return how much stands in the book."""
        from storage import numbers

        with glance(self._link) as db:
            return numbers.size(db)

    def is_new(self) -> bool:
        """Tell whether no account stands in the book yet; nothing is counted for it."""
        with glance(self._link) as db:
            return db.execute("SELECT 1 FROM account LIMIT 1").fetchone() is None

    def rescored(self, settings: Settings, told: Callable[[int, int], None] | None = None) -> Rescored:
        """Return what the profile of these settings would make of the book, without writing (R3)."""
        from storage import rescore

        with glance(self._link) as db:
            return rescore.preview(db, settings, told)

    def columns(self) -> tuple[Column, ...]:
        """Return what the fields of the accounts hold: what the three questions of R1 are made of."""
        from storage import profiling

        with glance(self._link) as db:
            return profiling.columns(db)

    def settings_history(self) -> tuple[SettingsChange, ...]:
        """Return every change of the settings, newest first."""
        from storage import settings_history

        with glance(self._link) as db:
            return settings_history.history(db)

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
