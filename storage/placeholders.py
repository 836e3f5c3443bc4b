"""Placeholders: a draft speaks of what it adds itself as `new:1`, and the book puts a fresh id there.

Only fields that hold ids are read, so a note that says "new:1" stays a note.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from playbook.words import AccountId, ActionId, EntryId, PersonId, StepId
from storage import ids

T = TypeVar("T")
Give = Callable[[str], str]
_IDS = (AccountId, PersonId, EntryId, ActionId, StepId)
_MARK = "new:"
_FORM = re.compile(rf"{_MARK}(?:0|[1-9][0-9]{{0,6}})")
_WIDTH = 16
"""Bytes of an id without its dashes."""
_NONE = bytes(_WIDTH)


class Placeholders:
    """Gives each placeholder of one call one fresh id."""

    def __init__(self, fresh: Callable[[], str]) -> None:
        """Take fresh ids from `fresh`."""
        self._fresh = fresh
        self._given = bytearray()
        """The ids without their dashes, each at its figure's place: a long list has a hundred thousand of them."""

    def real(self, number: str) -> str:
        """Return the id that stands for this one: itself, unless it is a placeholder."""
        if not number.startswith(_MARK) or not _FORM.fullmatch(number):
            return number
        place = int(number[len(_MARK) :]) * _WIDTH
        held = self._given[place : place + _WIDTH] or _NONE
        if held != _NONE:
            return ids.unpacked(held)
        given = self._fresh()
        self._given.extend(bytes(max(0, place + _WIDTH - len(self._given))))
        self._given[place : place + _WIDTH] = ids.packed(given)
        return given

    def fill(self, body: T) -> T:
        """Return the body with real ids in the place of placeholders."""
        kind: Any = type(body)
        filled: T = _filler(kind)(body, self.real)
        return filled

    def given(self) -> tuple[tuple[str, str], ...]:
        """Return placeholder and id of everything that was given."""
        held = (self._given[place : place + _WIDTH] for place in range(0, len(self._given), _WIDTH))
        return tuple((f"{_MARK}{figure}", ids.unpacked(each)) for figure, each in enumerate(held) if each != _NONE)


def filled(body: T, real: Give) -> T:
    """Return the body with every id of it given by `real`."""
    kind: Any = type(body)
    whole: T = _filler(kind)(body, real)
    return whole


Filler = Callable[[Any, Give], Any]


def _as_it_is(value: Any, _: Give) -> Any:  # noqa: ANN401  (walks values of any class)
    return value


def _as_id(value: Any, real: Give) -> Any:  # noqa: ANN401
    return real(value)


@cache
def _filler(kind: Any) -> Filler:  # noqa: ANN401  (a type hint is an object of no common class)
    if kind in _IDS:
        return _as_id
    origin = get_origin(kind)
    if origin is tuple and get_args(kind)[-1] is Ellipsis:
        return _each(_filler(get_args(kind)[0]))
    if origin is not None and type(None) in get_args(kind):
        real = [_filler(option) for option in get_args(kind) if option is not type(None)]
        return _maybe(real[0]) if len(real) == 1 else _as_it_is
    return _fields(kind) if dataclasses.is_dataclass(kind) else _as_it_is


def _each(fill: Filler) -> Filler:
    if fill is _as_it_is:
        return fill
    return lambda value, real: tuple(fill(item, real) for item in value)


def _maybe(fill: Filler) -> Filler:
    if fill is _as_it_is:
        return fill
    return lambda value, real: None if value is None else fill(value, real)


def _fields(kind: Any) -> Filler:  # noqa: ANN401
    hints = get_type_hints(kind)
    found = [(item.name, _filler(hints[item.name])) for item in dataclasses.fields(kind)]
    held = [(name, fill) for name, fill in found if fill is not _as_it_is]
    if not held:
        return _as_it_is

    def fill(value: Any, real: Give) -> Any:  # noqa: ANN401
        given = [(name, getattr(value, name), field(getattr(value, name), real)) for name, field in held]
        moved = {name: new for name, old, new in given if new is not old}
        return dataclasses.replace(value, **moved) if moved else value

    return fill
