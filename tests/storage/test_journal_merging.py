"""Journals merged: two and three machines, any order, any batching, repeats; one result (SYNC section 4, R40)."""

from __future__ import annotations

import sqlite3
import tempfile
from datetime import timedelta
from itertools import permutations
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playbook.bodies import AccountAdded, EntityErased
from playbook.decision import Draft
from playbook.errors import BadInput, Refused
from playbook.words import AccountId, Outcome
from storage import backup_names, journal, journal_carrier, journal_merging, journal_staging, paths, tables, writer
from storage.book import Book
from storage.dump_tables import dump_tables
from storage.ids import IdSource
from storage.transaction import tx
from tests.storage.conftest import NOW, Rep
from tests.storage.test_properties import Day, Deed, a_book, deeds, entries_of, said

few = settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
ROOM = 10_000


def saved(book: Book, folder: Path, name: str) -> Path:
    return book.save_journal(folder / name, force=True).file


def exchange(books: list[Book], folder: Path, order: tuple[int, ...]) -> None:
    """Every machine merges what all the others saved, in that order, some of it twice."""
    files = {number: saved(books[number], folder, f"{number}.jsonl") for number in order}
    for number in order:
        others = [files[other] for other in order if other != number]
        books[number].merge_journal(others, NOW)
        books[number].merge_journal(others[::-1], NOW)


def landed(book: Book, number: int) -> None:
    """A list with sizes: it cuts the tiers."""
    drafts = [
        Draft(AccountId(f"new:{each}"), AccountAdded(f"List {number}.{each}", (("employees", each),)))
        for each in range(3)
    ]
    book.land(drafts, (), now=NOW, label="list", source="list", report="{}", cancelled=lambda: False)


@few
@given(st.lists(deeds, min_size=2, max_size=3), st.randoms(use_true_random=False))
def test_machines_that_swap_journals_say_the_same(days: list[list[Deed]], random: Random) -> None:
    """SYNC section 4: outcomes, undos, imports and settings of two and three machines, swapped in every order."""
    order = random.choice(list(permutations(range(len(days)))))
    with tempfile.TemporaryDirectory() as home, a_book(1) as one, a_book(2) as two, a_book(3) as three:
        folder, books = Path(home), [one, two, three][: len(days)]
        for number, (book, deeds_of_day) in enumerate(zip(books, days, strict=True)):
            day = Day(book)
            landed(book, number)
            for deed in deeds_of_day:
                day.do(deed)
        exchange(books, folder, order)
        exchange(books, folder, order[::-1])
        for book in books[1:]:
            assert said(book) == said(books[0])
        for book in books:
            stands = dump_tables(book._link.db)
            book.rebuild(NOW)
            assert dump_tables(book._link.db) == stands


