"""A key held down: the terminal repeats it, the rep meant it once."""

from __future__ import annotations

from collections import deque

HELD = 0.08
"""Seconds within which the same key again is the terminal's repeat, not the rep's wish."""


class Held:
    """Keeps the times at which keys were pressed, as the terminal told them, not as they were handled."""

    def __init__(self, within: float = HELD) -> None:
        """Judge repeats `within` so many seconds."""
        self._within = within
        self._times: deque[tuple[str, float]] = deque(maxlen=256)
        self._last = ("", 0.0)

    def note(self, key: str, at: float) -> None:
        """A key was pressed; its action follows."""
        self._times.append((key, at))

    def repeats(self, *keys: str) -> bool:
        """Tell whether this press of one of a command's keys is a repeat; a click of the mouse never is."""
        key, at = self._time_of(keys)
        if at is None:
            self._last = ("", 0.0)
            return False
        before, self._last = self._last, (key, at)
        return before[0] == key and at - before[1] < self._within

    def _time_of(self, keys: tuple[str, ...]) -> tuple[str, float | None]:
        while self._times:
            found, at = self._times.popleft()
            if found in keys:
                return found, at
        return "", None
