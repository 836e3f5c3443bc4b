"""`notyet held`: what the cap holds back today, and the ways out of a full book (R32, R34)."""

from __future__ import annotations

import click

from playbook.relief import Way
from storage.views import TodayRow
from storage.views_day import Held
from tui.cli import shapes
from tui.cli.say import answer, table, talk
from tui.cli.session import Session, pass_session
from tui.cli.shapes import Shape


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@pass_session
def held(session: Session, *, as_json: bool) -> None:
    """What the cap holds back today, in its order."""
    with session.reading() as book:
        found = book.held(session.now)
    if as_json:
        answer(_shape(found))
        return
    table([_cells(row) for row in found.rows])
    for words in _told(found):
        talk(words)


def _cells(row: TodayRow) -> tuple[str, ...]:
    channel = "" if row.channel is None else row.channel.value
    return (row.reason, f"* {row.name}" if row.dream else row.name, row.person_name, channel, row.account)


def _told(found: Held) -> list[str]:
    lines = [f"{found.held_back} held back by the cap of {found.cap} a day; they keep their order (R34)."]
    if found.forgotten:
        lines.append(f"{found.forgotten} of them are forgotten: two gaps and ten working days without a touch (R6).")
    if found.full:
        lines += [
            f"The book is full: {found.live:,} live at {found.cap} a day (R32).",
            f"The next {found.days} working days hold {found.ahead} touches, the cap lets in {found.room}. Ways out:",
            *(f"  {way.remedy}: {way.what}, frees {way.frees} touches in these days" for way in found.ways),
        ]
    if found.held_back:
        lines.append("notyet spread shows them over the coming days.")
    return lines


def _shape(found: Held) -> Shape:
    return {
        "date": shapes.day(found.day),
        "cap": found.cap,
        "held_back": found.held_back,
        "ahead": found.ahead,
        "room": found.room,
        "live": found.live,
        "full": found.full,
        "over": found.over,
        "forgotten": found.forgotten,
        "ways": [_way(way) for way in found.ways],
        "touches": [shapes.today_row(row) for row in found.rows],
    }


def _way(way: Way) -> Shape:
    return {"way": way.remedy, "what": way.what, "frees": way.frees}
