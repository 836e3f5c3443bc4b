"""`notyet add`: an account, a person, or both, in one action."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from playbook import moves
from playbook.bodies import AccountAdded, PersonAdded, StandingSet
from playbook.cleaning import clean_line, clean_note
from playbook.decision import Draft
from playbook.errors import BadInput, Refused
from playbook.facts import Fields
from playbook.folding import fold
from playbook.words import AccountId, PersonId, Role
from tui import erase_words
from tui.cli.say import answer, out, somebody_there, talk
from tui.cli.session import Session, pass_session

if TYPE_CHECKING:
    from storage.book import Book

NEW_PERSON = PersonId("new:2")
_USUAL = "US"
"""Country of phones and states that name none, where the playbook names none either."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options as they were typed."""

    name: str | None
    to: str | None
    person: str | None
    title: str
    phone: str
    email: str
    role: str | None
    field: tuple[str, ...]
    note: str
    dream: bool
    again: bool


@click.command()
@click.argument("name", required=False)
@click.option("--to", metavar="ACCOUNT", help="Add to an account that is in the book.")
@click.option("--person", help="Someone there.")
@click.option("--title", default="", help="The person's title.")
@click.option("--phone", default="", help="The person's phone; the company's, without --person.")
@click.option("--email", default="", help="The person's e-mail; the company's, without --person.")
@click.option("--role", type=click.Choice([role.value for role in Role]), help="Their part in a decision.")
@click.option("--field", multiple=True, metavar="KEY=VALUE", help="Any field of the company: state=IL, employees=250.")
@click.option("--note", default="", help="A note on the account.")
@click.option("--dream", is_flag=True, help="Star it as a dream client.")
@click.option("--again", is_flag=True, help="Add them though they were erased: they contacted you (R38).")
@click.option("--json", "as_json", is_flag=True, help="For scripts: the new ids.")
@pass_session
def add(session: Session, /, *, as_json: bool, **options: object) -> None:
    """Add an account NAME, a person, or both.

    For instance: notyet add "Acme Robotics" --person "Dana Cole" --title "VP Operations" --phone "+1 312 555 0142"
    """
    wanted = Wanted(**options)  # type: ignore[arg-type]  # click checked every one
    if wanted.name is None and wanted.to is None:
        raise click.UsageError("say a NAME, or --to ACCOUNT")
    if wanted.to is not None and (wanted.name is not None or wanted.person is None):
        raise click.UsageError('--to wants --person and no NAME: notyet add --to Acme --person "Dana Cole"')
    opened = session.writing() if wanted.to is None else session.reading()
    with opened as book:
        _add(session, book, wanted, as_json=as_json)


def _add(session: Session, book: Book, wanted: Wanted, *, as_json: bool) -> None:
    account = moves.FRESH if wanted.to is None else book.find(wanted.to)
    from storage.importing.typed import settled

    typed = [*_account(wanted, account, session), *_person(wanted, account)]
    drafts = settled(typed, book.settings().hours.country or _USUAL)
    _welcome(book, drafts, wanted)
    who = " · ".join(part for part in (_name(wanted.person), _name(wanted.name) or wanted.to) if part)
    change = book.record(drafts, now=session.now, label=f"Added {who}")
    ids = dict(change.ids)
    account = AccountId(ids.get(account, account))
    if as_json:
        answer({"account_id": account, "person_id": ids.get(NEW_PERSON)})
        return
    out(f"Added {who} · {account}")


def _welcome(book: Book, drafts: tuple[Draft, ...], wanted: Wanted) -> None:
    """Say that somebody was erased before, and go on only with the rep's word (R38).

    Raises:
        Refused: they were, and nobody said that they come back.
    """
    fields = [draft.body.fields for draft in drafts if isinstance(draft.body, AccountAdded | PersonAdded)]
    day = None if wanted.again else erase_words.erased_on(book, fields)
    if day is None:
        return
    if not somebody_there():
        raise Refused(f"{erase_words.before(day)} Nothing was added.", "With --again they are added all the same.")
    talk(erase_words.before(day))
    if not click.confirm("Did they contact you: add them again?", default=False, err=True):
        raise Refused("Nothing was added.")


def _name(text: str | None) -> str:
    return clean_line(text or "")


def _account(wanted: Wanted, account: AccountId, session: Session) -> list[Draft]:
    drafts = []
    if wanted.name is not None:
        name = _name(wanted.name)
        if not name:
            raise BadInput("A company needs a name; nothing was added.", 'For instance: notyet add "Acme Robotics"')
        drafts.append(moves.add_account(name, _fields(wanted)))
        if wanted.dream:
            drafts.append(Draft(account, StandingSet(session.today, None, dream=True)))
    if wanted.note:
        drafts.append(moves.remark(account, "note", clean_note(wanted.note), session.today))
    return drafts


def _fields(wanted: Wanted) -> Fields:
    """The company's own fields; without a person, phone and e-mail are the company's too."""
    found = {}
    for text in wanted.field:
        key, parted, value = text.partition("=")
        if not parted or not fold(key):
            msg = f"{text!r} is no field; write it as state=IL"
            raise click.BadParameter(msg, param_hint="--field")
        found[clean_line(key).casefold()] = clean_line(value)
    if wanted.person is None:
        found |= {"phone": clean_line(wanted.phone), "email": clean_line(wanted.email)}
    return tuple(sorted((key, value) for key, value in found.items() if value))


def _person(wanted: Wanted, account: AccountId) -> list[Draft]:
    if wanted.person is None:
        return []
    name = _name(wanted.person)
    if not name:
        raise BadInput("A person needs a name; nothing was added.", '--person "Dana Cole"')
    said = {"title": wanted.title, "phone": wanted.phone, "email": wanted.email, "role": wanted.role}
    fields = tuple(sorted((key, clean_line(text)) for key, text in said.items() if text))
    return [moves.add_person(account, name, fields)]
