"""A list lands: one action, one transaction, streamed, after a verified backup (DESIGN section 6).

Drafts come from the importer one by one and are never all held; the book is as it was until the last one is in.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from typing import TypeVar

from playbook.bodies import AccountAdded, Body, ListLanded, ListSaid, PersonAdded
from playbook.decision import Draft
from playbook.entry import Entry
from playbook.errors import Refused
from playbook.words import AccountId, ActionId, EntryId
from storage import actions, backup, journal, lens, resuming, tables
from storage.connection import Link
from storage.placeholders import Placeholders
from storage.projection import Projection
from storage.recording import Pen
from storage.transaction import tx
from storage.views import Change, SourceRef

T = TypeVar("T")
CHUNK = 500
"""Drafts between two looks at whether the import was cancelled."""
STOPPED = ("The import was stopped.", "The planner is as it was before.")
NOTHING = "The list brings nothing new: the planner is as it was."


@dataclass(frozen=True, slots=True)
class Landing:
    """What an import hands over."""

    drafts: Iterable[Draft]
    refs: Iterable[SourceRef]
    now: datetime
    label: str
    source: str
    report: str
    """What the import found, as JSON text; stands in the record."""
    cancelled: Callable[[], bool]


def land(link: Link, pen: Pen, landing: Landing) -> Change:
    """Write everything, or nothing; return the action, without whom it moved: of a long list that is everybody.

    Raises:
        Refused: it was cancelled, or there is nothing to write.
        BookTrouble: locked, full, failing, or the backup before it failed; nothing was written.
    """
    if journal.newest_id(link.db):
        backup.make(link, landing.now)
    with tx(link) as db:
        return _Lander(db, pen, landing).run()


class _Lander:
    """The state of one landing, inside its transaction."""

    def __init__(self, db: sqlite3.Connection, pen: Pen, landing: Landing) -> None:
        pen.ids.follow(journal.newest_id(db))
        self._db = db
        self._pen = pen
        self._landing = landing
        self._holders = Placeholders(pen.ids.next)
        self._projection = Projection(db, lens.read(db))
        self._action = ActionId("")
        self._number = journal.next_number(db, pen.writer)
        self._first = self._number
        self._edited: set[str] = set()
        """Accounts that may come back on profile by what the list says of them."""

    def run(self) -> Change:
        landing = self._landing
        first = Draft(AccountId(""), ListLanded(landing.source, landing.report))
        drafts = chain((first,), landing.drafts)
        while chunk := self._next(drafts):
            self._take([self._stamp(draft.entity, draft.body) for draft in chunk])
        for said in self._said():
            self._check()
            self._take([self._stamp("", said)])
        if self._number == self._first + 1:
            raise Refused(NOTHING)
        self._projection.finish()
        for _ in tables.cut_tiers(self._db):
            self._check()
        self._go_on()
        return Change(self._action, (), (), landing.label)

    def _go_on(self) -> None:
        """Give those who came back on profile without a plan their next step (R6)."""
        drafts = resuming.drafts(self._db, self._landing.now, sorted(self._edited))
        while chunk := self._next(drafts):
            self._take([self._stamp(draft.entity, draft.body) for draft in chunk])

    def _next(self, items: Iterator[T]) -> list[T]:
        self._check()
        return list(islice(items, CHUNK))

    def _check(self) -> None:
        if self._landing.cancelled():
            raise Refused(*STOPPED)

    def _stamp(self, entity: str, body: Body) -> Entry:
        number = EntryId(self._pen.ids.next())
        self._action = self._action or ActionId(number)
        real = self._holders.real(entity)
        return Entry(number, self._action, self._landing.now, real, self._holders.fill(body), self._pen.actor)

    def _take(self, entries: list[Entry]) -> None:
        self._append(entries)
        actions.note(self._db, [entries[0], entries[-1]], self._pen.writer, self._landing.label)
        self._edited |= {entry.entity for entry in entries if resuming.may_bring_back(entry.body)}
        added = {entry.entity for entry in entries if isinstance(entry.body, AccountAdded | PersonAdded)}
        self._projection.expect(added)
        tables.step(self._db, self._projection, entries)
        self._projection.settle()
        tables.keep_lists(self._db, entries)

    def _append(self, entries: list[Entry]) -> None:
        from sqlite_utils import Database

        rows = (
            journal.envelope(entry, self._pen.writer, number) for number, entry in enumerate(entries, self._number + 1)
        )
        # Inside our transaction its own commits are savepoints (STYLE section 7).
        Database(self._db, execute_plugins=False).table("entry").insert_all(chain((journal.ENVELOPE,), rows))
        self._number += len(entries)

    def _said(self) -> Iterator[ListSaid]:
        """Yield what the list said of whom, source by source."""
        held: dict[str, list[tuple[str, str, str, str]]] = {}
        for ref in self._landing.refs:
            rows = held.setdefault(ref.source, [])
            rows.append((ref.kind, ref.key, self._holders.real(ref.entity), ref.said))
            if len(rows) == CHUNK:
                yield ListSaid(ref.source, tuple(held.pop(ref.source)))
        for source, rows in held.items():
            yield ListSaid(source, tuple(rows))
