"""What holds whatever a rep does: undo = nothing happened, rebuild = step, any order of entries = one result."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playbook.bodies import (
    AccountSet,
    AssetAdded,
    Barred,
    Dumped,
    DumpKept,
    ListSaid,
    NewStep,
    PersonAdded,
    PersonSet,
    RemarkMade,
    Revived,
    SignalSeen,
    StandingSet,
    StepSet,
    TouchAmended,
    TouchLogged,
)
from playbook.decision import Draft
from playbook.drain import SIGNS
from playbook.entry import Entry
from playbook.errors import NotYetError
from playbook.settings import Criterion
from playbook.words import AccountId, ActionId, Outcome, Purpose, Reading, Standing, StepKind
from storage import journal, recording
from storage.book import Book
from storage.dump_tables import dump_tables
from storage.ids import IdSource
from storage.transaction import tx
from tests.storage.conftest import NOW, Rep

Deed = tuple[str, int, int]
DEEDS = ("add", "touch", "digit", "say", "people", "undo", "redo", "older", "settings", "list")
deeds = st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 40), st.integers(0, 40)), max_size=18)
few = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])


class Day:
    """A rep who does what a list of numbers says."""

    def __init__(self, book: Book) -> None:
        self.rep = Rep(book)
        self.book = book
        self.accounts: list[AccountId] = []
        self.actions: list[ActionId] = []

    def do(self, deed: Deed) -> None:
        """Do one thing; what the book refuses is no thing."""
        what, one, two = deed
        ways: dict[str, Callable[[int, int], object]] = {
            "add": self._add, "touch": self._touch, "digit": self._digit, "say": self._say, "people": self._people,
            "undo": lambda *_: self.book.undo(NOW), "redo": lambda *_: self.book.redo(NOW), "older": self._older,
            "settings": self._settings, "list": self._list,
        }  # fmt: skip
        try:
            ways[what](one, two)
        except NotYetError:
            return
        newest = self.book.newest_action()
        if newest is not None and newest[0] not in self.actions:
            self.actions.append(newest[0])

    def _living(self, one: int) -> AccountId:
        held = [row[0] for row in self.book._link.db.execute("SELECT id FROM account ORDER BY id")]
        return AccountId(held[one % len(held)]) if held else self._add(one, 0)

    def _add(self, one: int, two: int) -> AccountId:
        people = ("Dana Cole", "Ray Ortiz")[: two % 3]
        return self.rep.add(f"Firm {one}", *people, employees=one, industry=("Steel", "Banking")[two % 2])

    def _touch(self, one: int, two: int) -> None:
        outcomes = [each for each in Outcome if each is not Outcome.BARRED]
        more: dict[str, Any] = {"note": "said so"} if two % 3 == 0 else {}
        self.rep.log(self._living(one), outcomes[two % len(outcomes)], **more)

    def _digit(self, one: int, two: int) -> None:
        account = self._living(one)
        newest = [
            entry for entry in journal.of_entities(self.book._link.db, [account]) if isinstance(entry.body, TouchLogged)
        ]
        if newest:
            touch, body = newest[-1], newest[-1].body
            assert isinstance(body, TouchLogged)
            people = [None, *(who.id for who in self.book.prospect(account, NOW).people)]
            body = replace(body, reading=list(Reading)[two % 3], person=people[two % len(people)], note="again")
            self._write([Draft(account, TouchAmended(touch.id, body))], join=touch.action)

    def _say(self, one: int, two: int) -> None:
        account, day = self._living(one), NOW.date()
        step = NewStep(0, StepKind.HAND, Purpose.HAND, day + timedelta(days=two))
        who = next(iter(self.book.prospect(account, NOW).people), None)
        person = None if who is None else who.id
        bodies = (
            RemarkMade("note", f"note {two}", day, person), SignalSeen(SIGNS[two % len(SIGNS)].name, day, person),
            StandingSet(day, None, dream=bool(one % 2)), StepSet(steps=(step,)), Dumped(day, "drains"),
            Revived(day, "came back"), DumpKept(day, "big", 4), AccountSet((("name", f"New {two}"), ("tier", "A"))),
            StandingSet(day, Standing.CUSTOMER), Barred(), AccountSet((("tags", "vip, Expo"), ("employees", two))),
        )  # fmt: skip
        self._write([Draft(account, bodies[two % len(bodies)])])

    def _people(self, one: int, two: int) -> None:
        account, other = self._living(one), self._living(two)
        people = self.book.prospect(account, NOW).people
        if two % 4 == 0 or not people:
            self._write([Draft(AccountId("new:1"), PersonAdded(account, f"Person {two}"))])
        else:
            who = people[two % len(people)].id
            body = (PersonSet(account=other), PersonSet(gone=True), PersonSet((("title", f"VP {two}"),)), Barred())
            self._write([Draft(who, body[one % 4])])

    def _older(self, one: int, _: int) -> None:
        if self.actions:
            self.book.undo(NOW, self.actions[one % len(self.actions)])

    def _settings(self, one: int, two: int) -> None:
        held = self.book.settings()
        profile = (Criterion("industry", "in", ("Steel",), must=True),) if one % 2 else ()
        self.book.set_settings(replace(held, profile=profile, caps=replace(held.caps, day=1 + two)), NOW)

    def _list(self, one: int, two: int) -> None:
        rows = (("account", f"key {one}", self._living(one), f'{{"n":{two}}}'),)
        drafts = [Draft(AccountId(""), ListSaid("crm", rows)), Draft(AccountId(""), AssetAdded(f"Guide {two}"))]
        self._write(drafts)

    def _write(self, drafts: Sequence[Draft], join: ActionId | None = None) -> None:
        self.book.record(drafts, now=NOW, label="said", join=join)


@contextmanager
def a_book(seed: int = 1) -> Iterator[Book]:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        book = Book.open(home / "notyet.db", now=NOW, ids=IdSource.seeded(seed), state=home / "state")
        book._link.db.execute("PRAGMA synchronous = OFF")
        try:
            yield book
        finally:
            book.close()


def said(book: Book, *, undo_stack: bool = True) -> dict[str, list[tuple[object, ...]]]:
    found = dump_tables(book._link.db)
    if undo_stack:
        # Whose an action is and how it is called is known to the copy that wrote it only.
        found["action"] = [(row[0], *row[3:]) for row in found["action"]]
    else:
        del found["action"]
    return found


def living(book: Book) -> list[str]:
    return [row[0] for row in book._link.db.execute("SELECT id FROM action WHERE dead = 0 ORDER BY id")]


def entries_of(book: Book) -> list[Entry]:
    rows = book._link.db.execute("SELECT id, action, at, entity, kind, body, actor FROM entry ORDER BY seq")
    return [journal.read(row) for row in rows]


@few
@given(deeds)
def test_a_rebuild_says_what_the_steps_said(list_of_deeds: list[Deed]) -> None:
    """R40: everything shown can be rebuilt from the entries."""
    with a_book() as book:
        day = Day(book)
        for deed in list_of_deeds:
            day.do(deed)
        stepped = dump_tables(book._link.db)
        book.rebuild(NOW)
        assert dump_tables(book._link.db) == stepped


@few
@given(deeds, deeds)
def test_undo_is_as_if_nothing_had_happened(before: list[Deed], after: list[Deed]) -> None:
    """R39: what comes back comes back as it was, at any depth; and so does a redo."""
    with a_book() as book:
        day = Day(book)
        for deed in before:
            day.do(deed)
        for deed in after:
            old, actions = said(book, undo_stack=False), living(book)
            day.do(deed)
            new = said(book, undo_stack=False)
            if len(living(book)) == len(actions) + 1 and living(book)[:-1] == actions:
                book.undo(NOW)
                assert said(book, undo_stack=False) == old
                book.redo(NOW)
                assert said(book, undo_stack=False) == new


@few
@given(deeds)
def test_taking_everything_back_leaves_an_empty_book(list_of_deeds: list[Deed]) -> None:
    """R39."""
    with a_book() as book:
        empty = said(book, undo_stack=False)
        day = Day(book)
        for deed in list_of_deeds:
            day.do(deed)
        while book.newest_action() is not None:
            book.undo(NOW)
        assert said(book, undo_stack=False) == empty


@few
@given(deeds, st.randoms(use_true_random=False), st.integers(1, 7))
def test_any_order_and_batching_gives_one_result(list_of_deeds: list[Deed], random: Any, size: int) -> None:
    """SYNC section 4: repeats included, through the merge and the incremental step alike."""
    with a_book() as book, a_book(2) as other:
        day = Day(book)
        for deed in list_of_deeds:
            day.do(deed)
        entries = entries_of(book)
        shuffled = [*entries, *entries[::3]]
        random.shuffle(shuffled)
        for start in range(0, len(shuffled), size):
            other.absorb(shuffled[start : start + size], "another machine")
        assert said(other) == said(book)
        with tx(other._link) as db:
            assert recording.absorb(db, entries, "another machine") is None
