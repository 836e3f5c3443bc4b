"""Something long on the main screen: an undo of what was done to thousands says how far it is, and `esc` stops it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.jobs import Redo, Undo
from tui.screens.touring import Touring
from tui.widgets.quiet_line import Hint
from tui.widgets.quiet_line import Said as Line

if TYPE_CHECKING:
    from tui.course import Course


class Lasting(Touring):
    """Looks at what is being written; lists, cards and pages go on meanwhile, keys that write queue behind it."""

    @property
    def course(self) -> Course | None:
        """What is being written, where it takes long enough to be heard of."""
        job = next(iter(self.writer.pending), None) if self.ready else None
        return job.course if isinstance(job, Undo | Redo) and job.course.long else None

    def beat(self) -> None:
        """Once a second, and when something changed: say how far it is."""
        super().beat()
        course = self.course
        if course is not None:
            self.say(Line(course.far, keys=(Hint("esc", "stops it"),) if course.may_stop else ()))

    def action_back(self, key: str) -> None:
        """`esc` stops what takes long; `q` leaves as ever, once it is written."""
        course = self.course
        if course is not None and key == "escape":
            course.cancel()
        else:
            super().action_back(key)
