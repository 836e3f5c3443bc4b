"""Other programs beside ours, each on the nearest same job; they are found, not fetched, and skipped with a reason.

None of them does what notyet does: a job here is the first screen of a thousand things to do, and one key on it.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks import desk
from benchmarks.books import DAY
from benchmarks.figures import Measured, Result, Unit
from benchmarks.stage import COMMAND, NOW, Stage, alternating, said
from benchmarks.terminal import MissedError, Terminal

THINGS: Final = 1_000
CARDS: Final = 100
"""Fewer, for those that draw a widget for each."""
RUNS: Final = 9
KEYS: Final = 24
_NAMED: Final = "Call number"
_FRAME: Final = 0.15


@dataclass(frozen=True, slots=True)
class Place:
    """A home of its own for a program, with its environment."""

    home: Path
    env: Mapping[str, str]

    def run(self, *args: str) -> None:
        """Run a program of that home to its end, quietly."""
        subprocess.run(args, env=self.env, stdin=subprocess.DEVNULL, capture_output=True, check=True)

    def start(self, command: Sequence[str]) -> Terminal:
        """Start a program there."""
        return Terminal(command, self.env)


@dataclass(frozen=True, slots=True)
class Peer:
    """A program, and how it is brought to the nearest same job."""

    name: str
    program: str
    prepare: Callable[[Place], tuple[str, ...]]
    """Fills its home; returns its command."""
    shows: str
    """What stands on its first screen once that is whole."""
    keys: tuple[str, str] = ("j", "k")
    """There and back."""
    before: tuple[str, ...] = ()
    """Keys that bring it to its list."""
    job: str = f"{THINGS:,} tasks"
    moves: str = "the next one"
    """What its key brings."""
    said: str = ""
    """In what its job is another one than ours, where the job's own words do not tell."""
    screen: bool = True
    """False: it prints a list and ends."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was measured of the peers, and what was not and why."""

    results: tuple[Result, ...]
    skipped: tuple[str, ...]


def run(stage: Stage, tell: Callable[[str], None], folder: str = "") -> Found:
    """Measure the peers that are installed; `folder` holds their programs, else they are looked for as commands are."""
    results: list[Result] = []
    skipped: list[str] = []
    where = os.pathsep.join(filter(None, (folder, os.environ.get("PATH", ""))))
    for peer in PEERS:
        program = shutil.which(peer.program, path=where)
        if program is None:
            skipped.append(f"{peer.name} is not installed")
            continue
        tell(f"beside {peer.name}")
        try:
            place = _place(stage, peer, where)
            results += _printed(stage, peer, place) if not peer.screen else _shown(stage, peer, place)
        except (MissedError, subprocess.CalledProcessError, OSError, sqlite3.Error) as error:
            skipped.append(f"{peer.name} did not come to its list ({type(error).__name__})")
            tell(str(error))
    return Found(tuple(results), tuple(skipped))


def _place(stage: Stage, peer: Peer, where: str) -> Place:
    home = stage.fresh(f"peer-{peer.program}")
    env = {name: value for name, value in stage.env().items() if not name.startswith(("XDG_", "PYTHON"))}
    return Place(home, env | {"HOME": str(home), "PATH": where, "TASKRC": str(home / ".taskrc")})


def _shown(stage: Stage, peer: Peer, place: Place) -> list[Result]:
    """Start it and ours in turns, then press keys in both."""
    command = peer.prepare(place)
    book = stage.shared(stage.sizes.small)
    shows = partial(_stands, peer.shows)
    theirs = partial(_appears, lambda: place.start(command), shows)
    ours = partial(_started, lambda: desk.planner(stage, book), desk.ready)
    theirs()
    took, beside = alternating(stage.runs(RUNS), theirs, ours)
    job = f"start to settled first screen, {peer.job}"
    found = [_result(stage, peer, job, took, beside)]
    with place.start(command) as other, desk.planner(stage, book) as own:
        other.painted(shows, quiet=desk.QUIET)
        own.settled(desk.ready, desk.QUIET)
        own.rest(2.0)
        for key in peer.before:
            other.press(key)
            other.rest(0.5)
        pressed = [_Turns(other, peer.keys).press, _Turns(own, ("\x1b[B", "\x1b[A")).press]
        took, beside = alternating(stage.runs(KEYS), *pressed)
    return [*found, _result(stage, peer, f"key to paint: {peer.moves}", took, beside)]


def _printed(stage: Stage, peer: Peer, place: Place) -> list[Result]:
    """Let it print its list, and ours print today's."""
    command = peer.prepare(place)
    book = stage.shared(stage.sizes.small)

    def theirs() -> float:
        return stage.run(*command, env=dict(place.env)) * 1000

    def ours() -> float:
        return stage.run(str(COMMAND), "--book", str(book), "--now", NOW, "today") * 1000

    theirs()
    took, beside = alternating(stage.runs(RUNS), theirs, ours)
    return [_result(stage, peer, f"print the list of the day, {peer.job}", took, beside)]


def _result(stage: Stage, peer: Peer, job: str, took: list[float], beside: list[float]) -> Result:
    ours = f"a book of {said(stage.sizes.small)}"
    times, own = Measured.of(took, Unit.MS), Measured.of(beside, Unit.MS)
    return Result("peers", peer.name, job, times, ours, own, note=peer.said)


