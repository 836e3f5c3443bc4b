"""The page around the terminal: its files, its colours, and what a browser may do with it.

No file of it lies outside: the terminal and its spare font come with textual-serve, the rest with notyet.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Final

from tui import themes

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

SMALLEST, USUAL, LARGEST = 8, 16, 40
"""Sizes of the letters, in CSS pixels."""
_DIGITS: Final = 3


@dataclass(frozen=True, slots=True)
class File:
    """One file of the page."""

    package: str
    place: str
    kind: str

    def bytes(self) -> bytes:
        """Return what is in it."""
        found: Traversable = files(self.package)
        for part in self.place.split("/"):
            found = found / part
        return found.read_bytes()


FILES: Final = {
    "page.css": File("tui.serving", "static/page.css", "text/css"),
    "page.js": File("tui.serving", "static/page.js", "text/javascript"),
    "icon.svg": File("tui.serving", "static/icon.svg", "image/svg+xml"),
    "xterm.css": File("textual_serve", "static/css/xterm.css", "text/css"),
    "textual.js": File("textual_serve", "static/js/textual.js", "text/javascript"),
    "mono.ttf": File("textual_serve", "static/fonts/RobotoMono-VariableFont_wght.ttf", "font/ttf"),
}
"""Every file that is served; nothing else in any folder can be asked for."""

SHEET: Final = {"Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"}
"""What a page to print may do, in place of what the planner's own may: no script, no form, no address."""


def size_of(asked: str) -> int:
    """Return the size of the letters that the address asks for, within reason."""
    if not asked.isascii() or not asked.isdigit() or len(asked) > _DIGITS:
        return USUAL
    return min(max(int(asked), SMALLEST), LARGEST)


def html(book: str, theme: str, socket: str, size: int) -> str:
    """Return the page.

    `book`: the name of its file, for the tab. `theme`: the planner's, so that the rim has its colour. `socket`: where
    the terminal talks to.
    """
    colours = themes.PALETTES.get(theme, themes.NIGHT_PALETTE)
    page = Template(File("tui.serving", "static/page.html", "text/html").bytes().decode("utf-8"))
    return page.substitute(
        title=escape(book), socket=escape(socket), size=size, smaller=max(size - 2, SMALLEST),
        larger=min(size + 2, LARGEST), scheme="light" if theme == themes.DAWN else "dark",
        background=colours.background, surface=colours.surface, rule=colours.rule, text=colours.text,
        muted=colours.muted, accent=colours.accent,
    )  # fmt: skip


def headers(asked: str) -> dict[str, str]:
    """Return what every answer tells the browser: nothing from elsewhere, no frame, no word of our address to others.

    `asked`: the host that was asked for. Styles may stand in the page because the terminal makes its own as it draws.
    """
    may = (
        "default-src 'none'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "font-src 'self'",
        "img-src 'self' data:", f"connect-src ws://{asked}", "base-uri 'none'", "form-action 'none'",
        "frame-ancestors 'none'",
    )  # fmt: skip
    return {
        "Content-Security-Policy": "; ".join(may),
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), clipboard-read=()",
        "Cache-Control": "no-store",
    }
