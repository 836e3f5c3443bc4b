"""How like two names of people are: the same words, words a slip of the pen apart, initials (LIBRARIES section 2)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

NO: Final = 0
PART: Final = 1
"""One of two names, the other missing."""
LIKE: Final = 2
SAME: Final = 3
TYPED_TWICE: Final = 8
"""Letters of a text in which two slips may be, and one that is long enough to be known by."""
_SHORTEST: Final = 4
_DIGITS: Final = re.compile(r"\d+")


def likeness(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Return how like two names are: the same words, words a slip apart or an initial, one of two, or none."""
    if not one or not other:
        return NO
    here, there = sorted(one), sorted(other)
    if here == there:
        return SAME if len(here) > 1 else PART
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return PART if any(_slip(short[0], word) for word in long) else NO
    if set(short) <= set(long):
        return LIKE
    if len(one) == len(other) and (_pairwise(one, other) or _pairwise(here, there) or _pairwise(one, other[::-1])):
        return LIKE
    return NO


def _pairwise(one: tuple[str, ...] | list[str], other: tuple[str, ...] | list[str]) -> bool:
    """Return whether every word is the other's, a slip from it, or its initial; one of them must be the same."""
    pairs = list(zip(one, other, strict=True))
    fits = all(_slip(mine, theirs) or _initial(mine, theirs) for mine, theirs in pairs)
    return fits and any(len(mine) > 1 and _slip(mine, theirs) for mine, theirs in pairs)


def _initial(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and long.startswith(short)


def _slip(one: str, other: str) -> bool:
    """Return whether two words are one but for a slip: "Jon" and "Jan" are two, "Jonathan" and "Jonathon" one."""
    if one == other:
        return True
    longest = max(len(one), len(other))
    if longest < _SHORTEST or _DIGITS.findall(one) != _DIGITS.findall(other):
        return False
    if longest == _SHORTEST:
        return sorted(one) == sorted(other) and near(one, other, 1)
    return near(one, other, 2 if min(len(one), len(other)) >= TYPED_TWICE else 1)


@lru_cache(maxsize=1 << 11)
def near(one: str, other: str, most: int) -> bool:
    """Return whether at most so many letters were changed, left out, added or swapped."""
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=most) <= most
