"""The book: everything that the screens and commands may do with the planner's file, one method a use case.

A book belongs to the thread that opened it (storage/desk.py). Time is always an argument. Every write is one
transaction; when a method returns, it is on the disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from playbook.decision import Draft
from playbook.settings import Settings
from playbook.words import AccountId, ActionId, EntryId
from storage import free_days, hearing, opening, recording, resuming, settings_rows, tables, undo
from storage.engine import Key
from storage.erase_book import Erasing
from storage.hearing import Hearer
from storage.ids import IdSource
from storage.keeping import Keeping, never, nobody
from storage.recording import Pen, Stamped, Wish
from storage.transaction import Unsure, glance, tx
from storage.views import Change, SourceRef, Written

if TYPE_CHECKING:
    from playbook.entry import Entry
    from storage.connection import Link
    from storage.doctor_words import Finding, Looking

_STEPS = 20_000
"""Steps of SQLite's machine between two looks at whether a read is still wanted: under a millisecond."""


class Book(Keeping, Erasing):
    """An open planner."""

    def __init__(self, link: Link, pen: Pen) -> None:
        """Take an open connection and what stamps entries; callers use `Book.open`."""
        super().__init__(link)
        self._pen = pen
        self._unsure: tuple[Wish, Stamped] | None = None

    @classmethod
    def open(  # noqa: PLR0913  (opening says all of this)
        cls,
        path: Path,
        *,
        now: datetime,
        ids: IdSource | None = None,
        create: bool = True,
        state: Path | None = None,
        key: Key | None = None,
        heard: Hearer = hearing.nobody,
    ) -> Book:
        """Open the planner at `path`, make it where there is none and `create` says so.

        `state` is the machine's own folder, the usual one where it is None; `key` opens an encrypted book; `heard`
        hears how far it is where an older version's tables are made anew.

        Raises:
            BookTrouble: missing, damaged, of another program, newer, locked; with what to do about it.
        """
        link, pen = opening.open_book(path, now=now, ids=ids, create=create, state=state, key=key, heard=heard)
        return cls(link, pen)

    def close(self) -> None:
        """Let go of the file."""
        self._link.db.close()

    def stop_when(self, told: Callable[[], bool] | None) -> None:
        """Stop what runs from now on as soon as `told` says so, with a `BookTrouble`; None: let it run."""
        self._unwanted = told
        self._link.db.set_progress_handler(told, _STEPS)

    @property
    def path(self) -> Path:
        """The planner's file."""
        return self._link.path

    @property
    def sealed(self) -> bool:
        """Whether the file is encrypted."""
        return self._link.key is not None

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

    def record_many(
        self,
        drafts: Sequence[Draft],
        *,
        now: datetime,
        label: str,
        told: Callable[[int, int], None] = nobody,
        cancelled: Callable[[], bool] = never,
    ) -> Change:
        """Write one action on many accounts, in one transaction; `told` hears how many were written (R39).

        Raises:
            Refused: `cancelled` said so, or there is nothing to write; the book is as it was.
            BookTrouble: locked, full, failing; nothing was written.
        """
        from storage import bulk

        self._before_first()
        return bulk.write(self._link, self._pen, Wish(recording.wanted(drafts), now, label), told, cancelled)

    def land(  # noqa: PLR0913  (an import says all of this)
        self,
        drafts: Iterable[Draft | Written],
        refs: Iterable[SourceRef],
        *,
        now: datetime,
        label: str,
        source: str,
        report: str,
        cancelled: Callable[[], bool],
        told: Callable[[int, int], None] = nobody,
        backed: Callable[[str, int, int], None] | None = None,
    ) -> Change:
        """Write an import as one action in one transaction, after a verified backup (DESIGN section 6).

        `told` hears, while other windows wait, how many of its rows are written, of how many; `backed` before that
        how far the backup is (`storage.backup.Told`).

        Raises:
            Refused: `cancelled` said so; the book is as it was.
            BookTrouble: locked, full, failing; nothing was written.
        """
        from storage import landing

        wish = landing.Landing(drafts, refs, now, label, source, report, cancelled, told, backed)
        return landing.land(self._link, self._pen, wish)

    def undo(self, now: datetime, action: ActionId | None = None, heard: Hearer = hearing.nobody) -> Change:
        """Take back this copy's newest action, or the one named (an older import); the change names it (R39).

        `heard` hears how far it is where it was about many; what it raises ends it, and the book is as it was.

        Raises:
            Refused: there is nothing to take back.
        """
        self._before_first()
        with tx(self._link) as db:
            return undo.undo(db, self._pen, now, action, heard)

    def redo(self, now: datetime, heard: Hearer = hearing.nobody) -> Change:
        """Bring back what was taken back last, unless something new was logged since (R39); `heard` as for `undo`.

        Raises:
            Refused: there is nothing to bring back.
        """
        self._before_first()
        with tx(self._link) as db:
            return undo.redo(db, self._pen, now, heard)

    def set_settings(self, settings: Settings, now: datetime) -> Change:
        """Write the settings that differ; a changed profile re-scores the whole book in the same action (R3).

        Who comes back on profile without a plan gets a next step in it too (R6).

        Raises:
            Refused: nothing differs.
        """
        held = self.settings()
        drafts = settings_rows.changes(held, settings)
        return self._write(Wish(recording.wanted(drafts), now, settings_rows.label(held, settings)))

    def refresh_day(self, now: datetime) -> tuple[AccountId, ...]:
        """Once a local day: cut the tiers and weigh old signals anew; return the accounts that moved."""
        if self.read_only:
            return ()
        with glance(self._link) as db:
            if tables.day_of(db) == now.date():
                return ()
        with tx(self._link) as db:
            return tuple(sorted(tables.new_day(db, now.date())))

    def keep_calendars(self) -> None:
        """Keep the holidays that were asked for since the last write: loading them is half of a start (R37)."""
        if free_days.lacks(self._link.db) and not self._link.read_only:
            with tx(self._link) as db:
                free_days.keep(db)

    def rebuild(self, now: datetime, heard: Hearer = hearing.nobody) -> None:
        """Drop every table and build it again from the journal (R40); `heard` as for `undo`."""
        with tx(self._link) as db:
            tables.rebuild(db, heard)
        self.refresh_day(now)

    def go_on(self, now: datetime) -> Change | None:
        """Give those that are worked and have no step their next one (R6): the record of two copies may leave such.

        One action; None where everybody has one.
        """
        with glance(self._link) as db:
            drafts = tuple(resuming.drafts(db, now, resuming.bare(db)))
        return self._write(Wish(drafts, now, "next steps")) if drafts else None

    def doctor(self, now: datetime, told: Callable[[Looking], None] | None = None) -> tuple[Finding, ...]:
        """Look whether file, journal, tables and plans are well; nothing is written (R6, R40).

        `told` hears how far it is, and what was found until then.
        """
        from storage import doctor

        return doctor.examine(self._link, now, told)

    def back_up(self, now: datetime, told: Callable[[str, int, int], None] | None = None) -> Path:
        """Make a verified backup; returns its file. `told` hears how far it is; what it raises ends it.

        Raises:
            BookTrouble: disk full or failing, or the copy does not check out.
        """
        from storage import backup

        return backup.make(self._link, now, told)

    def absorb(self, entries: Sequence[Entry], writer: str) -> Change | None:
        """Take in another machine's entries: those that are new here, in any order (SYNC section 4)."""
        with tx(self._link) as db:
            return recording.absorb(db, entries, writer)

    def _write(self, wish: Wish) -> Change:
        """Write a wish; after a commit of unknown end the same wish gets the same entries."""
        again = self._unsure if self._unsure is not None and self._unsure[0] == wish else None
        stamped = None
        self._before_first()
        try:
            with tx(self._link) as db:
                stamped = again[1] if again else recording.stamp(db, self._pen, wish)
                if again and recording.stands(db, stamped):
                    change = recording.change_of(stamped, recording.accounts_of(stamped), wish.label)
                else:
                    change = recording.write(db, self._pen, wish, stamped)
                    stamped, change = resuming.go_on(db, self._pen, wish, stamped, change)
        except Unsure:
            self._unsure = None if stamped is None else (wish, stamped)
            raise
        self._unsure = None
        return change
