"""`notyet encrypt`, `decrypt`, `passphrase`, and how every other command asks for the passphrase."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from storage import engine, paths, sealing
from storage.engine import Key, Kind
from tests.cli.running import ROOT, Rep
from tui.cli import sealing as commands
from tui.cli import unlock

RAW = "x'" + "5e" * 32 + "'"
"""A passphrase that SQLCipher takes as the key itself: it spares the tests 256,000 rounds each time."""
OTHER = "x'" + "7a" * 32 + "'"


@pytest.fixture
def rep(tmp_path: Path) -> Rep:
    person = Rep(tmp_path / "book" / "notyet.db")
    person.does("add", "Acme Robotics")
    person.does("backup")
    return person


@pytest.fixture
def somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person at a terminal."""
    monkeypatch.setattr(unlock, "somebody_there", lambda: True)
    monkeypatch.setattr(commands, "somebody_there", lambda: True)


@pytest.fixture
def sealed(rep: Rep) -> Rep:
    sealing.reseal(rep.book, None, Key(RAW), lambda _: None)
    return rep


def kept(folder: Path, words: str, mode: int = 0o600) -> Path:
    file = folder / f"pass-{len(list(folder.glob('pass-*')))}"
    file.write_text(words, encoding="utf-8")
    file.chmod(mode)
    return file


def test_encrypt_asks_twice_and_warns(rep: Rep, somebody: None) -> None:
    del somebody
    ran = rep.types("encrypt", stdin=f"{RAW}\n{RAW}\n")
    assert ran.code == 0, ran
    assert ran.out == f"{rep.book} is encrypted.\n"
    assert "cannot be recovered" in ran.err
    assert "So is its one copy." in ran.err
    assert "encrypt the whole disk too" in ran.err
    assert RAW not in ran.err + ran.out
    assert {engine.kind(file) for file in (rep.book, *sealing.copies_of(rep.book))} == {Kind.SEALED}
    assert rep.types("search", "acme", stdin=f"{RAW}\n").code == 0


@pytest.mark.parametrize(
    ("typed", "why"),
    [(f"{RAW}\n{OTHER}\n", "not the same"), ("short\nshort\n", "too short"), ("", "Aborted"), (f"{RAW}\n", "Aborted")],
)
def test_a_slip_changes_nothing(rep: Rep, somebody: None, typed: str, why: str) -> None:
    del somebody
    ran = rep.types("encrypt", stdin=typed)
    assert ran.code == 1
    assert why in ran.err
    assert engine.kind(rep.book) is Kind.PLAIN


def test_the_passphrase_is_asked_three_times(sealed: Rep, somebody: None) -> None:
    del somebody
    assert sealed.types("search", "acme", stdin=f"{OTHER}\n{OTHER}\n{RAW}\n").code == 0
    held = sealed.book.read_bytes()
    ran = sealed.types("search", "acme", stdin=f"{OTHER}\n{OTHER}\n{OTHER}\n{RAW}\n")
    assert ran.code == 1
    assert "2 more tries" in ran.err
    assert "1 more try" in ran.err
    assert "it is wrong, or the file is damaged" in ran.err
    assert sealed.book.read_bytes() == held
    assert sealed.types("search", "acme", stdin="").code == 1


def test_nobody_there_says_how_a_script_does_it(sealed: Rep) -> None:
    for command in (("today",), ("decrypt", "--yes"), ("passphrase",), ("encrypt",), ()):
        ran = sealed.types(*command)
        assert (ran.code, ran.out) == (1, "")
        assert "NOTYET_PASSPHRASE_FILE=FILE" in ran.err


