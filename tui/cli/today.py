"""`notyet today`: the list to work from top to bottom (R32-R34)."""

from __future__ import annotations

from pathlib import Path

import click

from playbook import daywords
from storage.views import Today, TodayRow
from tui.cli import shapes
from tui.cli.say import answer, hour, on_a_terminal, table, talk, verbatim
from tui.cli.session import Session, pass_session

_HEAD = ("due", "why", "account", "person", "by", "there", "No", "fit")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@click.option("--plain", is_flag=True, help="The call sheet as text of 80 columns, to print.")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="The call sheet as a page to print, written to FILE.")  # fmt: skip
@click.option("--force", is_flag=True, help="FILE may be replaced.")
@click.option("--more", type=click.IntRange(0, 400), default=0, metavar="N", help="N more first touches (R32).")
@pass_session
def today(session: Session, *, as_json: bool, plain: bool, html: Path | None, force: bool, more: int) -> None:
    """Today's touches, in the order to work them; as a call sheet they go to the telephone on paper."""
    if html is not None or (plain and not as_json):
        _print(session, html, more, force=force)
        return
    with session.reading() as book:
        found = book.today(session.now, more=more)
        back = book.coming_back(session.now)
    if as_json:
        answer(shapes.today(found))
        return
    head = _HEAD if on_a_terminal() else ()
    table([_cells(row, found) for row in found.rows], head)
    for line in _told(found):
        talk(line)
    if back is not None:
        talk(f"Welcome back: {back.held_back} are held back (R37); notyet spread shows them over the coming days.")


def _print(session: Session, html: Path | None, more: int, *, force: bool) -> None:
    """Write the call sheet to a file, or as text to stdout."""
    from storage.exporting.sheet import call_sheet
    from storage.exporting.sheet_file import write
    from storage.exporting.sheet_plain import lines

    with session.reading() as book:
        sheet = call_sheet(book, session.now, more)
    if html is None:
        for line in lines(sheet):
            verbatim(line)
        return
    made = write(sheet, html, force=force)
    talk(f"{sheet.head()}: {made}")
    talk("Open it in a browser and print it. It is readable by you alone; names and numbers are in it.")


def _cells(row: TodayRow, found: Today) -> tuple[str, ...]:
    due = hour(row.at) or ("today" if row.due >= found.day else daywords.on_key(row.due, found.day))
    return (
        due,
        row.reason,
        f"* {row.name}" if row.dream else row.name,
        ", ".join(part for part in (row.person_name, row.title) if part),
        "" if row.channel is None else row.channel.value,
        shapes.hour(row.there) or "",
        str(row.nos) if row.nos else "",
        "" if row.fit is None else str(row.fit),
    )


def _told(found: Today) -> list[str]:
    lines = [f"{daywords.full(found.day)} · {len(found.rows)} left · {found.done} of {found.cap} touches done"]
    if found.held_back:
        lines.append(f"{found.held_back} held back by the cap of {found.cap} a day (R34).")
    if found.full:
        lines.append(
            f"The book is full: {found.live:,} live at {found.cap} a day (R32); notyet held shows the ways out."
        )
    if found.low:
        lines.append(f"The pool is low: {found.pool} wait (R32); notyet import FILE brings a list.")
    if found.away is not None:
        lines.append(f"Away {daywords.dated(found.away[0])} - {daywords.full(found.away[1])} (R37).")
    if not found.rows:
        nothing = (
            "Nothing is due." if found.pool else "Nothing is due and nobody waits: notyet import FILE brings a list."
        )
        lines.append(nothing)
    return lines
