"""One account as a document: the shape of `show --json` (DESIGN section 5) with everything else that is known."""

from __future__ import annotations

from typing import Any

from playbook import outcome_names
from playbook.facts import Bar, PersonFacts, Step, Touch
from playbook.fit import Result
from playbook.long_record import long_record
from playbook.words import StepKind
from storage.exporting.records import Record
from storage.record import hours

Shape = dict[str, Any]


def document(record: Record) -> Shape:
    """Return everything about an account; a test holds its first keys against `show --json`."""
    account = record.account
    spent = hours(record.db, [account.id], record.today).get(account.id, 0.0)
    return {
        "id": account.id,
        "name": account.name,
        "standing": record.standing,
        "fit": {
            "verdict": record.fit.verdict,
            "score": record.fit.score,
            "criteria": [_criterion(each) for each in record.fit.results],
            "words": record.fit.words(),
        },
        "tier": record.tier,
        "dream": account.dream,
        "no_count": account.no_total,
        "touch_count": account.touches,
        "fields": dict(account.fields),
        "people": [_person(person) for person in record.people],
        "touches": [_touch(record, touch) for touch in record.touches],
        "plan": [_step(record, step) for step in sorted(account.steps, key=lambda each: (each.on, each.id))],
        **_seen(record),
        "do_not_contact": bool(account.bars),
        "hours_90_days": round(spent, 2),
        "last_said": account.last_words or None,
        "record": _long_record(record),
        **_more(record),
    }  # fmt: skip


def _seen(record: Record) -> Shape:
    """Signs, openings and remarks."""
    account = record.account
    return {
        "signals": [
            {"sign": each.sign, "on": each.on, "person": record.name_of(each.person) or None}
            for each in account.signals
        ],
        "openings": [
            {
                "kind": each.kind, "seen": each.seen, "on": each.on, "text": each.text,
                "person": record.name_of(each.person) or None,
            }
            for each in account.openings
        ],
        "remarks": [
            {"about": each.about, "text": each.text, "on": each.on, "person": record.name_of(each.person) or None}
            for each in account.remarks
        ],
    }  # fmt: skip


def _more(record: Record) -> Shape:
    """What `show --json` leaves out."""
    account = record.account
    return {
        "bars": [_bar(bar) for bar in account.bars],
        "stated": account.stated,
        "tier_by_hand": account.hand_tier,
        "fit_by_hand": account.fit_said or None,
        "fit_reason": account.fit_reason or None,
        "dream_since": account.dream_since,
        "dumped_on": account.dumped_on,
        "dump_reason": account.dump_reason or None,
        "kept_on": account.kept_on,
        "added": account.added,
        "first_touch": account.first_touch,
        "last_touch": account.last_touch,
        "last_talk": account.last_talk,
        "lists": account.sources,
    }


def _long_record(record: Record) -> Shape:
    told = long_record(record.account, record.people, record.tier, record.settings, record.today)
    return {
        "pursued_since": told.since,
        "years": round(told.years, 2),
        "nos_before": told.before,
        "outlived": told.outlived,
        "spend": told.spend,
        "incumbent": told.incumbent or None,
        "incumbent_since": told.incumbent_since,
        "decision_maker": told.person_name or None,
        "decision_maker_since": told.person_since,
        "last": told.last,
        "next": told.next,
        "rhythm_passed": None if told.waited is None else round(told.waited, 2),
    }


def _criterion(each: Result) -> Shape:
    return {
        "field": each.criterion.field,
        "test": each.criterion.test,
        "values": each.criterion.values,
        "weight": each.criterion.weight,
        "must": each.criterion.must,
        "never": each.criterion.never,
        "held": each.held,
        "met": each.met,
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
        "bars": [_bar(bar) for bar in person.bars],
        "dead_channels": sorted(person.bad),
        "came_from": person.came_from,
        "touch_count": person.touches,
        "last_touch": person.last_touch,
    }


def _touch(record: Record, touch: Touch) -> Shape:
    outcome, reading = outcome_names.written(touch.outcome, touch.reading)
    return {
        "at": touch.at,
        "on": touch.on,
        "outcome": outcome,
        "reading": reading,
        "channel": touch.channel,
        "person": record.name_of(touch.person) or None,
        "inbound": touch.inbound,
        "note": touch.note,
        "minutes": touch.minutes,
        "id": touch.entry,
        "person_id": touch.person,
    }


def _step(record: Record, step: Step) -> Shape:
    return {
        "on": step.on,
        "at": step.at,
        "zone": step.zone,
        "channel": step.channel,
        "person": record.name_of(step.person) or None,
        "purpose": step.purpose,
        "intent": step.intent,
        "promise": step.kind is StepKind.PROMISE,
        "rule": step.rule,
        "why": step.why,
        "id": step.id,
        "kind": step.kind,
        "person_id": step.person,
    }


def _bar(bar: Bar) -> Shape:
    return {"channel": bar.channel, "words": bar.words or None}
