"""Actions: one key press or one import each, dead or alive by the newest entry that says so (R39)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from playbook.bodies import ActionRedone, ActionUndone, ListLanded, TouchLogged
from playbook.entry import Entry
from playbook.words import ActionId
from storage import journal, writer
from storage.views import Landed

_NO_DEEDS = frozenset(journal.NO_DEEDS)


def note(db: sqlite3.Connection, entries: Sequence[Entry], author: str, label: str) -> None:
    """Keep the actions up with new entries of one author; `label` names those that are new here."""
    own = int(author == writer.current(db))
    for entry in entries:
        if entry.body.kind in _NO_DEEDS:
            continue
        db.execute(
            "INSERT INTO action (id, label, own, dead, decided, newest) VALUES (?, ?, ?, 0, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET newest = max(newest, excluded.newest), own = max(own, excluded.own)",
            (entry.action, label or words(entry), own, entry.action, entry.id),
        )
    named = {entry.body.undone for entry in entries if isinstance(entry.body, ActionUndone)}
    named |= {entry.body.redone for entry in entries if isinstance(entry.body, ActionRedone)}
    # An undo may arrive before what it takes back, so a new action is looked up as well, where undos exist at all.
    older = {entry.action for entry in entries if entry.body.kind not in _NO_DEEDS and not own}
    judge(db, named | older)


def judge(db: sqlite3.Connection, named: set[ActionId] | None = None) -> None:
    """Write for these actions, or for all, whether they are dead."""
    if named is not None and not named:
        return
    for action, (dead, decided) in journal.verdicts(db).items():
        if named is None or action in named:
            db.execute("UPDATE action SET dead = ?, decided = ? WHERE id = ?", (int(dead), decided, action))


def newest_living(db: sqlite3.Connection) -> tuple[ActionId, str] | None:
    """Return this writer's newest living action and its label: what `u` takes back."""
    row = db.execute("SELECT id, label FROM action WHERE own = 1 AND dead = 0 ORDER BY id DESC LIMIT 1").fetchone()
    return None if row is None else (ActionId(row[0]), row[1])


def newest_dead(db: sqlite3.Connection) -> tuple[ActionId, str] | None:
    """Return the action that a redo brings back: the last one taken back, unless something new was done since."""
    row = db.execute(
        "SELECT id, label FROM action WHERE own = 1 AND dead = 1"
        " AND decided > (SELECT max(newest) FROM action WHERE own = 1) ORDER BY decided DESC LIMIT 1"
    ).fetchone()
    return None if row is None else (ActionId(row[0]), row[1])


def find(db: sqlite3.Connection, action: str) -> tuple[str, bool, bool] | None:
    """Return label, whether it is dead, and whether it is our own; None where there is no such action."""
    row = db.execute("SELECT label, dead, own FROM action WHERE id = ?", (action,)).fetchone()
    return None if row is None else (row[0], bool(row[1]), bool(row[2]))


def landed(db: sqlite3.Connection) -> tuple[Landed, ...]:
    """Return the imports, newest first."""
    found = []
    for entry in journal.of_kind(db, ListLanded.kind):
        told = find(db, entry.action)
        if isinstance(entry.body, ListLanded) and told is not None:
            label, dead, _ = told
            found.append(Landed(entry.action, label, entry.at, entry.body.source, entry.body.report, dead))
    return tuple(reversed(found))


def rebuild(db: sqlite3.Connection) -> None:
    """Lay all actions from the journal; labels come from the temporary table `kept_label`, they stand nowhere else."""
    db.execute(
        "INSERT INTO action (id, label, own, dead, decided, newest)"
        " SELECT action, coalesce((SELECT label FROM kept_label WHERE kept_label.id = entry.action), ''),"
        " max(writer = ?), 0, action, max(id) FROM entry"
        " WHERE kind NOT IN ('action.undone', 'action.redone', 'block.started', 'block.ended', 'entity.erased')"
        " GROUP BY action",
        (writer.current(db),),
    )
    judge(db)
    for (action,) in db.execute("SELECT id FROM action WHERE label = ''").fetchall():
        first = next(journal.of_action(db, action))
        db.execute("UPDATE action SET label = ? WHERE id = ?", (words(first), action))


def words(entry: Entry) -> str:
    """Return a plain label for an action that nobody named: it came from another machine."""
    if isinstance(entry.body, TouchLogged):
        return f"{entry.body.outcome.replace('-', ' ')} {entry.body.on.isoformat()}"
    return entry.body.kind.replace(".", " ")
