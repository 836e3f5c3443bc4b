"""The book: everything that the screens and commands may do with the planner's file, one method a use case.

A book belongs to the thread that opened it (storage/desk.py). Time is always an argument. Every write is one
transaction; when a method returns, it is on the disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from playbook.decision import Draft
from playbook.facts import Touch
from playbook.settings import Settings
from playbook.words import AccountId, ActionId, EntryId
from storage import actions, opening, recording, settings_rows, tables, undo
from storage.free_days import rep_days_off
from storage.ids import IdSource
from storage.recording import Pen, Stamped, Wish
from storage.transaction import Unsure, glance, tx
from storage.views import BookSize, Change, DreamRow, DumpQueue, Hit, Landed, Prospect, SourceRef, Tally, Today

if TYPE_CHECKING:
    import sqlite3

    from playbook.entry import Entry
    from storage.connection import Link
    from storage.doctor import Finding

T = TypeVar("T")
_STEPS = 20_000
"""Steps of SQLite's machine between two looks at whether a read is still wanted: under a millisecond."""


class Book:
    """An open planner."""

    def __init__(self, link: Link, pen: Pen) -> None:
        """Take an open connection and what stamps entries; callers use `Book.open`."""
        self._link = link
        self._pen = pen
        self._unsure: tuple[Wish, Stamped] | None = None

    @classmethod
    def open(
        cls, path: Path, *, now: datetime, ids: IdSource | None = None, create: bool = True, state: Path | None = None
    ) -> Book:
        """Open the planner at `path`, make it where there is none and `create` says so.

        `state` is the machine's own folder, the usual one where it is None.

        Raises:
            BookTrouble: missing, damaged, of another program, newer, locked; with what to do about it.
        """
        link, pen = opening.open_book(path, now=now, ids=ids, create=create, state=state)
        return cls(link, pen)

    def close(self) -> None:
        """Let go of the file."""
        self._link.db.close()

    def stop_when(self, told: Callable[[], bool] | None) -> None:
        """Stop what runs from now on as soon as `told` says so, with a `BookTrouble`; None: let it run."""
        self._link.db.set_progress_handler(told, _STEPS)

    @property
    def path(self) -> Path:
        """The planner's file."""
        return self._link.path

    @property
    def read_only(self) -> str:
        """Why nothing can be logged, in words; empty: it can."""
        return self._link.read_only

    def record(
        self,
        drafts: Sequence[Draft],
        *,
        now: datetime,
        label: str,
        basis: EntryId | None = None,
        join: ActionId | None = None,
    ) -> Change:
        """Write one action; or, with `join`, more of one that stands: a digit, a note, a time (R39).

        Called again after a commit that failed half way it writes the same entries, so nothing is logged twice.

        Raises:
            Stale: the account has a newer entry than `basis`, or the joined action was taken back; nothing was written.
            BookTrouble: locked, full, failing; the words say whether it was saved.
        """
        return self._write(Wish(recording.wanted(drafts), now, label, basis, join))

    def land(  # noqa: PLR0913  (an import says all of this)
        self,
        drafts: Iterable[Draft],
        refs: Iterable[SourceRef],
        *,
        now: datetime,
        label: str,
        source: str,
        report: str,
        cancelled: Callable[[], bool],
    ) -> Change:
        """Write an import as one action in one transaction, after a verified backup (DESIGN section 6).

        Raises:
            Refused: `cancelled` said so; the book is as it was.
            BookTrouble: locked, full, failing; nothing was written.
        """
        from storage import landing

        wish = landing.Landing(drafts, refs, now, label, source, report, cancelled)
        return landing.land(self._link, self._pen, wish)

    def undo(self, now: datetime, action: ActionId | None = None) -> Change:
        """Take back this copy's newest action, or the one named (an older import); the change names it (R39).

        Raises:
            Refused: there is nothing to take back.
        """
        with tx(self._link) as db:
            return undo.undo(db, self._pen, now, action)

    def redo(self, now: datetime) -> Change:
        """Bring back what was taken back last, unless something new was logged since (R39).

        Raises:
            Refused: there is nothing to bring back.
        """
        with tx(self._link) as db:
            return undo.redo(db, self._pen, now)

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

    def set_settings(self, settings: Settings, now: datetime) -> Change:
        """Write the settings that differ; a changed profile re-scores the whole book in the same action (R3).

        Raises:
            Refused: nothing differs.
        """
        drafts = settings_rows.changes(self.settings(), settings)
        return self._write(Wish(recording.wanted(drafts), now, "playbook settings"))

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

    def refresh_day(self, now: datetime) -> tuple[AccountId, ...]:
        """Once a local day: cut the tiers and weigh old signals anew; return the accounts that moved."""
        if self.read_only:
            return ()
        with glance(self._link) as db:
            if tables.day_of(db) == now.date():
                return ()
        with tx(self._link) as db:
            return tuple(sorted(tables.new_day(db, now.date())))

    def rebuild(self, now: datetime) -> None:
        """Drop every table and build it again from the journal (R40)."""
        with tx(self._link) as db:
            tables.rebuild(db)
        self.refresh_day(now)

    def doctor(self, now: datetime) -> tuple[Finding, ...]:
        """Look whether file, journal, tables and plans are well; nothing is written (R6, R40)."""
        from storage import doctor

        return doctor.examine(self._link, now)

    def back_up(self, now: datetime) -> Path:
        """Make a verified backup; returns its file.

        Raises:
            BookTrouble: disk full or failing, or the copy does not check out.
        """
        from storage import backup

        return backup.make(self._link, now)

    def absorb(self, entries: Sequence[Entry], writer: str) -> Change | None:
        """Take in another machine's entries: those that are new here, in any order (SYNC section 4)."""
        with tx(self._link) as db:
            return recording.absorb(db, entries, writer)

    def _write(self, wish: Wish) -> Change:
        """Write a wish; after a commit of unknown end the same wish gets the same entries."""
        again = self._unsure if self._unsure is not None and self._unsure[0] == wish else None
        stamped = None
        try:
            with tx(self._link) as db:
                stamped = again[1] if again else recording.stamp(db, self._pen, wish)
                if again and recording.stands(db, stamped):
                    change = recording.change_of(stamped, recording.accounts_of(stamped), wish.label)
                else:
                    change = recording.write(db, self._pen, wish, stamped)
        except Unsure:
            self._unsure = None if stamped is None else (wish, stamped)
            raise
        self._unsure = None
        return change
