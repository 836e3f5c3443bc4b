"""What the faults stand on: a master book that is copied for each of them, and a rep's environment of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import books, straced
from tests.faults.counting import LONG

if sys.platform == "win32":
    collect_ignore_glob = ["test_*.py"]  # no pseudo-terminal, no signals, no strace

_LONG_TIMEOUT = 7200


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`make torture` takes its time."""
    if LONG:
        for item in items:
            if "faults" in item.path.parts:
                item.add_marker(pytest.mark.timeout(_LONG_TIMEOUT))


@pytest.fixture(scope="session")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed book with a full morning; copied, never opened."""
    folder = tmp_path_factory.mktemp("master")
    books.make(folder / "notyet.db", state=folder / "state")
    return folder / "notyet.db"


@pytest.fixture(scope="session")
def rows(master: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Names of today's rows in their order."""
    from contextlib import closing

    from storage.book import Book

    folder = tmp_path_factory.mktemp("rows")
    with closing(Book.open(books.copied(master, folder), now=books.NOW, state=folder / "state")) as book:
        book.refresh_day(books.NOW)
        return [row.name for row in book.today(books.NOW).rows]


@pytest.fixture
def env(home: Path) -> dict[str, str]:
    """A rep's environment: a home of its own, nothing of this machine's."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name.startswith(("XDG_", "PATH", "PYTHONPATH", "COVERAGE_"))
    }
    return {
        **kept, "HOME": str(home), "TZ": "America/Chicago", "LANG": "C.UTF-8", "TERM": "xterm-256color",
        "COLORTERM": "truecolor", "PYTHONUTF8": "1",
    }  # fmt: skip


@pytest.fixture
def kiln(env: dict[str, str]) -> straced.Kiln:
    """Runs of the command line with something done to their system calls."""
    return straced.Kiln(env)


@pytest.fixture(scope="session", autouse=True)
def server() -> Iterator[None]:
    """The fork server ends with the tests."""
    yield
    straced.end_server()
