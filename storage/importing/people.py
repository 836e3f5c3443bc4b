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
_AS_TEXT: Final = ("title", "department", "linkedin", "language", "source", "description")
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
    """Return the person of a row."""
    name, cell_mail = _name(line)
    found = _mails(line, cell_mail)
    place = firms.place_of(line, "person")
    hint = found.good[0].partition("@")[2] if found.good else firm.domain
    near = firms.countries(line, place.country, str(dict(firm.fields).get("country", "")), hint)
    number = firms.number_of(line, _PHONES, near)
    mobile = firms.number_of(line, ("person.phone.mobile",), near)
    dialled = [each for each in (number, mobile) if each is not None]
    mail_domain = next(filter(None, map(mails.domain_of, found.good)), "")
    if not _is_somebody(line, name, found, dialled, firm):
        return Reached(None, _with_desk(line, firm, _Desk(found, mail_domain, dialled, place)))
    if not name.full:
        name = names.PersonName(found.good[0] if found.good else _called(line, dialled))
        line.remark("name", f"the row names nobody: kept as {name.full}")
    fields = _fields(line, found, (number, mobile), place)
    zone = firms.told_zone(line, "person") or firms.zone_of(
        next((each for each in dialled if each.zones), None), place.state, place.country
    )
    fields |= _filled(
        first=name.first, last=name.last, city=place.city, state=place.state, country=place.country, zone=zone
    )
    keys = firms.keys_of(line, "person.id", "person")
    numbers = tuple(each.text for each in dialled)
    person = PersonSaid(name.full, keys, found.good, numbers, tuple(sorted(fields.items())))
    firm = replace(firm, mail_domain=mail_domain, soft=_soft(line, fields))
    return Reached(person, firm)


def _name(line: Line) -> tuple[names.PersonName, str]:
    """Return the person's name, and an address that stands where the name should."""
    whole = cells.unlinked(line.take("person.name"))
    if mails.is_address(whole.lower()):
        return names.PersonName(""), whole
    parts = [line.take(f"person.{part}") for part in ("first", "middle", "last")]
    return names.person(whole, *parts), ""


def _mails(line: Line, named: str) -> mails.Mails:
    """Return all addresses of a row, the one to use first; what cannot work is told."""
    good: dict[str, None] = {}
    bad: list[str] = []
    columns = line.columns(*_MAILS)
    for text in (*(text for _, text in columns), named):
        found = mails.read(text)
        good |= dict.fromkeys(found.good)
        bad += [found.bad] if found.bad else []
    for column, _ in columns:
        line.drop(column)
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
    held = dict(firm.fields)
    first, *others = desk.dialled or [phones.Phone("")]
    good, place = desk.found.good, desk.place
    spare = _filled(
        email=good[0] if good else "", phone=first.text, phone_ext=first.ext, email_bad=desk.found.bad,
        city=place.city, state=place.state, country=place.country,
        zone=firms.zone_of(first, place.state, place.country),
    )  # fmt: skip
    spare |= _where(line, place)
    spare |= _filled(mobile="; ".join(each.whole for each in others), email_2="; ".join(good[1:]))
    return replace(firm, mail_domain=desk.mail_domain, fields=tuple(sorted((spare | held).items())))


def _where(line: Line, place: places.Place) -> dict[str, Value]:
    """Take the street and the postcode of a row."""
    street = ", ".join(filter(None, (line.take("person.street"), line.take("person.street2"))))
    return _filled(
        street=street, postcode=places.postcode(line.take("person.postcode") or place.postcode, place.country)
    )


def _fields(
    line: Line, found: mails.Mails, dialled: tuple[phones.Phone | None, phones.Phone | None], place: places.Place
) -> dict[str, Value]:
    number, mobile = dialled
    _own_page(line)
    held = _filled(**{field: line.take(f"person.{field}") for field in _AS_TEXT})
    held |= _filled(tags=firms.tags(line.take("person.tags")), status=line.take("row.status"))
    held |= _filled(since=line.since("person.since"), birthday=line.day("person.birthday"))
    held |= dict(zip(_ADDRESSES, found.good, strict=False))
    held |= _filled(email_bad=found.bad, role=_role(line))
    held |= _where(line, place)
    said_ext = line.take("person.phone_ext")
    ext = number.ext if number is not None else ""
    held |= _filled(phone=number.text if number is not None else "", phone_ext=ext or said_ext)
    if mobile is not None:
        held |= _filled(mobile=mobile.whole)
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
    held = {name: fields[name] for name in _SOFT if name in fields}
    owner = line.take("row.owner")
    return tuple(sorted((held | _filled(owner=owner)).items()))


def _filled(**fields: str) -> dict[str, Value]:
    return {name: text for name, text in fields.items() if text}
