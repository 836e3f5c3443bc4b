"""What waits to be written: each job is bound to its row when its key is pressed, and runs on the book's own thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from playbook import block, moves, outcomes
from playbook.decision import Decision, Draft, Said
from playbook.errors import NotYetError, Refused
from playbook.values import dataclass
from playbook.words import Outcome
from tui import aim as aims
from tui import firms
from tui.aim import Aim
from tui.course import Course
from tui.target import Target

if TYPE_CHECKING:
    from storage.book import Book
    from storage.views import Change, Prospect

Row = object
"""The row of a list that a job took, to be put back as it was."""


@dataclass(slots=True, eq=False)
class Job:
    """One action of the rep, in the order of the key presses."""

    now: datetime
    """The moment of the key press."""
    target: Target | None = None
    row: Row | None = None
    change: Change | None = field(default=None, init=False)
    """What was written; None until COMMIT."""
    error: NotYetError | None = field(default=None, init=False)
    taken_back: bool = field(default=False, init=False)
    """`u` was pressed on it; its undo is queued behind it."""

    def run(self, book: Book) -> None:
        """Do it; raises what the rep must know, with nothing written."""
        raise NotImplementedError

    @property
    def label(self) -> str:
        """What was written, in words."""
        return "" if self.change is None else self.change.label

    @property
    def what(self) -> str:
        """What it is about to write, in a word or two; empty where that goes without saying."""
        return ""


@dataclass(slots=True, eq=False)
class Press(Job):
    """An outcome. `decision` is the one that was drawn beside its key; None: it was not there yet, and is made here."""

    aim: Aim | None = None
    outcome: Outcome = Outcome.NO_ANSWER
    zone: str = ""
    into: Callable[[Said], Said] | None = None
    """What its dialog answered."""
    beside: Callable[[Decision], tuple[Draft, ...]] | None = None
    """What the answer adds beside the touch: a pain, a point agreed."""
    decision: Decision | None = None
    prospect: Prospect | None = None
    """The account before the touch: digits are decided from it."""
    minutes: int | None = None
    """Minutes that were asked, as at a visit (R27)."""
    moments: tuple[datetime, ...] = ()
    """When the rep did something while its card stood: measured in block mode (R27)."""

    def run(self, book: Book) -> None:
        """Log the touch; refused by a rule, or when the account changed since its keys were drawn."""
        decision, prospect = self.drawn(book)
        if decision.refusal is not None:
            raise Refused(decision.refusal.text)
        if decision.needs:
            raise Refused(decision.why)
        beside = () if self.beside is None else self.beside(decision)
        words = aims.label(decision, prospect, prospect.account.name)
        drafts = (*moves.touch(decision), *beside)
        self.change = book.record(drafts, now=self.now, label=words, basis=decision.basis)

    @property
    def what(self) -> str:
        """The outcome's label."""
        return outcomes.row(self.outcome).label

    def drawn(self, book: Book) -> tuple[Decision, Prospect]:
        """Return the decision and what it was drawn from; the moment is that of the key press."""
        if self.prospect is None or self.decision is None:
            self.prospect = book.prospect(self.bound.target.account, self.now)
            self.decision = self.decide(self.prospect)
        elif self.bound.at is None:
            self.decision = aims.logged_at(self.decision, self.prospect, self.now)
        self.decision = self._timed(self.decision, self.prospect)
        return self.decision, self.prospect

    def _timed(self, decision: Decision, prospect: Prospect) -> Decision:
        """Return the decision with the minutes that were asked or measured; what a dialog said stands (R27)."""
        minutes = self.minutes
        if minutes is None and self.moments:
            minutes = block.measured(self.moments, prospect.settings.block.pause).minutes(decision.minutes)
        if minutes is None or decision.said.minutes is not None:
            return decision
        return replace(decision, said=replace(decision.said, minutes=minutes), minutes=minutes)

    def decide(self, prospect: Prospect) -> Decision:
        """Return the decision for what was said, on the account as it stands."""
        said = self.said(prospect)
        return aims.decided(prospect, said if self.into is None else replace(self.into(said), answered=True))

    def said(self, prospect: Prospect) -> Said:
        """Return what the key alone says, with person and channel filled in where the row named none."""
        aim = replace(self.bound, target=aims.settled(self.bound.target, prospect))
        return aims.said(aim, prospect, self.outcome, self.now, self.zone)

    @property
    def bound(self) -> Aim:
        """The aim, which every press has."""
        if self.aim is None:
            raise AssertionError
        return self.aim


