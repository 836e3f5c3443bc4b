"""Somebody who was erased is typed in again: it is said, and goes on only with the rep's word (R38)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playbook.errors import NotYetError
from tui import erase_words
from tui.dialogs.choice import Row
from tui.dialogs.confirm import ConfirmDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import App

    from playbook.facts import Fields
    from tui.writing import Desk

RULE = "R38  They asked to be erased. Add them again only if they contacted you, and say so in a note."


async def ask(app: App[Any], desk: Desk, groups: Sequence[Fields], then: Callable[[], None]) -> None:
    """Go on at once where nobody of them was erased, else once the rep says so."""
    try:
        day = await desk.run(lambda book: erase_words.erased_on(book, groups))
    except NotYetError:
        day = None  # what writes them next says what is wrong with the book
    if day is None:
        then()
        return
    dialog = ConfirmDialog(
        None, "Erased before", facts=(erase_words.before(day),), rule=RULE,
        rows=(Row("no", "leave them out", "nothing is added"), Row("yes", "add them again", "they contacted me")),
    )  # fmt: skip
    if await app.push_screen_wait(dialog) is not None:
        then()
