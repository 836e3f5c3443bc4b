"""Both own themes keep WCAG AA, every theme of Textual is legible, and nothing is told by colour alone."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from rich.color import Color as Terminal
from rich.color import ColorSystem
from rich.segment import Segment
from textual.color import Color
from textual.pilot import Pilot
from textual.theme import BUILTIN_THEMES

from playbook.errors import Refused
from storage import paths
from tests.tui.conftest import Open, settle
from tests.tui.glass import glass, highlighted
from tests.tui.seeding import NOW
from tui import preferences, running, themes
from tui.app import NotYet
from tui.cli import opening
from tui.clock import FrozenClock

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


@pytest.mark.parametrize(("theme", "text", "ground"), [*product(themes.FEW_PALETTES, TEXTS, GROUNDS)])
def test_a_terminal_of_256_colours_keeps_aa_too(theme: str, text: str, ground: str) -> None:
    """As `rich` chooses them: the nearest of the 256, which is not always near."""
    palette = themes.FEW_PALETTES[theme]
    assert contrast(near(getattr(palette, text)), near(getattr(palette, ground))) >= AA
    grounds = {near(getattr(palette, each)) for each in ("background", "highlight", "highlight_blurred")}
    assert len(grounds) == 3, "each ground is told apart"


def near(colour: str) -> str:
    """The colour of the 256 that a terminal shows for one of ours."""
    return Terminal.parse(colour).downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex


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


DECOR = frozenset(" ─━▁▂▃▄▅▆▇▔│┃▎▏▸")
"""Rules, bars and scrollbars: seen, never read."""
MINE = (themes.NIGHT, themes.DAWN)
MIXED = tuple(name for name, theme in BUILTIN_THEMES.items() if not theme.ansi)


def faint(pilot: Pilot[Path]) -> list[str]:
    """Return what is painted with too little contrast: each piece of text with its two colours."""
    found: list[str] = []
    for strip in pilot.app.screen._compositor.render_strips():
        for segment in strip:
            style = segment.style
            if set(segment.text) <= DECOR or style is None or style.color is None or style.bgcolor is None:
                continue
            ink, ground = (each.get_truecolor().hex for each in (style.color, style.bgcolor))
            if contrast(ink, ground) < AA - 0.01:
                found.append(f"{segment.text!r} {ink} on {ground}: {contrast(ink, ground):.2f}")
    return found


async def test_everything_painted_keeps_aa_in_both_themes(planner: Open) -> None:
    """Walks what is really on the glass: lists, bar and lines, after a No, in each pane, the card, a block, `?`."""
    async with planner() as pilot:
        for keys, size in (
            ((), (120, 40)), (("n",), (80, 24)), (("tab",), (120, 40)), (("tab",), (80, 24)),
            (("tab", "enter"), (60, 24)),
            (("escape", "question_mark"), (120, 40)), (("escape", "b"), (120, 40)), (("escape",), (200, 60)),
        ):  # fmt: skip
            await pilot.resize_terminal(*size)
            for key in keys:
                await pilot.press(key)
                await settle(pilot)
            for name in MINE:
                pilot.app.theme = name
                await pilot.pause()
                assert faint(pilot) == [], (name, keys, size)


async def test_every_theme_of_textual_is_legible(planner: Open) -> None:
    """Their own texts below AA are mended; the highlighted row is read in each of them."""
    async with planner() as pilot:
        for name in BUILTIN_THEMES:
            pilot.app.theme = name
            await pilot.pause()
            assert "Acme Robotics" in glass(pilot), name
            if name in MIXED:
                assert faint(pilot) == [], name
        await settle(pilot)


@pytest.mark.parametrize("name", MIXED)
def test_the_texts_of_a_theme_that_is_not_ours_are_mended_on_page_and_dialog(name: str) -> None:
    theme = BUILTIN_THEMES[name]
    made = themes.mended(theme, {**theme.to_color_system().generate(), **theme.variables})
    for text, ground in product(("foreground", "text-warning", "text-error", "text-accent"), ("background", "surface")):
        assert contrast(made[text], made[ground]) >= AA - 0.05, (text, ground)


def test_our_own_and_the_terminals_themes_are_not_mended() -> None:
    for theme in (*themes.themes(), BUILTIN_THEMES["ansi-dark"]):
        made = {"foreground": "#777777", "background": "#777777", "surface": "#777777"}
        assert themes.mended(theme, made) is made


@pytest.mark.parametrize(
    ("colours", "name"),
    [("truecolor", themes.NIGHT), ("256", themes.NIGHT), ("standard", themes.SIXTEEN), (None, themes.SIXTEEN)],
)
def test_a_terminal_of_sixteen_colours_starts_in_its_own(colours: str | None, name: str) -> None:
    """A Linux console would get the nearest of its sixteen for each of ours: some of them the same."""
    assert themes.usual(colours) == name
    assert name in {*BUILTIN_THEMES, *themes.PALETTES}


@pytest.mark.parametrize("name", ["ansi-dark", "ansi-light"])
async def test_in_sixteen_colours_the_highlighted_row_changes_its_two_over(planner: Open, name: str) -> None:
    async with planner(size=(80, 24)) as pilot:
        pilot.app.theme = name
        await pilot.pause()
        said = [[part for part in row if part.text.strip()] for row in _strips(pilot)]
        turned = [row for row in said if row and all(part.style and part.style.reverse for part in row)]
        assert len(turned) == 1
        assert highlighted(pilot) in "".join(part.text for part in turned[0])


async def test_without_colour_the_highlight_the_focus_and_the_warnings_are_seen(
    planner: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """NO_COLOR: every hue goes; a sign, a heavy rule, bold letters and words stay."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with planner() as pilot:
        await pilot.press("n")
        await settle(pilot)
        painted = [pilot.app._filters[-1].apply(row, Color(0, 0, 0)) for row in _strips(pilot)]
        hues = {part.style.color.get_truecolor() for row in painted for part in row if part.style and part.style.color}
        assert all(red == green == blue for red, green, blue in hues)
        rows = ["".join(part.text for part in row) for row in painted]
        marked = [row for row in rows if row.startswith(" ▸")]
        assert len(marked) == 1
        assert highlighted(pilot) in marked[0]
        assert sum(row.startswith(" Today ━") for row in rows) == 1
        assert not any("Dream clients ━" in row for row in rows)
        assert any(row.startswith(" ✓ ") for row in rows)
        grounds = {part.style.bgcolor for part in painted[3] if part.style}
        assert len(grounds) > 1, "the highlighted row is lighter too"


