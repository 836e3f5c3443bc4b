"""How the browser of this machine learns the address: from a file that only its owner reads, not from a command line.

Every user of a machine sees the command lines of all processes, and the address holds the word that opens the book.
Jupyter does the same with its redirect file. The file goes once the browser has asked for the page, or
when the server stops; one that a killed server leaves behind holds a word that opens nothing any more.
"""

from __future__ import annotations

import os
import tempfile
import webbrowser
from html import escape
from pathlib import Path
from typing import Final

from storage.paths import private_folder

_PAGE: Final = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url={0}"><title>notyet</title></head>
<body><p><a href="{0}">Open the planner</a></p></body></html>
"""


class Doorway:
    """A page on the disk that leads to the planner."""

    def __init__(self, folder: Path) -> None:
        """Nothing is written yet; the page will lie in `folder`, the machine's state."""
        self._folder = folder
        self._page: Path | None = None

    def open(self, address: str) -> bool:
        """Write the page and show it in the browser; False where there is no browser, or no place to write."""
        try:
            handle, name = tempfile.mkstemp(prefix="serve-", suffix=".html", dir=private_folder(self._folder))
            self._page = Path(name)
            with os.fdopen(handle, "w", encoding="utf-8") as page:  # made for its owner alone (0600)
                page.write(_PAGE.format(escape(address)))
        except OSError:
            self.close()
            return False
        return webbrowser.open(self._page.as_uri())

    def close(self) -> None:
        """Take the page away; twice does no harm."""
        if self._page is not None:
            self._page.unlink(missing_ok=True)
            self._page = None
