"""The tables as a whole: laid, kept up with the journal, dropped and built again (R40).

What folds again or looks at everybody again is loaded by the undo, the merge or the new profile that needs it.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from playbook import codec, tiers
from playbook.bodies import AssetAdded, AssetSet, ListSaid, PlaybookSet, TouchAmended
from playbook.entry import Entry
from playbook.facts import AccountFacts
from playbook.fit import Fit
from playbook.settings import FitRules
from playbook.words import AccountId, Verdict
from storage import actions, aliases, free_days, hearing, journal, lens, overturned, settings_rows, value_library
from storage.connection import statements
from storage.files import text
from storage.finder import Finder
from storage.hearing import ACCOUNTS, SEARCH, Hearer
from storage.projection import Projection
from storage.stepping import Steps
from storage.table_rows import EmptyTables

FOLD = 7
"""Raised when the same journal gives other rows: every book is then rebuilt at its next start."""
MARK = "tables"
CHUNK = 1_000
"""Accounts that are held at once while the tiers are cut."""
_TIERED = "SELECT id, size, tier, verdict, fit FROM account WHERE tier_said = '' AND id > ? ORDER BY id LIMIT ?"
_AGEING = """
SELECT id, facts FROM account WHERE drain <> 0
UNION ALL
SELECT id, facts FROM account
WHERE opens <> '' AND opening <> (opens >= :day AND opens <= :last) AND drain = 0"""
"""Accounts that a new day may show in another light: signals weigh less (R24), a contract ends soon (R22)."""
_OWN = """
SELECT entity, max(kind GLOB 'person.*') FROM entry WHERE entity <> '' AND kind NOT IN (?, ?, ?) GROUP BY entity"""
"""Whom the journal speaks of, and whether they are people."""


def mark() -> str:
    """Return what `meta` holds while the tables are those of this version."""
    return mark_of(FOLD, text("storage", "tables.sql"))


def mark_of(fold: int, script: str) -> str:
    """Return what `meta` holds while the tables are those of that fold and text."""
    return f"{fold}.{zlib.crc32(script.encode())}"


def are_current(db: sqlite3.Connection) -> bool:
    """Return whether the tables were built by this version."""
    row = db.execute("SELECT value FROM meta WHERE key = ?", (MARK,)).fetchone()
    return row is not None and row[0] == mark()


def lay(db: sqlite3.Connection) -> None:
    """Make the tables, empty."""
    for statement in statements(text("storage", "tables.sql")):
        db.execute(statement)
    db.execute(
        "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", (MARK, mark())
    )


def keep_up(
    db: sqlite3.Connection,
    entries: Sequence[Entry],
    *,
    before: str,
    writer: str,
    label: str,
    heard: Hearer = hearing.nobody,
) -> set[AccountId]:
    """Bring every table up to entries that were just appended; return the accounts of which something changed.

    `before` is the newest id that the journal held without them; `heard` hears how far it is where much of the journal
    is read again.
    """
    was = lens.read(db)
    actions.note(db, entries, writer, label)
    turned = overturned.read(db, entries)
    moved = [*entries, *turned.entries]
    now = lens.read(db) if _keep_settings(db, moved) else was
    projection = Projection(db, now)
    merged, told = aliases.keep(db, moved), partial(heard, ACCOUNTS)
    old = min(entry.id for entry in entries) <= before
    if old or merged or not _goes_on(db, projection, entries, told, turned=turned.anything):
        from storage import kept_states
        from storage.refold import Refold

        kept_states.of(db).forget()
        entities = {entry.entity for entry in entries if entry.entity and not _is_listed(entry)} | turned.entities
        Refold(db, projection).run(sorted(entities), merged, told, dying=turned.dying)
    keep_lists(db, moved, again=old or turned.anything)
    projection.finish(partial(heard, SEARCH))
    if not now.sees_as(was):
        from storage.review import review

        review(db, projection)
    return projection.changed


def retier(db: sqlite3.Connection) -> set[AccountId]:
    """Cut the tiers anew over the sizes of the whole book; return the accounts that moved."""
    return {number for chunk in cut_tiers(db) for number in chunk}


def cut_tiers(db: sqlite3.Connection, laid: tuple[float, float] | None = None) -> Iterator[list[AccountId]]:
    """Cut the tiers as `retier` does, chunk by chunk: after a long list most of the book moves.

    `laid`: the cuts through which rows came that were not made here.
    """
    held = lens.read(db)
    cuts = lens.cuts_now(db)
    if cuts == held.cuts and laid in {None, cuts}:
        return
    lens.keep(db, replace(held, cuts=cuts))
    yield from cut(db, cuts, held.settings.fit)


def cut(db: sqlite3.Connection, cuts: tuple[float, float], rules: FitRules) -> Iterator[list[AccountId]]:
    """Put every account into its tier by these cuts; yield those that moved, chunk by chunk."""
    last = ""
    while rows := db.execute(_TIERED, (last, CHUNK)).fetchall():
        last = rows[-1][0]
        turned = [(wanted, *row) for row in rows if (wanted := tiers.tier(row[1], cuts)) != row[2]]
        ranked = [
            (wanted, tiers.rank(Fit(Verdict(verdict), score), wanted, rules), number)
            for wanted, number, _, _, verdict, score in turned
        ]
        db.executemany("UPDATE account SET tier = ?, rank = ? WHERE id = ?", ranked)
        db.executemany("UPDATE step SET rank = ? WHERE account = ?", [row[1:] for row in ranked])
        yield [AccountId(number) for _, _, number in ranked]


def day_of(db: sqlite3.Connection) -> date:
    """Return the day on which the views stand."""
    return lens.read(db).day


def new_day(db: sqlite3.Connection, day: date) -> set[AccountId]:
    """Cut the tiers and look at the signals with the eyes of a new day; return the accounts that moved."""
    now = replace(lens.read(db), day=day)
    lens.keep(db, now)
    free_days.rep_days_off(db, now.settings, day)
    free_days.keep(db)
    projection = Projection(db, now)
    last = day + timedelta(days=max(now.settings.spacing.opening_lead, default=0))
    rows = db.execute(_AGEING, {"day": day.isoformat(), "last": last.isoformat()}).fetchall()
    for number, facts in rows:
        projection.account(AccountId(number), codec.decode(AccountFacts, facts))
    return projection.changed | retier(db)


def rebuild(db: sqlite3.Connection, heard: Hearer = hearing.nobody) -> None:
    """Drop every table and build it again from the journal; `heard` hears how far it is."""
    from storage import finder_laying
    from storage.refold import Refold

    db.execute("CREATE TEMP TABLE kept_label (id TEXT PRIMARY KEY, label TEXT)")
    names = _names(db)
    if "action" in names:
        db.execute("INSERT INTO kept_label SELECT id, label FROM action")
    if "finder" in names:
        db.execute("DROP TABLE finder")  # takes its shadow tables along
    for name in _names(db) - {"entry", "meta"}:
        db.execute(f'DROP TABLE "{name}"')
    lay(db)
    actions.rebuild(db)
    db.execute("DROP TABLE kept_label")
    dead = journal.dead_actions(db)
    _write_settings(db, dead)
    aliases.lay(db)
    for entry in journal.of_kind(db, *overturned.LISTED):
        if entry.action not in dead:
            _add_to_list(db, entry)
    projection = Projection(db, lens.read(db), Finder(db, quiet=True), EmptyTables(db))
    told_of = db.execute(_OWN, overturned.LISTED).fetchall()
    people = frozenset(entity for entity, person in told_of if person)
    Refold(db, projection, people).run([entity for entity, _ in told_of], told=partial(heard, ACCOUNTS))
    projection.finish()
    finder_laying.lay(db, partial(heard, SEARCH))


def _goes_on(
    db: sqlite3.Connection, projection: Projection, entries: Sequence[Entry], told: Callable[[int, int], None], *,
    turned: bool,
) -> bool:  # fmt: skip
    """Go on from the facts in the rows, or from those that a remembered key found; return whether that was enough."""
    if turned or any(_needs_history(db, entry) for entry in entries):
        from storage import kept_states, kept_turning

        return kept_turning.turn(db, kept_states.of(db), projection, entries, told)
    step(db, projection, entries)
    return True


def step(db: sqlite3.Connection, projection: Projection, entries: Sequence[Entry]) -> None:
    """Lay entries that are newer than everything on the facts in the rows."""
    from storage import kept_states

    steps, kept = Steps(db, projection), kept_states.of(db)
    laid = aliases.rooted(db, [entry for entry in entries if not _is_listed(entry)])
    steps.take(laid)
    steps.write()
    kept.note(entries, laid, steps)
    if steps.unknown or projection.unsettled:
        from storage.refold import Refold

        if steps.unknown:
            kept.forget()
        Refold(db, projection).run(sorted(steps.unknown))


def _needs_history(db: sqlite3.Connection, entry: Entry) -> bool:
    if isinstance(entry.body, TouchAmended):
        return True
    found = actions.find(db, entry.action)
    return found is not None and found[1]


def _keep_settings(db: sqlite3.Connection, entries: Iterable[Entry]) -> bool:
    """Keep the settings; return whether they may have moved."""
    told = any(isinstance(entry.body, PlaybookSet) for entry in entries)
    if told:
        db.execute("DELETE FROM setting")
        _write_settings(db, journal.dead_actions(db))
    return told


def _write_settings(db: sqlite3.Connection, dead: frozenset[str]) -> None:
    living = (entry for entry in journal.of_kind(db, PlaybookSet.kind) if entry.action not in dead)
    db.executemany("INSERT INTO setting (key, value) VALUES (?, ?)", settings_rows.fold(living).items())


def keep_lists(db: sqlite3.Connection, entries: Sequence[Entry], *, again: bool = False) -> None:
    """Keep assets and what lists said; from the start where entries died, came back or came late."""
    told = [entry for entry in entries if _is_listed(entry)]
    if told and again:
        dead = journal.dead_actions(db)
        db.execute("DELETE FROM asset")
        db.execute("DELETE FROM source_ref")
        told = [entry for entry in journal.of_kind(db, *overturned.LISTED) if entry.action not in dead]
    for entry in told:
        _add_to_list(db, entry)


def _add_to_list(db: sqlite3.Connection, entry: Entry) -> None:
    if isinstance(entry.body, ListSaid):
        db.executemany(
            "INSERT INTO source_ref (source, kind, key, entity, said_of, said, entry) VALUES"
            " (?1, ?2, ?3, coalesce((SELECT root FROM alias WHERE alias.id = ?4), ?4),"
            " (SELECT ?4 FROM alias WHERE alias.id = ?4), ?5, ?6)"
            " ON CONFLICT DO UPDATE SET entity = excluded.entity, said_of = excluded.said_of, said = excluded.said,"
            " entry = excluded.entry",
            ((entry.body.source, *said, entry.id if leans(said[-1]) else "") for said in entry.body.rows),
        )
    elif isinstance(entry.body, AssetAdded | AssetSet):
        value_library.take(db, entry, entry.body)


def leans(said: str) -> bool:
    """Return whether what a list said is read beside the entry by which its import added somebody (see refs.py)."""
    return said.startswith('["="')


def _is_listed(entry: Entry) -> bool:
    return isinstance(entry.body, AssetAdded | AssetSet | ListSaid)


def _names(db: sqlite3.Connection) -> set[str]:
    rows = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return {name for (name,) in rows}
