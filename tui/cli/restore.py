"""`notyet restore`: a backup in the book's place; the replaced book is kept beside it."""

from __future__ import annotations

import click

from playbook.errors import Refused
from tui.backup_words import backup_shape, loses, restored
from tui.cli.confirming import confirmed
from tui.cli.say import answer, out, talk
from tui.cli.session import Session, pass_session
from tui.cli.unlock import key_for_restoring


@click.command()
@click.argument("backup", default="", metavar="[BACKUP]")
@click.option("--dry-run", is_flag=True, help="Say what would be lost, and change nothing.")
@click.option("--yes", is_flag=True, help="Don't ask.")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@pass_session
def restore(session: Session, backup: str, *, dry_run: bool, yes: bool, as_json: bool) -> None:
    """Put a backup in the book's place: the newest one that is whole, or the one named.

    It says first what would be lost, and asks. The book that is replaced is backed up and kept beside it. Whoever was
    erased or must not be contacted stays so. A file that holds a saved journal is merged instead: notyet journal merge.
    """
    from storage import restore as restoring

    key = key_for_restoring(session.path, backup)
    file = restoring.chosen(session.path, backup, key)
    lost = restoring.would_lose(session.path, file, key)
    if not as_json or not (dry_run or yes):
        talk(f"{file.name}: {lost.backup.entries} entries, made {lost.backup.made:%a %d %b %Y %H:%M}.")
        for line in loses(lost):
            talk(line)
    if not dry_run and not yes and not confirmed("Put it in the planner's place?"):
        raise Refused("Nothing was restored.", "With --yes nothing is asked.")
    done = None if dry_run else restoring.restore(restoring.Wanted(session.path, file, session.now, key=key))
    if as_json:
        kept = None if done is None or done.kept is None else str(done.kept)
        answer(
            {
                "backup": backup_shape(lost.backup), "restored": done is not None, "kept": kept,
                "lost": lost.entries, "bars_carried": lost.bars, "erasures_carried": lost.erased,
            }
        )  # fmt: skip
    elif done is not None:
        for line in restored(done):
            out(line)
