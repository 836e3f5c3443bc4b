"""What the doctor says: one finding for each thing that was looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    ok: bool
    words: str
    """What was found, with what to do where it is not well."""
    mend: str = ""
    """What `--mend` would do about it; empty: nothing can be mended, or nothing has to be."""


@dataclass(frozen=True, slots=True)
class Looking:
    """How far a look over the book is."""

    what: str
    """What is looked at now."""
    place: int
    """How many things were looked at before."""
    count: int
    """How many there are."""
    found: tuple[Finding, ...] = ()
    """What was found until now."""
    done: int = 0
    total: int = 0
    """Of the thing that is looked at, how much of how much; 0: nobody knows."""
    of: str = ""
    """What is counted there: "accounts and people"; with a total of 0 how big the thing is: "1,600 MB"."""


Told = Callable[[Looking], None]


def some(names: Sequence[str], what: str) -> str:
    """Return "3 without a step: Acme, Globex, Initech", the first five by name; empty for nobody."""
    if not names:
        return ""
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{len(names)} {what}: {', '.join(names[:_SHOWN])}{more}"
