"""The book through another profile, without writing: who would come on profile and who would go off it (R3).

One pass over the accounts. A row's facts are read only as far as the verdict needs them, and accounts whose judged
fields say the same are judged once: a hundred thousand take a second or two.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable
from typing import Any, Final

from playbook import drain
from playbook.settings import Settings
from playbook.standing import ENDED
from playbook.words import Standing, Verdict
from storage.scoring import Scoring
from storage.views_profile import Rescored

Told = Callable[[int, int], None]
"""Hears how many accounts were looked at, of how many."""

CHUNK: Final = 2_000
"""Accounts between two words on how far it is."""

_ROWS: Final = """
SELECT verdict, standing, proposed, touches > 0 OR next_on IS NOT NULL,
  standing IN ('working', 'proposed off') AND touches > 0 AND next_on IS NULL, facts FROM account"""
_ENDED: Final = frozenset(str(stands) for stands in ENDED)


def preview(db: sqlite3.Connection, settings: Settings, told: Told | None = None) -> Rescored:
    """Return what the profile of these settings would make of the book as it stands; `told` hears how far it is.

    Who wants no more of it interrupts the reading (`Desk.read`). Only the profile moves: what other settings of the
    same change do, the weights of the signs say, shows at the day's start.
    """
    total = int(db.execute("SELECT count(*) FROM account").fetchone()[0])
    scoring = _Counting(settings)
    for number, row in enumerate(db.execute(_ROWS), 1):
        scoring.take(row)
        if told is not None and (number % CHUNK == 0 or number == total):
            told(number, total)
    return scoring.result()


class _Counting:
    """Judges each account and counts what would move."""

    def __init__(self, settings: Settings) -> None:
        self._scoring = Scoring(settings)
        self._count: Counter[str] = Counter()

    def take(self, row: tuple[Any, ...]) -> None:
        """Judge one account; customers and what ended are not scored anew."""
        before, standing, proposed, worked, bare, text = row
        if standing in _ENDED:
            return
        facts = json.loads(text)
        verdict = self._scoring.judge(facts)[0].verdict
        self._count.update(("accounts", verdict))
        if "fit_said" in facts:
            self._count["kept"] += 1
        if verdict != before:
            self._count[f"to {verdict}"] += 1
        off = verdict is Verdict.OFF
        self._count["resumed"] += bare and not off
        if not worked:
            self._count["set aside"] += off and standing != Standing.SET_ASIDE
            self._count["back"] += not off and standing == Standing.SET_ASIDE
        elif off:
            self._count["proposed"] += not proposed and not _barred(facts)
        else:
            self._count["back"] += proposed == drain.OFF_PROFILE

    def result(self) -> Rescored:
        """Return the counts."""
        held = self._count
        return Rescored(
            held["accounts"], held[Verdict.ON], held[Verdict.OFF], held[Verdict.UNKNOWN],
            held["to on"], held["to off"], held["to unknown"],
            held["proposed"], held["set aside"], held["back"], held["kept"], held["resumed"],
        )  # fmt: skip


def _barred(facts: dict[str, Any]) -> bool:
    """Whether the whole company is barred: such a one never comes into the queue (R38)."""
    return any("person" not in bar and "channel" not in bar for bar in facts.get("bars", ()))
