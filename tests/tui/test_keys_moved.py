"""With every key moved, no place of the planner shows one of the old ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.color import Color
from textual.pilot import Pilot

from storage.paths import places
from tests.tui.conftest import Open, settle
from tests.tui.glass import glass, line
from tui import commands, keymap, preferences, rebinding, themes

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@pytest.fixture
def moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, tuple[str, ...]]]:
    """Every command that may have another key has one; those of the bar are short."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    short = iter([*(f"f{number}" for number in range(2, 10)), *"4567890;[]=-_~"])
    long = iter([*(f"f{number}" for number in range(10, 25)), *(f"alt+{letter}" for letter in LETTERS)])
    free = {
        each.id: next(short if each.id.startswith("outcome.") else long)
        for each in commands.COMMANDS
        if each.keys and each.id not in commands.FIXED
    }
    wanted: dict[str, tuple[str, ...]] = {name: (keymap.read(key),) for name, key in free.items()}
    preferences.keep_keys(places().config, wanted)
    yield wanted
    keymap.use({})


def _keys_on_the_glass(pilot: Pilot[Path]) -> set[str]:
    """What is drawn as a key."""
    wanted = Color.parse(themes.NIGHT_PALETTE.primary).rich_color
    strips = pilot.app.screen._compositor.render_strips()
    return {
        segment.text.strip()
        for strip in strips
        for segment in strip
        if segment.style is not None and segment.style.bold and segment.style.color == wanted
    }


@pytest.mark.parametrize("size", [(60, 24), (120, 40)])
async def test_every_key_that_is_shown_is_the_chosen_one(
    planner: Open, moved: dict[str, tuple[str, ...]], size: tuple[int, int]
) -> None:
    assert rebinding.checked({name: list(keys) for name, keys in moved.items()}).keys == moved
    old = {commands.command(name).own for name in moved}
    own = {name: keys[0] for name, keys in moved.items()}
    async with planner(size=size) as pilot:
        seen: list[set[str]] = [_keys_on_the_glass(pilot)]

        async def press(name: str) -> None:
            await pilot.press(own[name])
            await settle(pilot)
            seen.append(_keys_on_the_glass(pilot))

        for name in ("move.down", "outcome.no", "after.undo", "move.pane", "move.pane", "touch.explain"):
            await press(name)
        await pilot.press("escape")
        await press("move.pane")
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        await press("book.block")
        assert any("esc" in found for found in seen[-1])
        await press("outcome.no")
        assert line(pilot).startswith("No ")
        assert own["after.undo"] in glass(pilot)
        assert seen[0]
        for found in seen:
            assert not found & old
