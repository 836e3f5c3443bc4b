"""A real file with rows in it, written through the same projection that a journal is, without one."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playbook.bodies import NewStep, TouchLogged
from playbook.codec import encode_body
from playbook.entry import Entry
from playbook.facts import AccountFacts, Bar, Fields, PersonFacts, Step
from playbook.settings import Settings
from playbook.words import (
    AccountId,
    ActionId,
    Channel,
    EntryId,
    Intent,
    Outcome,
    PersonId,
    Purpose,
    Role,
    StepId,
    StepKind,
)
from storage import engine, lens
from storage.connection import statements
from storage.files import text
from storage.lens import Lens
from storage.projection import Projection
from storage.projection_rows import Settled

MONDAY = date(2026, 11, 23)
CHICAGO = ZoneInfo("America/Chicago")
NOW = datetime.combine(MONDAY, time(8, 30), CHICAGO)
SETTINGS = Settings()


def ago(days: int) -> date:
    """The day so many days before the Monday of the tests; negative ones lie ahead."""
    return MONDAY - timedelta(days=days)


def fields(known: dict[str, str]) -> Fields:
    """Fields as facts hold them: sorted, the empty ones left out."""
    return tuple(sorted((name, value) for name, value in known.items() if value))


def step(
    number: str,
    purpose: Purpose,
    on: date,
    kind: StepKind = StepKind.NEXT,
    *,
    gap: int = 30,
    person: str = "",
    **more: object,
) -> Step:
    """A step of a plan."""
    plain = Step(StepId(number), kind, purpose, on, person=PersonId(person) if person else None, gap=gap)
    return replace(plain, **more)  # type: ignore[arg-type]  # a test names the fields it needs


def account(
    number: str, *steps: Step, name: str = "", known: dict[str, str] | None = None, **more: object
) -> AccountFacts:
    """An account with this plan; its name is its id in words."""
    called = name or number.replace("-", " ").title()
    plain = AccountFacts(
        AccountId(number), called, fields({"name": called, **(known or {})}), steps=steps, added=ago(400)
    )
    return replace(plain, **more)  # type: ignore[arg-type]  # a test names the facts it needs


def person(
    number: str,
    firm: str,
    *,
    name: str = "",
    role: Role = Role.UNKNOWN,
    known: dict[str, str] | None = None,
    **more: object,
) -> PersonFacts:
    """Somebody at an account, with a phone and an address unless `known` says otherwise."""
    called = name or number.replace("-", " ").title()
    held = {"name": called, "phone": "+13125550142", "email": f"{number}@{firm}.example"} if known is None else known
    return replace(
        PersonFacts(PersonId(number), AccountId(firm), called, fields(held), role),
        **more,  # type: ignore[arg-type]  # a test names the facts it needs
    )


def bar(channel: Channel | None = None) -> Bar:
    """Do not contact, by this channel or any."""
    return Bar(EntryId("bar"), channel=channel)


@dataclass(slots=True)
class Rows:
    """A book of rows."""

    db: sqlite3.Connection
    settings: Settings = SETTINGS
    entries: int = 0

    def add(self, *facts: AccountFacts | PersonFacts) -> None:
        """Write accounts and people as rows."""
        rows = self._projection()
        for each in facts:
            if isinstance(each, AccountFacts):
                rows.account(each.id, each)
            else:
                rows.person(each.id, each)
        rows.finish()

    def touch(
        self,
        firm: str,
        on: date = MONDAY,
        outcome: Outcome = Outcome.NO_ANSWER,
        *,
        who: str = "",
        kept: Iterable[str] = (),
        **more: object,
    ) -> EntryId:
        """Log a touch as an entry and its row; the facts of the account stay as they are."""
        plain = TouchLogged(
            on, "America/Chicago", outcome, person=PersonId(who) if who else None, channel=Channel.CALL,
            kept=tuple(StepId(each) for each in kept),
        )  # fmt: skip
        body = replace(plain, **more)  # type: ignore[arg-type]  # a test names the fields it needs
        entry = self.entry(firm, body, datetime.combine(on, time(9, 0), CHICAGO))
        rows = self._projection()
        rows.touch(Settled(entry, body))
        rows.finish()
        return entry.id

    def plan(self, firm: str, *steps: NewStep) -> EntryId:
        """Write an entry that plans steps; their ids are `<entry>/<n>`."""
        body = TouchLogged(ago(30), "America/Chicago", Outcome.NO, steps=steps)
        return self.entry(firm, body, datetime.combine(ago(30), time(9, 0), CHICAGO)).id

    def entry(self, entity: str, body: TouchLogged, at: datetime) -> Entry:
        """Append an entry to the journal."""
        self.entries += 1
        number = f"e{self.entries:06}"
        self.db.execute(
            "INSERT INTO entry (id, writer, wseq, action, at, kind, entity, body) VALUES (?, 'w', ?, ?, ?, ?, ?, ?)",
            (number, self.entries, number, at.isoformat(), body.kind, entity, encode_body(body)),
        )
        return Entry(EntryId(number), ActionId(number), at, entity, body)

    def _projection(self) -> Projection:
        return Projection(self.db, Lens(self.settings, (math.inf, math.inf), MONDAY))


def new_step(number: int, purpose: Purpose, kind: StepKind = StepKind.NEXT, on: date = MONDAY) -> NewStep:
    """A step as an entry plans it."""
    return NewStep(number, kind, purpose, on, intent=Intent.ASK)


def lay(path: Path) -> sqlite3.Connection:
    """Make a planner's file with its journal and tables."""
    db = engine.connect(path)
    db.execute("PRAGMA recursive_triggers = ON")
    db.execute("PRAGMA synchronous = OFF")
    db.execute("BEGIN")
    for script in ("schema.sql", "tables.sql"):
        for statement in statements(text("storage", script)):
            db.execute(statement)
    lens.keep(db, lens.start(MONDAY))
    db.execute("COMMIT")
    return db
