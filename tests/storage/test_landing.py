"""A list lands wholly or not at all, and is taken back as one action (R39, DESIGN section 6)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from playbook.bodies import AccountAdded, AccountSet, PersonAdded, SignalSeen
from playbook.decision import Draft
from playbook.errors import BadInput, Refused
from playbook.facts import AccountFacts
from playbook.words import AccountId, Outcome, PersonId
from storage import backup_names, landing_ahead, lens, paths
from storage.book import Book
from storage.dump_tables import dump_tables
from storage.ids import IdSource
from storage.projection import Projection
from storage.transaction import tx
from storage.views import Change, SourceRef
from tests.storage.conftest import NOW, Rep


def firms(many: int, size: int = 0) -> Iterator[Draft]:
    for number in range(many):
        firm = AccountId(f"new:{number}")
        yield Draft(firm, AccountAdded(f"Firm {number}", (("employees", size or number + 1),), "crm"))
        yield Draft(PersonId(f"new:{many + number}"), PersonAdded(firm, f"Person {number}"))


def refs(many: int) -> Iterator[SourceRef]:
    return (SourceRef("crm", "account", f"A-{number}", f"new:{number}", '{"n":1}') for number in range(many))


def land(
    book: Book, drafts: Iterator[Draft], said: Iterator[SourceRef], cancelled: Callable[[], bool] = lambda: False
) -> Change:
    return book.land(
        drafts, said, now=NOW, label="import crm.csv", source="crm", report='{"new":1}', cancelled=cancelled
    )


def tables_of(book: Book) -> dict[str, list[tuple[object, ...]]]:
    found = dump_tables(book._link.db)
    del found["action"]
    return found


def test_a_long_list_costs_no_more_a_row_than_a_short_one(tmp_path: Path) -> None:
    """DESIGN section 7: statements grow with the rows, not with the rows that landed before them."""
    cost = {many: _statements(tmp_path / str(many), many) for many in (1000, 4000)}
    assert cost[4000] < 4.2 * cost[1000]


def _statements(folder: Path, many: int) -> int:
    held = Book.open(folder / "book.db", now=NOW, ids=IdSource.seeded(1), state=folder / "state")
    seen = count()
    held._link.db.set_trace_callback(lambda _: next(seen) and None)
    land(held, firms(many), refs(many))
    held.close()
    return next(seen)


def test_a_list_lands_as_one_action_with_tiers_and_refs(book: Book) -> None:
    change = land(book, firms(1200), refs(1200))
    assert (book.size().accounts, book.size().people) == (1200, 1200)
    assert (change.accounts, change.entries, change.ids) == ((), (), ()), "everybody moved: nobody is named"
    assert book.newest_action() == (change.action, "import crm.csv")
    db = book._link.db
    assert dict(db.execute("SELECT tier, count(*) FROM account GROUP BY tier")) == {"A": 400, "B": 400, "C": 400}
    assert db.execute("SELECT count(*), count(DISTINCT entity) FROM source_ref").fetchone() == (1200, 1200)
    assert db.execute("SELECT entity, said FROM source_ref WHERE key = 'A-7'").fetchone() == (
        book.find("Firm 7"), '{"n":1}',
    )  # fmt: skip
    assert db.execute("SELECT count(*), max(wseq) FROM entry").fetchone() == (2404, 2404)
    before = dump_tables(db)
    book.rebuild(NOW)
    assert dump_tables(db) == before


def test_an_import_is_taken_back_and_brought_again(rep: Rep) -> None:
    """R39."""
    rep.add("Acme", "Dana Cole", employees=5)
    rep.book.rebuild(NOW)
    before = tables_of(rep.book)
    land(rep.book, firms(30), refs(30))
    landed = tables_of(rep.book)
    change = rep.book.undo(NOW)
    assert (change.label, change.stayed) == ("import crm.csv", ())
    after = tables_of(rep.book)
    assert {name: rows for name, rows in after.items() if name != "account"} == {
        name: rows for name, rows in before.items() if name != "account"
    }
    assert rep.book.size().accounts == 1
    rep.book.redo(NOW)
    assert tables_of(rep.book) == landed


def test_accounts_that_were_worked_since_stay_when_an_older_import_goes(rep: Rep) -> None:
    """R39: and they are listed; a colleague added by hand keeps a firm too."""
    change = land(rep.book, firms(5), refs(5))
    called, peopled = rep.book.find("Firm 1"), rep.book.find("Firm 2")
    rep.log(called, Outcome.NO)
    colleague = [Draft(PersonId("new:1"), PersonAdded(peopled, "Kim Sato"))]
    added = rep.book.record(colleague, now=NOW, label="added Kim")
    gone = rep.book.undo(NOW, change.action)
    assert set(gone.stayed) == {called, peopled}
    assert rep.book.size().accounts == 2
    assert [who.name for who in rep.book.prospect(called, NOW).people] == ["Person 1"]
    assert [who.name for who in rep.book.prospect(peopled, NOW).people] == ["Kim Sato"]
    before = tables_of(rep.book)
    rep.book.rebuild(NOW)
    assert tables_of(rep.book) == before
    rep.book.undo(NOW, added.action)
    assert rep.book.size().accounts == 1


def test_a_second_list_updates_what_the_first_said_and_its_undo_brings_that_back(book: Book) -> None:
    land(book, firms(3), refs(3))
    acme = book.find("Firm 1")
    again = iter([SourceRef("crm", "account", "A-1", acme, '{"n":2}')])
    land(book, iter([Draft(acme, AccountSet((("city", "Gary"),), "crm"))]), again)
    said = "SELECT said FROM source_ref WHERE key = 'A-1'"
    assert book._link.db.execute(said).fetchone() == ('{"n":2}',)
    book.undo(NOW)
    assert book._link.db.execute(said).fetchone() == ('{"n":1}',)
    assert book.prospect(acme, NOW).account.get("city") == ""


def test_a_cancelled_import_leaves_the_book_as_it_was(rep: Rep) -> None:
    rep.add("Acme")
    before, asked = dump_tables(rep.book._link.db), count()
    with pytest.raises(Refused, match="stopped"):
        land(rep.book, firms(2000), refs(2000), lambda: next(asked) == 2)
    assert dump_tables(rep.book._link.db) == before
    rep.add("Globex")


def test_an_import_that_breaks_half_way_leaves_no_row(rep: Rep) -> None:
    """RELIABILITY T16."""
    rep.add("Acme")
    before = dump_tables(rep.book._link.db)

    def breaking() -> Iterator[Draft]:
        yield from firms(900)
        raise BadInput("line 901 cannot be read")

    with pytest.raises(BadInput):
        land(rep.book, breaking(), refs(900))
    assert dump_tables(rep.book._link.db) == before


def test_a_list_that_brings_nothing_is_no_action(rep: Rep) -> None:
    rep.add("Acme")
    with pytest.raises(Refused, match="nothing new"):
        land(rep.book, iter(()), iter(()))
    assert rep.book.size().entries == 1


def test_refs_of_many_rows_are_written_in_parts(book: Book) -> None:
    many = landing_ahead.CHUNK + 3
    land(book, firms(many), refs(many))
    rows = book._link.db.execute("SELECT count(*) FROM entry WHERE kind = 'list.said'").fetchone()
    assert rows == (2,)


def test_a_verified_backup_stands_before_an_import_into_a_book_that_holds_something(book: Book) -> None:
    """RELIABILITY section 5."""
    folder = paths.backups_of(book.path)
    land(book, firms(3), refs(0))
    assert backup_names.listed(folder) == []
    land(book, firms(3), refs(0))
    (made,) = backup_names.listed(folder)
    copy = Book.open(made, now=NOW, create=False)
    assert copy.size().accounts == 3
    copy.close()


def test_the_import_list_names_every_import_and_whether_it_stands(rep: Rep) -> None:
    """R39."""
    first = land(rep.book, firms(3), refs(0))
    rep.add("Acme")
    rep.book.undo(NOW, first.action)
    second = land(rep.book, firms(2), refs(0))
    found = [(each.action, each.label, each.source, each.report, each.undone) for each in rep.book.imports()]
    assert found == [
        (second.action, "import crm.csv", "crm", '{"new":1}', False),
        (first.action, "import crm.csv", "crm", '{"new":1}', True),
    ]
    assert rep.book.imports()[0].at == NOW


def test_signals_with_somebody_of_the_same_list_count(book: Book) -> None:
    """R21, R24: the account is written before its people, and looked at again once they are there."""
    firm, dana = AccountId("new:1"), PersonId("new:2")
    drafts = [
        Draft(firm, AccountAdded("Acme", (), "crm")),
        Draft(firm, SignalSeen("bid-out", NOW.date(), dana)),
        Draft(dana, PersonAdded(firm, "Dana Cole")),
    ]
    land(book, iter(drafts), refs(0))
    assert book._link.db.execute("SELECT drain FROM account").fetchone()[0] > 0
    before = dump_tables(book._link.db)
    book.rebuild(NOW)
    assert dump_tables(book._link.db) == before


def test_a_newcomer_who_is_written_twice_is_found_as_they_are_now(book: Book) -> None:
    with tx(book._link) as db:
        acme = Projection(db, lens.read(db))
        number = AccountId("a" * 36)
        acme.expect({number})
        acme.account(number, AccountFacts(number, "Acme"))
        acme.account(number, AccountFacts(number, "Hooli"))
        acme.settle()
        acme.finish()
        assert acme.changed == {number}
    assert [hit.name for hit in book.search("hooli")] == ["Hooli"]
    assert book.search("acme") == ()
