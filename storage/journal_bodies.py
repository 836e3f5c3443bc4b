"""Bodies that come from elsewhere: taken only if every copy of a book can fold them (SYNC section 4).

A body stays byte for byte as it was written, so it is looked at and never mended: what this version would read as
something else than it says is refused.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, Final

from playbook import codec
from playbook.bodies import Unknown

BLANK: Final = "{}"
"""Body of an entry about somebody who was erased."""
_KIND: Final = re.compile(r"[a-z]{1,30}\.[a-z]{1,30}")
_ESCAPED: Final = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")
"""A NUL or half a pair, as JSON writes them; a whole pair is looked at as well and found harmless."""
_FOUL: Final = re.compile("[\0\ud800-\udfff]")
_MOST: Final = 1 << 53
"""Whole numbers above are not the same on every machine."""
_YEARS: Final = range(1900, 2200)
_DEEP: Final = 40


def check(kind: str, text: str) -> None:
    """Make sure that an entry's kind and body can stand in a journal.

    Raises:
        ValueError: they can't; the words say why, and never quote the body.
    """
    if not _KIND.fullmatch(kind):
        raise ValueError("its kind is no kind of entry")
    plain = _parsed(text)
    if text == BLANK:
        return  # somebody erased; whether an erasure says so is looked at once everything was read
    try:
        body = codec.decode_body(kind, text)
        if isinstance(body, Unknown):
            return
        again = codec.encode_body(body)
        fine = (again == text or _within(json.loads(again), plain)) and _believable(body)
    except (ValueError, TypeError, AttributeError, KeyError, OverflowError, RecursionError):
        fine = False
    if not fine:
        raise ValueError(f"its body is none that {kind} has") from None


def _parsed(text: str) -> dict[str, Any]:
    try:
        plain = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise ValueError("its body is no JSON") from None
    if not isinstance(plain, dict):
        raise ValueError("its body is no JSON object")  # noqa: TRY004  (one class for all that a line may be)
    if _ESCAPED.search(text) and not all(map(clean, _texts(plain))):
        raise ValueError("its body holds a character that no text has")
    return plain


def clean(text: str) -> bool:
    """Return whether a text holds neither a NUL nor half a pair of surrogates."""
    return not _FOUL.search(text)


def _no_number(_: str) -> None:
    raise ValueError


def _texts(plain: object, depth: int = 0) -> Iterator[str]:
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, dict | list) and depth < _DEEP:
        held = [*plain, *plain.values()] if isinstance(plain, dict) else plain
        for each in held:
            yield from _texts(each, depth + 1)


def _within(ours: object, theirs: object) -> bool:
    """Whether all that we read out of a body stands in it as it was written; more may stand there."""
    if isinstance(ours, dict):
        return isinstance(theirs, dict) and all(
            name in theirs and _within(held, theirs[name]) for name, held in ours.items()
        )
    if isinstance(ours, list):
        return isinstance(theirs, list) and len(ours) == len(theirs) and all(map(_within, ours, theirs))
    return (type(ours) is type(theirs) and ours == theirs) or _same_number(ours, theirs)


def _same_number(ours: object, theirs: object) -> bool:
    numbers = all(isinstance(each, int | float) and not isinstance(each, bool) for each in (ours, theirs))
    return numbers and ours == theirs


def _believable(value: object) -> bool:
    """Whether every date and number inside a body is one that a planner can count with."""
    if value is None or isinstance(value, str):
        return True
    if isinstance(value, date):
        return value.year in _YEARS
    if isinstance(value, tuple):
        return all(map(_believable, value))
    if isinstance(value, int | float):
        return -_MOST < value < _MOST
    return all(_believable(getattr(value, name)) for name in _names(type(value)))  # type: ignore[arg-type]  # every class can be hashed


@cache
def _names(kind: type[object]) -> tuple[str, ...]:
    """Return the fields of a body; a time of day has none."""
    return tuple(item.name for item in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()
