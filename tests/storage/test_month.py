"""A rep works the demo book for a month; every morning and after every key the plan is held against the playbook.

What is checked is read from what a rep sees (today's list, the account's page) and reckoned here anew, without the
code that planned it. `NOTYET_DEEP=1` works whole days and a quarter.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from playbook import moves, previews
from playbook.decide import decide
from playbook.decision import Decision, GateAnswers, Said
from playbook.facts import Step
from playbook.outcomes import row as known
from playbook.words import Channel, Group, Outcome, Purpose, Reading, Standing, StepKind, Verdict
from storage import demo
from storage.book import Book
from storage.views import Prospect, Today, TodayRow

DEEP = bool(os.environ.get("NOTYET_DEEP"))
MONDAY = date(2026, 11, 23)
DAYS = 63 if DEEP else 21
A_DAY = 60 if DEEP else 14
ZONE = ZoneInfo(demo.ZONE)
CHANCES: tuple[tuple[Outcome, Reading | None, int], ...] = (
    (Outcome.NO_ANSWER, None, 34), (Outcome.VOICEMAIL, None, 12), (Outcome.GATEKEEPER, None, 6),
    (Outcome.NO, None, 9), (Outcome.NO, Reading.TIMING, 3), (Outcome.NO, Reading.VALUE, 3),
    (Outcome.NO, Reading.PRIORITY, 3), (Outcome.ALL_SET, None, 4), (Outcome.NOT_NOW, None, 3),
    (Outcome.CALLBACK, None, 5), (Outcome.FADED, None, 2), (Outcome.VALUE, None, 6), (Outcome.VALUE, Reading.ASKED, 1),
    (Outcome.TALK, None, 6), (Outcome.MEETING, None, 3), (Outcome.MEETING, Reading.WON, 1),
    (Outcome.MEETING, Reading.LOST, 1), (Outcome.LEFT, None, 2), (Outcome.WRONG, Reading.PERSON, 2),
    (Outcome.WRONG, Reading.NUMBER, 1), (Outcome.WRONG, Reading.BOUNCED, 1), (Outcome.MY_TIME, None, 2),
    (Outcome.OFF_PROFILE, None, 1), (Outcome.FITS, None, 1), (Outcome.BARRED, None, 1),
)  # fmt: skip
"""How often each outcome comes, of a hundred or so."""
SPACED = frozenset({Purpose.RHYTHM, Purpose.BURST, Purpose.TICKLE, Purpose.VALUE, Purpose.FADED})
"""Planned, unpromised and unasked: what R11 and R12 are about."""
ENDED = frozenset({Standing.DUMPED, Standing.BARRED, Standing.CLOSED})


@dataclass
class Month:
    """The rep, the book, and what was found wrong."""

    book: Book
    dice: Random
    day: date
    wrong: list[str] = field(default_factory=list)
    made: Counter[str] = field(default_factory=Counter)

    @property
    def now(self) -> datetime:
        return datetime.combine(self.day, time(8, 30), ZONE)

    def blame(self, holds: object, words: str) -> None:
        if not holds:
            self.wrong.append(f"{self.day}: {words}")

    def morning(self) -> Today:
        """Read the list, and hold it against R10, R12, R32-R34, R36-R38."""
        self.book.refresh_day(self.now)
        today = self.book.today(self.now)
        capped = [row for row in today.rows if row.group not in {Group.PROMISE, Group.OPENING}]
        self.blame(len(capped) + today.done <= max(today.cap, today.done), f"R34 {len(capped)} over the cap")
        per_account = Counter(row.account for row in today.rows)
        self.blame(max(per_account.values(), default=1) == 1, f"R12 {per_account.most_common(1)} twice on the list")
        places = [list(Group).index(row.group) for row in today.rows if row.group is not Group.FIRST]
        self.blame(places == sorted(places), f"R33 the groups are out of order: {places}")
        late = [row.late for row in today.rows if row.group is Group.PROMISE]
        self.blame(late == sorted(late, reverse=True) or not any(late), f"R10 overdue promises do not lead: {late}")
        for row in today.rows:
            self.row(row)
        return today

    def row(self, row: TodayRow) -> None:
        seen = self.book.prospect(row.account, self.now)
        says = f"{row.name}, {row.purpose} {row.due}"
        self.blame(bool(row.reason), f"R33 no reason on {says}")
        self.blame(row.due <= self.day, f"R33 {says} is not due")
        self.blame(seen.standing not in ENDED, f"R29 R38 {says} is {seen.standing}")
        if row.verdict is Verdict.OFF:
            self.blame(row.group in {Group.PROMISE, Group.OPENING, Group.WARM}, f"R2 {says} is off profile")
        if row.group is Group.FIRST:
            self.blame(seen.standing is Standing.POOL and not seen.account.touches, f"R32 {says} was touched before")
        bars = [bar for each in seen.people if each.id == row.person for bar in each.bars] + list(seen.account.bars)
        banned = [bar for bar in bars if bar.channel in {None, row.channel} and bar.person in {None, row.person}]
        self.blame(not banned, f"R38 {says} must not be contacted")

    def work(self, row: TodayRow) -> None:
        """Log one outcome, now and then take it back, and look at the plan that follows."""
        before = self.book.prospect(row.account, self.now, touches=-1)
        decision = self.decided(before, row)
        if decision is None:
            return
        label = f"{decision.said.outcome} · {row.name}"
        self.book.record(moves.touch(decision), now=self.now, label=label, basis=decision.basis)
        after = self.book.prospect(row.account, self.now, touches=-1)
        self.made[decision.said.outcome] += 1
        self.plan(after, label)
        self.promises(before, after, decision)
        if self.dice.random() < 0.05:
            self.book.undo(self.now)
            again = self.book.prospect(row.account, self.now, touches=-1)
            same = (again.account, again.people, again.standing, again.touches)
            was = (before.account, before.people, before.standing, before.touches)
            self.blame(same == was, f"R39 undo of {label} gave back something else")
            self.book.redo(self.now)

    def decided(self, seen: Prospect, row: TodayRow) -> Decision | None:
        """What the key logs: the date that it shows is the date that is written (DESIGN 1)."""
        person = row.person or next((each.id for each in seen.people if not each.gone), None)
        said = Said(
            Outcome.NO_ANSWER, self.now, person=person, channel=row.channel or Channel.CALL, step=row.step,
            zone=demo.ZONE, inbound=self.dice.random() < 0.04,
        )  # fmt: skip
        drawn = previews.previews(seen.account, seen.people, said, seen.settings, seen.world)
        ((outcome, reading),) = self.dice.choices([each[:2] for each in CHANCES], [each[2] for each in CHANCES])
        shown = next(each for each in drawn if each.said.outcome is outcome)
        told = self.details(replace(said, outcome=outcome, reading=reading, answered=True))
        decision = decide(seen.account, seen.people, told, seen.settings, seen.world)
        if decision.refusal is not None:
            self.blame(decision.refusal.rule in {"R38", "R13"}, f"{row.name}: {decision.refusal.text}")
            return None
        if reading is None and not shown.needs:
            self.blame(shown.next_on == decision.next_on, f"{row.name}: {outcome} shows {shown.next_on}")
        return decision

    def details(self, said: Said) -> Said:
        """What the dialog of an outcome asks."""
        ahead = self.day + timedelta(days=self.dice.choice((1, 3, 9, 40, 95, 180, 365)))
        match said.outcome:
            case Outcome.CALLBACK:
                return replace(said, when=ahead, words="as they said")
            case Outcome.LEFT:
                return replace(said, name="Kim Follower" if self.dice.random() < 0.4 else "")
            case Outcome.WRONG:
                return replace(said, name="Lee Referred" if self.dice.random() < 0.5 else "")
            case Outcome.MY_TIME:
                gate = GateAnswers(gap=self.dice.random() < 0.3, pain_found=self.dice.random() < 0.5)
                return replace(said, gate=gate)
            case Outcome.MEETING:
                return replace(said, when=self.day + timedelta(days=self.dice.randrange(1, 14)))
            case _:
                return said

    def plan(self, seen: Prospect, label: str) -> None:
        """The plan of one account, after a key: R5, R6, R9, R11, R12, R29, R38."""
        steps, account = seen.account.steps, seen.account
        self.blame(sum(step.kind is StepKind.NEXT for step in steps) <= 1, f"two next steps after {label}")
        if seen.standing in {Standing.WORKING, Standing.TALKING}:
            self.blame(bool(steps), f"R6 nothing is planned after {label}")
        if seen.standing in ENDED:
            self.blame(not [step for step in steps if step.kind is not StepKind.PROMISE], f"R29 {label} still plans")
        ahead = any(step.kind in {StepKind.PROMISE, StepKind.SERIES} for step in steps)
        rhythm = [step for step in steps if step.purpose is Purpose.RHYTHM]
        self.blame(not (ahead and rhythm), f"a rhythm beside a promise or series after {label}")
        off = seen.world.days_off | seen.world.their_days_off
        for step in steps:
            if (
                step.on > self.day
                and step.kind not in {StepKind.PROMISE, StepKind.HAND}
                and step.purpose is not Purpose.FADED
            ):
                free = step.on.weekday() < 5 and step.on not in off
                self.blame(free, f"R37 {step.purpose} of {label} on {step.on:%A} {step.on}")
            gap = (step.on - self.day).days
            if step.purpose is Purpose.RHYTHM:
                self.blame(gap <= 96, f"R5 {label}: {gap} days until the next touch")
        self.pest(seen, label)
        spaced = [step for step in steps if step.kind is not StepKind.PROMISE and step.purpose in SPACED]
        days = Counter((step.on, step.person) for step in spaced)
        whom = {on: {person for day, person in days if day == on} for on, _ in days}
        crowd = [on for on, people in whom.items() if len(people) > 1]
        self.blame(not crowd, f"R12 two people of {account.name} on {crowd} after {label}")

    def pest(self, seen: Prospect, label: str) -> None:
        """R11: planned, unpromised, unasked touches keep 5 working days to the person and 2 to the account."""
        if seen.standing is Standing.TALKING:
            return
        met = [touch for touch in seen.touches if known(touch.outcome).gift or (known(touch.outcome).talk)]
        off = seen.world.days_off | seen.world.their_days_off
        for step in seen.account.steps:
            if step.on <= self.day or not pressing(step):
                continue
            for touch in met:
                gap = sum(
                    1 for ahead in range(1, (step.on - touch.on).days + 1)
                    if (day := touch.on + timedelta(days=ahead)).weekday() < 5 and day not in off
                )  # fmt: skip
                least = 5 if touch.person == step.person and step.person is not None else 2
                self.blame(gap >= least, f"R11 {step.purpose} of {label} only {gap} working days after {touch.on}")

    def promises(self, before: Prospect, after: Prospect, decision: Decision) -> None:
        """R10: a promise stands where it stood until it is kept, replaced or ended."""
        gone = {*decision.kept, *decision.ended}
        stands = {step.id: step for step in after.account.steps}
        for step in before.account.steps:
            if step.kind is StepKind.PROMISE and step.id not in gone:
                again = stands.get(step.id)
                self.blame(again == step, f"R10 the promise of {step.on} at {before.account.name} moved or vanished")


def pressing(step: Step) -> bool:
    return step.kind is not StepKind.PROMISE and step.purpose in SPACED


def working_days(first: date, count: int) -> Iterator[date]:
    day = first
    for _ in range(count):
        while day.weekday() > 4 or day in {date(2026, 11, 26), date(2026, 12, 25), date(2027, 1, 1)}:
            day += timedelta(days=1)
        yield day
        day += timedelta(days=1)


@pytest.mark.timeout(600 if DEEP else 120)
@pytest.mark.parametrize("seed", range(3) if DEEP else [1])
def test_a_month_of_the_demo_book_never_shows_a_wrong_plan(tmp_path: Path, seed: int) -> None:
    """R2, R5, R6, R9-R12, R29, R32-R34, R37-R39: a simulated month, every list and every plan looked at."""
    path, state = tmp_path / "demo.db", tmp_path / "state"
    demo.make(path, MONDAY, state=state)
    start = datetime.combine(MONDAY, time(8, 30), ZONE)
    book = Book.open(path, now=start, create=False, state=state)
    month = Month(book, Random(seed), MONDAY)  # noqa: S311  (must repeat)
    for day in working_days(MONDAY, DAYS):
        month.day = day
        for row in month.morning().rows[:A_DAY]:
            month.work(row)
    found = [each for each in book.doctor(month.now) if not each.ok and each.what != "forgotten"]
    book.close()
    assert not month.wrong, "\n".join([f"{len(month.wrong)} wrong", *month.wrong[:40]])
    assert not found, found
    assert sum(month.made.values()) > 150
    assert len(month.made) > 10
