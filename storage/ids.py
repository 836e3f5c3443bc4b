"""Ids that are clocks: UUIDv7 whose text order is the order of the fold (SYNC section 4).

48 bits of milliseconds, 12 bits of counter, 62 random bits. The source follows every id it has seen, so an entry made
after reading another always sorts behind it, whatever the two machines' clocks say.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import timedelta
from random import Random, SystemRandom

from playbook.errors import BookTrouble

_COUNTERS = 1 << 12
_FORM = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


class IdSource:
    """Makes ids that never repeat and never go back."""

    def __init__(self, ms: Callable[[], int], random: Callable[[int], int]) -> None:
        """Take the machine's clock in milliseconds, and a source of that many random bits."""
        self._ms = ms
        self._random = random
        self._last = (0, 0)

    @classmethod
    def system(cls) -> IdSource:
        """Return the source of a real book: the machine's own clock, never the rehearsed one (`--now`)."""
        return cls(lambda: time.time_ns() // 1_000_000, SystemRandom().getrandbits)

    @classmethod
    def seeded(cls, seed: int, ms: int = 1_700_000_000_000) -> IdSource:
        """Return a source that makes the same ids at every run: for tests and the demo book."""
        random = Random(seed)  # noqa: S311  (must repeat, guards nothing)
        return cls(lambda: ms, random.getrandbits)

    def follow(self, seen: str) -> None:
        """Make every later id sort behind this one; an empty text is none.

        Raises:
            BookTrouble: the text is no id that this program makes.
        """
        if not seen:
            return
        if not is_id(seen):
            raise BookTrouble(
                "The journal holds an id that this program did not make.", "Run: notyet doctor; nothing was written."
            )
        self._last = max(self._last, (ms_of(seen), int(seen[15:18], 16)))

    def next(self) -> str:
        """Return the next id."""
        ms, count = self._last
        now = self._ms()
        if now > ms:
            self._last = (now, 0)
        elif count + 1 < _COUNTERS:
            self._last = (ms, count + 1)
        else:
            self._last = (ms + 1, 0)
        return text_of(*self._last, self._random(62))

    def ahead(self, seen: str) -> timedelta:
        """Return how far an id lies ahead of this machine's clock; below zero where it lies behind."""
        return timedelta(milliseconds=ms_of(seen) - self._ms())

    def random_text(self) -> str:
        """Return a random UUID (version 4): a writer's name."""
        bits = self._random(122)
        return _dashed((bits >> 74 << 80) | 4 << 76 | (bits >> 62 & 0xFFF) << 64 | 2 << 62 | (bits & (1 << 62) - 1))


def is_id(text: str) -> bool:
    """Return whether a text is an id of this form."""
    return _FORM.fullmatch(text) is not None


def ms_of(text: str) -> int:
    """Return the milliseconds since 1970 that an id was made at, by the clock of its machine."""
    return int(text[:8] + text[9:13], 16)


def text_of(ms: int, count: int, random: int) -> str:
    """Return the canonical text of an id."""
    return _dashed((ms << 80) | 7 << 76 | count << 64 | 2 << 62 | random)


def packed(text: str) -> bytes:
    """Return the sixteen bytes of an id."""
    return bytes.fromhex(text.replace("-", ""))


def unpacked(held: bytes | bytearray) -> str:
    """Return the text of an id that was packed."""
    return _dashed(int.from_bytes(held, "big"))


def _dashed(number: int) -> str:
    text = f"{number:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
