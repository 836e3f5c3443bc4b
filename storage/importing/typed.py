"""What a rep types goes through the same door as a list: phones, addresses, places, figures and zones are settled here.

A field that cannot be read as what it should be is kept under a name of its own, as an import keeps it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from playbook.bodies import AccountAdded, AccountSet, PersonAdded, PersonSet
from playbook.decision import Draft
from playbook.facts import ACCOUNT_FIELDS, PERSON_FIELDS, Fields, Value
from storage.importing import plan, rows, subjects
from storage.importing.columns import OWN, Reading
from storage.importing.delimiting import Row
from storage.importing.plan import Column
from storage.importing.said import RowSaid

_FIRM: Final = {name: f"firm.{name}" for name in ACCOUNT_FIELDS} | {"status": "row.status", "owner": "row.owner"}
_PERSON: Final = {name: f"person.{name}" for name in PERSON_FIELDS} | {
    "mobile": "person.phone.mobile",
    "email_2": "person.email.other",
    "status": "row.status",
}
_BESIDE: Final = {"phone": ("phone_ext",), "email": ("email_bad",)}
"""What is written with a field: it says nothing without it."""


def settled(drafts: Sequence[Draft], usual: str = "US") -> tuple[Draft, ...]:
    """Return drafts with the fields of accounts and people settled as an import settles them (R36).

    `usual` is the ISO code of the rep's country, for phones and states that name none.
    """
    firm: dict[str, Value] = {}
    found: list[Draft] = []
    place = 0
    for draft in drafts:
        body = draft.body
        if isinstance(body, AccountAdded):
            firm, place = _firm(body.fields, usual), len(found)
            body = replace(body, fields=_sorted(firm))
        elif isinstance(body, PersonAdded):
            said = _person(body.name, body.fields, firm, usual)
            body = replace(body, fields=_own(said))
            if found and isinstance(head := found[place].body, AccountAdded):
                firm = {**dict(said.firm.soft), **firm}
                found[place] = replace(found[place], body=replace(head, fields=_sorted(firm)))
        elif isinstance(body, AccountSet):
            body = replace(body, fields=_changed(body.fields, _firm(body.fields, usual)))
        elif isinstance(body, PersonSet) and body.fields:
            body = replace(body, fields=_changed(body.fields, dict(_own(_person("-", body.fields, {}, usual)))))
        found.append(replace(draft, body=body))
    return tuple(found)


def _firm(fields: Fields, usual: str) -> dict[str, Value]:
    said = _read(dict(fields), _FIRM, subjects.FIRM, usual)
    domain = {"domain": said.firm.domain} if said.firm.domain else {}
    return {**dict(said.firm.fields), **domain}


def _person(name: str, fields: Fields, firm: Mapping[str, Value], usual: str) -> RowSaid:
    named = {**dict(fields), "name": name}
    columns = dict(_PERSON)
    if "country" in firm and "country" not in named:
        named["their country"] = firm["country"]
        columns["their country"] = "firm.country"
    return _read(named, columns, subjects.PERSON, usual)


def _own(said: RowSaid) -> Fields:
    return () if said.person is None else said.person.fields


def _read(typed: Mapping[str, Value], known: Mapping[str, str], subject: str, usual: str) -> RowSaid:
    filled = [(name, str(value)) for name, value in typed.items() if str(value)]
    columns = tuple(Column(place, name, known.get(name, OWN), "told") for place, (name, _) in enumerate(filled))
    kind = plan.ACCOUNTS if subject == subjects.FIRM else plan.PEOPLE
    sheet = rows.Sheet(0, "", Reading(columns, kind, subject, "", ""), usual)
    return rows.read(sheet, Row(1, tuple(text for _, text in filled)))


def _changed(typed: Fields, read: Mapping[str, Value]) -> Fields:
    """Return a change with its values settled; nothing else is touched, a zone set by hand stands (R36)."""
    found: dict[str, Value] = {}
    for name, value in typed:
        beside = {key: read[key] for key in _BESIDE.get(name, ()) if key in read}
        found |= dict.fromkeys(_BESIDE.get(name, ()), "") | beside
        found[name] = read.get(name, "" if beside else value)
    return _sorted(found)


def _sorted(fields: Mapping[str, Value]) -> Fields:
    return tuple(sorted(fields.items()))
