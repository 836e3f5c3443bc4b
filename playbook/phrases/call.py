"""What a meaning gets when its pattern fits, and the reading of phrases inside phrases (R14)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from playbook.days import DAY
from playbook.phrases.grammar import Grammar
from playbook.phrases.spans import Span
from playbook.settings import Phrases

_DEEPEST: Final = 6
"""Phrases inside phrases: nobody says "the week after the end of the month after ..." further than this."""

_NEXT_TIME: Final = DAY * 400
"""What comes round less often than each year (week 53) is meant now, if it has begun."""

Meaning = Callable[["Call"], Span | None]
Made = Callable[[Span], Span | None]


@dataclass(frozen=True, slots=True)
class Ground:
    """What every reading of one phrase stands on."""

    grammar: Grammar
    phrases: Phrases
    off: frozenset[date]
    now: datetime
    """Local time of the rep."""
    country: str = "US"
    """Whose holidays are meant, as an ISO code."""

    @property
    def today(self) -> date:
        """The rep's day."""
        return self.now.date()


@dataclass(frozen=True, slots=True)
class Call:
    """One pattern that fits: its groups, what the table tells its meaning, and from when on to look."""

    reader: Reader
    groups: Mapping[str, str | None]
    args: Mapping[str, Any]
    base: date
    """Nothing that is over before this day is meant; today, but in "of 2028"."""
    depth: int
    """0 for the phrase itself."""

    @property
    def ground(self) -> Ground:
        """What the whole reading stands on."""
        return self.reader.ground

    @property
    def today(self) -> date:
        """The rep's day."""
        return self.ground.today

    def get(self, *names: str) -> str:
        """Return the first of these groups that holds something; empty for none."""
        return next((held for name in names if (held := self.groups.get(name))), "")

    def inner(self, name: str = "x", base: date | None = None) -> Span | None:
        """Return what the phrase inside a group means."""
        return self.reader.resolve(self.get(name), self.base if base is None else base, self.depth + 1)

    def placed(self, make: Made, name: str = "x") -> Span | None:
        """Make a span of the phrase in a group; if that has been and the phrase comes round again, of its next time."""
        inner = self.inner(name)
        if inner is None:
            return None
        made = make(inner)
        if inner.named and (made is None or made.first < self.base or made.first == inner.first == self.today):
            skipped = made is None
            inner = self.inner(name, inner.last + DAY)
            made = make(inner) if inner is not None else None
            if made is not None and skipped:
                made = replace(made, vague=True)
        return made

    def number(self, name: str = "n") -> tuple[float, bool]:
        """Return the number in a group (1 where it is empty or `a`), and whether it leaves room (few, several)."""
        numbers, loose = self.ground.grammar.numbers, self.ground.grammar.loose
        words = self.get(name).split()
        for word in reversed(words):
            if word.replace(".", "").isdecimal():
                return float(word), not loose.isdisjoint(words)
            if word in numbers:
                said = {"couple": self.ground.phrases.couple, "few": self.ground.phrases.few}
                return float(said.get(word, numbers[word])), word in loose
        return 1.0, False


class Reader:
    """Reads whole stretches of canonical words; what it has read once it remembers."""

    def __init__(self, ground: Ground, meanings: Mapping[str, Meaning]) -> None:
        self.ground = ground
        self._meanings = meanings
        self._read: dict[tuple[str, date, bool], Span | None] = {}

    def resolve(self, text: str, base: date, depth: int = 0) -> Span | None:
        """Return what the words mean from `base` on: the first pattern whose meaning finds a day; None for no day."""
        key = (text, base, depth == 0)
        if key not in self._read:
            self._read[key] = None
            self._read[key] = self._first_meaning(text, base, depth) if text and depth < _DEEPEST else None
        return self._read[key]

    def coming(self, text: str) -> Span | None:
        """Return what the words mean, the next time if it has begun already ("March", said in March)."""
        span = self.resolve(text, self.ground.today)
        if span is not None and span.named and span.first < self.ground.today:
            later = self.resolve(text, span.last + DAY)
            near = later is not None and span.first < later.first <= self.ground.today + _NEXT_TIME
            return later if near else replace(span, vague=True)
        return span

    def _first_meaning(self, text: str, base: date, depth: int) -> Span | None:
        for pattern in self.ground.grammar.patterns:
            found = pattern.expression.fullmatch(text)
            if found is None:
                continue
            span = self._meanings[pattern.means](Call(self, found.groupdict(), pattern.args, base, depth))
            if span is not None:
                return replace(span, weak=span.weak or pattern.weak, vague=span.vague or pattern.vague)
        return None
