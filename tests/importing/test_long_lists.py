"""DESIGN section 7: a list twice as long costs twice as much, also where all of its rows share something."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from storage.book import Book
from storage.ids import IdSource
from storage.importing import Moved, merging, run_import, staged, staging
from storage.importing.known import Known
from storage.importing.said import StandingSaid
from storage.importing.scratch import Cells, Scratch
from tests.importing.conftest import NOW, Desk

HEADINGS = "Company,Website,Full Name,Email,City,Status\n"
_ONSETS, _VOWELS = "bdfgklmnprst", "aeiou"


def word(number: int) -> str:
    return "".join(_ONSETS[number // 7**place % 12] + _VOWELS[number // 5**place % 5] for place in range(4))


def one_name(number: int) -> str:
    return f"Acme Robotics,,,,{word(number)},Open"


def one_site(number: int) -> str:
    return f"{word(number)} Works {number},acme.example,,,Gary,Customer"


def one_desk(number: int) -> str:
    return f"{word(number)} Works {number},,Ann {word(number)},info@acme.example,Gary,Open"


def one_firm(number: int) -> str:
    return f"Acme Robotics,acme.example,Ann {word(number)},{word(number)}{number}@acme.example,Gary,Customer"


SHARED = (one_name, one_site, one_desk, one_firm)


@pytest.mark.parametrize("row", SHARED)
def test_rows_that_share_something_cost_no_more_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: Callable[[int], str]
) -> None:
    """Statements, and bytes of firms and people that are read and written, grow with the rows alone."""
    short, long = (_cost(tmp_path / str(many), monkeypatch, row, many) for many in (80, 160))
    assert short[0] > 80
    assert long[0] < 2.2 * short[0]
    assert long[1] < 2.6 * short[1]


def _cost(folder: Path, monkeypatch: pytest.MonkeyPatch, row: Callable[[int], str], many: int) -> tuple[int, int]:
    folder.mkdir()
    seen = count()
    sizes: list[int] = []
    run, later = Scratch.run, Scratch.later

    def note(values: tuple[object, ...]) -> None:
        next(seen)
        sizes.append(sum(len(value) for value in values if isinstance(value, str)))

    def spied_run(scratch: Scratch, sql: str, *values: object) -> int:
        note(values)
        return run(scratch, sql, *values)

    def spied_later(scratch: Scratch, sql: str, *values: object) -> None:
        note(values)
        later(scratch, sql, *values)

    with monkeypatch.context() as patched:
        patched.setattr(Scratch, "run", spied_run)
        patched.setattr(Scratch, "later", spied_later)
        listed = folder / "list.csv"
        listed.write_text(HEADINGS + "\n".join(map(row, range(many))) + "\n", encoding="utf-8")
        with _book(folder) as book:
            run_import(book, [listed], now=NOW)
    return next(seen), sum(sizes)


class _book:  # noqa: N801  (used as a function)
    def __init__(self, folder: Path) -> None:
        self._book = Book.open(folder / "book.db", now=NOW, ids=IdSource.seeded(1), state=folder / "state")

    def __enter__(self) -> Book:
        return self._book

    def __exit__(self, *_: object) -> None:
        self._book.close()


def test_of_what_rows_say_alike_the_first_and_the_last_are_kept() -> None:
    """R44: the first word for a meaning counts, and the last word for a bar."""
    won, lost = StandingSaid("customer", "Won"), StandingSaid("lost", "Lost")
    held: list[StandingSaid] = []
    for said in (won, won, lost, won, lost, lost, won):
        merging.stand(held, said)
    assert held == [won, lost, lost, won]


def test_a_chain_is_told_apart_by_its_places(desk: Desk) -> None:
    """Branches of one name get keys of their own, whoever is asked first."""
    rows = "".join(f"Acme,{city},{street}\n" for city in ("Rome", "Oslo") for street in "abc")
    text = f"Company,City,Street\n{rows}"
    assert desk.bring(text, name="chain.csv").accounts.new == 6
    keys = desk.book.ask(lambda db: db.execute("SELECT key FROM source_ref ORDER BY key").fetchall())
    assert [key for (key,) in keys] == [
        f"name:acme||{city}||||{street}" for city in ("oslo", "rome") for street in "abc"
    ]


def test_rows_that_share_nothing_ask_for_nobody(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whom no earlier row can have named is not looked for; the one row that comes twice finds all it wrote."""
    asked: list[str] = []
    one, every = Scratch.one, Scratch.all

    def spied_one(scratch: Scratch, sql: str, *values: object) -> Cells | None:
        asked.append(sql)
        return one(scratch, sql, *values)

    def spied_all(scratch: Scratch, sql: str, *values: object) -> list[Cells]:
        asked.append(sql)
        return every(scratch, sql, *values)

    rows = [f"Works {word(each)},w{each}.example,Ann {word(each)},a@w{each}.example,Gary,\n" for each in range(200)]
    path = desk.write(HEADINGS + "".join([*rows, rows[7]]))
    with Scratch(desk.folder) as scratch, monkeypatch.context() as patched:
        patched.setattr(Scratch, "one", spied_one)
        patched.setattr(Scratch, "all", spied_all)
        assert staging.stage([path], scratch, staging.Wish()).merged == 1
        assert 4 <= len(asked) < 12, asked
        assert scratch.count("SELECT count(*) FROM person_mail") == len(rows)


