"""`notyet log`: what came of a touch, by the same decision that draws the dates on the keys (DESIGN section 1)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from playbook import daywords, moves
from playbook.decide import decide
from playbook.errors import Refused
from playbook.words import Channel, Outcome, Reading
from tui import firms
from tui.aim import label
from tui.cli import shapes
from tui.cli.asked import Asked, said
from tui.cli.names import OutcomeName, written
from tui.cli.say import answer, out, talk
from tui.cli.session import Session, pass_session

if TYPE_CHECKING:
    from playbook.decision import Said
    from storage.book import Book

_BELONGS = {
    "guess": {Outcome.FADED}, "name": {Outcome.WRONG, Outcome.LEFT}, "new_firm": {Outcome.LEFT},
    "asset": {Outcome.VALUE}, "whole_account": {Outcome.BARRED}, "no_value": {Outcome.CALLBACK},
    "opening": {Outcome.CALLBACK},
    "gap": {Outcome.MY_TIME}, "off_profile": {Outcome.MY_TIME}, "no_pain": {Outcome.MY_TIME},
    "no_decider": {Outcome.MY_TIME}, "hours": {Outcome.MY_TIME},
}  # fmt: skip
"""Options that only some outcomes read: said with another one they would be lost in silence."""


@click.command()
@click.argument("account")
@click.argument("outcome", type=OutcomeName(), metavar="OUTCOME")
@click.option("--person", help="With whom: a name or an id. Else whom the plan says.")
@click.option(
    "--channel", type=click.Choice([channel.value for channel in Channel]), help="How. Else what the plan says."
)
@click.option("--when", "phrase", help='Their words for the day: "6 months", "next Tuesday at 3".')
@click.option("--note", default="", help="What they said.")
@click.option("--at", "happened", metavar="MOMENT", help="When it happened, if earlier: 2026-11-23T08:30 or 08:30.")
@click.option("--minutes", type=click.IntRange(0, 24 * 60), help="How long it took.")
@click.option("--inbound", is_flag=True, help="They contacted us.")
@click.option("--words", default="", help="all-set: their provider; lost: the reason; barred: what they said.")
@click.option("--asset", default="", help="value: what was given, by its title or id in the library.")
@click.option("--guess", default="", help="faded: no news, timeline moved, swamped, personal.")
@click.option("--name", default="", help="wrong-person: whom they named; left: the successor.")
@click.option("--firm", "new_firm", default="", help="left: where the person went.")
@click.option("--whole-account", is_flag=True, help="barred: everybody there, not one person.")
@click.option("--no-value", is_flag=True, help="callback: no value touches before the day.")
@click.option("--opening", is_flag=True, help="callback: the day ends a contract or a budget; touches before it.")
@click.option("--gap", is_flag=True, help="my-time: they need what we lack and a competitor has.")
@click.option("--off-profile", is_flag=True, help="my-time: they are not our profile.")
@click.option("--no-pain", is_flag=True, help="my-time: no pain found yet.")
@click.option("--no-decider", is_flag=True, help="my-time: the decision-maker is not reached.")
@click.option("--hours", type=click.FloatRange(0, 1000), default=0.0, help="my-time: the hours they want.")
@click.option("--json", "as_json", is_flag=True, help="For scripts: the new plan.")
@pass_session
def log(
    session: Session, /, *, account: str, outcome: tuple[Outcome, Reading | None], as_json: bool, **options: Any  # noqa: ANN401
) -> None:  # fmt: skip
    """Log what came of a touch with ACCOUNT; answers with the new plan.

    OUTCOME is a name: no-answer, voicemail, gatekeeper, no, no:timing, no:value, no:priority, all-set, not-now,
    callback, faded, wrong-person, wrong-number, bounced, left, value, value:asked, talk, meeting, won, lost, my-time,
    off-profile, fits, barred.
    """
    _check_belongs(outcome[0], options)
    asked = Asked(outcome=outcome[0], reading=outcome[1], **options)
    with session.reading() as book:
        _log(session, book, account, asked, as_json=as_json)


def _check_belongs(outcome: Outcome, options: dict[str, Any]) -> None:
    """Refuse what this outcome would not read."""
    for name, readers in _BELONGS.items():
        if options[name] and outcome not in readers:
            option = "--firm" if name == "new_firm" else f"--{name.replace('_', '-')}"
            those = " and ".join(sorted(each.value.replace("wrong", "wrong-person") for each in readers))
            msg = f"{option} belongs to {those}; nothing was logged."
            raise click.UsageError(msg)


def _log(session: Session, book: Book, account: str, asked: Asked, *, as_json: bool) -> None:
    found = book.prospect(book.find(account), session.now)
    spoken, understood = said(session, found, asked)
    spoken = firms.known(book, spoken)
    if asked.asset:
        spoken = _given(book, spoken, asked.asset)
    decision = decide(found.account, found.people, spoken, found.settings, found.world)
    if decision.refusal is not None:
        raise Refused(decision.refusal.text, f"The rule is {decision.refusal.rule}.")
    words = label(decision, found, found.account.name)
    book.record(moves.touch(decision), now=session.now, label=words, basis=decision.basis)
    told = [notice.text for notice in decision.notices] + [ask.question for ask in decision.asks]
    after = book.prospect(found.account.id, session.now)
    if understood:
        talk(understood)
    for line in told:
        talk(line)
    if as_json:
        answer(shapes.logged(after, written(spoken.outcome, spoken.reading), told))
        return
    on = decision.next_on
    planned = f"next {daywords.full(on)}" if on is not None else "nothing planned"
    out(" · ".join(part for part in (words, planned, decision.why) if part))


def _given(book: Book, spoken: Said, wanted: str) -> Said:
    """Return what was said with the thing of the library that was given; its title where no note names it (R13)."""
    asset = book.asset(wanted)
    return replace(spoken, asset=asset.id, note=spoken.note or asset.title)
