"""The keys of the commands as they are now, for every text and every line that names one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui import keymap
from tui.commands import COMMANDS, command

if TYPE_CHECKING:
    from tui.commands import Command


def key(name: str) -> str:
    """Return the first key of a command, as people write it: the rep's own where there is one; empty for none."""
    return command(name).shown


def keyed(text: str) -> str:
    """Return one of our texts with the keys of now: `{after.undo} takes it back`.

    A command without a key is named as the palette finds it. Only for our own words: foreign text never passes here.
    """
    return keymap.keyed(text, _named)


def pressed(name: str) -> Command | None:
    """Return the command of a key, by the key's name."""
    return next((each for each in COMMANDS if name in each.now), None)


def meant(name: str) -> str:
    """Return the table's own key of the command that a pressed key belongs to now; empty for none."""
    found = pressed(name)
    return "" if found is None else found.own


def hinted(own: str) -> str:
    """Return the key to show where one of the table's is named; digits and keys of pages are themselves."""
    found = next((each for each in COMMANDS if each.own == own), None)
    return own if found is None else found.shown or found.label


def _named(name: str) -> str:
    found = next((each for each in COMMANDS if each.id == name), None)
    if found is None:
        return f"{{{name}}}"
    return found.shown or f"{key('book.palette')} {found.label}"
