"""What of a list follows from its drafts and the settings alone is made before the book is locked (DESIGN section 7).

Accounts and people of whom the book knows nothing, almost all of a list, are stamped, folded and turned into rows
beside the book (`storage.landing_aside`). Whoever the book knows waits for the lock: under it `storage.landing` folds
them as a key does.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Final

from playbook import codec, tiers
from playbook.bodies import (
    AccountAdded,
    Barred,
    Body,
    Dumped,
    ListSaid,
    OpeningSeen,
    PersonAdded,
    PersonSet,
    RemarkMade,
    SignalSeen,
    StandingSet,
    StepSet,
    TouchLogged,
)
from playbook.decision import Draft
from playbook.entry import Entry
from playbook.fold_roots import named
from playbook.renewal import replace
from playbook.values import dataclass
from playbook.words import ActionId, EntryId
from storage import journal, lens, tables
from storage.connection import Link
from storage.landing_aside import NAME, Aside
from storage.lens import Lens
from storage.placeholders import Placeholders
from storage.projection import Projection
from storage.recording import Pen
from storage.stepping import Steps
from storage.transaction import glance
from storage.views import SourceRef, Written

CHUNK: Final = 500
"""Drafts between two looks at whether the import was cancelled."""
_ADDS: Final = (AccountAdded, PersonAdded)
_ALONE: Final = (
    *_ADDS, Barred, Dumped, OpeningSeen, PersonSet, RemarkMade, SignalSeen, StandingSet, StepSet, TouchLogged,
)  # fmt: skip
"""Bodies that say something of those alone whom they name: two companies made one, for instance, look further."""
_KNOWN: Final = """
SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM account WHERE id = value)
OR EXISTS (SELECT 1 FROM person WHERE id = value) OR EXISTS (SELECT 1 FROM touch WHERE account = value)
OR EXISTS (SELECT 1 FROM alias WHERE id = value)"""
"""As `Projection.expect` asks; and who was merged is somebody else now."""
_HERE: Final = """
SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM account WHERE id = value)
OR EXISTS (SELECT 1 FROM person WHERE id = value)"""
_MET: Final = f"""
WITH fresh AS (SELECT kind, entity, body FROM main.entry WHERE seq > ?),
moved AS (
  SELECT entity FROM fresh
  UNION SELECT entity FROM main.entry WHERE action IN (
    SELECT coalesce(json_extract(body, '$.undone'), json_extract(body, '$.redone')) FROM fresh
    WHERE kind IN ('action.undone', 'action.redone')))
