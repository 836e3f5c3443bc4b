"""Times of the day in a phrase: found anywhere, taken out of it, and the rest goes on to be a day (R14)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any, Final

from playbook.phrases.grammar import Grammar, Pattern
from playbook.phrases.lexing import Lexed
from playbook.settings import Phrases

_NOON: Final = 12
_FIRST_MORNING: Final = 7
_SPOKEN: Final = {"quarter": 15, "half": 30}
_ZONES: Final = re.compile(
    r"\b(?:e[sd]?t|c[sd]?t|m[sd]t|p[sd]?t|gmt|utc|cet|cest|bst|eastern|pacific|mountain|central)\b"
)
PARTS: Final = frozenset({"morning", "afternoon", "evening", "night"})
"""Said beside an hour they only tell which half of the day it is in."""
_MORNING: Final = re.compile(r"\bmorning\b")
_LATER: Final = re.compile(r"\b(?:afternoon|evening|night|tonight)\b")
_OR: Final = re.compile(r" (?:or|and|to) \d")
"""Another hour beside it."""
_VAGUE: Final = re.compile(r"\b(?:around|about|ish|like|say|maybe|between)\b")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time that a phrase names."""

    at: time
    part: bool
    """A part of a day: goes with a day only."""
    today: bool
    """Names today as well ("tonight")."""
    tomorrow: bool
    """Means tomorrow where no day is named ("in the morning")."""
    bare: bool
    """Said without am or pm, or as lunch: alone it counts only where every other word is known."""
    vague: bool
    over: time | None
    """When a part of the day is over; None for a moment."""
    start: int
    """First word of it in the phrase."""
    end: int
    """First word behind it."""


def find_clock(lexed: Lexed, grammar: Grammar, phrases: Phrases) -> Clock | None:
    """Return the first time of the table that stands in the phrase."""
    text = lexed.text
    for pattern in grammar.clocks:
        for found in pattern.expression.finditer(text):
            at = _MEANINGS[pattern.means](found.groupdict(), pattern.args, phrases)
            if at is None:
                continue
            if pattern.means != "part" and _is_bare(found):
                at = _in_part(at, text)
            start = len(text[: found.start()].split())
            length = len(found[0].split())
            rest = text[found.end() : found.end() + 12]
            vague = pattern.vague or bool(
                _VAGUE.search(found[0]) or _ZONES.search(rest) or _OR.match(rest) or _is_half(found)
            )
            part, tomorrow = pattern.means == "part", "tomorrow" in pattern.args
            bare = pattern.means == "lunch" or _is_bare(found)
            over = time(pattern.args["over"]) if "over" in pattern.args else None
            return Clock(
                at, part, _is_today(pattern, text), tomorrow, bare, vague, over, start, start + length
            )  # fmt: skip
    return None


def _is_half(found: re.Match[str]) -> bool:
    """Whether "half five" was said: half past in English, half before in German."""
    groups = found.groupdict()
    return bool(groups.get("m3")) and groups.get("m3") == "half"


def _in_part(at: time, text: str) -> time:
    """Put a bare hour into the part of the day that stands elsewhere: "tomorrow evening at 8"."""
    if _MORNING.search(text):
        return at.replace(hour=at.hour - _NOON) if at.hour > _NOON else at
    return at.replace(hour=at.hour + _NOON) if at.hour < _NOON and _LATER.search(text) else at


def _is_bare(found: re.Match[str]) -> bool:
    groups = found.groupdict()
    hour = _first(groups, "h")
    return bool(hour) and not groups.get("ap") and not groups.get("ap2") and int(hour) <= _NOON


def _is_today(pattern: Pattern, text: str) -> bool:
    return "today" in pattern.args or text.startswith(("this morning", "this afternoon", "this evening"))


Groups = Mapping[str, str | None]


def _clock(groups: Groups, _: Mapping[str, Any], __: Phrases) -> time | None:
    hour, minute = _first(groups, "h"), _first(groups, "m")
    half = groups.get("ap") or groups.get("ap2") or ("a" if hour.startswith("0") else "")
    half = {"morning": "a", "afternoon": "p", "evening": "p", "night": "p"}.get(half, half)
    if groups.get("ap2") and not groups.get("ap") and int(hour) in range(_FIRST_MORNING, _NOON):
        half = ""
    return _at(int(hour), int(minute or 0), half)


def _first(groups: Groups, name: str) -> str:
    """Return what one of the groups `h`, `h2`, `h3`, `h4` holds."""
    return next((held for n in ("", 2, 3, 4) if (held := groups.get(f"{name}{n}"))), "")


def _spoken(groups: Groups, _: Mapping[str, Any], __: Phrases) -> time | None:
    said = (groups["m"] or groups["m2"] or groups["m3"] or "").split()[-1]
    minute = _SPOKEN[said] if said in _SPOKEN else int(said)
    at = _at(int(groups["h"] or 0), 0, groups["ap"] or "")
    if at is None:
        return None
    total = at.hour * 60 + (minute if groups["m3"] or groups["to"] in {"past", "after"} else -minute)
    return time(total // 60, total % 60) if total >= 0 else None


def _lunch(groups: Groups, _: Mapping[str, Any], __: Phrases) -> time:
    return time({"before": 11, "pre": 11, "after": 13, "post": 13}.get(groups["rel"] or "", _NOON))


def _part(groups: Groups, args: Mapping[str, Any], phrases: Phrases) -> time:
    said = args.get("hour")
    if said is None:
        word = (groups["part"] or "").split()[0]
        said = args[word]
    return time({"morning": phrases.morning, "afternoon": phrases.afternoon}.get(said, said))


def _at(hour: int, minute: int, half: str) -> time | None:
    """Bare 1 to 6 is in the afternoon; 12 am is none that a rep means."""
    if hour == _NOON and half[:1] == "a":
        return None
    early = 0 < hour < _FIRST_MORNING and not half
    if early or (half[:1] == "p" and hour < _NOON):
        hour += _NOON
    return time(hour, minute) if hour < 24 else None  # noqa: PLR2004  (hours of a day)


_MEANINGS: Final[Mapping[str, Callable[[Groups, Mapping[str, Any], Phrases], time | None]]] = {
    "clock": _clock,
    "spoken": _spoken,
    "lunch": _lunch,
    "part": _part,
}