@pytest.mark.parametrize(
    ("term", "liked", "theme", "ground"),
    [
        ("linux", "", themes.SIXTEEN, None),
        ("linux", themes.DAWN, themes.DAWN, themes.DAWN_PALETTE.background),
        ("tmux-256color", "", themes.NIGHT, themes.FEW_PALETTES[themes.NIGHT].background),
        ("xterm-direct", "", themes.NIGHT, themes.NIGHT_PALETTE.background),
    ],
)
def test_the_planner_dresses_for_its_terminal(
    term: str, liked: str, theme: str, ground: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the rep chose stands; else the theme is one that this terminal can show."""
    monkeypatch.setenv("TERM", term)
    monkeypatch.delenv("COLORTERM", raising=False)
    if term == "xterm-direct":
        monkeypatch.setenv("COLORTERM", "truecolor")
    config = paths.places(tmp_path / "notyet.db").config
    if liked:
        preferences.keep_theme(config, liked)
    worn: list[tuple[str, str]] = []
    monkeypatch.setattr(NotYet, "run", lambda app: worn.append((app.theme, app.current_theme.background or "")))
    with pytest.raises(SystemExit):
        running.run(tmp_path / "notyet.db", FrozenClock(NOW))
    assert worn[0][0] == theme
    assert ground is None or worn[0][1] == ground


@pytest.mark.parametrize("term", ["dumb", "unknown"])
def test_a_terminal_that_only_prints_is_told_so(term: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An editor's shell knows no place on its screen: a picture there would be a page of signs."""
    monkeypatch.setenv("TERM", term)
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(f"sys.{name}.isatty", lambda: True)
    with pytest.raises(Refused, match="can only print lines"):
        opening.open_planner(tmp_path / "notyet.db", FrozenClock(NOW))
    assert not (tmp_path / "notyet.db").exists()


def _strips(pilot: Pilot[Path]) -> list[list[Segment]]:
    return [list(strip) for strip in pilot.app.screen._compositor.render_strips()]
