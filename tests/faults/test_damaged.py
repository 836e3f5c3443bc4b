"""T11, T12, T14: a damaged, foreign, newer or write-protected file is explained and kept, never silently replaced."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from playbook.errors import BookTrouble
from storage import connection
from storage.book import Book
from tests.faults import books
from tests.faults.counting import Figure, count, dice, publish
from tests.faults.straced import ROOT, plain
from tests.faults.window import opened

SEEDS = count(3, 30)
PAGE = 4096
NOBODY = 65534


def a_bit(held: bytearray, random: Random) -> None:
    """Turn one bit."""
    held[random.randrange(len(held))] ^= 1 << random.randrange(8)


def a_zeroed_page(held: bytearray, random: Random) -> None:
    """Lose a page."""
    page = PAGE * random.randrange(len(held) // PAGE)
    held[page : page + PAGE] = bytes(PAGE)


def a_garbage_page(held: bytearray, random: Random) -> None:
    """Have another file's bytes in a page."""
    page = PAGE * random.randrange(len(held) // PAGE)
    held[page : page + PAGE] = random.randbytes(PAGE)


def cut_short(held: bytearray, random: Random) -> None:
    """Lose the end."""
    del held[random.randrange(1, len(held)) :]


def a_bad_header(held: bytearray, random: Random) -> None:
    """Have garbage in the first hundred bytes."""
    place = random.randrange(90)
    held[place : place + 10] = random.randbytes(10)


def nothing(held: bytearray, _random: Random) -> None:
    """Leave 0 bytes: SQLite calls such a file whole."""
    held.clear()


def text(held: bytearray, random: Random) -> None:
    """Be a list that was saved under the book's name."""
    held[:] = b"Company name,Phone\n" + b"Acme,1\n" * random.randrange(1, 2_000)


KINDS: tuple[Callable[[bytearray, Random], None], ...] = (
    a_bit, a_zeroed_page, a_garbage_page, cut_short, a_bad_header, nothing, text,
)  # fmt: skip


@pytest.fixture
def backed_up(master: Path, env: dict[str, str], tmp_path: Path) -> Path:
    """A book with a verified backup beside it."""
    path = books.copied(master, tmp_path / "backed")
    assert plain(path, env, "backup").code == 0
    return path


def journal(path: Path) -> list[tuple[object, ...]]:
    """Every entry of a whole book."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
        return db.execute("SELECT id, action, at, kind, entity, body FROM entry ORDER BY id").fetchall()


def seen(path: Path, original: list[tuple[object, ...]]) -> str:
    """Return how a damaged book meets the rep: `refused`, `found` by the doctor, `harmless`, or `unseen`."""
    before = path.read_bytes()
    try:
        book = Book.open(path, now=books.NOW)
    except BookTrouble as error:
        named = ".db" in error.hint or "newer" in error.message
        kept = path.read_bytes() == before
        return "refused" if named and kept else f"badly refused: {error}"
    with closing(book):
        try:
            book.refresh_day(books.NOW)
            rows = book.today(books.NOW).rows
            well = all(finding.ok for finding in book.doctor(books.NOW) if finding.what != "backup")
        except BookTrouble:
            return "found"
    if not well:
        return "found"
    assert rows, "an empty planner in the place of a full one"
    return "harmless" if journal(path) == original else "unseen"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_damage(kind: Callable[[bytearray, Random], None], backed_up: Path, env: dict[str, str]) -> None:
    """T12: seen at the start or by the doctor, or without effect; the newest backup is named; no traceback."""
    random, original, whole = dice(f"T12 {kind.__name__}"), journal(backed_up), backed_up.read_bytes()
    met = []
    for _ in range(SEEDS):
        held = bytearray(whole)
        kind(held, random)
        backed_up.write_bytes(bytes(held))
        met.append(seen(backed_up, original))
        backed_up.with_name("notyet.db-journal").unlink(missing_ok=True)
    assert set(met) <= {"refused", "found", "harmless", *(["unseen"] if kind is a_bit else [])}, met
    told = ", ".join(f"{met.count(each)} {each}" for each in ("refused", "found", "harmless", "unseen") if each in met)
    publish(Figure(f"damaged: {kind.__name__.replace('_', ' ')}", told, SEEDS, "files", rule="T12"))
    held = bytearray(whole)
    kind(held, random)
    backed_up.write_bytes(bytes(held))
    ran = plain(backed_up, env, "today")
    assert ran.code in {0, 1}
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("kind", [nothing, text, cut_short], ids=lambda kind: kind.__name__)
def test_the_screen_explains_a_damaged_book(
    kind: Callable[[bytearray, Random], None], backed_up: Path, env: dict[str, str]
) -> None:
    """T12: the planner says what happened and names the backup; it offers no first start over it."""
    held = bytearray(backed_up.read_bytes())
    kind(held, dice("T12 screen"))
    backed_up.write_bytes(bytes(held))
    before = hashlib.sha256(backed_up.read_bytes()).hexdigest()
    with opened(backed_up, env) as window:
        window.until(lambda screen: "backup" in screen.lower(), "the backup is named")
        assert "try the demo book" not in window.screen
        window.press("\r")
        assert window.close() == 1, window.screen
    assert b"Traceback" not in window.raw
    assert hashlib.sha256(backed_up.read_bytes()).hexdigest() == before


def test_a_foreign_database_and_a_folder_are_left_alone(env: dict[str, str], tmp_path: Path) -> None:
    """T12."""
    foreign = tmp_path / "other.db"
    with closing(sqlite3.connect(foreign)) as db:
        db.execute("CREATE TABLE entry (id)")
    before = foreign.read_bytes()
    for path in (foreign, tmp_path):
        ran = plain(path, env, "today")
        assert ran.code in {1, 2}
        assert "Traceback" not in ran.err
    assert foreign.read_bytes() == before


def test_a_newer_book_is_refused_untouched(master: Path, env: dict[str, str], tmp_path: Path) -> None:
    """T14: by every command that opens it, and by the planner."""
    path = books.copied(master, tmp_path)
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {connection.SCHEMA + 1}")
        db.execute("ALTER TABLE entry ADD COLUMN later TEXT")
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    commands = (("today",), ("log", "Works 001", "no"), ("undo",), ("backup",), ("doctor",), ("doctor", "--rebuild"))
    for args in commands:
        ran = plain(path, env, *args)
        assert (ran.code, "newer" in ran.err) == (1, True), (args, ran.err)
    with opened(path, env) as window:
        window.wait("newer", "left as it is")
        window.press("\x1b")
        assert window.close() == 1, window.screen
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    publish(Figure("book of a newer version", "file version + 1", len(commands) + 1, "ways to open it", rule="T14"))


def as_nobody(path: Path, env: Mapping[str, str], *args: str) -> tuple[int, str]:
    """Run a command as somebody to whom file modes apply; root ignores them."""
    done = subprocess.run(
        ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", sys.executable, "-m", "tui.__main__",
         "--book", str(path), "--now", books.NOW_TEXT, *args],
        env=dict(env), cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def _no_nobody() -> str:
    if shutil.which("setpriv") is None or getattr(os, "geteuid", lambda: 1)() != 0:
        return "only root with setpriv can become somebody else"
    tried = subprocess.run(
        ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", sys.executable,
         "-c", "import tui.cli.group"],
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    return "" if tried.returncode == 0 else "somebody else may not read this Python"


@pytest.mark.skipif(bool(_no_nobody()), reason=_no_nobody() or "setpriv is here")
@pytest.mark.parametrize("case", ["file", "folder", "both"])
def test_write_protected(case: str, master: Path, env: dict[str, str], tmp_path: Path) -> None:
    """T11: read, with a word about it; what would write is refused with the reason; never a traceback."""
    shelf = Path("/tmp") / f"notyet-{tmp_path.name}-{os.getpid()}"  # noqa: S108  (pytest's own folders are root's alone)
    home = shelf / "home"
    home.mkdir(parents=True)
    try:
        path = books.copied(master, shelf / "book")
        plain(path, env, "today")
        for each in (shelf, home, path.parent, *path.parent.iterdir()):
            os.chown(each, NOBODY, NOBODY)
        path.chmod(0o400 if case in {"file", "both"} else 0o600)
        path.parent.chmod(0o500 if case in {"folder", "both"} else 0o700)
        told = {**env, **{name: str(home) for name in env if name.startswith("XDG_")}, "HOME": str(home)}
        before = path.read_bytes()
        code, said = as_nobody(path, told, "today")
        assert "Traceback" not in said
        assert (code, "Works 001" in said) == (0, True), said
        code, said = as_nobody(path, told, "log", "Works 001", "no")
        assert "Traceback" not in said
        assert (code, "may only be read" in said) == (1, True), said
        assert path.read_bytes() == before
    finally:
        shutil.rmtree(shelf)
    publish(Figure(f"write-protected {case}", "modes, as another user", 2, "commands", rule="T11"))
