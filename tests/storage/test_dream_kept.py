"""Rows of the dream pane that are kept from one reading to the next are what a full reading says (R20)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.bodies import PersonSet, StandingSet
from playbook.decision import Draft
from playbook.errors import NotYetError
from playbook.words import Outcome
from storage import dream
from storage.book import Book
from storage.views import DreamRow
from tests.storage.conftest import NOW, Rep
from tests.storage.test_properties import DEEDS, Day, a_book, few

deeds = st.lists(
    st.tuples(st.sampled_from((*DEEDS, "star", "star", "midnight")), st.integers(0, 40), st.integers(0, 40)),
    min_size=6, max_size=24,
)  # fmt: skip


def whole(book: Book, now: datetime) -> tuple[DreamRow, ...]:
    dream._ROWS.clear()
    return book.dream(now)


@few
@given(deeds)
def test_what_is_kept_is_what_a_full_reading_says(list_of_deeds: list[tuple[str, int, int]]) -> None:
    """After keys, stars, undo, other settings and midnight; and where another window wrote them."""
    with a_book() as book:
        day, now = Day(book), NOW
        other = Book.open(book.path, now=NOW, state=book.path.parent / "state")
        for what, one, two in list_of_deeds:
            if what == "midnight":
                now += timedelta(days=1 + two)
                book.refresh_day(now)
            elif what == "star":
                drafts = [Draft(day._living(one), StandingSet(NOW.date(), None, dream=two % 4 > 0))]
                try:
                    book.record(drafts, now=NOW, label="star")
                except NotYetError:
                    continue
            else:
                day.do((what, one, two))
            kept = book.dream(now), other.dream(now)
            assert kept == (whole(book, now),) * 2
            other.dream(now)
        other.close()


def test_only_what_changed_is_read(rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key on one of forty dream clients costs one row, no other key any."""
    firms = [rep.add(f"Firm {number}", f"Person {number}") for number in range(40)]
    plain = rep.add("Plain", "Dana Cole")
    stars = [Draft(firm, StandingSet(NOW.date(), None, dream=True)) for firm in firms]
    rep.book.record_many(stars, now=NOW, label="stars")
    made: list[object] = []
    row: Callable[..., DreamRow] = dream._row

    def makes(*told: object) -> DreamRow:
        made.append(told)
        return row(*told)

    monkeypatch.setattr(dream, "_row", makes)
    assert len(rep.book.dream(NOW)) == len(made) == len(firms)
    made.clear()
    rep.log(plain, Outcome.NO)
    rep.book.dream(NOW)
    assert not made
    rep.log(firms[7], Outcome.NO)
    rep.book.dream(NOW)
    assert len(made) == 1


def test_what_stands_beside_the_account_counts_too(rep: Rep) -> None:
    """Who decides there, and the touches of a quarter: neither stands in the facts of the account."""
    firm = rep.add("Acme", "Dana Cole")
    rep.book.record([Draft(firm, StandingSet(NOW.date(), None, dream=True))], now=NOW, label="star")
    who = rep.book.prospect(firm, NOW).people[0].id
    assert rep.book.dream(NOW)[0].person_name == "Dana Cole"
    rep.book.record([Draft(who, PersonSet((("name", "Dana Ortiz"),)))], now=NOW, label="renamed")
    assert rep.book.dream(NOW)[0].person_name == "Dana Ortiz"
    rep.log(firm, Outcome.NO)
    assert rep.book.dream(NOW)[0].quarters[-1] == 1
    rep.book._link.db.execute("DELETE FROM touch")
    assert rep.book.dream(NOW)[0].quarters[-1] == 0
