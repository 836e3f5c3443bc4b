"""How far something long is: told on the book's thread, shown on the app's, and stopped from there."""

from __future__ import annotations

import threading
from typing import Final

from playbook.errors import Refused

STOPPED: Final = ("It was stopped.", "Nothing was changed.")
_SAVING: Final = "Saving it: this goes to its end …"


class Course:
    """One piece of long work. What is stopped is taken back whole, so nothing of it stands."""

    def __init__(self, words: str, more: str = "Writing what search finds") -> None:
        """`words` say what is done to one after the other ("Taking back"), `more` what follows for all of them."""
        self._words = (words, more)
        self._place = -1
        self._what = ""
        self._done = self._total = 0
        self._stop = threading.Event()

    @property
    def stopped(self) -> bool:
        """It was stopped."""
        return self._stop.is_set()

    @property
    def long(self) -> bool:
        """It was heard of: what ends at once is never heard of."""
        return self._place >= 0

    @property
    def may_stop(self) -> bool:
        """It can still be stopped; at its very end it is saved, and that goes to its end."""
        return not (self._place == len(self._words) - 1 and self._done >= self._total)

    @property
    def far(self) -> str:
        """How far it is, in words."""
        if not self.may_stop:
            return _SAVING
        if not self._total:
            return f"{self._words[max(self._place, 0)]} …"
        return f"{self._words[self._place]}: {self._done:,} of {self._total:,} …"

    def cancel(self) -> None:
        """Stop at the next word of it: nothing is changed."""
        self._stop.set()

    def heard(self, what: str, done: int, total: int) -> None:
        """Keep how far it is; on the book's thread.

        Raises:
            Refused: it was stopped.
        """
        if what != self._what:
            self._what, self._place = what, min(self._place + 1, len(self._words) - 1)
        self._done, self._total = done, total
        if self.stopped:
            raise Refused(*STOPPED)