@dataclass(slots=True, eq=False)
class Amend(Job):
    """A digit, a note or a time added to a touch: joined to its action, so one undo takes both back (R39)."""

    press: Press | None = None
    into: Callable[[Said], Said] | None = None
    beside: Callable[[Decision], tuple[Draft, ...]] | None = None
    plans: bool = True
    """False: a note, which leaves the plan as it was."""
    words: str = ""

    def run(self, book: Book) -> None:
        """Write the touch again as it would have been drawn at once."""
        press = self.press
        if press is None or self.into is None:
            raise AssertionError
        if press.change is None or press.decision is None or press.prospect is None or press.taken_back:
            raise Refused("That touch is not in the book, so nothing was added to it.")
        said = firms.known(book, self.into(press.decision.said))
        gift = said.outcome is Outcome.VALUE
        if self.plans or gift:
            decision = aims.decided(press.prospect, replace(said, answered=True))
            if decision.refusal is not None:
                raise Refused(decision.refusal.text)
        else:
            decision = replace(press.decision, said=said)
        drafts = moves.amend(press.change.entries[0], decision, press.decision)
        beside = () if self.beside is None else self.beside(decision)
        self.words = aims.label(decision, press.prospect, press.prospect.account.name)
        self.change = book.record((*drafts, *beside), now=self.now, label=self.words, join=press.change.action)
        press.decision = decision

    @property
    def label(self) -> str:
        """The touch as it is now; the action keeps the name that it was given first."""
        return self.words


@dataclass(slots=True, eq=False)
class Deed(Job):
    """What is no touch: snooze, star, sign, dump, keep, note. Built on the account as it stands when its turn comes."""

    build: Callable[[Prospect], tuple[Draft, ...]] | None = None
    words: str = ""
    join: Job | None = None
    """The job whose action it joins."""
    aside: str = ""
    """What the line adds to it: what a star costs."""

    @property
    def what(self) -> str:
        """What it does."""
        return self.words

    @property
    def label(self) -> str:
        """What it did: an action that it joined keeps its own name."""
        return self.words

    def run(self, book: Book) -> None:
        """Write it."""
        if self.target is None or self.build is None:
            raise AssertionError
        join = None
        if self.join is not None:
            if self.join.change is None or self.join.taken_back:
                raise Refused("That is not in the book, so nothing was added to it.")
            join = self.join.change.action
        prospect = book.prospect(self.target.account, self.now)
        self.change = book.record(self.build(prospect), now=self.now, label=self.words, join=join)


@dataclass(slots=True, eq=False)
class PutOff(Deed):
    """A snooze: digits choose another day for it."""


@dataclass(slots=True, eq=False)
class Adding(Job):
    """New accounts and people, which have no row yet."""

    drafts: tuple[Draft, ...] = ()
    words: str = ""

    @property
    def what(self) -> str:
        """What it adds."""
        return self.words

    def run(self, book: Book) -> None:
        """Write them."""
        self.change = book.record(self.drafts, now=self.now, label=self.words)


@dataclass(slots=True, eq=False)
class Undo(Job):
    """`u`: takes back the newest action, or the one that was queued when it was pressed (R39)."""

    of: Job | None = None
    course: Course = field(default_factory=lambda: Course("Taking back"), init=False)

    def run(self, book: Book) -> None:
        """Take back the newest action, also where another window did it; it names what it took.

        Where the write of the action that `u` was pressed on failed, nothing is taken back.
        """
        of = self.of
        if of is not None and of.change is None:
            why = "" if of.error is None else f": {of.error.message}"
            raise Refused(f"That was not saved, so there is nothing to take back{why}")
        newest = book.newest_action()
        self.change = book.undo(self.now, heard=self.course.heard)
        if of is not None and of.change is not None and newest is not None:
            of.taken_back = newest[0] == of.change.action


@dataclass(slots=True, eq=False)
class Redo(Job):
    """`ctrl+r`: brings back what was taken back."""

    course: Course = field(default_factory=lambda: Course("Bringing back"), init=False)

    def run(self, book: Book) -> None:
        """Bring it back."""
        self.change = book.redo(self.now, self.course.heard)
