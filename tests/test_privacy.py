"""What a planner leaves behind is for its owner alone, and no failure tells a name (T30, T31; RELIABILITY F12)."""

from __future__ import annotations

import gc
import json
import logging
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from playbook.words import Outcome
from storage.book import Book
from storage.ids import IdSource
from storage.importing import run_import
from tests.storage.conftest import NOW, Rep
from tui import crash

ROOT = Path(__file__).resolve().parent.parent
CANARIES = ("Zebulon", "Quirrell", "5550199", "zebulon@acme.example")
AT = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


@pytest.fixture
def wide_umask() -> Iterator[None]:
    """Most machines' umask: whoever makes a file without thinking makes it readable for all."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def wider(folder: Path) -> list[str]:
    """Every file or folder that somebody else may read, write or enter."""
    return [path.name for path in folder.rglob("*") if stat.S_IMODE(path.stat().st_mode) & 0o077]


@pytest.mark.usefixtures("wide_umask")
def test_t30_every_file_of_a_full_day_is_the_reps_alone(tmp_path: Path) -> None:
    """T30: import, log, undo, rebuild, backup, journal, erase, crash report, a second start: 0 wider files."""
    home = tmp_path / "home"
    book = Book.open(home / "notyet.db", now=NOW, ids=IdSource.seeded(1), state=home / "state")
    rep = Rep(book)
    acme = rep.add("Acme Zithers", "Zebulon Quirrell")
    rep.log(acme, Outcome.NO, note="no")
    book.undo(NOW)
    book.redo(NOW)
    lists = tmp_path / "list.csv"
    lists.write_text("Company,First Name,Last Name,Email\nGlobex,Kim,Sato,kim@globex.example\n,,,\n")
    mended = home / "mended"
    mended.mkdir(mode=0o700)
    run_import(book, [lists], now=NOW, skipped_to=mended)
    book.back_up(NOW)
    book.rebuild(NOW)
    book.save_journal(home / "carried.jsonl")
    book.erase(book.person_called("Zebulon Quirrell"), NOW)
    book.close()
    Book.open(home / "notyet.db", now=NOW, state=home / "state").close()
    crash.keep(ValueError("Zebulon Quirrell"), AT, home / "state" / "crash")
    files = [path for path in home.rglob("*") if path.is_file()]
    assert len(files) >= 9
    assert wider(home) == []


def deep(error: BaseException) -> BaseException:
    """Return the error with a trace through a frame that holds names."""

    def inner(name: str, phone: str) -> None:
        held = {"name": name, "phone": phone}
        raise error from ValueError(json.dumps(held))

    try:
        inner("Zebulon Quirrell", "+1 312 555 0199 5550199")
    except type(error) as raised:
        return raised
    raise AssertionError


_ERRORS: list[BaseException] = [
    ValueError("Zebulon Quirrell"), KeyError("Quirrell"), TypeError("5550199"), RuntimeError(CANARIES),
    OSError(2, "Zebulon", "Quirrell/x"), UnicodeEncodeError("ascii", "Zebulon", 0, 1, "Quirrell"),
    AssertionError("zebulon@acme.example"), LookupError({"name": "Zebulon"}),
    ExceptionGroup("Quirrell", [ValueError("Zebulon")]),
    SystemError("Zebulon"),
]  # fmt: skip


@pytest.mark.parametrize("error", _ERRORS, ids=lambda error: type(error).__name__)
def test_t31_a_crash_report_names_nobody(error: BaseException, tmp_path: Path) -> None:
    """T31: raised in ten ways, with canaries in the message, the cause and every local: 0 hits."""
    kept = crash.keep(deep(error), AT, tmp_path / "crash")
    assert kept is not None
    told = kept.read_text() + crash.words(kept)
    assert [each for each in CANARIES if each in told] == []
    assert "tests/test_privacy.py" in told or "test_privacy.py" in told
    assert type(error).__qualname__ in told


PROGRAM = """
import sys, threading, asyncio, gc, logging
from datetime import datetime, UTC
from pathlib import Path
from tui import crash
crash.install(lambda: datetime(2026, 11, 23, tzinfo=UTC), lambda: Path(sys.argv[2]))
def fails(name="Zebulon Quirrell", phone="5550199"):
    raise ValueError(f"{name} {phone} zebulon@acme.example")
