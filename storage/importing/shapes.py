"""What a cell without a heading may be by its shape: a street, a town, a postcode, a code, a headcount."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from storage.importing import cells, contents, phones, places
from storage.importing.lexicon import cell_words, words_of

_NUMBER_FIRST: Final = re.compile(r"^\d+[a-z]?(?:[-/]\d+[a-z]?)?,? +(?!%)[^\d\s]", re.IGNORECASE)
_NUMBER_LAST: Final = re.compile(r"^[^\d]{3,} \d+ ?[a-z]?(?:[-/] ?\d+ ?[a-z]?)?$", re.IGNORECASE)
_POSTCODE: Final = re.compile(r"^(?:\d{5}(?:-\d{4})?|\d{4}|\d{3} ?\d{2}|[A-Z]{1,2}-\d{4,5})$")
_LETTERS: Final = re.compile(
    r"^(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|\d{4} ?[A-Z]{2})$", re.IGNORECASE
)
_TOWN: Final = re.compile(r"^[^\W\d_][^\d_@/\\:;]{1,39}$")
_RANGE: Final = re.compile(r"^\d[\d,.]* ?(?:-|–|to|bis|à) ?\d[\d,.]*$|^\d[\d,.]*\+$", re.IGNORECASE)
_COUNT: Final = re.compile(r"^\d{1,3}(?:[,.']\d{3})?$|^\d{1,6}$")
_NAICS: Final = re.compile(r"^(?:11|21|22|23|3[1-3]|42|4[4589]|5[1-6]|6[12]|7[12]|81|92)\d{4}$")
_SIC: Final = re.compile(r"^(?:0[1-9]|1[0-7]|[2-7]\d|8[0-9]|9[1-79])\d{2}(?:\d{2}){0,2}$")
_STATES_BY_CODE: Final = ("US", "CA", "AU")
"""Countries whose addresses name the state by its code."""
_YEAR: Final = re.compile(r"^(?:1[89]\d\d|20[0-4]\d)$")
_STREET_WORDS: Final = frozenset(
    ["st", "street", "ave", "avenue", "rd", "road", "blvd", "boulevard", "dr", "drive", "ln", "lane", "way", "hwy",
     "highway", "pkwy", "suite", "ste", "unit", "plaza", "court", "ct", "pl", "place", "box", "floor", "rue", "calle",
     "avenida", "av", "via", "platz", "weg", "allee", "gasse", "hof", "markt", "marktplatz", "dock", "park", "chemin",
     "route", "quai", "paseo", "camino", "mill"]
)  # fmt: skip
_STREET_ENDS: Final = ("strasse", "str", "weg", "platz", "allee", "gasse", "ring", "damm", "ufer", "straat")
_MOST_TOWN_WORDS: Final = 4
_SHORT: Final = 5
_MOST_PEOPLE: Final = 500_000


def is_phone(cell: str) -> bool:
    """Return whether a cell is a phone number: seven figures at least, or marks that numbers are written with."""
    figures = sum(char.isdigit() for char in cell)
    return phones.looks(cell) and figures >= 7 and not _RANGE.match(cell)  # noqa: PLR2004  (fewer may be a postcode)


def is_revenue(cell: str) -> bool:
    """Return whether a cell is a sum of money, a range of two too."""
    return contents.is_sum(cell)


def is_size(cell: str) -> bool:
    """Return whether a cell is a range of people: 51-200, 10,001+."""
    return _RANGE.match(cell) is not None and cells.headcount(cell) is not None and not phones.looks(cell)


def is_street(cell: str) -> bool:
    """Return whether a cell is a street with its number, or a word that only addresses hold."""
    words = words_of(cell)
    known = bool(set(words[1:]) & _STREET_WORDS) or any(
        word.endswith(_STREET_ENDS) and len(word) > _SHORT for word in words
    )
    numbered = _NUMBER_FIRST.match(cell) or _NUMBER_LAST.match(cell)
    return len(words) > 1 and bool(numbered or known) and not set(words) & cell_words().firm


def is_postcode(cell: str) -> bool:
    """Return whether a cell may be a postcode of figures."""
    return _POSTCODE.match(cell) is not None


def is_five(cell: str) -> bool:
    """Return whether a cell is a postcode of five figures."""
    return _POSTCODE.match(cell) is not None and len(cell) >= 5  # noqa: PLR2004


def is_postcode_of_letters(cell: str) -> bool:
    """Return whether a cell is a postcode of Britain, Canada or the Netherlands: nothing else looks so."""
    return _LETTERS.match(cell) is not None


def is_town(cell: str) -> bool:
    """Return whether a cell may be the name of a town: words without a figure."""
    return _TOWN.match(cell) is not None and len(words_of(cell)) <= _MOST_TOWN_WORDS and not contents.is_title(cell)


def share_of_states(values: Sequence[str]) -> float:
    """Return the share of cells that are states of one country; a whole name tells by itself."""
    filled = [value for value in values if value]
    known = (sum(places.state(value, country) is not None for value in filled) for country in _STATES_BY_CODE)
    return max(contents.share(values, contents.is_state), max(known) / max(len(filled), 1))


def is_count(cell: str) -> bool:
    """Return whether a cell may be a number of people."""
    figure = cells.headcount(cell) if _COUNT.match(cell) else None
    return figure is not None and 0 < figure <= _MOST_PEOPLE and not cell.startswith("0")


def _is_naics(cell: str) -> bool:
    return _NAICS.match(cell) is not None


def _is_sic(cell: str) -> bool:
    return _SIC.match(cell) is not None


def is_year(cell: str) -> bool:
    """Return whether a cell is a year of our time."""
    return _YEAR.match(cell) is not None


CODES: Final[tuple[tuple[str, Callable[[str], bool]], ...]] = (
    ("Year", is_year),
    ("NAICS", _is_naics),
    ("SIC", _is_sic),
)
"""Names for columns of codes that have none, and what tells them."""
CODE_NAMES: Final = frozenset(name for name, _ in CODES)
