"""Countries and states to codes, one text to city and state, and the zone a place lies in (R36)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from storage.importing.lexicon import State, places, squeeze

_FOOTNOTE: Final = re.compile(r"\s*\[\w{1,3}\]$")
_SEVERAL: Final = re.compile(r"\s*[;|]\s*")
_US: Final = "US"


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
    code = country(country_text)
    found = state(state_text, code, usual) if (code or not country_text) else None
    if found is None:
        return Place(city, state_text, code or country_text)
    return Place(city, found.code, code or (found.country if _whole_name(state_text, found, usual) else ""))


def _whole_name(text: str, found: State, usual: str) -> bool:
    """Return whether a state says its country too: "California" does anywhere, "CA" only where one is at home."""
    return found.country == usual or squeeze(text) != squeeze(found.code)


def split(text: str, usual: str = _US) -> Place:
    """Return the parts of "Saint Paul, Minnesota" or "Dublin, Ireland"; an irregular text stays whole, as it is."""
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
    code = country(country_text) or (_US if not country_text else "")
    found = state(state_text, code) if code and state_text else None
    if found is not None and (country_text or found.country == _US):
        return found.zone
    return places().zones.get(code, "") if country_text else ""
