"""What comes of one touch in the forecast: the world's answer, drawn by the shares of `forecast.mix`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from playbook import days
from playbook.facts import PersonFacts, Step
from playbook.forecast.mix import YEAR, Mix, Talk
from playbook.forecast.truth import Truth
from playbook.renewal import replace
from playbook.settings import Burst
from playbook.words import WRITTEN, Channel, Intent, Outcome, Purpose, Reading, StepKind, Verdict

_GIFTS = frozenset({Purpose.VALUE, Purpose.FADED, Purpose.TICKLE})
_AGREED = frozenset({Purpose.FOLLOW_UP, Purpose.ANSWER})
_VALUE: Final = Intent.VALUE
_RETURN: Final = Purpose.RETURN
_BURST: Final = Purpose.BURST
_PROMISE: Final = StepKind.PROMISE
_PEOPLE = 4
"""So many people are known at an account at most."""
_MONTH = YEAR / 12
_MEETS_IN = 7
_HOUR = 60


@dataclass(frozen=True, slots=True)
class Touched:
    """What is touched: the row that is worked, whom it reaches and how."""

    step: Step | None
    person: PersonFacts | None
    channel: Channel
    people: int
    """How many are known at the account."""
    verdict: Verdict
    talks: int
    """Contacts before this one: talks with anybody there."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the rep would say about it."""

    outcome: Outcome
    reading: Reading | None = None
    when: date | None = None
    minutes: int | None = None
    named: bool = False
    """Somebody new is named: a successor or the right person."""
    talked: bool = False
    """We spoke with the person."""


class Outside:
    """Answers touches; one stream of luck, so the same seed plays the same game."""

    def __init__(self, mix: Mix, luck: Random, burst: Burst, off: frozenset[date]) -> None:
        """Take the shares; voicemails are left where the burst says so (R17)."""
        self._mix = mix
        self._luck = luck
        self._burst = burst
        self._off = off
        self._weights = [weight for _, _, weight in mix.talks]
        self._easy, self._hard = mix.reach_easy, mix.reach_hard

    def happens(self, share: float) -> bool:
        """Draw one chance."""
        return self._luck.random() < share

    def answer(self, touched: Touched, truth: Truth, today: date) -> Answer:
        """Return what comes of a touch."""
        step, person = touched.step, touched.person
        gives = step is not None and (step.purpose in _GIFTS or step.intent is _VALUE)
        if gives or touched.channel in WRITTEN:
            return self._written(touched, truth, today, gives=gives)
        if person is None:
            return self._front(touched)
        if step is not None and step.purpose is _RETURN:
            return self._after_meeting()
        return self._called(touched, person, truth, today)

    def _called(self, touched: Touched, person: PersonFacts, truth: Truth, today: date) -> Answer:
        if truth.gone(person.id, today.toordinal()):
            return Answer(Outcome.LEFT, named=self.happens(self._mix.told))
        if truth.holder(person.id).dead and not person.talked:
            return Answer(Outcome.WRONG, Reading.NUMBER)
        if not self.happens(self._reach(touched.step, person, truth)):
            return self._missed(touched.step, person)
        return replace(self._talk(touched, truth, today), talked=True)

    def hears(self) -> bool:
        """Draw whether a talk names the renewal that lies ahead."""
        return self.happens(self._mix.hears)

    def _talk(self, touched: Touched, truth: Truth, today: date) -> Answer:
        if truth.drains:
            return Answer(Outcome.MY_TIME, minutes=_HOUR)
        if self.happens(self._agrees(touched, truth, today.toordinal())):
            return Answer(Outcome.MEETING, when=self._later(today, _MEETS_IN))
        outcome, reading, _ = self._brings()
        if outcome is Outcome.CALLBACK:
            months = self._luck.randint(1, self._mix.callback_months)
            return Answer(outcome, when=self._later(today, round(months * _MONTH)))
        if outcome is Outcome.WRONG:
            if touched.people >= _PEOPLE:
                return Answer(Outcome.NO)
            return Answer(outcome, reading, named=self.happens(self._mix.told))
        return Answer(outcome, reading)

    def _brings(self) -> Talk:
        return self._luck.choices(self._mix.talks, self._weights)[0]

    def _written(self, touched: Touched, truth: Truth, today: date, *, gives: bool) -> Answer:
        person = touched.person
        left = person is not None and truth.gone(person.id, today.toordinal())
        if left and touched.channel is Channel.EMAIL and self.happens(self._mix.bounces):
            return Answer(Outcome.WRONG, Reading.BOUNCED)
        return Answer(Outcome.VALUE if gives else Outcome.NO_ANSWER)

    def _front(self, touched: Touched) -> Answer:
        """The company's own line: somebody names the person to talk to, or nobody does."""
        if touched.people < 2 * _PEOPLE and self.happens(self._mix.told):
            return Answer(Outcome.WRONG, Reading.PERSON, named=True)
        return Answer(Outcome.GATEKEEPER)

    def _after_meeting(self) -> Answer:
        if self.happens(self._mix.undecided):
            return Answer(Outcome.TALK)
        return Answer(Outcome.MEETING, Reading.WON if self.happens(self._mix.won) else Reading.LOST)

    def _reach(self, step: Step | None, person: PersonFacts, truth: Truth) -> float:
        mix = self._mix
        if truth.drains:
            return mix.drainer_reach
        if step is not None and (step.kind is _PROMISE or step.purpose in _AGREED):
            return mix.callback
        return self._easy if truth.holder(person.id).easy else self._hard

    def _missed(self, step: Step | None, person: PersonFacts) -> Answer:
        tried = step is not None and step.purpose is _BURST and step.attempt in self._burst.voicemail_at
        if tried and person.voicemails < self._burst.voicemails:
            return Answer(Outcome.VOICEMAIL)
        return Answer(Outcome.GATEKEEPER if self.happens(self._mix.gatekeeper) else Outcome.NO_ANSWER)

    def _agrees(self, touched: Touched, truth: Truth, day: int) -> float:
        mix = self._mix
        if mix.hazards:
            return mix.hazards[touched.talks] if touched.talks < len(mix.hazards) else 0.0
        if touched.verdict is not Verdict.ON and not truth.fits:
            return 0.0
        came = None if touched.person is None else truth.arrived(touched.person.id)
        fresh = truth.open_change(day) is not None or (came is not None and day - came <= mix.window)
        return mix.meeting_fresh if fresh else mix.meeting_usual

    def _later(self, today: date, ahead: int) -> date:
        return days.to_work_day(today + timedelta(days=ahead), self._off)
