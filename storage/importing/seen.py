"""What the rows of a list may have brought before: a filter of a fixed size that is asked before the scratch database.

Most rows of most lists name nobody whom an earlier row named. Asking a table for that costs several µs a question, and
a set of all names would grow with the list; a bit a name says the same, or at worst that the table is to be asked.
"""

from __future__ import annotations

from typing import Final

_BITS: Final = 1 << 21
"""256 kB: of 10,000 rows it sends one question in forty to the tables in vain, of 100,000 one in five."""


class Seen:
    """Remembers marks: what was never added is mostly known to be new, what was added is never said to be."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        self._bits = bytearray(_BITS >> 3)

    def add(self, *mark: str | int | None) -> None:
        """Remember a mark, of parts that belong together."""
        place = hash(mark) & (_BITS - 1)
        self._bits[place >> 3] |= 1 << (place & 7)

    def may_hold(self, *mark: str | int | None) -> bool:
        """Return whether a mark may have been added; False is certain."""
        place = hash(mark) & (_BITS - 1)
        return bool(self._bits[place >> 3] & (1 << (place & 7)))
