"""The JSON shapes that scripts rely on (DESIGN section 5): more keys may come to stand here, none goes away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from playbook.facts import AccountFacts, PersonFacts, Step, Touch
from playbook.fit import Fit
from playbook.long_record import long_record
from playbook.words import PersonId, StepKind
from storage.views import DreamRow, DumpQueue, Hit, Prospect, Today, TodayRow
from tui.cli.names import written
from tui.cli.say import Json

Shape = dict[str, Json]


def day(on: date | None) -> str | None:
    """Return a day as 2026-11-23."""
    return None if on is None else on.isoformat()


def hour(at: time | datetime | None) -> str | None:
    """Return a time of day as 08:30."""
    return None if at is None else f"{at:%H:%M}"


def today(book: Today) -> Shape:
    """Return `today --json`."""
    return {
        "date": day(book.day),
        "cap": book.cap,
        "done": book.done,
        "held_back": book.held_back,
        "owed": book.owed,
        "pool": book.pool,
        "set_aside": book.set_aside,
        "full": book.full,
        "over": book.over,
        "live": book.live,
        "pool_low": book.low,
        "away": None if book.away is None else [day(each) for each in book.away],
        "touches": [today_row(row) for row in book.rows],
    }


def today_row(row: TodayRow) -> Shape:
    """Return a row of today's list, or of what is held back."""
    return {
        "account": row.name,
        "account_id": row.account,
        "person": row.person_name or None,
        "person_id": row.person,
        "title": row.title or None,
        "channel": row.channel,
        "due": day(row.due),
        "at": hour(row.at),
        "group": row.group,
        "purpose": row.purpose,
        "intent": row.intent,
        "reason": row.reason,
        "days_late": row.late,
        "no_count": row.nos,
        "fit": row.fit,
        "verdict": row.verdict,
        "dream": row.dream,
        "local_time": hour(row.there),
        "open": row.open,
        "last": day(row.last_on),
    }


def prospect(found: Prospect) -> Shape:
    """Return `show ACCOUNT --json`."""
    account = found.account
    names = _names(found)
    return {
        "id": account.id,
        "name": account.name,
        "standing": found.standing,
        "fit": _fit(found.fit),
        "tier": found.tier,
        "dream": account.dream,
        "no_count": account.no_total,
        "touch_count": account.touches,
        "fields": dict(account.fields),
        "people": [_person(person) for person in found.people],
        "touches": [_touch(touch, names) for touch in found.touches],
        "plan": plan(account.steps, names),
        "signals": [
            {"sign": each.sign, "on": day(each.on), "person": names.get(each.person)} for each in account.signals
        ],
        "openings": [
            {
                "kind": each.kind, "seen": day(each.seen), "on": day(each.on), "text": each.text,
                "person": names.get(each.person),
            }
            for each in account.openings
        ],
        "remarks": [
            {"about": each.about, "text": each.text, "on": day(each.on), "person": names.get(each.person)}
            for each in account.remarks
        ],
        "do_not_contact": bool(account.bars),
        "hours_90_days": round(found.hours_90, 2),
        "last_said": account.last_words or None,
        "record": _record(found),
    }  # fmt: skip


def _record(found: Prospect) -> Shape:
    """The long record, as of the day of the read (R23)."""
    told = long_record(found.account, found.people, found.tier, found.settings, found.world.today)
    return {
        "pursued_since": day(told.since),
        "years": round(told.years, 2),
        "nos_before": told.before,
        "outlived": told.outlived,
        "spend": told.spend,
        "incumbent": told.incumbent or None,
        "incumbent_since": day(told.incumbent_since),
        "decision_maker": told.person_name or None,
        "decision_maker_since": day(told.person_since),
        "last": day(told.last),
        "next": day(told.next),
        "rhythm_passed": None if told.waited is None else round(told.waited, 2),
    }


def _names(found: Prospect) -> dict[PersonId | None, str]:
    return {**dict(found.person_names), **{person.id: person.name for person in found.people}}


