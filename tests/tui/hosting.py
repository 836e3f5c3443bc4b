"""A small app to ask one dialog or show one screen in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from textual.app import App, ComposeResult
from textual.content import Content
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from tui import themes

SIZES = ((60, 20), (80, 24), (120, 40))
HOSTILE = (
    "Acme [/x] Ltd",
    "[@click=app.bell]Acme[/]",
    "[b]bold[/b] [red]x[/",
    "O'Brien \\",
    "[link='http://x']y[/link]",
    "\x1b]52;c;aGk=\x07\x1b[2J",
    "\u202eevil\u202c \x9b31m",
    "名前 عربى 👩\u200d🚀 e\u0301\u0301\u0301\u0301",
    "$primary ${x} %s {0}",
    "",
)


class Host(App[None]):
    """Shows one screen and keeps what it answers."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (120, "-wide")]  # noqa: RUF012

    def __init__(self, theme: str = themes.NIGHT) -> None:
        super().__init__()
        for each in themes.themes():
            self.register_theme(each)
        self.theme = theme
        self.answers: list[Any] = []
        self.copied = ""

    def compose(self) -> ComposeResult:
        yield Static(Content("behind"))

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.defaults(self.current_theme)

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        del new_tab
        self.copied = url

    def copy_to_clipboard(self, text: str) -> None:
        self.copied = text

    def show(self, screen: Screen[Any]) -> None:
        """Put a screen up; its answer is kept."""
        self.push_screen(screen, self.answers.append)


def typed(text: str) -> list[str]:
    """Return the keys of a text."""
    names = {" ": "space", ".": "full_stop", ":": "colon", "-": "minus", ",": "comma", "'": "apostrophe"}
    return [names.get(char, char) for char in text]


def shown(app: App[Any]) -> str:
    """Return what stands on the glass of the top screen, line by line."""
    strips = app.screen._compositor.render_strips()
    lines = ("".join(segment.text for segment in strip).rstrip() for strip in strips)
    return "\n".join(lines).replace("\u00a0", " ")


async def ask(dialog: Screen[Any], keys: Iterable[str], size: tuple[int, int] = (80, 24)) -> list[Any]:
    """Press keys in a dialog; return its answers: none where it still stands."""
    app = Host()
    async with app.run_test(size=size) as pilot:
        app.show(dialog)
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
        await pilot.pause()
    return app.answers


async def look(dialog: Screen[Any], keys: Iterable[str] = (), size: tuple[int, int] = (80, 24)) -> str:
    """Press keys in a dialog; return what stands on the glass."""
    app = Host()
    async with app.run_test(size=size) as pilot:
        app.show(dialog)
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
        await pilot.pause()
        await pilot.pause()
        return shown(app)


def harmless(glass: str) -> bool:
    """No control byte and no turning character stands on the glass."""
    return not any(
        (ord(char) < 32 and char != "\n")
        or 127 <= ord(char) < 160
        or char in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200b"
        for char in glass
    )


def still(screen: Screen[Any]) -> None:
    """Keep the cursors of all fields from blinking, those too that a key brought up."""
    for widget in screen.query("Input, TextArea"):
        widget.cursor_blink = False  # type: ignore[attr-defined]


def posed(screen: Screen[Any], keys: Iterable[str] = ()) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Return what brings a screen into its pose for a snapshot: keys pressed, no cursor blinking."""

    async def pose(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, Host)
        app.show(screen)
        await app.workers.wait_for_complete()  # a key before the page was read meets nothing
        await pilot.pause()
        still(app.screen)
        for key in keys:
            await pilot.press(key)
            await app.workers.wait_for_complete()
            await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        still(app.screen)
        await pilot.pause()

    return pose
