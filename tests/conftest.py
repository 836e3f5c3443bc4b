"""What every test stands on: a home of its own, one time zone, no network, the same examples at every run."""

from __future__ import annotations

import os
import socket
import time
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

_FOLDERS = ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
_NOT_OURS = ("NOTYET_BOOK", "NO_COLOR", "FORCE_COLOR", "EDITOR", "VISUAL", "COLUMNS", "LINES")


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
