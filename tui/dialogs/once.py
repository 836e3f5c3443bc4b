"""A screen that answers once: keys typed ahead while it closes are not a second answer."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen
from textual.worker import NoActiveWorker, get_current_worker

Answer = TypeVar("Answer")


class Once(Screen[Answer | None]):
    """Takes its first answer; what is typed while it closes is let go, and what it still reads is read no more."""

    _answered = False

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Close with this answer; a second call does nothing."""
        if self._answered:
            return AwaitComplete()
        self._answered = True
        self._stop_workers()
        return super().dismiss(result)

    def _stop_workers(self) -> None:
        """Stop what runs for this screen, but for the worker that closes it.

        Textual stops a screen's workers after its widgets are gone. One that got its answer in between would draw into
        widgets that are there no more, and end the app.
        """
        try:
            closing = get_current_worker()
        except NoActiveWorker:
            closing = None
        for worker in self.workers:
            if worker.node is self and worker is not closing:
                worker.cancel()
