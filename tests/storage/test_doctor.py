"""What the doctor sees."""

from __future__ import annotations

import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from playbook.bodies import StandingSet, StepSet
from playbook.decision import Draft
from playbook.errors import BookTrouble, Refused
from playbook.words import Outcome, Standing
from storage import dump_tables, engine, hearing
from storage.book import Book
from storage.connection import SCHEMA
from storage.doctor_words import Looking
from tests.storage.conftest import NOW, Rep


def unwell(book: Book, days: int = 0) -> dict[str, str]:
    return {finding.what: finding.words for finding in book.doctor(NOW + timedelta(days=days)) if not finding.ok}


def test_a_healthy_book_is_well(rep: Rep) -> None:
    rep.log(rep.add("Acme", "Dana Cole"), Outcome.NO)
    found = {finding.what: finding for finding in rep.book.doctor(NOW)}
    assert all(finding.ok for finding in found.values())
    assert found["engine"].words.startswith("what is called saved is on the disk; SQLite ")
    assert found["engine"].words.endswith(f", a book of version {SCHEMA}")
    assert "none yet" in found["backup"].words
    rep.book.back_up(NOW)
    found = {finding.what: finding for finding in rep.book.doctor(NOW + timedelta(days=3))}
    assert found["backup"].words == "20261123-083000.db, 3 days old, checked"


def test_tables_that_say_something_else_than_the_journal_are_named_and_rebuilt(rep: Rep) -> None:
    """R40."""
    rep.add("Acme", "Dana Cole")
    rep.book._link.db.execute("UPDATE account SET nos = 7")
    assert "account" in unwell(rep.book)["tables"]
    rep.book.rebuild(NOW)
    assert unwell(rep.book) == {}


def test_remarks_of_the_untouched_are_known_by_what_search_asks(rep: Rep) -> None:
    """Search reads the remarks of nobody who was never touched, but of those whose facts say that there are some."""
    acme = rep.add("Acme")
    rep.log(acme, Outcome.OFF_PROFILE, note="they melt their own")
    (last,) = rep.book._link.db.execute("SELECT last_on FROM account WHERE id = ?", (acme,)).fetchone()
    assert last is None
    assert unwell(rep.book) == {}
    rep.book._link.db.execute("""UPDATE account SET facts = replace(facts, '"last_outcome"', '"no_outcome"')""")
    assert "1 remarks that search passes over" in unwell(rep.book)["rows"]


