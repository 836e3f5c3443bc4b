"""T2, T13: killed at every system call that changes a disk, of every kind of writing, and while recovering from that.

The command line does the work, so it is the program's own way to the disk; strace kills it at the call with that
number, before the call takes place. Afterwards the book is as before or as after, whole, and what was answered stands.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from storage import paths
from tests.faults import books, straced
from tests.faults.counting import LONG, Figure, dice, publish
from tests.faults.straced import Kiln, plain, wanted

pytestmark = wanted
SAMPLE = 3
"""Points of each scene that CI takes."""
LIST = "Company name,Phone Number,City,State/Region\n" + "".join(
    f"Import {number:03},+1312555{number:04},Joliet,IL\n" for number in range(40)
)


@dataclass(frozen=True, slots=True)
class Scene:
    """One kind of writing."""

    name: str
    args: tuple[str, ...]
    before: tuple[tuple[str, ...], ...] = ()
    """Commands that lead up to it."""
    most: int = 0
    """Points that `make torture` takes, evenly spread; 0: every one."""


SCENES = (
    Scene("log", ("log", "Works 001", "no")),
    Scene("undo", ("undo",), (("log", "Works 001", "no"),)),
    Scene("import", ("import", "--yes", "list.csv"), most=150),
    Scene("rebuild", ("doctor", "--rebuild"), most=150),
    Scene("backup", ("backup",)),
    Scene("restore", ("restore", "--yes"), (("log", "Works 001", "no"), ("backup",), ("log", "Works 002", "no"))),
    Scene("erasure", ("erase", "--yes", "Works 003"), (("backup",), ("log", "Works 003", "no")), most=700),
    Scene("merge", ("journal", "merge", "--yes", "theirs.jsonl"), most=150),
)


class Stage:
    """A book at one place, put back as it was before each kill: the same path, so the same writer."""

    def __init__(self, master: Path, folder: Path, env: Mapping[str, str]) -> None:
        self.env = env
        self.folder = folder
        self.path = books.copied(master, folder)
        self._kept = folder.with_name(f"{folder.name}.kept")
        self.kept: tuple[int, ...] = ()

    def settle(self, scene: Scene) -> None:
        """Lead up to the scene and keep that state."""
        (self.folder / "list.csv").write_text(LIST, encoding="utf-8")
        self._theirs()
        for args in (("today",), *scene.before):
            assert plain(self.path, self.env, *args).code == 0
        shutil.copytree(self.folder, self._kept)

    def _theirs(self) -> None:
        """Have another machine's copy of this book log something and save its journal here."""
        other = books.copied(self.path, self.folder.with_name("theirs"))
        theirs = {**self.env, "XDG_STATE_HOME": str(other.parent / "state")}
        for args in (("log", "Works 030", "no"), ("journal", "save", str(self.folder / "theirs.jsonl"))):
            ran = plain(other, theirs, *args)
            assert ran.code == 0, ran.err

    def back(self) -> None:
        """Put everything back."""
        shutil.rmtree(self.folder)
        shutil.copytree(self._kept, self.folder)

    def command(self, scene: Scene) -> list[str]:
        """Return the scene's command line."""
        args = [str(self.folder / each) if each.endswith((".csv", ".jsonl")) else each for each in scene.args]
        return straced.command(self.path, *args)

    def entries(self) -> int:
        """Return how many entries the journal has."""
        with closing(sqlite3.connect(f"{self.path.as_uri()}?mode=ro", uri=True)) as db:
            return int(db.execute("SELECT count(*) FROM entry").fetchone()[0])

    def hot(self) -> bool:
        """Whether the book needs its journal to be whole."""
        journal = self.path.with_name(f"{self.path.name}-journal")
        return journal.exists() and journal.stat().st_size > 0

    def named(self) -> list[Path]:
        """Return every file that has the name of a backup, or of a book that was replaced."""
        return [*paths.backups_of(self.path).glob("*.db"), *self.folder.glob("notyet.replaced-*.db")]

    def whole_backups(self) -> None:
        """A backup that has its name is whole by itself: read without its journal, which nobody would carry along."""
        for each in self.named():
            with closing(sqlite3.connect(f"{each.as_uri()}?mode=ro&immutable=1", uri=True)) as db:
                assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",), each


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_killed_at_every_call(scene: Scene, master: Path, env: dict[str, str], kiln: Kiln, tmp_path: Path) -> None:
    """T2, T16: the old state or the new one, never a third."""
    stage = Stage(master, tmp_path / "book", env)
    stage.settle(scene)
    old = stage.entries()
    found = kiln.counts(stage.command(scene), tmp_path / "counts")
    new = stage.entries()
    every = list(straced.points(found))
    chosen = (
        every[:: 1 + len(every) // scene.most if scene.most else 1]
        if LONG
        else [every[-1], *dice(f"T2 {scene.name}").sample(every, SAMPLE - 1)]
    )
    killed = acknowledged = worst = 0
    for call, number in chosen:
        stage.back()
        ran = kiln.killed_at(call, number, stage.command(scene))
        killed += ran.code == straced.KILLED
        hot = stage.hot()
        worst = max(worst, books.reopened(stage.path))
        assert stage.entries() in {old, new}, (call, number)
        if scene.name == "restore":
            assert not hot or stage.entries() == old, "a restored book that needs a journal to be whole"
        stage.whole_backups()
        if ran.out.strip() and ran.code == 0:
            acknowledged += 1
            assert stage.entries() == new, (call, number)
        assert "Traceback" not in ran.err
    assert killed
    which = "many calls" if scene.most else "every call"
    publish(
        Figure(
            f"killed at {which} of one {scene.name}", f"strace, one at a time, of {len(every)}", killed, "kills",
            acknowledged, worst_ms=worst, rule="T2",
        )
    )  # fmt: skip


def test_killed_while_recovering(master: Path, env: dict[str, str], kiln: Kiln, tmp_path: Path) -> None:
    """T13: a start that clears up after a crash is killed too, at every call; the next one ends well."""
    stage = Stage(master, tmp_path / "book", env)
    log = SCENES[0]
    stage.settle(log)
    old = stage.entries()
    writes = kiln.counts(stage.command(log), tmp_path / "counts")["pwrite64"]
    killed = 0
    for number in range(writes - 2, writes - (40 if LONG else 3), -9):
        stage.back()
        kiln.killed_at("pwrite64", number, stage.command(log))
        hot = tmp_path / "hot"
        shutil.copytree(stage.folder, hot)
        every = _recovering(kiln, stage, hot, tmp_path)
        for call, place in every if LONG else dice("T13").sample(every, SAMPLE):
            shutil.rmtree(stage.folder)
            shutil.copytree(hot, stage.folder)
            ran = kiln.killed_at(call, place, straced.command(stage.path, "today"))
            killed += ran.code == straced.KILLED
            books.reopened(stage.path)
            assert stage.entries() == old, (number, call, place)
        shutil.rmtree(hot)
    assert killed
    publish(Figure("killed while recovering", "strace at the next start's calls", killed, "kills", rule="T13"))


def _recovering(kiln: Kiln, stage: Stage, hot: Path, folder: Path) -> list[tuple[str, int]]:
    """Return the calls of a start that finds a hot journal."""
    journal = hot / "notyet.db-journal"
    assert journal.stat().st_size, "no journal was left to recover from"
    return list(straced.points(kiln.counts(straced.command(stage.path, "today"), folder / "counts")))
