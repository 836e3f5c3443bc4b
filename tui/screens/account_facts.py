"""The left half of an account's page: the company, its people, its fit; rows that hold a field can be changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playbook import not_same
from playbook.words import PersonId, Role
from tui import keys
from tui.content import cell, cells
from tui.screens.sheet import SheetRow, plain
from tui.widgets.lines import cut, joined, section, wrapped
from tui.widgets.looks import Look, Piece
from tui.widgets.shown import dialled, fit_words

if TYPE_CHECKING:
    from playbook.facts import AccountFacts, Bar, PersonFacts
    from storage.views import Prospect
    from tui.widgets.lines import Line

LABEL = 13
_ALWAYS = ("industry", "state", "employees", "domain", "phone", "tags", "incumbent")
"""Fields that stand there empty too: what a profile and a first call ask for."""
_HIDDEN = frozenset({"name", "status", "source", not_same.FIELD})
_PERSON = ("title", "role", "phone", "email")
_PERSON_HIDDEN = frozenset({"name", "first", "last", "status", "source", "phone_ext", not_same.FIELD})
WENT_TO = "went to"
"""Where somebody went who left: not a field, but a firm to follow them to (R21)."""
ANOTHER = "another field"
"""A field that does not stand there yet: any name will do, and stays a column of its own."""
_NUMBERS = frozenset({"phone", "mobile"})
_NO_PROFILE = "Everybody counts as a fit until you say who buys from you: three questions, ctrl+p profile."
_IN = "  "
"""How far what belongs to a person is set in."""
_LINES = 6
"""Lines of a value at most."""
_WORDS = {"email": "e-mail", "domain": "website", "nos_before": "No's before", "incumbent": "buys from"}


@dataclass(frozen=True, slots=True)
class Held:
    """A field that can be changed: whose, which, and what it holds."""

    field: str
    label: str
    value: str
    person: PersonId | None = None
    """None: the company's own."""
    name: str = ""
    """The person's name."""


@dataclass(frozen=True, slots=True)
class HeldStanding:
    """What the account is, said by hand (R6)."""


@dataclass(frozen=True, slots=True)
class HeldStar:
    """The star of a dream client (R19)."""


@dataclass(frozen=True, slots=True)
class HeldBar:
    """A bar that can be lifted with their words (R38)."""

    bar: Bar
    what: str
    """Who, and by which channel."""


def facts(prospect: Prospect, width: int) -> list[SheetRow]:
    """Return the company, everybody there, the fit."""
    rows = _bars(prospect, width)
    rows += plain(section("company", width))
    rows += _company(prospect, width)
    rows += plain([], section("people", width))
    here = sorted(prospect.people, key=lambda person: (person.gone, list(Role).index(person.role), person.id))
    for person in here:
        rows += _person(person, width)
    if not here:
        rows += plain([Piece(keys.keyed("Nobody named yet: {account.add} adds a person."), Look.WARN)], [])
    return rows + plain(section(f"fit · {fit_words(prospect)}", width), *_fit(prospect, width))


def _bars(prospect: Prospect, width: int) -> list[SheetRow]:
    """Return what is barred, in words and red; `enter` on it asks for their words and lifts it (R38)."""
    account = prospect.account
    bars: list[tuple[Bar, str]] = [(bar, account.name) for bar in account.bars]
    bars += [(bar, person.name) for person in prospect.people for bar in person.bars]
    rows: list[SheetRow] = []
    for bar, whom in bars:
        held = HeldBar(bar, f"{whom} by {bar.channel}" if bar.channel else whom)
        said = f": “{bar.words}”" if bar.words else ""
        lines = wrapped(f"DO NOT CONTACT {held.what}{said}", width)
        rows += [SheetRow((Piece(text, Look.BAD),), held if place == 0 else None) for place, text in enumerate(lines)]
    return [*rows, *plain([])] if rows else []


