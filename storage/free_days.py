"""Days off: the rep's leave and holidays, and the holidays of an account's country (R36, R37).

The calendar of holidays is slow to load, so what it said stands in `meta` by country and year and is read from there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from weakref import WeakKeyDictionary

from playbook.settings import Settings

_BEFORE, _AFTER = 1, 2
"""Years around today that are looked at: a call back in a year needs the holidays around it."""
_LONGEST = timedelta(days=1_000)
_PARTS = {"GB": "ENG"}
"""Without its part the calendar of a kingdom has only what all parts share: no Easter Monday. Most live in England."""
Place = tuple[str, int]
"""A country's code and a year."""
_known: dict[Place, frozenset[date]] = {}
_asked: WeakKeyDictionary[sqlite3.Connection, dict[Place, bool]] = WeakKeyDictionary()
"""What each open book was asked for, and whether it holds that: what one book holds, the next one may not."""


def rep_days_off(db: sqlite3.Connection, settings: Settings, today: date) -> frozenset[date]:
    """Return the rep's days off around today: leave and the holidays of their country (R37)."""
    return holidays_of(db, settings.hours.country, today) | frozenset(_leave(settings.hours.leave))


def holidays_of(db: sqlite3.Connection, country: str, today: date) -> frozenset[date]:
    """Return the holidays of an ISO country around today; none for a country that is not known."""
    code = country.strip().upper()
    if not code:
        return frozenset()
    years = range(today.year - _BEFORE, today.year + _AFTER + 1)
    asked = _asked.setdefault(db, {})
    return frozenset().union(*(_of_year(db, asked, (code, year)) for year in years))


def calendar_of(country: str, today: date) -> frozenset[date]:
    """Return the holidays of an ISO country around today where there is no book to keep them in."""
    years = range(today.year - _BEFORE, today.year + _AFTER + 1)
    return frozenset().union(*(_calendar(country, year) for year in years))


def keep(db: sqlite3.Connection) -> None:
    """Write into `meta` what this book was asked for and does not hold; inside a transaction."""
    asked = _asked.get(db, {})
    lacking = [place for place, held in asked.items() if not held]
    rows = [(_key(*place), ",".join(sorted(day.isoformat() for day in _known[place]))) for place in lacking]
    db.executemany("INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO NOTHING", rows)
    asked.update(dict.fromkeys(lacking, True))


def lacks(db: sqlite3.Connection) -> bool:
    """Return whether this book was asked for something that it does not hold."""
    return not all(_asked.get(db, {}).values())


def _of_year(db: sqlite3.Connection, asked: dict[Place, bool], place: Place) -> frozenset[date]:
    if place not in asked:
        row = db.execute("SELECT value FROM meta WHERE key = ?", (_key(*place),)).fetchone()
        asked[place] = row is not None
        if place not in _known:
            _known[place] = _calendar(*place) if row is None else _read(row[0])
    return _known[place]


def _key(country: str, year: int) -> str:
    return f"holidays {country} {year}"


def _read(text: str) -> frozenset[date]:
    return frozenset(date.fromisoformat(day) for day in text.split(",") if day)


def _calendar(country: str, year: int) -> frozenset[date]:
    import holidays

    try:
        return frozenset(holidays.country_holidays(country, subdiv=_PARTS.get(country), years=year))
    except NotImplementedError:
        return frozenset()


def _leave(told: tuple[str, ...]) -> Iterator[date]:
    """Yield the days of `2026-12-24` and `2026-12-24..2027-01-03`; the settings were checked when they were made."""
    for words in told:
        first, _, last = words.partition("..")
        day, end = date.fromisoformat(first.strip()), date.fromisoformat((last or first).strip())
        for count in range(min(end - day, _LONGEST).days + 1):
            yield day + timedelta(days=count)
