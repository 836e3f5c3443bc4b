"""DESIGN section 7: a list twice as long costs twice as much, also where all of its rows share something."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from storage.book import Book
from storage.ids import IdSource
from storage.importing import merging, run_import, staged
from storage.importing.said import StandingSaid
from storage.importing.scratch import Scratch
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
    run = Scratch.run

    def spied(scratch: Scratch, sql: str, *values: object) -> int:
        next(seen)
        sizes.append(sum(len(value) for value in values if isinstance(value, str)))
        return run(scratch, sql, *values)

    with monkeypatch.context() as patched:
        patched.setattr(Scratch, "run", spied)
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


def test_what_comes_later_in_a_list_finds_the_newcomer(desk: Desk) -> None:
    """Notes of a list are found by search beside the account and its people, and a rebuild finds the same."""
    text = "Company,Full Name,Email,Notes\nAcme Robotics,Dana Cole,dana@acme.example,likes blue\n"
    desk.bring(text)
    found = [hit.account for hit in desk.book.search("blue")]
    assert found == [desk.book.find("Acme Robotics")]
    assert {hit.person_name for hit in desk.book.search("dana")} >= {"Dana Cole"}


def test_python_searches_everything_again_once_the_import_ends(desk: Desk) -> None:
    desk.bring("Company\nAcme\n")
    assert gc.get_freeze_count() == 0


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
