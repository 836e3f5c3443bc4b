"""Two rows of one firm or person become one, field by field: what is empty is filled, what disagrees is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from playbook.facts import Value
from storage.importing import names
from storage.importing.folded import company_key, fold
from storage.importing.said import StandingSaid

_LATEST: Final = frozenset({"last_contact"})
_JOINED: Final = frozenset({"tags"})
_QUIET: Final = frozenset({"first", "last", "zone", "phone_ext", "source", "linkedin", "email_bad"})
"""Fields that follow from others, so that their disagreement says nothing new."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A field of which two rows, or a list and the book, say different things."""

    field: str
    kept: Value
    other: Value

    def words(self) -> str:
        """Return it as a rep reads it."""
        return f"{self.field} stays {self.kept}; the list says {self.other}"


@dataclass(frozen=True, slots=True)
class Joined:
    """Fields of both, and where they disagree."""

    fields: dict[str, Value]
    clashes: tuple[Clash, ...] = ()


def join(held: Mapping[str, Value], new: Mapping[str, Value]) -> Joined:
    """Return the fields of two rows of one: the first to say something is kept."""
    if not held:
        return Joined(dict(new))
    fields = dict(held)
    clashes = []
    for field, value in new.items():
        kept = fields.get(field)
        if kept is None or kept == "":
            fields[field] = value
        elif field in _LATEST:
            fields[field] = max(str(kept), str(value))
        elif field in _JOINED:
            fields[field] = ", ".join(dict.fromkeys([*str(kept).split(", "), *str(value).split(", ")]))
        elif not same(field, kept, value) and field not in _QUIET:
            clashes.append(Clash(field, kept, value))
    return Joined(fields, tuple(clashes))


def same(field: str, one: Value, other: Value) -> bool:
    """Return whether two values of a field say the same: without case, accents and leading zeros."""
    if one == other:
        return True
    if field in {"phone", "mobile", "phone_home", "fax"}:
        return alike_numbers(str(one), str(other))
    if str(one).isdecimal() and str(other).isdecimal():
        return int(one) == int(other)
    return fold(str(one)) == fold(str(other))


def alike_numbers(one: str, other: str) -> bool:
    """Return whether two numbers are one, with or without the country in front."""
    here, there = (digits(text) for text in (one, other))
    short, long = sorted((here, there), key=len)
    return here == there or (len(short) >= 7 and long.endswith(short.lstrip("0")))  # noqa: PLR2004  (a number without its area)


def digits(text: str) -> str:
    """Return the digits of a number."""
    return "".join(char for char in text if char.isdigit())


def better_firm(held: str, new: str) -> str:
    """Return the better spelling of a firm's name: written in mixed case, else the first."""
    if held and new and held != new and company_key(held) == company_key(new) and _mixed(held) < _mixed(new):
        return new
    return held or new


def better_person(held: str, new: str) -> str:
    """Return the fuller name of one person: "Michael Chen" rather than "M. Chen", mixed case rather than capitals."""
    if not held or not new or not names.people_alike(held, new):
        return held or new
    if fold(held) == fold(new):
        return new if _mixed(held) < _mixed(new) else held
    return new if _has_initial(held) and not _has_initial(new) else held


def _mixed(name: str) -> bool:
    return name != name.upper() and name != name.lower()


def _has_initial(name: str) -> bool:
    return any(len(word.strip(".")) == 1 for word in name.split()[:1])


def agreed(held: Mapping[str, Value | None], new: Mapping[str, Value]) -> dict[str, Value | None]:
    """Return what all people of a firm agree on: a field of which two say different things is None from then on."""
    found = dict(held)
    for field, value in new.items():
        if field not in found:
            found[field] = value
        elif found[field] is not None and not same(field, found[field] or "", value):
            found[field] = None
    return found


def stand(held: list[StandingSaid], said: StandingSaid) -> None:
    """Take in where one more row says that somebody stands; of what many rows say alike the first and last are kept.

    That is all that anybody asks for, and a firm of ten thousand rows stays as small as one of two.
    """
    if held.count(said) > 1:
        del held[len(held) - 1 - held[::-1].index(said)]
    held.append(said)
