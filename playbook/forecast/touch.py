"""One touch of the forecast: drawn by `decide`, and folded like any other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from typing import Final

from playbook import drain, moves
from playbook.bodies import NewStep, PersonAdded, StepSet, TouchLogged
from playbook.case import Case, Plan
from playbook.changes import NEW_PERSON
from playbook.decide import decide
from playbook.decision import Decision, Draft, GateAnswers, Said, World
from playbook.entry import Entry
from playbook.facts import Opening, PersonFacts, Step
from playbook.fit import Fit
from playbook.forecast.answer import Answer, Outside, Touched
from playbook.forecast.day import Load, promise
from playbook.forecast.live import Live, Row
from playbook.forecast.record import Journal
from playbook.forecast.tally import Tally
from playbook.forecast.watch import Watch
from playbook.outcomes import row as outcome_row
from playbook.settings import Settings
from playbook.words import (
    Channel,
    EntryId,
    Outcome,
    PersonId,
    Purpose,
    Reading,
    Verdict,
)

_SIGNS = ("great-questions", "bid-out", "wanted-you")
"""S1's round, one sign a talk."""
_HEARD_AHEAD = 182
_MORNING = time(9, tzinfo=UTC)
_NOBODY: frozenset[date] = frozenset()
_GATE = GateAnswers()
_CALLBACK: Final = Outcome.CALLBACK
_MEETING: Final = Outcome.MEETING
_LEFT: Final = Outcome.LEFT
_MY_TIME: Final = Outcome.MY_TIME
_RESEARCH: Final = Purpose.RESEARCH
MADE = (Answer, Case, Decision, Draft, Entry, NewStep, Plan, Said, Step, Touched, TouchLogged, World)
"""What every touch makes (`playbook.renewal.hasten`)."""


