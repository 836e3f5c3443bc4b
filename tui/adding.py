"""What `+` asks and writes, for the main screen and an account's page alike: an account, a person, a note, an opening.

Each answer becomes one action, so one undo takes it back (R39).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook import assets, moves
from playbook.facts import Opening
from playbook.words import EntryId
from tui.dialogs.add import AddDialog
from tui.dialogs.answers import AccountAdded, OpeningAdded, PersonAdded, RemarkAdded
from tui.dialogs.answers_value import AssetAnswer
from tui.dialogs.frame import Whom
from tui.dialogs.settled import USUAL

if TYPE_CHECKING:
    from datetime import date

    from playbook.decision import Draft
    from playbook.facts import Fields
    from playbook.words import PersonId
    from storage.views import Prospect
    from tui.clock import Clock
    from tui.dialogs.answers import Added

Here = PersonAdded | RemarkAdded | OpeningAdded
"""What is added to an account."""


def dialog(prospect: Prospect | None, clock: Clock, who: PersonId | None = None, whom: Whom | None = None) -> AddDialog:
    """Return the question what is added; `who` is highlighted, `whom` the words for it where an account is."""
    from tui.asking import day_reader

    people = () if prospect is None else tuple((each.id, each.name) for each in prospect.people if not each.gone)
    country = USUAL if prospect is None else prospect.settings.hours.country
    about = Whom(prospect.account.name) if whom is None and prospect is not None else whom
    return AddDialog(about, day_reader(prospect, clock), country=country, people=people, who=who)


def fields(answer: Added) -> tuple[Fields, ...]:
    """Return the fields by which somebody who was erased is known again (R38)."""
    if isinstance(answer, AccountAdded):
        return (answer.fields, answer.person_fields)
    return (answer.fields,) if isinstance(answer, PersonAdded) else ()


def drafts(answer: Added, today: date, now: Prospect | None) -> tuple[Draft, ...]:
    """Return the entries of an answer; `now` is the account to which it is added, None where it stands alone."""
    if isinstance(answer, AccountAdded):
        more = () if not answer.person else (moves.add_person(moves.FRESH, answer.person, answer.person_fields),)
        return (moves.add_account(answer.name, answer.fields), *more)
    if isinstance(answer, AssetAnswer):
        return (assets.add(answer.asset),)
    return () if now is None else here(answer, today, now)


def here(answer: Here, today: date, now: Prospect) -> tuple[Draft, ...]:
    """Return the entries of what is added to an account."""
    if isinstance(answer, PersonAdded):
        return (moves.add_person(now.account.id, answer.name, answer.fields),)
    if isinstance(answer, RemarkAdded):
        return (moves.remark(now.account.id, answer.about, answer.text, today, answer.person),)
    seen = Opening(EntryId(""), answer.kind, today, answer.on, answer.person, answer.text)
    return (moves.opening(now.account, now.people, seen, now.world, now.settings),)


def words(answer: Added, name: str) -> str:
    """Return what undo will say; `name` is the account's."""
    if isinstance(answer, AccountAdded):
        return f"added {answer.name}"
    if isinstance(answer, AssetAnswer):
        return f"worth giving: {answer.asset.title}"
    what = answer.name if isinstance(answer, PersonAdded) else getattr(answer, "about", "") or "opening"
    return f"added {what} · {name}"
