"""When a touch happened, in a few words: "10:30", "2h ago", "yesterday 16:00", "Fri 9am", "12 Nov", ISO (R45)."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from playbook.daywords import MONTHS, WEEKDAYS

_AGO = re.compile(r"(?P<count>\d{1,3}) ?(?P<unit>m|min|mins|minutes?|h|hours?|d|days?)(?: ago)?")
_TIME = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))? ?(?P<half>am|pm)?")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")
_DATED = re.compile(r"(?P<day>\d{1,2})\.? (?P<month>[a-z]{3,9})|(?P<month2>[a-z]{3,9}) (?P<day2>\d{1,2})")
_NOON = 12


def read_earlier(phrase: str, now: datetime) -> datetime | None:
    """Return the moment that the phrase names, aware as `now` is, or None: it can't be read, or it lies in the future.

    A day without an hour is read as the hour of `now`, for only the day matters to a plan (R7).
    """
    words = " ".join(phrase.casefold().replace(",", " ").replace(" at ", " ").split())
    if not words:
        return None
    ago = _AGO.fullmatch(words)
    moment = _minus(now, ago) if ago else _day_and_time(words.replace("t", " ") if _is_iso(words) else words, now)
    return moment if moment is not None and moment <= now else None


def _is_iso(words: str) -> bool:
    return _ISO.match(words) is not None


def _minus(now: datetime, ago: re.Match[str]) -> datetime:
    count = int(ago["count"])
    unit = ago["unit"][0]
    return now - {"m": timedelta(minutes=count), "h": timedelta(hours=count), "d": timedelta(days=count)}[unit]


def _day_and_time(words: str, now: datetime) -> datetime | None:
    at = _time(words)
    if at is not None:
        return datetime.combine(now.date(), at, now.tzinfo)
    day = _day(words, now.date())
    if day is not None:
        return datetime.combine(day, now.time(), now.tzinfo)
    head, _, tail = words.rpartition(" ")
    day, at = _day(head, now.date()), _time(tail)
    return datetime.combine(day, at, now.tzinfo) if day is not None and at is not None else None


def _time(words: str) -> time | None:
    found = _TIME.fullmatch(words)
    if found is None:
        return None
    hour, half = int(found["hour"]), found["half"]
    if half and not 1 <= hour <= _NOON:
        return None
    hour = hour % _NOON + (_NOON if half == "pm" else 0) if half else hour
    try:
        return time(hour, int(found["minute"] or 0))
    except ValueError:
        return None


def _day(words: str, today: date) -> date | None:
    if words in {"today", "yesterday"}:
        return today - timedelta(days=words == "yesterday")
    if words.isalpha() and words[:3].capitalize() in WEEKDAYS:
        back = (today.weekday() - WEEKDAYS.index(words[:3].capitalize())) % 7 or 7
        return today - timedelta(days=back)
    iso, dated = _ISO.fullmatch(words), _DATED.fullmatch(words)
    if iso:
        return _date(int(iso["year"]), int(iso["month"]), int(iso["day"]))
    return _dated(dated, today) if dated else None


def _dated(found: re.Match[str], today: date) -> date | None:
    month = (found["month"] or found["month2"])[:3].capitalize()
    if month not in MONTHS:
        return None
    number = MONTHS.index(month) + 1
    this_year = _date(today.year, number, int(found["day"] or found["day2"]))
    if this_year is not None and this_year > today:
        return _date(today.year - 1, number, this_year.day)
    return this_year


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
