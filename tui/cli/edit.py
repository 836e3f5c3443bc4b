"""`notyet edit`: any field of an account or a person, settled as an import settles it (R36, R40)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from playbook import moves
from playbook.cleaning import clean_line, clean_note
from playbook.errors import Refused
from playbook.folding import fold
from tui.cli.say import answer, out, talk
from tui.cli.session import Session, pass_session

if TYPE_CHECKING:
    from playbook.decision import Draft
    from playbook.facts import AccountFacts, Fields, PersonFacts
    from storage.book import Book

_USUAL = "US"
_NOTE = "note"


@click.command()
@click.argument("account")
@click.argument("changes", nargs=-1, required=True, metavar="FIELD=VALUE ...")
@click.option("--person", metavar="NAME", help="Change somebody there, not the account.")
@click.option("--json", "as_json", is_flag=True, help="For scripts: what stands now.")
@pass_session
def edit(session: Session, *, account: str, changes: tuple[str, ...], person: str | None, as_json: bool) -> None:
    """Change fields of ACCOUNT, or of a person there: state=IL, employees=250, tags="expo, vip", tier=A.

    Any name is a field; `field=` clears it. A line break in a value becomes a blank. `note=...` adds a note.
    """
    typed = dict(_parted(each) for each in changes)
    note = clean_note(typed.pop(_NOTE, ""))
    with session.reading() as book:
        firm = book.side(book.find(account)).account
        held = firm if person is None else book.person(person, firm.id).person
        fields = _fields(book, held, typed, person=person is not None)
        drafts = _drafts(firm, held, fields, note, session)
        if not drafts:
            raise Refused(f"{held.name} says that already. Nothing was changed.")
        what = ", ".join([name for name, _ in fields] + ([_NOTE] if note else []))
        book.record(drafts, now=session.now, label=f"{what} changed · {held.name}")
    if as_json:
        answer({"account_id": firm.id, "person_id": None if person is None else held.id, "changed": dict(fields)})
        return
    for name, value in fields:
        out(f"{name}: {'cleared' if value == '' else value}")
    talk(f"{held.name} · notyet undo takes it back.")


def _parted(text: str) -> tuple[str, str]:
    name, parted, value = text.partition("=")
    if not parted or not fold(name):
        msg = f"{text!r} is no change; write it as state=IL, or state= to clear it"
        raise click.BadParameter(msg, param_hint="FIELD=VALUE")
    return clean_line(name).casefold(), value


def _fields(book: Book, held: AccountFacts | PersonFacts, typed: dict[str, str], *, person: bool) -> Fields:
    from storage import mend_fields

    usual = book.settings().hours.country or _USUAL
    return mend_fields.changed(typed, {**dict(held.fields), "name": held.name}, person=person, usual=usual)


def _drafts(
    firm: AccountFacts, held: AccountFacts | PersonFacts, fields: Fields, note: str, session: Session
) -> tuple[Draft, ...]:
    from playbook.facts import PersonFacts

    drafts: list[Draft] = []
    if isinstance(held, PersonFacts):
        drafts += [moves.set_person(held.id, fields)] if fields else []
    else:
        drafts += [moves.set_account(held.id, fields)] if fields else []
    if note:
        drafts.append(
            moves.remark(firm.id, _NOTE, note, session.today, held.id if isinstance(held, PersonFacts) else None)
        )
    return tuple(drafts)
