"""A list lands: one action, one transaction, streamed, after a verified backup (DESIGN section 6).

Drafts come from the importer one by one and are never all held; the book is as it was until the last one is in. What of
them concerns nobody in the book is made ready before the lock (`storage.landing_ahead`) and brought over under it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from typing import Final, TypeVar

from playbook.bodies import AccountAdded, Body, ListLanded, ListSaid, PersonAdded
from playbook.decision import Draft
from playbook.entry import Entry
from playbook.errors import Refused
from playbook.words import ActionId, EntryId
from storage import actions, backup, journal, kept_states, landing_over, lens, resuming, tables, trouble
from storage.connection import Link
from storage.landing_ahead import CHUNK, Ahead
from storage.landing_aside import Aside
from storage.landing_over import Heading
from storage.projection import Projection
from storage.recording import Pen
from storage.transaction import tx
from storage.views import Change, SourceRef, Written

T = TypeVar("T")
STOPPED = ("The import was stopped.", "The planner is as it was before.")
NOTHING = "The list brings nothing new: the planner is as it was."
_TRIES: Final = 3
"""How often rows are made before the lock: whoever writes without a pause makes a list land as it did before."""


@dataclass(frozen=True, slots=True)
class Landing:
    """What an import hands over."""

    drafts: Iterable[Draft | Written]
    refs: Iterable[SourceRef]
    now: datetime
    label: str
    source: str
    report: str
    """What the import found, as JSON text; stands in the record."""
    cancelled: Callable[[], bool]
    told: Callable[[int, int], None]
    """Hears, once the book is locked, how many rows are written, of how many."""
    backed: backup.Told | None = None
    """Hears how far the backup before it is."""

    def check(self) -> None:
        """Stop where the rep said so.

        Raises:
            Refused: they did.
        """
        if self.cancelled():
            raise Refused(*STOPPED)


class _MovedError(Exception):
    """The book is another than the one for which rows were made: nothing was written."""


def land(link: Link, pen: Pen, landing: Landing) -> Change:
    """Write everything, or nothing; return the action, without whom it moved: of a long list that is everybody.

    Raises:
        Refused: it was cancelled, or there is nothing to write.
        BookTrouble: locked, full, failing, or the backup before it failed; nothing was written.
    """
    if journal.newest_id(link.db):
        backup.make(link, landing.now, landing.backed)
    with trouble.told(link.path), Aside(link) as aside:
        ahead = Ahead(link, pen, aside, landing.now, landing.check)
        ahead.stamp(landing.drafts)
        ahead.say(landing.refs)
        if not ahead.rows:
            raise Refused(NOTHING)
        for left in reversed(range(_TRIES)):
            aside.show()
            try:
                return _landed(link, pen, landing, ahead)
            except _MovedError:
                ahead.again(alone=not left)
        aside.show()
        return _landed(link, pen, landing, ahead)


def _landed(link: Link, pen: Pen, landing: Landing, ahead: Ahead) -> Change:
    landing.check()
    with landing_over.room(link), tx(link) as db:
        if not ahead.holds(db):
            raise _MovedError
        return _Lander(db, pen, landing, ahead).run()


class _Lander:
    """The state of one landing, inside its transaction."""

    def __init__(self, db: sqlite3.Connection, pen: Pen, landing: Landing, ahead: Ahead) -> None:
        newest = journal.newest_id(db)
        pen.ids.follow(newest)
        self._db = db
        self._pen = pen
        self._landing = landing
        self._ahead = ahead
        self._projection = Projection(db, lens.read(db))
        # What others wrote while rows were made is older than the list: `u` takes back the list first (R39).
        self._action = ActionId(ahead.first if newest < ahead.first else pen.ids.next())
        self._number = journal.next_number(db, pen.writer)
        self._edited: set[str] = set()
        """Accounts that may come back on profile by what the list says of them."""
        self._done, self._total = 0, ahead.rows

    def run(self) -> Change:
        landing = self._landing
        self._take([self._entry(EntryId(self._action), "", ListLanded(landing.source, landing.report))])
        self._bring()
        for chunk in self._ahead.stamped(self._db, waiting=True):
            self._take([self._stamp(entry.entity, entry.body) for _, entry in chunk])
        self._say()
        self._projection.finish()
        for _ in tables.cut_tiers(self._db, self._ahead.cuts):
            landing.check()
        self._go_on()
        return Change(self._action, (), (), landing.label)

    def _bring(self) -> None:
        """Bring over what was made before the lock."""
        ahead = self._ahead
        if not ahead.places:
            return
        for rows in landing_over.entries(self._db, self._heading()):
            self._heard(rows)
        self._number += ahead.places
        actions.note(self._db, [ahead.newest(self._db, self._action)], self._pen.writer, self._landing.label)
        for rows in landing_over.rows(self._db):
            self._heard(rows)
        kept_states.of(self._db).forget()

    def _say(self) -> None:
        """Write down what the list said of whom; these entries are newer than those of any list before."""
        for said in landing_over.said(self._db):
            entry = self._stamp("", ListSaid("", ()))  # its body stands ready beside the book
            rows = landing_over.say(self._db, self._heading(), entry.id, said)
            actions.note(self._db, [entry], self._pen.writer, self._landing.label)
            self._number += 1
            self._heard(rows)

    def _heading(self) -> Heading:
        landing, pen = self._landing, self._pen
        return Heading(self._action, landing.now.isoformat(), pen.actor, pen.writer, self._number)

    def _go_on(self) -> None:
        """Give those who came back on profile without a plan their next step (R6)."""
        drafts = resuming.drafts(self._db, self._landing.now, sorted(self._edited))
        while chunk := self._next(drafts):
            self._take([self._stamp(draft.entity, draft.body) for draft in chunk])

    def _next(self, items: Iterator[T]) -> list[T]:
        self._landing.check()
        return list(islice(items, CHUNK))

    def _heard(self, rows: int) -> None:
        """Tell how far it is, and stop where the rep said so."""
        self._landing.check()
        self._done += rows
        self._landing.told(min(self._done, self._total), self._total)

    def _stamp(self, entity: str, body: Body) -> Entry:
        return self._entry(EntryId(self._pen.ids.next()), entity, body)

    def _entry(self, number: EntryId, entity: str, body: Body) -> Entry:
        return Entry(number, self._action, self._landing.now, entity, body, self._pen.actor)

    def _take(self, entries: list[Entry]) -> None:
        self._append(entries)
        actions.note(self._db, [entries[0], entries[-1]], self._pen.writer, self._landing.label)
        self._edited |= {entry.entity for entry in entries if resuming.may_bring_back(entry.body)}
        added = {entry.entity for entry in entries if isinstance(entry.body, AccountAdded | PersonAdded)}
        self._projection.expect(added)
        tables.step(self._db, self._projection, entries)
        self._projection.settle()
        tables.keep_lists(self._db, entries)
        self._heard(len(entries))

    def _append(self, entries: list[Entry]) -> None:
        from sqlite_utils import Database

        rows = (
            journal.envelope(entry, self._pen.writer, number) for number, entry in enumerate(entries, self._number + 1)
        )
        # Inside our transaction its own commits are savepoints (STYLE section 7).
        Database(self._db, execute_plugins=False).table("entry").insert_all(chain((journal.ENVELOPE,), rows))
        self._number += len(entries)
