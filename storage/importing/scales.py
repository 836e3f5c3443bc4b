"""Units that stand in the heading: "Revenue (in 000s USD)", "Umsatz (TEUR)", "CA en M€"."""

from __future__ import annotations

import re
from typing import Final

from storage.importing.folded import fold

_UNITS: Final = (
    (1e9, re.compile(r"\bin billions?\b|\bmrd\b|\bbn\b")),
    (
        1e6,
        re.compile(
            r"\bin millions?\b|\bin mio\b|\bmio\b|\bmeur\b|\bmusd\b|\bm[€$£]|[€$£]m\b|\bmm\b|\bmillions?\b|\ben m\b"
        ),
    ),
    (
        1e3,
        re.compile(
            r"\b000'?s?\b|\bin thousands?\b|\bteur\b|\btusd\b|\bt[€$£]|\bkeur\b|\bkusd\b|\bk[€$£]|[€$£]k\b"
            r"|\btsd\b|\bmiles de\b"
        ),
    ),
)
_MONEY: Final = frozenset({"firm.revenue", "firm.spend"})


def of(heading: str, field: str) -> float:
    """Return what the bare figures of a column of money stand for, by the unit in its heading; 1 for none."""
    if field not in _MONEY:
        return 1.0
    plain = fold(heading).replace("_", " ")
    return next((factor for factor, unit in _UNITS if unit.search(plain)), 1.0)
