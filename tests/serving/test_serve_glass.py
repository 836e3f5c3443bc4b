"""What a window in a browser hears and says, piece by piece; test_serve_driver.py has it whole, as a process."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.app import App

if sys.platform == "win32":
    pytest.skip("pipes of this system", allow_module_level=True)

from textual.drivers.web_driver import WebDriver

from tui.serving import driver
from tui.serving.driver import Glass


class Small(App[Any]):
    """Hears what the driver wants of it; is gone once it was told to leave often enough."""

    def __init__(self, patience: int = 1) -> None:
        super().__init__()
        self.wanted: list[Callable[..., Any]] = []
        self.patience = patience
        self.glass: Glass | None = None

    def call_later(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        del kwargs
        self.wanted.append(callback)
        self.told = args
        if self.glass is not None and len(self.wanted) >= self.patience:
            self.glass.exit_event.set()
        return True


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Where the server reads; the driver writes to the other end."""
    monkeypatch.setattr(driver, "_AGAIN", 0.01)
    monkeypatch.setattr(Glass, "_begun", False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("ROWS", "24")
    reads, writes = os.pipe()
    nothing, keys = os.pipe()
    with io.open(writes, "w", closefd=False) as out, io.open(nothing, closefd=False) as keyboard:  # noqa: UP020
        monkeypatch.setattr(sys, "__stdout__", out)
        monkeypatch.setattr(sys, "__stdin__", keyboard)
        yield reads
    for each in (reads, writes, nothing, keys):
        try:
            os.close(each)
        except OSError:
            assert each == reads, "a test closed the server's end itself"


def window(patience: int = 1) -> tuple[Small, Glass]:
    app = Small(patience)
    app.glass = Glass(app)
    return app, app.glass


async def test_a_second_book_says_no_second_prelude(pipe: int) -> None:
    _, glass = window()
    assert glass._send(b"__GANGLION__\n") == glass._send(b"__GANGLION__\n") == 13
    glass.write("hello")
    assert os.read(pipe, 100) == b"__GANGLION__\nD\x00\x00\x00\x05hello"


async def test_all_bytes_are_handed_on_and_a_server_that_is_gone_is_no_failure(
    pipe: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, glass = window()
    write = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: write(fd, bytes(data)[:3]))
    assert glass._send(b"0123456789") == 10
    assert os.read(pipe, 100) == b"0123456789"
    os.close(pipe)
    assert glass._send(b"nobody reads") == 12


async def test_a_window_that_closes_tells_the_app_to_leave_until_it_does(pipe: int) -> None:
    del pipe
    app, glass = window(patience=3)
    glass.on_meta("quit", {})
    assert app.wanted == [app.action_quit] * 3


async def test_the_next_book_begins_with_the_size_of_the_window(pipe: int, monkeypatch: pytest.MonkeyPatch) -> None:
    del pipe
    handed: list[str] = []
    monkeypatch.setattr(WebDriver, "on_meta", lambda _self, kind, _payload: handed.append(kind))
    _, glass = window()
    glass.on_meta("resize", {"width": 91, "height": 30})
    assert (os.environ["COLUMNS"], os.environ["ROWS"], handed) == ("91", "30", ["resize"])


async def test_it_begins_as_a_window_that_somebody_looks_at(pipe: int, monkeypatch: pytest.MonkeyPatch) -> None:
    del pipe
    monkeypatch.setattr(WebDriver, "start_application_mode", lambda _self: None)
    app, glass = window()
    glass.start_application_mode()
    assert app.wanted == [app.post_message]
    assert isinstance(app.told[0], events.AppFocus)


@pytest.mark.parametrize(("left", "wanted"), [(False, 1), (True, 0)])
async def test_keys_that_end_mean_that_the_server_is_gone(
    pipe: int, monkeypatch: pytest.MonkeyPatch, *, left: bool, wanted: int
) -> None:
    del pipe
    monkeypatch.setattr(WebDriver, "run_input_thread", lambda _self: None)
    app, glass = window()
    if left:
        glass.exit_event.set()
    glass.run_input_thread()
    assert len(app.wanted) == wanted


@pytest.mark.parametrize("answer", [None, Path("another.db")])
async def test_the_window_stays_open_where_another_book_follows(
    pipe: int, monkeypatch: pytest.MonkeyPatch, answer: Path | None
) -> None:
    del pipe
    closed: list[object] = []

    def close(glass: WebDriver) -> None:
        closed.append(glass)
        glass._input_reader.close()

    monkeypatch.setattr(WebDriver, "stop_application_mode", close)
    app, glass = window()
    app._return_value = answer
    glass._key_thread.start()
    if answer is None:
        glass.exit_event.set()
    glass.stop_application_mode()
    assert closed == ([] if answer else [glass])
    glass._key_thread.join(5)
    assert not glass._key_thread.is_alive()
