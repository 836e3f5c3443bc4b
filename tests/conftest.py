"""What every test stands on: a home of its own, one time zone, no network, the same examples at every run."""

from __future__ import annotations

import gc
import os
import re
import socket
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings

ZONE = "America/Chicago"
"""The rep's zone in tests: far from UTC, with summer time, so that a mixed-up clock shows."""

os.environ["TZ"] = ZONE
if hasattr(time, "tzset"):  # Windows has none
    time.tzset()

settings.register_profile("notyet", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "notyet"))

_SECONDS = {"e2e": 3.5, "faults": 1.4, "tui": 1.0, "playbook": 0.6, "importing": 0.3, "storage": 0.2}
"""About how long one test of a folder takes; of any other: a tenth of a second."""
_LONG = {"test_screenshots.py": 20.0, "test_asleep.py": 8.0, "test_month.py": 4.0, "test_sealing.py": 0.5,
         "test_walk_fits.py": 20.0, "test_walk_keys.py": 20.0, "test_whole_morning.py": 15.0,
         "test_walk_random.py": 8.0, "test_mouse_keys.py": 5.0}  # fmt: skip
"""The same, of files that are nothing like their folder."""

_COUNTED = re.compile(
    r"test_(?:screens_.*|app|asking|commands|first_of_day|keymap|learning|outside|reaching|tour|dialogs_tickle|content)\.py"
)
"""Of the tests of screens these are counted; what the others draw is what they draw."""
_UNCOUNTED = re.compile(
    r"test_(?:screenshots|real_lists|years|month|demo|every_number|landing|importing_whole|asleep|two_windows"
    r"|whole_morning|morning)\.py"
)
"""Long tests that run what others prove line by line.

Counting lines doubles the time of a test, and the floors hold without these: leaving a file out of the count can only
make a floor harder to reach.
"""

_FOLDERS = ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
_NOT_OURS = ("NOTYET_BOOK", "NO_COLOR", "FORCE_COLOR", "EDITOR", "VISUAL", "COLUMNS", "LINES")


def pytest_configure(config: pytest.Config) -> None:
    """Name the mark of what is not counted: pytest-cov does so too, where it is loaded."""
    config.addinivalue_line("markers", "no_cover: its lines are not counted")
    config.addinivalue_line("markers", "painted: every frame is drawn, as a terminal has it")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first: what a worker takes last is short, and none is waited for at the end."""
    counts = Counter(item.path for item in items)
    length = {path: counts[path] * _LONG.get(path.name, _SECONDS.get(path.parent.name, 0.1)) for path in counts}
    items.sort(key=lambda item: (-length[item.path], str(item.path)))
    for item in items:
        if not _is_counted(item.path):
            item.add_marker(pytest.mark.no_cover)


def _is_counted(path: Path) -> bool:
    name = path.name
    return bool(_COUNTED.fullmatch(name)) if path.parent.name == "tui" else not _UNCOUNTED.fullmatch(name)


def pytest_collection_finish() -> None:
    """Let the collector look at what tests make, seldom: thousands of tests in memory cost a quarter of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 10)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder for this test alone: no test reads or writes the real one."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(folder))
    for name in _FOLDERS:
        monkeypatch.setenv(name, str(folder / name.removeprefix("XDG_").lower()))
    for name in _NOT_OURS:
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything works offline: a connection to anywhere fails the test that tries it."""
    connect = socket.socket.connect

    def local_only(self: socket.socket, address: object) -> None:
        assert self.family == getattr(socket, "AF_UNIX", None), f"a network call to {address!r}"
        connect(self, address)  # type: ignore[arg-type]  # a local socket: handed on as it came

    monkeypatch.setattr(socket.socket, "connect", local_only)
