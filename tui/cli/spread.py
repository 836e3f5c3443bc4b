"""`notyet spread`: the backlog over the coming days, shown before anything is written (R34, R37)."""

from __future__ import annotations

import click

from playbook import daywords
from playbook.errors import Refused
from storage.views_day import SpreadPreview
from tui.cli import shapes
from tui.cli.say import answer, out, somebody_there, table, talk
from tui.cli.session import Session, pass_session
from tui.cli.shapes import Shape


@click.command()
@click.option("--days", type=click.IntRange(2, 60), default=None, metavar="N", help="Over N working days.")
@click.option("--yes", is_flag=True, help="Write it without asking.")
@click.option("--json", "as_json", is_flag=True, help="For scripts: the preview, and whether it was written.")
@pass_session
def spread(session: Session, *, days: int | None, yes: bool, as_json: bool) -> None:
    """Spread the backlog over the coming days; without --yes it is only shown."""
    with session.reading() as book:
        shown = book.spread(session.now, days or 0)
        works = bool(shown.spread.moves or shown.skipped)
        if not as_json:
            _show(shown)
        if works and not yes and not as_json and somebody_there():
            yes = click.confirm("Write it", err=True)
        label = ""
        if yes and not works:
            raise Refused("Nothing is held back: there is nothing to spread.")
        if yes:
            words = shown.spread.label if shown.spread.moves else f"skipped {len(shown.skipped)} late comebacks"
            label = book.record(book.spread_drafts(shown, session.now), now=session.now, label=words).label
    if as_json:
        answer(_shape(shown, label))
    elif label:
        out(label)
    elif works:
        talk("Nothing was written: --yes writes it, undo takes it back.")


def _show(shown: SpreadPreview) -> None:
    if not shown.waiting:
        talk("Nothing is held back.")
    else:
        table([(daywords.full(day.on), f"{day.before} → {day.after}") for day in shown.spread.days])
        talk(f"{len(shown.spread.moves)} of {shown.waiting} held back would move; promises and openings stay.")
    if shown.spread.stays:
        talk(f"{shown.spread.stays} find no room and stay held back: --days takes more.")
    if shown.skipped:
        talk(f"{len(shown.skipped)} comebacks come too late: skipped, the rhythm goes on (R37).")


def _shape(shown: SpreadPreview, label: str) -> Shape:
    return {
        "held_back": shown.waiting,
        "moves": len(shown.spread.moves),
        "stays": shown.spread.stays,
        "skipped": len(shown.skipped),
        "room": shown.room,
        "days": [
            {"date": shapes.day(day.on), "before": day.before, "after": day.after} for day in shown.spread.days
        ],
        "written": label or None,
    }  # fmt: skip
