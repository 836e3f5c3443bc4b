"""Lines below a list that are no rows of it: totals, and what a report says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from storage.importing import mails
from storage.importing.lexicon import squeeze

TOTAL: Final = "it is a total, not a row of the list"
ABOUT: Final = "it is a line about the list, not a row of it"
_TOTALS: Final = frozenset(
    ["total", "totals", "subtotal", "grandtotal", "sum", "summe", "gesamt", "gesamtsumme", "zwischensumme", "soustotal",
     "totalgeneral", "suma", "totale"]
)  # fmt: skip
_ABOUT: Final = re.compile(
    r"^(?:copyright\b|©|\(c\) \d{4}|confidential\b|prepared by:|generated (?:by|on)\b|page \d+ of \d+)"
    r"|\ball rights reserved\b",
    re.IGNORECASE,
)
_DIALLED: Final = re.compile(r"[+(]\d|\d{3}[-/]\d")


def why(cells: Iterable[str]) -> str:
    """Return why a row of clean cells is none of the list, empty where it is one.

    A firm may be called Total: a row with an address, a site or a number to dial is never a sum.
    """
    filled = filter(None, cells)
    first, second = next(filled, ""), next(filled, "")
    if not second:
        return ABOUT if _ABOUT.search(first) else ""
    if squeeze(first) not in _TOTALS:
        return ""
    reached = any(mails.site(cell.rpartition("@")[2]) or _DIALLED.match(cell) for cell in (second, *filled))
    return "" if reached else TOTAL
