"""The forecast played in processes of its own: one game a core, and the keys go on answering.

Plain child processes and pipes: the process pools of the standard library want a real stderr, which an app that draws
on the terminal has not.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from threading import Thread
from typing import IO, TYPE_CHECKING

from playbook import forecast
from playbook.errors import NotYetError
from playbook.forecast.mix import Mix
from playbook.forecast.tally import Played

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playbook.forecast import Forecast
    from playbook.forecast.book import Start
    from playbook.forecast.play import Policy
    from playbook.settings import Settings

MIX = Mix()
_CHILD = (sys.executable, "-c", "from tui.forecasting import work; work()")
_ALL, _SOME, _MOST = 2, 1, 5
"""What a game costs beside the others: those who give up early have little to do, an open funnel has most."""


class Ended(NotYetError):  # noqa: N818  (the field's word reads better than EndedError)
    """A game came to no end."""


class Games:
    """All policies of one forecast, under way."""

    def __init__(self, start: Start, settings: Settings, seed: int, years: int) -> None:
        """Begin to play; returns at once."""
        self.start, self.settings, self.seed, self.years = start, settings, seed, years
        self._children = [
            _Child(start, settings, seed, years, share) for share in _dealt(forecast.POLICIES, os.cpu_count() or 1)
        ]

    @property
    def share(self) -> float:
        """How much is played, from 0 to 1."""
        return sum(child.played for child in self._children) / len(forecast.POLICIES)

    @property
    def done(self) -> bool:
        """Whether every game has ended, one way or another."""
        return not any(child.busy for child in self._children)

    def result(self) -> Forecast:
        """Return the forecast; waits for what still plays.

        Raises:
            Ended: a process was ended before its time.
        """
        games: list[Played] = []
        for child in self._children:
            child.join()
            games += child.games
        if len(games) < len(forecast.POLICIES):
            msg = "The forecast was ended before it was through. Nothing in your book was touched."
            raise Ended(msg, "Play it again; fewer years need less time and memory.")
        return forecast.gathered(self.start, self.settings, MIX, self.seed, self.years, tuple(games))

    def stop(self) -> None:
        """End the processes. Stopping what has ended does no harm."""
        for child in self._children:
            child.stop()


class _Child:
    """One process and the thread that listens to it."""

    def __init__(self, start: Start, settings: Settings, seed: int, years: int, policies: Sequence[Policy]) -> None:
        self.games: list[Played] = []
        self._share = 0.0
        self._process = subprocess.Popen(  # noqa: S603  (our own interpreter and words)
            _CHILD, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        order = pickle.dumps((start, settings, seed, years, tuple(policies)))
        self._thread = Thread(target=self._listen, args=(order,), daemon=True)
        self._thread.start()

    @property
    def played(self) -> float:
        """Games played, the one under way by its share."""
        return len(self.games) + self._share

    @property
    def busy(self) -> bool:
        """Whether it still plays."""
        return self._thread.is_alive()

    def join(self) -> None:
        """Wait for its end."""
        self._thread.join()

    def stop(self) -> None:
        """End the process; the thread ends with its pipe."""
        self._process.kill()
        self.join()

    def _listen(self, order: bytes) -> None:
        with self._process as process:
            try:
                self._talk(process.stdin, process.stdout, order)
            except (EOFError, OSError, pickle.UnpicklingError):
                # The process was stopped; `result` tells by the games that are missing.
                return

    def _talk(self, ask: IO[bytes] | None, told: IO[bytes] | None, order: bytes) -> None:
        if ask is None or told is None:
            return
        ask.write(order)
        ask.close()
        while (heard := pickle.load(told)) is not None:  # noqa: S301  (our own child)
            if isinstance(heard, Played):
                self.games.append(heard)
                self._share = 0.0
            else:
                self._share = float(heard)


def _dealt(policies: Sequence[Policy], workers: int) -> list[list[Policy]]:
    """Deal the games out so that all workers have about as much to do, the longest games first."""
    hands: list[list[Policy]] = [[] for _ in range(min(workers, len(policies)))]
    for policy in sorted(policies, key=_cost, reverse=True):
        min(hands, key=lambda hand: sum(_cost(each) for each in hand)).append(policy)
    return hands


def _cost(policy: Policy) -> int:
    if policy.funnel:
        return _MOST
    return _SOME if policy.stops and policy.stops[0] else _ALL


def work() -> None:
    """Be the child: read what is to be played from stdin, tell shares and games on stdout."""
    start, settings, seed, years, policies = pickle.load(sys.stdin.buffer)  # noqa: S301  (our own parent)
    out = sys.stdout.buffer

    def tell(heard: object) -> None:
        out.write(pickle.dumps(heard))
        out.flush()

    for policy in policies:
        tell(forecast.play(start, policy, settings, MIX, seed, years, tell))
    tell(None)
