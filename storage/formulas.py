"""Text that a spreadsheet would run: guarded by one quote on its way out, bared of it on its way in (RELIABILITY 7).

The guard is lossless: a text that looks guarded already gets one more quote, and reading takes exactly one away.
"""

from __future__ import annotations

import re
from typing import Final

_RUNS: Final = re.compile("'*[=+\\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]")
"""What a spreadsheet may take for a formula, behind any number of quotes; full-width signs count too."""
_FIRST: Final = frozenset("'=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20")
_GUARDED: Final = re.compile("'+[=+\\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]")


def guarded(text: str) -> str:
    """Return a cell that no spreadsheet runs: `'=1+1`."""
    return f"'{text}" if text[:1] in _FIRST and _RUNS.match(text) else text


def bared(text: str) -> str:
    """Return what a guarded cell holds; any other cell as it is."""
    return text[1:] if text.startswith("'") and _GUARDED.match(text) else text
