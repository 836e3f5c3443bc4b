"""What the rep says of a list in the import wizard: columns, status words, and whether earlier words hold (R44)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App

    from storage.importing import StatusWord

Pairs = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Say:
    """What is said so far; it is kept with the import."""

    columns: dict[str, str] = field(default_factory=dict)
    """Heading and field."""
    words: dict[str, str] = field(default_factory=dict)
    """Status word and standing."""
    forget: bool = False
    """What was said of these lists at earlier imports is left aside, and dropped with this one."""

    @property
    def mapping(self) -> Pairs:
        """The columns as an import takes them."""
        return tuple(self.columns.items())

    @property
    def standings(self) -> Pairs:
        """The status words as an import takes them."""
        return tuple(self.words.items())

    def clear(self) -> None:
        """Say nothing: other files, other columns."""
        self.columns.clear()
        self.words.clear()
        self.forget = False


async def asked_word(app: App[Any], said: StatusWord, say: Say) -> bool:
    """Ask what a status word is taken for and keep the answer; return whether there was one."""
    from storage.importing.standing import in_words
    from tui.dialogs.status_word import StatusWordDialog

    answer = await app.push_screen_wait(StatusWordDialog(said.word, said.count, in_words(said.meaning)))
    if answer is None:
        return False
    say.words[said.word] = answer.value
    return True
