"""A step moved to another day teaches search nothing: its rows stay where they are, the newest touched first."""

from __future__ import annotations

import re
import sqlite3
from datetime import timedelta

from playbook import moves
from playbook.decision import Draft
from playbook.words import AccountId, Outcome
from storage.projection_rows import ACCOUNT
from tests.storage.conftest import NOW, Rep

_INDEXED = ("name", "fold", "standing", "verdict", "domain", "size", "first_on", "last_on", "tags", "email", "account")


def places(rep: Rep) -> dict[str, int]:
    """Where the search rows stand, by whose they are."""
    return dict(rep.book.ask(lambda db: db.execute("SELECT owner, docid FROM finder_row").fetchall()))


def moved(rep: Rep, account: AccountId, days: int = 3) -> Draft:
    facts = rep.book.prospect(account, NOW).account
    return moves.move(facts, facts.steps[0].id, NOW.date() + timedelta(days=days))


def test_a_moved_step_leaves_search_as_it_is_and_a_touch_lifts_its_account(rep: Rep) -> None:
    acme, globex = rep.add("Acme", "Dana Cole"), rep.add("Globex", "Ray Ortiz")
    for account in (acme, globex):
        rep.log(account, Outcome.NO, note="ask again after the audit")
    before = places(rep)
    rep.book.record((moved(rep, acme), moved(rep, globex)), now=NOW, label="spread")
    assert places(rep) == before
    rep.log(acme, Outcome.NO_ANSWER)
    after = places(rep)
    assert after[acme] > max(before.values())
    assert after[globex] == before[globex]


def test_a_moved_step_beside_a_new_name_brings_the_name_into_search(rep: Rep) -> None:
    acme = rep.add("Acme", "Dana Cole")
    rep.log(acme, Outcome.NO)
    rename = moves.set_account(acme, (("name", "Zenith"),))
    for drafts in ((rename, moved(rep, acme)), (moved(rep, acme, 5), moves.set_account(acme, (("city", "Gary"),)))):
        before = places(rep)
        rep.book.record(drafts, now=NOW, label="edited")
        assert places(rep)[acme] > before[acme]
    text = rep.book.ask(lambda db: db.execute("SELECT text FROM finder WHERE owner = ?", (acme,)).fetchone())
    assert text[0] == "zenith gary"


def test_a_moved_step_beside_a_changed_person_brings_the_person_into_search(rep: Rep) -> None:
    acme = rep.add("Acme", "Dana Cole")
    rep.log(acme, Outcome.NO)
    dana = rep.book.prospect(acme, NOW).people[0].id
    title = moves.set_person(dana, (("title", "VP Operations"),))
    rep.book.record((moved(rep, acme), title), now=NOW, label="edited")
    text = rep.book.ask(lambda db: db.execute("SELECT text FROM finder WHERE owner = ?", (dana,)).fetchone())
    assert "vp operations" in text[0]


def test_a_key_writes_the_columns_that_differ(rep: Rep) -> None:
    """DESIGN section 7: naming a column writes its indexes anew, equal or not, and a page of each twice to the disk."""
    acme = rep.add("Acme", "Dana Cole")
    rep.log(acme, Outcome.NO)
    ran: list[str] = []
    rep.book.ask(lambda db: db.set_trace_callback(ran.append))
    rep.log(acme, Outcome.NO)
    rep.book.ask(lambda db: db.set_trace_callback(None))

    def named(table: str) -> set[str]:
        (held,) = (each.partition(" SET ")[2] for each in ran if each.startswith(f"UPDATE {table} "))
        return {column for column in (*_INDEXED, "facts", "nos", "touches") if re.search(rf"\b{column} = ", held)}

    assert named("account") == {"facts", "nos", "touches"}
    assert named("person") == {"facts"}
    assert not [each for each in ran if each.startswith(("INSERT INTO account ", "INSERT INTO person "))]


def test_a_row_that_stands_is_not_written_again(rep: Rep) -> None:
    acme = rep.add("Acme", "Dana Cole")

    def written(db: sqlite3.Connection) -> int:
        before = db.total_changes
        held = ACCOUNT.fetch(db, acme)
        assert held is not None
        ACCOUNT.put(db, held, held)
        return db.total_changes - before

    assert rep.book.ask(written) == 0