@few
@given(deeds, st.booleans())
def test_the_way_in_makes_no_difference(list_of_deeds: list[Deed], few_at_once: bool) -> None:  # noqa: FBT001
    """R40: laid on one by one or made anew, a merge says what the machine says that wrote it."""
    with (
        tempfile.TemporaryDirectory() as home,
        a_book(1) as book,
        a_book(2) as other,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(journal_merging, "FEW", ROOM if few_at_once else 0)
        patch.setattr(journal_staging, "CHUNK", 3)
        day = Day(book)
        for deed in list_of_deeds:
            day.do(deed)
        with tx(book._link) as db:
            tables.retier(db)  # as every merge does, and every import
        file = saved(book, Path(home), "one.jsonl")
        told = other.merge_journal([file], NOW)
        assert told.new == book.size().entries
        assert said(other) == said(book)
        assert entries_of(other) == sorted(entries_of(book), key=lambda entry: entry.id)
        assert other.merge_journal([file], NOW).new == 0
        assert saved(other, Path(home), "two.jsonl").read_text().splitlines()[1:] == file.read_text().splitlines()[1:]


@pytest.fixture
def other(tmp_path: Path) -> Book:
    return Book.open(tmp_path / "other" / "notyet.db", now=NOW, ids=IdSource.seeded(77), state=tmp_path / "other state")


def test_foreign_entries_stay_foreign(rep: Rep, other: Book, tmp_path: Path) -> None:
    """R39: writer and number stand as they were written, the label is made of the entries, undo passes over them."""
    acme = rep.add("Acme", "Dana Cole")
    rep.log(acme, Outcome.NO)
    file = saved(rep.book, tmp_path, "one.jsonl")
    told = other.merge_journal([file], NOW)
    mine = writer.current(rep.book._link.db)
    query = "SELECT id, writer, wseq, actor, action, at, kind, entity, body FROM entry ORDER BY id"
    assert other._link.db.execute(query).fetchall() == rep.book._link.db.execute(query).fetchall()
    assert [(each.name, each.entries) for each in told.writers] == [(mine, 3)]
    assert told.accounts == 2
    assert other.newest_action() is None
    with pytest.raises(Refused, match="nothing to take back"):
        other.undo(NOW)
    labels = other._link.db.execute("SELECT label, own FROM action ORDER BY id").fetchall()
    assert labels == [("account added · Acme", 0), ("no 2026-11-23 · Acme", 0)]
    theirs = Rep(other)
    theirs.log(acme, Outcome.VOICEMAIL)
    assert other.undo(NOW).label == "voicemail"
    other.close()


def test_two_who_work_one_account_keep_both_touches_and_a_next_step(rep: Rep, other: Book, tmp_path: Path) -> None:
    """R6."""
    acme = rep.add("Acme", "Dana Cole")
    other.merge_journal([saved(rep.book, tmp_path, "one.jsonl")], NOW)
    rep.log(acme, Outcome.NO)
    Rep(other).log(acme, Outcome.VOICEMAIL)
    for mine, theirs, name in ((rep.book, other, "b"), (other, rep.book, "a")):
        mine.merge_journal([saved(theirs, tmp_path, f"{name}.jsonl")], NOW)
        mine.go_on(NOW)
        found = mine.prospect(acme, NOW)
        assert {touch.outcome for touch in found.touches} == {Outcome.NO, Outcome.VOICEMAIL}
        assert [step for step in found.account.steps if step.kind == "next"]
    other.close()


def test_a_number_that_is_taken_gets_another_name_that_is_never_pushed(rep: Rep, tmp_path: Path) -> None:
    """DESIGN 2: a machine that was copied whole, its own folder too, gives numbers that are taken already."""
    rep.add("Acme")
    file = saved(rep.book, tmp_path, "one.jsonl")
    lines = file.read_text().splitlines()
    forged = lines[1].replace(lines[1][7:43], "01890a5d-ac96-7000-8000-00000000000f", 2)
    forged = forged.replace('"entity":"', '"entity":"x')
    (tmp_path / "two.jsonl").write_text("\n".join([lines[0], forged]) + "\n")
    told = rep.book.merge_journal([tmp_path / "two.jsonl"], NOW)
    assert (told.new, told.renumbered) == (1, 1)
    db = rep.book._link.db
    (second,) = journal_carrier.unpushed(db)
    row = db.execute("SELECT writer, wseq FROM entry WHERE id LIKE '01890a5d%'").fetchone()
    assert row == (second, 1)
    assert f'"unpushed":["{second}"]' in saved(rep.book, tmp_path, "three.jsonl").read_text().splitlines()[0]
    assert rep.book.merge_journal([tmp_path / "two.jsonl"], NOW).new == 0
    assert rep.add("Globex")
    assert all(finding.ok for finding in rep.book.doctor(NOW))


def test_the_numbers_of_another_copy_that_are_taken_are_given_anew(rep: Rep, other: Book, tmp_path: Path) -> None:
    Rep(other).add("Initech")
    file = saved(other, tmp_path, "other.jsonl")
    lines = file.read_text().splitlines()
    forged = (
        lines[1].replace(lines[1][7:43], "01890a5d-ac96-7000-8000-00000000000f", 2).replace('"entity":"', '"entity":"x')
    )
    file.write_text("\n".join([*lines, forged]) + "\n")
    assert rep.book.merge_journal([file], NOW).renumbered == 1
    other.close()


def test_a_backup_stands_before_a_merge(rep: Rep, other: Book, tmp_path: Path, path: Path) -> None:
    Rep(other).add("Globex")
    file = saved(other, tmp_path, "other.jsonl")
    rep.book.merge_journal([file], NOW)
    assert not backup_names.listed(paths.backups_of(path)), "an empty book has nothing to lose"
    Rep(other).add("Initech")
    rep.book.merge_journal([saved(other, tmp_path, "other.jsonl")], NOW)
    assert len(backup_names.listed(paths.backups_of(path))) == 1
    other.close()


def test_a_preview_writes_nothing(rep: Rep, other: Book, tmp_path: Path) -> None:
    Rep(other).add("Globex")
    would = rep.book.merge_preview([saved(other, tmp_path, "other.jsonl")])
    assert (would.new, would.known, would.entries) == (1, 0, 1)
    assert rep.book.size().entries == 0
    other.close()


def test_a_clock_in_2099_is_followed_and_told(rep: Rep, tmp_path: Path) -> None:
    """T18: what is logged after it sorts behind it."""
    ahead = Book.open(
        tmp_path / "far" / "notyet.db",
        now=NOW,
        ids=IdSource.seeded(3, ms=4_070_908_800_000),
        state=tmp_path / "far state",
    )
    Rep(ahead).add("Globex")
    told = rep.book.merge_journal([saved(ahead, tmp_path, "far.jsonl")], NOW)
    assert told.ahead is not None
    assert told.ahead > timedelta(days=365 * 20)
    acme = rep.add("Acme")
    newest = journal.newest_id(rep.book._link.db)
    assert rep.book._link.db.execute("SELECT entity FROM entry WHERE id = ?", (newest,)).fetchone() == (acme,)
    ahead.close()


@pytest.mark.parametrize("stop_at", [0, 1, 2])
def test_a_merge_that_is_stopped_leaves_nothing(rep: Rep, other: Book, tmp_path: Path, stop_at: int) -> None:
    rep.add("Acme")
    mine = Rep(other)
    for number in range(60):
        mine.add(f"Firm {number}", description="words " * 250)
    file, asked = saved(other, tmp_path, "other.jsonl"), iter([False] * stop_at)
    before = dump_tables(rep.book._link.db)
    with pytest.raises(Refused, match="stopped"):
        rep.book.merge_journal([file], NOW, cancelled=lambda: next(asked, True))
    assert dump_tables(rep.book._link.db) == before
    assert rep.book.size().entries == 1
    other.close()


def test_kinds_of_a_newer_version_are_kept_and_passed_on(rep: Rep, tmp_path: Path) -> None:
    rep.add("Acme")
    file = saved(rep.book, tmp_path, "one.jsonl")
    lines = file.read_text().splitlines()
    newer = (
        lines[1]
        .replace(lines[1][7:43], "01890a5d-ac96-7000-8000-00000000000f", 2)
        .replace("account.added", "moon.seen")
    )
    file.write_text("\n".join([*lines, newer]) + "\n")
    assert rep.book.merge_journal([file], NOW).unknown == ("moon.seen",)
    again = saved(rep.book, tmp_path, "two.jsonl").read_text()
    body = newer[newer.index('"body"') :]
    assert body in again


def test_what_cannot_be_folded_is_refused_whole(
    rep: Rep, other: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Rep(other).add("Globex")
    file = saved(other, tmp_path, "other.jsonl")

    def stumble(*_: object, **__: object) -> None:
        raise ValueError

    monkeypatch.setattr("storage.tables.keep_up", stumble)
    with pytest.raises(BadInput, match="could not be brought into the tables"):
        rep.book.merge_journal([file], NOW)
    assert rep.book.size().entries == 0
    other.close()


def test_a_merge_is_stopped_while_the_tables_are_made(
    rep: Rep, other: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):
        Rep(other).add(f"Firm {number}", "Dana Cole")
    monkeypatch.setattr(journal_merging, "FEW", 0)
    monkeypatch.setattr(journal_merging, "_STEPS", 10)
    wanted = []
    rebuild = tables.rebuild

    def watched(db: sqlite3.Connection) -> None:
        wanted.append(False)
        rebuild(db)

    monkeypatch.setattr(tables, "rebuild", watched)
    with pytest.raises(Refused, match="stopped"):
        rep.book.merge_journal([saved(other, tmp_path, "other.jsonl")], NOW, cancelled=lambda: bool(wanted))
    assert rep.book.size().entries == 0
    assert rep.add("Acme")
    other.close()


def test_who_was_erased_here_comes_back_without_words(rep: Rep, other: Book, tmp_path: Path) -> None:
    """R38, R40: a merge brings nobody back, in whichever order the record and the erasure arrive."""
    acme = rep.add("Acme Secret", "Dana Cole")
    full = saved(rep.book, tmp_path, "full.jsonl")
    rep.book.record([Draft(acme, EntityErased(NOW.date()))], now=NOW, label="erased")
    erased = saved(rep.book, tmp_path, "erased.jsonl")
    other.merge_journal([erased], NOW)
    told = other.merge_journal([full], NOW)
    third = Book.open(tmp_path / "third" / "notyet.db", now=NOW, ids=IdSource.seeded(9), state=tmp_path / "third state")
    third.merge_journal([full], NOW)
    assert third.merge_journal([erased], NOW).blanked == 2  # the account, and Dana who was added to it
    assert told.new == 0
    for book in (other, third):
        bodies = book._link.db.execute("SELECT body FROM entry WHERE entity = ?", (acme,)).fetchall()
        assert ("{}",) in bodies
        assert not any("Secret" in body for (body,) in bodies)
        assert not book.search("Acme")
    assert said(third) == said(other)
    again = third.merge_journal([saved(other, tmp_path, "again.jsonl")], NOW)
    assert again.new == 0
    for book in (other, third):
        book.close()
