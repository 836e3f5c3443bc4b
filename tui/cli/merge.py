"""`notyet merge`: one of two companies, or of two people; the list of merges, and the way to split one (R39)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from playbook import daywords, merging
from playbook.errors import BadInput, Refused
from tui.cli.say import Json, answer, out, somebody_there, table, talk
from tui.cli.session import Session, pass_session

if TYPE_CHECKING:
    from playbook.decision import Draft
    from playbook.facts import AccountFacts, PersonFacts
    from playbook.merging import Conflict
    from storage.book import Book
    from storage.views_mend import Merged

_SHAPES = "notyet merge GONE INTO, notyet merge --list, or notyet merge --split N"


@click.command()
@click.argument("gone", required=False)
@click.argument("into", required=False)
@click.option("--people", is_flag=True, help="GONE and INTO are people, by their names or ids.")
@click.option("--at", metavar="ACCOUNT", help="The account where both people sit.")
@click.option("--take", multiple=True, metavar="FIELD", help="Where both say something, take this field from GONE.")
@click.option("--list", "listed", is_flag=True, help="Every merge, with its number.")
@click.option("--split", type=click.IntRange(1), metavar="N", help="Split the merge of this number again.")
@click.option("--dry-run", is_flag=True, help="Only show what would stand.")
@click.option("--yes", is_flag=True, help="Don't ask.")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@pass_session
def merge(  # noqa: PLR0913  (a command has its options)
    session: Session, *, gone: str | None, into: str | None, people: bool, at: str | None, take: tuple[str, ...],
    listed: bool, split: int | None, dry_run: bool, yes: bool, as_json: bool,
) -> None:  # fmt: skip
    """Make one of two: what was GONE is INTO from now on, with all of its touches, people, promises and bars.

    Where both say something INTO stands, unless --take FIELD; undo, or --split N whenever you like, splits them again.
    """
    if split is not None:
        _split(session, split, as_json=as_json)
        return
    if listed:
        _list(session, as_json=as_json)
        return
    if gone is None or into is None:
        raise click.UsageError(_SHAPES)
    with session.reading() as book:
        kept, other, drafts = _two(book, gone, into, at, take, people=people or at is not None)
        clashes = merging.conflicts(kept, other)
        if not as_json:
            _show(kept, other, clashes, take)
        if not dry_run and _agreed(yes=yes):
            book.record(drafts, now=session.now, label=merging.label(kept, other))
            if not as_json:
                out(f"Merged: {other.name} into {kept.name}")
                talk("notyet undo splits them again; notyet merge --list knows this one for good.")
        if as_json:
            answer(_shape(kept, other, clashes, take, done=not dry_run))


def _two(
    book: Book, gone: str, into: str, at: str | None, take: tuple[str, ...], *, people: bool
) -> tuple[AccountFacts | PersonFacts, AccountFacts | PersonFacts, tuple[Draft, ...]]:
    if people:
        place = None if at is None else book.find(at)
        person, other = book.person(into, place).person, book.person(gone, place).person
        return person, other, merging.people(person, other, take)
    kept, firm = book.side(book.find(into)).account, book.side(book.find(gone)).account
    return kept, firm, merging.accounts(kept, firm, take)


def _agreed(*, yes: bool) -> bool:
    return yes or not somebody_there() or click.confirm("Merge them?", abort=True, err=True)


def _show(
    kept: AccountFacts | PersonFacts, gone: AccountFacts | PersonFacts, clashes: tuple[Conflict, ...],
    take: tuple[str, ...],
) -> None:  # fmt: skip
    talk(f"{gone.name} ({gone.id}) goes into {kept.name} ({kept.id}).")
    if clashes:
        rows = [
            (each.field, str(each.gone if each.field in take else each.kept),
             str(each.kept if each.field in take else each.gone))
            for each in clashes
        ]  # fmt: skip
        table(rows, ("field", "stands", "goes"))


def _list(session: Session, *, as_json: bool) -> None:
    with session.reading() as book:
        found = book.merges()
    if as_json:
        answer([_merged(each) for each in found])
        return
    rows = [
        (str(each.number), daywords.full(each.at.date()), "people" if each.person else "accounts", each.gone_name,
         each.kept_name, "split" if each.undone else "")
        for each in found
    ]  # fmt: skip
    table(rows, ("", "when", "what", "went", "into", ""))
    if not found:
        talk("Nothing was merged yet: notyet duplicates shows who may be one and the same.")


def _split(session: Session, number: int, *, as_json: bool) -> None:
    """Take one merge back, however old: both stand as before, what came later stays with the one that stayed (R39)."""
    with session.reading() as book:
        found = next((each for each in book.merges() if each.number == number), None)
        if found is None:
            raise BadInput(f"There is no merge {number}. Nothing was changed.", "notyet merge --list shows them.")
        if found.undone:
            raise Refused(f"That was split already: {found.gone_name} and {found.kept_name}.")
        book.undo(session.now, found.action)
    if as_json:
        answer({"split": number, "accounts": [found.gone, found.kept]})
        return
    out(f"Split: {found.gone_name} and {found.kept_name}")
    talk("notyet redo merges them again.")


def _merged(each: Merged) -> dict[str, Json]:
    return {
        "number": each.number, "action": each.action, "at": each.at.isoformat(timespec="minutes"),
        "people": each.person, "gone_id": each.gone, "gone": each.gone_name, "into_id": each.kept,
        "into": each.kept_name, "undone": each.undone,
    }  # fmt: skip


def _shape(
    kept: AccountFacts | PersonFacts, gone: AccountFacts | PersonFacts, clashes: tuple[Conflict, ...],
    take: tuple[str, ...], *, done: bool,
) -> dict[str, Json]:  # fmt: skip
    return {
        "merged": done, "gone_id": gone.id, "gone": gone.name, "into_id": kept.id, "into": kept.name,
        "conflicts": [
            {"field": each.field, "stands": each.gone if each.field in take else each.kept,
             "goes": each.kept if each.field in take else each.gone}
            for each in clashes
        ],
    }  # fmt: skip
