"""Names of files out of names of accounts: letters that every system takes, never a path (RELIABILITY section 7)."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import normalize

LONGEST: Final = 120
"""Bytes of a name, its ending included."""

_OTHER: Final = re.compile(r"[^A-Za-z0-9._-]+")
_ENDS: Final = " ._-"
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$|clock\$)(?:\.|$)", re.IGNORECASE)


def file_name(text: str, ending: str, again: int = 1, spare: str = "account") -> str:
    """Return a name of allowed letters: no leading dash or dot, no device of Windows, at most 120 bytes.

    `again` tells the second and later file of one name apart; `spare` stands for a name without one allowed letter.
    """
    plain = normalize("NFKD", text).encode("ascii", "ignore").decode()
    stem = _OTHER.sub("-", plain).strip(_ENDS)
    stem = re.sub(r"-{2,}|\.{2,}", "-", stem) or spare
    if _DEVICES.match(stem):
        stem = f"file-{stem}"
    tail = f"-{again}{ending}" if again > 1 else ending
    return stem[: LONGEST - len(tail)].rstrip(_ENDS) + tail


def key(name: str) -> str:
    """Return what two names share that some disks take for one: letters without case."""
    return name.lower()
