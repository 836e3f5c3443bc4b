"""Where the forecast starts: live accounts with their people, plan and views; nothing that has ended."""

from __future__ import annotations

from pathlib import Path

from playbook import moves
from playbook.words import AccountId, Outcome
from storage import forecast
from storage.book import Book
from storage.ids import IdSource
from tests.builders import NOW


def test_it_reads_what_is_worked_first_then_the_pool_and_nothing_that_has_ended(tmp_path: Path) -> None:
    book = Book.open(tmp_path / "book.db", now=NOW, ids=IdSource.seeded(5))
    names = {}
    for name in ("Waits", "Worked", "Let go"):
        change = book.record(
            (moves.add_account(name), moves.add_person(moves.FRESH, f"{name} person")), now=NOW, label="a"
        )
        names[name] = change.accounts[0]
    _no(book, names["Worked"])
    book.record((moves.dump(book.prospect(names["Let go"], NOW).account, NOW.date()),), now=NOW, label="dumped")
    start = book.forecast_start(NOW)
    assert [member.account.name for member in start.members] == ["Worked", "Waits"]
    assert [[person.name for person in member.people] for member in start.members] == [
        ["Worked person"],
        ["Waits person"],
    ]
    assert start.members[0].account.steps
    assert (start.own, start.whole, start.today) == (True, 2, NOW.date())
    assert len(book.ask(lambda db: forecast.start(db, NOW, frozenset(), most=1)).members) == 1
    book.close()


def _no(book: Book, account: AccountId) -> None:
    from playbook.decide import decide
    from playbook.decision import Said

    card = book.prospect(account, NOW)
    said = Said(Outcome.NO, NOW, person=card.people[0].id, answered=True)
    decision = decide(card.account, card.people, said, book.settings(), card.world)
    book.record(moves.touch(decision), now=NOW, label="no")
