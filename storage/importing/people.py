"""The person of a row: name, addresses, numbers, place; and what of them is good for their firm."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from playbook.facts import Fields, Value
from playbook.words import Role
from storage.importing import cells, firms, mails, names, phones, places, subjects
from storage.importing.lexicon import squeeze
from storage.importing.said import FirmSaid, PersonSaid

if TYPE_CHECKING:
    from storage.importing.rows import Line

_MAILS: Final = ("person.email.work", "person.email", "person.email.other", "person.email.home")
_PHONES: Final = ("person.phone.direct", "person.phone.work", "person.phone", "person.phone.other", "person.phone.home")
_ADDRESSES: Final = ("email", "email_2", *(f"email_{place}" for place in range(3, 20)))
_AS_TEXT: Final = {
    f"person.{name}": name for name in ("title", "department", "linkedin", "language", "source", "description")
}
_SELDOM: Final = frozenset({"person.tags", "person.role", "person.since", "person.birthday"})
"""Fields that most lists do not have."""
_SOFT: Final = ("street", "city", "state", "postcode", "country", "zone")
_ROLES: Final = {
    "decisionmaker": Role.DECISION_MAKER, "budgetholder": Role.DECISION_MAKER, "economicbuyer": Role.DECISION_MAKER,
    "executivesponsor": Role.DECISION_MAKER, "entscheider": Role.DECISION_MAKER, "decideur": Role.DECISION_MAKER,
    "champion": Role.CHAMPION, "influencer": Role.INFLUENCER, "influencier": Role.INFLUENCER,
    "gatekeeper": Role.GATEKEEPER,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reached:
    """The person of a row, if it names one, and its firm with what it learnt from them."""

    person: PersonSaid | None
    firm: FirmSaid


def read(line: Line, firm: FirmSaid) -> Reached:
    """Return the person of a row; what nobody takes of it is theirs or their firm's as a field of the list's own."""
    name, cell_mail = _name(line)
    found = _mails(line, cell_mail)
    place = firms.place_of(line, "person")
    hint = found.good[0].partition("@")[2] if found.good else firm.domain
    hints = place.country, next((str(text) for field, text in firm.fields if field == "country"), ""), hint
    number = firms.number_of(line, _PHONES, *hints)
    mobile = firms.number_of(line, ("person.phone.mobile",), *hints)
    dialled = [each for each in (number, mobile) if each is not None]
    mail_domain = next(filter(None, map(mails.domain_of, found.good)), "")
    if not _is_somebody(line, name, found, dialled, firm):
        return Reached(None, _with_desk(line, firm, _Desk(found, mail_domain, dialled, place)))
    if not name.full:
        name = names.PersonName(found.good[0] if found.good else _called(line, dialled))
        line.remark("name", f"the row names nobody: kept as {name.full}")
    fields = _fields(line, found, (number, mobile), place)
    fields["first"], fields["last"] = name.first, name.last
    fields["zone"] = firms.told_zone(line, "person") or firms.zone_of(
        next((each for each in dialled if each.zones), None), place.state, place.country
    )
    keys = firms.keys_of(line, "person.id", "person")
    numbers = tuple([each.text for each in dialled])
    soft = _soft(line, fields)
    own_firm, own = line.own_fields()
    person = PersonSaid(name.full, keys, found.good, numbers, firms.filled(own | fields))
    held = firms.filled(own_firm | dict(firm.fields))
    return Reached(person, FirmSaid(firm.name, firm.keys, firm.domain, mail_domain, held, soft))


def _name(line: Line) -> tuple[names.PersonName, str]:
    """Return the person's name, and an address that stands where the name should."""
    whole = cells.unlinked(line.take("person.name"))
    if whole and mails.is_address(whole.lower()):
        return names.PersonName(""), whole
    return names.person(whole, line.take("person.first"), line.take("person.middle"), line.take("person.last")), ""


