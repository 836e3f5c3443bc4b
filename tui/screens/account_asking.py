"""What a question about a line of an account's page is, and what it may know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from playbook.decision import Draft
    from storage.book import Book
    from storage.views import Prospect
    from tui.dialogs.frame import Dialog
    from tui.dialogs.when import Reader
    from tui.firms import Finder

Build = Callable[["Book", Any], "tuple[Draft, ...]"]
"""Makes the entries of an answer, from the book as it stands when they are written; none where nothing differs."""


@dataclass(frozen=True, slots=True)
class Asking:
    """The page as it stands when a line is asked about."""

    prospect: Prospect
    now: datetime
    reader: Reader
    """Reads a day in the rep's words."""
    finder: Finder | None = None
    """Looks a firm up while its name is typed (R21)."""
    first: str = "note"
    """Where writing begins on a touch."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question about one line of the page."""

    dialog: Dialog[Any] | None
    """None: nothing is asked, `build` takes None; one undo takes it back."""
    build: Build
    words: str
    """What undo will say."""
