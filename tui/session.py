"""What the screen remembers of its own actions: the journal knows them all, this knows their rows."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Any, Protocol

from playbook.values import dataclass
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from tui.block import Watch
    from tui.jobs import Job, Press
    from tui.target import RowKey
    from tui.widgets.quiet_line import Said

Rows = RowList[Any]


class Glass(Protocol):
    """What the work needs of the screen."""

    def active(self) -> Rows:
        """The list that keys are for."""
        ...

    def say(self, line: Said) -> None:
        """Change the quiet line."""

    def aimed(self) -> None:
        """The aim or its dates changed: draw it."""

    def jumped(self) -> None:
        """The highlight moved by itself: keys wait until the rep has seen it."""

    def ask(self, dialog: str, press: Press) -> None:
        """Open the dialog that an outcome needs."""

    def ask_minutes(self, press: Press) -> None:
        """Ask how long a visit took (R27)."""


@dataclass(slots=True)
class Session:
    """Actions of this window, newest last."""

    stack: list[Job] = field(default_factory=list)
    origin: dict[Job, Rows] = field(default_factory=dict)
    """The list whose row a job took."""
    drafts: dict[RowKey, Press] = field(default_factory=dict)
    """Presses that were not saved, with what was answered."""
    last: Job | None = None
    """The action whose line stands."""
    fresh: bool = False
    """The rep has not moved since `last`: a note or a time belongs to it."""
    later: list[RowKey] = field(default_factory=list)
    """Rows put off to later today: they go to the end of the list."""
    watch: Watch | None = None
    """Measures the minutes of each card while block mode stands (R27)."""