def test_a_script_names_a_file_of_its_own(rep: Rep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(unlock.VARIABLE, str(kept(tmp_path, f"{RAW}\n")))
    assert rep.does("encrypt", "--json").json == {
        "book": str(rep.book), "changed": True, "left": [],
        "copies": [str(file) for file in sealing.copies_of(rep.book)],
    }  # fmt: skip
    assert "was encrypted already" in rep.does("encrypt").out
    assert rep.does("search", "acme").out.startswith("Acme")
    assert "It is encrypted." in rep.does("path").err
    assert "SQLCipher" in rep.types("doctor").out
    assert "Traceback" not in rep.does("backup").err
    new = kept(tmp_path, f"{OTHER}\r\nsecond line")
    assert "under the new passphrase" in rep.does("passphrase", "--new-file", str(new)).out
    assert "it is wrong" in rep.types("today").err
    monkeypatch.setenv(unlock.VARIABLE, str(new))
    assert "is the passphrase it has" in rep.types("passphrase", "--new-file", str(new)).err
    assert "Say --yes" in rep.types("decrypt").err
    ran = rep.does("decrypt", "--yes")
    assert ran.out == f"{rep.book} is plain.\n"
    assert "So are 2 copies of it." in ran.err
    for command in (("decrypt", "--yes"), ("passphrase",)):
        assert "is not encrypted" in rep.types(*command).err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_passphrase_file_that_others_may_read_is_refused(
    sealed: Rep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file, why in (
        (kept(tmp_path, RAW, 0o644), "Others may read"), (kept(tmp_path, "\n"), "is empty"),
        (kept(tmp_path, ""), "is empty"), (tmp_path / "none", "cannot be read"),
    ):  # fmt: skip
        monkeypatch.setenv(unlock.VARIABLE, str(file))
        ran = sealed.types("today")
        assert (ran.code, why in ran.err) == (1, True), ran
    file = kept(tmp_path, "")
    file.write_bytes(b"\xff\xfe\xff")
    monkeypatch.setenv(unlock.VARIABLE, str(file))
    assert "cannot be read" in sealed.types("today").err


def test_decrypt_asks_before_it_does_so(sealed: Rep, somebody: None) -> None:
    del somebody
    assert sealed.types("decrypt", stdin=f"{RAW}\nn\n").code == 1
    assert engine.kind(sealed.book) is Kind.SEALED
    assert sealed.types("decrypt", stdin=f"{RAW}\ny\n").code == 0
    assert engine.kind(sealed.book) is Kind.PLAIN


def test_copies_that_stay_behind_are_named(sealed: Rep, somebody: None) -> None:
    del somebody
    broken = paths.backups_of(sealed.book) / "20260101-080000.db"
    broken.write_bytes(b"no book")
    ran = sealed.types("passphrase", stdin=f"{RAW}\n{OTHER}\n{OTHER}\n")
    assert ran.code == 1
    assert str(broken) in ran.err
    assert "1 copy could not be brought along" in ran.err
    assert sealing.opens(sealed.book, Key(OTHER))


def test_no_book_no_encryption(tmp_path: Path) -> None:
    for command in ("encrypt", "decrypt", "passphrase"):
        assert "no book yet" in Rep(tmp_path / "none.db").types(command).err
    assert Rep(tmp_path / "none.db").types("restore", "--yes").code == 1


def test_without_the_extra_it_says_how_to_get_it(sealed: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "is_there", lambda: False)
    for command in (("today",), ("encrypt",), ()):
        ran = sealed.types(*command)
        assert ran.code == 1
        assert "pip install 'notyet[encrypted]'" in ran.err


def test_t12_a_damaged_first_page_is_restored_with_the_right_passphrase(sealed: Rep, somebody: None) -> None:
    del somebody
    held = bytearray(sealed.book.read_bytes())
    held[40:60] = bytes(20)
    sealed.book.write_bytes(held)
    assert sealed.types("today", stdin=f"{RAW}\n{RAW}\n{RAW}\n").code == 1
    assert sealed.types("restore", "--yes", stdin=f"{OTHER}\n{RAW}\n").code == 0
    assert sealing.opens(sealed.book, Key(RAW))


def test_a_restore_opens_encrypted_and_plain_backups(rep: Rep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """T33: a lost book, a damaged one, a backup from before the encryption, a backup on another machine."""
    plain = tmp_path / "kept elsewhere.db"
    (backup,) = sealing.copies_of(rep.book)
    shutil.copy(backup, plain)
    sealing.reseal(rep.book, None, Key(RAW), lambda _: None)
    rep.book.write_bytes(b"no book")
    assert rep.types("restore", "--yes").code == 1  # nobody knows the passphrase
    monkeypatch.setenv(unlock.VARIABLE, str(kept(tmp_path, RAW)))
    rep.does("restore", "--yes")
    assert sealing.opens(rep.book, Key(RAW))
    rep.does("restore", str(plain), "--yes")
    assert sealing.opens(rep.book, Key(RAW)), "a plain backup never makes an encrypted book plain"
    assert "Acme" in rep.does("search", "acme").out
    elsewhere = Rep(tmp_path / "other machine" / "notyet.db")
    elsewhere.does("add", "Initech")
    elsewhere.does("restore", str(backup), "--yes")
    assert sealing.opens(elsewhere.book, Key(RAW))
    rep.book.unlink()
    assert rep.types("restore", "no such", "--yes").code == 1
    rep.does("restore", "--yes")
    assert sealing.opens(rep.book, Key(RAW))


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes with names")
def test_a_pipe_keeps_the_passphrase_off_the_disk(sealed: Rep) -> None:
    reading, writing = os.pipe()
    os.write(writing, f"{RAW}\n".encode())
    os.close(writing)
    command = [sys.executable, "-m", "tui", "--book", str(sealed.book), "search", "acme"]
    env = {**os.environ, unlock.VARIABLE: f"/dev/fd/{reading}"}
    ran = subprocess.run(command, cwd=ROOT, env=env, pass_fds=(reading,), capture_output=True, text=True, check=False)
    os.close(reading)
    assert ran.stdout.startswith("Acme"), ran.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no file-size limit")
def test_t8_a_full_disk_leaves_the_plain_book(rep: Rep, tmp_path: Path) -> None:
    """The disk takes 16 KB more of each file: the new one is thrown away, the old one stands."""
    held = rep.book.read_bytes()
    line = f'ulimit -f 16; exec "{sys.executable}" -m tui --book "{rep.book}" encrypt'
    env = {**os.environ, unlock.VARIABLE: str(kept(tmp_path, RAW)), "PYTHONDONTWRITEBYTECODE": "1"}
    ran = subprocess.run(["/bin/sh", "-c", line], cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert ran.returncode == 1, ran
    assert "Traceback" not in ran.stderr
    assert "could not be copied" in ran.stderr or "disk" in ran.stderr
    assert rep.book.read_bytes() == held
    assert not list(rep.book.parent.glob("*resealing*"))


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal")
def test_the_app_asks_on_the_terminal_without_echo_and_opens(sealed: Rep) -> None:
    from tests.tui.test_terminal import terminal

    with terminal(sealed.book, "Passphrase of notyet.db:") as desk:
        desk.press(f"{OTHER}\n")
        desk.until(lambda screen: screen.count("Passphrase of notyet.db:") == 2, "the question again")
        assert "ctrl+c leaves." in desk.screen
        desk.press(f"{RAW}\n")
        desk.wait("sealed", "Acme")
        desk.press("q")
        assert desk.close() == 0
        assert RAW.encode() not in desk.raw
        assert OTHER.encode() not in desk.raw


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal")
def test_ctrl_c_at_the_passphrase_leaves_cleanly(sealed: Rep) -> None:
    from tests.tui.test_terminal import terminal

    with terminal(sealed.book, "Passphrase of notyet.db:") as desk:
        desk.press("\x03")
        assert desk.close() == 1
        assert b"Traceback" not in desk.raw


def test_a_wrong_passphrase_at_a_restore_says_that_backups_are_there(
    sealed: Rep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It said that there was none."""
    monkeypatch.setenv("NOTYET_PASSPHRASE_FILE", str(kept(tmp_path, OTHER)))
    ran = sealed.types("restore", "--yes")
    assert (ran.code, ran.out) == (1, "")
    assert "can be put back; of the newest: This passphrase does not open" in ran.err
    assert "There is no backup" not in ran.err
