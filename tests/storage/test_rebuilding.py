"""A rebuild reads each entry once and looks nothing up on the way, whatever the book holds (DESIGN section 7, R40)."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from playbook import codec
from playbook.bodies import Body
from playbook.words import Outcome
from storage.table_rows import EmptyTables
from storage.upsert import Upsert
from tests.storage.conftest import NOW, Rep


@dataclass
class Cost:
    """What a rebuild costs."""

    read: list[str] = field(default_factory=list)
    """Kinds of the bodies that were read."""
    asked: int = 0
    """Questions to SQLite."""


def cost(rep: Rep, monkeypatch: pytest.MonkeyPatch) -> Cost:
    """Rebuild, and count."""
    found, decode = Cost(), codec.decode_body

    def counted(kind: str, text: str) -> Body:
        found.read.append(kind)
        return decode(kind, text)

    ran: list[str] = []
    db = rep.book._link.db
    with monkeypatch.context() as patched:
        patched.setattr(codec, "decode_body", counted)
        db.set_trace_callback(ran.append)
        rep.book.rebuild(NOW)
        db.set_trace_callback(None)
    found.asked = sum(each.lstrip().startswith("SELECT") for each in ran)
    return found


def test_an_entry_is_read_once_and_touches_cost_no_questions(rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    firms = [rep.add(name, f"{name} Cole", f"{name} Ortiz") for name in ("Acme", "Globex", "Initech")]
    few = cost(rep, monkeypatch)
    for firm in firms:
        for outcome in (Outcome.NO_ANSWER, Outcome.VOICEMAIL, Outcome.NO, Outcome.NO_ANSWER):
            rep.log(firm, outcome, note="changeovers")
    many = cost(rep, monkeypatch)

    assert sorted(few.read) == ["account.added"] * 3 + ["person.added"] * 6
    assert sorted(many.read) == sorted([*few.read, *["touch.logged"] * 12])
    assert many.asked == few.asked


def test_what_a_person_is_folded_from_is_as_it_was_amended(rep: Rep) -> None:
    """R39: a touch's own row is not enough: who was amended in, and the hour."""
    acme = rep.add("Acme Robotics", "Dana Cole")
    rep.log(acme, Outcome.NO_ANSWER)
    rep.log(acme, Outcome.NO)
    before = rep.book.prospect(acme, NOW).people
    rep.book.rebuild(NOW)

    assert rep.book.prospect(acme, NOW).people == before
    assert before[0].last_hour == NOW.hour


def test_rows_are_written_many_at_a_time_until_the_tables_are_filled(rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    db = rep.book._link.db
    db.execute("CREATE TEMP TABLE one (id TEXT PRIMARY KEY, account TEXT) STRICT")
    table, rows = Upsert("one", "id", "account"), EmptyTables(db)
    monkeypatch.setattr("storage.table_rows._MOST", 2)
    rows.put(table, ("a", "x"))

    assert db.execute("SELECT count(*) FROM one").fetchone() == (0,)
    assert (rows.fetch(table, "a"), rows.of_account(table, "x")) == (None, [])
    rows.put(table, ("b", "x"))
    assert db.execute("SELECT count(*) FROM one").fetchone() == (2,)
    rows.put(table, ("c", "x"))
    rows.flush(filled=True)
    rows.put(table, ("a", "y"))
    assert rows.fetch(table, "a") == ("a", "y")
    assert rows.of_account(table, "x") == [("b", "x"), ("c", "x")]
