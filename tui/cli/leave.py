"""`notyet leave`: days off, and what becomes of each promise that falls into them (R37)."""

from __future__ import annotations

from datetime import date, datetime

import click

from playbook import away as aways
from playbook import away_words, daywords
from playbook.away import Away
from playbook.errors import BadInput, Refused
from playbook.leave import Answer, Choice
from playbook.settings import Settings
from storage.book import Book
from storage.views_day import LeavePreview, Promised
from tui.cli import shapes
from tui.cli.phrase import read
from tui.cli.say import answer, out, table, talk
from tui.cli.session import Session, pass_session
from tui.cli.shapes import Shape


@click.command()
@click.argument("days", nargs=-1)
@click.option("--keep-all", is_flag=True, help="Keep every promise in these days on its day.")
@click.option("--move-all", metavar="DAY", help="Move them: to DAY, in their words, or to `back`, the first day back.")
@click.option("--move", "moves", multiple=True, metavar="ACCOUNT=DAY", help="Move the promises of one account.")
@click.option("--hand-over", "hands", multiple=True, metavar="ACCOUNT=NAME", help="NAME keeps those of one account.")
@click.option("--keep", "kept", multiple=True, metavar="ACCOUNT", help="Keep those of one account.")
@click.option("--remove", is_flag=True, help="Work on these days after all; plans stay where they are.")
@click.option("--list", "listed", is_flag=True, help="List the days off that lie ahead.")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@pass_session
def leave(  # noqa: PLR0913  (one option for each answer)
    session: Session, *, days: tuple[str, ...], keep_all: bool, move_all: str | None, moves: tuple[str, ...],
    hands: tuple[str, ...], kept: tuple[str, ...], remove: bool, listed: bool, as_json: bool,
) -> None:  # fmt: skip
    """Enter days off: `notyet leave 24 Dec to 3 Jan`. Each promise in them needs an answer."""
    with session.reading() as book:
        if listed or not days:
            _list(book, session, as_json=as_json)
            return
        asked = _Asked(book, session, keep_all=keep_all, move_all=move_all, kept=kept, moves=moves, hands=hands)
        away = _heard(" ".join(days), session.now, asked.settings)
        if remove:
            out(book.set_settings(aways.without_leave(asked.settings, away), session.now).label)
            return
        shown = book.leave(away, session.now)
        if not as_json:
            _show(shown)
        drafts = book.leave_drafts(away, asked.answers(shown), session.now)
        label = book.record(drafts, now=session.now, label=f"days off {away.words}").label
    if as_json:
        answer(_shape(shown, label))
    else:
        out(label)


class _Asked:
    """The answers to the promises, as options."""

    def __init__(  # noqa: PLR0913
        self, book: Book, session: Session, *, keep_all: bool, move_all: str | None, kept: tuple[str, ...],
        moves: tuple[str, ...], hands: tuple[str, ...],
    ) -> None:  # fmt: skip
        self.settings = book.settings()
        self._now = session.now
        self._keep_all = keep_all
        self._move_all = move_all
        self._kept = {book.find(name) for name in kept}
        self._moves = {book.find(name): words for name, words in map(_pair, moves)}
        self._hands = {book.find(name): words for name, words in map(_pair, hands)}

    def answers(self, shown: LeavePreview) -> tuple[Answer, ...]:
        """Return one answer a promise.

        Raises:
            Refused: a promise has none; nothing moves it silently (R10).
        """
        found = {each.step: self._answer(each, shown) for each in shown.promises}
        open_ones = [each for each in shown.promises if found[each.step] is None]
        if open_ones:
            names = ", ".join(dict.fromkeys(each.name for each in open_ones))
            raise Refused(
                f"{len(open_ones)} promises fall into these days and need an answer: {names}. Nothing was changed.",
                "Say --keep-all, --move-all back, or --keep, --move ACCOUNT=DAY, --hand-over ACCOUNT=NAME.",
            )
        return tuple(each for each in found.values() if each is not None)

    def _answer(self, each: Promised, shown: LeavePreview) -> Answer | None:
        if each.account in self._hands:
            return Answer(each.account, each.step, Choice.HAND_OVER, to=self._hands[each.account])
        if each.account in self._moves:
            return Answer(each.account, each.step, Choice.MOVE, on=self._day(self._moves[each.account], shown))
        if each.account in self._kept or self._keep_all:
            return Answer(each.account, each.step, Choice.KEEP)
        if self._move_all is not None:
            return Answer(each.account, each.step, Choice.MOVE, on=self._day(self._move_all, shown))
        return None

    def _day(self, words: str, shown: LeavePreview) -> date:
        if words.strip().lower() == "back":
            return shown.back
        found = read(words, self._now, self.settings.phrases)
        if found.date is None:
            raise BadInput(f"{words!r}: {found.why} Nothing was changed.", "Say a day: 2027-01-04, next Tue, back.")
        return found.date


def _pair(text: str) -> tuple[str, str]:
    name, parted, words = text.rpartition("=")
    if not parted or not name.strip() or not words.strip():
        raise click.BadParameter(f"{text!r}: write ACCOUNT=DAY or ACCOUNT=NAME")
    return name.strip(), words.strip()


def _heard(words: str, now: datetime, settings: Settings) -> Away:
    def named(said: str, today: date) -> away_words.Named:
        found = read(said, now.replace(year=today.year, month=today.month, day=today.day), settings.phrases)
        return away_words.Named(found.date, found.last, found.sure)

    heard = away_words.read(words, now.date(), named)
    if heard.away is None:
        raise BadInput(f"{heard.why} Nothing was changed.", "notyet leave 2026-12-24..2027-01-03")
    return heard.away


def _list(book: Book, session: Session, *, as_json: bool) -> None:
    told = aways.coming(book.settings(), session.today)
    if as_json:
        answer({"leave": [_days(away) for away in told]})
        return
    table([(away.text, away.words) for away in told])
    if not told:
        talk("No days off ahead: notyet leave 24 Dec to 3 Jan")


def _show(shown: LeavePreview) -> None:
    table([(daywords.full(each.on), each.name, each.person_name, each.words) for each in shown.promises])
    talk(f"{shown.away.words}: {shown.work_days} working days, back on {daywords.full(shown.back)}.")
    talk(f"{len(shown.promises)} promises fall into them; {shown.planned} planned touches go behind them.")


def _days(away: Away) -> Shape:
    return {"first": shapes.day(away.first), "last": shapes.day(away.last)}


def _shape(shown: LeavePreview, label: str) -> Shape:
    return {
        **_days(shown.away),
        "work_days": shown.work_days,
        "back": shapes.day(shown.back),
        "planned": shown.planned,
        "promises": [
            {"account": each.name, "account_id": each.account, "person": each.person_name or None,
             "due": shapes.day(each.on), "at": shapes.hour(each.at), "words": each.words}
            for each in shown.promises
        ],
        "written": label,
    }  # fmt: skip