def _started(start: Callable[[], Terminal], holds: desk.Holds) -> float:
    with start() as terminal:
        return terminal.settled(holds, desk.QUIET)


def _appears(start: Callable[[], Terminal], holds: desk.Holds) -> float:
    """As `_started`, in its favour: the moment at which its list first stands, for some never come to rest."""
    with start() as terminal:
        return terminal.painted(holds, quiet=desk.QUIET)[0]


def _stands(text: str, screen: desk.Screen) -> bool:
    return any(text in line for line in screen)


class _Turns:
    """Presses two keys in turns, there and back."""

    def __init__(self, terminal: Terminal, keys: tuple[str, str]) -> None:
        self._terminal = terminal
        self._keys = keys
        self._number = 0

    def press(self) -> float:
        """Return the milliseconds until what a key paints is whole."""
        key = self._keys[self._number % 2]
        self._number += 1
        self._terminal.press(key)
        return self._terminal.settled(desk.always, _FRAME)


def _taskwarrior(place: Place) -> tuple[str, ...]:
    told = f"data.location={place.home}/.task\nconfirmation=no\nverbose=nothing\nnews.version=9.9.9\n"
    (place.home / ".taskrc").write_text(told, encoding="utf-8")
    (place.home / ".task").mkdir()
    tasks = [{"description": f"{_NAMED} {number:04}", "due": f"{DAY:%Y%m%d}T150000Z"} for number in range(THINGS)]
    listed = place.home / "tasks.json"
    listed.write_text(json.dumps(tasks), encoding="utf-8")
    place.run("task", "import", str(listed))
    return "task", "next", "limit:40"


def _vit(place: Place) -> tuple[str, ...]:
    _taskwarrior(place)
    (place.home / ".vit").mkdir()
    (place.home / ".vit" / "config.ini").touch()
    return ("vit",)


def _calcurse(place: Place) -> tuple[str, ...]:
    lines = []
    for number in range(THINGS):
        day = f"{DAY + timedelta(days=number % 60 - 30):%m/%d/%Y}"
        lines.append(f"{day} @ 09:00 -> {day} @ 09:30|{_NAMED} {number:04}\n")
    (place.home / "apts").write_text("".join(lines), encoding="utf-8")
    (place.home / "todo").write_text(
        "".join(f"[1] {_NAMED} {number:04}\n" for number in range(THINGS)), encoding="utf-8"
    )
    return "calcurse", "-D", str(place.home)


def _dooit(place: Place) -> tuple[str, ...]:
    path = place.home / "dooit.db"
    with place.start(("dooit", "--db", str(path))) as terminal:  # it lays its own tables
        terminal.painted(partial(_stands, "Workspaces"), quiet=1.0)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("INSERT INTO workspace VALUES (1, 0, 'root', 1, NULL)")
        db.execute("INSERT INTO workspace VALUES (2, 0, 'Work', 0, 1)")
        db.executemany(
            "INSERT INTO todo (order_index, description, effort, urgency, pending, parent_workspace_id)"
            " VALUES (?, ?, 0, 1, 1, 2)",
            ((number, f"{_NAMED} {number:04}") for number in range(CARDS)),
        )
    return "dooit", "--db", str(path)


def _kanban(place: Place) -> tuple[str, ...]:
    place.run("ktui", "board", "create", "Work")
    with closing(sqlite3.connect(place.home / ".local" / "share" / "kanban_tui" / "kanban_tui.db")) as db, db:
        db.executemany(
            "INSERT INTO tasks (title, column, description, creation_date, position)"
            " VALUES (?, (SELECT min(column_id) FROM columns), '', '2026-11-20T09:00:00', ?)",
            ((f"{_NAMED} {number:04}", number) for number in range(CARDS)),
        )
    return ("ktui",)


def _harlequin(place: Place) -> tuple[str, ...]:
    path = place.home / "calls.db"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE call (id INTEGER PRIMARY KEY, name TEXT)")
        db.executemany("INSERT INTO call (name) VALUES (?)", ((f"{_NAMED} {number}",) for number in range(THINGS)))
    return "harlequin", "-a", "sqlite", str(path)


PEERS: Final = (
    Peer(
        "taskwarrior", "task", _taskwarrior, "", screen=False,
        said="its report of the 40 most urgent beside `notyet today`; a program in C++ that loads no interpreter",
    ),
    Peer("vit on taskwarrior", "vit", _vit, _NAMED, said="one list; it asks taskwarrior for it"),
    Peer(
        "calcurse", "calcurse", _calcurse, _NAMED, ("l", "h"), job=f"{THINGS:,} appointments and tasks",
        moves="the next day", said="a program in C; its key goes through its calendar",
    ),
    Peer(
        "dooit", "dooit", _dooit, "Work", before=("j", "\t"), job=f"{CARDS} tasks",
        said="fewer tasks, since it draws a widget for each; its start ends with its list of workspaces",
    ),
    Peer(
        "kanban-tui", "ktui", _kanban, _NAMED, job=f"{CARDS} cards", moves="the next card",
        said="fewer cards, since it draws a widget for each",
    ),
    Peer(
        "harlequin", "harlequin", _harlequin, "main", ("w", "\x7f"), job=f"a table of {THINGS:,} rows",
        moves="a letter in its editor",
        said="a browser of databases: its start ends with their names, no row is shown, and its key types into a query",
    ),
)  # fmt: skip
