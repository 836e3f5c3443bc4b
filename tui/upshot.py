"""What came of a job: the row goes, or stands again with the reason; the line is written only after COMMIT."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from playbook import outcomes
from playbook.errors import BookTrouble, Stale
from tui import offers
from tui.jobs import Amend, Deed, Press, PutOff, Redo, Undo
from tui.widgets.quiet_line import Hint, Tone
from tui.widgets.quiet_line import Said as Line
from tui.widgets.row_list import Mark

if TYPE_CHECKING:
    from playbook.errors import NotYetError
    from tui.clock import Clock
    from tui.jobs import Job
    from tui.reading import Reader
    from tui.session import Glass, Session


class Upshot:
    """Takes jobs back from the queue."""

    def __init__(self, glass: Glass, session: Session, clock: Clock) -> None:
        """Start idle; `attach` gives it the reader."""
        self._glass = glass
        self._session = session
        self._clock = clock
        self._reader: Reader

    def attach(self, reader: Reader) -> None:
        """Take the reader."""
        self._reader = reader

    def done(self, job: Job) -> None:
        """A job was written."""
        self._reader.forget(None if job.change is None else job.change.accounts)
        self._settle(job)
        if isinstance(job, Undo) and job.of is not None and not job.of.taken_back:
            self._session.stack.append(job.of)
        line = self._line(job)
        if line is not None:
            self._glass.say(line)
        self._reader.want_board()
        self._glass.aimed()

    def failed(self, job: Job) -> None:
        """A job was refused, came too late or could not be written: its row is back, with the reason and the draft."""
        if job.error is None:
            raise AssertionError
        if job in self._session.stack:
            self._session.stack.remove(job)
        self._reader.forget(None if job.target is None else [job.target.account])
        if isinstance(job, Press):
            self._keep_draft(job, job.error)
        self._restore(job)
        self._glass.say(self._refusal(job, job.error))
        self._reader.want_board()
        self._glass.aimed()

    def _settle(self, job: Job) -> None:
        """Take the row out whose work is done; one that was taken back meanwhile stays."""
        rows = self._session.origin.get(job)
        if rows is None or job.target is None or job.taken_back:
            return
        if rows.STAYS:
            rows.mark(job.target.key, None)
        else:
            rows.drop(job.target.key)

    def _restore(self, job: Job) -> None:
        """Let the row stand again; it is highlighted unless the rep went on with another one."""
        rows = self._session.origin.pop(job, None)
        if rows is None or job.target is None or job.taken_back:
            return
        rows.mark(job.target.key, Mark.FAILED)
        if job is self._session.last:
            self._session.last = None
            if rows.highlight(job.target.key):
                self._glass.jumped()

    def _keep_draft(self, press: Press, error: NotYetError) -> None:
        if press.target is not None and (press.into is not None or isinstance(error, BookTrouble)):
            self._session.drafts[press.target.key] = press

    def _line(self, job: Job) -> Line | None:
        """Return what the line says now; None where another action's line stands already."""
        if isinstance(job, Undo):
            return Line(f"Taken back: {job.label}", Tone.SAVED, keys=(offers.REDO,))
        if isinstance(job, Redo):
            return Line(f"Back again: {job.label}", Tone.SAVED, keys=(offers.UNDO,))
        if isinstance(job, Press | Amend):
            press = job if isinstance(job, Press) else job.press
            return self._touch(press, job.label) if press is not None and press is self._session.last else None
        joined = job.join if isinstance(job, Deed) else None
        return self._deed(job) if (joined or job) is self._session.last else None

    def _deed(self, job: Job) -> Line:
        if isinstance(self._session.last, PutOff):
            return offers.snoozed(job.label)
        aside = f" · {job.aside}" if isinstance(job, Deed) and job.aside else ""
        return Line(f"{job.label}{aside}", Tone.SAVED, keys=(offers.UNDO,))

    def _touch(self, press: Press, words: str) -> Line:
        line = offers.saved(press, words, self._clock.now().date())
        notices = () if press.decision is None else press.decision.notices
        return replace(line, text=" · ".join((line.text, *(notice.text for notice in notices))))

    def _refusal(self, job: Job, error: NotYetError) -> Line:
        name = f" · {job.target.name}" if job.target is not None and job.what else ""
        text = f"Not saved: {job.what}{name}: {error.message}" if job.what else error.message
        hint = "" if isinstance(error, Stale) or not error.hint else f" {error.hint}"
        again = isinstance(job, Press) and job in self._session.drafts.values()
        key = outcomes.row(job.outcome).key if isinstance(job, Press) else ""
        return Line(f"{text}{hint}", Tone.TROUBLE, keys=(Hint(key, "tries again"),) if again else ())
