"""`notyet bulk`: one thing done to everything that a search finds; one action, one undo (R39)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from playbook import bulk as many
from playbook.bulk import Deed, Done, Wanted
from playbook.cleaning import clean_line
from playbook.errors import Refused
from tui.cli.say import answer, out, somebody_there, talk
from tui.cli.session import Session, pass_session
from tui.cli.stopping import FarLine, stoppable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from playbook.words import AccountId
    from storage.book import Book

_FIRST = 5
"""Names shown before it asks."""
_LENGTH = re.compile(r"(\d{1,4})\s*([dwmy])")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}


@click.command()
@click.argument("words")
@click.argument("deed", type=click.Choice([deed.value for deed in Deed]))
@click.argument("what", required=False)
@click.option("--reason", default="", help="Why: of dump and keep; asked once for all.")
@click.option("--dry-run", is_flag=True, help="Only count.")
@click.option("--yes", is_flag=True, help="Don't ask.")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@pass_session
def bulk(  # noqa: PLR0913  (a command has its options)
    session: Session, *, words: str, deed: str, what: str | None, reason: str, dry_run: bool, yes: bool, as_json: bool
) -> None:
    """Do one thing to all that the search WORDS find: dump, junk, tag NAME, star, snooze 1w, tickle 3m, keep.

    For instance: notyet bulk "tag:expo2019 is:pool" junk; untag NAME takes a tag off. One action, so one undo. What a
    rule forbids is left out and counted: who is barred stays barred. ctrl+c stops it, with nothing changed.
    """
    wanted = _wanted(session, Deed(deed), what or "", reason)
    with session.reading() as book:
        accounts = book.found(words)
        done = book.bulk(accounts, wanted, session.now)
        if not done.drafts:
            raise Refused(f"Nothing to do: {done.words() or 'the search finds nobody'}. Nothing was changed.")
        if not as_json:
            _show(book, done)
        if not dry_run and _agreed(many.label(wanted, done.count), yes=yes):
            _write(book, done, many.label(wanted, done.count), session.now)
    _tell(wanted, done, accounts, done_now=not dry_run, as_json=as_json)


def _write(book: Book, done: Done, label: str, now: datetime) -> None:
    """Write it all, or nothing where ctrl+c was pressed; stderr says how far it is."""
    line = FarLine("Writing")
    try:
        with stoppable() as stop:
            book.record_many(done.drafts, now=now, label=label, told=line.tell, cancelled=stop.asked)
    finally:
        line.end()


def _wanted(session: Session, deed: Deed, what: str, reason: str) -> Wanted:
    needs = many.needs(deed)
    text = clean_line(reason if needs == "reason" else what)
    days = _length(what) if needs == "day" else 0
    if (needs and not days and not text) or (needs == "day" and not days):
        asked = {"reason": "a --reason", "tag": "the tag's name", "day": "a length: 3w, 6m, 90d"}[needs]
        msg = f"{deed} wants {asked}"
        raise click.UsageError(msg)
    if what and needs not in {"tag", "day"}:
        msg = f"{deed} takes nothing behind it: {what!r}"
        raise click.UsageError(msg)
    return Wanted(deed, session.today, text, days)


def _length(text: str) -> int:
    found = _LENGTH.fullmatch(text.strip().casefold())
    return int(found[1]) * _DAYS[found[2]] if found else 0


def _agreed(label: str, *, yes: bool) -> bool:
    return yes or not somebody_there() or click.confirm(f"{label}: do it?", abort=True, err=True)


def _show(book: Book, done: Done) -> None:
    ids = list(dict.fromkeys(draft.entity for draft in done.drafts))
    names = [book.side(_account(each)).account.name for each in ids[:_FIRST]]
    more = f" and {len(ids) - _FIRST:,} more" if len(ids) > _FIRST else ""
    talk(f"{len(ids):,}: {', '.join(names)}{more}")
    if done.left:
        talk(f"Left as they are: {done.words()}.")


def _account(number: str) -> AccountId:
    from playbook.words import AccountId

    return AccountId(number)


def _tell(wanted: Wanted, done: Done, accounts: Sequence[AccountId], *, done_now: bool, as_json: bool) -> None:
    if as_json:
        answer(
            {"found": len(accounts), "changed": done.count if done_now else 0, "would_change": done.count,
             "left": [{"why": why, "count": count} for why, count in done.left]}
        )  # fmt: skip
    elif done_now:
        out(f"{many.label(wanted, done.count)}.")
        talk("notyet undo takes all of it back.")
