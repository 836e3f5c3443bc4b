"""What a changed profile would do, and how the settings came to be as they are: frozen answers (R1-R3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from playbook.settings import Settings
from playbook.words import ActionId


@dataclass(frozen=True, slots=True)
class Rescored:
    """What other settings would make of the book; nothing was written (R3)."""

    accounts: int
    """Accounts looked at: customers and those that are dumped, barred or closed are not scored anew."""
    on: int
    off: int
    unknown: int
    come_on: int
    """On profile then, and not now."""
    go_off: int
    """Off profile then, and not now."""
    go_unknown: int
    """Unknown then, and not now."""
    proposed: int
    """Touched accounts that would come into the dump queue; nobody is dumped by it (R2)."""
    set_aside: int
    """Never touched accounts that would be set aside (R2)."""
    back: int
    """Accounts that would leave the dump queue or come back from where they were set aside."""
    kept: int
    """Overruled by the rep, so the profile doesn't move them (R2)."""
    resumed: int = 0
    """Touched accounts that would get a next step: they lost their plan while they were off profile (R6)."""

    @property
    def moves(self) -> bool:
        """Whether anything would change for anybody."""
        here = self.come_on or self.go_off or self.go_unknown
        return bool(here or self.proposed or self.set_aside or self.back or self.resumed)


@dataclass(frozen=True, slots=True)
class SettingsChange:
    """One change of the playbook's settings, as its history shows it (DESIGN section 3)."""

    action: ActionId
    at: datetime
    who: str
    """The rep who made it, empty where the book has no name."""
    changes: tuple[tuple[str, str, str], ...]
    """Dotted key, what stood there before, what stood there after."""
    after: Settings
    """The settings as they were once it was made: what brings that day back."""
    undone: bool
    """It was taken back: it counts no more."""
