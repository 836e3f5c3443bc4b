"""What a column of a list is, when the rep says so (R44)."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from tui.dialogs.field import FieldDialog
from tui.screens.importing_rows import called

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual.app import App

    from storage.importing import Column, FilePlan
    from tui.screens.importing_rows import ColumnKey
    from tui.screens.importing_said import Say
    from tui.writing import Desk


async def looked_into(desk: Desk, paths: tuple[Path, ...], say: Say) -> tuple[FilePlan, ...]:
    """Return what each file is taken for, with what the rep says now and said at earlier imports.

    Raises:
        NotYetError: a file is not there, or the book cannot be read.
    """
    from storage.importing import mappings, preview

    known = await desk.run(lambda book: book.ask(mappings))
    return await asyncio.to_thread(preview, paths, say.mapping, known=known, forget=say.forget)


async def asked(
    app: App[Any], plans: Sequence[FilePlan], column: Column, key: ColumnKey, mapping: dict[str, str]
) -> bool:
    """Ask what a column is and keep the answer in the mapping; return whether there was one."""
    from storage.importing.lexicon import headings

    plan = next(each for each in plans if (each.path, each.sheet) == (key.path, key.sheet))
    samples = [row[key.index] for row in plan.samples if key.index < len(row)]
    now = next(each.field for each in plan.columns if each.index == key.index)
    fields = tuple(set(headings().names.values()))
    name = called(plan, column)
    answer = await app.push_screen_wait(FieldDialog(name, samples, fields, now))
    if answer is None:
        return False
    if answer.value != "own":
        mapping[name] = answer.value
    elif column.field == "own" and plan.saved_on is None:
        mapping.pop(name, None)
    else:
        mapping[name] = f"{column.name} as listed"
    return True
