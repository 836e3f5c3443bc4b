"""What came of something, under a page's rows: a quiet rule and a few lines, or nothing at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from tui.content import note

if TYPE_CHECKING:
    from playbook.errors import NotYetError


class Told(Static):
    """Says what was done, or in another colour why not; foreign text in it is plain."""

    DEFAULT_CSS = """
    Told {
        display: none; height: auto; max-height: 50%; margin-top: 1;
        border-top: solid $rule-line; color: $foreground-muted; overflow-y: auto; scrollbar-size-vertical: 1;
    }
    Told.-shown { display: block; }
    Told.-trouble { color: $text-warning; }
    """

    def __init__(self, *, id: str = "told") -> None:  # noqa: A002  (the name that Textual gives it)
        """Say nothing yet."""
        super().__init__(Content(""), id=id)

    def say(self, words: str, *, trouble: bool = False) -> None:
        """Say this; nothing takes the lines away."""
        self.set_class(bool(words), "-shown")
        self.set_class(trouble, "-trouble")
        self.update(note(words))

    def trouble(self, error: NotYetError) -> None:
        """Say what did not work, what was kept, and what to do."""
        self.say(f"{error.message}\n{error.hint}".rstrip(), trouble=True)