SELECT EXISTS (SELECT 1 FROM moved WHERE EXISTS (SELECT 1 FROM {NAME}.account WHERE id = moved.entity)
OR EXISTS (SELECT 1 FROM {NAME}.person WHERE id = moved.entity))"""  # noqa: S608  (constants only)
"""Whether somebody who is new here was spoken of in the book since."""
_STAMPED: Final = "SELECT seq, id, kind, entity, body FROM stamped WHERE seq > ? ORDER BY seq LIMIT ?"
_WAITING: Final = _STAMPED.replace("ORDER", "AND place IS NULL ORDER")
_SIZES: Final = "SELECT size FROM account WHERE size IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Seen:
    """What of the book the rows made here depend on."""

    seq: int
    """Its newest entry, in the order of arrival."""
    lens: Lens
    """Its cuts of the tiers are those that the book will have with the list."""


class Ahead:
    """Makes the rows of one list's newcomers."""

    def __init__(self, link: Link, pen: Pen, aside: Aside, now: datetime, check: Callable[[], None]) -> None:
        """Look at the book behind `link`, write into `aside`; `check` raises where the list is no longer wanted."""
        self._link = link
        self._pen = pen
        self._aside = aside
        self._now = now
        self._check = check
        self._holders = Placeholders(pen.ids.next)
        self._seen = self._look()
        self.first = EntryId(pen.ids.next())
        """The id of the entry that heads the list: it sorts before all that are stamped here."""
        self._projection = Projection(aside.db, self._seen.lens)
        self._late: set[str] = set()
        """Newcomers of whom an entry waits for the lock: what else is said of them waits behind it."""
        self.places = 0
        """Entries that were folded here."""

    def stamp(self, drafts: Iterable[Draft | Written]) -> None:
        """Give every draft its id, and make the rows of those whom the book does not know."""
        left = iter(drafts)
        while chunk := self._next(left):
            stamped = [self._stamped(draft) for draft in chunk]
            rows = zip(self._fold([entry for entry, _ in stamped]), stamped, strict=True)
            self._aside.db.executemany(
                "INSERT INTO stamped (place, id, kind, entity, body) VALUES (?, ?, ?, ?, ?)",
                ((place, each.id, each.body.kind, each.entity, text) for place, (each, text) in rows),
            )
        self._finish()

    def say(self, refs: Iterable[SourceRef]) -> None:
        """Write down what the list said of whom, source by source, as it will stand."""
        last = 0
        for said in self._said(refs):
            self._check()
            rows = ((said.source, *row, int(tables.leans(row[-1]))) for row in said.rows)
            self._aside.db.executemany("INSERT INTO told VALUES (?, ?, ?, ?, ?, ?)", rows)
            self._aside.db.execute(
                "INSERT INTO said (first, last, body) VALUES (?, ?, ?)",
                (last + 1, last + len(said.rows), codec.encode_body(said)),
            )
            last += len(said.rows)

    def again(self, *, alone: bool) -> None:
        """Make the rows anew: the book moved meanwhile. `alone`: make none, so that everything waits for the lock."""
        self._seen = self._look()
        self._aside.empty()
        self._late.clear()
        self.places = 0
        self._projection = Projection(self._aside.db, self._seen.lens)
        self._aside.db.execute("UPDATE stamped SET place = NULL WHERE place IS NOT NULL")
        for chunk in () if alone else self.stamped(self._aside.db):
            self._check()
            rows = zip(self._fold([entry for _, entry in chunk]), (seq for seq, _ in chunk), strict=True)
            self._aside.db.executemany("UPDATE stamped SET place = ? WHERE seq = ?", rows)
        self._finish()

    def stamped(self, db: sqlite3.Connection, *, waiting: bool = False) -> Iterator[list[tuple[int, Entry]]]:
        """Yield the stamped entries with their numbers, or those alone that wait for the lock, chunk by chunk."""
        query, last = (_WAITING if waiting else _STAMPED), 0
        while rows := db.execute(query, (last, CHUNK)).fetchall():
            last = rows[-1][0]
            yield [(seq, self._entry(EntryId(number), entity, kind, body)) for seq, number, kind, entity, body in rows]

    def holds(self, db: sqlite3.Connection) -> bool:
        """Return whether what was made here is still what the book, now locked, would make of it."""
        if not self.places:
            return True
        now = lens.read(db)
        if (now.settings, now.day) != (self._seen.lens.settings, self._seen.lens.day):
            return False
        newest = _newest(db)
        return newest == self._seen.seq or not db.execute(_MET, (self._seen.seq,)).fetchone()[0]

    @property
    def cuts(self) -> tuple[float, float] | None:
        """The cuts of the tiers through which rows were made, None where none were."""
        return self._seen.lens.cuts if self.places else None

    @property
    def rows(self) -> int:
        """How many rows the list is at least, entries too; 0 where it says nothing."""
        most = {table: self._aside.last(table) for table in ("stamped", "account", "person", "finder", "told")}
        return most["stamped"] + 2 * most["account"] + most["person"] + 2 * most["finder"] + most["told"]

    def newest(self, db: sqlite3.Connection, action: ActionId) -> Entry:
        """Return the last of the entries that were folded here."""
        row = db.execute(
            f"SELECT id, kind, entity, body FROM {NAME}.stamped WHERE place = ? ORDER BY seq DESC LIMIT 1",  # noqa: S608
            (self.places,),
        ).fetchone()
        number, kind, entity, body = row
        return replace(self._entry(EntryId(number), entity, kind, body), action=action)

    def _look(self) -> Seen:
        with glance(self._link) as db:
            self._pen.ids.follow(journal.newest_id(db))
            return Seen(_newest(db), lens.read(db))

    def _next(self, left: Iterator[Draft | Written]) -> list[Draft | Written]:
        self._check()
        return list(islice(left, CHUNK))

    def _stamped(self, draft: Draft | Written) -> tuple[Entry, str]:
        """Return an entry and its text, which is made anew only where ids came into it."""
        said = draft.body if isinstance(draft, Draft) else codec.decode_body(draft.kind, draft.text)
        entity, body = self._holders.real(draft.entity), self._holders.fill(said)
        kept = draft.text if isinstance(draft, Written) and body is said else codec.encode_body(body)
        number = EntryId(self._pen.ids.next())
        return Entry(number, ActionId(self.first), self._now, entity, body, self._pen.actor), kept

    def _entry(self, number: EntryId, entity: str, kind: str, body: str) -> Entry:
        said = codec.decode_body(kind, body)
        return Entry(number, ActionId(self.first), self._now, entity, said, self._pen.actor)

    def _fold(self, entries: Sequence[Entry]) -> list[int | None]:
        """Make the rows of these entries; return the place of each among all that were folded, None where it waits."""
        ahead = self._parted(entries)
        steps = Steps(self._aside.db, self._projection)
        self._projection.expect({entry.entity for entry in ahead if isinstance(entry.body, _ADDS)})
        steps.take(ahead)
        steps.write()
        self._projection.settle()
        self._projection.unsettled.clear()  # a firm here stands by its own entry, whoever comes or goes
        taken = {entry.id: place for place, entry in enumerate(ahead, self.places + 1)}
        self.places += len(ahead)
        return [taken.get(entry.id) for entry in entries]

    def _parted(self, entries: Sequence[Entry]) -> list[Entry]:
        """Return those of these entries that speak of newcomers alone."""
        added = {entry.entity for entry in entries if isinstance(entry.body, _ADDS)}
        with glance(self._link) as db:
            strange = added - _of(db, _KNOWN, added)
        whom = [named(entry.body) for entry in entries]
        told = {entry.entity for entry in entries}.union(*whom)
        here = _of(self._aside.db, _HERE, told) - self._late
        found = []
        for entry, others in zip(entries, whom, strict=True):
            new = isinstance(entry.body, _ADDS) and entry.entity in strange and entry.entity not in self._late
            if (new or entry.entity in here) and _is_alone(entry.body) and others <= here:
                here.add(entry.entity)
                found.append(entry)
            elif entry.entity in here or new:
                here.discard(entry.entity)
                self._late.add(entry.entity)
        return found

    def _finish(self) -> None:
        """Look again where people came after what was seen with them; put everybody into the tier they will have."""
        self._projection.finish()
        with glance(self._link) as db:
            sizes = [size for (size,) in db.execute(_SIZES)]
        sizes += [size for (size,) in self._aside.db.execute(_SIZES)]
        held = self._seen.lens
        cuts = tiers.cuts(sizes)
        for _ in tables.cut(self._aside.db, cuts, held.settings.fit):
            self._check()
        self._seen = Seen(self._seen.seq, Lens(held.settings, cuts, held.day))

    def _said(self, refs: Iterable[SourceRef]) -> Iterator[ListSaid]:
        """Yield what the list said of whom, source by source."""
        held: dict[str, list[tuple[str, str, str, str]]] = {}
        for ref in refs:
            rows = held.setdefault(ref.source, [])
            rows.append((ref.kind, ref.key, self._holders.real(ref.entity), ref.said))
            if len(rows) == CHUNK:
                yield ListSaid(ref.source, tuple(held.pop(ref.source)))
        for source, rows in held.items():
            yield ListSaid(source, tuple(rows))


def _is_alone(body: Body) -> bool:
    """Return whether a body says something of those alone whom it names; who moves goes by who was merged."""
    return isinstance(body, _ALONE) and not (isinstance(body, PersonSet) and body.account is not None)


def _newest(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT max(seq) FROM entry").fetchone()[0] or 0)


def _of(db: sqlite3.Connection, query: str, numbers: Iterable[str]) -> set[str]:
    return {number for (number,) in db.execute(query, (json.dumps(sorted(numbers)),))}
