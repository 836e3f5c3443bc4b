"""Days off as people say them (R37): a day, two days, a stretch of the calendar, a count of days or weeks.

Single days and stretches ("tomorrow", "in December", "Christmas week") are read by whoever calls, with the grammar of
callbacks (R14); what only days off need stands here: ends, counts, weeks as their working days.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from playbook import daywords
from playbook.away import Away
from playbook.days import DAY
from playbook.phrases.spans import WEEK, monday_of, plus_months

LONGEST: Final = timedelta(days=366)
"""A longer leave is a slip of the keys."""
_FRIDAY, _WEEKEND = 4, 5
_NUMBERS: Final = (
    "a an one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
)
_WORDS: Final = _NUMBERS.split()
_COUNT: Final = rf"(?P<count>\d{{1,3}}|a couple of|couple of|{'|'.join(_WORDS)})\s+"
_LENGTH: Final = rf"{_COUNT}(?P<working>(?:working|business|work)\s+)?(?P<unit>day|week|month)s?"
_COUNTED: Final = re.compile(
    rf"(?:for\s+)?(?:the\s+)?(?:(?:next|coming|following)\s+)?{_LENGTH}"
    r"(?:\s+(?:(?P<loose>from)|starting|beginning|as of)(?:\s+(?:on|from))?\s+(?P<start>.+))?",
    re.IGNORECASE,
)
_FOR: Final = re.compile(rf"(?P<start>.+?)\s+for\s+(?:the\s+)?{_LENGTH}", re.IGNORECASE)
_WEEKS: Final = re.compile(
    r"(?:(?:all |the )?(?:rest of )?(?P<this>this|the) |(?:all )?next )week"
    r"(?P<two> and (?:the )?(?:next|week after|one after)(?: week| that)?)?",
    re.IGNORECASE,
)
_THIS_AND_NEXT: Final = re.compile(r"this and (?:the )?next week", re.IGNORECASE)
_UNTIL: Final = re.compile(
    r"(?:(?:now|today)\s+(?:on\s+)?)?(?:until|till|til|through|thru|up to|to)\s+(?P<end>.+)", re.IGNORECASE
)
_BETWEEN: Final = re.compile(r"\s*(?:\.\.+|…|–|—|\s-\s|\b(?:to|until|till|through|thru)\b)\s*", re.IGNORECASE)
_THROUGH: Final = re.compile(r"\b(?:through|thru)\b", re.IGNORECASE)
_AND: Final = re.compile(r"\s+(?:and|&|\+)\s+", re.IGNORECASE)
_LEAD: Final = re.compile(
    r"^(?:(?:i am|i'm|i’m|we are|we're|i take|take)\s+)?(?:(?:off|away|out|on (?:leave|holiday|vacation))\s+)?"
    r"(?:on\s+(?=\w+day)|from\s+)?",
    re.IGNORECASE,
)
_TAIL: Final = re.compile(r"\s+(?:off|away)$", re.IGNORECASE)
_DASHED: Final = re.compile(
    r"(?<![\d-])(\d{1,2}(?:st|nd|rd|th)?)\s?[-–]\s?(\d{1,2}(?:st|nd|rd|th)?)(?![\d-])", re.IGNORECASE
)
"""Two days of a month that is named beside them: "23-27 December"."""
_MONTH: Final = re.compile(r"[a-z]{3}", re.IGNORECASE)
_BARE: Final = re.compile(r"\d{1,2}(?:st|nd|rd|th)?", re.IGNORECASE)
_NAMED: Final = re.compile(r"(?=.*[a-z]{3})(.*?)\b\d{1,2}(?:st|nd|rd|th)?\b(?!-)(.*)", re.IGNORECASE)
_ASK: Final = "Say the days: 24 Dec to 3 Jan, next week, 2026-12-24..2027-01-03."


class Named(NamedTuple):
    """What words name: a day, or a stretch of the calendar."""

    first: date | None
    """None: no day is in them."""
    last: date | None = None
    """Last day of a stretch, None for a single day."""
    sure: bool = True
    """The words leave no other reading."""


Read = Callable[[str, date], Named]
"""Reads words as they are said on a day."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was understood of the words for days off."""

    away: Away | None
    why: str = ""
    """Why there is none; empty with one."""
    sure: bool = True


def read(text: str, today: date, named: Read) -> Heard:
    """Read days off: `2026-12-24..2027-01-03`, "24 Dec to 3 Jan", "next two weeks", "until Friday", "1 Dec for 3 days".

    `named` reads the words of one day or stretch; an end is read as said on the first day.
    """
    words = _plain(text)
    if not words:
        return Heard(None, _ASK)
    heard = _week(words, today) or _counted(words, today, named) or _until(words, today, named)
    return heard or _parts(words, today, named)


def _plain(text: str) -> str:
    """Return the words without what surrounds the days: "I'm off from", "off"."""
    words = " ".join(text.split())
    words = _TAIL.sub("", _LEAD.sub("", words))
    if words.lower().startswith("between "):
        words = _AND.sub(" to ", words[len("between ") :], count=1)
    return _DASHED.sub(r"\1 to \2", words) if _MONTH.search(words) else words


def _week(words: str, today: date) -> Heard | None:
    """Weeks are their working days; this one has begun."""
    if _THIS_AND_NEXT.fullmatch(words):
        return Heard(_weeks(today, today, 2))
    found = _WEEKS.fullmatch(words)
    if found is None:
        return None
    first = today if found["this"] else monday_of(today) + WEEK
    return Heard(_weeks(first, today, 2 if found["two"] else 1))


