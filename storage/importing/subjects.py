"""What a list is about: companies, people, or deals; and whose the columns without an owner are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from storage.importing import contents, ids
from storage.importing.plan import ACCOUNTS, DEALS, PEOPLE, UNKNOWN, Column

PERSON: Final = "person"
FIRM: Final = "firm"

_OWN: Final = "own"
_HALF: Final = 0.5
_SOME: Final = 0.3
_LITTLE: Final = 0.2
_NEARLY_ALL: Final = 0.95
_FEW_ROWS: Final = 3
_DEAL_FIELDS: Final = 3
_ABOUT_FIRMS: Final = frozenset(
    {"firm.domain", "firm.industry", "firm.employees", "firm.revenue", "firm.cik", "firm.duns", "firm.lei"}
)
_ABOUT_PEOPLE: Final = frozenset(
    {"person.title", "person.linkedin", "person.birthday", "person.id", "any.phone.mobile", "person.department"}
)
_MERE_PERSON: Final = frozenset(
    {"person.name", "person.first", "person.last", "person.middle", "person.title", "person.department"}
)
_NAMES: Final = frozenset({"person.name", "person.first", "person.last", "firm.name"})
_WHERE: Final = frozenset(
    {"any.street", "any.city", "any.state", "any.postcode", "any.country", "firm.street", "firm.city", "firm.id"}
)
_REACHED: Final = (
    *sorted(_NAMES), "firm.domain", "any.email", "any.phone", "person.email", "person.phone", "firm.email",
    "firm.phone",
)  # fmt: skip
_OF_CUSTOMERS: Final = re.compile(r"customer|client|cliente|kunde", re.IGNORECASE)
_SALESFORCE_KINDS: Final = {"001": ACCOUNTS, "003": PEOPLE, "00Q": PEOPLE, "006": DEALS}

Samples = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Settled:
    """Columns with an owner each."""

    columns: list[Column]
    kind: str
    subject: str


def settle(columns: list[Column], samples: Samples, *, headed: bool) -> Settled:
    """Return what a list is about, and its columns with their owners."""
    prefix = _salesforce_kind(columns, samples)
    if _is_deals(columns) or prefix == DEALS:
        return Settled(columns, DEALS, FIRM)
    columns = [replace(column, field=_OWN) if column.field.startswith("deal.") else column for column in columns]
    columns = _named(columns, samples, prefix, headed=headed)
    fields = {column.field for column in columns}
    if not any(field.startswith(_REACHED) for field in fields):
        return Settled(columns, UNKNOWN, FIRM)
    subject = _subject(columns, samples, prefix)
    kind = PEOPLE if subject == PERSON else ACCOUNTS
    columns = _ids_of_people(columns, samples) if subject == PERSON else columns
    return Settled([_owned(column, subject) for column in columns], kind, subject)


def _salesforce_kind(columns: Sequence[Column], samples: Samples) -> str:
    """Return what a list of Salesforce records holds: their ids begin with it."""
    place = next((column.index for column in columns if column.field in {"any.id", "person.id", "firm.id"}), None)
    values = [] if place is None else [value for value in samples[place] if value]
    if not values or not all(map(ids.salesforce, values)):
        return ""
    return _SALESFORCE_KINDS.get(values[0][:3], "")


def _is_deals(columns: Sequence[Column]) -> bool:
    fields = {column.field for column in columns if column.how != "content"}
    deals = {field for field in fields if field.startswith("deal.")}
    person = bool(fields & {"person.first", "person.last"}) and any(field.startswith("any.email") for field in fields)
    return not person and ("deal.name" in deals or len(deals) >= _DEAL_FIELDS)


def _named(columns: list[Column], samples: Samples, prefix: str, *, headed: bool) -> list[Column]:
    """Say of each column called "Name" whose name it is; find names in lists whose headings say nothing."""
    fields = {column.field for column in columns}
    loose = [column for column in columns if column.field == "any.name"]
    if not loose and not fields & _NAMES:
        return _by_content(columns, samples, headed=headed)
    for column in loose:
        fields = {each.field for each in columns} - {"any.name"}
        meant = _whose_name(column, fields, columns, samples, prefix)
        columns = [replace(each, field=meant) if each is column else each for each in columns]
    return columns


def _whose_name(column: Column, fields: set[str], columns: list[Column], samples: Samples, prefix: str) -> str:
    halves = {"person.first", "person.last"} & fields
    if len(halves) == 1:
        return "person.first" if "person.last" in halves else "person.last"
    if halves and "firm.name" not in fields and not _holds_last_names(column, columns, samples):
        return "firm.name"
    if halves or "firm.name" in fields:
        return "person.name"
    about_firm = "person.name" in fields or prefix == ACCOUNTS
    if not about_firm and not prefix:
        about_firm = not _is_person_list(column, fields, columns, samples)
    return "firm.name" if about_firm else "person.name"


def _holds_last_names(column: Column, columns: Sequence[Column], samples: Samples) -> bool:
    last = next(each.index for each in columns if each.field == "person.last")
    pairs = [(name, part) for name, part in zip(samples[column.index], samples[last], strict=True) if name and part]
    return not pairs or sum(part.casefold() in name.casefold() for name, part in pairs) > len(pairs) * _HALF


def _is_person_list(column: Column, fields: set[str], columns: Sequence[Column], samples: Samples) -> bool:
    values = samples[column.index]
    local, domain = contents.match_mails(values, _mails(columns, samples))
    firms = contents.share(values, contents.is_firm)
    people = contents.share(values, contents.is_person)
    if local > max(domain, _SOME):
        return True
    if firms > max(people, _LITTLE) or domain > _HALF:
        return False
    about_people = bool(fields & _ABOUT_PEOPLE) or any(field.startswith("any.email") for field in fields)
    if bool(fields & _ABOUT_FIRMS) != about_people:
        return about_people
    return people >= _HALF


def _mails(columns: Sequence[Column], samples: Samples) -> Sequence[str]:
    place = next((column.index for column in columns if "email" in column.field), None)
    return samples[place] if place is not None else [""] * max((len(values) for values in samples), default=0)


def _by_content(columns: list[Column], samples: Samples, *, headed: bool) -> list[Column]:
    """Find the names of a list whose headings do not tell them: by the row's e-mail address, by words of firms."""
    mails = _mails(columns, samples)
    free = [
        column for column in columns if column.field == _OWN and not column.as_money and _is_text(samples[column.index])
    ]
    scored = {column.index: contents.match_mails(samples[column.index], mails) for column in free}
    people = [column.index for column in free if scored[column.index][0] >= _HALF]
    firms = [column.index for column in free if scored[column.index][1] >= _HALF and column.index not in people]
    if not headed:
        taken = {*people, *firms}
        firms += [] if firms else _first(free, samples, taken, contents.is_firm, _LITTLE)
        taken |= set(firms)
        people += [] if people else _first(free, samples, taken, contents.is_person, _NEARLY_ALL - _SOME)
        firms += [] if people or firms else [column.index for column in free[:1]]
    return [_renamed(column, people, firms) for column in columns]


