"""`notyet doctor`: is the file whole, do the tables say what the journal says, is nobody forgotten (R6)."""

from __future__ import annotations

import click

from playbook.errors import Refused
from tui.cli.say import Json, answer, out, table, talk
from tui.cli.session import Session, pass_session

_TO_REBUILD = "Your journal is the truth: notyet doctor --rebuild"
_TO_TOUCH = "No table is wrong: they wait in notyet today and notyet held to be touched (R6)."


@click.command()
@click.option("--rebuild", is_flag=True, help="First make every table anew from the journal (R40).")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@pass_session
def doctor(session: Session, *, rebuild: bool, as_json: bool) -> None:
    """Look the book over; nothing is changed unless --rebuild says so. Exit 1 where something is not well."""
    with session.reading() as book:
        if rebuild:
            talk("Making the tables anew from the journal ...")
            book.rebuild(session.now)
            gone_on = book.go_on(session.now)
            if gone_on is not None:
                talk(f"Planned a next step for {len(gone_on.accounts)} who had none (R6); notyet undo takes it back.")
        findings = book.doctor(session.now)
        size = book.size()
    if as_json:
        rows: list[Json] = [{"what": each.what, "ok": each.ok, "words": each.words} for each in findings]
        answer({"book": str(session.path), "ok": all(each.ok for each in findings), "findings": rows})
    else:
        out(f"{session.path}")
        out(f"{size.accounts} accounts · {size.people} people · {size.touches} touches · {size.entries} entries")
        table([("well" if each.ok else "NOT WELL", each.what, each.words) for each in findings])
    if not all(each.ok for each in findings):
        only_forgotten = {each.what for each in findings if not each.ok} == {"forgotten"}
        raise Refused("Something is not well; see above.", _TO_TOUCH if only_forgotten else _TO_REBUILD)
