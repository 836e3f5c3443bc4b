"""The words that lists are written in, read once from the data files beside the package.

Headings, countries, states, statuses, units and months are data, so that a new spelling is a line of TOML and no code.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from storage.importing.folded import fold

_OTHER: Final = re.compile(r"[\W_]+")
_WORD: Final = re.compile(r"[^\W_]+")
_MIN_SIMILAR: Final = 4


@lru_cache(maxsize=1 << 14)
def squeeze(text: str) -> str:
    """Return a heading or status as it is compared: folded, without blanks and punctuation."""
    return _OTHER.sub("", fold(text))


@lru_cache(maxsize=1 << 12)
def words_of(text: str) -> tuple[str, ...]:
    """Return the folded words of a text."""
    return tuple(_WORD.findall(fold(text)))


@dataclass(frozen=True, slots=True)
class Headings:
    """What columns are called."""

    names: dict[str, str]
    """Squeezed heading -> our field."""
    prefixes: dict[str, str]
    """Squeezed first word -> `firm`, `person` or `deal`."""
    similar: tuple[tuple[str, str], ...]
    """Squeezed headings that may be typed wrong, with their field."""
    told: dict[str, str]
    """Squeezed word of `--map` -> our field."""
    kept: frozenset[str]
    """Squeezed headings that stay fields of their own."""
    kept_words: frozenset[str]
    vendors: tuple[tuple[str, frozenset[str]], ...]
    """Vendor and a set of squeezed headings that gives it away."""
    vendor_starts: tuple[tuple[str, str], ...]
    """Vendor and how its headings begin."""
    vendor_names: dict[str, dict[str, str]]
    """Vendor -> heading -> field, where a vendor means something else by a word."""


@cache
def headings() -> Headings:
    """Return the names of columns."""
    plain = _load("columns.toml")
    names: dict[str, str] = {}
    for field, spellings in plain["names"].items():
        for spelling in spellings:
            names.setdefault(squeeze(spelling), field)
    similar = {squeeze(name) for name in plain["similar"]["names"]}
    ranked = sorted(plain["names"], key=lambda field: field.startswith("any."))
    told = {squeeze(field.split(".", 1)[1]): field for field in ranked}
    told |= {squeeze(word): field for word, field in plain["told"].items()}
    return Headings(
        names=names,
        prefixes={squeeze(word): whose for whose, found in plain["prefixes"].items() for word in found},
        similar=tuple((name, names[name]) for name in sorted(similar) if len(name) >= _MIN_SIMILAR),
        told=told,
        kept=frozenset(map(squeeze, plain["keep"]["names"])),
        kept_words=frozenset(plain["keep"]["words"]),
        vendors=tuple(
            (vendor, frozenset(map(squeeze, heads))) for vendor, sets in plain["vendors"].items() for heads in sets
        ),
        vendor_starts=tuple((vendor, start) for vendor, found in plain["vendor_starts"].items() for start in found),
        vendor_names={
            vendor: {squeeze(head): field for head, field in found.items()}
            for vendor, found in plain["vendor_names"].items()
        },
    )


@dataclass(frozen=True, slots=True)
class Statuses:
    """What statuses and ticks mean (R44)."""

    meaning: dict[str, str]
    """Squeezed status -> customer, lost, unqualified, closed, barred or open."""
    truth: dict[str, bool]


@cache
def statuses() -> Statuses:
    """Return what the words of a status column mean."""
    plain = _load("standing.toml")
    meaning = {squeeze(word): what for what, found in reversed(plain["status"].items()) for word in found}
    truth = {_tick(word): says == "yes" for says, found in plain["truth"].items() for word in found}
    return Statuses(meaning, truth)


def truth(text: str) -> bool | None:
    """Return whether a cell says yes or no, None where it says neither."""
    return statuses().truth.get(_tick(text))


def _tick(word: str) -> str:
    return squeeze(word) or word.strip()


@dataclass(frozen=True, slots=True)
class CellWords:
    """Words inside cells."""

    empty: frozenset[str]
    units: dict[str, float]
    money: tuple[str, ...]
    """Signs and codes of currencies, longest first, folded."""
    months: dict[str, int]
    free_mail: frozenset[str]
    desks: frozenset[str]
    before: frozenset[str]
    behind: frozenset[str]
    firm: frozenset[str]
    title: frozenset[str]
    given: frozenset[str]
    """Given names that are common: they tell a column of people where no heading does."""
    nobody: frozenset[str]
    """Squeezed: what stands in a company column where there is no company."""


@cache
def cell_words() -> CellWords:
    """Return the words that cells are read with."""
    plain = _load("cells.toml")
    money = {fold(word) for word in (*plain["currencies"]["signs"], *plain["currencies"]["codes"])}
    return CellWords(
        empty=frozenset(plain["empty"]["words"]),
        units=plain["units"],
        money=tuple(sorted(money, key=len, reverse=True)),
        months={fold(word): int(number) for number, found in plain["months"].items() for word in found},
        free_mail=frozenset(plain["mail"]["free"]),
        desks=frozenset(plain["mail"]["desks"]),
        before=frozenset(plain["names"]["before"]),
        behind=frozenset(plain["names"]["behind"]),
        firm=frozenset(plain["firms"]["words"]),
        title=frozenset(plain["titles"]["words"]),
        given=frozenset(map(fold, plain["given"]["names"])),
        nobody=frozenset(map(squeeze, plain["nobody"]["words"])),
    )


@dataclass(frozen=True, slots=True)
class State:
    """A state, province or region of a country."""

    country: str
    code: str
    zone: str


@dataclass(frozen=True, slots=True)
class Places:
    """Countries and states as people write them."""

    countries: dict[str, str]
    """Squeezed name or code -> ISO 3166 code."""
    states: dict[str, dict[str, State]]
    """Country -> squeezed name or code -> state."""
    state_names: dict[str, tuple[State, ...]]
    """Squeezed whole name -> states of that name in any country."""
    zones: dict[str, str]
    """Country -> its one zone."""
    aliases: dict[str, str]
    """Older name of a zone -> its name."""


@cache
def places() -> Places:
    """Return countries, states and their zones."""
    plain, zones = _load("countries.toml"), _load("zones.toml")
    countries = {squeeze(code): code for code in plain}
    for code, spellings in plain.items():
        countries |= {squeeze(spelling): code for spelling in spellings}
    states: dict[str, dict[str, State]] = {}
    named: dict[str, tuple[State, ...]] = {}
    for country, rows in zones["states"].items():
        states[country] = {}
        for code, (zone, *spellings) in rows.items():
            state = State(country, code, zone)
            for word in dict.fromkeys(map(squeeze, spellings)):
                named[word] = (*named.get(word, ()), state)
            states[country] |= {squeeze(word): state for word in (code, *spellings)}
    return Places(countries, states, named, zones["countries"], zones["aliases"])


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("storage").joinpath("data", name).read_text(encoding="utf-8"))
