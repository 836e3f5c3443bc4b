"""What stands in a cell: cleaned text, nothing, a figure, a sum of money, a yes or no.

Every cell passes `clean` once at the door; what cannot be read as what its column promises is kept as text by the
caller, never invented.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from playbook.cleaning import clean_line, clean_note, is_plain
from storage.formulas import bared
from storage.importing.folded import fold
from storage.importing.lexicon import cell_words

_EXCEL_TEXT: Final = re.compile(r'^="(.*)"$', re.DOTALL)
_LINKED: Final = re.compile(r"\s*\(https?://[^()\s]+\)")
_NUMBER: Final = re.compile(r"[-+]?\d[\d.,'’\s]*(?:[eE][-+]?\d{1,3})?")
_SCIENTIFIC: Final = re.compile(r"[-+]?\d+(?:[.,]\d+)?[eE][-+]?\d{1,3}")
_RANGE: Final = re.compile(r"\s*(?:-|–|—|to|bis|à|a)\s*", re.IGNORECASE)
_UNIT: Final = re.compile(r"^([a-z]+)\.?\+?$")
_DOTTED: Final = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_MOST: Final = 1e15
_THOUSANDS: Final = 3
_HELD: Final = 1 << 12
_LONGEST: Final = 500
_GUARDS: Final = frozenset("='")
"""How a text begins that is guarded against spreadsheets."""
_GRAND: Final = 999
"""A figure above it is written out: its unit is not the one behind the range."""


def clean(raw: str) -> str:
    """Return a cell as one clean line; a text guarded against spreadsheets (`="0123"`, `'=1+1`) is taken out."""
    if is_plain(raw) and raw[:1] not in _GUARDS and len(raw) <= _LONGEST:
        return "" if is_empty(raw) else raw
    return _cleaned(raw)


@lru_cache(maxsize=_HELD)
def _cleaned(raw: str) -> str:
    """Clean a cell that is not plain: the same come again and again in a list, so what was cleaned is remembered."""
    text = clean_line(_bare(raw), _LONGEST)
    return "" if is_empty(text) else text


def clean_long(raw: str) -> str:
    """Return a note: as `clean`, but its line breaks stay."""
    text = raw if is_plain(raw) and raw[:1] not in _GUARDS and len(raw) <= _LONGEST else clean_note(_bare(raw))
    return "" if is_empty(text) else text


def _bare(raw: str) -> str:
    if raw.startswith("="):
        found = _EXCEL_TEXT.match(raw.strip())
        return found[1].replace('""', '"') if found else raw
    return bared(raw)


def unlinked(text: str) -> str:
    """Return a name without the pages that Notion writes behind it: "Acme (https://www.notion.so/acme-1f2e)"."""
    return (_LINKED.sub("", text).strip() or text) if "(http" in text else text


def is_empty(text: str) -> bool:
    """Return whether a clean cell says that nothing is known: NULL, N/A, none, a dash."""
    return not text or (len(text) <= 16 and text.lower() in cell_words().empty)  # noqa: PLR2004  (no such word is longer)


def number(text: str) -> float | None:
    """Return a plain figure with its separators read ("1.234,5", "1,234.5", "6.0E7", "1 234"), None if it is none."""
    if _is_bare(text):
        return _within(float(text))
    figure = text.strip()
    if not _NUMBER.fullmatch(figure):
        return None
    if _SCIENTIFIC.fullmatch(figure):
        return _within(float(figure.replace(",", ".")))
    figure = re.sub(r"[\s'’]", "", figure)
    return _within(_separated(figure))


def _is_bare(text: str) -> bool:
    """Return whether a cell is digits and nothing else, as a CRM writes most figures: nothing of it is to be read."""
    return text.isascii() and text.isdigit()


def _separated(figure: str) -> float | None:
    """Tell thousands from decimals: the last separator is decimal unless it repeats or three digits follow it alone."""
    dots, commas = figure.count("."), figure.count(",")
    if dots and commas:
        decimal = "." if figure.rfind(".") > figure.rfind(",") else ","
        figure = figure.replace("," if decimal == "." else ".", "").replace(decimal, ".")
    elif commas > 1 or dots > 1:
        figure = figure.replace(",", "").replace(".", "")
    elif commas:
        figure = figure.replace(",", "" if _is_thousands(figure, ",") else ".")
    try:
        return float(figure)
    except ValueError:
        return None


def _is_thousands(figure: str, mark: str) -> bool:
    whole, _, rest = figure.lstrip("+-").partition(mark)
    return len(rest) == _THOUSANDS and whole not in {"", "0"}


def _within(figure: float | None) -> float | None:
    return figure if figure is not None and abs(figure) <= _MOST else None


def money(text: str) -> float | None:
    """Return an amount: "$1.2M", "6.0E7", "8,48 Mrd", "1.2 Cr", "€ 1.234.567"; of a range its lower end."""
    if _is_bare(text):
        return _within(float(text))
    plain = fold(text)
    minus = plain.startswith("(") and plain.endswith(")")
    plain = _without_currency(plain.strip("()").lstrip("~<>≈≥≤ "))
    found = _NUMBER.match(plain)
    if not found:
        return None
    rest = plain[found.end() :].strip()
    amount = _amount(found[0].strip().rstrip(",."), alone=not rest)
    factor = _factor(rest, amount)
    if amount is None or factor is None:
        return None
    return _within(round(-amount * factor if minus else amount * factor, 2))


def _amount(figure: str, *, alone: bool) -> float | None:
    """Read a figure; "1.234" without a unit behind it is 1,234, since nobody writes a tenth of a cent."""
    return number(figure.replace(".", "")) if alone and _DOTTED.fullmatch(figure) else number(figure)


def _factor(rest: str, amount: float | None = None) -> float | None:
    """Return what the words behind a figure multiply it with; None where they are no unit.

    A unit behind a range holds for its lower end too ("1-5 million"), unless that is the larger figure: "$500,000 to
    $1 million".
    """
    if not rest or rest == "+":
        return 1.0
    first, *others = _RANGE.split(rest, maxsplit=1)
    if others and _NUMBER.match(_without_currency(others[0])):
        upper = _without_currency(others[0])
        behind = _NUMBER.sub("", upper, count=1).strip()
        most = number(_NUMBER.findall(upper)[0].strip())
        return _factor(first or ("" if amount and most and amount > max(most, _GRAND) else behind))
    found = _UNIT.match(rest.replace(" ", ""))
    return cell_words().units.get(found[1]) if found else None


def _without_currency(plain: str) -> str:
    for word in cell_words().money:
        if plain.startswith(word):
            return plain[len(word) :].strip()
        if plain.endswith(word) and not (word.isalpha() and plain[: -len(word)][-1:].isalpha()):
            return plain[: -len(word)].strip()
    return plain


def headcount(text: str) -> int | None:
    """Return a number of people: "1,200", "51-200" (its lower end), "10K+", "10,001+ employees"; None if none."""
    figure = _amount(text.strip(), alone=True)
    if figure is None:
        words = re.sub(r"\b(?:employees|people|staff|mitarbeiter|salaries|empleados)\b", "", fold(text)).strip()
        figure = money(words)
    return int(figure) if figure is not None and figure >= 0 else None


def tidy(figure: float) -> int | float:
    """Return a whole figure as a whole number."""
    return int(figure) if figure == int(figure) else figure
