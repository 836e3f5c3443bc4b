"""`notyet move`: somebody was put at the wrong company; their bars travel, history stays where it happened (R38)."""

from __future__ import annotations

import click

from playbook import merging
from tui.cli.say import answer, out, talk
from tui.cli.session import Session, pass_session


@click.command()
@click.argument("person")
@click.argument("account")
@click.option("--at", metavar="ACCOUNT", help="The account where they sit now, if others have their name.")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@pass_session
def move(session: Session, *, person: str, account: str, at: str | None, as_json: bool) -> None:
    """Put PERSON at another ACCOUNT.

    A correction, not a change of jobs: whoever left for a new firm is logged with `notyet log ACCOUNT left` (R21).
    """
    with session.reading() as book:
        place = None if at is None else book.find(at)
        held = book.person(person, place)
        there = book.side(book.find(account)).account
        drafts = merging.moved(held.person, there.id)
        label = f"moved {held.person.name} to {there.name}"
        book.record(drafts, now=session.now, label=label)
    if as_json:
        answer({"person_id": held.person.id, "from_id": held.account, "to_id": there.id})
        return
    out(f"{held.person.name}: from {held.account_name} to {there.name}")
    talk("What happened stays in the record of the account where it happened. notyet undo takes it back.")
