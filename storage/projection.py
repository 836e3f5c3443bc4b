"""Facts become rows: the one place that writes accounts, people, steps and touches.

A step, a refold and a rebuild all come through here, so the tables say the same whichever way they were reached. Only
rows that differ are written.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from playbook import codec, ordering, proof, tiers
from playbook.bodies import TouchLogged
from playbook.entry import Entry
from playbook.facts import AccountFacts, Fields, PersonFacts, Step
from playbook.fit import Fit
from playbook.folding import fold
from playbook.outcomes import row as outcome_row
from playbook.standing import planned, promised
from playbook.words import AccountId, PersonId, StepKind
from storage.finder import Finder
from storage.lens import Lens, Look
from storage.upsert import Cells, Upsert

ACCOUNT = Upsert(
    "account",
    "id", "name", "fold", "standing", "dream", "dream_since", "verdict", "fit", "tier", "tier_said", "rank", "opens",
    "opening", "proposed",
    "drain", "domain", "phone", "city", "state", "country", "zone", "industry", "size", "nos", "touches", "first_on",
    "last_on", "next_on", "tags", "facts",
)  # fmt: skip
PERSON = Upsert(
    "person", "id", "account", "name", "fold", "title", "role", "email", "phone", "zone", "gone", "facts"
)  # fmt: skip
STEP = Upsert(
    "step",
    "id", "account", "person", "kind", "purpose", "due", "at", "at_zone", "channel", "intent", "gap", "snoozed", "grp",
    "live", "capped", "rank",
)  # fmt: skip
TOUCH = Upsert(
    "touch",
    "entry", "account", "person", "on_day", "at", "outcome", "reading", "class", "channel", "inbound", "counts",
    "minutes", "note", "amended", "asset", "promise",
)  # fmt: skip
TRAIT = Upsert("trait", "account", "verdict", "signs", "incumbent")
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


@dataclass(frozen=True, slots=True)
class Settled:
    """A living touch as it was last amended, and the entry that amended it."""

    entry: Entry
    body: TouchLogged
    amended: str | None = None
    promise: date | None = None
    """The day of the promise that it kept (R4)."""


class Projection:
    """Writes rows of the book through one lens, inside a transaction."""

    def __init__(self, db: sqlite3.Connection, lens: Lens, finder: Finder | None = None) -> None:
        """Write into `db`, looking through `lens`; search rows go to `finder`."""
        self._db = db
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
        self._newcomers: set[str] = set()
        """Ids of whom no table knows anything yet: nothing is looked up for them."""
        self._came: dict[str, Newcomer] = {}
        """Accounts of these that were written, for `settle`."""

    def expect(self, numbers: Collection[str]) -> None:
        """Find out, in one question, of which of these accounts and people no row stands: a long list brings most."""
        known = self._db.execute(_KNOWN, (json.dumps(sorted(numbers)),))
        self._newcomers = set(numbers) - {number for (number,) in known}

    def settle(self) -> None:
        """Bring search up to the accounts that nobody knew and the people who came with them; forget who they are."""
        for newcomer in self._came.values():
            self._finder.lay_new(newcomer.facts, newcomer.people)
        self._came.clear()
        self._newcomers.clear()

    def account(self, number: AccountId, facts: AccountFacts | None) -> None:
        """Make the account's row and its plan follow from these facts; None takes both away."""
        if facts is not None and number in self._newcomers:
            self._new_account(number, facts)
            return
        if self._came.pop(number, None) is not None:
            self.changed.add(number)
        old = ACCOUNT.fetch(self._db, number)
        look = None if facts is None else self.look(facts)
        new = None if facts is None or look is None else _account_cells(facts, look)
        if old != new:
            self.changed.add(number)
            if new is None:
                self._db.execute("DELETE FROM account WHERE id = ?", (number,))
            else:
                ACCOUNT.put(self._db, new)
            self._finder.account_changed(number, None if old is None else (str(old[1]), str(old[-1])), facts)
        self._trait(number, None if facts is None or look is None else _trait_cells(facts, look))
        self._steps(number, () if facts is None or look is None else _step_rows(facts, look))

    def _new_account(self, number: AccountId, facts: AccountFacts) -> None:
        self._newcomers.discard(number)
        look = self.look(facts)
        ACCOUNT.put(self._db, _account_cells(facts, look))
        TRAIT.put(self._db, _trait_cells(facts, look))
        for cells in _step_rows(facts, look):
            STEP.put(self._db, cells)
        self._came[number] = Newcomer(facts, [])
        if facts.signals:
            self.moved.add(number)

    def person(self, number: PersonId, facts: PersonFacts | None) -> None:
        """Make the person's row follow from these facts; None takes it away, as does a firm that was erased."""
        if facts is not None and not facts.account:
            facts = None
        if facts is not None and number in self._newcomers and facts.account in self._came:
            self._newcomers.discard(number)
            PERSON.put(self._db, _person_cells(facts))
            self._came[facts.account].people.append(facts)
            return
        old = PERSON.fetch(self._db, number)
        new = None if facts is None else _person_cells(facts)
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
            PERSON.put(self._db, new)

    def touch(self, touch: Settled) -> None:
        """Add one touch that has no row yet."""
        cells = _touch_cells(touch)
        TOUCH.put(self._db, cells)
        self.changed.add(AccountId(touch.entry.entity))
        self._finder.note(touch.entry.id, touch.entry.entity, touch.body.on, touch.body.note)

    def touches(self, account: AccountId, settled: Iterable[Settled]) -> set[str]:
        """Make the account's touches exactly these; return the people whose touches changed."""
        old = {str(cells[0]): cells for cells in TOUCH.of_account(self._db, account)}
        people: set[str] = set()
        for touch in settled:
            held = old.pop(touch.entry.id, None)
            if held != _touch_cells(touch):
                self.touch(touch)
                people |= {touch.body.person or "", str((held and held[2]) or "")}
        for entry, cells in old.items():
            self._db.execute("DELETE FROM touch WHERE entry = ?", (entry,))
            self._finder.drop(entry)
            self.changed.add(account)
            people.add(str(cells[2] or ""))
        return people - {""}

    def finish(self) -> None:
        """Look again at accounts whose people came or went, and bring search up to what changed."""
        seen = self._db.execute(_SEEN, (json.dumps(sorted(self.moved)),)).fetchall()
        for number, facts in seen:
            self.account(AccountId(number), codec.decode(AccountFacts, facts))
        self.moved.clear()
        self._finder.renew(sorted(self.changed - self._still))

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
        if TRAIT.fetch(self._db, account) == new:
            return
        if new is None:
            self._db.execute("DELETE FROM trait WHERE account = ?", (account,))
        else:
            TRAIT.put(self._db, new)

    def _steps(self, account: AccountId, rows: Sequence[Cells]) -> None:
        old = {cells[0]: cells for cells in STEP.of_account(self._db, account)}
        new = {cells[0]: cells for cells in rows}
        for number, cells in old.items():
            if new.get(number) != cells:
                self._db.execute("DELETE FROM step WHERE id = ?", (number,))
                self.changed.add(account)
        for number, cells in new.items():
            if old.get(number) != cells:
                STEP.put(self._db, cells)
                self.changed.add(account)


