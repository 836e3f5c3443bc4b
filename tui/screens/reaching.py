"""The main screen's way to the outside: dial, mail, open a site, print the call sheet; nothing is logged by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from playbook.errors import NotYetError
from tui.screens.going import Going
from tui.screens.handing import Handing
from tui.widgets.card import Card
from tui.widgets.quiet_line import Tone

if TYPE_CHECKING:
    from tui.clock import Clock
    from tui.outside import Handed
    from tui.widgets.shown import Shown


class Reaching(Going, Handing[None]):
    """Hands numbers, addresses and sites of the highlighted account to this machine."""

    clock: Clock

    def action_reach(self) -> None:
        """Dial, mail or open whom the touch is for, by its own channel; where that is no link, offer every way."""
        from tui import ways

        shown = self.shown()
        if shown is None:
            return
        way = ways.first(shown)
        if way is None:
            self.offer(shown)
        else:
            self.follow(way)

    def handed(self, handed: Handed) -> None:
        """Say it in the quiet line."""
        self.tell(handed.words, Tone.PLAIN if handed.opened else Tone.ASKS)

    def action_print_sheet(self) -> None:
        """Write today's call sheet and open it in the browser."""
        if not self.ready:
            self.tell(self.blocked)
        elif not self.waits("print_sheet"):
            self.print_sheet()

    @work(group="print", exclusive=True)
    async def print_sheet(self) -> None:
        """Write it beside the machine's state, readable by the rep alone; say where it lies."""
        from tui import printing

        self.tell("Writing the call sheet …")
        try:
            printed = await printing.printed(self.app, self.desk, self.clock.now())
        except NotYetError as error:
            self.tell(f"{error.message} {error.hint}".rstrip(), Tone.TROUBLE)
            return
        self.tell(printed.words, Tone.PLAIN if printed.opened else Tone.ASKS)

    def shown(self) -> Shown | None:
        """Return the account on the card; none is said."""
        shown = self.query_one(Card).shown
        if shown is None:
            self.tell("Nothing is highlighted.")
        return shown
