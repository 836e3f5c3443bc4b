"""The pairs of the whole book, and what a rep said of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from playbook import not_same
from playbook.bodies import AccountAdded, PersonAdded
from playbook.decision import Draft
from playbook.errors import BookTrouble
from playbook.words import AccountId
from storage import duplicates
from storage.book import Book
from storage.ids import IdSource
from storage.importing import probable_blocks

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=ZoneInfo("America/Chicago"))


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    held = Book.open(tmp_path / "notyet.db", now=NOW, ids=IdSource.seeded(1), state=tmp_path / "state")
    drafts = [
        Draft(
            AccountId("a1"),
            AccountAdded("Northern Robotics Partners", (("city", "Chicago"), ("domain", "north.example"))),
        ),
        Draft(AccountId("a2"), AccountAdded("Northern Robotics Partner", (("city", "Chicago"),))),
        Draft(AccountId("a3"), AccountAdded("Globex", (("city", "Rome"),))),
        Draft(
            AccountId("p1"),
            PersonAdded(AccountId("a1"), "Dana Cole", (("email", "d@x.example"), ("phone", "+13125550142"))),
        ),
        Draft(AccountId("p2"), PersonAdded(AccountId("a3"), "D. Cole", (("mobile", "+13125550142"),))),
        Draft(AccountId("p3"), PersonAdded(AccountId("a3"), "Ray Ortiz", (("phone", "+13125550142"),))),
    ]
    held.record(drafts, now=NOW, label="some")
    yield held
    held.close()


def test_pairs_of_the_whole_book(book: Book) -> None:
    told: list[tuple[int, int]] = []
    found = book.duplicates(lambda done, total: told.append((done, total)))
    assert (found.looked_at, found.more, told[:3]) == (6, False, [(3, 6), (6, 6), (0, 0)])
    assert told[3:] == [(most := max(told[3:])[0], 0)], "and how many were compared, at the end"
    assert most > 1
    firms, people = found.pairs
    assert (firms.person, firms.one.id, firms.other.id) == (False, "a1", "a2")
    assert (firms.one.email, firms.one.place, firms.one.account_name) == ("north.example", "Chicago", firms.one.name)
    assert (people.person, people.one.name, people.one.account_name) == (
        True,
        "Dana Cole",
        "Northern Robotics Partners",
    )
    assert (people.one.email, people.other.phone, people.why) == (
        "d@x.example",
        "+13125550142",
        ("names alike", "the same number"),
    )


def test_what_is_not_the_same_is_remembered_and_undone(book: Book) -> None:
    one, other = book.side(AccountId("a1")).account, book.side(AccountId("a2")).account
    book.record(not_same.drafts(one, other), now=NOW, label=not_same.label(one, other))
    dana, cole = book.person("p1").person, book.person("p2").person
    change = book.record(not_same.drafts(cole, dana), now=NOW, label=not_same.label(cole, dana))
    assert change.label == "not the same: D. Cole and Dana Cole"
    assert book.duplicates().pairs == ()
    book.undo(NOW)
    assert [pair.person for pair in book.duplicates().pairs] == [True]


def test_more_than_are_listed_is_said(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicates, "MOST", 1)
    found = book.duplicates()
    assert (len(found.pairs), found.more) == (1, True)


def test_a_search_that_is_wanted_no_more_stops_also_while_it_compares(book: Book) -> None:
    """Most of a search asks the book nothing: the page that was left would hold the book for half a minute."""
    heard: list[tuple[int, int]] = []
    book.stop_when(lambda: (0, 0) in heard)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(probable_blocks, "_COMPARED", 1)
        with pytest.raises(BookTrouble, match="Reading was stopped"):
            book.duplicates(lambda done, total: heard.append((done, total)))
    assert heard == [(3, 6), (6, 6), (0, 0)]
    book.stop_when(None)
    assert len(book.duplicates().pairs) == 2