def _company(prospect: Prospect, width: int) -> list[SheetRow]:
    account = prospect.account
    held = {key: str(value) for key, value in account.fields if key not in _HIDDEN}
    names = [*dict.fromkeys((*_ALWAYS, *sorted(held)))]
    rows = _row(Held("name", "name", account.name), width)
    rows += [_told("standing", str(prospect.standing), HeldStanding(), width), _star(account, width)]
    for name in names:
        rows += _row(Held(name, label(name), held.get(name, "")), width)
    return [*rows, _another(Held(ANOTHER, ANOTHER, ""), width)]


def _star(account: AccountFacts, width: int) -> SheetRow:
    since = f"since {account.dream_since.year}" if account.dream and account.dream_since else ""
    return _told("dream client", joined(("yes", since)) if account.dream else "", HeldStar(), width)


def _told(name: str, value: str, held: object, width: int) -> SheetRow:
    room = max(width - LABEL, 0)
    words = Piece(cell(value, room), Look.DREAM if isinstance(held, HeldStar) else Look.TEXT)
    return SheetRow((Piece(cell(name, LABEL - 1) + " ", Look.MUTED), words if value else _none(room)), held)


def _none(room: int) -> Piece:
    return Piece(cell("-", room), Look.MUTED)


def _another(held: Held, width: int, lead: str = "") -> SheetRow:
    """Return the line that adds a field: it is no field itself."""
    return SheetRow((Piece(lead), Piece(cell(f"+ {held.label}", width - len(lead)), Look.MUTED)), held)


def _person(person: PersonFacts, width: int) -> list[SheetRow]:
    marks = joined(
        (
            "left" if person.gone else "",
            f"No {person.nos}" if person.nos else "",
        )
    )
    name = cut(person.name, width)
    head = (
        Piece(name, Look.MUTED if person.gone else Look.NAME),
        Piece(cut(f"  {marks}", width - cells(name)), Look.MUTED),
    )
    rows = [SheetRow(head, Held("name", "name", person.name, person.id, person.name))]
    held = {key: str(value) for key, value in person.fields if key not in _PERSON_HIDDEN}
    for field in dict.fromkeys((*_PERSON, *sorted(held))):
        rows += _row(Held(field, label(field), held.get(field, ""), person.id, person.name), width, _IN)
    if person.gone:
        rows += _row(Held(WENT_TO, "went to", "", person.id, person.name), width, _IN)
    rows.append(_another(Held(ANOTHER, ANOTHER, "", person.id, person.name), width, _IN))
    return rows + plain([])


def _row(held: Held, width: int, lead: str = "") -> list[SheetRow]:
    """Return a field: what is longer than its column goes on below it, for an address that is cut can't be read."""
    room = max(width - LABEL, 1)
    shown = dialled(held.value) if held.field in _NUMBERS else held.value
    lines = [_none(room)] if not shown else [Piece(text, Look.TEXT) for text in _broken(shown, room)]
    first = SheetRow((Piece(f"{lead}{cell(held.label, LABEL - 1 - len(lead))} ", Look.MUTED), lines[0]), held)
    return [first, *(SheetRow((Piece(" " * LABEL), line)) for line in lines[1:])]


def _broken(text: str, room: int) -> list[str]:
    """Return a value in lines of the column: an address parts before its @, anything else between words."""
    name, at, host = text.partition("@")
    parts = [name, f"@{host}"] if at and " " not in text and cells(text) > room else [text]
    return [line for part in parts for line in wrapped(part, room)][:_LINES]


def label(field: str) -> str:
    """Return a field's name in words."""
    return _WORDS.get(field, field.replace("_", " "))


def _fit(prospect: Prospect, width: int) -> list[Line]:
    fit = prospect.fit
    if not fit.profiled and not fit.said:
        return [[Piece(text, Look.MUTED)] for text in wrapped(_NO_PROFILE, width)]
    return [[Piece(text, Look.MUTED)] for words in prospect.fit.words() for text in wrapped(words, width)]
