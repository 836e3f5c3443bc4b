"""Days in the many spellings of lists. A day is what is written, never moved by a zone; what is no day stays None."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Final

from storage.importing.folded import fold
from storage.importing.lexicon import cell_words

_CLOCK: Final = r"(?:[T ,]+\d{1,2}[:.h]\d{2}.*)?$"
_ISO: Final = re.compile(r"^(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.)(\d{1,2})" + _CLOCK)
_COMPACT: Final = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T\d{4,6}Z?)?$")
_FIGURES: Final = re.compile(r"^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})" + _CLOCK)
_DAY_FIRST: Final = re.compile(
    r"^(?:[a-z]+\.?,? +)?(\d{1,2})(?:\.|st|nd|rd|th|er|º)?[ -]*(?:de +|of +)?([a-z]+)\.?,?[ -]*(?:de +)?(\d{4}|\d{2})\b"
)
_MONTH_FIRST: Final = re.compile(r"^(?:[a-z]+\.?,? +)??([a-z]+)\.?[ -]+(\d{1,2})(?:st|nd|rd|th)?,?[ -]+(\d{4})\b")
_SERIAL: Final = re.compile(r"^(\d{5})(?:\.\d+)?$")
_EPOCH: Final = re.compile(r"^(\d{10})(\d{3})?$")
_BARE: Final = re.compile(r"^((?:19|20)\d{2})(?:-(\d{2}))?$")
_SERIAL_ZERO: Final = date(1899, 12, 30)
_SERIALS: Final = range(20_000, 80_000)
_PIVOT: Final = 70
_MONTHS: Final = 12


def month_first(values: Iterable[str], *, default: bool) -> bool:
    """Return whether a column of days writes the month first: what its figures leave open, `default` decides."""
    for value in values:
        found = _FIGURES.match(value.strip())
        if found and found[2] != ".":
            first, second = int(found[1]), int(found[3])
            if first > _MONTHS >= second:
                return False
            if second > _MONTHS >= first:
                return True
    return default


def day(text: str, *, months_lead: bool) -> date | None:
    """Return the day that a cell names, None where it names none.

    `months_lead` says what 3/4 means; dots are always day first ("20.03.2024"). Serials of spreadsheets and epochs are
    read too.
    """
    plain = text.strip()
    return _in_figures(plain, months_lead=months_lead) or _in_words(fold(plain)) or _counted(plain)


def is_year_or_month(text: str) -> bool:
    """Tell whether a cell names a year or a month alone: 2019 or 2019-03."""
    found = _BARE.match(text.strip())
    return found is not None and (found[2] is None or 1 <= int(found[2]) <= _MONTHS)


def _in_figures(plain: str, *, months_lead: bool) -> date | None:
    found = _ISO.match(plain)
    if found:
        return _made(int(found[1]), int(found[2] or found[3] or found[4]), int(found[5]))
    found = _COMPACT.match(plain)
    if found:
        return _made(int(found[1]), int(found[2]), int(found[3]))
    found = _FIGURES.match(plain)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[3]), _year(found[4])
    if found[2] == "." or not months_lead:
        return _made(year, second, first) or (None if found[2] == "." else _made(year, first, second))
    return _made(year, first, second) or _made(year, second, first)


def _in_words(plain: str) -> date | None:
    months = cell_words().months
    found = _DAY_FIRST.match(plain)
    if found and found[2] in months:
        return _made(_year(found[3]), months[found[2]], int(found[1]))
    found = _MONTH_FIRST.match(plain)
    if found and found[1] in months:
        return _made(int(found[3]), months[found[1]], int(found[2]))
    return None


def _counted(plain: str) -> date | None:
    found = _SERIAL.match(plain)
    if found and int(found[1]) in _SERIALS:
        return _SERIAL_ZERO + timedelta(days=int(found[1]))
    found = _EPOCH.match(plain)
    return datetime.fromtimestamp(int(found[1]), tz=UTC).date() if found else None


def _year(text: str) -> int:
    year = int(text)
    if len(text) > 2:  # noqa: PLR2004  (written in full)
        return year
    return year + (2000 if year < _PIVOT else 1900)


def _made(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
