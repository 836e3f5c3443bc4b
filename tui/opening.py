"""The folder of what was written, opened in this machine's file manager; where there is none its path is copied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui import outside

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import App


async def folder(app: App[Any], path: Path) -> str:
    """Open a folder and return what to say: opened, or why not and that its path is on the clipboard."""
    if not app.is_web and await outside.show(app, path):
        return f"Opened: {path}"
    app.copy_to_clipboard(str(path))
    return f"Nothing here opens folders, so the path is copied: {path}"
