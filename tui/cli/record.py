"""`notyet undo`, `redo`, `backup` and `path`: the record itself."""

from __future__ import annotations

import click

from tui.cli.say import answer, out, talk
from tui.cli.session import Session, pass_session

_JSON = click.option("--json", "as_json", is_flag=True, help="For scripts.")


@click.command()
@_JSON
@pass_session
def undo(session: Session, *, as_json: bool) -> None:
    """Take back the newest action, and name it (R39)."""
    with session.reading() as book:
        change = book.undo(session.now)
    if as_json:
        answer({"undone": change.label, "accounts": list(change.accounts)})
        return
    out(f"Taken back: {change.label}")
    talk("notyet redo brings it back.")


@click.command()
@_JSON
@pass_session
def redo(session: Session, *, as_json: bool) -> None:
    """Bring back what undo took (R39)."""
    with session.reading() as book:
        change = book.redo(session.now)
    if as_json:
        answer({"redone": change.label, "accounts": list(change.accounts)})
        return
    out(f"Brought back: {change.label}")


@click.command()
@pass_session
def path(session: Session) -> None:
    """Where the book lies."""
    click.echo(str(session.path))
    if not session.path.exists():
        talk("There is no book there yet.")


@click.command()
@_JSON
@pass_session
def backup(session: Session, *, as_json: bool) -> None:
    """Copy the book, and check the copy."""
    with session.reading() as book:
        made = book.back_up(session.now)
    if as_json:
        answer({"backup": str(made)})
        return
    click.echo(str(made))
    talk("The copy was checked and is whole.")