def test_row_beside_row_says_what_all_rows_at_once_say(rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    """R40: a book of any size is compared two rows at a time; a lost row, another row, one too many, a lost table."""
    monkeypatch.setattr(dump_tables, "_ROWS", 2)
    rep.log(rep.add("Acme", "Dana Cole"), Outcome.NO)
    mine = rep.book._link.db
    heard: list[tuple[int, int]] = []

    def compared() -> tuple[str, ...]:
        told = dump_tables.differing(dump_tables.dump_tables(mine), dump_tables.dump_tables(other))
        assert told == dump_tables.unlike(mine, other, lambda done, total: heard.append((done, total)))
        return told

    other = engine.scratch(mine)
    mine.backup(other)
    assert compared() == ()
    assert heard == [(done, heard[0][1]) for done in range(2, heard[0][1] + 1, 2)]
    for bent in (
        "DELETE FROM touch", "UPDATE account SET nos = 7", "INSERT INTO setting VALUES ('x', 'y')",
        "UPDATE finder SET text = 'x' WHERE owner = (SELECT id FROM account)", "DROP TABLE source_ref",
    ):  # fmt: skip
        other.execute(bent)
    assert compared() == ("account", "finder", "setting", "source_ref", "touch")
    other.close()


def test_every_thing_that_takes_long_says_how_far_it_is_and_may_be_stopped(rep: Rep) -> None:
    rep.log(rep.add("Acme", "Dana Cole"), Outcome.NO)
    rep.book.back_up(NOW)
    heard: list[Looking] = []
    rep.book.doctor(NOW, heard.append)
    counted = {(far.what, far.of) for far in heard if far.of}
    assert counted == {
        ("the book's own pages", "1 MB"), ("tables", "MB copied"),
        ("tables", "accounts and people"), ("tables", "accounts in search"), ("forgotten", "working accounts"),
    }  # fmt: skip

    def stops(far: Looking) -> None:
        if far.of == stop:
            raise Refused("stopped")

    for _, each in sorted(counted):
        stop = each
        with pytest.raises(Refused, match="stopped"):
            rep.book.doctor(NOW, stops)


def test_one_long_step_of_sqlite_is_ended_too(rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check of a whole file is such a step: no handler of SQLite's is called in it."""
    monkeypatch.setattr(hearing, "_LOOK", 0.001)
    for_ever = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"

    def unwanted() -> None:
        raise Refused("wanted no more")

    with pytest.raises(Refused, match="wanted no more"), hearing.watched(rep.book._link.db, unwanted):
        rep.book._link.db.execute(for_ever).fetchone()
    seen = threading.Event()

    def at_once() -> None:
        seen.set()
        raise Refused("wanted no more")

    def after_the_word() -> None:
        assert seen.wait(60), "the word comes before the statement, where an interrupt ends nothing"
        rep.book._link.db.execute(for_ever).fetchone()

    with pytest.raises(Refused, match="wanted no more"), hearing.watched(rep.book._link.db, at_once):
        after_the_word()
    with pytest.raises(LookupError), hearing.watched(rep.book._link.db, lambda: None):
        raise LookupError
    assert rep.book._link.db.execute("SELECT 1").fetchone() == (1,), "the next statement runs"


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
        " Run: notyet doctor --mend"
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


BENT = {
    "rows": (
        "INSERT INTO person (id, account, name, fold, facts) VALUES ('x', 'nobody', 'Dana', 'dana', '{}')",
        "1 people without an account",
    ),
    "sums": ("UPDATE day_load SET steps = steps + 1", "steps a day"),
    "merges": ("INSERT INTO alias (id, root, kind) SELECT id, 'x', 'account' FROM account", "1 stand twice"),
}


@pytest.mark.parametrize("what", BENT)
def test_rows_that_no_journal_wrote_are_named_and_mended(what: str, rep: Rep) -> None:
    """R40: every table is made anew from the journal, which is never touched."""
    rep.log(rep.add("Acme", "Dana Cole"), Outcome.NO)
    statement, words = BENT[what]
    rep.book._link.db.execute(statement)
    entries = rep.book._link.db.execute("SELECT * FROM entry ORDER BY seq").fetchall()
    found = rep.book.doctor(NOW)
    assert words in {each.what: each.words for each in found if not each.ok}[what]
    assert rep.book.mend(found, NOW) == ("Made every table anew from the journal.",)
    assert unwell(rep.book) == {}
    assert rep.book._link.db.execute("SELECT * FROM entry ORDER BY seq").fetchall() == entries


def test_who_has_no_next_step_gets_one(rep: Rep) -> None:
    """R6."""
    acme = rep.add("Acme", "Dana Cole")
    rep.log(acme, Outcome.NO)
    (step,) = rep.book.prospect(acme, NOW).account.steps
    rep.book.record([Draft(acme, StepSet(ended=(step.id,)))], now=NOW, label="ended")
    (done,) = rep.book.mend(rep.book.doctor(NOW), NOW)
    assert done.startswith("Planned a next step for 1 who had none")
    assert unwell(rep.book) == {}


@pytest.mark.skipif(sys.platform == "win32", reason="file modes are POSIX")
def test_files_that_others_may_read_are_named_and_closed(rep: Rep) -> None:
    """T30."""
    rep.add("Acme")
    made = rep.book.back_up(NOW)
    made.chmod(0o644)
    made.parent.chmod(0o755)
    foreign = made.parent / "notes.txt"
    foreign.touch(0o644)
    foreign.chmod(0o644)
    found = rep.book.doctor(NOW)
    assert "2 that others may read" in unwell(rep.book)["rights"]
    assert rep.book.mend(found, NOW) == ("Closed 2 to others.",)
    assert unwell(rep.book) == {}
    assert foreign.stat().st_mode & 0o777 == 0o644


def test_a_file_that_cannot_be_closed_is_told(rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    rep.add("Acme")
    rep.book.back_up(NOW).chmod(0o644)
    found = rep.book.doctor(NOW)

    def refuse(self: Path, _: int) -> None:
        raise PermissionError(1, "Operation not permitted", str(self))

    monkeypatch.setattr(Path, "chmod", refuse)
    with pytest.raises(BookTrouble, match="Operation not permitted"):
        rep.book.mend(found, NOW)


def test_a_backup_that_is_not_whole_is_named_and_another_one_made(rep: Rep) -> None:
    rep.add("Acme")
    made = rep.book.back_up(NOW)
    made.write_bytes(made.read_bytes()[:4096])
    found = rep.book.doctor(NOW)
    assert "is not whole" in unwell(rep.book)["backup"]
    assert rep.book.mend(found, NOW) == ("Made a backup: 20261123-083000-1.db",)
    assert unwell(rep.book) == {}


def test_what_somebody_else_laid_into_the_file_is_named(rep: Rep) -> None:
    """RELIABILITY F10."""
    rep.book._link.db.execute("CREATE TRIGGER thief AFTER INSERT ON entry BEGIN DELETE FROM account; END")
    assert "a trigger called 'thief'" in unwell(rep.book)["layout"]


def test_gaps_of_others_are_a_hint_and_leftovers_are_named(rep: Rep, path: Path) -> None:
    """SYNC section 4: entries of others may still be on their way."""
    rep.add("Acme")
    rep.book._link.db.execute("UPDATE entry SET writer = 'another machine', wseq = 7")
    path.with_name("notyet.db-wal").touch()
    found = {each.what: each for each in rep.book.doctor(NOW)}
    assert "1 other copies have more" in found["journal"].words
    assert "notyet.db-wal" in found["leftovers"].words
    assert found["journal"].ok
    assert found["leftovers"].ok
