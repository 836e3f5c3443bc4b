"""`ctrl+p`: every command of the table by name, and every account; names are content, never markup."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider

from playbook.errors import NotYetError
from tui import commands
from tui.content import line, listed

if TYPE_CHECKING:
    from textual.content import Content

    from playbook.words import AccountId
    from storage.views import Hit as Found
    from tui.app import NotYet
    from tui.commands import Command

_ACCOUNTS = 8
_LEAST = 2
"""Letters from which accounts are looked up."""


def named(command: Command) -> Content:
    """Return a command as the palette shows it: its label, its key, what it does."""
    key = f"  {command.every_key}" if command.keys else ""
    return line(f"{command.label}{key}  {command.help}")


class Commands(Provider):
    """The commands of the table."""

    async def discover(self) -> Hits:
        """Offer all of them before anything is typed."""
        for command in commands.palette():
            yield DiscoveryHit(named(command), partial(self._run, command), text=command.label)

    async def search(self, query: str) -> Hits:
        """Offer those whose label or help is like what was typed."""
        matcher = self.matcher(query)
        for command in commands.palette():
            score = max(matcher.match(command.label), matcher.match(command.help) / 2)
            if score > 0:
                yield Hit(score, named(command), partial(self._run, command), text=command.label)

    async def _run(self, command: Command) -> None:
        await _app(self).main.run_action(command.action)


class Accounts(Provider):
    """Accounts by name, person, phone or note, as the search finds them."""

    async def search(self, query: str) -> Hits:
        """Offer what the book finds; a name is measured as commands are, so the likest of all stands first."""
        matcher = self.matcher(query)
        app = _app(self)
        if len(query.strip()) < _LEAST or not app.main.ready:
            return
        try:
            found = await app.desk.run(lambda book: book.search(query, _ACCOUNTS))
        except NotYetError as error:
            app.report(error)
            return
        for place, hit in enumerate(found):
            score = max(matcher.match(hit.name), 1.0) - place / 100
            yield Hit(score, _worded(hit), partial(self._open, hit.account), text=hit.name)

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
