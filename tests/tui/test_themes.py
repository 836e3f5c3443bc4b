"""Both own themes keep WCAG AA, and every theme of Textual works."""

from __future__ import annotations

from itertools import product

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from tests.tui.conftest import Open, settle
from tests.tui.glass import glass
from tui import themes

AA = 4.5
TEXTS = ("text", "muted", "primary", "accent", "success", "warning", "error", "secondary")
GROUNDS = ("background", "surface", "panel", "highlight", "highlight_blurred")


def contrast(one: str, other: str) -> float:
    """WCAG 2.1: (L1 + 0.05) / (L2 + 0.05)."""
    lights = sorted((_light(one), _light(other)), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)


def _light(colour: str) -> float:
    parts = [part / 255 for part in Color.parse(colour).rgb]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(("theme", "text", "ground"), [*product(themes.PALETTES, TEXTS, GROUNDS)])
def test_every_text_colour_keeps_aa_on_every_ground(theme: str, text: str, ground: str) -> None:
    palette = themes.PALETTES[theme]
    assert contrast(getattr(palette, text), getattr(palette, ground)) >= AA


@pytest.mark.parametrize("theme", [*themes.PALETTES])
def test_rules_are_lines_and_no_text(theme: str) -> None:
    palette = themes.PALETTES[theme]
    assert 1.4 <= contrast(palette.rule, palette.background) < 3


@pytest.mark.parametrize("theme", [*themes.PALETTES])
def test_the_highlight_stands_out_from_the_page_and_from_a_blurred_one(theme: str) -> None:
    palette = themes.PALETTES[theme]
    strong = contrast(palette.highlight, palette.background)
    weak = contrast(palette.highlight_blurred, palette.background)
    assert strong > weak > 1


async def test_every_theme_of_textual_works(planner: Open) -> None:
    async with planner() as pilot:
        for name in BUILTIN_THEMES:
            pilot.app.theme = name
            await pilot.pause()
            assert "Acme Robotics" in glass(pilot), name
        await settle(pilot)
