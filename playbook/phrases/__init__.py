"""Callback phrases: the words of a prospect as a day, with what was understood, never guessed silently (R14).

`read` is the door. A time of the day is taken out first (`phrases.clock`), then the longest stretches of words that a
pattern of the grammar file knows become days (`phrases.context`), and what stands around them decides: denied, past,
unknown words left. What is not certain is not `sure`; what is not understood comes back with `why`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from playbook.cleaning import clean_line
from playbook.days import DAY
from playbook.daywords import full
from playbook.folding import fold
from playbook.phrases.call import Ground, Meaning, Reader
from playbook.phrases.clock import PARTS, Clock, find_clock
from playbook.phrases.context import BROKEN, GONE, Found, find_days, is_broken, left_over, objection
from playbook.phrases.counted import COUNTED
from playbook.phrases.dates import DATES
from playbook.phrases.grammar import Grammar, Words, parse_grammar
from playbook.phrases.lengths import LENGTHS
from playbook.phrases.lexing import ORDINAL, Lexed, lex
from playbook.phrases.periods import PERIODS
from playbook.phrases.relations import RELATIONS
from playbook.phrases.spans import Span, next_work_day, one_day, plus_months
from playbook.settings import Phrases

__all__ = ["FARTHEST_YEARS", "MEANINGS", "Grammar", "Understood", "parse_grammar", "read"]

FARTHEST_YEARS: Final = 15
"""Nothing later is taken for a day to call."""
MEANINGS: Final[Mapping[str, Meaning]] = {**DATES, **LENGTHS, **PERIODS, **RELATIONS, **COUNTED}
"""What a pattern of the grammar file can mean."""

_NOTHING: Final = "I find no day in these words."
_TOO_FAR: Final = f"That is more than {FARTHEST_YEARS} years ahead."
_STRETCHES: Final = frozenset({"week", "month", "quarter", "year"})
_EVENING: Final = 20
_DAYS_SAID: Final = 14
_WEEKS_SAID: Final = 84
_MONTHS_SAID: Final = 24


@dataclass(frozen=True, slots=True)
class Understood:
    """What a phrase says: a day, or why there is none."""

    date: dt.date | None
    """The day, never past and at most 15 years ahead; it may be a weekend, which is asked (R10)."""
    time: dt.time | None
    """The time, theirs, if one was named."""
    understood: str
    """The day in words: `Mon 24 May 2027, in about 6 months`; empty without a day."""
    sure: bool
    """The words leave no other reading; then `others` is empty."""
    others: tuple[dt.date, ...]
    """Other days that may be meant."""
    why: str
    """Why there is no day; empty with one."""
    expiry: bool
    """Words of contract or budget: an opening is offered instead (R22)."""
    better: dt.date | None = None
    """The next day on which people work, where `date` is a weekend or a holiday: asked at once (R10)."""
    last: dt.date | None = None
    """The last day of the stretch that the words name ("in December", "Christmas week"); None for a single day."""


def read(
    phrase: str, now: dt.datetime, grammar: Grammar, phrases: Phrases, off: frozenset[dt.date], country: str = "US"
) -> Understood:
    """Read a phrase said at `now`, the rep's local time (R14).

    `off` holds the days on which nobody works there or here; `country` is whose holidays are meant. Never raises for
    any text, never answers a past day.
    """
    lexed = lex(phrase, grammar)
    for expression, why in grammar.stops:
        if expression.search(lexed.text):
            return _none(why)
    ground = Ground(grammar, phrases, off, now, country.upper())
    clock = find_clock(lexed, grammar, phrases)
    rest = _without(lexed, clock)
    days = find_days(rest, Reader(ground, MEANINGS), grammar.words.weak)
    expiry = bool(grammar.words.expiry.search(fold(clean_line(phrase))))
    found = _judge(days, rest, clock, ground)
    return replace(found, sure=found.sure and not lexed.guessed, expiry=expiry)


def _without(lexed: Lexed, clock: Clock | None) -> Lexed:
    if clock is None:
        return lexed
    pairs = list(zip(lexed.words, lexed.written, strict=True))
    pairs = pairs[: clock.start] + pairs[clock.end :]
    if not clock.part:
        pairs = [("today", written) if word == "tonight" else (word, written) for word, written in pairs]
        pairs = [pair for pair in pairs if pair[0] not in PARTS]
    return Lexed(tuple(word for word, _ in pairs), tuple(written for _, written in pairs), lexed.guessed)


def _judge(days: list[Found], rest: Lexed, clock: Clock | None, ground: Ground) -> Understood:
    words = ground.grammar.words
    if is_broken(days, rest, words.joints):
        return _none(BROKEN)
    unknown = left_over(rest, days, words.filler)
    standing = _standing(days, rest, words, clock, unknown=unknown)
    unknown = unknown or (bool(days) and not standing)
    said = [(held, objection(held, rest, words)) for held in standing]
    meant = [held for held, against in said if not against and _pick(held.span, ground) >= ground.today]
    if not meant:
        against = next((why for _, why in said if why), GONE if said else "")
        if against or clock is None or (unknown and (clock.bare or clock.part)):
            return _none(against or _silence(rest, ground.grammar))
        if clock.tomorrow:
            span = one_day(next_work_day(ground.today + DAY, ground.off), vague=True, others=(ground.today,))
            return _timed(span, clock, ground, unknown=unknown, said=True)
        vague = clock.part and not clock.today
        return _timed(one_day(ground.today, vague=vague), clock, ground, unknown=unknown, said=clock.today)
    chosen = _chosen(meant, rest, words)
    vague = chosen.span.vague or len(meant) > 1 or (chosen.everyday and len(rest.words) > 1)
    others = tuple(_pick(held.span, ground) for held in meant if held is not chosen)
    span = replace(chosen.span, others=chosen.span.others + others, vague=vague)
    return _timed(span, clock, ground, unknown=unknown, said=True)


def _standing(days: list[Found], rest: Lexed, words: Words, clock: Clock | None, *, unknown: bool) -> list[Found]:
    """Drop what is a day only in other company: lengths beside strange words, `sat` in a sentence."""
    plain = not left_over(rest, days, words.plain)
    timed = clock is not None
    days = [replace(held, everyday=held.everyday and not _is_timed(held, clock)) for held in days]
    kept = [held for held in days if not (held.weak and unknown) and not (held.everyday and not plain)]
    kept = [held for held in kept if not (held.everyday and _is_elsewhere(held, rest, timed=timed))]
    strong = [held for held in kept if not held.weak and not held.everyday]
    return strong or kept


def _is_timed(held: Found, clock: Clock | None) -> bool:
    """Tell whether an hour follows directly: "mon am" is a Monday."""
    return clock is not None and held.end == clock.start and held.span.unit == "day"


def _is_elsewhere(held: Found, rest: Lexed, *, timed: bool) -> bool:
    """Tell whether an everyday word has its everyday meaning: a bare "second", "spring" beside an hour."""
    return ORDINAL.fullmatch(rest.words[held.start]) is not None or (timed and held.span.unit in {"month", "season"})


def _chosen(meant: list[Found], rest: Lexed, words: Words) -> Found:
    """Of several days the last one behind a word such as "call" or "back"; without such a word the last one."""
    ends = [0, *(held.end for held in meant)]
    asked = [
        held
        for held, behind in zip(meant, ends, strict=False)
        if words.verb.search(" ".join(rest.words[behind : held.start]))
    ]
    return (asked or meant)[-1]


def _pick(span: Span, ground: Ground) -> dt.date:
    """Return the day of a span that a rep puts down: its first, or the next working day of one that has begun."""
    begun = span.first < ground.today or (span.first == ground.today and span.vague and span.unit in _STRETCHES)
    if not begun or span.last < ground.today:
        return span.first
    return min(next_work_day(ground.today + DAY, ground.off), span.last)


def _timed(span: Span, clock: Clock | None, ground: Ground, *, unknown: bool, said: bool) -> Understood:
    """Put day and time together; `said` tells that a day was named."""
    day, at = _pick(span, ground), span.at
    vague = span.vague or unknown or (day == ground.today and span.unit in _STRETCHES)
    if clock is not None and span.at is not None:
        vague = vague or not clock.part
    elif clock is not None and (not clock.part or span.unit in {"day", "range", "holiday", "length"}):
        at, vague = clock.at, vague or clock.vague
        if day == ground.today and at <= ground.now.time():
            late = at.hour + 12
            if clock.over is not None and (said or clock.today) and clock.over > ground.now.time():
                at, vague = None, True
            elif not said:
                day, vague = next_work_day(day + DAY, ground.off), True
            elif clock.bare and late <= _EVENING and dt.time(late) > ground.now.time():
                at = at.replace(hour=late)
            else:
                return _none(GONE)
    if day > plus_months(ground.today, FARTHEST_YEARS * 12):
        return _none(_TOO_FAR)
    others, better = _others(day, span, ground), next_work_day(day, ground.off)
    return Understood(
        day, at, _words(day, at, ground.today), not vague and not others, others, "", expiry=False,
        better=None if better == day else better, last=span.last if day < span.last else None,
    )  # fmt: skip


def _others(day: dt.date, span: Span, ground: Ground) -> tuple[dt.date, ...]:
    last = plus_months(ground.today, FARTHEST_YEARS * 12)
    return tuple(other for other in dict.fromkeys(span.others) if other != day and ground.today <= other <= last)


def _none(why: str) -> Understood:
    return Understood(None, None, "", sure=False, others=(), why=why, expiry=False)


def _silence(rest: Lexed, grammar: Grammar) -> str:
    fitting = (why for expression, why in grammar.silences if expression.search(rest.text))
    return next(fitting, _NOTHING)


def _words(day: dt.date, at: dt.time | None, today: dt.date) -> str:
    hour = f" at {at.hour}:{at.minute:02}" if at else ""
    return f"{full(day)}{hour}, {_distance(day, today)}"


def _distance(day: dt.date, today: dt.date) -> str:
    days = (day - today).days
    if days < 2:  # noqa: PLR2004  (two days are counted)
        return "tomorrow" if days else "today"
    months = (day.year - today.year) * 12 + day.month - today.month
    if plus_months(today, months) == day and months:
        return _counted(months, "month") if months % 12 else _counted(months // 12, "year")
    if days < _DAYS_SAID:
        return f"in {days} days"
    if days < _WEEKS_SAID:
        return _counted(days // 7, "week") if days % 7 == 0 else f"in {days} days"
    about = round(days / 30.44)
    return f"in about {about} months" if about < _MONTHS_SAID else f"in about {round(days / 365.25)} years"


def _counted(number: int, unit: str) -> str:
    return f"in {number} {unit}s" if number > 1 else f"in a {unit}"
