"""Whose names stand in a list without headings: given names, the row's address, words of firms, and order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from storage.importing import contents
from storage.importing.lexicon import cell_words, words_of
from storage.importing.plan import Column

Samples = Sequence[Sequence[str]]
_OWN: Final = "own"
_HALF: Final = 0.5
_MOST: Final = 0.8
_SOME: Final = 0.25
_LITTLE: Final = 0.2
_NAMES: Final = frozenset({"person.name", "person.first", "person.last"})


def find(columns: list[Column], samples: Samples) -> list[Column]:
    """Return the columns with those of people and firms named, as far as something speaks for them."""
    found = columns
    taken = {column.field for column in found}
    if not taken & _NAMES:
        found = _people(found, samples)
    if "firm.name" not in taken:
        found = _firms(found, samples)
    return found


def _cells_of(field: str, columns: Sequence[Column], samples: Samples) -> Sequence[str]:
    rows = max((len(values) for values in samples), default=0)
    return next((samples[each.index] for each in columns if each.field == field), [""] * rows)


def _is_free(column: Column) -> bool:
    return column.field == _OWN and column.how == "own"


def _texts(columns: Sequence[Column], samples: Samples) -> list[Column]:
    return [
        each
        for each in columns
        if _is_free(each) and any(samples[each.index]) and contents.share(samples[each.index], contents.is_data) < _SOME
    ]


def _people(columns: list[Column], samples: Samples) -> list[Column]:
    """Find whole names, else a first and a last one; what little speaks for is a guess."""
    clues = _clues(columns, samples)
    whole = [each for each in clues.texts if contents.share(samples[each.index], _is_whole_name) >= _HALF]
    whole.sort(key=lambda each: -clues.speak_for(each))
    if whole and clues.speak_for(whole[0]) >= _SOME:
        return _named(columns, {whole[0].index: "person.name"}, "content")
    pair, sure = _pair(columns, samples, clues)
    if pair:
        return _named(columns, pair, "content" if sure else "guess")
    return _named(columns, {whole[0].index: "person.name"}, "guess") if _lone(whole, columns) else columns


@dataclass(frozen=True, slots=True)
class _Clues:
    """What speaks for columns of text being names of people, by their place."""

    texts: list[Column]
    mailed: dict[int, float]
    """How often a word of it stands before the @ of the row's address."""
    given: dict[int, float]
    """How often a common given name stands in it."""

    def speak_for(self, column: Column) -> float:
        """Return the stronger of both."""
        return max(self.mailed[column.index], self.given[column.index])


def _clues(columns: Sequence[Column], samples: Samples) -> _Clues:
    mails = _cells_of("any.email", columns, samples)
    texts = _texts(columns, samples)
    return _Clues(
        texts,
        {each.index: contents.match_mails(samples[each.index], mails)[0] for each in texts},
        {each.index: contents.share(samples[each.index], _is_given) for each in texts},
    )


def _lone(whole: Sequence[Column], columns: Sequence[Column]) -> bool:
    """Return whether a column of two words each is the only one of its kind beside a firm's."""
    return len(whole) == 1 and any(each.field in {"any.email", "person.title"} for each in columns)


def _pair(columns: Sequence[Column], samples: Samples, clues: _Clues) -> tuple[dict[int, str], bool]:
    """Find a first and a last name side by side, and whether it is sure.

    One of them is often in the address, or is a given name that we know, or follows a Mr. The one pair of single words
    beside a firm is a guess.
    """
    single = [
        each
        for each in clues.texts
        if contents.share(samples[each.index], _is_single) >= _MOST
        and contents.share(samples[each.index], contents.is_firm) < _LITTLE
    ]
    pairs = [(one, other) for one, other in pairwise(single) if other.index == one.index + 1]
    greeted = {each.index + 1 for each in columns if each.how == "greeting"}
    for one, other in pairs:
        known = max(clues.given[one.index], clues.given[other.index]) >= _SOME
        if known or one.index in greeted or max(clues.mailed[one.index], clues.mailed[other.index]) >= _HALF:
            swapped = clues.given[other.index] > clues.given[one.index] + _LITTLE
            first, last = (other, one) if swapped else (one, other)
            return {first.index: "person.first", last.index: "person.last"}, True
    firms = any(contents.share(samples[each.index], contents.is_firm) >= _LITTLE for each in clues.texts)
    if len(pairs) == 1 and firms:
        return {pairs[0][0].index: "person.first", pairs[0][1].index: "person.last"}, False
    return {}, False


def _firms(columns: list[Column], samples: Samples) -> list[Column]:
    """Find the firm: words of firms, the address' domain, else the first text that is nothing else."""
    mails, sites = (_cells_of(field, columns, samples) for field in ("any.email", "firm.domain"))
    texts = _texts(columns, samples)
    behind = [mail.rpartition("@")[2] or site for mail, site in zip(mails, sites, strict=True)]
    rated = {
        each.index: max(
            contents.share(samples[each.index], contents.is_firm),
            contents.match_mails(samples[each.index], [f"x@{domain}" if domain else "" for domain in behind])[1],
        )
        for each in texts
    }
    best = max(texts, key=lambda each: (rated[each.index], -each.index), default=None)
    if best is None:
        return columns
    if rated[best.index] >= _LITTLE:
        return _named(columns, {best.index: "firm.name"}, "content")
    known = any(each.field in _NAMES or each.field in {"any.phone", "any.street", "firm.domain"} for each in columns)
    wordy = [each for each in texts if contents.share(samples[each.index], _is_wordy) >= _HALF]
    return _named(columns, {wordy[0].index: "firm.name"}, "guess") if known and wordy else columns


def _named(columns: list[Column], fields: dict[int, str], how: str) -> list[Column]:
    return [replace(each, field=fields[each.index], how=how) if each.index in fields else each for each in columns]


def _is_given(cell: str) -> bool:
    """Return whether a given name stands first in a cell, or behind its comma."""
    ahead = cell.partition(",")[2] or cell
    words = [word for word in words_of(ahead) if word not in cell_words().before]
    return bool(words) and words[0] in cell_words().given


def _is_single(cell: str) -> bool:
    return len(cell.split()) <= 2 and not any(char.isdigit() for char in cell)  # noqa: PLR2004  (a double name)


def _is_whole_name(cell: str) -> bool:
    """Return whether a cell is written as a whole name: two to four words, "COLE, DANA" too."""
    words = [word for word in words_of(cell) if word not in cell_words().before]
    parts = cell.split(",")
    if not 2 <= len(words) <= 4 or len(parts) > 2 or any(char.isdigit() for char in cell):  # noqa: PLR2004
        return False
    return not set(words) & (cell_words().firm | cell_words().title)


def _is_wordy(cell: str) -> bool:
    return any(char.isalpha() for char in cell) and len(cell) > 2  # noqa: PLR2004  (a code)
