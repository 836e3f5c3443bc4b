"""What the demo book is made of: companies, people, wording and stories, as they stand in two data files.

Offsets are days before the demo's day (`back`) or after it (`when`, `on`): nothing in the files is a date.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import time
from functools import cache
from typing import Any, Final

from playbook.facts import Value
from playbook.settings import Criterion
from playbook.words import Role
from storage.files import text

Weights = tuple[tuple[str, float], ...]
"""Outcome key with its digit, and how often it comes."""

DOES: Final = frozenset({
    "touch", "signal", "pain", "agreed", "note", "opening", "dump", "keep", "industry",
})  # fmt: skip
"""What a beat may do; `industry` is news: the company is in this trade now."""
_THOUSAND: Final = 1000
_ENGLISH: Final = "english"


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere that companies are."""

    city: str
    country: str
    zone: str
    state: str = ""
    dial: str = ""
    """The first phone number kept free for fiction there; empty: they are written to."""
    names: str = _ENGLISH
    """The names that people have there."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody whom a story needs by name."""

    name: str
    title: str
    role: Role
    mail: str = ""
    """What stands before the @ where it is not the name; `-` for nobody's address."""


@dataclass(frozen=True, slots=True)
class Company:
    """An invented company as its list gives it."""

    name: str
    industry: str
    place: str
    staff: int
    spend: int
    """Thousands a year in our category."""
    domain: str = ""
    by: str = ""
    """The provider they have."""
    years: float = 0.0
    """Pursued for so long, where that is longer than the book."""
    nos: int = 0
    """No's from before the book."""
    ends: int = 0
    """Days after the demo's day on which their contract ends."""
    dream: bool = False
    status: str = ""


@dataclass(frozen=True, slots=True)
class Roll:
    """A list that was imported."""

    name: str
    back: int
    companies: tuple[Company, ...]
    tags: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """What somebody says who names a day."""

    words: str
    days: int
    at: time | None = None


@dataclass(frozen=True, slots=True)
class Beat:
    """One turn of a story."""

    back: int
    does: str
    """One of `DOES`: what stands in the file as the name of `said`."""
    said: str
    """For a touch the outcome's key and its digit; else the words, the sign, the trade."""
    land: bool = False
    """Wait, from `back` on, for the day on which the plan comes due on the demo's day."""
    who: int = 0
    """Which of the company's people."""
    channel: str = ""
    minutes: int | None = None
    when: int | None = None
    """The day that is named, counted from the demo's day."""
    at: time | None = None
    words: str = ""
    text: str = ""
    """The note on a touch."""
    name: str = ""
    firm: str = ""
    """The newcomer that the leaver goes to."""
    gap: bool = False
    account: bool = False
    """Do not contact: the whole company."""


@dataclass(frozen=True, slots=True)
class Story:
    """What happens at one company in spite of chance."""

    company: str
    beats: tuple[Beat, ...] = ()
    tape: tuple[str, ...] = ()
    """Outcomes of its asks one after the other; with a tape or a beat nothing is left to chance."""
    hold: int = 0
    """In so many days before the demo's day only value is given outside the beats."""


@dataclass(frozen=True, slots=True)
class Names:
    """First and last names of one language."""

    first: tuple[str, ...]
    last: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """Everything in the two files."""

    profile: tuple[Criterion, ...]
    rolls: tuple[Roll, ...]
    newcomers: tuple[Company, ...]
    places: dict[str, Place]
    people: dict[str, tuple[Seat, ...]]
    names: dict[str, Names]
    titles: dict[str, tuple[str, ...]]
    chances: dict[str, Weights]
    notes: dict[str, tuple[str, ...]]
    callbacks: tuple[Promise, ...]
    assets: tuple[tuple[str, str], ...]
    """Title and kind."""
    pains: tuple[str, ...]
    agreed: tuple[str, ...]
    stories: dict[str, Story] = field(default_factory=dict)


@cache
def script() -> Script:
    """Return the demo's script."""
    cast = tomllib.loads(text("storage", "data/demo.toml"))
    plots = tomllib.loads(text("storage", "data/demo_stories.toml"))
    return Script(
        tuple(_criterion(each) for each in cast["profile"]),
        tuple(_roll(each) for each in cast["lists"]),
        tuple(Company(**each) for each in cast["newcomers"]),
        {city: Place(city, **held) for city, held in cast["places"].items()},
        {firm: tuple(_seat(line) for line in lines) for firm, lines in cast["people"].items()},
        {tongue: _names(each) for tongue, each in cast["names"].items()},
        {role: tuple(titles) for role, titles in cast["titles"].items()},
        {name: tuple(held.items()) for name, held in cast["chances"].items()},
        {key: tuple(notes) for key, notes in cast["notes"].items()},
        tuple(Promise(each["words"], each["days"], _time(each.get("at"))) for each in cast["callbacks"]),
        tuple((each["title"], each["kind"]) for each in cast["assets"]),
        tuple(cast["words"]["pains"]),
        tuple(cast["words"]["agreed"]),
        {each["company"]: _story(each) for each in plots["stories"]},
    )


def _criterion(held: dict[str, Any]) -> Criterion:
    return Criterion(held["field"], held["test"], tuple(held["values"]), held["weight"])


def _roll(held: dict[str, Any]) -> Roll:
    companies = (Company(*row[:5], **row[5]) for row in held["companies"])
    return Roll(held["name"], held["back"], tuple(companies), held.get("tags", ""))


def _seat(line: str) -> Seat:
    name, title, role, *mail = line.split(", ")
    return Seat(name, title, Role(role), *mail)


def _names(held: dict[str, str]) -> Names:
    return Names(tuple(held["first"].split()), tuple(held["last"].split()))


def _story(held: dict[str, Any]) -> Story:
    beats = tuple(_beat(each) for each in held.get("beats", ()))
    return Story(held["company"], beats, tuple(held.get("tape", "").split()), held.get("hold", 0))


def _beat(held: dict[str, Any]) -> Beat:
    (does,) = DOES & held.keys()
    more = {name: value for name, value in held.items() if name not in DOES}
    return Beat(does=does, said=held[does], **{**more, "at": _time(held.get("at"))})


def _time(said: str | None) -> time | None:
    return None if said is None else time.fromisoformat(said)


def fields_of(**told: Value) -> tuple[tuple[str, Value], ...]:
    """Return fields as facts hold them: sorted, empty ones left out."""
    return tuple(sorted((name, value) for name, value in told.items() if value not in {"", 0}))


def thousands(amount: int) -> int:
    """Return an amount of thousands in full."""
    return amount * _THOUSAND
