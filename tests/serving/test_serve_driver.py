"""The planner's end of a window, with a small app: it leaves by itself, and another book follows in the same window."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tui.serving import DRIVER

if sys.platform == "win32":
    pytest.skip("pipes of this system", allow_module_level=True)

APP = """
import os, sys
from pathlib import Path
from textual.app import App

class Small(App):
    async def action_quit(self):
        Path(sys.argv[1]).write_text(f"{self.number} left, focus {self.app_focus}, {os.environ['COLUMNS']} wide")
        self.exit()
    def on_ready(self):
        self._driver.write("READY")
    def on_key(self, event):
        if event.key == "o":
            self.exit(Path("another"))

for number in (1, 2):
    app = Small()
    app.number = number
    if app.run() is None:
        break
"""


@dataclass(frozen=True, slots=True)
class Packet:
    """What an app tells the server."""

    kind: str
    body: bytes


def packets(stream: bytes) -> list[Packet]:
    """Take a stream apart, as the server does."""
    found = []
    while stream:
        size = int.from_bytes(stream[1:5], "big")
        found.append(Packet(stream[:1].decode(), stream[5 : 5 + size]))
        stream = stream[5 + size :]
    return found


def packet(kind: str, body: bytes) -> bytes:
    return kind.encode() + len(body).to_bytes(4, "big") + body


def meta(**said: object) -> bytes:
    return packet("M", json.dumps(said).encode())


@pytest.fixture
def small(tmp_path: Path) -> subprocess.Popen[bytes]:
    """A small app in a window, which stands."""
    env = {**os.environ, "TEXTUAL_DRIVER": DRIVER, "COLUMNS": "80", "ROWS": "24"}
    command = [sys.executable, "-c", APP, str(tmp_path / "note")]
    ran = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)
    assert ran.stdout is not None
    assert ran.stdout.readline() == b"__GANGLION__\n"
    return ran


def heard(small: subprocess.Popen[bytes], word: bytes) -> bytes:
    """Read until a word is said."""
    assert small.stdout is not None
    seen = b""
    while word not in seen:
        seen += os.read(small.stdout.fileno(), 65536)
    return seen


def test_another_book_follows_in_the_same_window(small: subprocess.Popen[bytes], tmp_path: Path) -> None:
    """A restored book, or the demo: one prelude, one end, and the size that the window has by now."""
    assert small.stdin is not None
    assert small.stdout is not None
    seen = heard(small, b"READY")  # a key before that is for nobody
    small.stdin.write(meta(type="resize", width=91, height=30) + packet("D", b"o"))
    small.stdin.flush()
    seen += heard(small, b"READY")  # of the second app
    out, err = small.communicate(meta(type="quit"), timeout=20)
    told = packets(seen + out)
    assert b"GANGLION" not in seen + out
    assert [json.loads(each.body) for each in told if each.kind == "M"] == [{"type": "exit"}]
    assert (tmp_path / "note").read_text() == "2 left, focus True, 91 wide"
    assert (small.returncode, err) == (0, b"")


def test_a_server_that_is_gone_lets_the_planner_leave(small: subprocess.Popen[bytes], tmp_path: Path) -> None:
    """The pipe ends in both directions, as after `kill -9`: nothing is left over, and nothing is called a failure."""
    assert small.stdin is not None
    assert small.stdout is not None
    assert small.stderr is not None
    small.stdout.close()
    small.stdin.close()
    assert small.wait(20) == 0
    assert small.stderr.read() == b""
    small.stderr.close()
    assert (tmp_path / "note").read_text().startswith("1 left")
