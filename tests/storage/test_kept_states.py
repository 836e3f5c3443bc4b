"""R39: one of the last keys goes and comes back from the facts that it found, and says what the journal says."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playbook.bodies import RemarkMade, TouchAmended
from playbook.decision import Draft
from playbook.errors import Refused
from playbook.words import AccountId, EntryId, Outcome, PersonId, Reading
from storage import kept_states
from storage.book import Book
from storage.dump_tables import dump_tables
from storage.ids import IdSource
from storage.refold import Refold
from storage.touched import touched
from storage.views import Change
from tests.storage.conftest import NOW, Rep
from tests.storage.test_properties import Day, Deed, a_book

KEYS = ("touch", "touch", "digit", "say", "people", "undo", "undo", "redo", "older", "add")
keys = st.lists(st.tuples(st.sampled_from(KEYS), st.integers(0, 5), st.integers(0, 40)), max_size=24)


@pytest.fixture
def refolds(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Whose histories were folded; who came or went has their firm looked at, which is no history."""
    folded: list[tuple[str, ...]] = []
    run = Refold.run

    def counted(self: Refold, entities: Iterable[str], *more: Any, **told: Any) -> None:
        named = tuple(entities)
        folded.extend([named] if named else [])
        run(self, named, *more, **told)

    monkeypatch.setattr(Refold, "run", counted)
    return folded


def digit(book: Book, account: AccountId, touch: EntryId, reading: Reading, person: PersonId | None = None) -> Change:
    body = replace(book.ask(lambda db: touched(db, touch)), reading=reading)
    body = body if person is None else replace(body, person=person)
    join = book.ask(lambda db: db.execute("SELECT action FROM entry WHERE id = ?", (touch,)).fetchone()[0])
    return book.record([Draft(account, TouchAmended(touch, body))], now=NOW, label="digit", join=join)


def dumped(book: Book) -> dict[str, list[tuple[object, ...]]]:
    """What the tables say of companies, people and touches, and where search finds them."""
    found = dump_tables(book._link.db)
    del found["action"]
    return found


def rebuilt(book: Book) -> dict[str, list[tuple[object, ...]]]:
    book.rebuild(NOW)
    return dumped(book)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(keys)
def test_keys_that_are_remembered_say_what_histories_say(list_of_keys: list[Deed]) -> None:
    with a_book() as book, a_book() as forgetful:
        one, other = Day(book), Day(forgetful)
        for key in [("add", 0, 2), ("add", 1, 1), *list_of_keys]:
            one.do(key)
            kept_states.of(forgetful._link.db).forget()
            other.do(key)
        assert dump_tables(book._link.db) == dump_tables(forgetful._link.db)


def test_keys_go_and_come_back_without_a_history(rep: Rep, refolds: list[tuple[str, ...]]) -> None:
    acme = rep.add("Acme", "Dana Cole", "Ray Ortiz")
    seen = [dumped(rep.book)]
    for outcome in (Outcome.NO, Outcome.VALUE, Outcome.LEFT, Outcome.GATEKEEPER):
        rep.log(acme, outcome, note="she said so", name="Ann Lee" if outcome is Outcome.LEFT else "")
        seen.append(dumped(rep.book))
    for before in reversed(seen[:-1]):
        rep.book.undo(NOW)
        assert dumped(rep.book) == before
    for after in seen[1:]:
        rep.book.redo(NOW)
        assert dumped(rep.book) == after
    assert refolds == []
    assert dumped(rep.book) == rebuilt(rep.book)


def test_a_digit_is_laid_on_what_its_key_found(rep: Rep, refolds: list[tuple[str, ...]]) -> None:
    acme = rep.add("Acme", "Dana Cole", "Ray Ortiz")
    before = dumped(rep.book)
    ray = rep.book.prospect(acme, NOW).people[1].id
    touch = rep.log(acme, Outcome.NO, note="not this year").entries[0]
    for reading, person in ((Reading.TIMING, None), (Reading.VALUE, ray)):
        change = digit(rep.book, acme, touch, reading, person)
        assert rep.book.prospect(acme, NOW).account.basis == change.entries[0]
        assert refolds == []
        after = dumped(rep.book)
        assert after == rebuilt(rep.book)
        refolds.clear()
    rep.book.undo(NOW)
    assert dumped(rep.book) == before
    rep.book.redo(NOW)
    assert dumped(rep.book) == after
    assert refolds == []


def test_an_undo_costs_as_much_after_many_touches_as_after_few(rep: Rep) -> None:
    """Steps of SQLite's machine, not seconds."""
    acme = rep.add("Acme", "Dana Cole")

    def steps(work: Callable[[], object]) -> int:
        count = 0

        def tick() -> int:
            nonlocal count
            count += 1
            return 0

        rep.book._link.db.set_progress_handler(tick, 10)
        work()
        rep.book._link.db.set_progress_handler(None, 0)
        return count

    def turns() -> int:
        rep.log(acme, Outcome.NO_ANSWER)
        return steps(lambda: rep.book.undo(NOW)) + steps(lambda: rep.book.redo(NOW))

    few = turns()
    for _ in range(60):
        rep.log(acme, Outcome.NO_ANSWER)
    assert turns() < 1.25 * few


