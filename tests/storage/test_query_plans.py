"""No pane reads a whole table: what SQLite says it will do, for every statement that a read runs (DESIGN section 7)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from playbook.away import Away
from playbook.settings import Caps
from playbook.words import AccountId, Purpose, Standing, StepKind
from storage import leave, search_ways, spread
from storage.dream import dream
from storage.dump import dump_queue, dumped_list
from storage.held import held
from storage.numbers import outcomes, tally
from storage.pool import pool
from storage.prospect import prospect
from storage.search import find, search
from storage.search_filters import sieve
from storage.search_query import parse
from storage.today import today
from tests.storage.rows import MONDAY, NOW, Rows, account, ago, lay, person, step

BIG = ("account", "touch", "step", "person", "entry")
WHOLE = ("account_last", "account_fold", "account_proposed")
"""Indexes that may be read from one end to the other: they hold only what is asked, or the read stops early."""


@pytest.fixture
def rows(tmp_path: Path) -> Iterator[Rows]:
    db = lay(tmp_path / "rows.notyet")
    found = Rows(db)
    found.add(
        account("acme", step("s1", Purpose.CALLBACK, MONDAY, StepKind.PROMISE, person="dana"), dream=True),
        account("globex", step("s2", Purpose.RHYTHM, MONDAY)),
        account("umbrella", stated=Standing.DUMPED, dumped_on=ago(1)),
        account("pool"),
        person("dana", "acme"),
    )
    found.touch("acme", who="dana", kept=["e000000/0"], note="audit")
    yield found
    db.close()


def scans(db: sqlite3.Connection, read: Callable[[], object]) -> list[str]:
    """Run a read and return the lines of its plans that walk through a big table without an index for it."""
    ran: list[str] = []
    db.set_trace_callback(ran.append)
    read()
    db.set_trace_callback(None)
    statements = asked(ran)
    assert statements
    plan = [str(row[3]) for each in statements for row in db.execute(f"EXPLAIN QUERY PLAN {each}")]
    tables = _aliases(" ".join(statements))
    walks = [line for line in plan if line.startswith("SCAN") and line.split()[1] in tables]
    return [line for line in walks if not any(index in line for index in WHOLE)]


def asked(ran: list[str]) -> list[str]:
    """The reads of ours; what a virtual table runs for itself is marked as a comment."""
    return [each for each in ran if not each.startswith("--")]


def _aliases(text: str) -> set[str]:
    """The big tables of these statements, under every name that they go by."""
    words = text.replace(",", " ").split()
    named = {words[place + 2] for place, word in enumerate(words[:-2]) if word in BIG and words[place + 1] == "AS"}
    return named | set(BIG)


def test_today_prospect_and_the_panes_walk_through_nothing(rows: Rows) -> None:
    acme = AccountId("acme")

    assert scans(rows.db, lambda: today(rows.db, rows.settings, NOW, 5)) == []
    assert scans(rows.db, lambda: prospect(rows.db, acme, rows.settings, NOW)) == []
    assert scans(rows.db, lambda: dream(rows.db, rows.settings, NOW)) == []
    assert scans(rows.db, lambda: dump_queue(rows.db, rows.settings, NOW)) == []
    assert scans(rows.db, lambda: dumped_list(rows.db, rows.settings, NOW)) == []
    assert scans(rows.db, lambda: tally(rows.db, MONDAY)) == []
    assert scans(rows.db, lambda: outcomes(rows.db, ago(90), MONDAY)) == []


def test_the_pages_of_the_day_walk_through_nothing(rows: Rows) -> None:
    """R32, R34, R37: the pool is read in its order, a spread and days off by their days."""
    none: frozenset[date] = frozenset()
    tight = replace(rows.settings, caps=replace(Caps(), day=1, first=0, first_full=0))
    week = Away(MONDAY, ago(-4))
    rows.add(*(account(f"busy{number}", step(f"b{number}", Purpose.RHYTHM, ago(number))) for number in range(30)))

    assert held(rows.db, tight, NOW, none).full
    assert scans(rows.db, lambda: held(rows.db, tight, NOW, none)) == []
    assert scans(rows.db, lambda: pool(rows.db, rows.settings, NOW, "acme")) == []
    assert scans(rows.db, lambda: spread.preview(rows.db, tight, NOW, none)) == []
    assert scans(rows.db, lambda: spread.coming_back(rows.db, tight, NOW + timedelta(days=9), none)) == []
    assert scans(rows.db, lambda: leave.preview(rows.db, tight, NOW, week)) == []
    assert scans(rows.db, lambda: leave.drafts(rows.db, tight, NOW, week, ())) == []


@pytest.mark.parametrize(
    "text", ["", "a", "acme dana", "0142", "audit", "is:dream", "a no:>5 state:IL", "silent:>9d", "トヨタ"]
)
def test_search_walks_through_nothing_and_sorts_nothing(rows: Rows, text: str) -> None:
    assert scans(rows.db, lambda: search(rows.db, text)) == []

    ran: list[str] = []
    rows.db.set_trace_callback(ran.append)
    search(rows.db, text)
    rows.db.set_trace_callback(None)
    plans = " ".join(str(row[3]) for each in asked(ran) for row in rows.db.execute(f"EXPLAIN QUERY PLAN {each}"))
    assert "USE TEMP B-TREE FOR ORDER BY" not in plans


def test_a_name_is_found_by_its_index(rows: Rows) -> None:
    assert scans(rows.db, lambda: find(rows.db, "glob")) == []


def test_a_walk_would_be_seen(rows: Rows) -> None:
    """The check itself: it names a walk under an alias and without one."""
    assert scans(rows.db, lambda: rows.db.execute("SELECT a.city FROM account AS a").fetchall())
    assert scans(rows.db, lambda: rows.db.execute("SELECT note FROM touch").fetchall())


def test_more_accounts_cost_no_more_steps_of_the_machine(rows: Rows) -> None:
    """DESIGN section 7: the same list from a book ten times as big, within a tenth."""

    def cost() -> int:
        steps = 0

        def count() -> int:
            nonlocal steps
            steps += 1
            return 0

        rows.db.set_progress_handler(count, 1)
        today(rows.db, rows.settings, NOW)
        rows.db.set_progress_handler(None, 0)
        return steps

    rows.add(*(account(f"w{number:03}", step(f"w{number:03}", Purpose.RHYTHM, ago(-60))) for number in range(60)))
    rows.add(*(account(f"p{number:03}") for number in range(60)))
    small = cost()
    rows.add(*(account(f"v{number:03}", step(f"v{number:03}", Purpose.RHYTHM, ago(-60))) for number in range(600)))
    rows.add(*(account(f"q{number:03}") for number in range(600)))

    assert cost() <= small * 1.1


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("is:dream", "account_dream"),
        ("is:dumped", "account_standing"),
        ("state:il no:>3", "account_nos"),
        ("state:il no:>1 tag:expo", "account_last"),
        ("silent:>9d", "account_last (last_on>? AND last_on<?)"),
        ("silent:>9d", "account_last (last_on=?)"),
    ],
)
def test_a_filter_is_read_from_the_side_that_holds_the_fewest(rows: Rows, text: str, index: str) -> None:
    for words in (text, f"a {text}"):
        ran: list[str] = []
        rows.db.set_trace_callback(ran.append)
        search(rows.db, words)
        rows.db.set_trace_callback(None)
        walks = [each for each in asked(ran) if "FROM account AS a INDEXED BY" in each]
        plan = [str(row[3]) for each in walks for row in rows.db.execute(f"EXPLAIN QUERY PLAN {each}")]
        assert any(index in line for line in plan), plan


def test_words_beside_whom_nobody_spoke_to_are_read_in_an_index_of_names(rows: Rows) -> None:
    rows.add(*(account(f"acme-{number}", touches=1, last_touch=ago(1)) for number in range(20)), account("zeta"))
    ran: list[str] = []
    rows.db.set_trace_callback(ran.append)
    query = parse("acme silent:>900d")
    (third,) = search_ways._apart(rows.db, query, sieve(query.filters, MONDAY))
    assert third == {"acme": "acme"}, "the only one of them who was never touched"
    rows.db.set_trace_callback(None)
    plan = " ".join(str(row[3]) for each in asked(ran) for row in rows.db.execute(f"EXPLAIN QUERY PLAN {each}"))

    assert "USING COVERING INDEX account_last (last_on>?)" in plan
    assert "USING INDEX account_remarked" in plan
    assert "USING COVERING INDEX finder_named (c3=? AND rowid=?)" in plan


def test_the_rows_of_a_few_are_read_by_their_account(rows: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
    """A word that most accounts hold is not read row by row to find a dream client's; only the index reads Cyrillic."""
    rows.add(account("acme-two", name="Акме", dream=True))

    def plans(text: str) -> str:
        ran: list[str] = []
        rows.db.set_trace_callback(ran.append)
        assert search(rows.db, text)
        rows.db.set_trace_callback(None)
        reads = [each for each in asked(ran) if "finder" in each]
        return " ".join(str(row[3]) for each in reads for row in rows.db.execute(f"EXPLAIN QUERY PLAN {each}"))

    assert "USING INDEX finder_of" in plans("a is:dream")
    assert "SCAN f VIRTUAL TABLE INDEX 0:=M" in plans("акме is:dream"), "by number, and by word"
    monkeypatch.setattr("storage.search_ways._DOCS", 0)
    assert "LIST SUBQUERY" in plans("акме is:dream"), "by word, through the numbers"
