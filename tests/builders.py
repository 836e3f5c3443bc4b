"""Makers of small facts: a test reads like a sales case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from playbook import fold, moves
from playbook.decide import decide
from playbook.decision import Decision, Draft, Said, World
from playbook.entry import Entry
from playbook.facts import AccountFacts, Fields, PersonFacts, Step
from playbook.settings import Settings
from playbook.words import AccountId, ActionId, Channel, EntryId, Outcome, PersonId, Purpose, Role, StepKind

MONDAY = date(2026, 11, 23)
CHICAGO = timezone(timedelta(hours=-6))
NOW = datetime(2026, 11, 23, 8, 30, tzinfo=CHICAGO)
ACME = AccountId("acme")
DANA = PersonId("dana")
RAY = PersonId("ray")
SETTINGS = Settings()
WORLD = World(MONDAY)


def person(
    who: PersonId = DANA, name: str = "Dana Cole", role: Role = Role.DECISION_MAKER, **fields: str
) -> PersonFacts:
    """A person with a phone and a mail address unless said otherwise."""
    known = {"phone": "+13125550142", "email": f"{who}@acme.example", "role": str(role)} | fields
    held: Fields = tuple(sorted((key, value) for key, value in known.items() if value))
    return PersonFacts(who, ACME, name, held, role)


def account(*, touches: int = 0, **fields: str) -> AccountFacts:
    """An account with a name and these fields."""
    held: Fields = tuple(sorted({"name": "Acme Robotics", **fields}.items()))
    last = MONDAY - timedelta(days=10) if touches else None
    return AccountFacts(
        ACME,
        "Acme Robotics",
        held,
        EntryId("e0"),
        added=date(2026, 1, 5),
        touches=touches,
        first_touch=last,
        last_touch=last,
    )


class Desk:
    """A rep at one account: says outcomes one after the other and folds them as the book would."""

    def __init__(
        self, facts: AccountFacts | None = None, people: Sequence[PersonFacts] = (), settings: Settings = SETTINGS
    ) -> None:
        self.account = facts if facts is not None else account()
        self.people = tuple(people)
        self.settings = settings
        self.world = WORLD
        self.entries = 0
        self.last: Decision | None = None

    def at(self, day: date) -> None:
        """Go to another day."""
        self.world = replace(self.world, today=day)

    def said(self, outcome: Outcome, **more: object) -> Said:
        """What the rep says, with the first person, by call, on the earliest step, today at half past eight."""
        step = self.account.steps[0].id if self.account.steps else None
        base = Said(
            outcome,
            datetime.combine(self.world.today, NOW.timetz()),
            person=self.people[0].id if self.people else None,
            channel=Channel.CALL,
            step=step,
            answered=True,
        )
        return replace(base, **more)  # type: ignore[arg-type]

    def draw(self, outcome: Outcome, **more: object) -> Decision:
        """Draw the decision without logging it."""
        return decide(self.account, self.people, self.said(outcome, **more), self.settings, self.world)

    def log(self, outcome: Outcome, **more: object) -> Decision:
        """Draw and log it."""
        decision = self.draw(outcome, **more)
        assert decision.refusal is None, decision.refusal
        self.record(moves.touch(decision))
        self.last = decision
        return decision

    def record(self, drafts: Sequence[Draft]) -> None:
        """Fold drafts into the account and its people."""
        for draft in drafts:
            self.entries += 1
            entry = Entry(EntryId(f"e{self.entries:05}"), ActionId("a"), NOW, draft.entity, draft.body)
            if draft.entity == self.account.id:
                folded = fold.step_account(self.account, entry)
                assert folded is not None
                self.account = folded
            self.people = tuple(fold.step_person(each, entry) or each for each in self.people) + self._new(entry)

    def _new(self, entry: Entry) -> tuple[PersonFacts, ...]:
        known = {each.id for each in self.people}
        if entry.body.kind != "person.added" or entry.entity in known:
            return ()
        fresh = fold.step_person(None, entry)
        return () if fresh is None else (fresh,)

    def plan(self) -> list[tuple[str, str]]:
        """The plan as purpose and day."""
        return [(str(step.purpose), step.on.isoformat()) for step in self.account.steps]

    def step(self, purpose: Purpose) -> Step:
        """The only step of that purpose."""
        (found,) = [step for step in self.account.steps if step.purpose is purpose]
        return found


def step(purpose: Purpose, on: date, kind: StepKind = StepKind.NEXT, **more: object) -> Step:
    """A step of a plan."""
    from playbook.words import StepId

    return replace(Step(StepId(f"s-{purpose}-{on}"), kind, purpose, on), **more)  # type: ignore[arg-type]
