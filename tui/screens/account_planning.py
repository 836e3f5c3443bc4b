"""What `enter` asks about the plan, the standing, the star, the signs and the openings of an account's page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from playbook import daywords, drain, moves, openings, people, stating
from playbook.bodies import OpeningSeen
from playbook.facts import Opening, Signal, Step
from playbook.words import EntryId, Standing
from tui.dialogs import mend_lines
from tui.dialogs.frame import Whom
from tui.dialogs.step import HandDialog, StepDialog
from tui.screens.account_asking import Asking, Question
from tui.screens.account_facts import HeldStanding, HeldStar
from tui.screens.account_record import HeldDay

if TYPE_CHECKING:
    from playbook.decision import Draft
    from playbook.words import PersonId
    from storage.book import Book
    from storage.views import Prospect
    from tui.dialogs.answers import ConfirmAnswer, OpeningAdded, ReasonAnswer
    from tui.dialogs.step import StepAnswer


def question(held: object, asking: Asking) -> Question | None:
    """Return what a line asks, None for one that can't be changed."""
    if isinstance(held, Step):
        return _step(held, asking)
    if isinstance(held, HeldDay):
        return _hand(asking)
    if isinstance(held, HeldStanding):
        return _standing(asking)
    if isinstance(held, HeldStar):
        return _star(asking)
    if isinstance(held, Signal):
        return _sign(held, asking)
    return _opening(held, asking) if isinstance(held, Opening) else None


def _step(step: Step, asking: Asking) -> Question:
    """Move a step to a day by hand, or end it: a promise never moves silently (R10)."""
    prospect = asking.prospect
    whom = Whom(prospect.account.name, _name(prospect, step.person), step.channel or "")

    def build(book: Book, answer: StepAnswer) -> tuple[Draft, ...]:
        seen = book.prospect(prospect.account.id, asking.now)
        if moves.step_of(seen.account, step.id) is None or answer.on == step.on:
            return ()
        if answer.on is None:
            return (moves.end(seen.account, seen.people, (step.id,), seen.world, seen.settings),)
        return (moves.move(seen.account, step.id, answer.on, "moved by hand"),)

    what = f"step of {daywords.short(step.on)} changed · {prospect.account.name}"
    return Question(StepDialog(whom, step, asking.now, asking.reader), build, what)


def _hand(asking: Asking) -> Question:
    """Plan a day of the rep's own (R33)."""
    prospect = asking.prospect

    def build(book: Book, answer: StepAnswer) -> tuple[Draft, ...]:
        seen = book.prospect(prospect.account.id, asking.now)
        lead = people.lead(seen.account, seen.people, len(seen.settings.burst.channels))
        return () if answer.on is None else (moves.by_hand(seen.account, answer.on, lead, answer.why),)

    dialog = HandDialog(Whom(prospect.account.name), asking.now.date(), asking.reader)
    return Question(dialog, build, f"a day of your own · {prospect.account.name}")


def _standing(asking: Asking) -> Question | None:
    """Say what the account is (R6); None where a key of its own decides: dumped, barred."""
    account = asking.prospect.account
    choices = stating.choices(account)
    if not choices:
        return None

    def build(book: Book, answer: ConfirmAnswer) -> tuple[Draft, ...]:
        seen = book.prospect(account.id, asking.now)
        said = None if answer.choice == mend_lines.AS_PLANNED else Standing(answer.choice)
        return stating.state(seen.account, seen.people, said, "by hand", seen.world, seen.settings)

    return Question(mend_lines.standing(Whom(account.name), choices), build, f"standing said · {account.name}")


def _star(asking: Asking) -> Question:
    """Set or take off the star, at once: one undo takes it back (R19)."""
    account = asking.prospect.account
    words = "no dream client any more" if account.dream else "dream client"

    def build(book: Book, _: object) -> tuple[Draft, ...]:
        return (moves.star(book.prospect(account.id, asking.now).account, asking.now.date()),)

    return Question(None, build, f"{words} · {account.name}")


def _sign(signal: Signal, asking: Asking) -> Question:
    """Say what stands behind a sign: the words become a note (R24)."""
    account = asking.prospect.account
    label = next((each.label for each in drain.SIGNS if each.name == signal.sign), signal.sign)

    def build(_: Book, answer: ReasonAnswer) -> tuple[Draft, ...]:
        text = f"{label}: {answer.text}"
        return (moves.remark(account.id, "note", text, asking.now.date(), signal.person),)

    return Question(mend_lines.sign(Whom(account.name), label), build, f"what stands behind a sign · {account.name}")


def _opening(opening: Opening, asking: Asking) -> Question:
    """Say an opening better: it stands instead, its touches follow its day, the journal keeps both (R22, R40)."""
    prospect = asking.prospect

    def build(book: Book, answer: OpeningAdded) -> tuple[Draft, ...]:
        if (answer.kind, answer.text, answer.on) == (opening.kind, opening.text, opening.on):
            return ()
        seen = book.prospect(prospect.account.id, asking.now)
        old = tuple(step.id for step in seen.account.steps if step.id.startswith(f"{opening.entry}/"))
        left = replace(seen.account, steps=tuple(step for step in seen.account.steps if step.id not in old))
        better = Opening(EntryId(""), answer.kind, asking.now.date(), answer.on, answer.person, answer.text)
        draft = moves.opening(left, seen.people, better, seen.world, seen.settings)
        body = draft.body
        if isinstance(body, OpeningSeen):
            draft = replace(draft, body=replace(body, ended=(*body.ended, *old), instead=opening.entry))
        return (draft,)

    dialog = mend_lines.OpeningDialog(Whom(prospect.account.name, _name(prospect, opening.person)), opening,
                                      asking.reader)  # fmt: skip
    words = openings.words(opening.kind, opening.text)
    return Question(dialog, build, f"opening said better: {words} · {prospect.account.name}")


def _name(prospect: Prospect, person: PersonId | None) -> str:
    return "" if person is None else dict(prospect.person_names).get(person, "")
