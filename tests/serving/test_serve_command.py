"""`notyet serve` as a rep calls it."""

from __future__ import annotations

import importlib.util
import os
import re
import signal
import subprocess
import sys
import webbrowser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from storage.engine import Key
from tests.cli.running import MONDAY, Rep
from tui.cli import unlock
from tui.cli.group import COMMANDS
from tui.serving import server
from tui.serving.doorway import Doorway
from tui.serving.gate import Gate
from tui.serving.window import Planner


@pytest.fixture
def rep(tmp_path: Path) -> Rep:
    return Rep(tmp_path / "notyet.db")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Planner, Gate, int]]:
    """What would be served: nothing listens."""
    found: list[tuple[Planner, Gate, int]] = []

    async def serve(planner: Planner, gate: Gate, port: int, ready: Any, came: Any) -> None:
        assert callable(came)
        found.append((planner, gate, port))
        await ready(port or 4711)

    monkeypatch.setattr(server, "serve", serve)
    return found


def test_it_serves_the_book_and_the_clock_that_were_named(rep: Rep, asked: list[tuple[Planner, Gate, int]]) -> None:
    ran = rep.does("serve", "--port", "0")
    ((planner, gate, port),) = asked
    assert (planner.book, planner.moment[:16], planner.key, port) == (rep.book, MONDAY, None, 0)
    assert gate.own
    assert ran.out == f"http://127.0.0.1:4711/{gate.word}/\n"
    assert "Whoever has this address has the book" in ran.err
    assert "Everything that was pressed is saved" in ran.err


def test_the_browser_opens_when_it_is_asked_for(
    rep: Rep, asked: list[tuple[Planner, Gate, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[str, str, int]] = []

    def browser(link: str) -> bool:
        page = Path(unquote(urlsplit(link).path))
        opened.append((link, page.read_text(encoding="utf-8"), page.stat().st_mode & 0o077))
        return len(opened) < 2

    monkeypatch.setattr(webbrowser, "open", browser)
    assert "browser shows nothing" not in rep.does("serve").err
    assert opened == []
    assert "If your browser shows nothing" in rep.does("serve", "--open").err
    ((link, page, others),) = opened
    word = asked[1][1].word
    assert link.startswith("file://")
    assert word not in link, "a command line is seen by everybody on this machine"
    assert f'content="0; url={asked[1][1].address(8730)}"' in page
    assert others == 0 or sys.platform == "win32"
    assert not Path(unquote(urlsplit(link).path)).exists(), "it goes when the server stops"
    assert "No browser opened" in rep.does("serve", "--open").err


def test_the_page_that_leads_to_the_planner_goes_once_the_browser_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda _link: True)
    doorway = Doorway(tmp_path / "state")
    assert doorway.open("http://127.0.0.1:8730/a&b/")
    (page,) = (tmp_path / "state").iterdir()
    assert "8730/a&amp;b/" in page.read_text(encoding="utf-8")
    for _ in range(2):
        doorway.close()
        assert not page.exists()
    (tmp_path / "file").write_text("")
    assert not Doorway(tmp_path / "file" / "state").open("http://127.0.0.1:8730/word/"), "no place to write: said"


def test_others_are_let_in_only_after_a_yes(
    rep: Rep, asked: list[tuple[Planner, Gate, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = rep.types("serve", "--host", "192.168.1.5")
    assert refused.code == 1
    assert "can read and change the whole book" in refused.err
    assert "Nothing was started" in refused.err
    monkeypatch.setattr("tui.cli.serve.somebody_there", lambda: True)
    assert rep.types("serve", "--host", "192.168.1.5", stdin="n\n").code == 1
    assert not asked
    rep_said = rep.types("serve", "--host", "192.168.1.5", stdin="y\n")
    assert rep_said.code == 0
    rep.does("serve", "--host", "192.168.1.5", "--yes")
    assert [gate.host for _, gate, _ in asked] == ["192.168.1.5", "192.168.1.5"]


def test_without_the_library_it_says_how_to_get_it(rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *a: None if name == "textual_serve" else found(name, *a)
    )
    ran = rep.types("serve")
    assert ran.code == 1
    assert "make browser" in ran.err


def test_the_passphrase_is_asked_once_by_the_server(
    rep: Rep, asked: list[tuple[Planner, Gate, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unlock, "key_of", lambda _: Key("four odd words here"))
    rep.does("serve")
    assert asked[0][0].key == Key("four odd words here")
    assert "odd words" not in repr(asked[0][0])
    monkeypatch.setattr("tui.cli.serve.sys.platform", "win32")
    ran = rep.types("serve")
    assert ran.code == 1
    assert "Windows cannot hand a passphrase" in ran.err


def test_a_planner_wants_no_terminal_in_a_browser_only(monkeypatch: pytest.MonkeyPatch) -> None:
    from tui.cli.opening import has_terminal
    from tui.serving import DRIVER

    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)
    assert not has_terminal()
    monkeypatch.setenv("TEXTUAL_DRIVER", DRIVER)
    assert has_terminal()


def test_the_server_is_loaded_by_its_command_alone() -> None:
    code = (
        "import sys, tui.cli.opening, tui.cli.serve; print(*{'aiohttp', 'textual_serve', 'textual'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "\n"
    assert any(listed.name == "serve" for listed in COMMANDS)


@pytest.mark.skipif(sys.platform == "win32", reason="ctrl+c is another thing there")
def test_it_stops_in_order(tmp_path: Path) -> None:
    """The real program: it says its address on stdout, and leaves with 0 when it is told to."""
    command = [sys.executable, "-m", "tui", "--book", str(tmp_path / "b.db"), "serve", "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ)
    ) as ran:
        assert ran.stdout is not None
        assert ran.stderr is not None
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{32}/\n", ran.stdout.readline())
        ran.send_signal(signal.SIGINT)
        assert ran.wait(10) == 0
        assert "Stopped." in ran.stderr.read()
