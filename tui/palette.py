"""`ctrl+p`: every command by what it does, and every account; names are content, never markup."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.command import Command as Shown
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets import OptionList, Static

from playbook.errors import NotYetError
from tui import commands
from tui.commands import Group
from tui.content import assemble, cell, cells, line, listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widgets.option_list import Option

    from playbook.words import AccountId
    from storage.views import Hit as Found
    from tui.app import NotYet
    from tui.commands import Command

_ACCOUNTS = 8
_LEAST = 2
"""Letters from which accounts are looked up."""
_ORDER = (Group.BOOK, Group.ACCOUNT, Group.AFTER, Group.TOUCH, Group.OUTCOME)
"""Before anything is typed: what has no key of its own first, what stands on the bar anyway last."""
_ANYWHERE = frozenset({"account.add", "after.undo", "after.redo"})
"""What works over any page too, beside the commands about the book; the rest needs a highlighted touch."""
_LABEL, _KEY = 18, 11
_WIDE, _NARROW = 80, (17, 9)
"""Cells from which both columns have air, and what they have below."""
_EDGES = 6
"""Cells at both sides that are no room for words."""
_BEGINS, _HOLDS = 1.3, 0.95
"""What an account's name is worth that begins with what was typed, or holds it somewhere: a command's name is 2."""
_QUIET = "$foreground-muted"


def _columns(width: int) -> tuple[int, int, int]:
    """Return the cells of label, key and words."""
    label, key = (_LABEL, _KEY) if width >= _WIDE else _NARROW
    return label, key, max(width - label - key - _EDGES, 0)


def named(command: Command, width: int) -> Content:
    """Return a command as the palette shows it in one line: its label, its key, what it does, in columns."""
    label, key, room = _columns(width)
    return assemble(
        (cell(command.label, label - 1), "bold"),
        " ",
        (cell(command.every_key, key - 1), "$text-primary"),
        " ",
        (cell(command.help, room).rstrip(), _QUIET),
    )


def offered(everywhere: bool) -> tuple[Command, ...]:  # noqa: FBT001  (one question, asked in one place)
    """Return the commands for the main screen, or those that work on any page, in the palette's order."""
    found = [each for each in commands.palette() if everywhere or each.group is Group.BOOK or each.id in _ANYWHERE]
    return tuple(sorted(found, key=lambda each: _ORDER.index(each.group)))


class Palette(CommandPalette):
    """The palette in the planner's own look: one line, columns, no frame."""

    DEFAULT_CSS = """
    Palette > Vertical { margin-top: 1; background: $surface; }
    Palette SearchIcon { display: none; }
    Palette #--input { border: none; padding: 1 2 0 2; }
    Palette #--input CommandInput { padding: 0; }
    Palette CommandList, Palette CommandList.--visible {
        border: none; padding: 0 1 1 1; max-height: 80vh; background: $surface; text-style: none;
        scrollbar-size-vertical: 1;
    }
    Palette #whole {
        visibility: visible; height: 1; padding: 0 3; background: $surface; color: $foreground-muted;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    Palette CommandList { text-wrap: nowrap; text-overflow: ellipsis; }
    Palette CommandList > .option-list--option { padding: 0 1; text-style: none; }
    Palette CommandList > .option-list--option-highlighted { background: $block-cursor-background; text-style: none; }
    Palette LoadingIndicator, Palette LoadingIndicator.--visible { border: none; }
    """

    def __init__(self) -> None:
        """Ask what is wanted, in the rep's words."""
        super().__init__(placeholder="what do you want to do, or whom do you look for?", id="--command-palette")

    async def on_mount(self) -> None:
        """Give the words of the highlighted command a line of their own, for where its row has no room for them."""
        await self.query_one("#--container").mount(Static(Content(""), id="whole"), after="#--input")

    @on(OptionList.OptionHighlighted)
    def _tell_whole(self) -> None:
        shown, (*_, room) = self.query_one(OptionList).highlighted_option, _columns(self.app.size.width)
        said = next((each.help for each in commands.palette() if each.id == _meant(shown)), "")
        self.query_one("#whole", Static).update(line(said if cells(said) > room else ""))

    def on_resize(self) -> None:
        """Another width cuts other rows; a handler that is decorated would not be called by its name."""
        self._tell_whole()


def _meant(option: Option | None) -> str:
    """Return the id of the command that a line of the palette runs, empty for an account's."""
    run = option.hit.command if isinstance(option, Shown) else None
    return next((each.id for each in getattr(run, "args", ()) if isinstance(each, commands.Command)), "")


class Commands(Provider):
    """The commands of the table."""

    async def discover(self) -> Hits:
        """Offer all of them before anything is typed."""
        for command in self._offered():
            yield DiscoveryHit(named(command, self.app.size.width), partial(self._run, command), text=command.label)

    async def search(self, query: str) -> Hits:
        """Offer what does what was typed, in whatever words."""
        from tui.finding import ranked

        for score, command in ranked(query, self._offered()):
            yield Hit(score, named(command, self.app.size.width), partial(self._run, command), text=command.label)

    def _offered(self) -> Iterable[Command]:
        from tui.screens.account import AccountScreen

        return offered(self.screen is _app(self).main or isinstance(self.screen, AccountScreen))

    async def _run(self, command: Command) -> None:
        """Run it on the main screen; a key that the account's page hands on is pressed there."""
        app = _app(self)
        over = app.screen is not app.main
        if over and command.now and command.group is not Group.BOOK and command.id not in _ANYWHERE:
            app.simulate_key(command.now[0])
        elif over and command.id == "book.help":
            app.action_page_help()
        else:
            await app.main.run_action(command.action)


class Accounts(Provider):
    """Accounts by name, person, phone or note, as the search finds them."""

    async def search(self, query: str) -> Hits:
        """Offer what the book finds: a name that begins so stands above words of commands, any other below."""
        app = _app(self)
        if len(query.strip()) < _LEAST or not app.main.ready:
            return
        try:
            found = await app.desk.run(lambda book: book.search(query, _ACCOUNTS))
        except NotYetError as error:
            app.report(error)
            return
        typed = query.strip().casefold()
        for place, hit in enumerate(found):
            worth = _BEGINS if hit.name.casefold().startswith(typed) else _HOLDS
            yield Hit(worth - place / 100, _worded(hit), partial(self._open, hit.account), text=hit.name)

    async def _open(self, account: AccountId) -> None:
        _app(self).main.doors.account(account, live=False)


def _app(provider: Provider) -> NotYet:
    from tui.app import NotYet

    app = provider.app
    if not isinstance(app, NotYet):
        raise TypeError
    return app


def _worded(hit: Found) -> Content:
    return listed([(hit.name, "bold"), hit.person_name, str(hit.standing), hit.detail])
