"""Facts become rows: the one place that writes accounts, people, steps and touches.

A step, a refold and a rebuild all come through here, so the tables say the same whichever way they were reached. Only
rows that differ are written.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence

from playbook import codec
from playbook.facts import AccountFacts, PersonFacts
from playbook.fit import Fit
from playbook.values import dataclass
from playbook.words import AccountId, PersonId
from storage.finder import Finder
from storage.lens import Lens, Look
from storage.projection_rows import (
    ACCOUNT,
    PERSON,
    STEP,
    TOUCH,
    TRAIT,
    Settled,
    account_cells,
    person_cells,
    step_rows,
    touch_cells,
    trait_cells,
)
from storage.table_rows import TableRows
from storage.upsert import Cells, Upsert

_KNOWN = """
SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM account WHERE id = value)
OR EXISTS (SELECT 1 FROM person WHERE id = value) OR EXISTS (SELECT 1 FROM touch WHERE account = value)"""
_SEEN = """
SELECT account.id, facts FROM json_each(?) AS wanted CROSS JOIN account ON account.id = wanted.value
WHERE instr(facts, '"signals":') ORDER BY account.id"""
"""Accounts with signals; quotes inside a text are written otherwise."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """An account that no table knew, and those who came with it."""

    facts: AccountFacts
    people: list[PersonFacts]


class Projection:
    """Writes rows of the book through one lens, inside a transaction."""

    def __init__(
        self, db: sqlite3.Connection, lens: Lens, finder: Finder | None = None, rows: TableRows | None = None
    ) -> None:
        """Write into `db`, looking through `lens`; search rows go to `finder`, all others through `rows`."""
        self._db = db
        self._rows = rows or TableRows(db)
        self.lens = lens
        self._finder = finder or Finder(db)
        self.moved: set[AccountId] = set()
        """Firms to which people came or from which they went."""
        self.unsettled: set[AccountId] = set()
        """Those of `moved` that nobody looked at since: whether they stand without an entry of their own."""
        self.changed: set[AccountId] = set()
        """Accounts of which something was written."""
        self._still: set[AccountId] = set()
        """Those of which only days of steps moved: search has nothing to learn, and nobody was touched."""
        self._gone: set[AccountId] = set()
        """Those that went with all their people: search has dropped them."""
        self._newcomers: set[str] = set()
        """Ids of whom no table knows anything yet: nothing is looked up for them."""
        self._came: dict[str, Newcomer] = {}
        """Accounts of these that were written, for `settle`."""
        self._late: dict[Upsert, list[Cells]] = {}
        """Rows of newcomers that wait for `bring_in`: a statement writes many."""

    def expect(self, numbers: Collection[str]) -> None:
        """Find out, in one question, of which of these accounts and people no row stands: a long list brings most."""
        known = self._db.execute(_KNOWN, (json.dumps(sorted(numbers)),))
        self._newcomers = set(numbers) - {number for (number,) in known}

    def settle(self) -> None:
        """Bring search up to the accounts that nobody knew and the people who came with them; forget who they are."""
        self.bring_in()
        self._finder.lay_new((newcomer.facts, newcomer.people) for newcomer in self._came.values())
        self._came.clear()
        self._newcomers.clear()

    def bring_in(self) -> None:
        """Write the rows of newcomers, before anybody else's row is asked for."""
        for table, rows in self._late.items():
            table.put_all(self._db, rows)
        self._late.clear()

    def account(self, number: AccountId, facts: AccountFacts | None) -> None:
        """Make the account's row and its plan follow from these facts; None takes both away."""
        if facts is not None and number in self._newcomers:
            self._new_account(number, facts)
            return
        self.bring_in()
        self._gone.discard(number)
        if self._came.pop(number, None) is not None:
            self.changed.add(number)
        old = self._rows.fetch(ACCOUNT, number)
        look = None if facts is None else self.look(facts)
        new = None if facts is None or look is None else account_cells(facts, look)
        if old != new:
            self.changed.add(number)
            if new is None:
                self._db.execute("DELETE FROM account WHERE id = ?", (number,))
            else:
                self._rows.put(ACCOUNT, new, old)
            self._finder.account_changed(number, None if old is None else (str(old[1]), str(old[-1])), facts)
        self._trait(number, None if facts is None or look is None else trait_cells(facts, look))
        self._steps(number, () if facts is None or look is None else step_rows(facts, look))

    def _new_account(self, number: AccountId, facts: AccountFacts) -> None:
        self._newcomers.discard(number)
        look = self.look(facts)
        self._hold(ACCOUNT, account_cells(facts, look))
        self._hold(TRAIT, trait_cells(facts, look))
        for cells in step_rows(facts, look):
            self._hold(STEP, cells)
        self._came[number] = Newcomer(facts, [])
        if facts.signals:
            self.moved.add(number)

    def _hold(self, table: Upsert, cells: Cells) -> None:
        self._late.setdefault(table, []).append(cells)

    def person(self, number: PersonId, facts: PersonFacts | None) -> None:
        """Make the person's row follow from these facts; None takes it away, as does a firm that was erased."""
        if facts is not None and not facts.account:
            facts = None
        if facts is not None and number in self._newcomers and facts.account in self._came:
            self._newcomers.discard(number)
            self._hold(PERSON, person_cells(facts))
            self._came[facts.account].people.append(facts)
            return
        self.bring_in()
        old = self._rows.fetch(PERSON, number)
        new = None if facts is None else person_cells(facts)
        if old == new:
            return
        firms = {AccountId(str(cells[1])) for cells in (old, new) if cells is not None}
        self.changed |= firms
        self._still -= firms
        if _seat(old) != _seat(new):
            self.moved |= firms
            self.unsettled |= firms
        if new is None:
            self._db.execute("DELETE FROM person WHERE id = ?", (number,))
            self._finder.drop(number)
        else:
            self._rows.put(PERSON, new, old)

    def touch(self, touch: Settled) -> None:
        """Add one touch that has no row yet."""
        self._put_touch(touch, touch_cells(touch))

    def _put_touch(self, touch: Settled, cells: Cells, old: Cells | None = None) -> None:
        self._rows.put(TOUCH, cells, old)
        self.changed.add(AccountId(touch.entry.entity))
        self._finder.note(touch.entry.id, touch.entry.entity, touch.body.on, touch.body.note)

    def untouch(self, account: AccountId, entry: str) -> None:
        """Take a touch away."""
        self._db.execute("DELETE FROM touch WHERE entry = ?", (entry,))
        self._finder.drop(entry)
        self.changed.add(account)

    def touches(self, account: AccountId, settled: Iterable[Settled]) -> set[str]:
        """Make the account's touches exactly these; return the people whose touches changed."""
        old = {str(cells[0]): cells for cells in self._rows.of_account(TOUCH, account)}
        people: set[str] = set()
        for touch in settled:
            held, cells = old.pop(touch.entry.id, None), touch_cells(touch)
            if held != cells:
                self._put_touch(touch, cells, held)
                people |= {touch.body.person or "", str((held and held[2]) or "")}
        for entry, cells in old.items():
            self.untouch(account, entry)
            people.add(str(cells[2] or ""))
        return people - {""}

    def gone(self, firms: set[AccountId], owners: Collection[str]) -> None:
        """Take note of companies whose rows went, and drop what search held of them, of these owners."""
        self.changed |= firms
        self._gone |= firms
        self._finder.drop_all(owners)

    def left(self, seats: set[AccountId], people: Collection[PersonId], *, standing: set[AccountId]) -> None:
        """Take note of people whose rows went, from these seats; `standing`: those of their firms that did not go."""
        self.changed |= seats
        self.moved |= standing
        self.unsettled |= standing
        self._finder.drop_all(people)

    def finish(self, told: Callable[[int, int], None] | None = None) -> None:
        """Look again at accounts whose people came or went, and bring search up to what changed.

        `told` hears of how many accounts search was brought up, of how many.
        """
        if self.moved:
            seen = self._db.execute(_SEEN, (json.dumps(sorted(self.moved)),)).fetchall()
            for number, facts in seen:
                self.account(AccountId(number), codec.decode(AccountFacts, facts))
            self.moved.clear()
        self._finder.renew(sorted(self.changed - self._still - self._gone), told)

    def flush(self, *, filled: bool = False) -> None:
        """Write what is held back; `filled`: every entity was folded, rows may come a second time from here on."""
        self._rows.flush(filled=filled)

    def only_planned(self, planned: set[AccountId], told: set[AccountId]) -> None:
        """Take note, before they are written, whose steps moved and of whom something else is told."""
        self._still |= planned - self.changed
        self._still -= told

    def facts(self, number: str) -> AccountFacts | None:
        """Return the facts of an account as they stand in its row."""
        if number in self._newcomers:
            return None
        row = self._db.execute("SELECT facts FROM account WHERE id = ?", (number,)).fetchone()
        return None if row is None else codec.decode(AccountFacts, row[0])

    def person_facts(self, number: str) -> PersonFacts | None:
        """Return the facts of a person as they stand in their row."""
        if number in self._newcomers:
            return None
        row = self._db.execute("SELECT facts FROM person WHERE id = ?", (number,)).fetchone()
        return None if row is None else codec.decode(PersonFacts, row[0])

    def look(self, facts: AccountFacts, seen: Fit | None = None) -> Look:
        """Return the views of an account among its people; `seen` is its fit where that is known already."""
        return self.lens.look(facts, self._leavers(facts), seen)

    def _leavers(self, facts: AccountFacts) -> frozenset[PersonId]:
        """Those with whom signals were seen and who are here no more (R21)."""
        seen = sorted({signal.person for signal in facts.signals if signal.person is not None})
        if not seen:
            return frozenset()
        here = self._db.execute(
            "SELECT id FROM person WHERE id IN (SELECT value FROM json_each(?)) AND account = ? AND gone = 0",
            (json.dumps(seen), facts.id),
        )
        return frozenset(seen) - {PersonId(number) for (number,) in here}

    def _trait(self, account: AccountId, new: Cells | None) -> None:
        old = self._rows.fetch(TRAIT, account)
        if old == new:
            return
        if new is None:
            self._db.execute("DELETE FROM trait WHERE account = ?", (account,))
        else:
            self._rows.put(TRAIT, new, old)

    def _steps(self, account: AccountId, rows: Sequence[Cells]) -> None:
        old = {cells[0]: cells for cells in self._rows.of_account(STEP, account)}
        new = {cells[0]: cells for cells in rows}
        for number, cells in old.items():
            if new.get(number) != cells:
                self._db.execute("DELETE FROM step WHERE id = ?", (number,))
                self.changed.add(account)
        for number, cells in new.items():
            if old.get(number) != cells:
                self._rows.put(STEP, cells)
                self.changed.add(account)


def _seat(cells: Cells | None) -> tuple[object, object]:
    """Where somebody sits and whether they left: what signals seen with them depend on."""
    return (None, 1) if cells is None else (cells[1], cells[-2])
