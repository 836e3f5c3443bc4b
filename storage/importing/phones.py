"""Phone numbers: E.164 with the extension kept, what cannot be dialled kept as text, the zone they speak for (R36)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from storage.importing.lexicon import places

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_FEWEST_DIGITS: Final = 5
_MOST_DIGITS: Final = 17
_TWO_NUMBERS: Final = 14
_MOST_ZONES: Final = 3
_MOST: Final = 0.6
_SOME: Final = 0.2
_MANY: Final = re.compile(r"\s*(?::::|;|\||\s/\s|\bor\b|\boder\b|\bou\b|\n)\s*", re.IGNORECASE)
_SLASH: Final = re.compile(r"\s/\s")
_EXT: Final = re.compile(r"\s*(?:#|x|ext\.?|extension|durchwahl|poste|,+)[\s.:]*(\d{1,7})#?$", re.IGNORECASE)
_PLAIN: Final = re.compile(r"[(+]?\d[\d ().-]*(?<! )(?<!\.0)", re.ASCII)
"""One number and nothing beside it, as most stand there."""
_NORTH_AMERICAN: Final = re.compile(r"(\+1[ .-]?)?\(?([2-9]\d\d)\)?[ .-]{0,2}(\d{3})[ .-]?(\d{4})", re.ASCII)
"""Ten figures, neither a trunk prefix nor a code to dial abroad before them: nothing of it is open."""
_AT_HOME: Final = frozenset({"US", "CA"})
"""Where such a number needs no +1."""
_TEL: Final = re.compile(r"^tel:", re.IGNORECASE)
_FLOAT: Final = re.compile(r"^(\d{7,15})\.0$")
_LOOKS: Final = re.compile(
    r"^[+(]?[\d\s().\-/+]{6,}(?:\s*(?:#|x|ext|ext\.|extension|durchwahl|poste|,+)[\s.:]*\d{1,7}#?)?$", re.IGNORECASE
)
_NO_ZONE: Final = "Etc/Unknown"


@dataclass(frozen=True, slots=True)
class Phone:
    """One number."""

    text: str
    """E.164 where it is valid, else as it was written."""
    ext: str = ""
    valid: bool = False
    zones: tuple[str, ...] = ()
    """IANA zones it may be in; empty where that is unknown."""

    @property
    def whole(self) -> str:
        """Number and extension as one text."""
        return f"{self.text} x{self.ext}" if self.ext else self.text


def looks(text: str) -> bool:
    """Return whether a cell looks like a phone number; never loads the number library."""
    digits = sum(char.isdigit() for char in text)
    return _FEWEST_DIGITS < digits <= _MOST_DIGITS and _LOOKS.match(text.strip()) is not None


def read(text: str, countries: tuple[str, ...]) -> tuple[Phone, ...]:
    """Return the numbers of a clean cell; several may stand in one.

    `countries` are the ISO codes of the countries it may be written for, the likeliest first: the first in which it is
    valid wins.
    """
    if _PLAIN.fullmatch(text) and len(alone := _read_one(text, countries)) == 1:
        return alone
    if not any(char.isdigit() for char in text):
        return (Phone(text),) if text else ()
    found: dict[str, Phone] = {}
    for part in _parts(text, countries):
        for number in _read_one(_bare(part), countries):
            found.setdefault(number.whole, number)
    return tuple(found.values())


def _parts(text: str, countries: tuple[str, ...]) -> list[str]:
    """Return the numbers that stand in a cell: "0221 / 4710-0" is one, its area code apart; two full ones are two.

    A slash cuts nothing where both sides are one number that works, or what stands before it is too short for one.
    """
    parts = [part for part in _MANY.split(text) if part] or [text]
    figures = [sum(char.isdigit() for char in part) for part in parts]
    if len(parts) == 1 or not all(figures):
        return [text]
    if len(parts) == 2 and _SLASH.search(text):  # noqa: PLR2004  (an area code and its number)
        whole = _SLASH.sub(" ", text)
        alone = all(found.valid for part in parts for found in _read_one(_bare(part), countries))
        if figures[0] < _FEWEST_DIGITS or (not alone and _read_one(_bare(whole), countries)[0].valid):
            return [whole]
    return parts


def _bare(part: str) -> str:
    whole = _FLOAT.match(part.strip())
    return whole[1] if whole else _TEL.sub("", part.strip())


@lru_cache(maxsize=4096)
def _read_one(text: str, countries: tuple[str, ...]) -> tuple[Phone, ...]:
    for country in countries or ("",):
        found = _valid(text, country)
        if found:
            return found
    return (_kept(text),)


def _valid(text: str, country: str) -> tuple[Phone, ...]:
    """Return the valid numbers of a text: one, or two in one cell ("… x 9 / 212…")."""
    import phonenumbers

    number = parsed(text, country)
    if number is not None:
        kind = phonenumbers.number_type(number)
        if kind != phonenumbers.PhoneNumberType.UNKNOWN:
            return (_phone(number, kind),)
    words = any(char.isalpha() for char in _EXT.sub("", text))
    if not words and sum(char.isdigit() for char in text) < _TWO_NUMBERS:
        return ()
    matches = [match.number for match in phonenumbers.PhoneNumberMatcher(text, country or None)]
    return tuple(_phone(number, phonenumbers.number_type(number)) for number in matches)


def parsed(text: str, country: str) -> PhoneNumber | None:
    """Return what a text says as a number, valid or not, as the library parses it; None where it is none.

    The library takes as long for ten figures of North America as for any number of the world, half of all that a phone
    costs; what they say is plain.
    """
    import phonenumbers

    found = _NORTH_AMERICAN.fullmatch(text)
    if found and (found[1] or country in _AT_HOME):
        return phonenumbers.PhoneNumber(1, int(found[2] + found[3] + found[4]))
    try:
        return phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        return None


def _kept(text: str) -> Phone:
    """Return a number that cannot be dialled as it was written, its extension apart."""
    found = _EXT.search(text)
    return Phone(text[: found.start()].rstrip(), found[1]) if found and looks(text) else Phone(text)


def _phone(number: PhoneNumber, kind: int) -> Phone:
    import phonenumbers

    text = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return Phone(text, number.extension or "", valid=True, zones=_zones(number, kind))


def _zones(number: PhoneNumber, kind: int) -> tuple[str, ...]:
    """Return the zones of a number of that kind; over three mean that nobody knows (R36).

    The kind is known already: asking the library for the zones of a number would have it found out once more.
    """
    import phonenumbers.timezone

    there = phonenumbers.is_number_type_geographical(kind, number.country_code or 0)
    asked = phonenumbers.timezone
    found = asked.time_zones_for_geographical_number if there else asked.time_zones_for_number
    aliases = places().aliases
    zones = tuple(aliases.get(zone, zone) for zone in found(number))
    return zones if len(zones) <= _MOST_ZONES and _NO_ZONE not in zones else ()


def prevailing(texts: Iterable[str]) -> str:
    """Return the country that most international numbers of a column belong to, empty where none prevails."""
    import phonenumbers

    codes: Counter[str] = Counter()
    filled = 0
    for text in texts:
        filled += bool(text)
        if text.lstrip("'( ").startswith(("+", "00")):
            for found in _valid(text, ""):
                number = phonenumbers.parse(found.text, None)
                codes[phonenumbers.region_code_for_number(number) or ""] += 1
    code, count = codes.most_common(1)[0] if codes else ("", 0)
    return code if code != "001" and count > codes.total() * _MOST and count > filled * _SOME else ""