def _seat(cells: Cells | None) -> tuple[object, object]:
    """Where somebody sits and whether they left: what signals seen with them depend on."""
    return (None, 1) if cells is None else (cells[1], cells[-2])


def view_cells(look: Look) -> Cells:
    """Return the columns of an account that follow from its views: what another profile may move (R3)."""
    proposal = look.proposal
    return (
        look.standing, look.fit.verdict, look.fit.score, look.rank, _day(look.opens) or "", int(look.opening),
        proposal.why if proposal else "", look.drain,
    )  # fmt: skip


def _account_cells(facts: AccountFacts, look: Look) -> Cells:
    days = [step.on for step in facts.steps]
    said = _texts(facts.fields)
    stands, verdict, score, rank, opens, opening, proposed, drain = view_cells(look)
    return (
        facts.id, facts.name, fold(facts.name), stands, int(facts.dream), _day(facts.dream_since),
        verdict, score, look.tier, facts.hand_tier or "", rank, opens, opening, proposed, drain,
        said("domain", ""), said("phone", ""), said("city", ""), said("state", ""),
        said("country", ""), said("zone", ""), said("industry", ""), tiers.size(facts),
        facts.no_total, facts.touches, _day(facts.first_touch), _day(facts.last_touch), _day(min(days, default=None)),
        _tags(said("tags", "")), codec.encode(facts),
    )  # fmt: skip


def _trait_cells(facts: AccountFacts, look: Look) -> Cells:
    signs = "".join(proof.sign(result) for result in look.fit.results)
    return (facts.id, look.fit.verdict, signs, facts.get("incumbent").strip())


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _tags(text: str) -> str:
    tags = [fold(tag) for tag in text.split(",") if tag.strip()]
    return f",{','.join(tags)}," if tags else ""


def _person_cells(facts: PersonFacts) -> Cells:
    said = _texts(facts.fields)
    return (
        facts.id, facts.account, facts.name, fold(facts.name), said("title", ""), facts.role, said("email", ""),
        said("phone", "") or said("mobile", ""), said("zone", ""), int(facts.gone), codec.encode(facts),
    )  # fmt: skip


def _texts(fields: Fields) -> Callable[[str, str], str]:
    """Return what asks for a field as text, with what stands for a missing one: a row asks for a dozen."""
    return {name: str(value) for name, value in fields}.get


def _step_rows(facts: AccountFacts, look: Look) -> list[Cells]:
    live, kept = int(planned(look.standing)), int(promised(look.standing))
    return [
        _step_cells(facts, step, kept if step.kind is StepKind.PROMISE else live, look.rank) for step in facts.steps
    ]


def _step_cells(facts: AccountFacts, step: Step, live: int, rank: float) -> Cells:
    group = ordering.group(step.purpose, step.kind, facts.dream, step.intent, step.gap)
    return (
        step.id, facts.id, step.person, step.kind, step.purpose, step.on.isoformat(),
        None if step.at is None else step.at.isoformat("minutes"), step.zone, step.channel, step.intent, step.gap,
        step.snoozed, ordering.place_of(group), live, int(group not in ordering.UNCAPPED), rank,
    )  # fmt: skip


def _touch_cells(touch: Settled) -> Cells:
    entry, body = touch.entry, touch.body
    return (
        entry.id, entry.entity, body.person, body.on.isoformat(), touched_at(entry.at, body).isoformat(), body.outcome,
        body.reading, outcome_row(body.outcome).cls, body.channel, int(body.inbound), int(body.counts), body.minutes,
        body.note, touch.amended, body.asset, _day(touch.promise),
    )  # fmt: skip


def touched_at(written: datetime, body: TouchLogged) -> datetime:
    """Return when the touch happened: the wall time of its entry, or the day and time that the rep said (R45)."""
    if body.on == written.date() and body.hour in {None, written.hour} and body.minute in {None, written.minute}:
        return written
    said = time(body.hour or 0, body.minute or 0, tzinfo=written.tzinfo)
    return datetime.combine(body.on, said)
