"""A first profile out of three questions on the columns that a list brought (R1).

"Which of these usually buy from you?": a column is worth asking when a few values, or figures, cover the book. Names,
ids, phones, addresses, dates and what a list says of its own work are never asked about.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from playbook.amounts import number
from playbook.folding import fold
from playbook.settings import Criterion
from playbook.tiers import cuts

QUESTIONS: Final = 3
"""Questions that make a first profile (R1)."""
MOST: Final = 30
"""Values that a question offers; of countries and states twice as many."""
COVERS: Final = 0.5
"""Share of the book of which a column must say something."""
OFFERED: Final = 0.6
"""Share of what it says that the values offered must be."""
ALIKE: Final = 0.95
"""A value that more than this share has tells nobody apart."""

_SIZES: Final = ("employees", "revenue", "spend")
_PLACES: Final = ("country", "state")
_KINDS: Final = ("industry", "incumbent", "tags")
_NEVER: Final = frozenset((
    "id", "ids", "no", "nr", "number", "key", "code", "name", "first", "last", "company", "firm", "account",
    "contact", "person", "title", "phone", "tel", "telephone", "mobile", "fax", "mail", "email", "url", "website",
    "web", "site", "link", "linkedin", "domain", "street", "address", "zip", "postcode", "postal", "city", "lat",
    "lon", "zone", "date", "day", "time", "created", "modified", "updated", "since", "owner", "status", "stage",
    "note", "notes", "comment", "comments", "description", "source", "tier", "language", "salutation", "rank",
    "score",
))  # fmt: skip
_WORD: Final = re.compile(r"[^\W_]+")
_SMALL: Final = 10_000
_ROUNDED: Final = 100
_BY_TEN: Final = 0.3
"""Of figures that people round, more than this share ends in a nought."""
_FEWEST: Final = 2
"""A question has so many answers at least, and each of them so many accounts on the average."""
_STEPS: Final = ((1e9, "B"), (1e6, "M"), (1e3, "k"))


class Ask(StrEnum):
    """How a column is asked about."""

    WHICH = "which"
    PLACE = "place"
    SIZE = "size"


WORDS: Final = {
    Ask.WHICH: "Which of these usually buy from you?",
    Ask.PLACE: "Where are those who usually buy from you?",
    Ask.SIZE: "How big are those who usually buy from you?",
}
"""The question, in the rep's words."""


@dataclass(frozen=True, slots=True)
class Held:
    """One value of a column."""

    value: str
    accounts: int
    customers: int = 0
    """Customers among them: they buy already."""


@dataclass(frozen=True, slots=True)
class Column:
    """What one field of the accounts holds."""

    field: str
    book: int
    """Accounts of the book."""
    filled: int
    """Accounts of which it says something."""
    values: tuple[Held, ...]
    """Its values, the most frequent first."""
    numbers: tuple[float, ...] = ()
    """Its figures in order, where it holds figures."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer that may be ticked."""

    words: str
    accounts: int
    values: tuple[str, ...]
    """The value, or the two ends of a size; the end of the biggest is open and empty."""
    customers: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """One of the three questions."""

    field: str
    ask: Ask
    options: tuple[Answer, ...]
    whole: bool
    """The options are all that the column says: to tick all of them is to wish nothing."""

    @property
    def words(self) -> str:
        """The question as it is asked."""
        return WORDS[self.ask]


def may_ask(field: str) -> bool:
    """Return whether a column of that name may be asked about at all: no name, id, phone, address or date."""
    if field in {*_SIZES, *_PLACES, *_KINDS}:
        return True
    return _NEVER.isdisjoint(_WORD.findall(fold(field)))


def questions(columns: Iterable[Column]) -> tuple[Question, ...]:
    """Return up to three questions (R1): what kind, how big, where; other columns where one of these is missing."""
    asked = [(column, each) for column in columns if may_ask(column.field) and (each := _question(column))]
    asked.sort(key=lambda pair: (-_tells(*pair), pair[0].field))
    found = [question for _, question in asked]
    first = [
        _first(found, _KINDS[:1], Ask.WHICH), _first(found, _SIZES, Ask.SIZE), _first(found, _PLACES, Ask.PLACE)
    ]  # fmt: skip
    chosen = [question for question in first if question is not None]
    rest = [question for question in found if question not in chosen]
    return tuple((chosen + rest)[:QUESTIONS])


def toggled(question: Question, ticks: frozenset[int], place: int) -> frozenset[int]:
    """Return the ticks after one was turned over; sizes have no hole: what lies between is ticked too."""
    if question.ask is not Ask.SIZE:
        return ticks ^ {place}
    if place not in ticks:
        return frozenset(range(min(ticks | {place}), max(ticks | {place}) + 1))
    return ticks - {place} if place in {min(ticks), max(ticks)} else frozenset(n for n in ticks if n < place)


def ticked(question: Question, profile: Sequence[Criterion]) -> frozenset[int]:
    """Return which options a profile wishes already: where the questions begin when they are asked again."""
    wishes = [wish for wish in profile if _same_field(wish, question)]
    return frozenset(
        place for place, option in enumerate(question.options) if any(_wishes(wish, option) for wish in wishes)
    )


