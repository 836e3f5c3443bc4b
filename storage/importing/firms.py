"""The firm of a row: its name, ids, site, place, size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from playbook.facts import Fields, Value
from playbook.words import Tier
from storage.importing import cells, ids, mails, names, phones, places
from storage.importing.lexicon import cell_words, squeeze
from storage.importing.said import FirmSaid

if TYPE_CHECKING:
    from storage.importing.rows import Line

_PHONES: Final = (
    "firm.phone", "firm.phone.work", "firm.phone.direct", "firm.phone.other", "firm.phone.mobile", "firm.phone.home",
)  # fmt: skip
"""Whatever a list of companies calls its number, the first is the one to ring."""
_MAILS: Final = ("firm.email", "firm.email.work", "firm.email.other", "firm.email.home")
_AS_TEXT: Final = {f"firm.{name}": name for name in ("industry", "incumbent", "description", "language", "source")}
_AS_SINCE: Final = ("pursued_since", "incumbent_since")
_SELDOM: Final = frozenset(
    {"firm.contract_end", "row.last_contact", "firm.tags", "firm.tier", *(f"firm.{name}" for name in _AS_SINCE)}
)
"""Fields that most lists do not have."""
_GENERIC: Final = frozenset(
    ["io", "ai", "co", "me", "tv", "fm", "ly", "gg", "to", "cc", "ws", "sh", "so", "vc", "eu", "im", "la", "ag"]
)
_NUMBERED: Final = (("firm.cik", "cik"), ("firm.duns", "duns"), ("firm.lei", "lei"))
_PLACES: Final = {
    owner: frozenset(f"{owner}.{part}" for part in ("city", "state", "country", "place"))
    for owner in ("firm", "person")
}
_REGISTERS: Final = frozenset(field for field, _ in _NUMBERED)
_FIGURES: Final = (
    ("firm.employees", "employees", cells.headcount),
    ("firm.revenue", "revenue", cells.money),
    ("firm.spend", "spend", cells.money),
)


def read(line: Line) -> FirmSaid:
    """Return the firm that a row names, as far as its own columns tell."""
    name = names.firm(cells.unlinked(line.take("firm.name")))
    if name and squeeze(name) in cell_words().nobody:
        name = ""
    held: dict[str, Value] = {}
    keys = keys_of(line, "firm.id", "account") + _numbered(line)
    domain = _domain(line)
    _place(line, held)
    _figures(line, held)
    _texts(line, held)
    _reach(line, held, domain)
    return FirmSaid(name, keys, domain, fields=filled(held))


def filled(held: Mapping[str, Value]) -> Fields:
    """Return the fields in which something stands, in their order."""
    return tuple(sorted([each for each in held.items() if each[1] != ""]))


def keys_of(line: Line, field: str, kind: str) -> tuple[ids.Key, ...]:
    """Return the ids of a row: the first column is the list's own, others count where they are unique in the world."""
    found: list[ids.Key] = []
    for column, text in line.columns(field):
        key = ids.key(text.split(";")[0].strip(), kind, line.sheet.reading.source)
        if column is line.sheet.by_field[field][0] or key.alone:
            line.drop(column)
            found.append(key)
            if kind == "account" and line.sheet.beside and not key.alone:
                found.append(ids.Key(line.sheet.beside, kind, key.key))
    return tuple(found)


def _numbered(line: Line) -> tuple[ids.Key, ...]:
    """Return the numbers by which registers know a firm: CIK, D-U-N-S, LEI; they stay fields as well."""
    return tuple(
        [
            ids.Key(ids.WORLD, "account", f"{register}:{squeeze(text).lstrip('0')}")
            for field, register in _NUMBERED
            for _, text in line.columns(field)
        ]
    )


def _domain(line: Line) -> str:
    for column, text in line.columns("firm.domain"):
        found = mails.firm_site(text)
        if found:
            line.drop(column)
            return found
    return ""


def _place(line: Line, held: dict[str, Value]) -> None:
    held["street"] = street_of(line, "firm")
    place = place_of(line, "firm")
    held["postcode"] = places.postcode(line.take("firm.postcode") or place.postcode, place.country)
    held["city"], held["state"], held["country"] = place.city, place.state, place.country


def street_of(line: Line, owner: str) -> str:
    """Take the street of a row's firm or person."""
    street, more = line.take(f"{owner}.street"), line.take(f"{owner}.street2")
    return f"{street}, {more}" if street and more else street or more


def place_of(line: Line, owner: str) -> places.Place:
    """Return the place of a row's firm or person from its columns, or from one column that holds it all."""
    if line.lacks(_PLACES[owner]):
        return places.Place()
    city, state, country = line.take(f"{owner}.city"), line.take(f"{owner}.state"), line.take(f"{owner}.country")
    if not city and not state:
        whole = line.columns(f"{owner}.place")
        if whole:
            line.drop(whole[0][0])
            found = places.split(whole[0][1], line.sheet.usual)
            code = places.country(country)
            return replace(found, country=code or found.country or country)
    return places.settle(city, state, dialled(country) or country, line.sheet.usual)


