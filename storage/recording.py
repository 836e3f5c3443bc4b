"""Writing what happened: drafts become entries, entries become rows, in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter

from playbook.decision import Draft
from playbook.entry import Entry
from playbook.errors import Refused, Stale
from playbook.values import dataclass
from playbook.words import AccountId, ActionId, EntryId
from storage import actions, free_days, hearing, journal, tables
from storage.hearing import Hearer
from storage.ids import IdSource
from storage.placeholders import Placeholders
from storage.views import Change


@dataclass(frozen=True, slots=True)
class Pen:
    """What stamps an entry: the clock of ids, this copy's name, the rep's name."""

    ids: IdSource
    writer: str
    actor: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a caller wants written: one action, or more of one that stands (R39)."""

    drafts: tuple[Draft, ...]
    now: datetime
    label: str
    basis: EntryId | None = None
    join: ActionId | None = None


@dataclass(frozen=True, slots=True)
class Stamped:
    """Drafts that have got their ids: writing them twice adds them once."""

    entries: tuple[Entry, ...]
    given: tuple[tuple[str, str], ...]


def stamp(db: sqlite3.Connection, pen: Pen, wish: Wish) -> Stamped:
    """Return the entries of a wish; their ids sort behind everything in the journal."""
    pen.ids.follow(journal.newest_id(db))
    holders = Placeholders(pen.ids.next)
    drafts = [(holders.real(draft.entity), holders.fill(draft.body)) for draft in wish.drafts]
    action = wish.join
    entries = []
    for entity, body in drafts:
        number = EntryId(pen.ids.next())
        action = action or ActionId(number)
        entries.append(Entry(number, action, wish.now, entity, body, pen.actor))
    return Stamped(tuple(entries), holders.given())


def write(db: sqlite3.Connection, pen: Pen, wish: Wish, stamped: Stamped, heard: Hearer = hearing.nobody) -> Change:
    """Write stamped entries and bring the tables up to them; inside a transaction. `heard` hears how far it is.

    Raises:
        Stale: the account has moved since `basis`, or the action to join was taken back; nothing is written.
    """
    entries = stamped.entries
    label = wish.label
    if wish.join is not None:
        label = _joined(db, wish.join)
    _check_basis(db, wish)
    before = journal.newest_id(db)
    journal.append(db, entries, pen.writer)
    moved = tables.keep_up(db, entries, before=before, writer=pen.writer, label=label, heard=heard)
    free_days.keep(db)
    return change_of(stamped, moved, label)


def change_of(stamped: Stamped, moved: set[AccountId], label: str) -> Change:
    """Return what these entries did."""
    entries = tuple(entry.id for entry in stamped.entries)
    return Change(stamped.entries[0].action, entries, tuple(sorted(moved)), label, stamped.given)


def absorb(db: sqlite3.Connection, entries: Sequence[Entry], author: str) -> Change | None:
    """Take in entries of another machine, those that are new here; inside a transaction. None for nothing new.

    The result is the same in whatever order and batches they come.
    """
    once = {entry.id: entry for entry in entries}
    fresh = [entry for entry in sorted(once.values(), key=attrgetter("id")) if not _known(db, entry)]
    if not fresh:
        return None
    before = journal.newest_id(db)
    journal.append(db, fresh, author)
    moved = tables.keep_up(db, fresh, before=before, writer=author, label="")
    return change_of(Stamped(tuple(fresh), ()), moved, "taken in")


def stands(db: sqlite3.Connection, stamped: Stamped) -> bool:
    """Return whether these entries are in the journal already: a commit that failed may have gone through."""
    return _known(db, stamped.entries[0])


def accounts_of(stamped: Stamped) -> set[AccountId]:
    """Return the accounts that these entries name."""
    return {AccountId(entry.entity) for entry in stamped.entries if entry.entity}


def _known(db: sqlite3.Connection, entry: Entry) -> bool:
    return db.execute("SELECT 1 FROM entry WHERE id = ?", (entry.id,)).fetchone() is not None


def _joined(db: sqlite3.Connection, action: ActionId) -> str:
    found = actions.find(db, action)
    if found is None or found[1]:
        raise Stale("That was taken back meanwhile: nothing to add to.", "Log it again, or press ctrl+r to redo.")
    return found[0]


def _check_basis(db: sqlite3.Connection, wish: Wish) -> None:
    if wish.basis is None:
        return
    number = next((draft.entity for draft in wish.drafts if draft.entity), "")
    row = db.execute("SELECT json_extract(facts, '$.basis'), name FROM account WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise Stale("That account is no longer in the planner: it was taken back meanwhile. Nothing was logged.")
    if row[0] != wish.basis:
        raise Stale(
            f"{row[1]} changed meanwhile, in another window or by an undo. Nothing was logged.",
            "Look again, then press the key.",
        )


def wanted(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the drafts of a wish.

    Raises:
        Refused: there are none.
    """
    if not drafts:
        raise Refused("There is nothing to write down.")
    return tuple(drafts)
