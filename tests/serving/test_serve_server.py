"""The server with a small program in the planner's place: it echoes keys, and notes how it was left."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import pytest

from playbook.errors import Refused
from storage.engine import Key
from tui.serving import DRIVER, server, window
from tui.serving.gate import Gate
from tui.serving.server import serve
from tui.serving.window import Planner, environment

if sys.platform == "win32":
    pytest.skip("signals and pipes of this system", allow_module_level=True)

ECHO = """
import json, os, sys
from pathlib import Path
note = Path(sys.argv[1])
sent = set()
def tell(kind, data):
    os.write(1, kind + len(data).to_bytes(4, "big") + data)
os.write(1, b"__GANGLION__\\n")
place = os.environ.get("NOTYET_PASSPHRASE_FILE")
tell(b"D", json.dumps({
    "size": [os.environ["COLUMNS"], os.environ["ROWS"]], "driver": os.environ["TEXTUAL_DRIVER"],
    "said": open(place).readline() if place else "", "held": "open sesame" in str(os.environ) + str(sys.argv),
}).encode())
while head := sys.stdin.buffer.read(5):
    body = sys.stdin.buffer.read(int.from_bytes(head[1:], "big"))
    if head[:1] == b"M" and json.loads(body)["type"] == "quit":
        note.write_text("left in order")
        tell(b"M", b'{"type": "exit"}')
        break
    if body == b"q":
        tell(b"M", b'{"type": "exit"}')
        break
    if head[:1] == b"M" and json.loads(body)["type"] == "deliver_chunk_request":
        from textual._binary_encode import dump
        asked = json.loads(body)["key"]
        tell(b"P", dump(("deliver_chunk", asked, b"" if asked in sent else b"<h1>Today</h1>")))
        sent.add(asked)
        continue
    if body == b"print":
        tell(b"M", json.dumps({"type": "deliver_file_start", "key": "sheet", "path": "/x/call-sheet.html",
             "open_method": "browser", "mime_type": "text/html", "encoding": "", "name": None}).encode())
        continue
    if body == b"link":
        tell(b"M", b'{"type": "open_url", "url": "tel:+1", "new_tab": true}')
    tell(b"D", head[:1] + body)
else:
    note.write_text("the server was gone")
