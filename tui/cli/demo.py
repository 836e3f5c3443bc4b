"""`notyet demo`: a believable book of invented companies, the same at every build for a given day."""

from __future__ import annotations

from pathlib import Path

import click

from playbook.errors import Refused
from storage.paths import places, private_folder
from tui.cli.opening import open_planner
from tui.cli.say import out, talk
from tui.cli.session import Session, pass_session


@click.command()
@click.option("--fresh", is_flag=True, help="Throw today's demo book away and begin again.")
@click.option("--no-open", is_flag=True, help="Only make it and print where it lies.")
@click.option("--tour", is_flag=True, help="Take the five-step tour in it.")
@pass_session
def demo(session: Session, *, fresh: bool, no_open: bool, tour: bool) -> None:
    """Open a book of invented companies to try things on; your own book is not touched.

    With --book FILE the demo book is made there; a file that exists is never overwritten.
    """
    path = session.path if session.book_named else _place(session, fresh=fresh)
    if session.book_named and path.exists():
        raise Refused(f"{path} exists already and was left as it is.", "Name a file that does not exist yet.")
    if not path.exists():
        from storage.demo import make

        talk("Making the demo book: two years of work by the rules ...")
        private_folder(path.parent)
        make(path, session.today)
    if no_open:
        out(str(path))
    else:
        open_planner(path, session.clock, tour=tour)


def _place(session: Session, *, fresh: bool) -> Path:
    """Return today's demo book; those of other days are thrown away, and today's too if a fresh one is wanted."""
    folder = places().state / "demo"
    today = folder / f"{session.today.isoformat()}.db"
    stale = [path for path in folder.glob("*.db*") if fresh or not path.name.startswith(today.name)]
    for path in stale:
        path.unlink()
    return today
