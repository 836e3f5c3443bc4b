"""What a rep types into search, as a typed query (DESIGN section 4, "Search").

`acme 0142 is:dream no:>5 silent:>90d` is three filters and two words. Nothing that anyone types is an error: what
cannot be read as a filter is told in `unread`, and the rest is searched.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from playbook.cleaning import clean_line
from playbook.folding import fold
from playbook.words import Standing, Verdict

MOST_WORDS: Final = 12
"""More words than this are no search; the rest is left out."""
MOST: Final = 2**53
"""More than anything that is counted here."""

_MOST_FIGURES: Final = 9
_DAYS: Final = {"": 1, "d": 1, "w": 7, "m": 30, "y": 365}
_FILTER: Final = re.compile(r"(is|fit|no|silent|tag|state):(.*)", re.DOTALL)
_BOUND: Final = re.compile(rf"(>=|<=|>|<|=)?(\d{{1,{_MOST_FIGURES}}})([dwmy]?)")
_FIGURES: Final = re.compile(r"[+(]?\d[\d().+/-]*")
_NO_DIGIT: Final = re.compile(r"\D+")
_LONG: Final = re.compile(r"([a-z0-9]{3})[a-z0-9]+[^a-z0-9]*$")
"""The last word of a phrase, where it is longer than the beginnings that the index keeps (tables.sql, `prefix`)."""
_STANDINGS: Final = {standing.value.replace(" ", "-"): standing for standing in Standing} | {
    "aside": Standing.SET_ASIDE,
    "off": Standing.PROPOSED_OFF,
}
_UNSPACED: Final = (
    (0x0E00, 0x10A0),  # Thai, Lao, Tibetan, Burmese
    (0x1100, 0x1200),  # Hangul
    (0x1780, 0x1800),  # Khmer
    (0x2E80, 0xA4D0),  # Chinese, Japanese, Yi
    (0xAC00, 0xD7B0),  # Hangul
    (0xF900, 0xFB00),  # Chinese
    (0x10000, 0x110000),
)
"""Scripts that write no blanks between words, or that the index does not know: the index holds no words of theirs."""


@dataclass(frozen=True, slots=True)
class Span:
    """Whole numbers from `low` to `high`, both included."""

    low: int = 0
    high: int = MOST

    def __and__(self, other: Span) -> Span:
        """What lies in both."""
        return Span(max(self.low, other.low), min(self.high, other.high))


@dataclass(frozen=True, slots=True)
class Filters:
    """What an account must be; filters of one kind widen, of different kinds narrow."""

    dream: bool = False
    standings: tuple[Standing, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    nos: Span = Span()
    """No's of the record."""
    silent: Span = Span()
    """Days since the last touch; an account never touched is silent beyond any number."""
    tags: tuple[str, ...] = ()
    """Folded; each must be there."""
    states: tuple[str, ...] = ()
    """Upper case."""


@dataclass(frozen=True, slots=True)
class Query:
    """A search, ready for SQL."""

    match: str = ""
    """Expression for the word index, empty for none."""
    inside: tuple[str, ...] = ()
    """Folded words that the index does not know: looked for inside the text."""
    words: tuple[str, ...] = ()
    """All folded words as typed."""
    filters: Filters = Filters()
    unread: tuple[str, ...] = ()
    """Filters that could not be read, as typed."""
    terms: tuple[tuple[str, ...], ...] = ()
    """What `match` asks, in parts: of each term one phrase must stand in the text, begun where a word begins."""
    together: str = ""
    """Figures that were typed in groups, as one: enough by itself; empty for none."""

    @property
    def short(self) -> str:
        """`match` with its words cut to beginnings that the index keeps: finds all that `match` finds, and more.

        The index reads these from their newest row on; of a longer beginning it first gathers all rows there are.
        """
        return _match(tuple(tuple(map(_cut, term)) for term in self.terms), _cut(self.together))

    @property
    def blank(self) -> bool:
        """No words: the most recent ones are meant."""
        return not self.words


