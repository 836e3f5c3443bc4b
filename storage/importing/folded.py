"""`fold` and `company_key` for long lists: the same words come again and again, so what was folded is remembered."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from playbook import folding

_HELD: Final = 1 << 12


@lru_cache(maxsize=_HELD)
def fold(text: str) -> str:
    """Return what `playbook.folding.fold` returns."""
    return folding.fold(text)


@lru_cache(maxsize=_HELD)
def company_key(name: str) -> str:
    """Return what `playbook.folding.company_key` returns."""
    return folding.company_key(name)
