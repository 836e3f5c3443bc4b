"""Numbers and money as lists write them: "1,000", "$2.5M", "51-200", "10k+" (R1 criteria, tiers)."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

_UNITS = {
    "": 1.0, "k": 1e3, "thousand": 1e3, "m": 1e6, "mm": 1e6, "mn": 1e6, "mio": 1e6, "million": 1e6,
    "b": 1e9, "bn": 1e9, "billion": 1e9,
}  # fmt: skip
_MONEY = r"(?:[$€£¥]|[a-z]{2}\$|usd|eur|gbp|chf|cad|aud|jpy)?"
_FIGURE = r"(?P<{0}>-?\d[\d.,'’ \u00a0\u202f_]*)\s*(?P<{0}_unit>thousand|million|billion|mio|mm|mn|bn|[kmb])?"
_ONE = re.compile(rf"(?P<bound>[<>≤≥]=?)?\s*{_MONEY}\s*{_FIGURE.format('low')}\s*(?P<more>\+)?\s*{_MONEY}%?")
_TWO = re.compile(rf"{_MONEY}\s*{_FIGURE.format('low')}\s*(?:-|–|to)\s*{_MONEY}\s*{_FIGURE.format('high')}\s*{_MONEY}")
_GROUPED = re.compile(r"-?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_PADDED = re.compile(r"0\d")
_SPACES = re.compile(r"['’ \u00a0\u202f_]")
_LONGEST = 60


class Span(NamedTuple):
    """What a text says as a number: both ends alike for a single figure, `inf` where one end is open."""

    low: float
    high: float


def span(text: str) -> Span | None:
    """Return the number or range in `text`, None where it is neither: "51-200" is 51 to 200, "1000+" has no top.

    A lone "1.000" is one; "1,000" and "1.000.000" are grouped. Numbers with a leading zero are codes, not amounts.
    """
    folded = text.strip().casefold()
    if not folded or len(folded) > _LONGEST:
        return None
    if (one := _ONE.fullmatch(folded)) is not None:
        return _open_ended(one)
    two = _TWO.fullmatch(folded)
    return None if two is None else _range(two)


def number(text: str) -> float | None:
    """Return the one number in `text`, None where there is none or a range."""
    both = span(text)
    return both.low if both is not None and both.low == both.high else None


def _open_ended(found: re.Match[str]) -> Span | None:
    value = _value(found["low"], found["low_unit"])
    if value is None:
        return None
    bound = found["bound"] or ("≥" if found["more"] else "")
    if bound.startswith((">", "≥")):
        return Span(value, math.inf)
    return Span(-math.inf, value) if bound else Span(value, value)


def _range(found: re.Match[str]) -> Span | None:
    """Both ends; "5-10M" means millions on both sides."""
    high = _value(found["high"], found["high_unit"])
    low = _value(found["low"], found["low_unit"] or found["high_unit"])
    return None if low is None or high is None or low > high else Span(low, high)


def _value(figure: str, unit: str | None) -> float | None:
    digits = _SPACES.sub("", figure)
    if _PADDED.match(digits):
        return None
    try:
        return float(_pointed(digits)) * _UNITS[unit or ""]
    except ValueError:
        return None


def _pointed(digits: str) -> str:
    """The figure with a point for its decimals and no grouping, whichever way it was written."""
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and point >= 0:
        group = "." if comma > point else ","
        return digits.replace(group, "").replace(",", ".")
    sign = "," if comma >= 0 else "."
    grouped = _GROUPED.fullmatch(digits) and (sign == "," or digits.count(".") > 1)
    return digits.replace(sign, "" if grouped else ".")
