"""What `enter` changes on an account's page: the question, and the entries that its answer becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playbook import amending, changes, lifting, moves
from playbook.facts import Remark, Touch
from tui import firms
from tui.dialogs import reason
from tui.dialogs.edit import AnotherDialog, EditDialog
from tui.dialogs.firm import WentToDialog
from tui.dialogs.frame import Whom
from tui.dialogs.settled import USUAL
from tui.dialogs.touch import TouchDialog
from tui.screens import account_planning
from tui.screens.account_asking import Asking, Question
from tui.screens.account_facts import ANOTHER, WENT_TO, Held, HeldBar

if TYPE_CHECKING:
    from playbook.decision import Draft
    from playbook.facts import Fields
    from playbook.words import PersonId
    from storage.book import Book
    from storage.views import Prospect
    from tui.dialogs.answers import EditAnswer, ReasonAnswer
    from tui.dialogs.answers_value import TouchAnswer
    from tui.dialogs.frame import Dialog


def question(held: object, asking: Asking) -> Question | None:
    """Return what a highlighted line asks, None for a line that can't be changed."""
    if isinstance(held, Held):
        return _leaver(held, asking) if held.field == WENT_TO else _field(held, asking.prospect)
    if isinstance(held, Touch):
        return _touch(held, asking)
    if isinstance(held, Remark):
        return _remark(held, asking)
    if isinstance(held, HeldBar):
        return _bar(held, asking)
    return account_planning.question(held, asking)


def _field(held: Held, prospect: Prospect) -> Question:
    name = prospect.account.name
    dialog: Dialog[Any]
    if held.field == ANOTHER:
        dialog = AnotherDialog(Whom(name, held.name), person=held.person is not None)
    else:
        dialog = EditDialog(Whom(name, held.name), held.label, held.value, needed=held.field == "name")

    def build(_: Book, answer: EditAnswer) -> tuple[Draft, ...]:
        fields = _changed(prospect, held.person, answer.field or held.field, answer.value)
        if not fields:
            return ()
        if held.person is None:
            return (moves.set_account(prospect.account.id, fields),)
        return (moves.set_person(held.person, fields),)

    return Question(dialog, build, f"{held.label} changed · {held.name or name}")


def _leaver(held: Held, asking: Asking) -> Question | None:
    """Name the firm to which somebody went: they follow there as a new prospect (R21)."""
    prospect = asking.prospect
    person = next((each for each in prospect.people if each.id == held.person), None)
    if person is None:
        return None

    def build(book: Book, answer: EditAnswer) -> tuple[Draft, ...]:
        if not answer.value:
            return ()
        firm = firms.called(book, answer.value)
        where = changes.NEW_FIRM if firm is None else firm.account
        return changes.follow(prospect.account, person, answer.value, asking.now.date(), where)

    dialog = WentToDialog(Whom(prospect.account.name, held.name), asking.finder)
    return Question(dialog, build, f"{held.name} followed to the new firm")


def _bar(held: HeldBar, asking: Asking) -> Question:
    """Lift a bar, only with their words (R38)."""
    account = asking.prospect.account

    def build(book: Book, answer: ReasonAnswer) -> tuple[Draft, ...]:
        seen = book.prospect(account.id, asking.now)
        return lifting.lift(seen.account, seen.people, held.bar, answer.text, seen.world, seen.settings)

    return Question(reason.lift(Whom(account.name), held.what), build, f"bar lifted · {held.what}")


def _touch(touch: Touch, asking: Asking) -> Question:
    """Put a touch right: its note, its time, its minutes (R27, R45)."""
    prospect = asking.prospect
    name = prospect.account.name
    who = dict(prospect.person_names).get(touch.person, "") if touch.person is not None else ""
    whom = Whom(name, who, "" if touch.channel is None else str(touch.channel))
    dialog = TouchDialog(whom, touch, asking.now, asking.first)

    def build(book: Book, answer: TouchAnswer) -> tuple[Draft, ...]:
        body = book.touched(touch.entry)
        return amending.put_right(
            touch.account, touch.entry, body, note=answer.note, at=answer.at, minutes=answer.minutes
        )

    return Question(dialog, build, f"touch of {touch.on.isoformat()} put right · {name}")


def _remark(remark: Remark, asking: Asking) -> Question:
    """Say a pain, a point or a note better: the newest stands on the card, the earlier one in the record (R41)."""
    account = asking.prospect.account
    dialog = EditDialog(Whom(account.name), remark.about, remark.text, needed=False)

    def build(_: Book, answer: EditAnswer) -> tuple[Draft, ...]:
        if answer.value in {"", remark.text}:
            return ()
        return (moves.remark(account.id, remark.about, answer.value, asking.now.date(), remark.person),)

    return Question(dialog, build, f"{remark.about} said better · {account.name}")


def _changed(prospect: Prospect, person: PersonId | None, field: str, value: str) -> Fields:
    """Return what differs, settled at the door; a number or a place brings its zone where none is known (R36).

    Raises:
        BadInput: the field cannot hold that; nothing changes.
    """
    from storage import mend_fields

    held = dict(prospect.account.fields if person is None else _fields(prospect, person))
    usual = prospect.settings.hours.country or USUAL
    return mend_fields.changed({field: value}, held, person=person is not None, usual=usual)


def _fields(prospect: Prospect, person: PersonId) -> Fields:
    return next((each.fields for each in prospect.people if each.id == person), ())
