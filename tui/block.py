"""Block mode's stopwatch: the moments at which the rep did something while a card stood (R27)."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from playbook.values import dataclass

if TYPE_CHECKING:
    from datetime import datetime

    from tui.target import RowKey


@dataclass(slots=True)
class Watch:
    """Runs for one card at a time; `playbook.block.measured` tells what is work and what a pause."""

    key: RowKey | None = None
    """The row whose card stands."""
    moments: list[datetime] = field(default_factory=list)

    def begin(self, key: RowKey | None, now: datetime) -> None:
        """A card appears; one that stands already goes on."""
        if key != self.key:
            self.key, self.moments = key, [now]

    def stirred(self, now: datetime) -> None:
        """A key or a click: the rep is there."""
        self.moments.append(now)

    def taken(self, key: RowKey, now: datetime) -> tuple[datetime, ...]:
        """The card got its outcome: return its moments and stop; none where another card stood."""
        if key != self.key:
            return ()
        found = (*self.moments, now)
        self.key, self.moments = None, []
        return found
