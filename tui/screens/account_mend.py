"""Who is who, from an account's page: merge it or somebody there, move somebody, split a merge (R39)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playbook import merging
from playbook.words import AccountId, PersonId
from tui.dialogs import merge as questions
from tui.dialogs.frame import Whom
from tui.screens.merging import MergeScreen
from tui.screens.search import SearchScreen

if TYPE_CHECKING:
    from textual.screen import Screen

    from playbook.facts import PersonFacts
    from storage.book import Book
    from storage.views import Change, Prospect
    from storage.views_mend import Merged
    from tui.clock import Clock
    from tui.writing import Desk


async def mend(
    screen: Screen[Any], desk: Desk, clock: Clock, prospect: Prospect, held: PersonId | None
) -> Change | None:
    """Ask what is wrong and put it right as one action; None where nothing was changed."""
    account = prospect.account
    person = next((each for each in prospect.people if each.id == held), None)
    others = tuple(each for each in prospect.people if each.id != held)
    merges = await desk.run(lambda book: merges_of(book, prospect))
    asked = await screen.app.push_screen_wait(
        questions.mend(Whom(account.name, "" if person is None else person.name), person, len(others), merges)
    )
    if asked is None:
        return None
    if asked.choice == questions.MERGE:
        return await _merge(screen, desk, clock, account.id, account.name)
    if asked.choice.startswith(questions.SPLIT):
        split = next(each for each in merges if asked.choice == f"{questions.SPLIT}{each.number}")
        now = clock.now()
        return await desk.run(lambda book: book.undo(now, split.action))
    if person is None:
        return None
    if asked.choice == questions.JOIN:
        return await _join(screen, desk, clock, person, others)
    return await _move(screen, desk, clock, prospect, person)


def merges_of(book: Book, prospect: Prospect) -> tuple[Merged, ...]:
    """Return the living merges into this company or into somebody there, newest first."""
    here = {str(prospect.account.id), *(str(person.id) for person in prospect.people)}
    roots = book.roots([str(each.kept) for each in book.merges()])
    return tuple(
        each for each in book.merges() if not each.undone and roots.get(str(each.kept), str(each.kept)) in here
    )


async def _merge(screen: Screen[Any], desk: Desk, clock: Clock, account: AccountId, name: str) -> Change | None:
    picked = await screen.app.push_screen_wait(
        SearchScreen(desk, clock, title=f"Which company is {name} too?", besides=account)
    )
    if not isinstance(picked, str):
        return None
    return await screen.app.push_screen_wait(MergeScreen(desk, clock, account, AccountId(picked)))


async def _join(
    screen: Screen[Any], desk: Desk, clock: Clock, person: PersonFacts, others: tuple[PersonFacts, ...]
) -> Change | None:
    asked = await screen.app.push_screen_wait(questions.who(Whom(person.name), others))
    if asked is None:
        return None
    return await screen.app.push_screen_wait(MergeScreen(desk, clock, person.id, PersonId(asked.choice), people=True))


async def _move(
    screen: Screen[Any], desk: Desk, clock: Clock, prospect: Prospect, person: PersonFacts
) -> Change | None:
    picked = await screen.app.push_screen_wait(
        SearchScreen(desk, clock, title=f"Where does {person.name} sit?", besides=prospect.account.id)
    )
    if not isinstance(picked, str):
        return None
    there = await desk.run(lambda book: book.side(AccountId(picked)).account)
    asked = await screen.app.push_screen_wait(questions.move(Whom(prospect.account.name, person.name), there.name))
    if asked is None:
        return None
    now = clock.now()
    label = f"moved {person.name} to {there.name}"
    return await desk.run(lambda book: book.record(merging.moved(person, there.id), now=now, label=label))
