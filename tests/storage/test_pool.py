"""The pool: who waits, the best first, and what lifts a rank (R2, R22, R32)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from playbook.facts import Opening
from playbook.settings import Caps, Criterion, Settings
from playbook.words import EntryId, Outcome, Purpose, Verdict
from storage.book import Book
from storage.pool import pool
from storage.today import today
from storage.views_day import Pool
from tests.storage.conftest import NOW, Rep
from tests.storage.rows import MONDAY, Rows, account, ago, lay, step
from tests.storage.rows import NOW as ROWS_NOW

PROFILE = (Criterion("industry", "in", ("food",), weight=3), Criterion("employees", "at least", ("50",), weight=3))


@pytest.fixture
def rows(tmp_path: Path) -> Iterator[Rows]:
    db = lay(tmp_path / "rows.notyet")
    yield Rows(db, Settings(profile=PROFILE))
    db.close()


def read(rows: Rows, words: str = "", most: int = 100) -> Pool:
    return pool(rows.db, rows.settings, ROWS_NOW, words, most)


def names(found: Pool) -> list[str]:
    return [row.account for row in found.rows]


def stock(rows: Rows) -> None:
    on = {"industry": "food", "employees": "90"}
    rows.add(
        account("on-c", known=on | {"tier": "C"}),
        account("on-a", known=on | {"tier": "A", "city": "Köln", "country": "DE", "zone": "Europe/Berlin"}),
        account("unknown", known={"tier": "A", "state": "IL", "tags": "expo, vip"}),
        account("off", known={"industry": "legal", "employees": "9"}),
        account("worked", step("s", Purpose.RHYTHM, MONDAY), known=on, touches=1),
    )


def test_r32_on_profile_before_unknown_the_best_rank_first(rows: Rows) -> None:
    """R2, R32: off profile is set aside, what has a plan is worked."""
    stock(rows)
    found = read(rows)
    assert names(found) == ["on-a", "on-c", "unknown"]
    assert (found.waiting, found.unknown, found.quota, found.days, found.low, found.more) == (3, 1, 5, 0, True, False)
    first = found.rows[0]
    assert (first.verdict, first.fit, first.tier, first.opening, first.city) == (Verdict.ON, 100, "A", False, "Köln")
    assert first.there is not None
    assert f"{first.there:%H:%M}" == "15:30"


@pytest.mark.parametrize(
    ("words", "found"),
    [("on", ["on-a", "on-c"]), ("ON a", ["on-a"]), ("food", ["on-a", "on-c"]), ("il", ["unknown"]),
     ("vip", ["unknown"]), ("de", ["on-a"]), ("zz", []), ("%", []), ("'; drop", [])],
)  # fmt: skip
def test_words_narrow_it(rows: Rows, words: str, found: list[str]) -> None:
    stock(rows)
    assert names(read(rows, words)) == found


def test_a_long_pool_says_that_there_is_more(rows: Rows) -> None:
    stock(rows)
    found = read(rows, most=2)
    assert (names(found), found.more, found.waiting) == (["on-a", "on-c"], True, 3)
    assert not read(rows, most=3).more


def test_r32_no_quota_holds_no_days(rows: Rows) -> None:
    rows.settings = replace(rows.settings, caps=replace(Caps(), first=0))
    stock(rows)
    assert (read(rows).days, read(rows).low) == (0, False)


def test_r22_an_imported_opening_lifts_the_rank_in_the_pool_and_no_more(rows: Rows) -> None:
    """R22, R32: first in the pool and among first touches, but no step of its own; behind on profile if unknown."""
    stock(rows)
    end = (MONDAY + timedelta(days=30)).isoformat()
    news = Opening(EntryId("e"), "funding", MONDAY)
    rows.add(
        account("contract", known={"industry": "food", "employees": "90", "tier": "C", "contract_end": end}),
        account("late", known={"industry": "food", "employees": "90", "contract_end": "2028-01-01"}),
        account("news", known={"tier": "C"}, openings=(news,)),
    )
    assert names(read(rows)) == ["contract", "on-a", "late", "on-c", "news", "unknown"]
    assert [row.opening for row in read(rows).rows] == [True, False, False, False, True, False]
    found = today(rows.db, rows.settings, ROWS_NOW)
    assert [row.account for row in found.rows if row.step is None][:2] == ["contract", "on-a"]


def test_r22_a_contract_that_comes_near_lifts_the_rank_on_that_day(rep: Rep, book: Book) -> None:
    """R22: looked at once a day, and no longer once it is over."""
    first = rep.add("Acme", "Dana Cole")
    late = rep.add("Zenith", "Ray Ortiz", contract_end=(MONDAY + timedelta(days=100)).isoformat())

    def order(days: int) -> list[str]:
        now = NOW + timedelta(days=days)
        book.refresh_day(now)
        return [row.account for row in book.pool(now).rows]

    assert order(0) == [first, late]
    assert order(10) == [late, first]
    assert order(101) == [first, late]
    rep.log(late, Outcome.NO_ANSWER)
    assert order(11) == [first]


def test_r33_an_open_office_goes_first_among_equals_of_the_pool(rows: Rows) -> None:
    """R33, R36: a tie-breaker; a better rank stands before an open office."""
    known = {"industry": "food", "employees": "90"}
    rows.add(
        account("a-tokyo", known=known | {"zone": "Asia/Tokyo"}),
        account("b-chicago", known=known | {"zone": "America/Chicago"}),
        account("c-tier-a", known=known | {"zone": "Asia/Tokyo", "tier": "A"}),
    )
    found = [row.account for row in today(rows.db, rows.settings, ROWS_NOW).rows]
    assert found == ["c-tier-a", "b-chicago", "a-tokyo"]


def test_r36_their_holiday_shuts_the_office(rows: Rows) -> None:
    """R36: 8-18 there on their working days: 23 November is a holiday in Japan, not in Germany."""
    known = {"industry": "food", "employees": "90", "zone": "America/Chicago"}
    rows.add(
        account("jp", step("s1", Purpose.CHASE, ago(0)), known=known | {"country": "JP"}),
        account("de", step("s2", Purpose.CHASE, ago(0)), known=known | {"country": "DE"}),
        account("nowhere", step("s3", Purpose.CHASE, ago(0)), known={"country": "JP"}),
        account("first", known=known | {"country": "JP"}),
    )
    found = {row.account: row.open for row in today(rows.db, rows.settings, ROWS_NOW).rows}
    assert found == {"jp": False, "de": True, "nowhere": None, "first": False}
