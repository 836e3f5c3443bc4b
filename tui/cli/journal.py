"""`notyet journal save` and `notyet journal merge`: the record carried to another machine (SYNC section 4)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook.errors import Refused
from tui.backup_words import count, merged
from tui.cli.confirming import confirmed
from tui.cli.say import answer, out, talk
from tui.cli.session import Session, pass_session

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.views_safe import Merged
    from tui.cli.say import Json

_FILE = click.Path(dir_okay=False, path_type=Path)
_JSON = click.option("--json", "as_json", is_flag=True, help="For scripts.")


@click.group()
def journal() -> None:
    """Save the record to a file, or merge one from another machine."""


@journal.command()
@click.argument("file", type=_FILE)
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@_JSON
@pass_session
def save(session: Session, file: Path, *, force: bool, as_json: bool) -> None:
    """Save every entry of the journal to FILE, one a line: to keep, or to merge on another machine.

    It holds everything, names and notes too: keep it as you keep the book. Only you may read it.
    """
    with session.reading() as book:
        done = book.save_journal(file.absolute(), force=force)
    if as_json:
        answer({"file": str(done.file), "entries": done.entries})
        return
    out(str(done.file))
    talk(
        f"{count(done.entries, 'entry', 'entries')} saved. On the other machine: notyet journal merge {done.file.name}"
    )


@journal.command()
@click.argument("files", type=_FILE, nargs=-1, required=True)
@click.option("--dry-run", is_flag=True, help="Say what is new, and change nothing.")
@click.option("--yes", is_flag=True, help="Don't ask.")
@_JSON
@pass_session
def merge(session: Session, files: tuple[Path, ...], *, dry_run: bool, yes: bool, as_json: bool) -> None:
    """Take in what other machines saved: nothing twice, nothing lost, in any order.

    What others wrote stays theirs: no undo of yours takes it back, so it asks first. A backup is made before.
    """
    wanted = tuple(file.absolute() for file in files)
    with session.writing() as book:
        would = book.merge_preview(wanted)
        if dry_run or not would.new:
            _tell(would, as_json=as_json, done=False)
            return
        if not yes:
            for line in merged(would, done=False):
                talk(line)
            if not confirmed("Merge them? No undo takes that back; a backup is made first."):
                raise Refused("Nothing was merged.", "With --yes nothing is asked.")
        done = book.merge_journal(wanted, session.now)
        gone_on = book.go_on(session.now)
    _tell(done, as_json=as_json, done=True, planned=0 if gone_on is None else len(gone_on.accounts))


def _tell(told: Merged, *, as_json: bool, done: bool, planned: int = 0) -> None:
    if as_json:
        answer(_shape(told, planned))
        return
    for line in merged(told, done=done):
        out(line)
    if planned:
        out(f"{count(planned, 'account')} had no next step and got one (R6); notyet undo takes that back.")


def _shape(told: Merged, planned: int) -> Mapping[str, Json]:
    return {
        "entries": told.entries, "new": told.new, "known": told.known,
        "writers": [{"writer": each.name, "entries": each.entries} for each in told.writers],
        "about": told.accounts, "renumbered": told.renumbered, "blanked": told.blanked,
        "backups_hold": [str(file) for file in told.held],
        "unknown_kinds": list(told.unknown), "planned": planned,
        "clock_ahead_seconds": None if told.ahead is None else int(told.ahead.total_seconds()),
    }  # fmt: skip