class Touching:
    """Touches accounts; every change goes through drafts and the fold."""

    def __init__(  # noqa: PLR0913  (what a touch needs besides the account)
        self, outside: Outside, stops: Sequence[float], settings: Settings, off: frozenset[date], load: Load,
        tally: Tally, *, dumps: bool,
    ) -> None:  # fmt: skip
        """Ask `outside` what comes of a touch; correct `load` and `tally` by each."""
        self._outside = outside
        self._stops = stops
        self._settings = settings
        self._off = off
        self._load = load
        self._tally = tally
        self._dumps = dumps
        self._journal = Journal(load)
        self._today = date.min
        self._now = datetime.min.replace(tzinfo=UTC)
        self.watch = Watch(settings, off, tally)
        self._tries = len(settings.burst.channels)

    def touch(self, row: Row, today: date) -> None:
        """Work one row."""
        if today != self._today:
            self._today, self._now = today, datetime.combine(today, _MORNING)
        live, step = row.live, row.step
        self.watch.look_back(live, today)
        if step is not None and step.purpose is _RESEARCH and not self._research(live, step):
            return
        person, channel = live.whom(step, self._tries)
        if channel is None:
            self._find_person(live)
            person, channel = live.whom(step, self._tries)
        self._touched(live, step, person, channel or Channel.CALL)

    def _touched(self, live: Live, step: Step | None, person: PersonFacts | None, channel: Channel) -> None:
        self.watch.planned(live, step, person, self._today)
        touched = Touched(step, person, channel, len(live.people), live.verdict, live.talks)
        answer = self._outside.answer(touched, live.truth, self._today)
        if answer.talked and live.verdict is Verdict.UNKNOWN and not self._judged(live, None):
            return
        last = live.account.last_touch
        decision = self._log(live, step, person, channel, answer)
        if decision is None:
            return
        self._count(live, answer, decision, last)
        self._learn(live, person, answer)
        self._follow_up(live, step, answer)

    def _log(
        self, live: Live, step: Step | None, person: PersonFacts | None, channel: Channel, answer: Answer
    ) -> Decision | None:
        said = Said(
            answer.outcome, self._now, answer.reading, None if person is None else person.id, channel,
            None if step is None else step.id, minutes=answer.minutes, when=answer.when,
            name=f"Person {len(live.people) + 1}" if answer.named else "", gate=_GATE, answered=True,
        )  # fmt: skip
        decision = self._decide(live, said)
        if decision.refusal is not None:
            # A planned touch to somebody barred is a fault of the rules: it is counted, and the row goes.
            self._tally.counts["refused"] += 1
            ended = () if step is None else (step.id,)
            self._record(live, [Draft(live.ident, StepSet(ended=ended, why="do not contact"))])
            return None
        self.watch.promises(live, decision, self._today)
        self._record(live, moves.touch(decision))
        if answer.outcome is _CALLBACK:
            live.promised |= {each.id: each.on for each in live.account.steps if promise(each)}
        return decision

    def _decide(self, live: Live, said: Said) -> Decision:
        return decide(live.account, live.people, said, self._settings, self._world(live))

    def _world(self, live: Live) -> World:
        ahead = self._load.ahead(self._today.toordinal())
        verdict, tier = live.verdict, live.member.tier
        return World(self._today, ahead, self._off, _NOBODY, None, verdict, tier, True)  # noqa: FBT003  (fit_known)

    def _record(self, live: Live, drafts: Iterable[Draft]) -> None:
        self._journal.write(live, drafts, self._now)

    def _count(self, live: Live, answer: Answer, decision: Decision, last: date | None) -> None:
        counts, known = self._tally.counts, outcome_row(answer.outcome)
        self._tally.minutes += decision.minutes
        counts["touches"] += 1
        counts["nos"] += known.a_no
        if answer.talked:
            counts["talks"] += 1
            live.talks += 1
        if last is None:
            counts["first"] += 1
        else:
            self._tally.gaps[(self._today - last).days] += 1
        live.began = live.began or self._today.toordinal()
        if answer.outcome is _MEETING:
            counts["meetings"] += answer.reading is None
            counts["won"] += answer.reading is Reading.WON
            self._tally.yeses[live.talks] += answer.reading is None and not live.warm
            live.warm = True

    def _learn(self, live: Live, person: PersonFacts | None, answer: Answer) -> None:
        """Take over what a touch shows of the truth."""
        day, truth = self._today.toordinal(), live.truth
        if answer.outcome is _LEFT and person is not None:
            seat = truth.leave(person.id, day)
            if answer.named:
                truth.follow(live.people[-1].id, seat)
            else:
                live.vacant.append(seat)
        elif answer.named:
            self._seat(live, live.people[-1].id)
        change = truth.open_change(day) if answer.talked else None
        if change is not None:
            truth.met.setdefault(change, day)

    def _seat(self, live: Live, person: PersonId) -> None:
        if live.vacant:
            live.truth.follow(person, live.vacant.pop())
        else:
            live.truth.seat(person)

    def _follow_up(self, live: Live, step: Step | None, answer: Answer) -> None:
        """What a rep does besides: names a fade, notes a sign or a renewal, dumps, or gives up."""
        if answer.outcome is _MEETING and live.ended():
            live.closed = self._today.toordinal()
        if live.warm and self._spent(step, answer):
            live.warm = False
            self._log(live, None, self._last(live), Channel.CALL, Answer(Outcome.FADED))
        if answer.outcome is _MY_TIME:
            self._sign(live)
        elif answer.talked and not live.ended():
            self._renewal(live)
        if self._stops and outcome_row(answer.outcome).a_no and not live.ended():
            chance = self._stops[min(live.account.nos, len(self._stops)) - 1]
            if self._outside.happens(chance):
                live.given_up = True
                self._record(live, [moves.dump(live.account, self._today, "given up")])

    def _spent(self, step: Step | None, answer: Answer) -> bool:
        chased = (
            step is not None and step.purpose is Purpose.CHASE and step.attempt >= len(self._settings.spacing.chase)
        )
        return chased and outcome_row(answer.outcome).unanswered

    def _last(self, live: Live) -> PersonFacts | None:
        return next((each for each in live.people if each.id == live.account.last_touch_person), None)

    def _sign(self, live: Live) -> None:
        draft = moves.signal(live.account, _SIGNS[live.signs % len(_SIGNS)], self._today)
        live.signs += 1
        self._record(live, [draft])
        found = drain.proposal(live.account, Fit(live.verdict, None), self._settings, self._today)
        if found is not None:
            self._let_go(live, found.why, int(found.score))

    def _renewal(self, live: Live) -> None:
        """They name when their contract ends: an opening with its touches before (R22)."""
        change = live.truth.next_change(self._today.toordinal(), _HEARD_AHEAD)
        if change is None or change in live.truth.heard or not self._outside.hears():
            return
        live.truth.heard.add(change)
        seen = Opening(EntryId(""), "contract renewal", self._today, date.fromordinal(change))
        self._record(live, [moves.opening(live.account, live.people, seen, self._world(live), self._settings)])

    def _let_go(self, live: Live, why: str, score: int) -> None:
        """Dump what is proposed, quietly (R28); or keep it, where the rep never dumps."""
        if self._dumps:
            self._tally.counts["dumped"] += 1
            live.closed = self._today.toordinal()
            self._record(live, [moves.dump(live.account, self._today, why)])
            return
        off = why == drain.OFF_PROFILE
        kept = moves.keep(
            live.account, live.people, self._today, "never dump", score, self._world(live), self._settings,
            overrules=off,
        )  # fmt: skip
        self._record(live, [kept])
        live.judge()

    def _research(self, live: Live, step: Step) -> bool:
        """Find out whether it fits (R2), or find somebody to call (R6); tell whether there is somebody to touch now."""
        if live.verdict is Verdict.UNKNOWN:
            self._judged(live, step)
            return False
        self._find_person(live)
        return True

    def _judged(self, live: Live, step: Step | None) -> bool:
        """Say whether it fits: `y` or `o` (R2); off profile it goes, or is kept by whoever never dumps."""
        outcome = Outcome.FITS if live.truth.fits else Outcome.OFF_PROFILE
        said = Said(outcome, self._now, step=None if step is None else step.id, answered=True)
        self._record(live, moves.touch(self._decide(live, said)))
        live.judge()
        if live.verdict is Verdict.OFF:
            self._let_go(live, drain.OFF_PROFILE, 0)
        return live.truth.fits

    def _find_person(self, live: Live) -> None:
        name = f"Person {len(live.people) + 1}"
        mail = f"{live.ident}-{len(live.people)}@example.com"
        self._record(live, [Draft(NEW_PERSON, PersonAdded(live.ident, name, (("email", mail),)))])
        self._seat(live, live.people[-1].id)