def answered(profile: Sequence[Criterion], question: Question, ticks: frozenset[int]) -> tuple[Criterion, ...]:
    """Return the profile after an answer: one wish on the field in place of the one that stood there.

    Musts, nevers and wishes on other fields stay as they are. No tick at all, or a tick on everything, wishes nothing.
    """
    others = tuple(wish for wish in profile if not _same_field(wish, question))
    every = question.whole and len(ticks) == len(question.options)
    if not ticks or every:
        return others
    return (*others, _wish(question, [question.options[place] for place in sorted(ticks)]))


def _question(column: Column) -> Question | None:
    """The question that a column is worth, None where it is worth none."""
    if column.filled < COVERS * column.book or not column.filled:
        return None
    place = column.field in _PLACES
    if column.numbers and _numbered(column):
        return None
    if column.field in _SIZES or (column.numbers and len(column.values) > MOST):
        options = _bands(column.numbers)
        enough = _FEWEST <= len(options) <= column.filled / _FEWEST
        return Question(column.field, Ask.SIZE, options, whole=True) if enough else None
    shown = column.values[: MOST * (2 if place else 1)]
    few = sum(each.accounts for each in shown) >= OFFERED * column.filled
    if not _FEWEST <= len(shown) <= column.filled / _FEWEST or not few or shown[0].accounts > ALIKE * column.filled:
        return None
    options = tuple(Answer(each.value, each.accounts, (each.value,), each.customers) for each in shown)
    return Question(column.field, Ask.PLACE if place else Ask.WHICH, options, len(shown) == len(column.values))


def _numbered(column: Column) -> bool:
    """Whether these are rather numbers of a register than sizes (R1): long, whole, unrounded, nearly nobody's twice."""
    figures = column.numbers
    if column.field in _SIZES or any(each != int(each) for each in figures):
        return False
    apart = len(set(figures)) >= ALIKE * len(figures)
    rounded = sum(each % 10 == 0 for each in figures) / len(figures)
    return apart and figures[len(figures) // 2] >= _SMALL and rounded < _BY_TEN


def _tells(column: Column, question: Question) -> float:
    """How much a question tells apart: the share of the book that it knows, less what the biggest answer takes."""
    biggest = max(option.accounts for option in question.options)
    return column.filled / column.book * (1 - biggest / max(column.filled, biggest))


def _first(found: Sequence[Question], fields: Sequence[str], ask: Ask) -> Question | None:
    """The first of these fields that is worth a question, else the best column that is asked about alike."""
    named = (question for name in fields for question in found if question.field == name)
    alike = (question for question in found if question.ask is ask and ask is not Ask.PLACE)
    return next(named, None) or next(alike, None)


def _bands(numbers: Sequence[float]) -> tuple[Answer, ...]:
    """The book's own thirds, their ends rounded so that a rep would say them."""
    if not numbers:
        return ()
    edges = sorted({edge for cut in cuts(numbers) if (edge := _round(cut)) < numbers[-1]})
    step = 1.0 if edges and edges[-1] < _SMALL and all(each == int(each) for each in numbers) else 0.0
    lows = [min(0.0, numbers[0]), *(edge + step for edge in edges)]
    found = (_band(numbers, low, high) for low, high in zip(lows, [*edges, None], strict=True))
    return tuple(option for option in found if option.accounts)


def _band(numbers: Sequence[float], low: float, high: float | None) -> Answer:
    top = len(numbers) if high is None else bisect_right(numbers, high)
    inside = top - bisect_left(numbers, low)
    if high is None:
        return Answer(f"{_said(low)} and more", inside, (_written(low), ""))
    words = f"up to {_said(high)}" if low <= 0 else f"{_said(low)} to {_said(high)}"
    return Answer(words, inside, (_written(low), _written(high)))


def _wish(question: Question, options: Sequence[Answer]) -> Criterion:
    if question.ask is not Ask.SIZE:
        return Criterion(question.field, "in", tuple(option.values[0] for option in options))
    low, high = options[0].values[0], options[-1].values[1]
    if high:
        return Criterion(question.field, "between", (low, high))
    return Criterion(question.field, "at least", (low,))


def _wishes(wish: Criterion, option: Answer) -> bool:
    if wish.test == "in":
        return option.values[0].casefold() in {value.casefold() for value in wish.values}
    low, *top = (number(value) for value in wish.values)
    at = number(option.values[0])
    starts = low is not None and at is not None and at >= low
    end = number(option.values[1])
    return starts and (not top or (top[0] is not None and end is not None and end <= top[0]))


def _same_field(wish: Criterion, question: Question) -> bool:
    """Whether a wish of the profile is one that this question would have made."""
    if wish.must or wish.never or wish.field.strip().casefold() != question.field.casefold():
        return False
    return wish.test in ({"between", "at least"} if question.ask is Ask.SIZE else {"in"})


def _round(amount: float) -> float:
    """Two leading digits: what a rep would say for 2,347 is 2,300."""
    return float(f"{amount:.1e}") if abs(amount) >= _ROUNDED else amount


def _said(amount: float) -> str:
    """240, 9,400, 1.2M: as a rep says it."""
    for size, letter in _STEPS:
        if amount >= max(size, _SMALL):
            return f"{amount / size:.3g}{letter}"
    return f"{amount:,.0f}" if amount == int(amount) else f"{amount:g}"


def _written(amount: float) -> str:
    return str(int(amount)) if amount == int(amount) else str(amount)
