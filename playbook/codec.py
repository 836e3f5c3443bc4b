"""Frozen values to canonical JSON text and back, by their type hints alone.

Canonical: sorted keys, no blanks, UTF-8 as it is, fields that hold their default left out. Two machines write the same
bytes for the same value (SYNC section 3.1). Fields unknown to this version are ignored on reading, missing ones take
their default.
"""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Callable
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from playbook.bodies import Body, Known, Unknown
from playbook.facts import Fields

T = TypeVar("T")
Plain = Any
Reader = Callable[[Plain], Any]

BLANK = "{}"
"""The body of an entry that was erased; no body of ours is written so, since each carries its version."""
_AS_IS = frozenset({str, int, float, bool, type(None)})
"""Types that JSON reads by itself."""
_PARSER = json.JSONDecoder()
_DAYS = (date, time)
"""Classes that are written as ISO 8601 says; a `datetime` is a `date`."""
_KINDS: dict[str, type[Known]] = {body.kind: body for body in get_args(Known)}


def encode(value: object) -> str:
    """Return the canonical JSON text of a frozen value."""
    return _CANONICAL.encode(value)


def decode(kind: type[T], text: str) -> T:
    """Return the value of class `kind` that `text` holds.

    Raises:
        ValueError: the text is no JSON, or a value is none that the class can hold.
    """
    hint: Any = kind
    return cast("T", _reader(hint)(parsed(text)))


def parsed(text: str) -> Plain:
    """Return what JSON reads: canonical text in one go, any other by the library, which passes over blanks."""
    try:
        plain, end = _PARSER.raw_decode(text)
    except ValueError:
        return json.loads(text)
    return plain if end == len(text) else json.loads(text)


def encode_body(body: Body) -> str:
    """Return the text that stands in the journal for a body."""
    return body.text if isinstance(body, Unknown) else encode(body)


def decode_body(kind: str, text: str) -> Body:
    """Return the body of an entry of that kind; a kind of a newer version becomes `Unknown`, never an error.

    So does a body that an erasure blanked: every reader passes over it.
    """
    known = _KINDS.get(kind)
    return Unknown(kind, text) if known is None or text == BLANK else decode(known, text)


def _plain(value: object) -> Plain:
    """Return what JSON writes for a value that it does not know: a day, a set, one of our frozen classes.

    Texts, numbers, our words (which are texts) and tuples it writes by itself, in C.
    """
    if isinstance(value, _DAYS):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    kind: Any = type(value)
    defaults, held = _defaults(kind)
    return {
        name: own
        for (name, default), own in zip(defaults, held(value), strict=True)
        if own is not default and (own != default or type(own) is not type(default))
    }


_CANONICAL = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), sort_keys=True, check_circular=False, default=_plain
)


@cache
def _defaults(kind: Any) -> tuple[tuple[tuple[str, object], ...], Callable[[object], tuple[object, ...]]]:  # noqa: ANN401
    """Return the fields of a class with their defaults, and what reads them all at once (`Any`: as in `_reader`)."""
    fields = dataclasses.fields(kind)
    keep = "v" if any(item.name == "v" for item in fields) else ""
    names = [item.name for item in fields]
    read = attrgetter(*names) if len(names) > 1 else _lone(names)
    return tuple((item.name, dataclasses.MISSING if item.name == keep else item.default) for item in fields), read


def _lone(names: list[str]) -> Callable[[object], tuple[object, ...]]:
    return lambda value: tuple(getattr(value, name) for name in names)


@cache
def _reader(kind: Any) -> Reader:  # noqa: ANN401, PLR0911  (a type hint is an object of no common class; one return a kind)
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _optional_reader(get_args(kind))
    if origin is tuple:
        return _tuple_reader(get_args(kind))
    if origin is frozenset:
        item = _reader(get_args(kind)[0])
        return lambda plain: frozenset(item(each) for each in plain)
    supertype = getattr(kind, "__supertype__", None)
    if supertype is not None:
        return _reader(supertype)
    if dataclasses.is_dataclass(kind):
        return _fields_reader(cast("type", kind))
    if kind in (date, datetime, time):
        return cast("Reader", kind.fromisoformat)
    return _word_reader(kind) if issubclass(kind, Enum) else cast("Reader", kind)


def _optional_reader(options: tuple[Any, ...]) -> Reader:
    real = [option for option in options if option is not type(None)]
    if len(real) > 1:
        return _as_it_came
    if isinstance(real[0], type) and issubclass(real[0], Enum):
        return _word_reader(real[0], None)
    read = _reader(real[0])
    return lambda plain: None if plain is None else read(plain)


def _as_it_came(plain: Plain) -> Plain:
    return plain


def _tuple_reader(items: tuple[Any, ...]) -> Reader:
    if items == get_args(Fields):
        return _named_values
    if items[-1] is Ellipsis:
        read = _reader(items[0])
        return lambda plain: tuple(map(read, plain))
    reads = [_reader(item) for item in items]
    return lambda plain: tuple([read(each) for read, each in zip(reads, plain, strict=True)])


def _named_values(plain: Plain) -> Fields:
    """Return the fields of an account or a person: half of all that a book holds, so they are read in one go."""
    return tuple([(name if type(name) is str else str(name), value) for name, value in plain])


def _fields_reader(kind: type) -> Reader:
    """Return a reader of a class: what JSON holds in the field's own type is taken as it is, anything else is read."""
    hints = get_type_hints(kind)
    fields = {item.name: (_as_it_is(hints[item.name]), _reader(hints[item.name])) for item in dataclasses.fields(kind)}

    def read(plain: Plain) -> object:
        foreign = []
        for name, held in plain.items():
            if name not in fields:
                foreign.append(name)
                continue
            own, turned = fields[name]
            if type(held) is not own:
                plain[name] = turned(held)
        for name in foreign:
            del plain[name]
        return kind(**plain)

    return read


def _as_it_is(hint: Any) -> type | None:  # noqa: ANN401  (as _reader)
    """Return the type that a field's JSON has already where nothing is to be read, None where there is."""
    if get_origin(hint) in (Union, types.UnionType):
        real = [option for option in get_args(hint) if option is not type(None)]
        return _as_it_is(real[0]) if len(real) == 1 else None
    hint = getattr(hint, "__supertype__", hint)
    return hint if hint in _AS_IS else None


def _word_reader(kind: type[Enum], *others: None) -> Reader:
    """Return a reader of our words, and of `others`: one look into a table costs a third of asking the class."""
    words: dict[object, Enum | None] = {word.value: word for word in kind} | dict.fromkeys(others)

    def read(plain: Plain) -> Enum | None:
        try:
            return words[plain]
        except (KeyError, TypeError):
            return kind(plain)

    return read
