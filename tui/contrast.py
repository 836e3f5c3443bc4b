"""How well a text colour is read on its ground, by WCAG 2.1; mends what a theme that is not ours mixes too faintly."""

from __future__ import annotations

from textual.color import Color

AA = 4.5
"""The least contrast of text (WCAG 2.1, 1.4.3)."""
_STEPS = 20
_BLACK, _WHITE = Color(0, 0, 0), Color(255, 255, 255)


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two opaque colours, from 1 to 21."""
    lights = sorted((_light(one), _light(other)), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)


def legible(colour: Color, ground: Color) -> Color:
    """Return the colour, moved towards black or white until it is read on its ground; the terminal's own stay."""
    if colour.ansi is not None or ground.ansi is not None:
        return colour
    far = max(_BLACK, _WHITE, key=lambda end: contrast(end, ground))
    step = 0
    found = colour
    while contrast(found, ground) < AA and step < _STEPS:
        step += 1
        found = colour.blend(far, step / _STEPS)
    return found


def _light(colour: Color) -> float:
    parts = [part / 255 for part in colour.rgb]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]  # noqa: PLR2004  (WCAG)
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
