"""Those of whom nothing living tells any more go many at a time: almost everybody whom an undone import brought (R39).

A fold of their entries would find nobody there. Who goes is asked of the journal in pieces, and their rows go in
pieces, a statement a table. Whoever needs a look stays for the refold: a firm where somebody still works, a person whom
a touch names elsewhere, and everybody who was merged.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from playbook import codec
from playbook.facts import AccountFacts
from playbook.values import dataclass
from playbook.words import AccountId, PersonId
from storage.finder import REMARKS
from storage.projection import Projection

FEW = 100
"""So many are folded one by one: a key is about a few."""
PIECE: Final = 250
"""Companies or people between two words: about as long as a piece of a refold takes."""
_AMONG: Final = "IN (SELECT value FROM json_each(?))"
_SILENT: Final = f"""
SELECT entity, max(kind GLOB 'person.*') FROM entry WHERE entity {_AMONG} GROUP BY entity
HAVING min(action IN (SELECT id FROM action WHERE dead = 1))"""  # noqa: S608  (constants only)
_NAMED: Final = f"SELECT DISTINCT person, account FROM touch WHERE person {_AMONG}"  # noqa: S608
_SEATED: Final = f"SELECT id, account FROM person WHERE account {_AMONG}"  # noqa: S608
_SEATS: Final = f"SELECT id, account FROM person WHERE id {_AMONG}"  # noqa: S608
_TOUCHES: Final = f"SELECT entry, account, person FROM touch WHERE account {_AMONG}"  # noqa: S608
_REMARKED: Final = f"SELECT facts FROM account WHERE id {_AMONG} AND instr(facts, '{REMARKS}')"  # noqa: S608
_HERE: Final = f"SELECT id FROM account WHERE id {_AMONG}"  # noqa: S608
_GO: Final = tuple(
    f"DELETE FROM {table} WHERE {key} {_AMONG}"  # noqa: S608  (names of ours)
    for table, key in (("touch", "account"), ("step", "account"), ("trait", "account"), ("account", "id"))
)
_PEOPLE_GO: Final = f"DELETE FROM person WHERE id {_AMONG}"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Silent:
    """Companies and people of whom only dead entries tell."""

    firms: frozenset[str]
    people: frozenset[str]


def silent(db: sqlite3.Connection, numbers: Sequence[str], told: Callable[[], None]) -> Silent:
    """Return those of these who go without another look; `told` is called between two pieces of the question."""
    firms: set[str] = set()
    people: set[str] = set()
    for wanted in _pieces(numbers, told):
        for number, person in db.execute(_SILENT, (wanted,)):
            (people if person else firms).add(number)
    for wanted in _pieces(sorted(people), told):
        people -= {person for person, account in db.execute(_NAMED, (wanted,)) if account not in firms}
    for wanted in _pieces(sorted(firms), told):
        firms -= {account for person, account in db.execute(_SEATED, (wanted,)) if person not in people}
    return Silent(frozenset(firms), frozenset(people))


class Departing:
    """Takes their rows away."""

    def __init__(self, db: sqlite3.Connection, projection: Projection, silent: Silent) -> None:
        """Delete in `db`; `projection` learns whom that concerns."""
        self._db = db
        self._projection = projection
        self._silent = silent
        self.touched: set[str] = set()
        """People whom the touches of these companies named and who stay: their facts are counted anew."""

    def go(self) -> Iterator[int]:
        """Take away piece after piece; yield how many went with it."""
        for firms in _chunks(sorted(self._silent.firms)):
            self._firms(firms)
            yield len(firms)
        for people in _chunks(sorted(self._silent.people)):
            self._people(people)
            yield len(people)

    def _firms(self, firms: Sequence[str]) -> None:
        wanted = (json.dumps(firms),)
        here = {AccountId(number) for (number,) in self._db.execute(_HERE, wanted)}
        touches = self._db.execute(_TOUCHES, wanted).fetchall()
        self.touched |= {person for _, _, person in touches if person} - self._silent.people
        remarked = [codec.decode(AccountFacts, text) for (text,) in self._db.execute(_REMARKED, wanted)]
        remarks = (remark.entry for facts in remarked for remark in facts.remarks)
        for statement in _GO:
            self._db.execute(statement, wanted)
        owners = [*firms, *(entry for entry, _, _ in touches), *remarks]
        self._projection.gone(here.union(AccountId(account) for _, account, _ in touches), owners)

    def _people(self, people: Sequence[str]) -> None:
        wanted = (json.dumps(people),)
        seats = dict(self._db.execute(_SEATS, wanted))
        self._db.execute(_PEOPLE_GO, wanted)
        left = {AccountId(account) for account in seats.values()}
        self._projection.left(left, [PersonId(number) for number in seats], standing=left - self._silent.firms)


def _pieces(numbers: Sequence[str], told: Callable[[], None]) -> Iterator[str]:
    for chunk in _chunks(numbers):
        told()
        yield json.dumps(chunk)


def _chunks(numbers: Sequence[str]) -> Iterator[list[str]]:
    for start in range(0, len(numbers), PIECE):
        yield list(numbers[start : start + PIECE])
