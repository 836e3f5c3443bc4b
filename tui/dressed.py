"""The app in its colours: which theme it opens in, which ones there are, and the choice of another one kept."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.app import ReturnType
from textual.theme import BUILTIN_THEMES

from tui import preferences, themes
from tui.in_turn import InTurn

if TYPE_CHECKING:
    from pathlib import Path

    from textual.theme import Theme


class Dressed(InTurn[ReturnType]):
    """An app in the theme that this machine likes, or in ours."""

    def __init__(self, config: Path) -> None:
        """Read what this machine likes in its `config`.

        The theme is settled before the base class makes its stylesheet: set later, every rule is parsed twice.
        """
        self.config = config
        self.liked = preferences.read(config)
        self._ours = {each.name: each for each in themes.themes()}
        self.likes_theme = self.liked.theme in {**BUILTIN_THEMES, **self._ours}
        opens_in = self.liked.theme if self.likes_theme else themes.NIGHT
        self.set_reactive(Dressed.theme, opens_in)
        super().__init__()
        self.add_class(f"-theme-{opens_in}", update=False)

    def dress(self, colours: str | None) -> None:
        """Take the palettes for a terminal of so many colours, before the app runs; `colours` as in `themes.usual`."""
        if colours == themes.FEW:
            self._ours = {each.name: each for each in themes.themes(colours)}
            self.stylesheet.set_variables(self.get_css_variables())
        if not self.likes_theme:
            self.theme = themes.usual(colours)

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Return Textual's themes and our two."""
        return {**super().available_themes, **self._ours}

    def get_theme(self, theme_name: str) -> Theme | None:
        """Return a theme by its name; asked hundreds of times a frame, so ours is found without a list of all."""
        return self._ours.get(theme_name) or super().get_theme(theme_name)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return our own variables for themes that are not ours."""
        return {} if self.current_theme.name in self._ours else themes.defaults(self.current_theme)

    def get_css_variables(self) -> dict[str, str]:
        """Return the theme's variables, its texts legible."""
        self.theme_variables = themes.mended(self.current_theme, super().get_css_variables())
        return self.theme_variables

    def keep_theme(self, theme: Theme) -> None:
        """Write a theme that was chosen into this machine's file, beside the rep's work."""
        keep = partial(preferences.keep_theme, self.config, theme.name)
        self.run_worker(keep, name="theme", group="theme", thread=True)