"""


@dataclass(frozen=True, slots=True)
class Echo(Planner):
    """A program that is quickly there."""

    note: Path = Path()
    code: str = field(default=ECHO, repr=False)

    @property
    def command(self) -> tuple[str, ...]:
        return (sys.executable, "-c", self.code, str(self.note))


@dataclass
class Served:
    """A server that listens, and a browser without a face."""

    address: str
    origin: str
    web: aiohttp.ClientSession
    running: asyncio.Task[None]
    note: Path
    came: list[bool]
    """How often a browser asked for the page."""

    def window(self, **headers: str) -> aiohttp.client._WSRequestContextManager:
        """Open a window as the page does."""
        return self.web.ws_connect(f"{self.address}ws?width=91&height=33", headers={"Origin": self.origin, **headers})


@asynccontextmanager
async def served(tmp_path: Path, key: Key | None = None, code: str = ECHO) -> AsyncIterator[Served]:
    """A server on a free port, until the test is over."""
    gate = Gate()
    listens: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def ready(port: int) -> None:
        listens.set_result(port)

    note = tmp_path / "note"
    came: list[bool] = []
    planner = Echo(tmp_path / "notyet.db", key=key, note=note, code=code)
    running = asyncio.create_task(serve(planner, gate, 0, ready, lambda: came.append(True)))
    port = await listens
    async with aiohttp.ClientSession() as web:
        yield Served(gate.address(port), f"http://127.0.0.1:{port}", web, running, note, came)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_page_and_files_pass_the_gate(tmp_path: Path) -> None:
    async with served(tmp_path) as here:
        async with here.web.get(here.origin):
            assert here.came == [], "only who knows the word came"
        async with here.web.get(here.address) as page:
            assert page.status == 200
            assert here.came == [True]
            text = await page.text()
            assert here.address.replace("http", "ws") + "ws" in text
            assert "default-src 'none'" in page.headers["Content-Security-Policy"]
        for name, status in {"page.js": 200, "textual.js": 200, "server.py": 404, "..%2Fpage.html": 404}.items():
            async with here.web.get(f"{here.address}static/{name}") as file:
                assert file.status == status, name
        for address in (
            here.origin,
            f"{here.origin}/guess/",
            f"{here.origin}/ws",
            f"{here.origin}/guess/static/page.js",
        ):
            async with here.web.get(address) as lost:
                assert lost.status == 403, address
                assert "whole address" in await lost.text()
        async with here.web.get(here.address, headers={"Host": "evil.example"}) as turned:
            assert turned.status == 421


async def test_a_foreign_page_opens_no_window(tmp_path: Path) -> None:
    """A cross-site websocket: the word alone is not enough, and no planner is started for it."""
    async with served(tmp_path) as here:
        for origin in ("http://evil.example", "null", "http://127.0.0.1:1"):
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                async with here.window(Origin=origin):
                    pass
            assert refused.value.status == 403
        with pytest.raises(aiohttp.WSServerHandshakeError):
            async with here.web.ws_connect(f"{here.address}ws"):
                pass
    assert not here.note.exists()


async def test_keys_go_in_and_the_window_ends_in_order(tmp_path: Path) -> None:
    async with served(tmp_path) as here:
        async with here.window() as window:
            first = (await window.receive(5)).json(loads=json.loads)
            assert first == {"size": ["91", "33"], "driver": DRIVER, "said": "", "held": False}
            await window.send_json(["stdin", "n"])
            assert (await window.receive(5)).data == b"Dn"
            await window.send_json(["resize", {"width": 60, "height": 24}])
            assert b'"width": 60' in (await window.receive(5)).data
            await window.send_json(["ping", "7"])
            assert (await window.receive(5)).json() == ["pong", "7"]
            await window.send_json(["focus"])
            assert b'"focus"' in (await window.receive(5)).data
            await window.send_json(["blur"])
            assert b'"blur"' in (await window.receive(5)).data
            await window.send_json(["stdin", "link"])
            assert (await window.receive(5)).json() == ["open_url", {"url": "tel:+1", "new_tab": True}]
        await noted(here, "left in order")


async def noted(here: Served, words: str) -> None:
    for _ in range(500):
        if here.note.exists() and here.note.read_text() == words:
            return
        await asyncio.sleep(0.01)
    pytest.fail(f"{words!r} was not noted")


async def test_a_call_sheet_is_shown_beside_the_planner(tmp_path: Path) -> None:
    """It is behind the word too, and no script of it would run."""
    async with served(tmp_path) as here, here.window() as window:
        await window.receive(5)
        await window.send_json(["stdin", "print"])
        assert (await window.receive(5)).json() == ["deliver_file_start", "sheet"]
        async with here.web.get(f"{here.origin}/download/sheet") as lost:
            assert lost.status == 403
        async with here.web.get(f"{here.address}download/guess") as unknown:
            assert unknown.status == 404
        async with here.web.get(f"{here.address}download/sheet") as sheet:
            assert (sheet.status, await sheet.text()) == (200, "<h1>Today</h1>")
            assert sheet.headers["Content-Type"] == "text/html; charset=utf-8"
            assert sheet.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")


async def test_a_planner_that_leaves_closes_its_window(tmp_path: Path) -> None:
    async with served(tmp_path) as here, here.window() as window:
        await window.receive(5)
        await window.send_json(["stdin", "q"])
        closed = await window.receive(5)
        assert (closed.type, closed.data) == (aiohttp.WSMsgType.CLOSE, 1000)


@pytest.mark.parametrize(
    "said",
    ["{", "[]", '"x"', '["stdin", 5]', '["resize", {"width": -1, "height": 9}]', '["resize", {"width": 9}]', '["x"]'],
)  # fmt: skip
async def test_what_no_page_of_ours_says_ends_the_window(tmp_path: Path, said: str) -> None:
    async with served(tmp_path) as here, here.window() as window:
        await window.receive(5)
        await window.send_str(said)
        assert (await window.receive(5)).type is aiohttp.WSMsgType.CLOSE
        await noted(here, "left in order")


async def test_no_more_windows_than_a_machine_can_bear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "MOST", 1)
    async with served(tmp_path) as here, here.window() as first:
        await first.receive(5)
        async with here.window() as second:
            closed = await second.receive(5)
            assert (closed.type, closed.data) == (aiohttp.WSMsgType.CLOSE, 1013)
        await first.send_json(["stdin", "n"])
        assert (await first.receive(5)).data == b"Dn"


async def test_stopping_the_server_lets_every_planner_leave(tmp_path: Path) -> None:
    async with served(tmp_path) as here, here.window() as window:
        await window.receive(5)
        os.kill(os.getpid(), signal.SIGTERM)
        closed = await window.receive(5)
        assert (closed.type, closed.data) == (aiohttp.WSMsgType.CLOSE, 1001)
        await here.running
        assert here.note.read_text() == "left in order"


async def test_a_planner_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window, "PATIENCE", 0.05)
    deaf = f"import signal, time\nopen({str(tmp_path / 'pid')!r}, 'w').write(str(__import__('os').getpid()))\n"
    code = deaf + "__import__('os').write(1, b'__GANGLION__\\nD\\0\\0\\0\\1x')\ntime.sleep(60)"
    async with served(tmp_path, code=code) as here, here.window() as open_one:
        assert (await open_one.receive(5)).data == b"x"
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


async def test_a_passphrase_goes_through_a_pipe_only(tmp_path: Path) -> None:
    async with served(tmp_path, Key("open sesame, Ærø")) as here, here.window() as window:
        told = (await window.receive(5)).json(loads=json.loads)
        assert told["said"] == "open sesame, Ærø\n"
        assert not told["held"]


async def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    async with served(tmp_path) as here:
        port = int(here.origin.rpartition(":")[2])

        async def never(_: int) -> None:
            pytest.fail("it listens")

        with pytest.raises(Refused, match=f"port {port} already"):
            await serve(Planner(tmp_path / "b.db"), Gate(), port, never)
        with pytest.raises(Refused, match="cannot listen at"):
            await serve(Planner(tmp_path / "b.db"), Gate("192.0.2.1"), 0, never)


def listening(port: int) -> list[str]:
    """The addresses at which this system listens on a port."""
    held = [Path("/proc/net", table).read_text().splitlines()[1:] for table in ("tcp", "tcp6")]
    rows = [line.split() for lines in held for line in lines]
    return [row[1] for row in rows if row[3] == "0A" and row[1].endswith(f":{port:04X}")]


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="this system does not list its sockets in /proc")
async def test_only_this_machine_can_reach_it(tmp_path: Path) -> None:
    """What the system says listens: the loopback's address, nothing else."""
    async with served(tmp_path) as here:
        port = int(here.origin.rpartition(":")[2])
        assert listening(port) == [f"0100007F:{port:04X}"]


def test_no_shell_reads_the_name_of_a_book(tmp_path: Path) -> None:
    book = tmp_path / "$(touch x); 'a\" b.db"
    command = Planner(book, "2026-11-23T08:30:00-06:00").command
    assert command[1:] == ("-P", "-m", "tui", "--book", str(book), "--now", "2026-11-23T08:30:00-06:00")


def test_a_passphrase_file_of_the_rep_is_not_handed_on() -> None:
    assert "NOTYET_PASSPHRASE_FILE" not in environment({"NOTYET_PASSPHRASE_FILE": "x", "LANG": "C"}, 80, 24)
