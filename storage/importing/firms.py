"""The firm of a row: its name, ids, site, place, size."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from playbook.facts import Value
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
_AS_TEXT: Final = ("industry", "incumbent", "description", "language", "source")
_AS_SINCE: Final = ("pursued_since", "incumbent_since")
_GENERIC: Final = frozenset(
    ["io", "ai", "co", "me", "tv", "fm", "ly", "gg", "to", "cc", "ws", "sh", "so", "vc", "eu", "im", "la", "ag"]
)
_NUMBERED: Final = (("firm.cik", "cik"), ("firm.duns", "duns"), ("firm.lei", "lei"))


def read(line: Line) -> FirmSaid:
    """Return the firm that a row names, as far as its own columns tell."""
    name = names.firm(cells.unlinked(line.take("firm.name")))
    if squeeze(name) in cell_words().nobody:
        name = ""
    held: dict[str, Value] = {}
    keys = keys_of(line, "firm.id", "account") + _numbered(line)
    domain = _domain(line)
    _place(line, held)
    _figures(line, held)
    _texts(line, held)
    _reach(line, held, domain)
    return FirmSaid(name, keys, domain, fields=tuple(sorted(held.items())))


def keys_of(line: Line, field: str, kind: str) -> tuple[ids.Key, ...]:
    """Return the ids of a row: the first column is the list's own, others count where they are unique in the world."""
    found: list[ids.Key] = []
    first = next((column for column in line.sheet.reading.columns if column.field == field), None)
    for column, text in line.columns(field):
        key = ids.key(text.split(";")[0].strip(), kind, line.sheet.reading.source)
        if column is first or key.alone:
            line.drop(column)
            found.append(key)
            if kind == "account" and line.sheet.beside and not key.alone:
                found.append(ids.Key(line.sheet.beside, kind, key.key))
    return tuple(found)


def _numbered(line: Line) -> tuple[ids.Key, ...]:
    """Return the numbers by which registers know a firm: CIK, D-U-N-S, LEI; they stay fields as well."""
    return tuple(
        ids.Key(ids.WORLD, "account", f"{register}:{squeeze(text).lstrip('0')}")
        for field, register in _NUMBERED
        for _, text in line.columns(field)
    )


def _domain(line: Line) -> str:
    for column, text in line.columns("firm.domain"):
        found = mails.firm_site(text)
        if found:
            line.drop(column)
            return found
    return ""


def _place(line: Line, held: dict[str, Value]) -> None:
    street = ", ".join(filter(None, (line.take("firm.street"), line.take("firm.street2"))))
    place = place_of(line, "firm")
    postcode = places.postcode(line.take("firm.postcode") or place.postcode, place.country)
    held |= _filled(street=street, city=place.city, state=place.state, postcode=postcode, country=place.country)


def place_of(line: Line, owner: str) -> places.Place:
    """Return the place of a row's firm or person from its columns, or from one column that holds it all."""
    city, state, country = (line.take(f"{owner}.{part}") for part in ("city", "state", "country"))
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
    for field, read_figure in (("employees", cells.headcount), ("revenue", cells.money), ("spend", cells.money)):
        for column, text in line.columns(f"firm.{field}"):
            figure = read_figure(text)
            figure = figure * column.scale if figure is not None and cells.number(text) is not None else figure
            if figure is not None and field not in held:
                line.drop(column)
                held[field] = cells.tidy(figure)
    noes = cells.number(line.take("firm.nos_before") or "-")
    if noes is not None:
        held["nos_before"] = cells.tidy(noes)


def _texts(line: Line, held: dict[str, Value]) -> None:
    held |= _filled(**{field: line.take(f"firm.{field}") for field in _AS_TEXT})
    held |= _filled(**{field: line.since(f"firm.{field}") for field in _AS_SINCE})
    held |= _filled(contract_end=line.day("firm.contract_end"))
    held |= _filled(last_contact=line.day("row.last_contact"), tags=tags(line.take("firm.tags")))
    for column, text in line.columns("firm.tier"):
        if text.upper() in set(Tier):
            line.drop(column)
            held["tier"] = text.upper()
    if line.sheet.reading.subject == "firm":
        held |= _filled(status=line.take("row.status"), owner=line.take("row.owner"))


def tags(text: str) -> str:
    """Return tags separated by commas, whatever they came separated by; groups of the system ("* myContacts") go."""
    parts = (part.strip() for part in text.replace(":::", ",").replace(";", ",").replace("|", ",").split(","))
    return ", ".join(dict.fromkeys(part for part in parts if part and not part.startswith("* ")))


def _reach(line: Line, held: dict[str, Value], domain: str) -> None:
    """Read the firm's phone and address, and the zone they and its place speak for (R36)."""
    country = str(held.get("country", ""))
    number = number_of(line, _PHONES, countries(line, country, domain))
    if number is not None:
        held |= _filled(phone=number.text, phone_ext=number.ext)
    found = mails.read(line.take(*_MAILS))
    held |= _filled(email=found.good[0] if found.good else "", email_bad=found.bad)
    if found.bad:
        line.remark("email", f"this address cannot work: {found.bad}")
    zone = zone_of(number, str(held.get("state", "")), country)
    held |= _filled(zone=told_zone(line, "firm") or zone)


def number_of(line: Line, fields: tuple[str, ...], near: tuple[str, ...]) -> phones.Phone | None:
    """Take the first number of some fields; further ones stay fields of their own, as they are dialled."""
    best: phones.Phone | None = None
    for column, text in line.columns(*fields):
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
    found = [ending(hint) if "." in hint else places.country(hint) for hint in hints]
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
    from zoneinfo import ZoneInfo

    for column, text in line.columns(f"{owner}.zone"):
        try:
            ZoneInfo(text)
        except (LookupError, ValueError, OSError):
            continue
        line.drop(column)
        return text
    return ""


def _filled(**fields: str) -> dict[str, Value]:
    return {name: text for name, text in fields.items() if text}
