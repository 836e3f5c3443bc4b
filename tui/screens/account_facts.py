"""The left half of an account's page: the company, its people, its fit; rows that hold a field can be changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playbook import not_same
from playbook.words import PersonId, Role
from tui.content import cell, cells
from tui.screens.sheet import SheetRow, plain
from tui.widgets.lines import cut, joined, section, wrapped
from tui.widgets.looks import Look, Piece
from tui.widgets.shown import fit_words

if TYPE_CHECKING:
    from playbook.facts import Bar, PersonFacts
    from storage.views import Prospect
    from tui.widgets.lines import Line

LABEL = 14
_ALWAYS = ("industry", "state", "employees", "domain", "phone", "tags", "incumbent")
"""Fields that stand there empty too: what a profile and a first call ask for."""
_HIDDEN = frozenset({"name", "status", "source", not_same.FIELD})
_PERSON = ("title", "phone", "email")
_PERSON_HIDDEN = frozenset({"name", "first", "last", "status", "source", "phone_ext", not_same.FIELD})
WENT_TO = "went to"
"""Where somebody went who left: not a field, but a firm to follow them to (R21)."""
ANOTHER = "another field"
"""A field that does not stand there yet: any name will do, and stays a column of its own."""
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
        rows += plain([Piece("Nobody named yet: + adds a person.", Look.WARN)], [])
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
    rows = [_row(Held("name", "name", account.name), width)]
    rows += [_row(Held(name, label(name), held.get(name, "")), width) for name in names]
    return [*rows, _row(Held(ANOTHER, ANOTHER, ""), width)]


def _person(person: PersonFacts, width: int) -> list[SheetRow]:
    marks = joined(
        (
            "" if person.role is Role.UNKNOWN else str(person.role),
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
    fields = dict.fromkeys((*_PERSON, *sorted(held)))
    theirs = (Held(field, label(field), held.get(field, ""), person.id, person.name) for field in fields)
    rows += [_row(each, width, lead="  ") for each in theirs]
    rows.append(_row(Held(ANOTHER, ANOTHER, "", person.id, person.name), width, lead="  "))
    if person.gone:
        rows.append(_row(Held(WENT_TO, "went to", "", person.id, person.name), width, lead="  "))
    return rows + plain([])


def _row(held: Held, width: int, *, lead: str = "") -> SheetRow:
    room = max(width - LABEL, 0)
    value = Piece(cell(held.value, room), Look.TEXT) if held.value else Piece(cell("-", room), Look.MUTED)
    return SheetRow((Piece(cell(lead + held.label, LABEL - 1) + " ", Look.MUTED), value), held)


def label(field: str) -> str:
    """Return a field's name in words."""
    return _WORDS.get(field, field.replace("_", " "))


def _fit(prospect: Prospect, width: int) -> list[Line]:
    return [[Piece(text, Look.MUTED)] for words in prospect.fit.words() for text in wrapped(words, width)]
