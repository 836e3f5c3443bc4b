"""The rows of accounts, people, steps and touches as their facts give them: nothing is read or written here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

from playbook import codec, ordering, proof
from playbook.bodies import TouchLogged
from playbook.entry import Entry
from playbook.facts import AccountFacts, Fields, PersonFacts, Step
from playbook.folding import fold
from playbook.outcomes import row as outcome_row
from playbook.standing import planned, promised
from playbook.values import dataclass
from playbook.words import StepKind
from storage.lens import Look
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


@dataclass(frozen=True, slots=True)
class Settled:
    """A living touch as it was last amended, and the entry that amended it."""

    entry: Entry
    body: TouchLogged
    amended: str | None = None
    promise: date | None = None
    """The day of the promise that it kept (R4)."""


def view_cells(look: Look) -> Cells:
    """Return the columns of an account that follow from its views: what another profile may move (R3)."""
    proposal = look.proposal
    return (
        look.standing, look.fit.verdict, look.fit.score, look.rank, _day(look.opens) or "", int(look.opening),
        proposal.why if proposal else "", look.drain,
    )  # fmt: skip


def account_cells(facts: AccountFacts, look: Look) -> Cells:
    """Return the row of an account, through one lens."""
    days = [step.on for step in facts.steps]
    said = _texts(facts.fields)
    stands, verdict, score, rank, opens, opening, proposed, drain = view_cells(look)
    return (
        facts.id, facts.name, fold(facts.name), stands, int(facts.dream), _day(facts.dream_since),
        verdict, score, look.tier, facts.hand_tier or "", rank, opens, opening, proposed, drain,
        said("domain", ""), said("phone", ""), said("city", ""), said("state", ""),
        said("country", ""), said("zone", ""), said("industry", ""), look.size,
        facts.no_total, facts.touches, _day(facts.first_touch), _day(facts.last_touch), _day(min(days, default=None)),
        _tags(said("tags", "")), codec.encode(facts),
    )  # fmt: skip


def trait_cells(facts: AccountFacts, look: Look) -> Cells:
    """Return what the proof sums the touches of an account by (R4)."""
    signs = "".join(proof.sign(result) for result in look.fit.results)
    return (facts.id, look.fit.verdict, signs, facts.get("incumbent").strip())


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _tags(text: str) -> str:
    tags = [fold(tag) for tag in text.split(",") if tag.strip()]
    return f",{','.join(tags)}," if tags else ""


def person_cells(facts: PersonFacts) -> Cells:
    """Return the row of a person."""
    said = _texts(facts.fields)
    return (
        facts.id, facts.account, facts.name, fold(facts.name), said("title", ""), facts.role, said("email", ""),
        said("phone", "") or said("mobile", ""), said("zone", ""), int(facts.gone), codec.encode(facts),
    )  # fmt: skip


def _texts(fields: Fields) -> Callable[[str, str], str]:
    """Return what asks for a field as text, with what stands for a missing one: a row asks for a dozen."""
    return {name: str(value) for name, value in fields}.get


def step_rows(facts: AccountFacts, look: Look) -> list[Cells]:
    """Return the rows of an account's plan."""
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


def touch_cells(touch: Settled) -> Cells:
    """Return the row of a touch."""
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
