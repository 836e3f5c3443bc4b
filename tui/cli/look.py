"""`notyet search`, `dream` and `dump`: the lists of the book."""

from __future__ import annotations

from datetime import date

import click

from playbook import daywords
from tui.cli import shapes
from tui.cli.say import answer, table, talk
from tui.cli.session import Session, pass_session

_JSON = click.option("--json", "as_json", is_flag=True, help="For scripts.")
_NO_YEARS = "-"


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True, help="At most so many.")
@_JSON
@pass_session
def search(session: Session, *, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find accounts by name, person, phone, e-mail, note or pain; beginnings of words are enough."""
    with session.reading() as book:
        found = book.search(" ".join(words), limit)
    if as_json:
        answer(shapes.hits(found))
        return
    table([
        (hit.name, hit.person_name, hit.standing.value, f"No {hit.nos}" if hit.nos else "", hit.detail, hit.account)
        for hit in found
    ])  # fmt: skip
    if not found:
        talk("Nothing found.")


@click.command()
@_JSON
@pass_session
def dream(session: Session, *, as_json: bool) -> None:
    """Dream clients: openings first, then the most silent (R20)."""
    with session.reading() as book:
        found = book.dream(session.now)
    if as_json:
        answer(shapes.dream(found))
        return
    head = ("account", "whom", "years", "No", "spend", "with", "last", "next", "silence", "opening")
    rows = [
        (
            row.name, _since(row.person_name, row.person_since), f"{row.years:.0f}" if row.years else _NO_YEARS,
            str(row.nos), _money(row.spend), _since(row.incumbent, row.incumbent_since),
            "never" if row.last_on is None else daywords.full(row.last_on),
            "" if row.next_on is None else daywords.full(row.next_on), f"{row.silence:.1f}", row.opening,
        )
        for row in found
    ]  # fmt: skip
    table(rows, head)
    if not found:
        talk("No dream clients yet: star one with * in the planner, or notyet add NAME --dream.")


@click.command()
@_JSON
@pass_session
def dump(session: Session, *, as_json: bool) -> None:
    """The dump queue with its evidence; deciding is done in the planner (d, r)."""
    with session.reading() as book:
        queue = book.dump_queue(session.now)
    if as_json:
        answer(shapes.dump(queue))
        return
    rows = [(row.name, f"{row.hours:.1f} h", row.why, "; ".join(row.evidence), f"No {row.nos}") for row in queue.rows]
    table(rows, ("account", "a quarter", "why", "evidence", "No"))
    talk(
        f"{len(queue.rows)} proposed · {queue.set_aside} set aside · {queue.dumped} dumped, {queue.hours_won:.0f} h won"
    )


def _since(name: str, since: date | None) -> str:
    """Return a name with the year since when they are there (R23)."""
    return name if since is None or not name else f"{name} (since {since.year})"


def _money(amount: float | None) -> str:
    if amount is None:
        return ""
    for least, unit in ((1e9, "B"), (1e6, "M"), (1e3, "k")):
        if amount >= least:
            return f"{amount / least:.1f}{unit}"
    return f"{amount:.0f}"
