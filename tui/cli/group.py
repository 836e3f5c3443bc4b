"""The command `notyet`: its table of commands, loaded one at a time, and how a refusal is told.

A new command is one row of `COMMANDS` and one module beside this one.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import datetime
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from playbook.errors import NotYetError
from playbook.values import dataclass
from tui.cli.say import one_line, talk
from tui.cli.session import Session, believable
from tui.ending import collect_again


@dataclass(frozen=True, slots=True)
class Listed:
    """One command: where it lives and what the help says of it."""

    name: str
    place: str
    """`module:function` below `tui.cli`."""
    help: str
    part: str
    """Heading under which the help lists it."""


COMMANDS: tuple[Listed, ...] = (
    Listed("today", "today:today", "Today's touches, in the order to work them.", "The day"),
    Listed("log", "log:log", "Log what came of a touch; answers with the new plan.", "The day"),
    Listed("undo", "record:undo", "Take back the newest action, and name it.", "The day"),
    Listed("redo", "record:redo", "Bring back what undo took.", "The day"),
    Listed("block", "block:block", "Open the planner in block mode: one prospect at a time.", "The day"),
    Listed("held", "held:held", "What the cap holds back today, in its order.", "The day"),
    Listed("spread", "spread:spread", "Spread the backlog over the coming days; shows it first.", "The day"),
    Listed("leave", "leave:leave", "Days off: which promises fall into them, and what becomes of each.", "The day"),
    Listed("when", "when:when", "Read a callback phrase: which day is that?", "The day"),
    Listed("add", "add:add", "Add an account, a person, or both.", "The book"),
    Listed("import", "landing:import_files", "Bring lists in: CSV, workbooks, vCards.", "The book"),
    Listed("show", "show:show", "Everything about one account.", "The book"),
    Listed("search", "look:search", "Find by name, person, phone, e-mail or note.", "The book"),
    Listed("dream", "look:dream", "Dream clients, the most silent first.", "The book"),
    Listed("dump", "look:dump", "The dump queue, with its evidence.", "The book"),
    Listed("dumped", "dumped:dumped", "Everything that was let go, and the hours won.", "The book"),
    Listed("pool", "pool:pool", "Accounts that wait for a first touch, best fit first.", "The book"),
    Listed("library", "value_library:library", "Things worth giving: list, add, change, take out.", "The book"),
    Listed("edit", "edit:edit", "Change fields of an account or a person.", "The book"),
    Listed("move", "move:move", "Move a person to another account.", "The book"),
    Listed("merge", "merge:merge", "Make one of two accounts, or of two people; undo splits them.", "The book"),
    Listed(
        "duplicates", "duplicates:duplicates", "Who may be one and the same; nothing is merged by itself.", "The book"
    ),
    Listed("bulk", "bulk:bulk", "One thing done to everything that a search finds.", "The book"),
    Listed("export", "export:export", "Take it all away: CSV, XLSX, JSON, calendar, cards, briefs.", "The book"),
    Listed("imports", "imports:imports", "Every import; takes one back by its number.", "The book"),
    Listed(
        "numbers", "numbers:numbers", "What the work brought: outcomes, talks, on against off profile.", "The rules"
    ),
    Listed("forecast", "forecast:forecast", "Seven years of this playbook, played forward.", "The rules"),
    Listed("playbook", "settings:playbook", "Show, edit, check or reset the rules' figures.", "The rules"),
    Listed("demo", "demo:demo", "Open a book of invented companies to try things on.", "The planner"),
    Listed("serve", "serve:serve", "Show the planner in a browser: a tablet, a poor terminal.", "The planner"),
    Listed("path", "record:path", "Where the book lies.", "The planner"),
    Listed("backup", "record:backup", "Copy the book, and check the copy.", "The planner"),
    Listed("restore", "restore:restore", "Put a backup in the book's place; the replaced one is kept.", "The planner"),
    Listed(
        "journal", "journal:journal", "Save the record to a file, or merge one from another machine.", "The planner"
    ),
    Listed("erase", "erase:erase", "Erase a person or an account for good, backups named.", "The planner"),
    Listed("encrypt", "sealing:encrypt", "Encrypt the book with a passphrase.", "The planner"),
    Listed("decrypt", "sealing:decrypt", "Take the encryption off again.", "The planner"),
    Listed("passphrase", "sealing:passphrase", "Change the passphrase of an encrypted book.", "The planner"),
    Listed("doctor", "doctor:doctor", "Look the book over; --mend mends what can be mended.", "The planner"),
    Listed("keys", "keys:keys", "Every key, and other ones for what you do most.", "The planner"),
    Listed("completion", "completion:completion", "Print the completion script of your shell.", "The planner"),
)
ELSEWHERE = {
    "next": "today", "list": "today", "done": "log ACCOUNT OUTCOME", "new": "add", "delete": "dumped, or erase",
    "annotate": "log ACCOUNT OUTCOME --note", "modify": "edit", "sync": "journal save, and journal merge",
    "config": "playbook edit", "stats": "numbers", "report": "numbers", "settings": "playbook", "tour": "demo --tour",
    "vacation": "leave", "find": "search", "upload": "import", "dedupe": "duplicates", "start": "block",
}  # fmt: skip
"""What other tools call it: the refusal names the command that does it here."""
_BY_NAME = {listed.name: listed for listed in COMMANDS}


class Told(click.ClickException):
    """A refusal on its way to stderr: the message, and the hint on a line of its own."""

    def __init__(self, error: NotYetError) -> None:
        """Take over the words."""
        super().__init__(error.message)
        self.hint = error.hint

    def show(self, file: Any = None) -> None:  # noqa: ANN401  (click's own signature)
        """Tell it on stderr."""
        del file
        talk(f"notyet: {one_line(self.message)}")
        if self.hint:
            talk(self.hint)


class LazyGroup(click.Group):
    """A group that imports a command when it is called, and tells refusals instead of raising them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        del ctx
        return list(_BY_NAME)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command of that name."""
        del ctx
        listed = _BY_NAME.get(cmd_name)
        if listed is None:
            return None
        module, _, name = listed.place.partition(":")
        found: click.Command = getattr(import_module(f"tui.cli.{module}"), name)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one was probably meant."""
        name = args[0]
        if name in ELSEWHERE:
            raise click.UsageError(f"No such command {name!r}. Here that is: notyet {ELSEWHERE[name]}.", ctx)
        if name not in _BY_NAME and not name.startswith("-") and not ctx.resilient_parsing:
            raise click.NoSuchCommand(name, possibilities=list(_BY_NAME), ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands under their headings, without importing one."""
        del ctx
        for part in dict.fromkeys(listed.part for listed in COMMANDS):
            with formatter.section(part):
                formatter.write_dl([(listed.name, listed.help) for listed in COMMANDS if listed.part == part])

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  (click's own signature)
        """Run the command; a refusal becomes words on stderr and exit 1."""
        try:
            return super().invoke(ctx)
        except NotYetError as error:
            raise Told(error) from error


class Moment(click.ParamType[datetime]):
    """A moment, as `2026-11-23T08:30` or `2026-11-23`; without an offset it is the rep's own clock."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:  # noqa: ANN401
        """Read it."""
        try:
            return value if isinstance(value, datetime) else believable(datetime.fromisoformat(value)).astimezone()
        except (ValueError, OverflowError):
            self.fail(f"{one_line(str(value))!r} is no moment; write it as 2026-11-23T08:30", param, ctx)


def _version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:  # noqa: FBT001  (click's own signature)
    if wanted and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"notyet {version('notyet')}")
        ctx.exit()


@click.group(cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--book", type=click.Path(dir_okay=False, path_type=Path), envvar="NOTYET_BOOK", metavar="FILE",
    help="The book to work in (else NOTYET_BOOK, else your own).",
)  # fmt: skip
@click.option("--now", type=Moment(), metavar="MOMENT", help="Set the clock, for rehearsals: 2026-11-23T08:30.")
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Say the version.")
@click.pass_context
def notyet(ctx: click.Context, book: Path | None, now: datetime | None) -> None:
    """The prospector's morning block: one key per outcome, and a No means not yet.

    Without a command it opens the planner.
    """
    _settle_streams()
    if os.environ.get("NO_COLOR"):
        ctx.color = False
    named = ctx.get_parameter_source("book") is ParameterSource.COMMANDLINE
    session = Session(book, now, book_named=named)
    ctx.obj = session
    if ctx.invoked_subcommand is not None:
        collect_again()
    else:
        from tui.cli.opening import open_planner

        open_planner(session.path, session.clock)


def _settle_streams(streams: Sequence[object] | None = None) -> None:
    """A name that the terminal's encoding lacks is printed with question marks, never a crash."""
    for stream in (sys.stdout, sys.stderr) if streams is None else streams:
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
