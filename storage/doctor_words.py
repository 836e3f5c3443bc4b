"""What the doctor says: one finding for each thing that was looked at."""

from __future__ import annotations

from collections.abc import Sequence
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


def some(names: Sequence[str], what: str) -> str:
    """Return "3 without a step: Acme, Globex, Initech", the first five by name; empty for nobody."""
    if not names:
        return ""
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{len(names)} {what}: {', '.join(names[:_SHOWN])}{more}"
