"""Hands a way out to this machine from any screen: the dialog of every way, the opening, what became of it."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from textual import work
from textual.screen import Screen, ScreenResultType

if TYPE_CHECKING:
    from tui.outside import Handed
    from tui.ways import Way
    from tui.widgets.shown import Shown


class Handing(Screen[ScreenResultType]):
    """Offers and opens numbers, addresses and sites; nothing is logged by it."""

    @abstractmethod
    def shown(self) -> Shown | None:
        """Return the account whose ways are offered, None where there is none; the screen says so."""

    @abstractmethod
    def handed(self, handed: Handed) -> None:
        """Say what became of a way."""

    def action_ways(self) -> None:
        """Offer every number, address and site."""
        shown = self.shown()
        if shown is not None:
            self.offer(shown)

    def offer(self, shown: Shown) -> None:
        """Offer every way to an account."""
        from tui import ways
        from tui.dialogs.frame import Whom
        from tui.dialogs.reach import ReachDialog

        dialog = ReachDialog(Whom(shown.target.name, shown.target.person_name), ways.ways(shown))
        self.app.push_screen(dialog, self._chosen_way)

    def _chosen_way(self, way: Way | None) -> None:
        if way is not None:
            self.follow(way)

    @work(group="reach")
    async def follow(self, way: Way) -> None:
        """Hand a way to this machine, and say what became of it."""
        from tui import outside

        self.handed(await outside.follow(self.app, way.link, way.plain))
