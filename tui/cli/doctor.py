"""`notyet doctor`: is the file whole, do the tables say what the journal says, is nobody forgotten (R6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from playbook.errors import BookTrouble, Refused
from tui.cli.say import Json, answer, out, table, talk
from tui.cli.session import Session, pass_session
from tui.cli.stopping import FarLine, heard, stoppable
from tui.daytext import plural

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from storage.book import Book
    from storage.doctor_words import Finding, Looking
    from storage.views import BookSize

_TO_MEND = "The journal is the truth, and is never touched. What can be mended: notyet doctor --mend"
_TO_TOUCH = "No table is wrong: they wait in notyet today and notyet held to be touched (R6)."
_STOPPED = ("The look was stopped.", "Nothing was changed.")
_NOTHING_TO_MEND = "Nothing of that can be mended by itself; each line says what to do."


@click.command()
@click.option("--mend", is_flag=True, help="Mend what can be mended: tables, next steps, rights.")
@click.option("--rebuild", is_flag=True, help="First make every table anew from the journal (R40).")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@pass_session
def doctor(session: Session, *, mend: bool, rebuild: bool, as_json: bool) -> None:
    """Look the book over; nothing is changed unless --mend or --rebuild says so. Exit 1 where something is not well.

    A very big book takes minutes; stderr says how far it is, and ctrl+c stops it.
    """
    with session.reading() as book:
        if rebuild:
            talk("Making the tables anew from the journal ...")
            with heard("Making") as tell:
                book.rebuild(session.now, tell)
            gone_on = book.go_on(session.now)
            if gone_on is not None:
                talk(f"Planned a next step for {len(gone_on.accounts)} who had none (R6); notyet undo takes it back.")
        findings = _look(book, session.now)
        if mend and any(each.mend for each in findings):
            for line in book.mend(findings, session.now):
                talk(line)
            findings = _look(book, session.now)
        size = book.size()
    _tell(session, findings, size, as_json=as_json)
    wrong = [each for each in findings if not each.ok]
    if wrong:
        raise Refused("Something is not well; see above.", _advice(wrong))


def _look(book: Book, now: datetime) -> tuple[Finding, ...]:
    line = FarLine("Looking")
    with stoppable() as stop:

        def told(far: Looking) -> None:
            if stop.asked():
                raise Refused(*_STOPPED)
            counted = f" {far.done:,} of {far.total:,}" if far.total else ""
            line.tell(far.place, far.count, f"{far.what}{counted}:")

        book.stop_when(stop.asked)
        try:
            return book.doctor(now, told)
        except BookTrouble as error:
            if stop.asked():
                raise Refused(*_STOPPED) from error  # inside one long statement
            raise
        finally:
            book.stop_when(None)
            line.end()


def _tell(session: Session, findings: Sequence[Finding], size: BookSize, *, as_json: bool) -> None:
    if as_json:
        rows: list[Json] = [
            {"what": each.what, "ok": each.ok, "words": each.words, "mend": each.mend} for each in findings
        ]
        answer({"book": str(session.path), "ok": all(each.ok for each in findings), "findings": rows})
    else:
        out(f"{session.path}")
        counted = (
            plural(size.accounts, "account"),
            plural(size.people, "person", "people"),
            plural(size.touches, "touch", "touches"),
            plural(size.entries, "entry", "entries"),
        )
        out(" · ".join(counted))
        table([("well" if each.ok else "NOT WELL", each.what, each.words) for each in findings])
        for each in findings:
            if each.mend:
                talk(f"--mend {each.mend} ({each.what}).")


def _advice(wrong: Sequence[Finding]) -> str:
    if {each.what for each in wrong} == {"forgotten"}:
        return _TO_TOUCH
    return _TO_MEND if any(each.mend for each in wrong) else _NOTHING_TO_MEND
