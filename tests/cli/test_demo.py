"""`notyet demo`: a book to try things on, never the rep's own."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook.errors import Refused
from tests.cli.running import MONDAY, Ran, Rep
from tui.cli import opening
from tui.cli.group import notyet
from tui.clock import Clock


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, date]]:
    """Demo books that were made, without the work of two years."""
    found: list[tuple[Path, date]] = []

    def make(path: Path, day: date) -> None:
        path.write_bytes(b"")
        found.append((path, day))

    monkeypatch.setattr("storage.demo.make", make)
    return found


def types(*args: str, now: str = MONDAY) -> Ran:
    ran = CliRunner().invoke(notyet, ["--now", now, *args], catch_exceptions=False)
    return Ran(ran.exit_code, ran.stdout, ran.stderr)


def test_it_opens_in_a_place_of_its_own(
    made: list[tuple[Path, date]], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = []
    monkeypatch.setattr("tui.cli.demo.open_planner", lambda path, _, tour: opened.append((path, tour)))
    monkeypatch.setenv("NOTYET_BOOK", str(home / "mine.db"))
    assert types("demo").code == 0
    assert types("demo", "--tour").code == 0
    ((path, day),) = made
    assert opened == [(path, False), (path, True)]
    assert day == date(2026, 11, 23)
    assert path.is_relative_to(home)
    assert not (home / "mine.db").exists()


@pytest.mark.usefixtures("made")
def test_another_day_and_a_fresh_one_are_made_anew(made: list[tuple[Path, date]]) -> None:
    monday = Path(types("demo", "--no-open").out.strip())
    tuesday = Path(types("demo", "--no-open", now="2026-11-24T08:30").out.strip())
    assert not monday.exists()
    types("demo", "--no-open", "--fresh", now="2026-11-24T08:30")
    assert [path for path, _ in made] == [monday, tuesday, tuesday]


def test_a_named_file_is_made_and_never_overwritten(made: list[tuple[Path, date]], tmp_path: Path) -> None:
    rep = Rep(tmp_path / "tried" / "book.db")
    assert rep.does("demo", "--no-open").out == f"{rep.book}\n"
    ran = rep.types("demo", "--no-open")
    assert ran.code == 1
    assert "left as it is" in ran.err
    assert len(made) == 1


def test_without_a_terminal_the_planner_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In a pipe it drew a screen that nobody saw, until it was killed."""
    monkeypatch.setattr("tui.running.run", lambda *_, **__: pytest.fail("it was opened"))
    with pytest.raises(Refused, match="needs a terminal"):
        opening.open_planner(tmp_path / "book.db", Clock())


def test_the_planner_is_opened_by_the_app(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    opened = []

    def run(path: Path, clock: Clock, *, block: bool, tour: bool, key: object) -> None:
        opened.append((path, clock, block, tour, key))

    monkeypatch.setattr("tui.running.run", run)
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    clock = Clock()
    opening.open_planner(tmp_path / "book.db", clock)
    opening.open_planner(tmp_path / "book.db", clock, block=True)
    opening.open_planner(tmp_path / "book.db", clock, tour=True)
    book = tmp_path / "book.db"
    assert opened == [
        (book, clock, False, False, None),
        (book, clock, True, False, None),
        (book, clock, False, True, None),
    ]