def test_what_another_window_wrote_leaves_it_to_the_histories(
    rep: Rep, path: Path, state: Path, refolds: list[tuple[str, ...]]
) -> None:
    acme, globex = rep.add("Acme", "Dana Cole"), rep.add("Globex", "Ray Ortiz")
    mine = rep.log(acme, Outcome.NO)
    other = Book.open(path, now=NOW, ids=IdSource.seeded(7), state=state)
    Rep(other).log(globex, Outcome.NO)
    rep.book.undo(NOW, mine.action)
    assert len(refolds) == 1
    assert dumped(other) == rebuilt(other)
    other.close()


def test_an_older_key_is_left_to_the_histories_where_a_later_one_stands_on_it(
    rep: Rep, refolds: list[tuple[str, ...]]
) -> None:
    acme, globex = rep.add("Acme", "Dana Cole"), rep.add("Globex", "Ray Ortiz")
    first, second = rep.log(acme, Outcome.NO), rep.log(globex, Outcome.NO)
    rep.log(acme, Outcome.VALUE)
    rep.book.undo(NOW, second.action)
    assert refolds == [], "nobody else was about Globex"
    rep.book.undo(NOW, first.action)
    assert len(refolds) == 1
    assert dumped(rep.book) == rebuilt(rep.book)


def test_a_digit_that_names_somebody_whom_a_later_key_was_about_is_left_to_the_histories(
    rep: Rep, refolds: list[tuple[str, ...]]
) -> None:
    acme, globex = rep.add("Acme", "Dana Cole"), rep.add("Globex", "Ray Ortiz")
    ray = rep.book.prospect(globex, NOW).people[0].id
    touch = rep.log(acme, Outcome.NO).entries[0]
    rep.log(globex, Outcome.NO_ANSWER)
    digit(rep.book, acme, touch, Reading.TIMING, ray)
    assert len(refolds) == 1
    assert dumped(rep.book) == rebuilt(rep.book)


def test_so_many_keys_are_remembered_and_no_more(
    rep: Rep, refolds: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_states, "KEYS", 2)
    acme = rep.add("Acme", "Dana Cole")
    for _ in range(3):
        rep.log(acme, Outcome.NO_ANSWER)
    kept = kept_states.of(rep.book._link.db)
    assert (len(kept.deeds), len(kept.ids)) == (2, 2)
    for turn in range(3):
        rep.book.undo(NOW)
        assert len(refolds) == (turn == 2)
    assert (kept.deeds, kept.ids) == ([], [])
    assert dumped(rep.book) == rebuilt(rep.book)


def test_what_is_about_many_is_no_key(rep: Rep, refolds: list[tuple[str, ...]]) -> None:
    firms = [rep.add(f"Firm {number}") for number in range(kept_states.ENTITIES + 1)]
    rep.book.record([Draft(firm, RemarkMade("note", "x", NOW.date())) for firm in firms], now=NOW, label="all")
    assert kept_states.of(rep.book._link.db).deeds == []
    rep.book.undo(NOW)
    assert len(refolds) == 1


def test_a_key_joined_later_is_one_with_its_action_or_forgotten(rep: Rep, refolds: list[tuple[str, ...]]) -> None:
    acme = rep.add("Acme", "Dana Cole")
    before = dumped(rep.book)
    first = rep.log(acme, Outcome.NO)
    remark = [Draft(acme, RemarkMade("note", "joined", NOW.date()))]
    rep.book.record(remark, now=NOW, label="", join=first.action)
    rep.book.undo(NOW)
    assert (dumped(rep.book), refolds) == (before, [])
    rep.book.redo(NOW)
    rep.log(acme, Outcome.NO_ANSWER)
    rep.book.record(remark, now=NOW, label="", join=first.action)
    assert kept_states.of(rep.book._link.db).deeds == []
    assert dumped(rep.book) == rebuilt(rep.book)


def test_rows_that_say_something_else_are_not_believed(rep: Rep, refolds: list[tuple[str, ...]]) -> None:
    """Whatever it was: the memory yields to the journal."""
    acme = rep.add("Acme", "Dana Cole")
    touch = rep.log(acme, Outcome.NO).entries[0]
    rep.book._link.db.execute("UPDATE account SET facts = json_set(facts, '$.nos', 7) WHERE id = ?", (acme,))
    digit(rep.book, acme, touch, Reading.TIMING)
    assert len(refolds) == 1
    rep.log(acme, Outcome.NO)
    rep.book._link.db.execute("UPDATE account SET facts = json_set(facts, '$.nos', 7) WHERE id = ?", (acme,))
    rep.book.undo(NOW)
    assert len(refolds) == 2
    assert dumped(rep.book) == rebuilt(rep.book)


def test_an_undo_that_was_stopped_is_not_remembered_as_done(rep: Rep, refolds: list[tuple[str, ...]]) -> None:
    acme = rep.add("Acme", "Dana Cole")
    first = dumped(rep.book)
    rep.log(acme, Outcome.NO)
    second = dumped(rep.book)

    def stops(_what: str, _done: int, _total: int) -> None:
        raise Refused("It was stopped.")

    with pytest.raises(Refused):
        rep.book.undo(NOW, heard=stops)
    assert dumped(rep.book) == second
    rep.book.undo(NOW)
    assert len(refolds) == 1
    assert dumped(rep.book) == first == rebuilt(rep.book)
