"""`notyet serve`: the planner in a browser of this machine, or of a tablet that the rep lets in."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

import click

from playbook.errors import Refused
from tui.cli.say import out, somebody_there, talk
from tui.cli.session import Session, pass_session

if TYPE_CHECKING:
    from tui.serving.gate import Gate
    from tui.serving.window import Planner

PORT = 8730
"""Where it listens, if nothing else is said."""
_OPEN_TO_ALL = (
    "Whoever is in that network and gets the address can read and change the whole book, and what goes over the air "
    "is not encrypted: do this in a network that you trust, never in a café."
)


@click.command()
@click.option(
    "--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="Where to listen; 0: any free one."
)
@click.option(
    "--host", default="127.0.0.1", show_default=True, metavar="ADDRESS",
    help="Of which network: any but this machine's own lets others in who have the address; asks first.",
)  # fmt: skip
@click.option("--open", "open_it", is_flag=True, help="Open it in the browser of this machine.")
@click.option("--yes", is_flag=True, help="Don't ask about --host.")
@pass_session
def serve(session: Session, *, port: int, host: str, open_it: bool, yes: bool) -> None:
    """Show the planner in a browser: for a tablet, or where the terminal is a poor one.

    Every window is a planner of its own on the same book. Close the window when you are done: everything is saved.
    Copying goes to the clipboard of that device, and links, numbers and mails open there too.
    """
    _need()
    from tui.serving.gate import Gate

    gate = Gate(host)
    if not gate.own:
        _agreed(host, yes=yes)
    planner = _planner(session)
    try:
        asyncio.run(_served(planner, gate, port, open_it=open_it))
    except KeyboardInterrupt:  # Windows, which knows no other way to stop
        talk("")
    talk("Stopped. Everything that was pressed is saved.")


def _need() -> None:
    """Raise a refusal where textual-serve is not installed."""
    from importlib.util import find_spec

    if find_spec("textual_serve") is None:
        raise Refused(
            "The browser needs one library more, textual-serve. Nothing was started.",
            "Get it with: make browser (or pip install 'notyet[browser]').",
        )


def _agreed(host: str, *, yes: bool) -> None:
    """Ask whether others may come in.

    Raises:
        Refused: nobody can be asked.
    """
    talk(_OPEN_TO_ALL)
    if yes:
        return
    if not somebody_there():
        raise Refused(f"Listening at {host} asks before it does so. Nothing was started.", "Say --yes.")
    click.confirm("Let them in", abort=True, err=True)


def _planner(session: Session) -> Planner:
    """Return what is started for each window; an encrypted book's passphrase is asked here, once."""
    from tui.serving.window import Planner

    if session.key is not None and sys.platform == "win32":
        raise Refused(
            "Windows cannot hand a passphrase to another program in secret, so this book is not shown in a browser.",
            "Open it in the terminal: notyet",
        )
    return Planner(session.path, session.now.isoformat() if session.rehearsed else "", session.key)


async def _served(planner: Planner, gate: Gate, port: int, *, open_it: bool) -> None:
    from storage.paths import places
    from tui.serving.doorway import Doorway
    from tui.serving.server import serve as run

    doorway = Doorway(places(planner.book).state)

    async def ready(listens: int) -> None:
        address = gate.address(listens)
        talk(f"{planner.book.name} in a browser, until ctrl+c. Whoever has this address has the book:")
        out(address)
        if open_it:
            opened = await asyncio.to_thread(doorway.open, address)
            talk("If your browser shows nothing, open it there." if opened else "No browser opened: open it there.")

    try:
        await run(planner, gate, port, ready, doorway.close)
    finally:
        doorway.close()
