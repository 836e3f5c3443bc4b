"""`notyet show`: everything about one account, in words or for scripts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import click

from playbook import daywords, not_same
from playbook.long_record import long_record
from playbook.words import PersonId, StepKind
from storage import their_time
from storage.views import Prospect
from tui.cli import shapes
from tui.cli.names import in_words
from tui.cli.say import answer, hour, out
from tui.cli.session import Session, pass_session

_ALL = -1


@click.command()
@click.argument("account")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@pass_session
def show(session: Session, *, account: str, as_json: bool) -> None:
    """Everything about ACCOUNT: a name or an id."""
    with session.reading() as book:
        found = book.prospect(book.find(account), session.now, touches=_ALL)
    if as_json:
        answer(shapes.prospect(found))
        return
    names = {**dict(found.person_names), **{person.id: person.name for person in found.people}}
    for part in (
        _head(found),
        _people(found),
        _known(found, names),
        _plan(found, names, session.now),
        _touches(found, names),
    ):
        for line in part:
            out(line)


def _head(found: Prospect) -> Iterator[str]:
    account = found.account
    star = "* " if account.dream else ""
    fit = found.fit
    score = (
        "no profile yet" if not fit.profiled else f"{fit.verdict} profile {fit.score if fit.score is not None else ''}"
    )
    yield f"{star}{account.name} · {found.standing} · {score.strip()} · tier {found.tier} · No {account.no_total}"
    yield f"id {account.id}"
    known = [f"{key} {value}" for key, value in account.fields if key not in {"name", not_same.FIELD}]
    if known:
        yield _joined(*known)
    if fit.profiled:
        yield from fit.words()
    yield _record(found)


def _record(found: Prospect) -> str:
    """The long record in a line (R23)."""
    told = long_record(found.account, found.people, found.tier, found.settings, found.world.today)
    since = "" if told.incumbent_since is None else f" since {told.incumbent_since.year}"
    return _joined(
        "" if told.since is None else f"pursued since {daywords.full(told.since)}",
        f"{told.before} No's before the book" if told.before else "",
        f"{told.outlived} outlived" if told.outlived else "",
        f"with {told.incumbent}{since}" if told.incumbent else "",
        "never touched" if told.last is None else f"last {daywords.full(told.last)}",
        "" if told.next is None else f"next {daywords.full(told.next)}",
    )


def _people(found: Prospect) -> Iterator[str]:
    for person in found.people:
        ways = (person.get("title"), person.role, person.get("phone"), person.get("mobile"), person.get("email"))
        marks = ("left" if person.gone else "", "do not contact" if person.bars else "")
        yield _joined(person.name, *ways, *marks)


def _known(found: Prospect, names: dict[PersonId, str]) -> Iterator[str]:
    account = found.account
    if account.bars:
        yield "DO NOT CONTACT"
    for remark in account.remarks:
        who = f" ({names[remark.person]})" if remark.person in names else ""
        yield f"{remark.about}: {remark.text}{who}"
    for opening in account.openings:
        on = "" if opening.on is None else f", {daywords.full(opening.on)}"
        yield f"opening: {opening.text or opening.kind}{on}"
    for signal in account.signals:
        yield f"sign: {signal.sign}, {daywords.full(signal.on)}"


def _plan(found: Prospect, names: dict[PersonId, str], now: datetime) -> Iterator[str]:
    yield "-- plan --"
    steps = sorted(found.account.steps, key=lambda step: (step.on, step.id))
    if not steps:
        yield "nothing planned"
    for step in steps:
        what = "promise" if step.kind is StepKind.PROMISE else step.purpose.value
        who = "" if step.person is None else names.get(step.person, "")
        on = f"{daywords.full(step.on)} {their_time.hour(step, now)}".strip()
        yield _joined(on, what, step.channel, who, step.why, step.rule)


def _touches(found: Prospect, names: dict[PersonId, str]) -> Iterator[str]:
    if found.account.last_words:
        yield f"said last: {found.account.last_words}"
    yield f"-- touches: {found.account.touches} --"
    for touch in found.touches:
        who = "" if touch.person is None else names.get(touch.person, "")
        what = in_words(touch.outcome, touch.reading)
        inbound = "inbound" if touch.inbound else ""
        yield _joined(f"{daywords.full(touch.on)} {hour(touch.at)}", touch.channel, what, inbound, who, touch.note)


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)
