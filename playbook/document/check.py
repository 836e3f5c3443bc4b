"""Checks of one value of the document: what was expected and what was got, never a guess (DESIGN section 3)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any, Final
from unicodedata import category

from playbook.document.keys import Key, literal
from playbook.words import Channel

_SHOWN: Final = 60
_MAY_BE_EMPTY: Final = frozenset({"guards.refused", "hours.leave", "texts.questions", "spacing.opening_lead"})
_KEPT: Final = "\n\u200c\u200d"
_ZONE: Final = re.compile(r"|UTC|[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z0-9_+-]+){1,2}")
_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_FULL_HOUR: Final = re.compile(r"0?(\d{1,2})(?::00(?::00)?)?", re.ASCII)
_NOUNS: Final[dict[type, str]] = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "a text in quotes",
}


class Fault(Exception):  # noqa: N818  (never leaves the document modules)
    """A value that cannot stand: what was expected, and the part that was got."""

    def __init__(self, expected: str, got: object) -> None:
        """Keep what the problem says."""
        super().__init__(expected)
        self.expected = expected
        self.got = shown(got)


def shown(value: object) -> str:
    """Return a foreign value as the document would write it, in at most 60 characters and without controls."""
    if isinstance(value, list):
        text = f"[{', '.join('[...]' if isinstance(part, list) else shown(part) for part in value)}]"
    elif isinstance(value, dict):
        text = "a table"
    elif isinstance(value, date | datetime | time):
        text = value.isoformat()
    else:
        text = literal(value)
    text = "".join(char if char.isprintable() else " " for char in text)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 3] + "..."


def check(key: Key, value: object) -> Any:  # noqa: ANN401  (bool, int, float, str or a tuple of those)
    """Return what a setting holds when the document says `value`.

    Raises:
        Fault: the value is of the wrong type, out of range, or impossible.
    """
    if not key.many:
        return _one(key, value)
    if not isinstance(value, list):
        raise Fault(f"a list: [...] of {_expected(key)} each", value)
    if not value and key.dotted not in _MAY_BE_EMPTY:
        raise Fault("at least one value", value)
    return tuple(_one(key, part) for part in value)


def _one(key: Key, value: object) -> Any:  # noqa: ANN401
    if key.item is Channel:
        return _channel(value)
    value = _as_typed(key, value)
    if type(value) is not key.item or not _in_range(key, value):
        raise Fault(_expected(key), value)
    if isinstance(value, str):
        check_text(value)
    rule = _RULES.get(key.dotted)
    if rule is not None and not rule[1](value):
        raise Fault(rule[0], value)
    return value


def _as_typed(key: Key, value: object) -> object:
    """Take what people type for what they mean: 08:00 for an hour, a bare date for a day off, 2 for 2.0."""
    if key.is_hour:
        return _hour(value)
    if key.dotted == "hours.leave" and type(value) is date:
        return value.isoformat()
    return float(value) if key.item is float and type(value) is int else value


def check_text(value: str) -> None:
    """Refuse a text that holds controls, turning or broken characters: it would reach the glass."""
    if any(category(char) in {"Cc", "Cf", "Cs", "Co"} and char not in _KEPT for char in value):
        raise Fault("a text without control characters", value)


def _expected(key: Key) -> str:
    if key.item is Channel:
        return f"a channel ({', '.join(Channel)})"
    noun = "a full hour" if key.is_hour else _NOUNS[key.item]
    return f"{noun} from {key.range()}" if key.range() else noun


def _in_range(key: Key, value: Any) -> bool:  # noqa: ANN401
    return key.low is None or key.high is None or (math.isfinite(value) and key.low <= value <= key.high)


def _channel(value: object) -> Channel:
    if isinstance(value, str) and value in list(Channel):
        return Channel(value)
    raise Fault(f"one of {', '.join(Channel)}", value)


def _hour(value: object) -> object:
    """Take 8, 08:00:00 and "8:00" for the same hour: people type an hour as a time."""
    if isinstance(value, time) and value.replace(hour=0) == time(0):
        return value.hour
    if isinstance(value, str) and (found := _FULL_HOUR.fullmatch(value.strip())):
        return int(found[1])
    return value


def _is_leave(value: str) -> bool:
    try:
        days = [date.fromisoformat(part.strip()) for part in value.split("..")]
    except ValueError:
        return False
    return len(days) <= len(("first", "last")) and days == sorted(days)


_RULES: Final[dict[str, tuple[str, Callable[[Any], bool]]]] = {
    "guards.value_words": ("refuse or warn", lambda value: value in {"refuse", "warn"}),
    "phrases.next_weekday": ("next week or coming", lambda value: value in {"next week", "coming"}),
    "hours.zone": ("a zone as America/Chicago, or nothing", lambda value: bool(_ZONE.fullmatch(value))),
    "hours.country": ("two capital letters, as US", lambda value: bool(_COUNTRY.fullmatch(value))),
    "hours.leave": ("a day, as 2026-12-24, or first..last", _is_leave),
}
"""Texts of which only some are possible: what is expected, and the test."""