class Late:
    def __del__(self):
        fails()
async def forgotten():
    asyncio.get_running_loop().create_task(later())
    await asyncio.sleep(0)
    gc.collect()
async def later():
    fails()
def logged():
    try:
        fails()
    except ValueError:
        logging.getLogger("anything").exception("Zebulon said %s", "Quirrell")
    logging.getLogger("anything").error("Zebulon Quirrell")
def interrupted():
    raise KeyboardInterrupt
def thread():
    one = threading.Thread(target=fails)
    one.start()
    one.join()
def collected():
    late = Late()
    del late
    gc.collect()
def awaited():
    asyncio.run(forgotten())
    gc.collect()
{"main": fails, "thread": thread, "collected": collected, "awaited": awaited, "logged": logged,
 "interrupted": interrupted}[sys.argv[1]]()
"""


@pytest.mark.parametrize("where", ["main", "thread", "collected", "awaited", "logged", "interrupted"])
def test_t31_no_way_out_of_the_program_tells_a_name(where: str, tmp_path: Path) -> None:
    """T31: the main thread, another one, the collector, a task nobody awaited, a library's log: 0 hits anywhere."""
    folder = tmp_path / "crash"
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, where, str(folder)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    files = "".join(path.read_text() for path in folder.rglob("*.txt"))
    told = ran.stdout + ran.stderr + files
    assert [each for each in CANARIES if each in told] == []
    assert "Traceback" not in told
    assert ran.stderr
    assert bool(files) is (where != "interrupted")
    assert wider(tmp_path) == []


def test_t31_a_command_that_fails_tells_no_name(tmp_path: Path) -> None:
    """T31: the real program, with a fault put into it."""
    script = (
        "import sys\n"
        "import storage.search\n"
        "def broken(*_, **__):\n"
        "    name = 'Zebulon Quirrell'\n"
        "    raise RuntimeError(name)\n"
        "storage.search.search = broken\n"
        "from tui.__main__ import main\n"
        "main(['--book', sys.argv[1], 'search', 'Zebulon'])\n"
    )
    book = tmp_path / "notyet.db"
    Book.open(book, now=NOW, state=tmp_path / "state").close()
    env = {**os.environ, "XDG_STATE_HOME": str(tmp_path / "xdg"), "HOME": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-c", script, str(book)], cwd=ROOT, capture_output=True, encoding="utf-8", check=False, env=env
    )
    assert ran.returncode == 1
    assert "notyet failed" in ran.stderr
    files = "".join(path.read_text() for path in tmp_path.rglob("crash-*.txt"))
    assert "RuntimeError" in files
    assert [each for each in CANARIES if each in ran.stderr + ran.stdout + files] == []


def test_installing_tells_in_this_process_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, name in ((sys, "excepthook"), (threading, "excepthook"), (sys, "unraisablehook")):
        monkeypatch.setattr(module, name, getattr(module, name))
    root = logging.getLogger()
    before = list(root.handlers)
    crash.install(lambda: AT, lambda: tmp_path / "crash")
    try:
        hook: Callable[..., None] = sys.excepthook
        error = deep(ValueError("Zebulon"))
        hook(type(error), error, error.__traceback__)
        hook(KeyboardInterrupt, KeyboardInterrupt(), None)
        sys.unraisablehook(type("Failed", (), {"exc_value": None})())
        threading.excepthook(type("Failed", (), {"exc_value": error})())
        for handler in set(root.handlers) - set(before):
            handler.handle(logging.LogRecord("x", logging.ERROR, "x", 1, "Zebulon", None, None))
    finally:
        for handler in set(root.handlers) - set(before):
            root.removeHandler(handler)
        gc.collect()
    said = capsys.readouterr().err
    assert "Stopped." in said
    assert "Zebulon" not in said


def test_a_report_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    assert crash.keep(ValueError("x"), AT, blocked / "crash") is None
    assert "could not be written" in crash.words(None)
