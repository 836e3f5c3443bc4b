"""Countries and states to codes, one text to city and state, and the zone a place lies in (R36)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from storage.importing.lexicon import State, places, squeeze

_FOOTNOTE: Final = re.compile(r"\s*\[\w{1,3}\]$")
_SEVERAL: Final = re.compile(r"\s*[;|]\s*")
_US: Final = "US"
_COUPLED: Final = re.compile(r"^(?:[A-Z]{1,2}-)?(\d{4,5})[\s,/]+([^\W\d].*)$")
"""A postcode and its town: "3011 Bern", "D-24103 Kiel"."""
_PLATES: Final = {
    "a": "AT", "b": "BE", "d": "DE", "e": "ES", "f": "FR", "h": "HU", "i": "IT", "l": "LU", "n": "NO", "p": "PT",
    "s": "SE",
}  # fmt: skip
"""Countries as on a car: lists of Europe write them so. Only a column of countries is read by them."""
_FIVE_FIGURES: Final = {"US": 3, "DE": 4, "FR": 4, "ES": 4, "IT": 3}
"""Countries whose postcodes have five figures, and how few a spreadsheet that ate the noughts in front leaves."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is, as far as it is known."""

    city: str = ""
    state: str = ""
    """Code of the country's list, else as it was written."""
    country: str = ""
    """ISO 3166 code, else as it was written."""
    plain: bool = True
    """False: the text was no plain place and stands in `city` as it was."""
    postcode: str = ""
    """Where it stood in one column with the town: "3011 Bern"."""


def country(text: str) -> str:
    """Return the ISO 3166 code of a country as people write it, empty where it is none."""
    return places().countries.get(squeeze(text), "")


def state(text: str, within: str = "", usual: str = _US) -> State | None:
    """Return the state that a text names: in the country `within`, else in the `usual` one, else in the only one."""
    word = squeeze(_FOOTNOTE.sub("", text))
    if not word:
        return None
    if within:
        return places().states.get(within, {}).get(word)
    found = places().states.get(usual, {}).get(word)
    if found is not None:
        return found
    named = places().state_names.get(word, ())
    return named[0] if len(named) == 1 else None


def settle(city: str, state_text: str, country_text: str, usual: str) -> Place:
    """Return a place from its three columns, in codes where they are known."""
    code = country(country_text) or _PLATES.get(country_text.strip().lower(), "")
    found = state(state_text, code, usual) if (code or not country_text) else None
    if found is None:
        return Place(city, state_text, code or country_text)
    return Place(city, found.code, code or (found.country if _whole_name(state_text, found, usual) else ""))


def postcode(text: str, country_text: str) -> str:
    """Return a postcode with the noughts in front that a spreadsheet took for a number's: 1067 in Dresden is 01067."""
    fewest = _FIVE_FIGURES.get(country_text, 0)
    return text.zfill(5) if fewest and text.isdecimal() and fewest <= len(text) < 5 else text  # noqa: PLR2004


def _whole_name(text: str, found: State, usual: str) -> bool:
    """Return whether a state says its country too: "California" does anywhere, "CA" only where one is at home."""
    return found.country == usual or squeeze(text) != squeeze(found.code)


def split(text: str, usual: str = _US) -> Place:
    """Return the parts of "Saint Paul, Minnesota" or "Dublin, Ireland"; an irregular text stays whole, as it is."""
    coupled = _COUPLED.match(text)
    if coupled is None:
        return _split(text, usual)
    rest = _split(coupled[2], usual)
    return replace(rest, city=rest.city or coupled[2], postcode=coupled[1])


def _split(text: str, usual: str) -> Place:
    several = [part for part in _SEVERAL.split(text) if part]
    if len(several) > 1:
        found = [split(part, usual) for part in several]
        countries, states = {each.country for each in found}, {each.state for each in found}
        return Place(
            text, states.pop() if len(states) == 1 else "", countries.pop() if len(countries) == 1 else "", plain=False
        )
    parts = [_FOOTNOTE.sub("", part.strip()) for part in text.split(",") if part.strip()]
    if not 1 <= len(parts) <= 3:  # noqa: PLR2004  (city, state, country)
        return Place(text, plain=False)
    if len(parts) == 1:
        return _lone(parts[0], usual)
    tail = _tail(parts[-1], usual, alone=len(parts) == 2)  # noqa: PLR2004
    if tail is None:
        return Place(text, plain=False)
    if len(parts) == 2:  # noqa: PLR2004
        return Place(parts[0], tail.state, tail.country)
    return _middle(text, parts, tail)


def _tail(text: str, usual: str, *, alone: bool) -> Place | None:
    """Read the last part: a state if two parts stand there, else a country; a state's name wins over a country's."""
    found = state(text, usual=usual)
    code = country(text)
    if found is not None and (alone or not code):
        return Place("", found.code, found.country)
    return Place("", "", code) if code else None


def _middle(text: str, parts: list[str], tail: Place) -> Place:
    if tail.state:
        return Place(text, tail.state, tail.country, plain=False)
    found = state(parts[1], tail.country)
    if found is not None:
        return Place(parts[0], found.code, tail.country)
    known = tail.country in places().states
    return Place(text, "" if known else parts[1], tail.country, plain=False)


def _lone(text: str, usual: str) -> Place:
    code = country(text)
    if code:
        return Place("", "", code)
    found = state(text, usual=usual)
    return Place("", found.code, found.country) if found is not None else Place(text)


def zone(state_text: str, country_text: str) -> str:
    """Return the zone of a state, else of a country that has one zone, else nothing (R36)."""
    if not (state_text or country_text):
        return ""
    code = country(country_text) or (_US if not country_text else "")
    found = state(state_text, code) if code and state_text else None
    if found is not None and (country_text or found.country == _US):
        return found.zone
    return places().zones.get(code, "") if country_text else ""
