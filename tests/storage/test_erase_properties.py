"""Whatever was logged, undone and merged before: after an erasure the tables are those of a rebuild (R40)."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playbook.bodies import PersonSet, RemarkMade
from playbook.decision import Draft
from playbook.errors import Refused
from playbook.words import AccountId, Outcome
from storage.book import Book
from storage.dump_tables import differing, dump_tables
from storage.ids import IdSource
from tests.storage.conftest import NOW, Rep

NAMES = ("Zebulon Quirrell", "Xanthippe Vole", "Kim Sato")
FIRMS = ("Acme Zithers", "Globex")
DEEDS = st.lists(
    st.tuples(st.sampled_from(("log", "note", "move", "undo", "redo", "erase")), st.integers(0, 5)), max_size=8
)


def open_book(folder: str, now: datetime = NOW) -> Book:
    return Book.open(Path(folder) / "b.db", now=now, ids=IdSource.seeded(3), state=Path(folder) / "state")


def firm(book: Book, number: int) -> AccountId | None:
    hits = book.search(FIRMS[number % 2].split()[0])
    return hits[0].account if hits else None


def turn(book: Book, deed: str) -> None:
    """Take back or bring back, where there is anything."""
    with suppress(Refused):
        (book.undo if deed == "undo" else book.redo)(NOW)


def log(rep: Rep, account: AccountId, number: int) -> None:
    outcome = (Outcome.NO, Outcome.NO_ANSWER, Outcome.TALK)[number % 3]
    rep.log(account, outcome, note=f"{NAMES[number % 3]} said so", when=NOW.date())


def move(book: Book, account: AccountId, number: int) -> None:
    people, other = book.prospect(account, NOW).people, firm(book, number + 1)
    if people and other is not None:
        book.record([Draft(people[0].id, PersonSet(account=other))], now=NOW, label=f"moved {people[0].name}")


def erase(book: Book, account: AccountId, number: int) -> None:
    people = book.prospect(account, NOW).people
    whole = number == 0 or not people
    target = account if whole else people[number % len(people)].id
    book.erase(target, NOW, backups=False, keep=None if number % 2 else ())


def do(rep: Rep, deed: str, number: int) -> None:
    """Do one thing at one of the firms, where it still stands."""
    if deed in {"undo", "redo"}:
        turn(rep.book, deed)
        return
    account = firm(rep.book, number)
    if account is None:
        return
    if deed == "log":
        log(rep, account, number)
    elif deed == "note":
        note = RemarkMade("note", f"ask {NAMES[number % 3]}", NOW.date())
        rep.book.record([Draft(account, note)], now=NOW, label="note")
    elif deed == "move":
        move(rep.book, account, number)
    else:
        erase(rep.book, account, number)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(DEEDS)
def test_r40_tables_are_those_of_a_rebuild_after_any_erasure(deeds: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        book = open_book(folder)
        rep = Rep(book)
        rep.add(FIRMS[0], *NAMES[:2])
        rep.add(FIRMS[1], NAMES[2])
        for deed, number in deeds:
            do(rep, deed, number)
        before = book.ask(dump_tables)
        book.rebuild(NOW)
        assert differing(before, book.ask(dump_tables)) == ()
        assert [each.what for each in book.doctor(NOW) if not each.ok and each.what != "next steps"] == []
        book.close()