def dialled(country: str) -> str:
    """Return the country of a dialling code ("+44"), empty where the text is none."""
    digits = country.lstrip("+").strip()
    if not country.startswith("+") or not digits.isdecimal():
        return ""
    import phonenumbers

    code = phonenumbers.region_code_for_country_code(int(digits))
    return "" if code in {"ZZ", "001"} else code


def _figures(line: Line, held: dict[str, Value]) -> None:
    for field, name, read_figure in _FIGURES:
        for column, text in line.columns(field):
            figure = read_figure(text)
            if figure is not None and column.scale != 1 and cells.number(text) is not None:
                figure *= column.scale
            if figure is not None and name not in held:
                line.drop(column)
                held[name] = cells.tidy(figure)
    told = line.take("firm.nos_before")
    noes = cells.number(told) if told else None
    if noes is not None:
        held["nos_before"] = cells.tidy(noes)


def _texts(line: Line, held: dict[str, Value]) -> None:
    held |= line.texts(_AS_TEXT)
    if not line.lacks(_SELDOM):
        _history(line, held)
    if line.sheet.reading.subject == "firm":
        held["status"], held["owner"] = line.take("row.status"), line.take("row.owner")


def _history(line: Line, held: dict[str, Value]) -> None:
    for name in _AS_SINCE:
        held[name] = line.since(f"firm.{name}")
    held["contract_end"], held["last_contact"] = line.day("firm.contract_end"), line.day("row.last_contact")
    held["tags"] = tags(line.take("firm.tags"))
    for column, text in line.columns("firm.tier"):
        if text.upper() in set(Tier):
            line.drop(column)
            held["tier"] = text.upper()


def tags(text: str) -> str:
    """Return tags separated by commas, whatever they came separated by; groups of the system ("* myContacts") go."""
    if not text:
        return ""
    parts = (part.strip() for part in text.replace(":::", ",").replace(";", ",").replace("|", ",").split(","))
    return ", ".join(dict.fromkeys(part for part in parts if part and not part.startswith("* ")))


def _reach(line: Line, held: dict[str, Value], domain: str) -> None:
    """Read the firm's phone and address, and the zone they and its place speak for (R36)."""
    country = str(held.get("country", ""))
    number = number_of(line, _PHONES, country, domain)
    if number is not None:
        held["phone"], held["phone_ext"] = number.text, number.ext
    found = mails.read(line.take(*_MAILS))
    held["email"], held["email_bad"] = found.good[0] if found.good else "", found.bad
    if found.bad:
        line.remark("email", f"this address cannot work: {found.bad}")
    held["zone"] = told_zone(line, "firm") or zone_of(number, str(held.get("state", "")), country)


def number_of(line: Line, fields: tuple[str, ...], *hints: str) -> phones.Phone | None:
    """Take the first number of some fields; further ones stay fields of their own, as they are dialled.

    `hints` are countries and domains that tell which country a number without one may be written for.
    """
    best: phones.Phone | None = None
    told = line.columns(*fields)
    near = countries(line, *hints) if told else ()
    for column, text in told:
        found = _with_area(line, fields[0], text, near) or phones.read(text, near)
        for number in found:
            if not number.valid:
                line.remark("phone", f"this number cannot be dialled as it stands: {number.whole}")
        if best is None and found:
            best = found[0]
            line.drop(column)
            line.keep(column, [number.whole for number in found[1:]])
        else:
            line.put(column, "; ".join(number.whole for number in found))
    return best


def _with_area(line: Line, field: str, text: str, near: tuple[str, ...]) -> tuple[phones.Phone, ...]:
    """Read a number whose area code stands in a column of its own, nothing where the two are no number that works."""
    for column, area in line.columns(f"{field.partition('.')[0]}.phone_area"):
        found = phones.read(f"{area} {text}", near)
        if len(found) == 1 and found[0].valid and not any(each.valid for each in phones.read(text, near)):
            line.drop(column)
            return found
    return ()


def countries(line: Line, *hints: str) -> tuple[str, ...]:
    """Return the countries a number may be written for: the row's, a domain's ending, most of the list's, the rep's."""
    found = [ending(hint) if "." in hint else places.country(hint) for hint in hints if hint]
    return tuple(dict.fromkeys(filter(None, (*found, line.sheet.near, line.sheet.usual))))


def ending(domain: str) -> str:
    """Return the country of a domain's ending where it means one: `.de`, not `.io`."""
    last = domain.rpartition(".")[2].lower()
    return "" if last in _GENERIC else places.country("GB" if last == "uk" else last)


def zone_of(number: phones.Phone | None, state: str, country: str) -> str:
    """Return the zone of a phone, the state choosing between several; else that of the place (R36)."""
    there = places.zone(state, country)
    if number is not None and number.zones:
        return there if there in number.zones else number.zones[0]
    return there


def told_zone(line: Line, owner: str) -> str:
    """Return the zone that a column names, if it is one."""
    for column, text in line.columns(f"{owner}.zone"):
        from zoneinfo import ZoneInfo

        try:
            ZoneInfo(text)
        except (LookupError, ValueError, OSError):
            continue
        line.drop(column)
        return text
    return ""
