"""Today's call sheet as a page for the browser, written and opened out of the app (`notyet today --html` by itself)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage import paths
from tui import outside

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from textual.app import App

    from storage.book import Book
    from tui.writing import Desk


async def printed(app: App[Any], desk: Desk, now: datetime) -> outside.Handed:
    """Write the sheet and show it in the browser.

    Raises:
        NotYetError: it could not be written; nothing was.
    """
    head, path = await desk.run(lambda book: _written(book, now))
    if await outside.show(app, path):
        return outside.Handed(opened=True, words=f"{head}: open in the browser, print it there.")
    app.copy_to_clipboard(str(path))
    return outside.Handed(opened=False, words=f"{head}. No browser here; its path is copied: {path}")


def _written(book: Book, now: datetime) -> tuple[str, Path]:
    """Write the sheet on the book's own thread; return its heading and where it lies."""
    from storage.exporting.sheet import call_sheet
    from storage.exporting.sheet_file import write

    sheet = call_sheet(book, now)
    file = paths.places(book.path).sheet
    paths.private_folder(file.parent)
    return sheet.head(), write(sheet, file, force=True)
