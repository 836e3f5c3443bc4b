"""What each key of the main screen does: a line or two that asks the work; none of it awaits."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType

from playbook import outcomes
from playbook.moves import Snooze
from playbook.words import Outcome, Standing
from tui import aim as aims
from tui import commands, daytext, keys, panes
from tui.jobs import Press, PutOff
from tui.offers import SNOOZES, offer
from tui.screens.reaching import Reaching
from tui.widgets.quiet_line import Tone

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from playbook.decision import Said
    from playbook.words import Reading
    from storage.views import Prospect
    from tui.aim import Aim, Drawn
    from tui.asking import Asking
    from tui.held import Held
    from tui.reading import Board, Reader
    from tui.session import Session
    from tui.target import Target
    from tui.tasks import Tasks
    from tui.work import Work

_ASK = frozenset({f"outcome.{row.outcome}" for row in outcomes.OUTCOMES if row.dialog}) | {"outcome.faded", "move.back"}
_SWIFT = tuple(
    each
    for each in commands.COMMANDS
    if each.group in {commands.Group.OUTCOME, commands.Group.MOVE} and each.id not in _ASK
) + tuple(map(commands.command, ("after.undo", "after.redo")))
"""What never opens anything: it only logs, takes back or moves."""
ALL_LISTED = "Everybody in the pool stands on today's list already."
DEAD = "Outcomes work in Today, in Dream clients and on the card."


class Acting(Reaching):
    """The actions; the screen itself adds panes and what they show."""

    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings()]

    READING: ClassVar[str] = " is being read."

    session: Session
    work: Work
    reader: Reader
    held: Held
    shown_board: Board | None
    _asked_more = False

    @property
    @abstractmethod
    def asking(self) -> Asking:
        """The dialogs of outcomes."""

    @property
    @abstractmethod
    def tasks(self) -> Tasks:
        """What is no outcome."""

    @abstractmethod
    def with_prospect(self, target: Target, then: Callable[[Prospect], None]) -> None:
        """Call `then` with the account, at once where it was drawn; keys wait until it is there."""

    @abstractmethod
    def cost_of_star(self, target: Target) -> str:
        """Return what the dream clients cost a day once this one is starred, or is no longer (R19)."""

    @property
    def opening(self) -> bool:
        """Whether a dialog is on its way, and only its account is being read: keys wait for it."""
        return self.blocked.endswith(self.READING)

    def swift(self, key: str) -> bool:
        """Tell whether the keys behind this one need not wait for it: nothing opens that they might be meant for."""
        return any(key in each.now for each in _SWIFT)

    def action_outcome(self, name: str) -> None:
        """An outcome key."""
        outcome = Outcome(name)
        command = commands.command(f"outcome.{name}")
        if self.held.repeats(*command.now):
            self.tell(f"{command.shown} was held down: taken once.")
        else:
            self.take_outcome(outcome)

    def take_outcome(self, outcome: Outcome) -> None:
        """Log an outcome for the highlighted row, by key or by mouse."""
        if self.blocked:
            self.tell(self.blocked, Tone.ASKS)
        elif self.pane not in commands.WORKED:
            self.tell(DEAD)
        else:
            self.work.press(outcome)
            self._assess(outcome)

    def _assess(self, outcome: Outcome) -> None:
        """A fade asks for the guess at once; esc skips it, and the fade is logged either way (R15)."""
        last = self.session.last
        if outcome is Outcome.FADED and isinstance(last, Press) and last.outcome is outcome and self.session.fresh:
            self._digit_of(last, "1")

    def action_digit(self, key: str) -> None:
        """A digit adds to the action whose line stands."""
        last = self.session.last
        if isinstance(last, Press):
            self._digit_of(last, key)
        elif isinstance(last, PutOff):
            choice = next(choice for digit, choice, _ in SNOOZES if digit == key)
            if choice is Snooze.LATER and last.target is not None:
                self.session.later.append(last.target.key)
            self.tasks.put_off_to(last, choice)
        else:
            self.tell(f"{key} adds to an outcome just logged; none stands.")

    def _digit_of(self, press: Press, key: str) -> None:
        found = offer(press, key)
        if found is None:
            self.tell(f"{key} adds nothing to this outcome.")
        elif found.dialog and press.target is not None:
            self.with_prospect(press.target, partial(self.asking.digit, found.dialog, press))
        elif found.ends is not None and press.target is not None:
            self.tasks.end(press, found.ends)
        elif found.instead is not None:
            self.work.amend(press, partial(_moved_to, found.instead))
        elif found.reading is not None:
            self.work.amend(press, partial(_read_as, found.reading))

    def action_note(self) -> None:
        """A note: on the touch just logged, else on the highlighted account."""
        last, aim = self.session.last, self.work.aim()
        if self.session.fresh and isinstance(last, Press):
            self.asking.note(last)
        elif aim is not None:
            self.tasks.note(aim.target)
        else:
            self.tell("Nothing is highlighted.")

    def action_when(self) -> None:
        """When it happened: the touch just logged, else the next one."""
        last = self.session.last
        if self.session.fresh and isinstance(last, Press):
            self.asking.happened(last)
        else:
            self._with_drawn(self.asking.earlier)

    def action_undo(self) -> None:
        """Take back the newest action."""
        if self.held.repeats(*commands.command("after.undo").now):
            self.tell(f"{keys.key('after.undo')} was held down: one action was taken back.")
        else:
            self.work.undo()

    def action_redo(self) -> None:
        """Bring back what was taken back."""
        self.work.redo()

    def action_inbound(self) -> None:
        """They contacted us."""
        self._with_drawn(self._turn_round)

    def _turn_round(self, drawn: Drawn) -> None:
        if not self.work.change_aim(inbound=not drawn.aim.inbound):
            return
        if drawn.aim.inbound:
            self.tell("Ours again.")
        elif drawn.prospect.standing is Standing.DUMPED:
            self.tasks.declined(drawn.target, drawn.prospect)
        else:
            self.tell("They contacted us: the next outcome is inbound.")

    def action_person(self) -> None:
        """The next person."""
        self._turn(aims.next_person)

    def action_channel(self) -> None:
        """The next channel."""
        self._turn(aims.next_channel)

    def _turn(self, step: Callable[[Target, Prospect], Target]) -> None:
        self._with_drawn(lambda drawn: self.work.change_aim(target=step(drawn.target, drawn.prospect)))

    def action_snooze(self) -> None:
        """Put it off."""
        aim = self.work.aim()
        if self.held.repeats(*commands.command("touch.snooze").now) or self.blocked:
            self.tell(self.blocked or f"{keys.key('touch.snooze')} was held down: put off once.")
        elif aim is None or aim.target.step is None:
            self.tell("Nothing is planned here yet, so there is nothing to put off.")
        else:
            drawn = self.work.drawn()
            self.tasks.snooze(aim.target, None if drawn is None else drawn.prospect)

    def action_star(self) -> None:
        """Set or take off the dream star."""
        self._about(lambda target: self.tasks.star(target, self.cost_of_star(target)))

    def action_signal(self) -> None:
        """Signs of a time drainer."""
        self._about(lambda target: self.with_prospect(target, partial(self.tasks.signs, target)))

    def action_dump(self) -> None:
        """Let it go."""
        self._about(lambda target: self.with_prospect(target, partial(self.tasks.dump, target)))

    def action_keep(self) -> None:
        """Keep it."""
        self._about(lambda target: self.with_prospect(target, partial(self._keep, target)))

    def _keep(self, target: Target, prospect: Prospect) -> None:
        refused = self.tasks.keep(target, prospect)
        if refused:
            self.tell(refused)

    def action_add(self) -> None:
        """Add something."""
        if self.work.aim() is None:
            self.tasks.add(None, None)
        else:
            self._with_drawn(lambda drawn: self.tasks.add(drawn.target, drawn.prospect))

    def action_more(self) -> None:
        """Ten more first touches, after a line that shows the fullest coming day (R32)."""
        if self.waits("more"):
            return
        drawn, board = self.work.drawn(), self.shown_board
        if board is None:
            self.tell(self.blocked)
            return
        left = panes.waiting(board)
        if left <= 0:
            self.tell(keys.keyed(ALL_LISTED if board.today.pool else panes.POOL_EMPTY))
            return
        if not self._asked_more and self.work.aim() is not None:
            self._asked_more = True
            full = "" if drawn is None else fullest(drawn)  # the account under the highlight is still being read
            self.tell(f"{keys.key('touch.more')} again takes ten more first touches. {full}".rstrip(), Tone.ASKS)
            return
        self._asked_more = False
        more = 10 if drawn is None else drawn.prospect.settings.caps.more
        self.reader.more += more
        self.reader.want_board(0)
        self.tell(f"Today takes {daytext.plural(min(more, left), 'more first touch', 'more first touches')}.")

    def action_explain(self) -> None:
        """Why each outcome plans what it plans."""
        self._with_drawn(self.doors.explain)

    def _with_drawn(self, then: Callable[[Drawn], object]) -> None:
        """Call `then` with what is highlighted, at once where it was drawn; keys wait until it is there."""
        aim, drawn = self.work.aim(), self.work.drawn()
        if aim is None:
            self.tell("Nothing is highlighted.")
        elif drawn is not None:
            then(drawn)
        else:
            self.with_prospect(aim.target, partial(self._draw_for, aim, then))

    def _draw_for(self, aim: Aim, then: Callable[[Drawn], object], prospect: Prospect) -> None:
        then(self.work.draw(aim, prospect))

    def _about(self, do: Callable[[Target], Any]) -> None:
        aim = self.work.aim()
        if aim is None:
            self.tell("Nothing is highlighted.")
        else:
            do(aim.target)


def fullest(drawn: Drawn) -> str:
    """Return which coming day is the fullest: "The fullest day ahead: Thu 26 Nov, 38 touches."."""
    load, today = drawn.prospect.world.load, drawn.prospect.world.today
    ahead = load[1:]
    if not any(ahead):
        return "No day ahead holds a touch yet."
    most = max(ahead)
    day = today.fromordinal(today.toordinal() + 1 + ahead.index(most))
    return f"The fullest day ahead: {daytext.long(day, today)}, {daytext.plural(most, 'touch', 'touches')}."


def _moved_to(day: date, said: Said) -> Said:
    return replace(said, when=day)


def _read_as(reading: Reading, said: Said) -> Said:
    return replace(said, reading=reading)
