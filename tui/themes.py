"""Two themes of our own: night for the dark hour before the office fills, dawn for a desk by the window.

Weight, space and one rule carry the order; colour only repeats what a word or a sign says already. The eye should
land on the next touch and the dates of the keys, so amber is kept for them and for nothing else. Every text colour
keeps WCAG AA (4.5 to 1) on background, surface and highlight; a test computes it. Textual's own themes work too: the
stylesheet uses only variables that each of them has.
"""

from __future__ import annotations

from dataclasses import replace

from textual.color import Color
from textual.theme import Theme

from playbook.values import dataclass
from tui.contrast import legible

NIGHT = "night"
DAWN = "dawn"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme, each with its one duty."""

    background: str
    surface: str
    """Dialogs: one step nearer than the page."""
    panel: str
    """The key caps and what lies on a dialog."""
    highlight: str
    """The row that the next key is for."""
    highlight_blurred: str
    """The highlighted row of a pane that has not the focus."""
    rule: str
    """Lines between things: seen, never read."""
    text: str
    muted: str
    """What is read second: titles, channels, last touches."""
    primary: str
    """Where you are: the focused pane, links."""
    accent: str
    """What comes next: keys, dates, a promise's hour."""
    success: str
    """A yes: talks and meetings."""
    warning: str
    """Late, or asks for care."""
    error: str
    """Do not contact, and what was not saved."""
    secondary: str
    """Dream clients."""


NIGHT_PALETTE = Palette(
    background="#10141b",  # blue-black, not black: white on pure black swims at six in the morning
    surface="#171c25",  # one step up from the page
    panel="#222936",  # two steps up
    highlight="#2a3546",  # the page's own blue, lifted until the row stands out beside its neighbours
    highlight_blurred="#1b222d",  # half of that lift: it remembers the row and does not call
    rule="#3b4557",  # under two to one against the page: a line, no text
    text="#d9dee7",  # paper seen by lamplight; 13.7 to 1
    muted="#98a2b3",  # the same hue, 7 to 1: still read without effort
    primary="#8ab4e8",  # the sky before sunrise: calm, so it may stay on all day
    accent="#f0c069",  # lamp amber: the one warm colour, for what comes next
    success="#93c98a",  # leaf green
    warning="#f09a6a",  # apricot: warmer than amber, told apart from it by a word too
    error="#f2848a",  # a soft red; it stands beside a word, so it need not shout
    secondary="#b5a7e0",  # violet: dreams
)
DAWN_PALETTE = Palette(
    background="#fbf7f0",  # warm paper: pure white glares in the morning sun
    surface="#f4eee3",  # one sheet under it
    panel="#e9e0d1",  # two sheets under it
    highlight="#e3d8c5",  # sand: the row stands out by being darker than the paper
    highlight_blurred="#f0e9dc",  # half of that
    rule="#c4b8a4",  # a pencil line
    text="#2a2723",  # ink, a little brown like the paper; 13.9 to 1
    muted="#615a50",  # pencil, 6.4 to 1
    primary="#1f5687",  # blue-black ink of a signature
    accent="#8a4500",  # burnt amber: the same lamp, seen by day
    success="#2a6436",  # fir green
    warning="#9a3f12",  # brick
    error="#a5232f",  # sealing wax
    secondary="#5d4691",  # violet ink
)
PALETTES = {NIGHT: NIGHT_PALETTE, DAWN: DAWN_PALETTE}
FEW_PALETTES = {
    NIGHT: replace(
        NIGHT_PALETTE, background="#121212", surface="#1c1c1c", panel="#303030", highlight="#3a3a3a",
        highlight_blurred="#262626", rule="#585858", muted="#b2b2b2",
    ),
    DAWN: replace(
        DAWN_PALETTE, background="#ffffff", surface="#f4f4f4", panel="#f4f4f4", highlight="#eaeaea",
        highlight_blurred="#f4f4f4", rule="#bcbcbc", muted="#585858", accent="#875f00", warning="#af0000",
        secondary="#5f5f87",
    ),
}  # fmt: skip
"""The same two where a terminal has 256 colours (macOS before 2025, tmux as it comes): its greys for the grounds, since
the nearest of its colours to our blue and sand are teal and pink, on which half of the texts would be under AA."""
FEW = "256"


def themes(colours: str | None = None) -> tuple[Theme, ...]:
    """Return both themes, ready to be registered, for a terminal of so many colours (`usual`)."""
    palettes = FEW_PALETTES if colours == FEW else PALETTES
    return _theme(NIGHT, palettes[NIGHT], dark=True), _theme(DAWN, palettes[DAWN], dark=False)


