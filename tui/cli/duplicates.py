"""`notyet duplicates`: who may be one and the same; nothing is merged by itself (DESIGN section 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from playbook import not_same
from playbook.errors import NotFound, Refused
from tui.cli.say import Json, answer, out, talk
from tui.cli.session import Session, pass_session
from tui.cli.stopping import FarLine, stoppable

if TYPE_CHECKING:
    from playbook.facts import AccountFacts, PersonFacts
    from storage.book import Book
    from storage.views_duplicates import Duplicates, Suspect, SuspectPair


@click.command()
@click.option(
    "--not-same", "apart", nargs=2, metavar="ID ID", help="These two are not the same: never show them as a pair again."
)
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@pass_session
def duplicates(session: Session, *, apart: tuple[str, str] | None, as_json: bool) -> None:
    """Who may be one and the same, and what speaks for it.

    Companies of like names in one place or behind one site; people of like names with one number, address, birthday or
    firm. Merge two with `notyet merge`; say that two are not with --not-same and their ids.
    """
    with session.reading() as book:
        if apart is not None:
            _keep_apart(session, book, apart, as_json=as_json)
            return
        found = _found(book)
    if as_json:
        answer(_shape(found))
        return
    for pair in found.pairs:
        _show(pair)
    talk(_told(found))


def _found(book: Book) -> Duplicates:
    """Look through the book: stderr says how far it is, ctrl+c stops it."""
    line = FarLine("Looking")
    with stoppable() as stop:

        def told(done: int, total: int) -> None:
            if stop.asked():
                raise Refused("The search was stopped.", "It changes nothing.")
            if total:
                line.tell(done, total)
            else:
                line.count(done, "pairs compared")

        try:
            return book.duplicates(told)
        finally:
            line.end()


def _keep_apart(session: Session, book: Book, apart: tuple[str, str], *, as_json: bool) -> None:
    one, other = (_facts(book, text) for text in apart)
    change = book.record(not_same.drafts(one, other), now=session.now, label=not_same.label(one, other))
    if as_json:
        answer({"not_same": [one.id, other.id]})
        return
    out(f"Kept: {change.label}")
    talk("They won't be shown as a pair again. notyet undo takes that back.")


def _facts(book: Book, text: str) -> AccountFacts | PersonFacts:
    try:
        return book.side(book.find(text)).account
    except NotFound:
        return book.person(text).person


def _show(pair: SuspectPair) -> None:
    out(f"{'people' if pair.person else 'companies'}: {', '.join(pair.why)}")
    for each in (pair.one, pair.other):
        out(f"  {_words(each, person=pair.person)}")


def _words(suspect: Suspect, *, person: bool) -> str:
    at = suspect.account_name if person and suspect.account_name != suspect.name else ""
    said = (suspect.name, at, suspect.email, suspect.phone, suspect.place, suspect.id)
    return " · ".join(filter(None, said))


def _told(found: Duplicates) -> str:
    count = len(found.pairs)
    if not count:
        return f"Nobody looks like somebody else among {found.looked_at:,} companies and people."
    more = " and more" if found.more else ""
    ways = "notyet merge ID ID (people: with --people) makes one of two; notyet duplicates --not-same ID ID says no."
    return f"{count:,}{more} {'pair' if count == 1 else 'pairs'} that may be one. {ways}"


def _shape(found: Duplicates) -> dict[str, Json]:
    return {
        "looked_at": found.looked_at,
        "more": found.more,
        "pairs": [
            {
                "kind": "person" if pair.person else "account",
                "why": list(pair.why),
                "of": [_suspect(each) for each in (pair.one, pair.other)],
            }
            for pair in found.pairs
        ],
    }


def _suspect(each: Suspect) -> dict[str, Json]:
    return {
        "id": each.id, "name": each.name, "account_id": each.account, "account": each.account_name,
        "email": each.email, "phone": each.phone, "place": each.place,
    }  # fmt: skip
