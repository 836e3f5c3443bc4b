"""What the panes tell the main screen; each carries the value that it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from playbook.words import Outcome
    from tui.target import Target


@dataclass
class Highlighted(Message):
    """The highlight stands on another row, or on none."""

    target: Target | None

    def can_replace(self, message: Message) -> bool:
        """Only the last of a burst matters: an arrow held down redraws once."""
        return isinstance(message, Highlighted)


@dataclass
class RowClicked(Message):
    """The rep went to a row with the mouse."""


@dataclass
class Opened(Message):
    """A row was clicked twice: open its account."""

    target: Target


@dataclass
class OutcomeClicked(Message):
    """A cell of the outcome bar was clicked; None is the cell that marks an inbound contact."""

    outcome: Outcome | None


@dataclass
class AccountWanted(Message):
    """The rep wants the page of an account."""

    target: Target


@dataclass
class PaneClicked(Message):
    """A tab was clicked."""

    pane: str


@dataclass
class CommandClicked(Message):
    """A key of the footer was clicked."""

    action: str