def _fit(fit: Fit) -> Shape:
    return {
        "verdict": fit.verdict,
        "score": fit.score,
        "criteria": [
            {
                "field": each.criterion.field,
                "test": each.criterion.test,
                "values": list(each.criterion.values),
                "weight": each.criterion.weight,
                "must": each.criterion.must,
                "never": each.criterion.never,
                "held": each.held,
                "met": each.met,
            }
            for each in fit.results
        ],
        "words": list(fit.words()),
    }


def _person(person: PersonFacts) -> Shape:
    return {
        "id": person.id,
        "name": person.name,
        "title": person.get("title") or None,
        "role": person.role,
        "phone": person.get("phone") or person.get("mobile") or None,
        "email": person.get("email") or None,
        "gone": person.gone,
        "no_count": person.nos,
        "do_not_contact": bool(person.bars),
        "fields": dict(person.fields),
    }


def _touch(touch: Touch, names: dict[PersonId | None, str]) -> Shape:
    outcome, reading = written(touch.outcome, touch.reading)
    return {
        "at": touch.at.isoformat(timespec="minutes"),
        "on": day(touch.on),
        "outcome": outcome,
        "reading": reading,
        "channel": touch.channel,
        "person": names.get(touch.person),
        "inbound": touch.inbound,
        "note": touch.note,
        "minutes": touch.minutes,
    }


def plan(steps: Iterable[Step], names: dict[PersonId | None, str]) -> list[Json]:
    """Return the plan of an account, in order of day."""
    return [
        {
            "on": day(step.on),
            "at": hour(step.at),
            "zone": step.zone,
            "channel": step.channel,
            "person": names.get(step.person),
            "purpose": step.purpose,
            "intent": step.intent,
            "promise": step.kind is StepKind.PROMISE,
            "rule": step.rule,
            "why": step.why,
        }
        for step in sorted(steps, key=lambda each: (each.on, each.id))
    ]


def logged(found: Prospect, outcome: tuple[str, str | None], told: Iterable[str]) -> Shape:
    """Return `log --json`: the new plan, read back from the book."""
    account: AccountFacts = found.account
    steps = plan(account.steps, _names(found))
    return {
        "account": account.name,
        "account_id": account.id,
        "outcome": outcome[0],
        "reading": outcome[1],
        "standing": found.standing,
        "no_count": account.no_total,
        "next": day(min((step.on for step in account.steps), default=None)),
        "plan": steps,
        "notices": list(told),
    }


def hits(found: Iterable[Hit]) -> list[Json]:
    """Return `search --json`."""
    return [
        {
            "account": hit.name,
            "account_id": hit.account,
            "standing": hit.standing,
            "person": hit.person_name or None,
            "detail": hit.detail,
            "next": day(hit.next_on),
            "no_count": hit.nos,
        }
        for hit in found
    ]


def dream(rows: Iterable[DreamRow]) -> list[Json]:
    """Return `dream --json`."""
    return [
        {
            "account": row.name,
            "account_id": row.account,
            "since": day(row.since),
            "years": row.years,
            "no_count": row.nos,
            "touch_count": row.touches,
            "spend": row.spend,
            "incumbent": row.incumbent or None,
            "silence": row.silence,
            "person": row.person_name or None,
            "last": day(row.last_on),
            "next": day(row.next_on),
            "opening": row.opening or None,
            "quarters": list(row.quarters),
            "nos_before": row.before,
            "outlived": row.outlived,
            "person_since": day(row.person_since),
            "incumbent_since": day(row.incumbent_since),
            "rhythm_passed": None if row.waited is None else round(row.waited, 2),
        }
        for row in rows
    ]


def dump(queue: DumpQueue) -> Shape:
    """Return `dump --json`."""
    return {
        "hours_won": round(queue.hours_won, 1),
        "dumped": queue.dumped,
        "set_aside": queue.set_aside,
        "queue": [
            {
                "account": row.name,
                "account_id": row.account,
                "why": row.why,
                "evidence": list(row.evidence),
                "hours": row.hours,
                "rounds": row.rounds,
                "score": row.score,
                "no_count": row.nos,
                "dream": row.dream,
            }
            for row in queue.rows
        ],
    }
