"""The way of a key press (DESIGN section 1): take the row with its decision, move on, queue the write.

Nothing here awaits. A key belongs to the row that was highlighted when it was pressed, whatever is written, refused or
read again in between.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from playbook import outcomes
from playbook.errors import BookTrouble
from playbook.words import Channel, Outcome
from tui import aim as aims
from tui.aim import Aim, Drawn
from tui.jobs import Adding, Amend, Deed, Job, Press, PutOff, Redo, Undo
from tui.widgets.quiet_line import Said as Line
from tui.widgets.quiet_line import Tone
from tui.widgets.row_list import Mark

if TYPE_CHECKING:
    from collections.abc import Callable

    from playbook.decision import Decision, Draft, Said
    from playbook.words import AccountId
    from storage.views import Prospect
    from tui.clock import Clock
    from tui.reading import Reader
    from tui.session import Glass, Session
    from tui.target import Target
    from tui.writing import Writer


class Work:
    """Turns keys into jobs."""

    def __init__(self, glass: Glass, session: Session, clock: Clock) -> None:
        """Start idle; `attach` gives it the queues."""
        self._glass = glass
        self._session = session
        self._clock = clock
        self._aim: Aim | None = None
        self._base: Target | None = None
        self._writer: Writer
        self._reader: Reader

    def attach(self, writer: Writer, reader: Reader) -> None:
        """Take the queues."""
        self._writer, self._reader = writer, reader

    def aim(self) -> Aim | None:
        """Return what the next key is for, with what the rep changed about it."""
        target = self._glass.active().highlighted
        if target != self._base:
            self._base = target
            self._aim = None if target is None else Aim(target)
        return self._aim

    def drawn(self) -> Drawn | None:
        """Return what was drawn for it, None where it is not there yet or about to change."""
        aim = self.aim()
        if aim is None or self._writing(aim.target.account):
            return None
        return self._reader.known(aim)

    def draw(self, aim: Aim, prospect: Prospect) -> Drawn:
        """Return an aim drawn from facts that were read for a key which could not wait for the reader's turn."""
        drawn = aims.draw(prospect, aim, self._clock.now(), self._reader.zone)
        self._reader.keep(drawn)
        self._glass.aimed()
        return drawn

    def change_aim(self, **what: Any) -> bool:  # noqa: ANN401  (fields of an aim, each of its own type)
        """Change person, channel, time or direction of the next touch; the dates follow at once.

        False where its facts are not there yet: nothing changed, which is said.
        """
        aim, drawn = self.aim(), self.drawn()
        if aim is None or drawn is None:
            self._say("Nothing is highlighted." if aim is None else f"{aim.target.name} is being saved: press again.")
            return False
        self._aim = replace(aim, **what)
        self._reader.keep(aims.draw(drawn.prospect, self._aim, self._clock.now(), self._reader.zone))
        self._glass.aimed()
        return True

    def ahead(self) -> list[Aim]:
        """Return the aims that are likely to follow: the rows beside the highlight."""
        rows = self._glass.active()
        places = (rows.cursor + 1, rows.cursor + 2, rows.cursor - 1)
        return [Aim(rows.target_of(rows.rows[place])) for place in places if 0 <= place < len(rows.rows)]

    def press(self, outcome: Outcome) -> None:
        """Take the highlighted row for an outcome: at once, or after its dialog."""
        aim, rows = self.aim(), self._glass.active()
        if aim is None:
            self._say("Nothing is highlighted.")
            return
        if rows.marks.get(aim.target.key) is Mark.SAVING:
            self._say(f"{aim.target.name} is being saved.")
            return
        draft = self._session.drafts.pop(aim.target.key, None)
        if draft is not None and draft.outcome is outcome:
            self._again(draft)
            return
        press = self._bound(outcome, aim)
        dialog = outcomes.row(outcome).dialog
        if dialog and not (press.decision is not None and press.decision.refusal is not None):
            self._glass.ask(dialog, press)
        else:
            self.take_or_refuse(press)

    def take_or_refuse(self, press: Press) -> None:
        """Take the row, unless its decision says no: then nothing is queued and the row stays (R13, R38)."""
        refusal = None if press.decision is None else press.decision.refusal
        if refusal is not None:
            self._say(refusal.text, Tone.TROUBLE)
        elif _asks_minutes(press):
            self._glass.ask_minutes(press)
        else:
            self.take(press)

    def take(self, job: Job) -> None:
        """Mark the row, move the highlight on, queue the write."""
        rows = self._glass.active()
        self._time(job)
        if job.target is not None and rows.place_of(job.target.key) is not None:
            self._session.origin[job] = rows
            rows.mark(job.target.key, Mark.SAVING)
            here = rows.highlighted
            if here is not None and here.key == job.target.key:
                rows.go_on()
        self.watch()
        self._stand(job, fresh=isinstance(job, Press))
        name = "" if job.target is None else f" · {job.target.name}"
        self._say(f"saving {job.what}{name}")

    def do(
        self,
        words: str,
        build: Callable[[Prospect], tuple[Draft, ...]],
        target: Target,
        *,
        leaves: bool = False,
        aside: str = "",
    ) -> None:
        """Queue what is no touch; `leaves` says that its row goes, `aside` is added to its line."""
        row = self._glass.active().row_of(target.key)
        deed = Deed(self._clock.now(), target, row, build=build, words=words, aside=aside)
        if leaves:
            self.take(deed)
        else:
            self._stand(deed)

    def put_off(self, words: str, build: Callable[[Prospect], tuple[Draft, ...]], target: Target) -> None:
        """Queue a snooze."""
        row = self._glass.active().row_of(target.key)
        self.take(PutOff(self._clock.now(), target, row, build=build, words=words))

    def add(self, words: str, drafts: tuple[Draft, ...]) -> None:
        """Queue new accounts and people."""
        self._stand(Adding(self._clock.now(), drafts=drafts, words=words))

    def amend(
        self,
        press: Press,
        into: Callable[[Said], Said],
        *,
        beside: Callable[[Decision], tuple[Draft, ...]] | None = None,
        plans: bool = True,
    ) -> None:
        """Queue what is added to a touch behind the touch itself."""
        self._queue(Amend(self._clock.now(), press.target, press=press, into=into, beside=beside, plans=plans))

    def join(self, job: Job, words: str, build: Callable[[Prospect], tuple[Draft, ...]]) -> None:
        """Queue more of an action that stands."""
        self._queue(Deed(self._clock.now(), job.target, build=build, words=words, join=job))

    def undo(self) -> None:
        """Queue the undo of the newest action; the row that it took stands highlighted again at once."""
        of = self._session.stack.pop() if self._session.stack else None
        undo = Undo(self._clock.now(), None if of is None else of.target, of=of)
        if of is not None:
            of.taken_back = True
            rows = self._session.origin.get(of)
            if rows is not None and of.row is not None and of.target is not None:
                rows.put_back(of.row)
                rows.mark(of.target.key, None)
        self._queue(undo)
        self._session.last = None
        self._say("taking back")

    def redo(self) -> None:
        """Queue the redo."""
        self._queue(Redo(self._clock.now()))
        self._session.last = None
        self._say("bringing back")

    def watch(self) -> None:
        """Start the stopwatch of the card that stands now, where block mode has one."""
        if self._session.watch is not None:
            target = self._glass.active().highlighted
            self._session.watch.begin(None if target is None else target.key, self._clock.now())

    def _time(self, job: Job) -> None:
        """Stop the stopwatch for an outcome; what happened earlier was not measured by its card."""
        watch = self._session.watch
        if watch is not None and isinstance(job, Press) and job.bound.at is None:
            job.moments = job.moments or watch.taken(job.bound.target.key, self._clock.now())

    def _bound(self, outcome: Outcome, aim: Aim) -> Press:
        """Return a press bound to its row, with the decision that stands at its key, where it is there."""
        drawn = self.drawn()
        return Press(
            self._clock.now(),
            aim.target,
            self._glass.active().row_of(aim.target.key),
            aim=aim,
            outcome=outcome,
            zone=self._reader.zone,
            decision=None if drawn is None else drawn.decision(outcome),
            prospect=None if drawn is None else drawn.prospect,
        )

    def _stand(self, job: Job, *, fresh: bool = False) -> None:
        self._session.stack.append(job)
        self._session.last, self._session.fresh = job, fresh
        self._queue(job)

    def _queue(self, job: Job) -> None:
        self._reader.pressed()
        self._writer.put(job)

    def _again(self, draft: Press) -> None:
        """Queue a press that failed, with what was answered; as it was, where it may have been saved after all."""
        if isinstance(draft.error, BookTrouble):
            draft.error, draft.taken_back = None, False
            self.take(draft)
        else:
            self.take(replace(draft, now=self._clock.now(), decision=None, prospect=None))

    def _writing(self, account: AccountId) -> bool:
        return any(job.target is not None and job.target.account == account for job in self._writer.pending)

    def _say(self, text: str, tone: Tone = Tone.PLAIN) -> None:
        self._glass.say(Line(text, tone))


def _asks_minutes(press: Press) -> bool:
    """A visit asks how long it took, unless its own dialog did (R27)."""
    known = outcomes.row(press.outcome)
    visit = press.bound.target.channel is Channel.VISIT
    return visit and known.counts and press.minutes is None and press.outcome is not Outcome.MEETING
