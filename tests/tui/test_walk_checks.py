"""The checks of test_walk_fits.py fire: a screen that is broken on purpose is found, one that is right is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rich.segment import Segment
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Offset
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, Static

from tests.tui.hosting import HOSTILE
from tests.tui.test_walk_fits import unfit
from tests.tui.walking import faint, hosted, unbound, unfocused
from tui.dialogs.keys import Keys


class Miscounted(Widget):
    """Says that its Japanese letters take one cell each: its line goes over the edge of a real terminal."""

    DEFAULT_CSS = "Miscounted { height: 1; }"

    def render_line(self, y: int) -> Strip:
        del y
        return Strip([Segment("日" * self.size.width)], self.size.width)


class Stop(Static, can_focus=True):
    """Takes the keys, and only a colour says so."""

    DEFAULT_CSS = "Stop { height: 1; color: white; } Stop:focus { color: yellow; text-style: none; }"


HINTS = [("esc", "back", "back"), ("enter", "does what it says", "accept"), ("f9", "nothing at all", "nothing")]


class Broken(Screen[None]):
    """A screen with two lines, a field and a key line; each flaw is put into it by a test."""

    BINDINGS = [("escape", "back", "back"), ("enter", "accept", "accept")]  # noqa: RUF012  (as in the base class)
    CSS = """
    Broken { layout: vertical; background: #000000; color: #ffffff; }
    Broken Static, Broken Keys { height: 1; background: #000000; color: #ffffff; }
    Broken Input { height: 1; border: none; }
    Broken Input:focus { text-style: underline; }
    Broken #list { height: 4; }
    Broken.-alike Input:focus { text-style: none; }
    Broken.-faint #two { color: #303030; }
    """

    def compose(self) -> ComposeResult:
        with Vertical(id="list"):
            yield Static(Content("one"), id="one")
            yield Static(Content("two"), id="two")
        yield Input(id="first", select_on_focus=False)
        yield Input(id="second", select_on_focus=False)
        yield Keys(id="keys")

    def on_mount(self) -> None:
        for each in self.query(Input):
            each.cursor_blink = False
        self.query_one(Keys).show(HINTS[:2])

    def action_back(self) -> None:
        self.dismiss()

    def action_accept(self) -> None:
        """Nothing to do."""


def over(screen: Screen[None]) -> None:
    """One line is moved over the other."""
    screen.query_one("#two").offset = Offset(0, -1)
    screen.query_one("#two").styles.margin = (-1, 0, 0, 0)


def cut_short(screen: Screen[None]) -> None:
    """The key line has less room than its keys take."""
    screen.query_one("#keys").styles.width = 12


def pushed_out(screen: Screen[None]) -> None:
    """The key line stands below the last line of the glass."""
    screen.query_one("#list").styles.height = 40


def too_wide(screen: Screen[None]) -> None:
    """A line is wider than it says."""
    screen.query_one("#list").mount(Miscounted(), before=0)


def hostile(screen: Screen[None]) -> None:
    """A control byte and a turning character reach the glass past the door."""
    screen.query_one("#one", Static).update(Content(HOSTILE[6]))


FLAWS = {
    "lies over": over,
    "cut": cut_short,
    "is cut to": pushed_out,
    "cells wide": too_wide,
    "control byte": hostile,
}


@pytest.mark.parametrize(("words", "flaw"), FLAWS.items())
async def test_a_broken_screen_is_found(words: str, flaw: Callable[[Screen[None]], None]) -> None:
    async with hosted((60, 24)) as walk:
        walk.pilot.app.push_screen(Broken())
        await walk.rest()
        assert [*unfit(walk)] == [], "nothing is wrong with it before"
        flaw(walk.screen)
        await walk.rest()
        assert any(words in each for each in unfit(walk)), [*unfit(walk)]


async def test_faint_words_dead_keys_and_a_focus_that_only_a_colour_shows_are_found() -> None:
    async with hosted((60, 24)) as walk:
        screen = Broken()
        walk.pilot.app.push_screen(screen)
        await walk.rest()
        assert [*faint(walk), *unbound(walk), *await unfocused(walk)] == []
        screen.add_class("-faint")
        screen.query_one(Keys).show(HINTS)
        await screen.query_one("#list").mount(Stop("three"), Stop("four"))
        await walk.rest()
        assert any("two" in each for each in faint(walk)), [*faint(walk)]
        assert [*unbound(walk)] == ["no key does what 'f9 nothing at all' says"]
        assert any("look the same" in each for each in await unfocused(walk))
