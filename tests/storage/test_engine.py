"""Two SQLites in one program: each file by one of them, the key nowhere but in memory, F6 kept."""

from __future__ import annotations

import os
import pickle
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from playbook.errors import BookTrouble
from storage import engine
from storage.engine import Key, Kind
from tests.storage.sealed_suite import KEY

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    path = tmp_path / "sealed.db"
    with closing(engine.connect(path, KEY)) as db:
        db.execute("CREATE TABLE t (a)")
        db.execute("INSERT INTO t VALUES ('Canary')")
    return path


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which the extra was not installed."""
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    monkeypatch.delitem(sys.modules, "sqlcipher3.dbapi2", raising=False)
    monkeypatch.setattr(engine, "_sealed", engine._sealed.__wrapped__)


def test_a_plain_book_never_loads_sqlcipher(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom datetime import UTC, datetime\nfrom storage.book import Book\n"
        "now, path, state = datetime(2026, 11, 23, tzinfo=UTC), Path(sys.argv[1]), Path(sys.argv[2])\n"
        "book = Book.open(path, now=now, state=state)\nbook.back_up(now)\nbook.doctor(now)\nbook.close()\n"
        "print([name for name in sys.modules if 'sqlcipher' in name])"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "b" / "book.db"), str(tmp_path / "state")]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_what_a_file_is(tmp_path: Path, sealed: Path) -> None:
    path = tmp_path / "x.db"
    assert engine.kind(path) is Kind.NONE
    path.touch()
    assert engine.kind(path) is Kind.NONE
    with closing(engine.connect(path)) as db:
        db.execute("CREATE TABLE t (a)")
    assert engine.kind(path) is Kind.PLAIN
    assert engine.kind(sealed) is Kind.SEALED
    for other in (b"a letter to Dana\n" * 1000, b"\0" * 8192, b"SQLite", os.urandom(100)):
        path.write_bytes(other)
        assert engine.kind(path) is Kind.OTHER
    assert engine.kind(tmp_path) is Kind.OTHER  # a folder cannot be read


@pytest.mark.parametrize("key", [KEY, None])
def test_f6_an_open_file_is_not_opened_a_second_time(
    tmp_path: Path, key: Key | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """RELIABILITY F6: closing another handle would drop SQLite's locks."""
    path = tmp_path / "x.db"
    looked: list[object] = []
    opened = os.open

    def watched(file: Any, *args: Any, **more: Any) -> int:
        looked.append(file)
        return opened(file, *args, **more)

    monkeypatch.setattr(os, "open", watched)
    db = engine.connect(path, key)
    db.execute("CREATE TABLE t (a)")
    wanted = Kind.SEALED if key else Kind.PLAIN
    assert engine.kind(path) is wanted
    (tmp_path / "same.db").hardlink_to(path)
    assert engine.kind(tmp_path / "same.db") is wanted
    assert path not in looked
    db.close()
    assert engine.kind(path) is wanted
    assert path in looked


def test_a_file_that_cannot_be_read_is_no_book(sealed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no(*_: object, **__: object) -> int:
        raise PermissionError

    monkeypatch.setattr(os, "open", no)
    assert engine.kind(sealed) is Kind.OTHER


def test_a_key_shows_itself_to_nobody() -> None:
    key = Key("four odd words")
    assert "odd" not in f"{key} {key!r} {[key]}"
    with pytest.raises(TypeError, match="stays in the process"):
        pickle.dumps(key)
    assert key == Key("four odd words")
    assert key != Key("four odd word")
    assert key != "four odd words"


def test_two_ways_to_type_a_letter_are_one_passphrase() -> None:
    assert Key("Mu\u0308ller") == Key("M\u00fcller")


@pytest.mark.parametrize("words", ["it's", "a'; DROP TABLE t; --", '"', "パスワード 四つ", "x'not hex'", "\\", "''"])
def test_any_passphrase_opens_what_it_closed(tmp_path: Path, words: str) -> None:
    path = tmp_path / "x.db"
    with closing(engine.connect(path, Key(words))) as db:
        db.execute("CREATE TABLE t (a)")
    with closing(engine.connect(path, Key(words))) as db:
        assert db.execute("SELECT count(*) FROM t").fetchone() == (0,)
    with closing(engine.connect(path, Key(f"{words} "))) as db, pytest.raises(engine.errors()) as wrong:
        db.execute("SELECT count(*) FROM t")
    assert getattr(wrong.value, "sqlite_errorcode", 0) == sqlite3.SQLITE_NOTADB
    assert not isinstance(wrong.value, sqlite3.Error)


def test_it_is_sqlcipher_4_with_its_own_ciphers(sealed: Path) -> None:
    with closing(engine.connect(sealed, KEY)) as db:
        assert db.execute("PRAGMA cipher_version").fetchone()[0].startswith("4.")
        assert db.execute("PRAGMA cipher_page_size").fetchone() == ("4096",)
        assert db.execute("PRAGMA kdf_iter").fetchone() == ("256000",)
        assert db.execute("PRAGMA cipher_kdf_algorithm").fetchone() == ("PBKDF2_HMAC_SHA512",)
        assert db.execute("PRAGMA cipher_hmac_algorithm").fetchone() == ("HMAC_SHA512",)
        assert db.execute("PRAGMA temp_store").fetchone() == (2,)
        assert "SQLCipher 4." in engine.words(db)
    with closing(sqlite3.connect(":memory:")) as db:
        assert engine.words(db) == f"SQLite {sqlite3.sqlite_version}"


def test_a_scratch_beside_an_encrypted_book_never_reaches_the_disk(sealed: Path) -> None:
    with closing(engine.connect(sealed, KEY)) as db, closing(engine.scratch(db)) as scratch:
        db.backup(scratch)
        assert scratch.execute("SELECT a FROM t").fetchone() == ("Canary",)
        assert scratch.execute("PRAGMA database_list").fetchone()[2] == ""
        assert scratch.execute("PRAGMA temp_store").fetchone() == (2,)
        assert "sqlcipher" in type(scratch).__mro__[1].__module__
    with closing(engine.connect(sealed.with_name("plain.db"))) as db, closing(engine.scratch(db)) as scratch:
        assert isinstance(scratch, sqlite3.Connection)


def test_without_the_extra_it_says_how_to_get_it(sealed: Path, without: None) -> None:
    del without
    assert not engine.is_there()
    with pytest.raises(BookTrouble, match="not installed here") as lacking:
        engine.need()
    assert "pip install 'notyet[encrypted]'" in lacking.value.hint
    with pytest.raises(BookTrouble, match="not installed here"):
        engine.connect(sealed, KEY)
    assert engine.errors() == (sqlite3.Error,)


def test_a_key_that_breaks_the_opening_leaves_nothing_open(tmp_path: Path) -> None:
    with pytest.raises((ValueError, *engine.errors())):
        engine.connect(tmp_path / "x.db", Key("a\0b"))
    assert not [file for file in engine._HELD.values() if file[0] == engine.identity(tmp_path / "x.db")]