def _mails(line: Line, named: str) -> mails.Mails:
    """Return all addresses of a row, the one to use first; what cannot work is told."""
    good: dict[str, None] = {}
    bad: list[str] = []
    texts = []
    for column, text in line.columns(*_MAILS):
        line.drop(column)
        texts.append(text)
    for text in (*texts, named) if named else texts:
        found = mails.read(text)
        good |= dict.fromkeys(found.good)
        bad += [found.bad] if found.bad else []
    for text in bad:
        line.remark("email", f"this address cannot work: {text}")
    return mails.Mails(tuple(good), "; ".join(bad))


def _is_somebody(
    line: Line, name: names.PersonName, found: mails.Mails, dialled: list[phones.Phone], firm: FirmSaid
) -> bool:
    """Return whether a row names a person: by name, by an address of their own, by a page, by a number that works."""
    if name.full or line.columns("person.linkedin"):
        return True
    if line.sheet.reading.subject != subjects.PERSON:
        return False
    if found.good:
        return not all(map(mails.is_desk, found.good)) or firm.empty
    return firm.empty and any(number.valid for number in dialled)


def _called(line: Line, dialled: list[phones.Phone]) -> str:
    page = next((text for _, text in line.columns("person.linkedin")), "")
    return page or dialled[0].text


@dataclass(frozen=True, slots=True)
class _Desk:
    """What a row that names nobody says all the same."""

    found: mails.Mails
    mail_domain: str
    dialled: list[phones.Phone]
    place: places.Place


def _with_desk(line: Line, firm: FirmSaid, desk: _Desk) -> FirmSaid:
    """Give a firm the address, number and place of a row that names nobody: the rest of them become its own fields."""
    first, *others = desk.dialled or [phones.Phone("")]
    good, place = desk.found.good, desk.place
    spare: dict[str, Value] = {
        "email": good[0] if good else "", "phone": first.text, "phone_ext": first.ext, "email_bad": desk.found.bad,
        "zone": firms.zone_of(first, place.state, place.country),
        "mobile": "; ".join(each.whole for each in others), "email_2": "; ".join(good[1:]),
    }  # fmt: skip
    spare |= _where(line, place)
    own_firm, own = line.own_fields()
    fields = firms.filled(own | own_firm | spare | dict(firm.fields))
    return replace(firm, mail_domain=desk.mail_domain, fields=fields)


def _where(line: Line, place: places.Place) -> dict[str, Value]:
    """Return where a row's person is; take the street and the postcode."""
    street = firms.street_of(line, "person")
    postcode = places.postcode(line.take("person.postcode") or place.postcode, place.country)
    return {"street": street, "postcode": postcode, "city": place.city, "state": place.state, "country": place.country}


def _fields(
    line: Line, found: mails.Mails, dialled: tuple[phones.Phone | None, phones.Phone | None], place: places.Place
) -> dict[str, Value]:
    """Return the fields of a row's person, some of them empty."""
    number, mobile = dialled
    _own_page(line)
    held = line.texts(_AS_TEXT)
    held["status"], held["email_bad"] = line.take("row.status"), found.bad
    if not line.lacks(_SELDOM):
        held["tags"], held["role"] = firms.tags(line.take("person.tags")), _role(line)
        held["since"], held["birthday"] = line.since("person.since"), line.day("person.birthday")
    held |= zip(_ADDRESSES, found.good, strict=False)
    held |= _where(line, place)
    said_ext = line.take("person.phone_ext")
    held["phone"], held["phone_ext"] = (number.text, number.ext or said_ext) if number is not None else ("", said_ext)
    if mobile is not None:
        held["mobile"] = mobile.whole
    return held


def _own_page(line: Line) -> None:
    """Put a public page before one that only a sales tool opens; the other stays a field of its own."""
    found = line.columns("person.linkedin")
    public = [each for each in found if "/in/" in each[1]]
    if public and found[0] is not public[0]:
        line.first(public[0][0])


def _role(line: Line) -> str:
    for column, text in line.columns("person.role"):
        role = _ROLES.get(squeeze(text))
        if role is not None:
            line.drop(column)
            return role
    return ""


def _soft(line: Line, fields: dict[str, Value]) -> Fields:
    """Return what holds for the firm too as long as all of its people agree."""
    held = {name: fields[name] for name in _SOFT if fields[name]}
    owner = line.take("row.owner")
    if owner:
        held["owner"] = owner
    return tuple(sorted(held.items()))
