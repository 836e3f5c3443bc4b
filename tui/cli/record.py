"""`notyet undo`, `redo`, `backup` and `path`: the record itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.backup_words import backup_cells, backup_shape
from tui.cli import stopping
from tui.cli.say import answer, out, table, talk, verbatim
from tui.cli.session import Session, pass_session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.views_safe import BackupRow

_JSON = click.option("--json", "as_json", is_flag=True, help="For scripts.")


@click.command()
@_JSON
@pass_session
def undo(session: Session, *, as_json: bool) -> None:
    """Take back the newest action, and name it (R39)."""
    with session.reading() as book, stopping.heard("Taking back") as tell:
        change = book.undo(session.now, heard=tell)
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
    with session.reading() as book, stopping.heard("Bringing back") as tell:
        change = book.redo(session.now, tell)
    if as_json:
        answer({"redone": change.label, "accounts": list(change.accounts)})
        return
    out(f"Brought back: {change.label}")


@click.command()
@pass_session
def path(session: Session) -> None:
    """Where the book lies."""
    from storage.sealing import is_sealed

    verbatim(str(session.path))
    if not session.path.exists():
        talk("There is no book there yet.")
    elif is_sealed(session.path):
        talk("It is encrypted.")


@click.command()
@click.option("--list", "listed", is_flag=True, help="List the backups that stand, newest first.")
@_JSON
@pass_session
def backup(session: Session, *, listed: bool, as_json: bool) -> None:
    """Copy the book, and check the copy; one is made by itself on each day that you work."""
    with session.reading() as book:
        if listed:
            _list(book.backups(), as_json=as_json)
            return
        made = book.back_up(session.now)
    if as_json:
        answer({"backup": str(made)})
        return
    verbatim(str(made))
    talk("The copy was checked and is whole.")


def _list(found: Sequence[BackupRow], *, as_json: bool) -> None:
    if as_json:
        answer([backup_shape(each) for each in found])
        return
    if not found:
        talk("There is no backup yet. One is made on each day that you work, and by: notyet backup")
    table([backup_cells(each) for each in found], head=("Backup", "Entries", "Newest touch", "Size", ""))
    if found:
        talk("notyet restore NAME puts one back, and shows first what that would lose.")
