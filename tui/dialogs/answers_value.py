"""What the dialogs about gifts, the way back and the record answer (R13, R27, R29, R45); as `tui.dialogs.answers`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from playbook.decision import Said
from playbook.facts import Step
from playbook.value_library import Asset
from playbook.words import AssetId


@dataclass(frozen=True, slots=True)
class ValueAnswer:
    """What was given (R13): in words, and as a thing of the library where it is one."""

    text: str
    asset: AssetId | None = None

    def into(self, said: Said) -> Said:
        """Return what is said, with the value line."""
        return replace(said, note=self.text, asset=self.asset or "")


@dataclass(frozen=True, slots=True)
class ReviveAnswer:
    """Why a dumped account comes back, and which of its old promises stand again (R29)."""

    text: str
    promises: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class TouchAnswer:
    """A touch put right: its note, when it happened, how long it took (R27, R45); None leaves that as it is."""

    note: str | None = None
    at: datetime | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class AssetAnswer:
    """Something worth giving, as it shall stand in the value library (R13)."""

    asset: Asset
