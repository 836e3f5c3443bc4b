"""What must never happen in a forecast, counted where it does: the rules are watched from outside, touch by touch."""

from __future__ import annotations

from datetime import date
from typing import Final

from playbook import days, silence
from playbook.decision import Decision
from playbook.facts import PersonFacts, Step
from playbook.forecast.live import Live
from playbook.forecast.tally import Tally
from playbook.settings import Settings
from playbook.words import Purpose, Standing, StepKind

_PLAIN = frozenset({Purpose.BURST, Purpose.RHYTHM, Purpose.VALUE, Purpose.FADED, Purpose.TICKLE})
"""Planned, unpromised, unasked: what R11 and R12 are about. Written out here, so that the guards are watched too."""
_PLANNED = frozenset({StepKind.NEXT, StepKind.SERIES})
_DUMPED: Final = Standing.DUMPED
_TALKING: Final = Standing.TALKING
_HALF = 2


class Watch:
    """Counts faults into the tally; it changes nothing else."""

    def __init__(self, settings: Settings, off: frozenset[date], tally: Tally) -> None:
        """Judge by these settings and the rep's days off."""
        self._settings = settings
        self._off = off
        self._tally = tally
        spacing = settings.spacing
        self._never_before = _HALF * min(spacing.dream_a, spacing.dream, *spacing.rhythm)

    def look_back(self, live: Live, today: date) -> None:
        """Count an account that was forgotten until now (R6)."""
        last = live.account.last_touch
        if last is None or (today - last).days <= self._never_before:
            return
        if silence.forgotten(live.account, live.verdict, live.member.tier, self._settings, today, self._off):
            self._tally.counts["forgotten"] += 1

    def planned(self, live: Live, step: Step | None, person: PersonFacts | None, today: date) -> None:
        """Count a pest (R11, R12) and a touch to somebody dumped (R29)."""
        stated = live.account.stated
        self._tally.counts["dumped touched"] += stated is _DUMPED
        if step is None or step.purpose not in _PLAIN or step.kind not in _PLANNED:
            return
        guards, who = self._settings.guards, None if person is None else person.id
        pest = self._within(live.account.last_contact, guards.account_work_days, today)
        pest = pest or (person is not None and self._within(person.last_contact, guards.person_work_days, today))
        same_day = live.worked is not None and live.worked[0] == today.toordinal() and live.worked[1] != who
        if (pest or same_day) and stated is not _TALKING:
            self._tally.counts["pest"] += 1
        live.worked = today.toordinal(), who

    def promises(self, live: Live, decision: Decision, today: date) -> None:
        """Count the promises that this touch kept, and those whose touch fell on another day (R10)."""
        for kept in decision.kept:
            on = live.promised.pop(kept, None)
            if on is not None:
                stood = next(step.on for step in live.account.steps if step.id == kept)
                self._tally.counts["promises"] += 1
                exact = stood == on and days.to_work_day(on, self._off) == today
                self._tally.counts["moved"] += not exact

    def _within(self, last: date | None, work_days: int, today: date) -> bool:
        if last is None or (today - last).days > 3 * work_days + 20:
            return False
        return days.work_days_between(last, today, self._off) < work_days
