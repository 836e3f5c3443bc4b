"""A screen that answers once: keys typed ahead while it closes are not a second answer."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen

Answer = TypeVar("Answer")


class Once(Screen[Answer | None]):
    """Takes its first answer; what is typed while it closes is let go."""

    _answered = False

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Close with this answer; a second call does nothing."""
        if self._answered:
            return AwaitComplete()
        self._answered = True
        return super().dismiss(result)
