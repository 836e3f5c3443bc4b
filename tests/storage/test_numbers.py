"""Numbers of a day, a span, the book (R4, R35)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from playbook.words import Outcome, Reading
from storage.numbers import outcomes, size, tally
from storage.views import BookSize, OutcomeCount, Tally
from tests.storage.rows import MONDAY, Rows, account, ago, lay, person


@pytest.fixture
def rows(tmp_path: Path) -> Iterator[Rows]:
    db = lay(tmp_path / "rows.notyet")
    yield Rows(db)
    db.close()


def test_r35_the_days_numbers(rows: Rows) -> None:
    """R35: touches of ours, No's, talks, meetings, first touches, minutes."""
    rows.add(
        account("a", touches=1, first_touch=MONDAY, last_touch=MONDAY), account("b", touches=1, first_touch=ago(9))
    )
    for outcome, reading in (
        (Outcome.NO_ANSWER, None), (Outcome.NO, Reading.TIMING), (Outcome.ALL_SET, None), (Outcome.TALK, None),
        (Outcome.MEETING, None), (Outcome.MEETING, Reading.LOST), (Outcome.CALLBACK, None),
    ):  # fmt: skip
        rows.touch("a", outcome=outcome, reading=reading, minutes=2)
    rows.touch("a", outcome=Outcome.FADED, counts=False)
    rows.touch("a", outcome=Outcome.NO, inbound=True)
    rows.touch("a", ago(1), Outcome.NO)

    assert tally(rows.db, MONDAY) == Tally(MONDAY, touches=7, nos=3, talks=4, meetings=1, first=1, minutes=14)
    assert tally(rows.db, ago(-1)) == Tally(ago(-1), 0, 0, 0, 0, 0, 0)


def test_r4_outcomes_of_a_span_stand_in_the_order_of_the_bar(rows: Rows) -> None:
    rows.add(account("a"))
    rows.touch("a", ago(8), Outcome.NO)
    for on in (ago(7), MONDAY):
        rows.touch("a", on, Outcome.TALK, minutes=8)
        rows.touch("a", on, Outcome.NO, reading=Reading.VALUE, minutes=1)
    rows.touch("a", ago(2), Outcome.NO, minutes=1)
    rows.touch("a", ago(-1), Outcome.VALUE)

    assert outcomes(rows.db, ago(7), MONDAY) == (
        OutcomeCount(Outcome.NO, None, 1, 1), OutcomeCount(Outcome.NO, Reading.VALUE, 2, 2),
        OutcomeCount(Outcome.TALK, None, 2, 16),
    )  # fmt: skip
    assert outcomes(rows.db, ago(-9), ago(-8)) == ()


def test_the_size_of_the_book(rows: Rows) -> None:
    assert size(rows.db) == BookSize(0, 0, 0, 0)

    rows.add(account("a"), account("b"), person("p", "a"))
    rows.touch("a")

    assert size(rows.db) == BookSize(accounts=2, people=1, entries=1, touches=1)


def test_accounts_are_counted_by_standing_as_they_turn(rows: Rows) -> None:
    """The triggers of `standing_count` follow every way in which a row may be written."""
    rows.add(account("a"), account("b", touches=1), account("c", touches=1))
    rows.add(account("a", touches=1))
    rows.db.execute("INSERT OR REPLACE INTO account SELECT * FROM account WHERE id = 'b'")
    rows.db.execute("DELETE FROM account WHERE id = 'c'")

    held = dict(rows.db.execute("SELECT standing, accounts FROM standing_count"))

    assert held == dict(rows.db.execute("SELECT standing, count(*) FROM account GROUP BY standing")) == {"working": 2}