def test_newcomers_are_not_looked_for_one_by_one(desk: Desk) -> None:
    """A landing asks once a chunk who stands already; each firm with somebody costs a fixed handful of statements."""
    said: list[str] = []
    desk.book._link.db.set_trace_callback(said.append)
    rows = [f"Works {word(each)},w{each}.example,Ann {word(each)},a@w{each}.example,Gary,\n" for each in range(120)]
    desk.bring(HEADINGS + "".join(rows))
    desk.book._link.db.set_trace_callback(None)
    landing = said[said.index("BEGIN IMMEDIATE") :]
    looked = [sql for sql in landing if sql.startswith("SELECT") and " WHERE id = '" in sql]
    assert len(looked) < 12, looked
    assert len([sql for sql in landing if not sql.startswith("--")]) < 20 * 120


def test_a_book_that_holds_nobody_is_not_asked_row_by_row(desk: Desk) -> None:
    """A first list is matched with an empty book: whether anybody is there is asked once a piece."""
    asked = []
    for name, firms in (("few.csv", 50), ("many.csv", 250)):
        said: list[str] = []
        desk.book._link.db.set_trace_callback(said.append)
        rows = [
            f"Works {word(each)},w{each}.example,Ann {word(each)},a@w{each}.example,Gary,\n" for each in range(firms)
        ]
        desk.bring(HEADINGS + "".join(rows), name=name, dry_run=True)
        desk.book._link.db.set_trace_callback(None)
        asked.append(sum(sql.lstrip().startswith("SELECT") for sql in said))
    assert asked[1] - asked[0] < 20, asked


def _rows(many: int) -> str:
    people = (f"Works {word(each)},w{each}.example,Ann {word(each)},a@w{each}.example,Gary,\n" for each in range(many))
    return HEADINGS + "".join(people)


def test_a_list_that_comes_again_costs_each_row_the_same(desk: Desk) -> None:
    """What it said of somebody is found by whom it is about: not all of its keys are read for every row of it."""
    steps = []
    for many in (60, 180):
        desk.bring(_rows(many))
        seen: list[None] = []
        desk.book._link.db.set_progress_handler(partial(seen.append, None), 20)
        assert desk.bring(_rows(many), dry_run=True).accounts == Moved(0, 0, many)
        desk.book._link.db.set_progress_handler(None, 0)
        steps.append(len(seen))
    assert steps[0] > 60
    assert steps[1] < 3.3 * steps[0], steps