def usual(colours: str | None) -> str:
    """Return the theme for a rep who chose none: the terminal's own colours where it has sixteen at most.

    `colours` is the name of the terminal's colour system, as `rich` tells it: a Linux console is "standard".
    """
    return NIGHT if colours in _MANY else SIXTEEN


SIXTEEN = "ansi-dark"
"""Textual's theme of the sixteen colours that a terminal has."""
_MANY = frozenset({FEW, "truecolor"})


def defaults(theme: Theme) -> dict[str, str]:
    """Return our own variables for a theme that has none of them: mixed from what it has.

    A theme of the terminal's sixteen colours mixes nothing, so it gets some of the sixteen; its highlighted row changes
    its two colours over (`tui.widgets.looks`).
    """
    if theme.ansi:
        return {
            "rule-line": "ansi_bright_black",
            "row-highlight": "ansi_bright_black",
            "row-highlight-blurred": "transparent",
        }
    made = theme.to_color_system().generate()
    return {
        "rule-line": Color.parse(made["foreground"]).with_alpha(0.3).hex,
        "row-highlight": Color.parse(made["primary"]).with_alpha(0.25).hex,
        "row-highlight-blurred": Color.parse(made["foreground"]).with_alpha(0.08).hex,
    }


def mended(theme: Theme, variables: dict[str, str]) -> dict[str, str]:
    """Return the variables of a theme that is not ours with its texts made legible on page and dialog (WCAG AA).

    A theme of the terminal's sixteen colours stays as it is: what they look like is the terminal's to say.
    """
    if theme.ansi or theme.name in PALETTES:
        return variables
    page, sheet = Color.parse(variables["background"]), Color.parse(variables["surface"])
    return {**variables, **{name: _mended(variables[name], page, sheet) for name in _TEXTS}}


_TEXTS = (
    "foreground", "foreground-muted", "text-muted", "text-primary", "text-secondary", "text-accent", "text-success",
    "text-warning", "text-error",
)  # fmt: skip


def _mended(value: str, page: Color, sheet: Color) -> str:
    """Return a text colour that is read on both grounds; what Textual mixes by the ground is left to it."""
    if value.startswith("auto"):
        return value
    return legible(legible(page + Color.parse(value), page), sheet).hex


def _theme(name: str, colours: Palette, *, dark: bool) -> Theme:
    return Theme(
        name=name,
        dark=dark,
        primary=colours.primary,
        secondary=colours.secondary,
        accent=colours.accent,
        success=colours.success,
        warning=colours.warning,
        error=colours.error,
        foreground=colours.text,
        background=colours.background,
        surface=colours.surface,
        panel=colours.panel,
        variables=_variables(colours),
    )


def _variables(colours: Palette) -> dict[str, str]:
    """Return what Textual would else mix by itself, so that no contrast is left to chance."""
    return {**_texts(colours), **_rows(colours), **_frames(colours)}


def _texts(colours: Palette) -> dict[str, str]:
    return {
        "text": colours.text,
        "text-muted": colours.muted,
        "text-disabled": colours.muted,
        "text-primary": colours.primary,
        "text-secondary": colours.secondary,
        "text-accent": colours.accent,
        "text-success": colours.success,
        "text-warning": colours.warning,
        "text-error": colours.error,
        "foreground-muted": colours.muted,
        "foreground-disabled": colours.muted,
        "link-color": colours.primary,
        "link-color-hover": colours.text,
        "link-background-hover": colours.highlight,
    }


def _rows(colours: Palette) -> dict[str, str]:
    return {
        "row-highlight": colours.highlight,
        "row-highlight-blurred": colours.highlight_blurred,
        "block-cursor-background": colours.highlight,
        "block-cursor-foreground": colours.text,
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": colours.highlight_blurred,
        "block-cursor-blurred-foreground": colours.text,
        "block-cursor-blurred-text-style": "none",
        "block-hover-background": colours.highlight_blurred,
        "input-selection-background": colours.highlight,
        "input-selection-foreground": colours.text,
        "input-cursor-background": colours.accent,
        "input-cursor-foreground": colours.background,
    }


def _frames(colours: Palette) -> dict[str, str]:
    return {
        "rule-line": colours.rule,
        "border": colours.primary,
        "border-blurred": colours.rule,
        "footer-key-foreground": colours.accent,
        "footer-background": colours.background,
        "scrollbar": colours.rule,
        "scrollbar-hover": colours.muted,
        "scrollbar-active": colours.primary,
        "scrollbar-background": colours.background,
        "scrollbar-background-hover": colours.background,
        "scrollbar-background-active": colours.background,
        "scrollbar-corner-color": colours.background,
    }
