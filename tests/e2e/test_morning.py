"""The installed command in a real terminal: a list, ten outcomes, the machine dies, nothing is lost."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from storage import demo
from storage.book import Book
from tests.e2e.conftest import NOW, WORDS
from tests.e2e.terminal import Terminal, running

MOMENT = datetime.fromisoformat(NOW).replace(tzinfo=ZoneInfo(demo.ZONE))
TEN = "avgntsheav"
"""Outcome keys that ask nothing: each alone logs a touch."""
OUTCOMES = (
    "no-answer", "voicemail", "gatekeeper", "no", "not-now", "all-set", "talk", "value", "no-answer", "voicemail",
)  # fmt: skip


def touches(book: Path) -> list[tuple[str, str]]:
    """What the journal says, read beside the program: company and outcome."""
    query = (
        "SELECT a.name, json_extract(e.body, '$.outcome') FROM entry AS e JOIN account AS a ON a.id = e.entity"
        " WHERE e.kind = 'touch.logged' ORDER BY e.seq"
    )
    with closing(sqlite3.connect(f"{book.as_uri()}?mode=ro", uri=True)) as db:
        return db.execute(query).fetchall()


def kinds(book: Path) -> list[str]:
    with closing(sqlite3.connect(f"{book.as_uri()}?mode=ro", uri=True)) as db:
        return [kind for (kind,) in db.execute("SELECT kind FROM entry ORDER BY seq")]


def aim(terminal: Terminal) -> str:
    """The company that the next key is for, as the title over the outcome bar names it."""
    found = re.findall(r"^ ?(\w+wyck Castings) · ", terminal.screen, re.MULTILINE)
    return found[-1] if found else ""


def ready(screen: str) -> bool:
    """Dates stand on the keys: the planner is open and has read its highlighted row."""
    return re.search(r"n[ !]+No\s+(?:\d+ [A-Z]|[A-Z][a-z]{2} \d)", screen) is not None


def test_ten_outcomes_outlive_a_sigkill(book: Path, env: dict[str, str]) -> None:
    """One key each; killed like by a power cut; all ten are there, and `u` takes back the newest (R39)."""
    worked: list[str] = []
    with running("--book", str(book), "--now", NOW, env=env) as terminal:
        terminal.until(ready, "dates on the keys")
        for number, key in enumerate(TEN, start=1):
            terminal.until(lambda screen: ready(screen) and aim(terminal) not in {"", *worked}, "the next title")
            worked.append(aim(terminal))
            terminal.press(key)
            terminal.wait(f"{number}/40 touches")
        terminal.kill()
        assert terminal.close() < 0
    assert touches(book) == list(zip(worked, OUTCOMES, strict=True))
    assert len(set(worked)) == len(TEN)
    assert set(worked) <= {f"{word}wyck Castings" for word in WORDS}

    with running("--book", str(book), "--now", NOW, env=env) as terminal:
        terminal.wait("10/40 touches")
        terminal.press("u")
        terminal.wait("Taken back", worked[-1], "9/40 touches")
        terminal.press("q")
        assert terminal.close() == 0
    assert kinds(book)[-1] == "action.undone"
    assert touches(book) == list(zip(worked, OUTCOMES, strict=True))


def test_fast_keys_reach_the_rows_that_were_shown(tmp_path: Path, env: dict[str, str]) -> None:
    """DESIGN section 1: twenty keys in one burst, each on the row that stood there, none on a wrong one."""
    path = tmp_path / "demo.db"
    demo.make(path, MOMENT.date(), state=tmp_path / "state")
    with closing(Book.open(path, now=MOMENT, state=tmp_path / "state")) as book:
        shown = [row.name for row in book.today(MOMENT).rows]
    before = len(touches(path))
    with running("--book", str(path), "--now", NOW, env=env) as terminal:
        terminal.until(ready, "dates on the keys")
        terminal.press("av" * 10)
        terminal.wait(f"{len(shown) - 20} left")
        terminal.press("q")
        assert terminal.close() == 0, terminal.screen
    logged = touches(path)[before:]
    assert [name for name, _ in logged] == shown[:20]
    assert [outcome for _, outcome in logged] == ["no-answer", "voicemail"] * 10


def test_the_demo_book_opens_from_the_first_start(tmp_path: Path, env: dict[str, str]) -> None:
    """An empty book offers three ways to begin; the second makes the demo book, opens it and leaves this one empty."""
    path = tmp_path / "notyet.db"
    with running("--book", str(path), "--now", NOW, env=env) as terminal:
        terminal.wait("try the demo book")
        terminal.press("2")
        terminal.wait("Brindleford", "Dream clients")
        terminal.until(ready, "dates on the keys")
        terminal.press("q")
        assert terminal.close() == 0, terminal.screen
    assert kinds(path) == []
