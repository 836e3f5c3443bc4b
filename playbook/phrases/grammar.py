"""The grammar file of the phrases: words, rewrites, holidays and the table of patterns, each with its examples (R14).

The file is data (`playbook/data/phrases.toml`): adding a way to say a date is one `[[pattern]]` there. What stands in
`means` is the name of a meaning (`playbook.phrases.MEANINGS`); a phrase and the day that it names when said on Monday
2026-11-23 at 8:30 stand in `examples`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

_MACRO: Final = re.compile(r"(?<!\?P)<([a-z_]+)>")
_EXPRESSIONS: Final = ("past", "forward", "pending", "negative", "wrong", "reset", "verb", "expiry")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to say a day: its expression over words, what it means, and examples that a test runs."""

    name: str
    expression: re.Pattern[str]
    means: str
    """Name of the meaning, a function of the code."""
    args: Mapping[str, Any]
    """What the meaning is told beside the groups of the expression."""
    says: str
    """The convention in words, for readers."""
    examples: tuple[tuple[str, str], ...]
    """Phrase, and the date (`2026-12-01`), the moment (`2026-12-01T15:00`) or `none`."""
    weak: bool
    """Without a word such as "in" it counts only when nothing else is said."""
    vague: bool
    """Never shown as sure."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day of the year that people name: by a rule, so that it needs no list of years."""

    key: str
    names: tuple[str, ...]
    rule: str
    """`12-25`, `11 thu 4`, `5 mon -1`, `easter+1`; `first..last` for a stretch."""
    by_country: Mapping[str, str]
    """Rules of countries that keep it on another day; `*` is the rest of them."""
    over: int
    """Days after the last one on which nobody is back yet (Thanksgiving: 1)."""
    observed: bool
    """A weekend moves the day off to the Friday before or the Monday after."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words that surround a date, as one expression for each part that they play."""

    filler: frozenset[str]
    """Words that never change the date."""
    weak: frozenset[str]
    """Words with another, everyday meaning (may, sat)."""
    joints: frozenset[str]
    """Words that join two days."""
    plain: frozenset[str]
    """The only words that such a word may stand with."""
    past: re.Pattern[str]
    forward: re.Pattern[str]
    pending: re.Pattern[str]
    """A participle that is still ahead ("once the budget is approved")."""
    negative: re.Pattern[str]
    wrong: re.Pattern[str]
    """Behind a day: it does not suit."""
    reset: re.Pattern[str]
    """From here on an earlier "not" is over ("not now, call in March")."""
    verb: re.Pattern[str]
    """Words that ask for the call itself."""
    expiry: re.Pattern[str]
    """Contracts and budgets: an opening is offered (R22)."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """Everything that the file holds, ready to read with."""

    rewrites: tuple[tuple[re.Pattern[str], str], ...]
    """Applied in order to the folded phrase."""
    lexicon: Mapping[str, str]
    """Word to canonical word: `mon` to `wd0`."""
    glued: Mapping[str, str]
    """Units that stand right behind a number: `3w`."""
    numbers: Mapping[str, float]
    """Words for numbers, in canonical writing."""
    loose: frozenset[str]
    """Numbers that leave room: few, several."""
    holidays: Mapping[str, Holiday]
    clocks: tuple[Pattern, ...]
    """Times of the day, looked for anywhere."""
    patterns: tuple[Pattern, ...]
    """Days, matched against whole stretches of words; the first that fits counts."""
    stops: tuple[tuple[re.Pattern[str], str], ...]
    """Words that name no date, whatever stands beside them, and why."""
    silences: tuple[tuple[re.Pattern[str], str], ...]
    """Why nothing was found: the first that fits."""
    words: Words


@lru_cache(maxsize=2)
def parse_grammar(text: str) -> Grammar:
    """Return the grammar that the text of `phrases.toml` holds.

    Raises:
        ValueError: the file is no TOML, or an expression in it is none.
        KeyError: a part of the file is missing.
    """
    data = tomllib.loads(text)
    macros: dict[str, str] = {}
    for name, macro in data["macros"].items():
        macros[name] = _expand(macro, macros)
    context = data["context"]
    return Grammar(
        rewrites=tuple((re.compile(rule["from"]), rule["to"]) for rule in data["rewrite"]),
        lexicon={word: token for token, words in data["lexicon"].items() for word in words.split()},
        glued={word: token for token, words in data["glued"].items() for word in words.split()},
        numbers=data["numbers"],
        loose=frozenset(context["loose"].split()),
        holidays={row["key"]: _holiday(row) for row in data["holiday"]},
        clocks=tuple(_pattern(row, macros) for row in data["clock"]),
        patterns=tuple(_pattern(row, macros) for row in data["pattern"]),
        stops=_reasons(data["stop"], macros),
        silences=_reasons(data["silence"], macros),
        words=Words(
            filler=frozenset(context["filler"].split()),
            weak=frozenset(context["weak"].split()),
            joints=frozenset(context["joints"].split()),
            plain=frozenset(context["plain"].split()),
            **{name: re.compile(_expand(context[name], macros)) for name in _EXPRESSIONS},
        ),
    )


def _expand(expression: str, macros: Mapping[str, str]) -> str:
    return _MACRO.sub(lambda found: f"(?:{macros[found[1]]})" if found[1] in macros else found[0], expression)


def _pattern(row: Mapping[str, Any], macros: Mapping[str, str]) -> Pattern:
    try:
        expression = re.compile(_expand(row["match"], macros))
    except re.error as fault:
        raise ValueError(f"phrases.toml, pattern {row['name']!r}: {fault}") from fault
    pairs = (line.rpartition(" = ") for line in row["examples"])
    examples = tuple((phrase, day) for phrase, _, day in pairs)
    return Pattern(
        row["name"], expression, row["means"], row.get("with", {}), row.get("says", ""), examples,
        row.get("weak", False), row.get("vague", False),
    )  # fmt: skip


def _reasons(rows: Iterable[Mapping[str, str]], macros: Mapping[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(_expand(row["match"], macros)), row["why"]) for row in rows)


def _holiday(row: Mapping[str, Any]) -> Holiday:
    return Holiday(
        row["key"], tuple(row["names"]), row["rule"], row.get("by_country", {}), row.get("over", 0),
        row.get("observed", False),
    )  # fmt: skip
