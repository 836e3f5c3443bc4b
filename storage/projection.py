"""Facts become rows: the one place that writes accounts, people, steps and touches.

A step, a refold and a rebuild all come through here, so the tables say the same whichever way they were reached. Only
rows that differ are written.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from playbook import codec, ordering, proof, tiers
from playbook.bodies import TouchLogged
from playbook.entry import Entry
from playbook.facts import AccountFacts, PersonFacts, Step
from playbook.fit import Fit
from playbook.folding import fold
from playbook.outcomes import row as outcome_row
from playbook.standing import planned, promised
from playbook.words import AccountId, PersonId, StepKind
from storage.finder import Finder
from storage.lens import Lens, Look
from storage.table_rows import TableRows
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
_SIGNALLED = "SELECT facts FROM account WHERE id = ? AND instr(facts, '\"signals\":[') > 0"
"""Facts are read only of those whose text says that there are signals: most have none."""
TRAIT = Upsert("trait", "account", "verdict", "signs", "incumbent")


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

    def account(self, number: AccountId, facts: AccountFacts | None) -> None:
        """Make the account's row and its plan follow from these facts; None takes both away."""
        old = self._rows.fetch(ACCOUNT, number)
        look = None if facts is None else self.look(facts)
        new = None if facts is None or look is None else _account_cells(facts, look)
        if old != new:
            self.changed.add(number)
            if new is None:
                self._db.execute("DELETE FROM account WHERE id = ?", (number,))
            else:
                self._rows.put(ACCOUNT, new)
            self._finder.account_changed(number, None if old is None else (str(old[1]), str(old[-1])), facts)
        self._trait(number, None if facts is None or look is None else _trait_cells(facts, look))
        self._steps(number, () if facts is None or look is None else _step_rows(facts, look))

    def person(self, number: PersonId, facts: PersonFacts | None) -> None:
        """Make the person's row follow from these facts; None takes it away, as does a firm that was erased."""
        if facts is not None and not facts.account:
            facts = None
        old = self._rows.fetch(PERSON, number)
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
            self._rows.put(PERSON, new)

    def touch(self, touch: Settled) -> None:
        """Add one touch that has no row yet."""
        self._put_touch(touch, _touch_cells(touch))

    def _put_touch(self, touch: Settled, cells: Cells) -> None:
        self._rows.put(TOUCH, cells)
        self.changed.add(AccountId(touch.entry.entity))
        self._finder.note(touch.entry.id, touch.entry.entity, touch.body.on, touch.body.note)

    def touches(self, account: AccountId, settled: Iterable[Settled]) -> set[str]:
        """Make the account's touches exactly these; return the people whose touches changed."""
        old = {str(cells[0]): cells for cells in self._rows.of_account(TOUCH, account)}
        people: set[str] = set()
        for touch in settled:
            held, cells = old.pop(touch.entry.id, None), _touch_cells(touch)
            if held != cells:
                self._put_touch(touch, cells)
                people |= {touch.body.person or "", str((held and held[2]) or "")}
        for entry, cells in old.items():
            self._db.execute("DELETE FROM touch WHERE entry = ?", (entry,))
            self._finder.drop(entry)
            self.changed.add(account)
            people.add(str(cells[2] or ""))
        return people - {""}

    def finish(self) -> None:
        """Look again at accounts whose people came or went, and bring search up to what changed."""
        for number in sorted(self.moved):
            row = self._db.execute(_SIGNALLED, (number,)).fetchone()
            held = None if row is None else codec.decode(AccountFacts, row[0])
            if held is not None and held.signals:
                self.account(number, held)
        self.moved.clear()
        self._finder.renew(sorted(self.changed - self._still))

    def flush(self, *, filled: bool = False) -> None:
        """Write what is held back; `filled`: every entity was folded, rows may come a second time from here on."""
        self._rows.flush(filled=filled)

    def only_planned(self, planned: set[AccountId], told: set[AccountId]) -> None:
        """Take note, before they are written, whose steps moved and of whom something else is told."""
        self._still |= planned - self.changed
        self._still -= told

    def facts(self, number: str) -> AccountFacts | None:
        """Return the facts of an account as they stand in its row."""
        row = self._db.execute("SELECT facts FROM account WHERE id = ?", (number,)).fetchone()
        return None if row is None else codec.decode(AccountFacts, row[0])

    def person_facts(self, number: str) -> PersonFacts | None:
        """Return the facts of a person as they stand in their row."""
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
        if self._rows.fetch(TRAIT, account) == new:
            return
        if new is None:
            self._db.execute("DELETE FROM trait WHERE account = ?", (account,))
        else:
            self._rows.put(TRAIT, new)

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


def view_cells(look: Look) -> Cells:
    """Return the columns of an account that follow from its views: what another profile may move (R3)."""
    proposal = look.proposal
    return (
        look.standing, look.fit.verdict, look.fit.score, look.rank, _day(look.opens) or "", int(look.opening),
        proposal.why if proposal else "", look.drain,
    )  # fmt: skip


def _account_cells(facts: AccountFacts, look: Look) -> Cells:
    days = [step.on for step in facts.steps]
    stands, verdict, score, rank, opens, opening, proposed, drain = view_cells(look)
    return (
        facts.id, facts.name, fold(facts.name), stands, int(facts.dream), _day(facts.dream_since),
        verdict, score, look.tier, facts.hand_tier or "", rank, opens, opening, proposed, drain,
        facts.get("domain"), facts.get("phone"), facts.get("city"), facts.get("state"),
        facts.get("country"), facts.get("zone"), facts.get("industry"), tiers.size(facts),
        facts.no_total, facts.touches, _day(facts.first_touch), _day(facts.last_touch), _day(min(days, default=None)),
        _tags(facts.get("tags")), codec.encode(facts),
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
    return (
        facts.id, facts.account, facts.name, fold(facts.name), facts.get("title"), facts.role, facts.get("email"),
        facts.get("phone") or facts.get("mobile"), facts.get("zone"), int(facts.gone), codec.encode(facts),
    )  # fmt: skip


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
