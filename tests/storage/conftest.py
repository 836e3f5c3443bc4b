"""A book for each test: an empty file, seeded ids, one Monday morning."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from playbook.bodies import AccountAdded, PersonAdded
from playbook.decide import decide
from playbook.decision import Decision, Draft, Said
from playbook.facts import Fields, Value
from playbook.moves import touch
from playbook.words import AccountId, Channel, Outcome, PersonId
from storage.book import Book
from storage.ids import IdSource
from storage.views import Change
from tests.storage import sealed_suite

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=ZoneInfo("America/Chicago"))
"""Monday, half past eight, on the rep's clock."""


def fields(held: dict[str, Value]) -> Fields:
    return tuple(sorted(held.items()))


class Rep:
    """A rep at a book: adds companies and people and logs outcomes as the screens do."""

    def __init__(self, book: Book, now: datetime = NOW) -> None:
        self.book = book
        self.now = now

    def add(self, name: str, *people: str, **about: Value) -> AccountId:
        """Add a company with these fields and people; returns its id."""
        drafts = [Draft(AccountId("new:1"), AccountAdded(name, fields(about)))]
        for count, person in enumerate(people, 2):
            role: Fields = (("phone", f"+1312555{count:04}"), ("role", "decision-maker"))
            drafts.append(Draft(PersonId(f"new:{count}"), PersonAdded(AccountId("new:1"), person, role)))
        change = self.book.record(drafts, now=self.now, label=f"added {name}")
        return AccountId(dict(change.ids)["new:1"])

    def draw(self, account: AccountId, outcome: Outcome, **more: object) -> Decision:
        """Draw the decision for the account's first person, as its key would."""
        seen = self.book.prospect(account, self.now)
        person = seen.people[0].id if seen.people else None
        step = seen.account.steps[0].id if seen.account.steps else None
        told: dict[str, object] = {"person": person, "channel": Channel.CALL, "step": step, "answered": True} | more
        said = Said(outcome, self.now, **told)  # type: ignore[arg-type]
        return decide(seen.account, seen.people, said, seen.settings, seen.world)

    def log(self, account: AccountId, outcome: Outcome, **more: object) -> Change:
        """Draw and log an outcome."""
        decision = self.draw(account, outcome, **more)
        return self.book.record(touch(decision), now=self.now, label=str(outcome), basis=decision.basis)


@pytest.fixture(autouse=sealed_suite.WANTED)
def sealed_books(monkeypatch: pytest.MonkeyPatch) -> None:
    """With NOTYET_SEALED=1 every book is an encrypted one."""
    sealed_suite.switch_on(monkeypatch)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "notyet.db"


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def ids() -> IdSource:
    return IdSource.seeded(1)


@pytest.fixture
def reopen(path: Path, state: Path) -> Iterator[Callable[..., Book]]:
    """Opens the book of this test (again), each time with ids of another seed; all are closed at the end."""
    opened: list[Book] = []

    def open_book(**more: object) -> Book:
        told: dict[str, object] = {"now": NOW, "state": state, "ids": IdSource.seeded(len(opened) + 1)} | more
        opened.append(Book.open(path, **told))  # type: ignore[arg-type]
        return opened[-1]

    yield open_book
    for each in opened:
        each.close()


@pytest.fixture
def book(reopen: Callable[..., Book]) -> Book:
    return reopen()


@pytest.fixture
def rep(book: Book) -> Rep:
    return Rep(book)
