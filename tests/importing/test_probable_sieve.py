"""A short list is compared with those of the book alone who can be in a pair: the pairs are those of everybody."""

from __future__ import annotations

import sqlite3
from functools import partial
from random import Random

import pytest

from storage.importing import Progress, probable_lists, probable_ones, run_import
from storage.importing.plan import ImportCancelled
from storage.importing.probable import One
from tests.importing.conftest import NOW, Desk

HEAD = "Company,Website,Company Phone,City,Full Name,Email,Email 2,Phone,Mobile Phone,Home Phone,Birthday\n"
FIRMS = (
    "Northern Robotics Partners", "The Northern Robotic Partners Ltd", "Partners Northern Robotics", "日立製作所",
    "株式会社日立製作所", "東京海上日動火災保険サービス", "東京海上日動火災保険サービズ", "Müller Maschinenbau GmbH",
    "Mueller Maschinenbau", "Bakery", "Bakery Inc", "Xorthern Robotics Partners", "Nørthern Robotics", "???",
)  # fmt: skip
PEOPLE = (
    "Dana Cole",
    "Cole Dana",
    "Dnaa Cole",
    "D. Cole",
    "田中 太郎",
    "太郎 田中",
    "Ray Ortiz",
    "Raymond Ortiz",
    "Dana",
)


def rows(seed: int, count: int) -> str:
    """Rows of few names, numbers and addresses, so that much is shared and some blocks are crowds."""
    chance = Random(seed)  # noqa: S311  (invented rows)

    def phone() -> str:
        return f"+1312555{chance.randrange(30):04}" if chance.random() < 0.4 else ""

    lines = []
    for number in range(count):
        made = f"{chance.choice(FIRMS)} {chance.choice(['', '', f'{chance.randrange(9)}', 'North'])}".strip()
        firm = made if chance.random() < 0.9 else ""
        name = chance.choice(PEOPLE)
        local = chance.choice(["dana.cole", "dnaa.cole", "rocketeer", "info", "ray", f"ray{number}"])
        mail = f"{local}@{chance.choice(['acme', 'globex', f'firm{number % 40}'])}.{chance.choice(['com', 'co.uk'])}"
        site = f"{chance.choice(['acme', f'firm{number}'])}.{chance.choice(['com', 'de'])}" if firm else ""
        born = f"198{chance.randrange(3)}-03-2{chance.randrange(3)}" if chance.random() < 0.3 else ""
        cells = (
            firm, site if chance.random() < 0.3 else "", phone(), chance.choice(["", "Chicago", "Rome"]), name,
            mail if chance.random() < 0.6 else "", "", phone(), phone(), phone(), born,
        )  # fmt: skip
        lines.append(",".join(cells))
    return HEAD + "\n".join(lines) + "\n"


@pytest.mark.parametrize("seed", range(8))
def test_a_short_list_finds_the_pairs_of_a_long_one_in_their_order(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    desk.bring(rows(seed, 400), "old.csv")
    new = desk.write(rows(seed + 100, 12), "new.csv")
    monkeypatch.setattr("storage.importing.probable_blocks._CROWD", 20)
    monkeypatch.setattr(probable_lists, "_TIMES", 0)
    short = run_import(desk.book, [new], now=NOW, dry_run=True).pairs
    monkeypatch.setattr(probable_lists, "FEW", -1)
    assert short == run_import(desk.book, [new], now=NOW, dry_run=True).pairs
    assert short, "a book of these names has some"


def test_of_a_longer_book_no_more_is_read_whole(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A look at a row tells who is to be read; how many these are is the list's matter, not the book's."""
    read: list[int] = []
    for what in ("these_accounts", "these_people"):
        found = getattr(probable_ones, what)

        def counted(db: object, wanted: list[str], found: object = found) -> list[One]:
            read.append(len(wanted))
            return found(db, wanted)  # type: ignore[operator,no-any-return]

        monkeypatch.setattr(probable_ones, what, counted)
    new = desk.write(listed(10_000, 10), "new.csv")
    sizes = []
    for start, stop in ((0, 700), (700, 3_000)):
        desk.bring(listed(start, stop - start), f"{start}.csv")
        read.clear()
        with monkeypatch.context() as patch:
            patch.setattr(probable_lists, "_join_all", None)
            patch.setattr(probable_lists, "_TIMES", 0)
            run_import(desk.book, [new], now=NOW, dry_run=True)
        sizes.append(sum(read))
    assert 0 < sizes[1] <= sizes[0] * 1.2


def listed(start: int, count: int) -> str:
    """Firms of names of their own, somebody in each."""
    chance = Random(start)  # noqa: S311  (invented rows)
    names = (
        "".join(chance.choice("bcdfghklmnprstvz") + chance.choice("aeiou") for _ in range(6)) for _ in range(count)
    )
    lines = (
        f"{name.title()} Works,{name}.example,,,{name[:6].title()} {name[6:].title()},{name}{n}@{name}.example,,,,,"
        for n, name in enumerate(names, start)
    )
    return HEAD + "\n".join(lines) + "\n"


@pytest.mark.parametrize("short", [True, False])
def test_the_search_tells_how_far_it_is_up_to_its_end(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, *, short: bool
) -> None:
    desk.bring(rows(3, 300), "old.csv")
    monkeypatch.setattr(probable_lists, "_TIMES", 0 if short else 1_000)
    monkeypatch.setattr(probable_ones, "CHUNK", 20)
    told: list[Progress] = []
    report = desk.bring(rows(4, 20), "new.csv", progress=told.append)
    assert report.pairs
    for phase in ("looking", "comparing"):
        steps = [(each.done, each.total) for each in told if each.phase == phase]
        assert len(steps) > (9 if phase == "looking" else 1)
        assert steps == sorted(steps)
        assert steps[0][0] == 0
        assert steps[-1][0] == steps[-1][1] > 0
        assert len({total for _, total in steps}) == 1


@pytest.mark.parametrize("phase", ["linking", "looking", "comparing", "backing up"])
def test_a_cancel_in_any_phase_leaves_the_book_as_it_was(desk: Desk, phase: str) -> None:
    desk.bring(rows(3, 300), "old.csv")
    before = desk.entries()
    told: list[str] = []
    with pytest.raises(ImportCancelled):
        desk.bring(
            rows(4, 20), "new.csv", progress=lambda each: told.append(each.phase), cancelled=lambda: phase in told
        )
    assert told[-1] == phase
    assert desk.entries() == before


def test_no_look_at_the_book_begins_at_its_beginning(desk: Desk) -> None:
    """Each goes on behind the last one by the index of ids, and who is read whole is asked for by theirs."""
    asked = {
        probable_ones._ACCOUNT_ROWS: ("", 9), probable_ones._PERSON_ROWS: ("", 9),
        probable_ones._THESE_ACCOUNTS: ("[]",), probable_ones._THESE_PEOPLE: ("[]",),
    }  # fmt: skip
    for query, values in asked.items():
        plan = desk.book.ask(partial(_plan, query, values))
        assert plan
        assert not [line for line in plan if "json_each" not in line and ("SCAN" in line or "TEMP" in line)], plan


def _plan(query: str, values: tuple[object, ...], db: sqlite3.Connection) -> list[str]:
    return [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {query}", values)]