def _weeks(first: date, today: date, count: int) -> Away:
    """Return so many calendar weeks from the one of `first` on, Monday to Friday, from today on."""
    monday = monday_of(first)
    last = monday + WEEK * (count - 1) + DAY * _FRIDAY
    return Away(max(monday, today), max(last, today))


def _counted(words: str, today: date, named: Read) -> Heard | None:
    """A count of days, weeks or months; where no first day is said it is the coming one, and not sure."""
    found = _COUNTED.fullmatch(words) or _FOR.fullmatch(words)
    if found is None:
        return None
    count, unit, start = _number(found["count"].lower()), found["unit"].lower(), found["start"]
    if not count:
        return Heard(None, _ASK)
    if start is None:
        first = monday_of(today) + WEEK if unit == "week" else today + DAY
        return _checked(Away(first, _end(first, count, unit, found["working"])), today, sure=False)
    begins = named(start, today)
    if begins.first is None:
        return _nothing(start)
    last = _end(begins.first, count, unit, found["working"])
    loose = found.re is _COUNTED and found["loose"]  # "a week from Monday" is also the Monday after that one
    return _checked(Away(begins.first, last), today, sure=begins.sure and begins.last is None and not loose)


def _number(said: str) -> int:
    if said.isdecimal():
        return int(said)
    return 2 if said.endswith("of") else max(1, _WORDS.index(said) - 1)


def _end(first: date, count: int, unit: str, working: str | None) -> date:
    """Return the last of so many days from a first one on; weeks end with their Friday."""
    if unit == "month":
        return plus_months(first, count) - DAY
    if working and unit == "day":
        day, left = first, count - (first.weekday() < _WEEKEND)
        while left > 0:
            day += DAY
            left -= day.weekday() < _WEEKEND
        return day
    last = first + DAY * (count * (7 if unit == "week" else 1) - 1)
    beyond = last.weekday() - _FRIDAY
    return last - DAY * beyond if unit == "week" and beyond > 0 else last


def _until(words: str, today: date, named: Read) -> Heard | None:
    """From today until a day, which is off too."""
    found = _UNTIL.fullmatch(words)
    if found is None:
        return None
    return _ending(Named(today), found["end"], today, named, through=_is_through(words))


def _parts(words: str, today: date, named: Read) -> Heard:
    """One day or stretch, or a first and a last one."""
    parts = [part for part in _BETWEEN.split(words) if part]
    if len(parts) == 1 and len(both := _AND.split(words)) > 1:
        return _side_by_side(both, today, named)
    if len(parts) != 1 and len(parts) != 2:  # noqa: PLR2004  (a first day and a last one)
        return Heard(None, "I read more than two days: say the first and the last one." if parts else _ASK)
    through, parts = _is_through(words), _with_month(parts)
    first = named(parts[0], today)
    if first.first is None:
        return _nothing(parts[0])
    if len(parts) == 1:
        return _checked(_stretch(first.first, first.last), today, sure=first.sure)
    return _ending(first, parts[1], today, named, through=through or first.last is not None)


def _is_through(words: str) -> bool:
    return _THROUGH.search(words) is not None


def _ending(begins: Named, words: str, today: date, named: Read, *, through: bool) -> Heard:
    """Return days off from a first day to what `words` name; "until January" ends before it, "through January" with it.

    Only a single day is a sure end.
    """
    first = begins.first or today
    end = named(words, first)
    if end.first is None:
        return _nothing(words)
    last = end.first if end.last is None else end.last if through else end.first - DAY
    return _checked(Away(first, last), today, sure=begins.sure and end.sure and end.last is None)


def _stretch(first: date, last: date | None) -> Away:
    """Return a stretch; a calendar week is its working days."""
    if last is None:
        return Away(first, first)
    whole_week = last - first == WEEK - DAY and not first.weekday()
    return Away(first, last - DAY * 2 if whole_week else last)


def _side_by_side(both: list[str], today: date, named: Read) -> Heard:
    """Two days that follow each other are one leave, over a weekend too; others are two."""
    parts = _with_month(both)
    first = named(parts[0], today)
    last = Named(None) if first.first is None else named(parts[1], first.first)
    if len(parts) != 2 or first.first is None or last.first is None:  # noqa: PLR2004  (as above)
        return _nothing(" and ".join(both))
    between = (last.first - (first.last or first.first)).days
    friday = (first.last or first.first).weekday() == _FRIDAY
    if between == 1 or (between == 3 and friday):  # noqa: PLR2004  (Friday and Monday)
        return _checked(Away(first.first, last.last or last.first), today, sure=first.sure and last.sure)
    return Heard(None, "Between these days you work: say the one, then the other.")


def _with_month(parts: list[str]) -> list[str]:
    """Return the two days with the month that only one of them names: "1 to 12 December", "Dec 1 to 12"."""
    found = list(parts)
    for place, other in ((0, 1), (1, 0)) if len(parts) > 1 else ():
        named = _NAMED.fullmatch(parts[other])
        if _BARE.fullmatch(parts[place]) and named is not None:
            found[place] = f"{named[1]}{parts[place]}{named[2]}"
    return found


def _nothing(words: str) -> Heard:
    return Heard(None, f"I find no day in “{words}”.")


def _checked(away: Away, today: date, *, sure: bool) -> Heard:
    if away.last < away.first:
        return Heard(None, f"{daywords.full(away.last)} is before {daywords.full(away.first)}.")
    if away.last < today:
        return Heard(None, f"{away.words} is over already.")
    if away.last - away.first > LONGEST:
        return Heard(None, "That is more than a year: say the last day again.")
    return Heard(away, sure=sure)
