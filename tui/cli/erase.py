"""`notyet erase`: a person or an account, for good (R38)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from playbook.errors import BadInput, Refused
from tui import erase_words
from tui.cli.say import Json, answer, out, somebody_there, talk
from tui.cli.session import Session, pass_session

if TYPE_CHECKING:
    from playbook.words import EntryId
    from storage.book import Book
    from storage.erase_views import Erased, ErasePreview, Mention


@click.command()
@click.argument("account", default="")
@click.option("--person", default="", metavar="NAME", help="Only this person, of ACCOUNT where it is named.")
@click.option("--keep", multiple=True, type=click.IntRange(1), metavar="N",
              help="Leave the words of this entry of others, by its number in the list.")  # fmt: skip
@click.option("--take", multiple=True, type=click.IntRange(1), metavar="N",
              help="Blank this one too: a namesake is left alone otherwise.")  # fmt: skip
@click.option("--keep-backups", is_flag=True, help="Leave the backups as they are; they are named.")
@click.option("--dry-run", is_flag=True, help="Only show what would go.")
@click.option("--yes", is_flag=True, help="Don't ask; backups are rewritten.")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@pass_session
def erase(  # noqa: PLR0913  (a command has its options)
    session: Session, *, account: str, person: str, keep: tuple[int, ...], take: tuple[int, ...], keep_backups: bool,
    dry_run: bool, yes: bool, as_json: bool,
) -> None:  # fmt: skip
    """Erase a person, or an account with its people: in the record, the tables, the search and the backups.

    Nothing brings them back, neither undo nor restore nor an import of their address or number. Entries of others that
    name them are listed with a number, and blanked unless you keep them.
    """
    if not account and not person:
        raise click.UsageError("Say whom: notyet erase ACCOUNT, or notyet erase --person NAME")
    with session.reading() as book:
        would = book.erase_preview(_target(book, account, person))
        kept = _kept(would, keep, take)
        if not as_json:
            _show(would, kept)
        if dry_run:
            if as_json:
                answer(_shape(would, kept))
            return
        _consent(would, yes=yes)
        done = book.erase(would.target, session.now, keep=kept, backups=not keep_backups, told=_tell)
    if as_json:
        answer({**_shape(would, kept), "erased": _done(done)})
        return
    for line in erase_words.done(done):
        out(line)


def _target(book: Book, account: str, person: str) -> str:
    if not person:
        return book.find(account)
    return book.person_called(person, book.find(account) if account else "")


def _kept(would: ErasePreview, keep: tuple[int, ...], take: tuple[int, ...]) -> frozenset[EntryId]:
    beyond = [number for number in (*keep, *take) if number > len(would.mentions)]
    if beyond:
        raise BadInput(
            f"There are {len(would.mentions)} entries of others, and no number {beyond[0]}. Nothing was erased.",
            "notyet erase … --dry-run lists them.",
        )
    return frozenset(
        each.entry
        for number, each in enumerate(would.mentions, 1)
        if number in keep or (not each.marked and number not in take)
    )


def _show(would: ErasePreview, kept: frozenset[EntryId]) -> None:
    talk(f"{would.name}: this goes")
    for line in erase_words.going(would):
        talk(f"  {line}")
    if would.mentions:
        talk("Entries of others that name them (x: blanked as well)")
        for number, each in enumerate(would.mentions, 1):
            mark = " " if each.entry in kept else "x"
            talk(f"  {number:>3} [{mark}] {erase_words.mention(each)}: {each.words}")
    for line in erase_words.staying(would):
        talk(line)


def _consent(would: ErasePreview, *, yes: bool) -> None:
    """Ask for the name: a slip of the finger erases nobody.

    Raises:
        Refused: it was not said, or nobody can be asked.
    """
    if yes:
        return
    talk(erase_words.FOR_GOOD)
    if not somebody_there():
        raise Refused("Nothing was erased: nobody is there to be asked.", "With --yes nothing is asked.")
    said: str = click.prompt(f"Type the name to erase ({would.name})", default="", show_default=False, err=True)
    if said.strip().casefold() != would.name.strip().casefold():
        raise Refused("That is not the name. Nothing was erased.")


def _tell(phase: str, at: int, total: int) -> None:
    if somebody_there():
        talk(erase_words.phase(phase, at, total))


def _shape(would: ErasePreview, kept: frozenset[EntryId]) -> dict[str, Json]:
    return {
        "id": would.target, "account": would.whole_account, "people": len(would.people), "entries": would.entries,
        "touches": would.touches, "touches_kept_without_person": would.stripped, "notes": would.notes,
        "hashed": would.hashed, "backups": [str(file) for file in would.backups],
        "yours": [str(file) for file in would.yours],
        "mentions": [_mention(each, blanked=each.entry not in kept) for each in would.mentions],
    }  # fmt: skip


def _mention(each: Mention, *, blanked: bool) -> Json:
    return {
        "entry": each.entry, "where": each.where, "what": each.what, "on": each.on.isoformat(), "words": each.words,
        "blanked": blanked,
    }  # fmt: skip


def _done(done: Erased) -> Json:
    cleaned = done.cleaned
    return {
        "entries": done.entries, "kept": done.kept, "left_in_file": list(cleaned.left), "checked": cleaned.checked,
        "backups_rewritten": [str(file) for file in cleaned.rewritten],
        "backups_left": [str(file) for file in cleaned.held],
    }  # fmt: skip