def parse(text: str) -> Query:
    """Return the query that a rep typed; any text at all is one."""
    words: list[str] = []
    filters = Filters()
    unread: list[str] = []
    for word in clean_line(text).split():
        found = _FILTER.fullmatch(fold(word))
        if found is None:
            words.append(fold(word))
            continue
        read = _READERS[found[1]](filters, found[2])
        if read is None:
            unread.append(word)
        else:
            filters = read
    return _query(tuple(word for word in words if word)[:MOST_WORDS], filters, tuple(unread))


def _query(words: tuple[str, ...], filters: Filters, unread: tuple[str, ...]) -> Query:
    known = [word for word in words if _in_index(word)]
    terms = tuple(_phrases(word) for word in known)
    grouped = len(known) > 1 and all(_FIGURES.fullmatch(word) for word in known)
    together = _NO_DIGIT.sub("", "".join(known)) if grouped else ""
    inside = tuple(word for word in words if word not in known)
    return Query(_match(terms, together), inside, words, filters, unread, terms, together)


def _match(terms: tuple[tuple[str, ...], ...], together: str) -> str:
    match = " AND ".join(_either(phrases) for phrases in terms)
    return f"({match}) OR {_prefix(together)}" if together else match


def _in_index(word: str) -> bool:
    if not any(char.isalnum() for char in word):
        return False
    return not any(first <= ord(char) < end for char in word for first, end in _UNSPACED)


def _phrases(word: str) -> tuple[str, ...]:
    """Return what a word may stand for: a phone also for its bare digits."""
    digits = _NO_DIGIT.sub("", word)
    return (word, digits) if _FIGURES.fullmatch(word) and digits != word else (word,)


def _either(phrases: tuple[str, ...]) -> str:
    asked = " OR ".join(map(_prefix, phrases))
    return f"({asked})" if len(phrases) > 1 else asked


def _cut(phrase: str) -> str:
    found = _LONG.search(phrase) if phrase.isascii() else None
    return phrase[: found.end(1)] if found else phrase


def _prefix(word: str) -> str:
    quoted = word.replace('"', '""')
    return f'"{quoted}"*'


def _is(filters: Filters, value: str) -> Filters | None:
    if value == "dream":
        return replace(filters, dream=True)
    if value not in _STANDINGS:
        return None
    return replace(filters, standings=(*filters.standings, _STANDINGS[value]))


def _fit(filters: Filters, value: str) -> Filters | None:
    verdict = next((each for each in Verdict if each == value), None)
    return None if verdict is None else replace(filters, verdicts=(*filters.verdicts, verdict))


def _no(filters: Filters, value: str) -> Filters | None:
    span = _span(value, "=", {"": 1})
    return None if span is None else replace(filters, nos=filters.nos & span)


def _silent(filters: Filters, value: str) -> Filters | None:
    span = _span(value, ">=", _DAYS)
    return None if span is None else replace(filters, silent=filters.silent & span)


def _span(value: str, usual: str, units: dict[str, int]) -> Span | None:
    """Read `>5` or `>90d`; `usual` is meant where no comparison is typed."""
    found = _BOUND.fullmatch(value)
    if found is None or found[3] not in units:
        return None
    number = int(found[2]) * units[found[3]]
    return {
        ">": Span(low=number + 1), ">=": Span(low=number), "<": Span(high=number - 1), "<=": Span(high=number),
        "=": Span(number, number),
    }[found[1] or usual]  # fmt: skip


def _tag(filters: Filters, value: str) -> Filters | None:
    return replace(filters, tags=(*filters.tags, value)) if value else None


def _state(filters: Filters, value: str) -> Filters | None:
    return replace(filters, states=(*filters.states, value.upper())) if value else None


_READERS: Final[dict[str, Callable[[Filters, str], Filters | None]]] = {
    "is": _is, "fit": _fit, "no": _no, "silent": _silent, "tag": _tag, "state": _state,
}  # fmt: skip
