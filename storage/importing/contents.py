"""What a column holds, told from its cells: e-mails, phones, sites, states, countries, money, days, names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from typing import Final

from storage.importing import cells, dates, ids, mails, phones, places
from storage.importing.folded import fold
from storage.importing.lexicon import cell_words, squeeze, statuses, words_of

_MOST: Final = 0.6
_SOME: Final = 0.3
_FEW: Final = 0.1
_PERSON: Final = re.compile(r"^[^\W\d_][^\W\d_.'’\-]*(?:[ .'’\-]+[^\W\d_][^\W\d_.'’\-]*){1,3}$")
_FIGURE: Final = re.compile(r"^[-+]?[\d.,\s%]+$")
_LINKEDIN: Final = re.compile(r"linkedin\.[a-z.]+/(?:in|pub|sales/(?:lead|people))/", re.IGNORECASE)
_RECORD: Final = re.compile(r"^(?:zcrm_\d+|\d{5,}|[a-z]{3,6}_\w{16,})$")
_PATH: Final = re.compile(r"^(?:https?://|www\.)", re.IGNORECASE)

Test = Callable[[str], bool]


def share(values: Sequence[str], test: Test) -> float:
    """Return the share of the filled values that pass a test; 0 where none is filled."""
    filled = [value for value in values if value]
    return sum(map(test, filled)) / len(filled) if filled else 0.0


def is_data(cell: str) -> bool:
    """Return whether a cell is a value and no heading: an address, a number, a day, a site."""
    return bool(
        mails.is_address(cell.lower())
        or _FIGURE.match(cell)
        or phones.looks(cell)
        or _PATH.match(cell)
        or (cell[:1].isdigit() and dates.day(cell, months_lead=True) is not None)
        or (any(char.isdigit() for char in cell) and cells.money(cell) is not None)
    )


def has_mail(cell: str) -> bool:
    """Return whether an e-mail address stands in a cell, a broken one too."""
    return "@" in cell.strip("@")


def is_site(cell: str) -> bool:
    """Return whether a cell is a web address."""
    return bool(mails.site(cell)) and "@" not in cell and not _FIGURE.match(cell)


def is_firm_site(cell: str) -> bool:
    """Return whether a cell is a firm's own site: a page on a network that many share is none."""
    return is_site(cell) and bool(mails.firm_site(cell))


def is_linkedin(cell: str) -> bool:
    """Return whether a cell is a person's page on LinkedIn."""
    return _LINKEDIN.search(cell) is not None


def is_state(cell: str) -> bool:
    """Return whether a cell is a state that we know."""
    return places.state(cell) is not None


def is_country(cell: str) -> bool:
    """Return whether a cell is a country."""
    return bool(places.country(cell))


def is_day(cell: str) -> bool:
    """Return whether a cell is a day; a bare figure is none."""
    return not cell.isdigit() and dates.day(cell, months_lead=True) is not None


def is_sum(cell: str) -> bool:
    """Return whether a cell is money with a sign, a code or a unit: a bare figure may be anything."""
    marked = any(char.isalpha() or unicodedata.category(char) == "Sc" for char in cell)
    return marked and not is_day(cell) and cells.money(cell) is not None


def is_status(cell: str) -> bool:
    """Return whether a cell is a status that we know."""
    return squeeze(cell) in statuses().meaning


def is_person(cell: str) -> bool:
    """Return whether a cell is written as people's names are: two to four words, no figure, no word of a firm."""
    words = set(words_of(cell))
    return _PERSON.match(cell) is not None and not words & cell_words().firm and not words & cell_words().title


def is_firm(cell: str) -> bool:
    """Return whether a word of a firm stands in a cell."""
    words = words_of(cell)
    return len(words) > 1 and bool(set(words) & cell_words().firm)


def is_title(cell: str) -> bool:
    """Return whether a word of a job title stands in a cell."""
    return bool(set(words_of(cell)) & cell_words().title)


_KINDS: Final[tuple[tuple[str, Test, float], ...]] = (
    ("any.email", has_mail, _MOST),
    ("person.linkedin", is_linkedin, _MOST),
    ("firm.domain", is_firm_site, _MOST),
    ("any.phone", phones.looks, _MOST),
)


def told(values: Sequence[str]) -> str:
    """Return the field that a column of an unknown heading holds; only what cannot be mistaken takes it over."""
    if share(values, is_day) >= _MOST:
        return ""
    return next((field for field, test, enough in _KINDS if share(values, test) >= enough), "")


def holds_money(values: Sequence[str]) -> bool:
    """Return whether a column holds sums of money."""
    return share(values, is_sum) > 1 - _FEW


def denies(field: str, values: Sequence[str]) -> bool:
    """Return whether the cells of a column speak against its heading: an "Email" that holds Yes and No."""
    if not any(values):
        return False
    if field.startswith("any.email"):
        return share(values, has_mail) < _FEW and share(values, lambda cell: squeeze(cell) in statuses().truth) > _MOST
    if field == "firm.domain":
        return share(values, is_site) < _FEW and share(values, lambda cell: squeeze(cell) in statuses().truth) > _MOST
    if field == "person.title":
        return share(values, is_greeting) > _MOST
    return field == "row.owner" and share(values, is_record_id) > 1 - _FEW


def is_greeting(cell: str) -> bool:
    """Return whether a cell says how somebody is addressed: Mr., Frau, Dr."""
    return squeeze(cell) in _greetings()


@cache
def _greetings() -> frozenset[str]:
    return frozenset(map(squeeze, cell_words().before))


def is_record_id(cell: str) -> bool:
    """Return whether a cell is the id of a record: an owner's id names nobody."""
    return bool(ids.salesforce(cell) or ids.guid(cell) or _RECORD.match(cell))


def match_mails(values: Sequence[str], addresses: Sequence[str]) -> tuple[float, float]:
    """Return how often a word of a name stands before and behind the @ of the row's address."""
    local = domain = rows = 0
    for value, address in zip(values, addresses, strict=True):
        before, mark, behind = fold(address).partition("@")
        words = [word for word in words_of(value) if len(word) > 2]  # noqa: PLR2004  (initials fit anything)
        if mark and words:
            rows += 1
            local += any(word in before for word in words)
            domain += any(word in behind for word in words)
    return (local / rows, domain / rows) if rows else (0.0, 0.0)
