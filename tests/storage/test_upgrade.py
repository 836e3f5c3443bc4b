"""Books of older file versions are brought up whole or not at all, after a backup (T14, T15)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from playbook.errors import BookTrouble
from playbook.words import Outcome
from storage import backup_names, connection, paths, tables, tables_added, upgrade
from storage.book import Book
from storage.dump_tables import dump_tables
from storage.files import text
from storage.transaction import tx
from tests.storage.conftest import NOW, Rep

FIRST = """
CREATE TRIGGER entry_body_is_fixed BEFORE UPDATE OF body ON entry
WHEN NEW.body <> '{}' OR NOT EXISTS (
  SELECT 1 FROM entry AS erased WHERE erased.kind = 'entity.erased' AND erased.entity = OLD.entity)
BEGIN SELECT RAISE(ABORT, 'a body is only blanked by an erasure'); END;
"""
"""The rule of file version 1, as it was written."""


def rule(db: sqlite3.Connection) -> str:
    return str(db.execute("SELECT sql FROM sqlite_master WHERE name = 'entry_body_is_fixed'").fetchone()[0])


@pytest.fixture
def old(reopen: Callable[..., Book], path: Path) -> Path:
    """A book of version 1 with a company, a person and a touch."""
    book = reopen()
    rep = Rep(book)
    rep.log(rep.add("Acme Zithers", "Zebulon Quirrell"), Outcome.NO, note="Zebulon said no")
    book.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("DROP TRIGGER entry_body_is_fixed")
        db.execute(connection.statements(FIRST.strip() + "\n")[0])
        db.execute("PRAGMA user_version = 1")
    return path


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as db:
        return upgrade.version(db)


def test_t15_an_older_book_is_brought_up_after_a_backup(old: Path, reopen: Callable[..., Book]) -> None:
    book = reopen()
    assert version(old) == connection.SCHEMA == 2
    (kept,) = backup_names.listed(paths.backups_of(old))
    assert version(kept) == 1
    assert "OLD.id" in book.ask(rule)
    assert book.ask(rule) in text("storage", "schema.sql")
    assert all(each.ok for each in book.doctor(NOW))
    again = reopen()
    assert len(backup_names.listed(paths.backups_of(old))) == 1
    assert not upgrade.bring_up(again._link, NOW)


def test_an_older_book_can_erase_once_it_is_brought_up_and_its_old_backup_too(
    old: Path, reopen: Callable[..., Book]
) -> None:
    book = reopen()
    (kept,) = backup_names.listed(paths.backups_of(old))
    erased = book.erase(book.person_called("Zebulon Quirrell"), NOW)
    assert kept in erased.cleaned.rewritten
    assert version(kept) == 2
    assert b"quirrell" not in kept.read_bytes().lower()


def test_t15_failing_at_any_step_leaves_the_old_or_the_new(old: Path, reopen: Callable[..., Book]) -> None:
    """Every statement of the upgrade fails once; the book is of version 1 and whole, and the next try brings it up."""
    before = old.read_bytes()
    link = connection.connect(old, create=False)
    points = 0
    try:
        for fails_at in range(1, 60):
            seen = 0

            def refuse(*_: object, at: int = fails_at) -> int:
                nonlocal seen
                seen += 1
                return sqlite3.SQLITE_DENY if seen == at else sqlite3.SQLITE_OK

            link.db.set_authorizer(refuse)
            try:
                with tx(link) as db:
                    upgrade.raise_version(db)
            except (sqlite3.DatabaseError, BookTrouble):
                points += 1
                link.db.set_authorizer(None)
                assert upgrade.version(link.db) == 1
                assert "OLD.id" not in rule(link.db)
                continue
            break
    finally:
        link.db.set_authorizer(None)
        link.db.close()
    assert points >= 5
    assert version(old) == 2
    assert len(before) == old.stat().st_size
    assert all(each.ok for each in reopen().doctor(NOW))


def test_a_backup_that_fails_leaves_the_book_as_it_was(
    old: Path, reopen: Callable[..., Book], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise BookTrouble("the disk is full")

    monkeypatch.setattr("storage.backup.make", full)
    with pytest.raises(BookTrouble):
        reopen()
    assert version(old) == 1


def test_another_window_that_was_first_is_no_trouble(old: Path, reopen: Callable[..., Book]) -> None:
    book = reopen()
    before = book.ask(dump_tables)
    with tx(book._link) as db:
        upgrade.raise_version(db)
    assert book.ask(dump_tables) == before
    assert version(old) == 2


def test_t14_an_older_program_refuses_the_book_untouched(
    old: Path, reopen: Callable[..., Book], monkeypatch: pytest.MonkeyPatch
) -> None:
    reopen().close()
    before = old.read_bytes()
    monkeypatch.setattr(connection, "SCHEMA", 1)
    with pytest.raises(BookTrouble, match="newer notyet"):
        reopen()
    assert old.read_bytes() == before


OLDER = {
    "6.2777094069": ("account_nos", "finder_of", "account_remarked", "finder_named"),
    "7.3699580509": ("account_remarked", "finder_named"),
}
"""What older tables are marked with in the books that reps have, and the indexes that came since."""


def laid(path: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY 1, 2, 3").fetchall()


@pytest.mark.parametrize("mark", OLDER)
def test_tables_that_lack_only_indexes_get_them_and_are_not_made_anew(
    reopen: Callable[..., Book], path: Path, monkeypatch: pytest.MonkeyPatch, mark: str
) -> None:
    book = reopen()
    rep = Rep(book)
    rep.log(rep.add("Acme Zithers", "Zebulon Quirrell"), Outcome.NO, note="Zebulon said no")
    before = book.ask(dump_tables)
    book.close()
    current = laid(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for name in OLDER[mark]:
            db.execute(f"DROP INDEX {name}")
        db.execute("UPDATE meta SET value = ? WHERE key = ?", (mark, tables.MARK))
    with monkeypatch.context() as patched:
        patched.setattr(tables, "rebuild", lambda *_: pytest.fail("made anew"))
        book = reopen()

    assert book.ask(tables.are_current)
    assert laid(path) == current
    assert book.ask(dump_tables) == before
    assert [hit.name for hit in book.search("said is:working")] == ["Acme Zithers"]
    assert all(each.ok for each in book.doctor(NOW))


def test_tables_that_lack_more_than_indexes_are_made_anew(reopen: Callable[..., Book]) -> None:
    """Any other change of tables.sql: its text without the new indexes is no text that fold 6 was laid from."""
    book = reopen()
    with tx(book._link) as db:
        db.execute("UPDATE meta SET value = ? WHERE key = ?", (tables.mark_of(6, "another text"), tables.MARK))
        assert not tables_added.add(db)
        assert not tables.are_current(db)
        db.execute("DELETE FROM meta WHERE key = ?", (tables.MARK,))
        assert not tables_added.add(db)
    assert reopen().ask(tables.are_current)
