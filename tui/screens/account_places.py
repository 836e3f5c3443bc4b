"""Where the highlight of an account's page stays while what its line says changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.facts import Opening, Remark, Signal, Step, Touch
from tui.screens.account_facts import Held

if TYPE_CHECKING:
    from tui.screens.sheet import Filler, Sheet


def refill(sheet: Sheet, filler: Filler) -> None:
    """Show the page as it stands now; the highlight stays on its line, whatever that line says now."""
    before = _key(sheet.value)
    sheet.fill(filler)
    if _key(sheet.value) != before:
        same = next((row.value for row in sheet.rows if row.value is not None and _key(row.value) == before), None)
        if same is not None:
            sheet.fill(filler, value=same)


def _key(value: object) -> object:
    """Return what makes a line itself: the entry or step that it stands for, the field and whose it is."""
    if isinstance(value, Held):
        return value.field, value.person
    if isinstance(value, Touch | Remark | Signal | Opening):
        return value.entry
    return value.id if isinstance(value, Step) else value