def test_a_list_that_comes_again_asks_once_for_whom_it_is_about(desk: Desk) -> None:
    """An account and the entries that added it and its people are read once, whoever of a row asks for them."""
    desk.bring(_rows(100))
    said: list[str] = []
    desk.book._link.db.set_trace_callback(said.append)
    desk.bring(_rows(100), dry_run=True)
    desk.book._link.db.set_trace_callback(None)
    assert sum("FROM entry AS added" in sql for sql in said) == 200
    assert sum(sql.startswith("SELECT facts FROM account WHERE id") for sql in said) == 100


def test_whatever_a_row_asks_the_book_an_index_answers(desk: Desk) -> None:
    """A book of a hundred thousand people is not read for each address of a list, nor all keys of a list for a row."""
    desk.bring(_rows(40))
    said: list[str] = []
    db = desk.book._link.db
    db.set_trace_callback(said.append)
    desk.bring(_rows(50).replace("Ann", "Bea"), dry_run=True)
    db.set_trace_callback(None)
    asked = [sql for sql in said if sql.startswith("SELECT") and " = '" in sql and "sqlite_" not in sql]
    assert len(asked) > 200
    plans = {str(row[3]) for sql in asked for row in db.execute(f"EXPLAIN QUERY PLAN {sql}")}
    tables = ("account", "person", "source_ref", "entry", "touch")
    assert not [plan for plan in plans if plan.startswith(tuple(f"SCAN {table}" for table in tables))]
    assert "SEARCH person USING INDEX person_email (email=?)" in plans
    assert "SEARCH source_ref USING INDEX source_ref_entity (entity=?)" in plans
    assert "SEARCH source_ref USING INDEX sqlite_autoindex_source_ref_1 (source=? AND kind=?)" not in plans


def test_r40_who_was_erased_is_known_in_a_book_that_holds_nobody(desk: Desk) -> None:
    desk.bring("Company\nAcme\n")
    number = desk.book.find("Acme")
    desk.book.erase(number, NOW)
    assert desk.accounts() == {}
    told: list[bool] = []
    with Scratch(desk.folder) as scratch:
        known = Known(desk.book, scratch)
        known.during(lambda: told.append(known.is_erased(number)))
    assert told == [True]


def test_what_comes_later_in_a_list_finds_the_newcomer(desk: Desk) -> None:
    """Notes of a list are found by search beside the account and its people, and a rebuild finds the same."""
    text = "Company,Full Name,Email,Notes\nAcme Robotics,Dana Cole,dana@acme.example,likes blue\n"
    desk.bring(text)
    found = [hit.account for hit in desk.book.search("blue")]
    assert found == [desk.book.find("Acme Robotics")]
    assert {hit.person_name for hit in desk.book.search("dana")} >= {"Dana Cole"}


def test_python_searches_everything_again_once_the_import_ends(desk: Desk) -> None:
    usual = gc.get_threshold()
    desk.bring("Company\nAcme\n")
    assert gc.get_freeze_count() == 0
    assert gc.get_threshold() == usual


@pytest.fixture(autouse=True)
def nothing_frozen() -> Iterator[None]:
    gc.unfreeze()
    yield
    gc.unfreeze()


def test_firms_come_whole_and_in_pieces(desk: Desk) -> None:
    """Drafting reads a firm, its people and everybody's ids at once, a piece of the list at a time."""
    with Scratch(desk.folder) as scratch:
        for name in ("Acme", "Hooli", "Umbrella"):
            staged.put_firm(scratch, staged.Firm(name, 0, 2))
        staged.put_person(scratch, staged.Person(2, "Dana Cole", 0, 2))
        scratch.run("INSERT INTO firm_key (source, key, firm) VALUES ('crm', '7', 1)")
        scratch.run("INSERT INTO person_key (source, key, person) VALUES ('crm', 'p7', 1)")
        first = staged.whole(scratch, 0, 2)
        assert [(firm.name, [key.key for key in firm.ids]) for firm in first] == [("Acme", ["7"]), ("Hooli", [])]
        assert [(who.name, [key.key for key in who.ids]) for who in first[1].people] == [("Dana Cole", ["p7"])]
        assert [firm.name for firm in staged.whole(scratch, 2, 2)] == ["Umbrella"]
        assert staged.whole(scratch, 3, 2) == []
