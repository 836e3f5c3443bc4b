"""What a column of a list is, when the rep says so (R44)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.dialogs.field import FieldDialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import App

    from storage.importing import Column, FilePlan
    from tui.screens.importing_rows import ColumnKey


async def asked(
    app: App[Any], plans: Sequence[FilePlan], column: Column, key: ColumnKey, mapping: dict[str, str]
) -> bool:
    """Ask what a column is and keep the answer in the mapping; return whether there was one."""
    from storage.importing.lexicon import headings

    plan = next(each for each in plans if each.path == key.path)
    samples = [row[key.index] for row in plan.samples if key.index < len(row)]
    now = next(each.field for each in plan.columns if each.index == key.index)
    fields = tuple(set(headings().names.values()))
    answer = await app.push_screen_wait(FieldDialog(column.name, samples, fields, now))
    if answer is None:
        return False
    if answer.value != "own":
        mapping[column.name] = answer.value
    elif column.field == "own":
        mapping.pop(column.name, None)
    else:
        mapping[column.name] = f"{column.name} as listed"
    return True
