"""What stands around a day: whether it is meant, denied or past, and whether words are left that nobody knows (R14)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from playbook.phrases.call import Reader
from playbook.phrases.grammar import Words
from playbook.phrases.lexing import Lexed
from playbook.phrases.spans import Span

_LONGEST: Final = 14
"""Words of one date."""
_NEAR: Final = 4
_UNITS: Final = frozenset({"day", "workday", "week", "month", "quarter", "year", "hour", "minute"})
_ARTICLES: Final = frozenset({"the", "a", "an", "our", "their", "his", "her", "your", "my"})
_AHEAD: Final = frozenset(
    {"until", "notbefore", "after", "by", "next", "coming", "from", "before", "starting", "within"}
)
_UNTIL: Final = frozenset({"until", "notbefore"})
_BESIDE: Final = frozenset({"after", "before", "following"})
_WAS: Final = re.compile(r"(?<!i )(?<!we )(?<!he )(?<!she )(?<!they )(?<!it )(?<!that )\b(?:was|were|went|ended)\b")
BROKEN: Final = "These words do not make one day."
DENIED: Final = "That says when not. Which day is right?"
COUNT: Final = "What is that number? Say a time as 3pm, or a date."
OPEN: Final = "When is that? No day is named."
GONE: Final = "That has been. Which day is ahead?"


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of words that names a day."""

    start: int
    end: int
    span: Span
    weak: bool
    """It counts only with words around that never change a date."""
    everyday: bool
    """One word with another meaning (may, sat): it counts only with the plainest of words."""


def find_days(lexed: Lexed, reader: Reader, weak: frozenset[str]) -> list[Found]:
    """Return the longest stretches of words that name a day, in the order of the phrase, none inside another."""
    found: list[Found] = []
    count = len(lexed.words)
    for length in range(min(count, _LONGEST), 0, -1):
        for start in range(count - length + 1):
            end = start + length
            if any(start < held.end and held.start < end for held in found):
                continue
            if "," in (lexed.words[start], lexed.words[end - 1]):
                continue
            span = reader.coming(" ".join(lexed.words[start:end]))
            if span is not None:
                found.append(Found(start, end, span, span.weak, _is_everyday(lexed.written[start:end], weak)))
    return sorted(found, key=lambda held: held.start)


def _is_everyday(written: tuple[str, ...], weak: frozenset[str]) -> bool:
    """Whether the stretch is one word that has another, everyday meaning, with an article at most."""
    bare = [word for word in written if word not in _ARTICLES]
    return len(bare) == 1 and bare[0] in weak


def left_over(lexed: Lexed, found: list[Found], known: frozenset[str]) -> bool:
    """Tell whether words are left beside the days that are not among the known ones."""
    taken = {index for held in found for index in range(held.start, held.end)}
    return any(
        index not in taken and word not in known and lexed.written[index] not in known
        for index, word in enumerate(lexed.words)
    )


def _is_beside_number(found: Found, lexed: Lexed) -> bool:
    """Tell whether a bare number stands at a day: "Feb 30", "Wed 3" leave open what it counts."""
    before = lexed.words[found.start - 1] if found.start else ""
    behind = lexed.words[found.end : found.end + 2]
    counts = behind[1:] and behind[1] in _UNITS
    return _is_number(before) or (_is_number("".join(behind[:1])) and not counts)


def _is_number(word: str) -> bool:
    return word.isdecimal() or (word[:1] == "o" and word[1:].isdecimal())


def is_broken(found: list[Found], lexed: Lexed, joints: frozenset[str]) -> bool:
    """Tell whether two days stand as one that does not exist: "the fifth Monday of February"."""
    return any(joints.issuperset(lexed.words[one.end : other.start]) for one, other in pairwise(found))


def objection(found: Found, lexed: Lexed, words: Words) -> str:
    """Return why a day that stands in the phrase is not the day to call; empty if nothing speaks against it."""
    if _is_beside_number(found, lexed):
        return COUNT
    lead = " ".join(lexed.words[: found.start])
    if _is_denied(lead, words) or _is_denied_behind(found, lexed, words):
        return DENIED
    if _is_open(found, lexed):
        return OPEN
    return GONE if _is_past(found, lead, lexed, words) or _is_past_behind(found, lexed) else ""


def _is_open(found: Found, lexed: Lexed) -> bool:
    """Tell whether the weekday hangs on something without a day: "the Monday after the board meeting"."""
    stretch, behind = lexed.words[found.start : found.end], lexed.words[found.end : found.end + 1]
    weekday = found.span.unit == "day" and stretch[-1].startswith("wd")
    the = stretch[0] == "the" or lexed.words[max(found.start - 1, 0)] == "the"
    return weekday and the and not _BESIDE.isdisjoint(behind)


def _is_denied(lead: str, words: Words) -> bool:
    last = _last(words.negative, lead)
    return last is not None and words.reset.search(lead, last.end()) is None


def _is_denied_behind(found: Found, lexed: Lexed, words: Words) -> bool:
    tail: list[str] = []
    for word in lexed.words[found.end : found.end + _NEAR]:
        if word in {",", "but"}:
            break
        tail.append(word)
    behind = " ".join(tail)
    return words.negative.search(behind) is not None or words.wrong.match(behind) is not None


def _is_past(found: Found, lead: str, lexed: Lexed, words: Words) -> bool:
    last = _last(words.past, f"{lead} {lexed.words[found.start]}") or _last(words.past, lead)
    if last is None or words.forward.search(lead, last.end()) or words.pending.search(lead):
        return False
    stretch = lexed.words[found.start : found.end]
    if found.span.unit == "length" and not found.weak:
        return stretch[0] == "for" or (stretch[0] == "in" and "," not in lead[last.end() :])
    return _AHEAD.isdisjoint(stretch[:2]) and not _UNTIL.intersection(stretch)


def _is_past_behind(found: Found, lexed: Lexed) -> bool:
    """Tell whether the day itself is told about: "Q1 numbers were bad"."""
    tail = " ".join(lexed.words[found.end : found.end + _NEAR]).partition(",")[0]
    return _WAS.search(tail) is not None


def _last(expression: re.Pattern[str], text: str) -> re.Match[str] | None:
    return max(expression.finditer(text), key=lambda found: found.end(), default=None)
