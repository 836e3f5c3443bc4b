"""The last question before an erasure: the name is typed, so no slip of a finger erases anybody (R38)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Static

from tui import erase_words
from tui.content import note
from tui.dialogs.choice import Checklist, Row
from tui.dialogs.fields import LineInput
from tui.dialogs.frame import Dialog, Whom

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from storage.erase_views import ErasePreview

_BACKUPS = "backups"


class EraseConfirm(Dialog[bool]):
    """Answers whether the backups are rewritten too; None: nothing is erased."""

    TITLE_TEXT = "Erase for good?"
    ACCEPT = "erases"
    RULE = "R38  Of their address and number a fingerprint stays that nobody can read: no list brings them back."
    AUTO_FOCUS: ClassVar[str] = "#name"
    DEFAULT_CSS = """
    EraseConfirm .facts { height: auto; margin-bottom: 1; }
    EraseConfirm #name { background: $panel; padding: 0 1 !important; }
    EraseConfirm #name:focus { background: $block-cursor-background; }
    """

    def __init__(self, would: ErasePreview) -> None:
        """Ask about what the preview showed."""
        super().__init__(Whom(would.name))
        self._would = would

    def body(self) -> ComposeResult:
        """What it means, the backups, the name."""
        yield Static(note(erase_words.FOR_GOOD), classes="facts")
        if self._would.backups:
            count = len(self._would.backups)
            words = (
                "rewrite the backup that holds them" if count == 1 else f"rewrite the {count} backups that hold them"
            )
            yield Checklist((Row(_BACKUPS, words),), name="also", ticked=frozenset({_BACKUPS}))
        yield Static(note(f"Type the name: {self._would.name}"))
        yield LineInput("", placeholder="the name, as it stands above", id="name")

    def answer(self) -> bool | None:
        """Return whether backups go along, once the name is right."""
        if self.written("name").casefold() != self._would.name.strip().casefold():
            self.refuse("That is not the name. Nothing was erased.")
            return None
        return not self._would.backups or _BACKUPS in self.query_one("#also", Checklist).ticked
