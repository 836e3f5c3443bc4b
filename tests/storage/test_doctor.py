"""What the doctor sees."""

from __future__ import annotations

from datetime import timedelta

from playbook.bodies import StandingSet, StepSet
from playbook.decision import Draft
from playbook.words import Outcome, Standing
from storage.book import Book
from tests.storage.conftest import NOW, Rep


def unwell(book: Book, days: int = 0) -> dict[str, str]:
    return {finding.what: finding.words for finding in book.doctor(NOW + timedelta(days=days)) if not finding.ok}


def test_a_healthy_book_is_well(rep: Rep) -> None:
    rep.log(rep.add("Acme", "Dana Cole"), Outcome.NO)
    found = {finding.what: finding for finding in rep.book.doctor(NOW)}
    assert all(finding.ok for finding in found.values())
    assert "truncate journal" in found["engine"].words
    assert "none yet" in found["backup"].words
    rep.book.back_up(NOW)
    found = {finding.what: finding for finding in rep.book.doctor(NOW + timedelta(days=3))}
    assert found["backup"].words == "20261123-083000.db, 3 days old"


def test_tables_that_say_something_else_than_the_journal_are_named_and_rebuilt(rep: Rep) -> None:
    """R40."""
    rep.add("Acme", "Dana Cole")
    rep.book._link.db.execute("UPDATE account SET nos = 7")
    assert "account" in unwell(rep.book)["tables"]
    rep.book.rebuild(NOW)
    assert unwell(rep.book) == {}


def test_a_gap_in_a_writers_numbers_is_named(rep: Rep) -> None:
    rep.add("Acme")
    rep.add("Globex")
    rep.book._link.db.execute("UPDATE entry SET wseq = 9 WHERE wseq = 2")
    assert "2 entries, newest number 9" in unwell(rep.book)["journal"]


def test_a_working_account_without_a_next_step_is_named(rep: Rep) -> None:
    """R6."""
    firms = [rep.add(f"Firm {number}", "Dana Cole") for number in range(7)]
    for firm in firms:
        rep.log(firm, Outcome.NO)
        step = rep.book.prospect(firm, NOW).account.steps[0].id
        rep.book.record([Draft(firm, StepSet(ended=(step,)))], now=NOW, label="ended")
    assert unwell(rep.book) == {
        "next steps": "7 without a next step: Firm 0, Firm 1, Firm 2, Firm 3, Firm 4 and 2 more."
        " Run: notyet doctor --rebuild"
    }


def test_one_that_talks_without_a_day_to_come_back_needs_one_from_the_rep(rep: Rep) -> None:
    """R6: a talking account has a return date."""
    rep.book.record([Draft(rep.add("Acme"), StandingSet(NOW.date(), Standing.TALKING))], now=NOW, label="talks")
    assert unwell(rep.book) == {"next steps": "1 without a next step: Acme. Give each a day on its page"}
    assert rep.book.go_on(NOW) is None


def test_a_forgotten_account_is_named(rep: Rep) -> None:
    """R6: last touch older than twice its gap and ten working days; held back is no excuse."""
    acme = rep.add("Acme", "Dana Cole")
    rep.log(acme, Outcome.NO)
    assert unwell(rep.book, 60) == {}
    assert unwell(rep.book, 200) == {"forgotten": "1 not touched for far too long: Acme"}
    rep.book.record([Draft(acme, StandingSet(NOW.date(), Standing.CUSTOMER))], now=NOW, label="customer")
    assert unwell(rep.book, 200) == {}


def test_a_broken_relation_is_named(rep: Rep) -> None:
    db = rep.book._link.db
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("CREATE TABLE parent (id TEXT PRIMARY KEY)")
    db.execute("CREATE TABLE child (id TEXT REFERENCES parent)")
    db.execute("INSERT INTO child VALUES ('x')")
    assert "1 rows point nowhere" in unwell(rep.book)["relations"]
