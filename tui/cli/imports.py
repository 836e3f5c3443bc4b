"""`notyet imports`: every import, and the way to take an older one back (R39)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from playbook import daywords
from playbook.errors import BadInput, Refused
from tui.cli.say import Json, answer, out, somebody_there, table, talk
from tui.cli.session import Session, pass_session
from tui.imports_words import counts, effect, told

if TYPE_CHECKING:
    from storage.book import Book
    from storage.views import Landed


@click.command()
@click.option("--undo", type=click.IntRange(1), metavar="N", help="Take back the import of this number.")
@click.option("--yes", is_flag=True, help="Don't ask.")
@click.option("--report", type=click.IntRange(1), metavar="N", help="Show what the import of this number found.")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@pass_session
def imports(session: Session, *, undo: int | None, yes: bool, report: int | None, as_json: bool) -> None:
    """Every import with its counts; an older one is taken back by its number, whatever was done since (R39)."""
    with session.reading() as book:
        found = book.imports()
        if undo is not None:
            _undo(session, book, _numbered(found, undo), yes=yes, as_json=as_json)
            return
    if report is not None:
        for line in told(_numbered(found, report).report):
            out(line)
        return
    if as_json:
        answer([_shape(len(found) - place, landed) for place, landed in enumerate(found)])
        return
    rows = [
        (str(len(found) - place), daywords.full(landed.at.date()), landed.source, counts(landed.report),
         "taken back" if landed.undone else "")
        for place, landed in enumerate(found)
    ]  # fmt: skip
    table(rows, ("", "when", "from", "brought", ""))
    if not found:
        talk("No list was imported yet: notyet import FILE brings one in.")


def _numbered(found: tuple[Landed, ...], wanted: int) -> Landed:
    """Return the import of a number: they are counted from the first one, so a number stays its own."""
    if wanted > len(found):
        raise BadInput(f"There is no import {wanted}; the newest is {len(found)}.", "notyet imports lists them.")
    return found[len(found) - wanted]


def _undo(session: Session, book: Book, landed: Landed, *, yes: bool, as_json: bool) -> None:
    if landed.undone:
        raise Refused(f"That was taken back already: {landed.label}")
    would = book.taken_back(landed.action)
    if not yes and somebody_there():
        talk(effect(would))
        click.confirm("Take it back?", abort=True, err=True)
    change = book.undo(session.now, landed.action)
    stayed = [name for number, name in would.stay if number in change.stayed]
    if as_json:
        answer({"undone": change.label, "gone": would.go, "stayed": stayed})
        return
    out(f"Taken back: {change.label}")
    for name in stayed:
        out(f"stays: {name}")
    talk("notyet redo brings it back.")


def _shape(number: int, landed: Landed) -> dict[str, Json]:
    try:
        report: Json = json.loads(landed.report)
    except ValueError:
        report = None
    return {
        "number": number, "action": landed.action, "at": landed.at.isoformat(timespec="minutes"),
        "source": landed.source, "label": landed.label, "undone": landed.undone, "report": report,
    }  # fmt: skip
