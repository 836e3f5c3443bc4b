"""Handing a link to this machine: its phone app, its mail program, its browser; copied where it has none.

No shell ever sees a link, no text browser ever takes the terminal, and nothing but what `links.safe` lets through is
handed on. `notyet` itself asks no address.
"""

from __future__ import annotations

import os
import subprocess
import sys
from asyncio import to_thread
from dataclasses import dataclass
from shutil import which
from typing import TYPE_CHECKING, Any, Final

from tui import links

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from textual.app import App

PATIENCE: Final = 3.0
"""Seconds in which a machine says that nothing on it opens such a link; after that it is open."""
_OPENERS: Final = ("wslview", "xdg-open")
"""The first hands on to Windows, from a Linux inside it; the others need a screen."""
_OPENED: Final = {
    "tel": "Handed to this machine's phone: {}.",
    "mailto": "A mail to {} is open: make it yours before it goes.",
    "http": "Opened in the browser: {}.",
    "https": "Opened in the browser: {}.",
}
_alive: list[subprocess.Popen[bytes]] = []
"""Openers that still run: a browser that was not there before."""


@dataclass(frozen=True, slots=True)
class Handed:
    """What became of a link."""

    opened: bool
    words: str
    """What to tell the rep."""


async def follow(app: App[Any], link: str, plain: str) -> Handed:
    """Open a link; `plain` is what stands behind it in words, and what is copied where nothing opens it."""
    if not links.safe(link):
        return Handed(opened=False, words=f"{plain or 'That'} is no number, address or site that could be opened.")
    scheme = link.partition(":")[0]
    if app.is_web:
        app.open_url(link, new_tab=scheme.startswith("http"))
        return Handed(opened=True, words=_OPENED[scheme].format(plain))
    if await to_thread(_started, link):
        return Handed(opened=True, words=_OPENED[scheme].format(plain))
    app.copy_to_clipboard(plain)
    return Handed(opened=False, words=f"Nothing here opens {scheme}: links, so it is copied: {plain}.")


def opener(environment: Mapping[str, str], platform: str) -> tuple[str, ...]:
    """Return the program that opens links on this machine, empty where it has none: no screen, no browser."""
    if platform == "darwin":
        return ("open",)
    seen = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    fitting = _OPENERS if seen else _OPENERS[:1]
    return next(((name,) for name in fitting if which(name)), ())


def _started(link: str) -> bool:
    """Hand the link to the machine; False where it says that nothing opens it."""
    if sys.platform == "win32":
        try:
            os.startfile(link)  # noqa: S606  (a checked link, or a page of our own)
        except OSError:
            return False
        return True
    program = opener(os.environ, sys.platform)
    return bool(program) and _ran((*program, link))


def _ran(words: tuple[str, ...]) -> bool:
    """Run a program away from this terminal; it counts as done once it ended well, or goes on running."""
    _alive[:] = [each for each in _alive if each.poll() is None]
    try:
        process = subprocess.Popen(  # noqa: S603  (a fixed program and one checked link, no shell)
            words,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
    except OSError:
        return False
    try:
        return process.wait(PATIENCE) == 0
    except subprocess.TimeoutExpired:
        _alive.append(process)
        return True


async def show(app: App[Any], page: Path) -> bool:
    """Show a page of our own in the browser; False where this machine has none."""
    if app.is_web:
        app.deliver_text(page, open_method="browser", mime_type="text/html")
        return True
    return await to_thread(_started, page.as_uri())
