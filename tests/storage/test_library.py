"""The value library in the book: kept up, undone, rebuilt, merged; what was given is remembered (R13, R39, R40)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from playbook import assets
from playbook.errors import NotFound
from playbook.value_library import Asset, AssetKind
from playbook.words import AccountId, AssetId, Channel, Outcome
from storage import journal, tables, value_library
from storage.book import Book
from storage.ids import IdSource
from tests.storage.conftest import NOW, Rep
from tests.storage.test_query_plans import scans

WEBINAR = Asset(AssetId(""), "Webinar on changeovers", AssetKind.INVITE, fits=("food",))


def put(book: Book, asset: Asset = WEBINAR) -> Asset:
    """Add an asset; returns it as the book holds it."""
    change = book.record((assets.add(asset),), now=NOW, label="added")
    return book.asset(change.entries[0])


def titles(book: Book) -> list[str]:
    return [row.asset.title for row in book.value_library(NOW)]


def give(rep: Rep, account: AccountId, asset: Asset, days: int = 0, **more: object) -> None:
    rep.now = NOW - timedelta(days=days)
    rep.log(account, Outcome.VALUE, asset=asset.id, note=asset.title, **more)
    rep.now = NOW


def dump(book: Book) -> list[tuple[object, ...]]:
    return book.ask(lambda db: db.execute("SELECT * FROM asset ORDER BY id").fetchall())


def test_r13_an_asset_is_added_changed_and_taken_out_and_each_is_one_undo(book: Book) -> None:
    """R13, R39."""
    asset = put(book)
    book.record(assets.change(asset, replace(asset, title="Webinar, 14 January")), now=NOW, label="changed")
    assert titles(book) == ["Webinar, 14 January"]
    book.record((assets.remove(asset),), now=NOW, label="out")
    assert titles(book) == []
    with pytest.raises(NotFound):
        book.asset(asset.id)
    book.undo(NOW)
    assert titles(book) == ["Webinar, 14 January"]
    book.undo(NOW)
    assert titles(book) == ["Webinar on changeovers"]
    book.redo(NOW)
    assert titles(book) == ["Webinar, 14 January"]
    for _ in range(2):
        book.undo(NOW)
    assert titles(book) == []


def test_r40_the_library_is_rebuilt_from_the_journal(book: Book, rep: Rep) -> None:
    asset = put(book)
    account = rep.add("Acme", "Dana")
    give(rep, account, asset)
    book.record(assets.change(asset, replace(asset, fits=("law",))), now=NOW, label="changed")
    before, given = dump(book), book.given_to(asset.id)
    book.rebuild(NOW)
    assert dump(book) == before
    assert book.given_to(asset.id) == given
    assert book.size().accounts == 1, "an asset is no account"


def test_entries_of_another_machine_come_in_any_order(book: Book, reopen: Callable[..., Book]) -> None:
    """SYNC: a change before its addition, then the addition: the same rows as in order."""
    asset = put(book)
    book.record(assets.change(asset, replace(asset, title="Later")), now=NOW, label="changed")
    entries = book.ask(lambda db: list(journal.of_kind(db, "asset.added", "asset.set")))
    other = reopen(state=book.path.parent / "other", ids=IdSource.seeded(99))
    del other
    fresh = Book.open(book.path.parent / "second.db", now=NOW, ids=IdSource.seeded(50), state=book.path.parent / "s2")
    try:
        fresh.absorb(entries[1:], "elsewhere")
        assert titles(fresh) == []
        fresh.absorb(entries[:1], "elsewhere")
        assert dump(fresh) == dump(book)
    finally:
        fresh.close()


def test_r13_how_often_and_when_last_and_to_whom(book: Book, rep: Rep) -> None:
    asset, other = put(book), put(book, replace(WEBINAR, title="Article", until=NOW.date() - timedelta(days=1)))
    acme, globex = rep.add("Acme", "Dana"), rep.add("Globex")
    give(rep, acme, asset, 40)
    give(rep, globex, asset, 9, person=None, channel=Channel.EMAIL)
    first, last = book.value_library(NOW)
    assert (first.asset, first.times, first.last_on) == (asset, 2, NOW.date() - timedelta(days=9))
    assert (first.last_account, first.last_person, first.over) == ("Globex", "", False)
    assert (last.asset, last.times, last.over) == (other, 0, True)
    assert [(row.name, row.person, row.channel) for row in book.given_to(asset.id)] == [
        ("Globex", "", Channel.EMAIL),
        ("Acme", "Dana", Channel.CALL),
    ]
    book.undo(NOW)
    assert book.value_library(NOW)[0].times == 1, "what was taken back was not given"


def test_r13_the_card_proposes_what_the_account_got_least_lately(book: Book, rep: Rep) -> None:
    one, two = put(book), put(book, replace(WEBINAR, title="Article", fits=()))
    account = rep.add("Acme", "Dana", industry="food")
    assert [idea.asset.title for idea in book.prospect(account, NOW).ideas] == [one.title, two.title]
    assert book.prospect(account, NOW).world.ideas == (f"“{one.title}”", f"“{two.title}”")
    give(rep, account, one, 3)
    ideas = book.prospect(account, NOW).ideas
    assert [(idea.asset.title, idea.given) for idea in ideas] == [
        (one.title, date(2026, 11, 20)),
        (two.title, None),
    ], "what fits comes first even so"


def test_r13_an_empty_library_offers_the_essays_two_and_remembers_nothing(book: Book, rep: Rep) -> None:
    account = rep.add("Acme", "Dana")
    ideas = book.prospect(account, NOW).ideas
    assert [idea.asset.id for idea in ideas] == ["", ""]
    assert book.prospect(account, NOW).world.ideas == ()


def test_r13_a_check_in_is_refused_with_two_ideas_of_the_library(book: Book, rep: Rep) -> None:
    put(book)
    put(book, replace(WEBINAR, title="Article"))
    account = rep.add("Acme", "Dana")
    refused = rep.draw(account, Outcome.VALUE, note="just following up").refusal
    assert refused is not None
    assert "“Webinar on changeovers”" in refused.text
    assert "“Article”" in refused.text
    assert rep.draw(account, Outcome.TALK, note="just following up").refusal is None, "never in notes"


def test_words_find_things_and_the_beginning_of_a_title_names_one(book: Book) -> None:
    put(book)
    put(book, replace(WEBINAR, title="Webinar on waste"))
    assert len(book.value_library(NOW, "web FOOD")) == 2
    assert [row.asset.title for row in book.value_library(NOW, "waste")] == ["Webinar on waste"]
    assert book.asset("webinar on w").title == "Webinar on waste"
    for wrong in ("webinar", "nothing", ""):
        with pytest.raises(NotFound):
            book.asset(wrong)


def test_no_read_of_the_library_walks_through_the_touches(book: Book, rep: Rep) -> None:
    asset = put(book)
    account = rep.add("Acme", "Dana")
    give(rep, account, asset)

    facts = book.prospect(account, NOW).account

    def walks(db: sqlite3.Connection) -> list[str]:
        reads: tuple[Callable[[], object], ...] = (
            lambda: value_library.rows(db, NOW),
            lambda: value_library.given_to(db, asset.id),
            lambda: value_library.suiting(db, facts, NOW.date()),
        )
        found = [line for read in reads for line in scans(db, read)]
        return [line for line in found if "touch_given" not in line and "touch_asset" not in line]

    assert book.ask(walks) == []


def test_the_marks_of_the_tables_moved(book: Book) -> None:
    assert book.ask(tables.are_current)
