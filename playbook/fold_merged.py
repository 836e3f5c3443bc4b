"""Two that are one: their facts added up (R5, R24, R28, R29, R38; DESIGN section 2).

What both say stands as the kept one says it; what only one says stands. What was counted adds up. A bar of either
stands (R38), a star of either stays (R19). Two plans become one: promises and series all stay, of two next steps the
newest. One that was let go or closed, and one that is worked, go on as worked: the rep has looked at both, and that is
the work of today; the signs of both add up, so the dump queue proposes what they prove together (R25). One that was let
go, and one that a list merely brought again, stay let go: nothing but a reason revives it (R29).
"""

from __future__ import annotations

from datetime import date
from typing import Final

from playbook import fold_plan, not_same
from playbook.facts import AccountFacts, Bar, Fields, Opening, PersonFacts, Remark, Signal
from playbook.folding import fold
from playbook.renewal import replace
from playbook.words import AccountId, EntryId, PersonId, Role, Standing

ALSO: Final = "also"
"""The field that keeps the other names, so that search finds both."""
BETWEEN: Final = "; "
"""Stands between two other names."""
_OVER: Final = frozenset({Standing.DUMPED, Standing.CLOSED})
_FIRST: Final = (Standing.CUSTOMER, Standing.TALKING)
"""Standings that outweigh any other but a bar: nobody cold-calls a customer (R44), a talk has its return date (R6)."""


def accounts(kept: AccountFacts | None, gone: AccountFacts | None, root: str, entry: EntryId) -> AccountFacts | None:
    """Return two companies as one; None where the book knows neither yet."""
    if kept is None or gone is None:
        one = kept or gone
        return None if one is None else replace(one, id=AccountId(root), basis=entry)
    stated = _stated(kept, gone)
    steps = () if stated in _OVER else (*kept.steps, *gone.steps)
    one = replace(_added_up(_newer(kept, gone), kept, gone), id=AccountId(root), name=kept.name, basis=entry)
    one = _kept_once(one, kept, gone)
    return fold_plan.in_order(
        replace(
            one, fields=account_fields(kept, gone), stated=stated, steps=steps,
            fit_said=kept.fit_said or gone.fit_said, fit_reason=kept.fit_reason if kept.fit_said else gone.fit_reason,
            dream=kept.dream or gone.dream, dream_since=_first(kept.dream_since, gone.dream_since),
            dumped_on=_last(kept.dumped_on, gone.dumped_on) if stated in _OVER else None,
            dump_reason=(kept.dump_reason or gone.dump_reason) if stated in _OVER else "",
        )
    )  # fmt: skip


def people(kept: PersonFacts | None, gone: PersonFacts | None, root: str, _: EntryId) -> PersonFacts | None:
    """Return two people as one; None where the book knows neither yet."""
    number = PersonId(root)
    if kept is None or gone is None:
        one = kept or gone
        return None if one is None else replace(one, id=number, bars=_theirs(one.bars, number))
    newer = gone if _newest(gone) > _newest(kept) else kept
    return replace(
        kept, id=number, fields=person_fields(kept, gone),
        role=gone.role if kept.role is Role.UNKNOWN else kept.role,
        gone=kept.gone or (gone.gone and gone.account == kept.account),
        bad=kept.bad | gone.bad, bars=_theirs((*kept.bars, *gone.bars), number),
        burst=max(kept.burst, gone.burst), burst_over=kept.burst_over or gone.burst_over,
        voicemails=kept.voicemails + gone.voicemails, talked=kept.talked or gone.talked,
        nos=kept.nos + gone.nos, no_run=newer.no_run, comeback_used=kept.comeback_used or gone.comeback_used,
        touches=kept.touches + gone.touches, last_touch=_last(kept.last_touch, gone.last_touch),
        last_hour=newer.last_hour, last_channel=newer.last_channel,
        last_contact=_last(kept.last_contact, gone.last_contact), came_from=kept.came_from or gone.came_from,
    )  # fmt: skip


def account_fields(kept: AccountFacts, gone: AccountFacts) -> Fields:
    """Return the fields of both: the kept one's where both say something, tags and other names of both."""
    held = {**dict(gone.fields), **dict(kept.fields), "name": kept.name, ALSO: other_names(kept, gone)}
    held["tags"] = tags(kept.get("tags"), gone.get("tags"))
    held[not_same.FIELD] = _told_apart(kept, gone)
    return _sorted(held)


def person_fields(kept: PersonFacts, gone: PersonFacts) -> Fields:
    """Return the fields of both: the kept one's where both say something; a second address is kept beside the first."""
    held = {**dict(gone.fields), **dict(kept.fields), "name": kept.name, ALSO: other_names(kept, gone)}
    second = gone.get("email")
    if second and second != kept.get("email") and not kept.get("email_2"):
        held["email_2" if kept.get("email") else "email"] = second
    held[not_same.FIELD] = _told_apart(kept, gone)
    return _sorted(held)