def _first(free: Sequence[Column], samples: Samples, taken: set[int], test: contents.Test, enough: float) -> list[int]:
    found = (column.index for column in free if column.index not in taken)
    return [place for place in found if contents.share(samples[place], test) >= enough][:1]


def _renamed(column: Column, people: list[int], firms: list[int]) -> Column:
    if column.index in firms[:1]:
        return replace(column, field="firm.name", how="content")
    if column.index not in people[:2]:
        return column
    halves = len(people) > 1
    field = "person.name" if not halves else ("person.first" if column.index == people[0] else "person.last")
    return replace(column, field=field, how="content")


def _is_text(values: Sequence[str]) -> bool:
    return any(values) and contents.share(values, contents.is_data) < _SOME


def _subject(columns: Sequence[Column], samples: Samples, prefix: str) -> str:
    """Return whose the columns without an owner are."""
    fields = {column.field for column in columns}
    people = {field for field in fields if field.startswith("person.")}
    mails = any(".email" in field for field in fields - {"firm.email"})
    if prefix:
        return PERSON if prefix == PEOPLE else FIRM
    if any(field.startswith(("person.email", "person.phone")) for field in people):
        return PERSON
    if "firm.name" not in fields and not people:
        return (
            PERSON
            if mails or (any(field.startswith("any.phone") for field in fields) and "firm.domain" not in fields)
            else FIRM
        )
    if not people & {"person.name", "person.first", "person.last"}:
        return PERSON if (people and mails) or (mails and _person_mails(columns, samples)) else FIRM
    mere = people <= _MERE_PERSON and not mails and "firm.name" in fields and fields & _WHERE
    return FIRM if mere and _one_row_each(columns, samples) else PERSON


def _ids_of_people(columns: list[Column], samples: Samples) -> list[Column]:
    """Tell an id of people that is called the customer's: the same firm comes with another one on every row."""
    name = next((column.index for column in columns if column.field == "firm.name"), None)
    if name is None:
        return columns
    return [
        replace(column, field="person.id")
        if column.field == "firm.id"
        and column.how == "name"
        and _OF_CUSTOMERS.search(column.name)
        and _id_a_row(samples[name], samples[column.index])
        else column
        for column in columns
    ]


def _id_a_row(names: Sequence[str], values: Sequence[str]) -> bool:
    pairs = [(name.casefold(), value) for name, value in zip(names, values, strict=True) if name and value]
    firms, known = {name for name, _ in pairs}, {value for _, value in pairs}
    return len(known) == len(pairs) and len(firms) < len(pairs) * _NEARLY_ALL


def _person_mails(columns: Sequence[Column], samples: Samples) -> bool:
    """Return whether the same firm comes with several addresses: then the list is one of people without names."""
    return not _one_row_each(columns, samples)


def _one_row_each(columns: Sequence[Column], samples: Samples) -> bool:
    place = next((column.index for column in columns if column.field == "firm.name"), None)
    values = [] if place is None else [value.casefold() for value in samples[place] if value]
    return len(values) < _FEW_ROWS or len(set(values)) >= len(values) * _NEARLY_ALL


def _owned(column: Column, subject: str) -> Column:
    owner, _, what = column.field.partition(".")
    return replace(column, field=f"{subject}.{what}") if owner == "any" else column
