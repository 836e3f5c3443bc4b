"""T2, T33: `encrypt`, `passphrase` and `decrypt` killed at every system call that changes a disk.

Afterwards every file opens with the old key or the new one and says what it said; the next start leaves no leftovers,
and the same command, called again, ends what was begun. `make torture` takes many of these calls, CI a few.
"""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from storage import engine, sealing, sealing_copy
from storage.book import Book
from storage.engine import Key
from tests.faults import books, straced
from tests.faults.counting import Figure, count, dice, publish
from tests.faults.straced import Kiln, plain, wanted
from tui.cli.unlock import VARIABLE

pytestmark = wanted
SAMPLE = count(2, 60)
"""Points of each command."""
FIRST, SECOND = Key("x'" + "5e" * 32 + "'"), Key("x'" + "7a" * 32 + "'")
"""Raw keys: they spare each opening 256,000 rounds."""
MARKS = "SELECT (SELECT count(*) FROM entry), (SELECT max(id) FROM entry), (SELECT count(*) FROM account)"


@dataclass(frozen=True, slots=True)
class Change:
    """One command, and the keys before and after it."""

    args: tuple[str, ...]
    old: Key | None
    new: Key | None


CHANGES = (
    Change(("encrypt",), None, FIRST),
    Change(("passphrase", "--new-file", "second"), FIRST, SECOND),
    Change(("decrypt", "--yes"), FIRST, None),
)


def key_of(file: Path) -> Key | None:
    """The one of the three that opens a file."""
    return next(key for key in (None, FIRST, SECOND) if sealing_copy.opens(file, key))


def marks(file: Path) -> object:
    """What a file says, whole."""
    with closing(engine.connect(file, key_of(file))) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",), file
        return db.execute(MARKS).fetchone()


def files(book: Path) -> list[Path]:
    return [book, *sealing.copies_of(book)]


def written(file: Path, key: Key) -> Path:
    file.touch(mode=0o600)
    file.write_text(key.secret)
    return file


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: str(change.args[0]))
def test_killed_at_every_call(change: Change, master: Path, env: dict[str, str], tmp_path: Path) -> None:
    folder, kept = tmp_path / "book", tmp_path / "kept"
    book = books.copied(master, folder)
    args = [str(written(tmp_path / each, SECOND)) if each == "second" else each for each in change.args]
    env[VARIABLE] = str(written(tmp_path / "first", FIRST))
    assert plain(book, env, "backup").code == 0
    if change.old:
        sealing.reseal(book, None, change.old, lambda _: None)
    before = [marks(file) for file in files(book)]
    shutil.copytree(folder, kept)
    command = straced.command(book, *args)
    ended = {"old": 0, "new": 0}
    kiln = Kiln(env)
    every = list(straced.points(kiln.counts(command, tmp_path / "counts")))
    for call, number in dice(f"T33 {change.args[0]}").sample(every, min(SAMPLE, len(every))):
        shutil.rmtree(folder)
        shutil.copytree(kept, folder)
        assert killed(kiln, command, call, number)
        assert [marks(file) for file in files(book)] == before, (call, number)
        found = key_of(book)
        assert found in (change.old, change.new), (call, number)
        ended["new" if found == change.new else "old"] += 1
        with closing(Book.open(book, now=books.NOW, key=found, create=False)):
            assert sealing_copy.leftovers(book) == [], (call, number)
    # Called again it ends what the last kill left.
    if found == change.old or change.new == FIRST:
        assert plain(book, env, *args).code == 0
        assert {str(key_of(file) == change.new) for file in files(book)} == {"True"}
    publish(
        Figure(
            f"killed at many calls of {change.args[0]}",
            f"strace, of {len(every)} calls; {ended['old']} times the old book, {ended['new']} the new one",
            sum(ended.values()), "kills", rule="T33",
        )
    )  # fmt: skip


def killed(kiln: Kiln, command: list[str], call: str, number: int) -> bool:
    return kiln.killed_at(call, number, command).code == straced.KILLED