def _told_apart(kept: AccountFacts | PersonFacts, gone: AccountFacts | PersonFacts) -> str:
    """Whom either is not: what a rep said once is never asked again."""
    return " ".join(sorted({*kept.get(not_same.FIELD).split(), *gone.get(not_same.FIELD).split()} - {kept.id, gone.id}))


def other_names(kept: AccountFacts | PersonFacts, gone: AccountFacts | PersonFacts) -> str:
    """Return all names by which either went, but the one that stands."""
    known = (*kept.get(ALSO).split(BETWEEN), gone.name, *gone.get(ALSO).split(BETWEEN))
    return BETWEEN.join(dict.fromkeys(name for name in known if name and fold(name) != fold(kept.name)))


def tags(kept: str, gone: str) -> str:
    """Return the tags of both, each once."""
    seen: dict[str, str] = {}
    for tag in (*kept.split(","), *gone.split(",")):
        if tag.strip():
            seen.setdefault(fold(tag), tag.strip())
    return ", ".join(seen.values())


def _sorted(held: dict[str, str | int | float | bool]) -> Fields:
    return tuple(sorted((name, value) for name, value in held.items() if value != ""))


def _stated(kept: AccountFacts, gone: AccountFacts) -> Standing | None:
    both = (kept.stated, gone.stated)
    if Standing.BARRED in both or any(bar.channel is None for bar in (*kept.bars, *gone.bars)):
        return Standing.BARRED
    first = next((standing for standing in _FIRST if standing in both), None)
    if first is not None:
        return first
    over = [each for each in both if each in _OVER]
    if over and not any(_worked(each) for each in (kept, gone)):
        return over[0]
    aside = Standing.SET_ASIDE in both and not kept.touches + gone.touches
    return Standing.SET_ASIDE if aside else None


def _worked(one: AccountFacts) -> bool:
    """Whether somebody calls on a company: what only a list brought back is not, so it stays let go (R29)."""
    return one.stated not in _OVER and bool(one.touches or one.steps)


def _newer(kept: AccountFacts, gone: AccountFacts) -> AccountFacts:
    """Return the kept one with what the newest touch of both said."""
    newer, older = (gone, kept) if _newest(gone) > _newest(kept) else (kept, gone)
    return replace(
        kept, rhythm_run=newer.rhythm_run, rhythm_asks=newer.rhythm_asks, last_touch=newer.last_touch,
        last_touch_person=newer.last_touch_person, last_outcome=newer.last_outcome or older.last_outcome,
        last_reading=newer.last_reading if newer.last_outcome else older.last_reading,
        last_words=newer.last_words or older.last_words,
    )  # fmt: skip


def _added_up(one: AccountFacts, kept: AccountFacts, gone: AccountFacts) -> AccountFacts:
    """Return it with everything that is counted or listed, of both."""
    return replace(
        one, openings=tuple(sorted((*kept.openings, *gone.openings), key=_by_entry)),
        remarks=tuple(sorted((*kept.remarks, *gone.remarks), key=_by_entry)),
        bars=tuple(sorted((*kept.bars, *gone.bars), key=_by_entry)), added=_first(kept.added, gone.added),
        touches=kept.touches + gone.touches, nos=kept.nos + gone.nos,
        front_burst=kept.front_burst + gone.front_burst, first_touch=_first(kept.first_touch, gone.first_touch),
        last_talk=_last(kept.last_talk, gone.last_talk), last_contact=_last(kept.last_contact, gone.last_contact),
        all_set_on=_last(kept.all_set_on, gone.all_set_on), outlived=kept.outlived + gone.outlived,
        sources=tuple(sorted({*kept.sources, *gone.sources})), extra=_sorted({**dict(gone.extra), **dict(kept.extra)}),
    )  # fmt: skip


def _kept_once(one: AccountFacts, kept: AccountFacts, gone: AccountFacts) -> AccountFacts:
    """Return it with the signs of both: those that a keep has judged stand first, as it left them (R25)."""
    judged = (*kept.signals[: kept.kept_signals], *gone.signals[: gone.kept_signals])
    fresh = (*kept.signals[kept.kept_signals :], *gone.signals[gone.kept_signals :])
    return replace(
        one, signals=(*sorted(judged, key=_by_entry), *sorted(fresh, key=_by_entry)), kept_signals=len(judged),
        kept_score=kept.kept_score + gone.kept_score, kept_on=_last(kept.kept_on, gone.kept_on),
        kept_gaps=kept.kept_gaps + gone.kept_gaps,
    )  # fmt: skip


def _theirs(bars: tuple[Bar, ...], person: PersonId) -> tuple[Bar, ...]:
    """Return bars as those of one person; they stand whoever of the two they were said of (R38)."""
    return tuple(sorted((replace(bar, person=person) for bar in bars), key=_by_entry))


def _by_entry(each: Bar | Opening | Remark | Signal) -> str:
    return each.entry


def _newest(facts: AccountFacts | PersonFacts) -> str:
    return "" if facts.last_touch is None else facts.last_touch.isoformat()


def _first(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)


def _last(one: date | None, other: date | None) -> date | None:
    return max((day for day in (one, other) if day is not None), default=None)
