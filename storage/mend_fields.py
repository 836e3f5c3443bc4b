"""Fields changed by hand: settled as a list's are, and refused where they cannot be what they should be (R36, R38).

A list keeps what it cannot read under another name; a rep who types a wrong address wants to hear of it at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from playbook.bodies import AccountSet, PersonSet
from playbook.cleaning import clean_line
from playbook.decision import Draft
from playbook.errors import BadInput
from playbook.facts import Fields, Value
from playbook.words import AccountId, PersonId, Role, Tier

_FIGURES: Final = frozenset({"employees", "revenue", "spend", "nos_before"})
_DAYS: Final = frozenset({"contract_end", "birthday"})
_MAILS: Final = frozenset({"email", "email_2"})
_MONTHS: Final = frozenset({"incumbent_since", "pursued_since", "since"})
_CHOSEN: Final[dict[str, tuple[str, ...]]] = {"tier": tuple(Tier), "role": tuple(Role)}
_CODE: Final = 2
"""Letters of a country's code."""
_PLACED: Final = frozenset({"phone", "mobile", "state", "country"})
"""What a zone follows from (R36)."""


def changed(
    typed: Mapping[str, str], before: Mapping[str, Value], *, person: bool, usual: str = "US", named: bool = True
) -> Fields:
    """Return the fields that differ once they are settled; an empty text clears a field.

    `before` are the fields as they stand, `usual` the country of phones and states that name none. `named`: the name
    may not be emptied.

    Raises:
        BadInput: a value cannot be what its field holds; nothing changes.
    """
    said = {name: clean_line(value) for name, value in typed.items()}
    if named and said.get("name") == "":
        raise BadInput("A name is needed. Nothing was changed.")
    for name, value in said.items():
        if value:
            _possible(name, value)
    settled = _settled(said, before, usual, person=person)
    for name, value in said.items():
        _readable(name, value, settled)
    return tuple(sorted((name, new) for name, new in settled.items() if before.get(name, "") != new))


def _settled(said: Mapping[str, str], before: Mapping[str, Value], usual: str, *, person: bool) -> dict[str, Value]:
    from storage.importing import typed

    fields: Fields = tuple(sorted(said.items()))
    draft = Draft(PersonId(""), PersonSet(fields)) if person else Draft(AccountId(""), AccountSet(fields))
    country = said.get("country") or str(before.get("country", "")) or usual
    body = typed.settled((draft,), _code(country) or usual)[0].body
    held: dict[str, Value] = dict(body.fields) if isinstance(body, AccountSet | PersonSet) else {}
    if _PLACED & said.keys() and not before.get("zone") and not said.get("zone"):
        zone = _zone({**before, **held}, usual)
        held |= {"zone": zone} if zone else {}
    return held


def _code(country: str) -> str:
    from storage.importing import places

    return places.country(country)


def _zone(held: Mapping[str, Value], usual: str) -> str:
    """The zone that follows from number and place."""
    from storage.importing import firms, phones

    country, state = str(held.get("country", "")), str(held.get("state", ""))
    text = str(held.get("phone") or held.get("mobile") or "")
    number = phones.read(text, (country or usual,))[0] if text else None
    return firms.zone_of(number, state, country or (usual if state else ""))


def _possible(name: str, value: str) -> None:
    """Refuse what a field cannot hold, before it is settled."""
    choices = _CHOSEN.get(name)
    if choices is not None and value not in choices:
        raise _bad(name, value, f"one of {', '.join(choices)}")
    if name == "zone" and not _is_zone(value):
        raise _bad(name, value, "a zone such as America/Chicago")
    if name in _DAYS and not _is_day(value):
        raise _bad(name, value, "a day such as 2027-06-30")
    if name in _MONTHS and not any(_is_day(value + rest) for rest in ("", "-01", "-01-01")):
        raise _bad(name, value, "a day, a month or a year: 2027-06-30, 2027-06, 2027")


def _readable(name: str, value: str, settled: Mapping[str, Value]) -> None:
    """Refuse what the door could not read."""
    if not value:
        return
    if name in _MAILS and not _is_address(str(settled.get(name, ""))):
        raise _bad(name, value, "an e-mail address such as dana@acme.com")
    if name == "domain" and "." not in str(settled.get("domain", "")):
        raise _bad(name, value, "a site such as acme.com")
    if name in {"phone", "mobile"} and not any(char.isdigit() for char in value):
        raise _bad(name, value, "a number such as +1 312 555 0142")
    if name == "country" and len(str(settled.get("country", ""))) != _CODE:
        raise _bad(name, value, "a country such as Germany or DE")
    if name in _FIGURES and isinstance(settled.get(name, ""), str):
        raise _bad(name, value, "a number such as 250, $1.2M or 6.0E7")


def _bad(name: str, value: str, wanted: str) -> BadInput:
    return BadInput(f"{name}: “{value}” cannot be read. Nothing was changed.", f"Wanted: {wanted}; empty clears it.")


def _is_address(value: str) -> bool:
    from storage.importing import mails

    return mails.is_address(value)


def _is_zone(value: str) -> bool:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
