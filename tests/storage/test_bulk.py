"""Many at once: written a chunk at a time in one transaction, told, stopped, taken back as one (R39)."""

from __future__ import annotations

import pytest

from playbook.bulk import Deed, Wanted, label
from playbook.errors import Refused
from playbook.words import AccountId
from storage import bulk, finder_laying
from storage.book import Book
from storage.dump_tables import dump_tables
from storage.hearing import ACCOUNTS, SEARCH
from tests.storage.conftest import NOW, Rep


@pytest.fixture
def firms(rep: Rep, monkeypatch: pytest.MonkeyPatch) -> tuple[AccountId, ...]:
    """Seven firms, written three at a time."""
    monkeypatch.setattr(bulk, "PIECE", 3)
    return tuple(rep.add(f"Firm {number}", "Dana Cole") for number in range(7))


def test_r39_many_chunks_are_one_action_and_one_undo(book: Book, firms: tuple[AccountId, ...]) -> None:
    wanted = Wanted(Deed.TAG, NOW.date(), "expo")
    heard: list[tuple[int, int]] = []
    done = book.bulk(firms, wanted, NOW)
    change = book.record_many(
        done.drafts, now=NOW, label=label(wanted, done.count), told=lambda done, total: heard.append((done, total))
    )
    assert heard == [(3, 7), (6, 7), (7, 7)]
    assert len(change.entries) == 7
    assert set(change.accounts) == set(firms)
    assert book.newest_action() == (change.action, "7 accounts tagged expo")
    assert set(book.found("tag:expo")) == set(firms)
    stepped = dump_tables(book._link.db)
    book.rebuild(NOW)
    assert dump_tables(book._link.db) == stepped, "the same as all at once"
    assert book.undo(NOW).label == "7 accounts tagged expo"
    assert book.found("tag:expo") == ()


def test_stopped_between_two_chunks_nothing_is_written(book: Book, firms: tuple[AccountId, ...]) -> None:
    before = dump_tables(book._link.db)
    heard: list[int] = []
    drafts = book.bulk(firms, Wanted(Deed.STAR, NOW.date()), NOW).drafts
    with pytest.raises(Refused, match="It was stopped"):
        book.record_many(
            drafts, now=NOW, label="starred", told=lambda done, _: heard.append(done), cancelled=lambda: bool(heard)
        )
    assert heard == [3]
    assert dump_tables(book._link.db) == before
    with pytest.raises(Refused):
        book.record_many((), now=NOW, label="nothing")


def test_r39_an_undo_of_many_says_how_far_it_is_and_may_be_stopped(book: Book, firms: tuple[AccountId, ...]) -> None:
    """What its hearer raises takes all of it back: the action stands as before, and so does an undo that was redone."""
    wanted = Wanted(Deed.TAG, NOW.date(), "expo")
    done = book.bulk(firms, wanted, NOW)
    book.record_many(done.drafts, now=NOW, label=label(wanted, done.count))
    before, heard = dump_tables(book._link.db), []

    def stops(what: str, done: int, total: int) -> None:
        heard.append((what, done, total))
        if what == stop:
            raise Refused("It was stopped.")

    for each in (ACCOUNTS, SEARCH):
        stop = each
        with pytest.raises(Refused, match="It was stopped"):
            book.undo(NOW, heard=stops)
        assert dump_tables(book._link.db) == before
    assert heard == [(ACCOUNTS, 7, 7), (ACCOUNTS, 7, 7), (SEARCH, 7, 7)]
    stop = ""
    heard.clear()
    book.undo(NOW, heard=stops)
    book.redo(NOW, heard=stops)
    assert heard == [(ACCOUNTS, 7, 7), (SEARCH, 7, 7)] * 2
    assert set(book.found("tag:expo")) == set(firms)


def test_what_search_finds_is_told_piece_by_piece(book: Book, rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(7):
        rep.add(f"Firm {number}", "Dana Cole")
    monkeypatch.setattr(finder_laying, "_CHUNK", 3)
    heard: list[tuple[str, int, int]] = []
    book.rebuild(NOW, lambda *far: heard.append(far))
    assert heard[-6:] == [(SEARCH, done, 7) for done in (1, 3, 3, 5, 6, 7)]


def test_a_snooze_of_many_moves_their_next_step(book: Book, rep: Rep, firms: tuple[AccountId, ...]) -> None:
    """R10: who has no step is left as they are."""
    from playbook.words import Outcome

    rep.log(firms[0], Outcome.NO_ANSWER)
    done = book.bulk(firms, Wanted(Deed.SNOOZE, NOW.date(), days=9), NOW)
    assert (done.count, done.left) == (1, (("have no step to put off", 6),))
    book.record_many(done.drafts, now=NOW, label="put off")
    (step, *_) = book.prospect(firms[0], NOW).account.steps
    assert (step.on - NOW.date()).days >= 9
    assert step.snoozed == 1
