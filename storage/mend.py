"""Merges as they stand in the record, the two sides of one, and people by their names (R39)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final

from playbook import codec, fold
from playbook.bodies import AccountAdded, AccountMerged, PersonAdded, PersonMerged
from playbook.cleaning import clean_line
from playbook.entry import Entry
from playbook.errors import Ambiguous, NotFound
from playbook.facts import AccountFacts, PersonFacts
from playbook.folding import fold as folded
from playbook.words import AccountId, PersonId, Standing
from storage import actions, aliases, journal
from storage.views_mend import Merged, PersonFound, Side

_SIDE: Final = (
    "SELECT facts, standing, (SELECT count(*) FROM touch WHERE account = account.id) FROM account WHERE id = ?"
)
_PEOPLE: Final = "SELECT facts FROM person WHERE account = ? ORDER BY gone, name, id"
_PERSON: Final = """
SELECT person.facts, account.id, account.name FROM person JOIN account ON account.id = person.account WHERE """
_BY_ID: Final = _PERSON + "person.id = :text LIMIT :most"
_HERE: Final = _PERSON + "person.account = :account AND person.fold = :fold ORDER BY person.id LIMIT :most"
_BEGINS: Final = (
    _PERSON
    + "person.account = :account AND substr(person.fold, 1, length(:fold)) = :fold ORDER BY person.id LIMIT :most"
)
_ANYWHERE: Final = _PERSON + "person.fold = :fold ORDER BY person.id LIMIT :most"
_SHOWN: Final = 10


def merges(db: sqlite3.Connection) -> tuple[Merged, ...]:
    """Return every merge, newest first, those taken back too."""
    dead = journal.dead_actions(db)
    entries = journal.of_kind(db, AccountMerged.kind, PersonMerged.kind)
    found = [_merged(db, number, entry, undone=entry.action in dead) for number, entry in enumerate(entries, 1)]
    return tuple(each for each in reversed(found) if each is not None)


def side(db: sqlite3.Connection, account: AccountId) -> Side:
    """Return a company as one side of a merge.

    Raises:
        NotFound: no such account.
    """
    row = db.execute(_SIDE, (aliases.root(db, account),)).fetchone()
    if row is None:
        raise NotFound("That account is no longer in the book. Nothing was changed.")
    facts = codec.decode(AccountFacts, row[0])
    people = tuple(codec.decode(PersonFacts, held) for (held,) in db.execute(_PEOPLE, (facts.id,)))
    return Side(facts, people, Standing(row[1]), int(row[2]))


def person(db: sqlite3.Connection, text: str, account: AccountId | None = None) -> PersonFound:
    """Return the person of that id or name; at one account, or the only one of that name in the book.

    Raises:
        NotFound: nobody is called that.
        Ambiguous: several are; their ids are in the message.
    """
    said = clean_line(text)
    wanted = {"text": aliases.root(db, said), "fold": folded(said), "account": account, "most": _SHOWN + 1}
    queries = (_BY_ID, _ANYWHERE) if account is None else (_BY_ID, _HERE, _BEGINS)
    for query in queries if wanted["fold"] else ():
        rows = db.execute(query, wanted).fetchall()
        if len(rows) > 1:
            raise _several(said, [_found(row) for row in rows])
        if rows:
            return _found(rows[0])
    where = "" if account is None else " there"
    raise NotFound(
        f"Nobody is called “{said}”{where}. Nothing was changed.", "notyet search finds people by their names."
    )


def _found(row: tuple[str, str, str]) -> PersonFound:
    return PersonFound(codec.decode(PersonFacts, row[0]), AccountId(row[1]), row[2])


def _several(text: str, found: list[PersonFound]) -> Ambiguous:
    shown = "\n".join(f"  {each.person.id}  {each.person.name}, {each.account_name}" for each in found[:_SHOWN])
    more = "\n  and more" if len(found) > _SHOWN else ""
    return Ambiguous(f"Several people are called “{text}”:\n{shown}{more}", "Say which one by their id.")


def _merged(db: sqlite3.Connection, number: int, entry: Entry, *, undone: bool) -> Merged | None:
    body = entry.body
    told = actions.find(db, entry.action)
    if not isinstance(body, AccountMerged | PersonMerged) or told is None:
        return None
    person = isinstance(body, PersonMerged)
    number_of = PersonId if person else AccountId
    return Merged(
        number, entry.action, entry.at, number_of(entry.entity), _own_name(db, entry.entity), body.into,
        _own_name(db, body.into), person, undone,
    )  # fmt: skip


def _own_name(db: sqlite3.Connection, number: str) -> str:
    """Return the name by which somebody goes by their own entries, whoever they were merged into."""
    dead = journal.dead_actions(db)
    entries = fold.settle(list(_told(db, number)))
    living = [
        entry for entry in entries if entry.action not in dead or isinstance(entry.body, AccountAdded | PersonAdded)
    ]
    facts = fold.fold_account(living) or fold.fold_person(living)
    return "somebody erased" if facts is None else facts.name


def _told(db: sqlite3.Connection, number: str) -> Iterator[Entry]:
    return journal.of_entities(db, [number])
