"""The planner in a real browser: a No pressed there stands in the book, and nothing is asked of anybody else."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

from screenshots import chromium
from tests.faults import books

if sys.platform == "win32":
    pytest.skip("signals of this system", allow_module_level=True)

NO_BROWSER = "" if chromium.found() else f"no browser is installed: none of {', '.join(chromium.NAMES)}"
WATCH = """
window.copied = []; window.clicked = [];
Object.defineProperty(navigator, "clipboard", {configurable: true, value: {
  writeText: async (text) => { window.copied.push(text); }}});
HTMLAnchorElement.prototype.click = function () { window.clicked.push(this.href + " " + this.target); };
"""
"""Stands before the page: what is copied and followed is noted."""
LINKS = (
    "https://acme.example/x",
    "tel:+13125550142",
    "mailto:a@b.example?subject=x",
    "javascript:alert(1)",
    "file:///x",
)


@dataclass
class Serving:
    """`notyet serve`, running."""

    address: str
    process: asyncio.subprocess.Process


@asynccontextmanager
async def serving(book: Path) -> AsyncIterator[Serving]:
    """Start the real program on a free port."""
    command = (sys.executable, "-m", "tui", "--book", str(book), "--now", books.NOW_TEXT, "serve", "--port", "0")
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    assert process.stdout is not None
    yield Serving((await process.stdout.readline()).decode().strip(), process)
    if process.returncode is None:
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with a full morning; copied, never opened."""
    folder = tmp_path_factory.mktemp("made")
    books.make(folder / "notyet.db", state=folder / "state")
    return folder / "notyet.db"


@pytest.fixture
def book(made: Path, tmp_path: Path) -> Path:
    return books.copied(made, tmp_path / "book")


def nos(book: Path) -> int:
    """How many living No's the journal holds."""
    return sum(each.outcome == "no" and each.alive for each in books.touches(book))


@pytest.mark.skipif(bool(NO_BROWSER), reason=NO_BROWSER or "there is one")
async def test_a_no_in_the_browser_stands_in_the_book(book: Path) -> None:
    before = nos(book)
    async with serving(book) as here, chromium.browser() as tab:
        await tab.ask("Page.addScriptToEvaluateOnNewDocument", source=WATCH)
        await tab.ask("Page.navigate", url=here.address)
        await tab.until("document.body.classList.contains('-first-byte')")
        assert await tab.value("document.title") == "notyet · notyet.db"

        async def pressed() -> bool:  # a key before the lists are there is for nobody: it is pressed until one counts
            await tab.type("n")
            return await asyncio.to_thread(nos, book) > before

        await chromium.waited(pressed, "a No in the journal")
        assert await tab.value("navigator.clipboard.writeText('a line').then(() => copied[0])") == "a line"
        for link in LINKS:
            await tab.value(f"window.open({link!r}, '_blank')")
        await tab.value("window.open(`${location.origin}/download/key`, '_blank')")
        shown = [f"{LINKS[0]} _blank", f"{LINKS[1]} ", f"{LINKS[2]} ", f"{here.address}download/key _blank"]
        assert await tab.value("clicked") == shown

        async def copied() -> object:  # a line of the account's page: through the planner, the terminal and the page
            await tab.press("y", 89, control=True)
            return await tab.value("copied.length > 1")

        await tab.press("Enter", 13)
        await chromium.waited(copied, "a line is copied")
        await tab.press("q", 81, control=True)
        await tab.until("!document.getElementById('ended').hidden")
        assert "Everything is saved" in await tab.value("document.getElementById('ended').textContent")
        assert await tab.value("document.activeElement.id") == "again"
        base = here.address.rpartition("/")[0]
        allowed = (base, base.replace("http", "ws", 1), "data:")
        assert len(tab.requests) >= 6
        assert [each for each in tab.requests if not each.startswith(allowed)] == []
        assert tab.complaints == []


async def test_a_closed_window_and_a_killed_server_lose_nothing(book: Path) -> None:
    """The browser goes, then the server by `kill -9`: the planner writes what was pressed and leaves by itself."""
    before = nos(book)
    async with serving(book) as here, aiohttp.ClientSession() as web:
        for gone in ("window", "server"):
            pressed = nos(book)
            async with window(web, here) as socket:
                while nos(book) == pressed:
                    await socket.send_json(["stdin", "n"])
                    await asyncio.sleep(0.1)
                if gone == "server":
                    here.process.kill()
                    await here.process.wait()
            await chromium.waited(lambda: alone(book), f"no planner is left after the {gone} went")
    assert nos(book) >= before + 2


def window(
    web: aiohttp.ClientSession, here: Serving
) -> aiohttp.client._BaseRequestContextManager[aiohttp.ClientWebSocketResponse]:
    """Open a window as the page does."""
    origin = here.address.rsplit("/", 2)[0]
    return web.ws_connect(f"{here.address}ws?width=100&height=30", headers={"Origin": origin})


async def alone(book: Path) -> bool:
    """Whether no planner has this book open any more."""

    def look() -> bool:
        for place in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                words = place.read_bytes().split(b"\0")
            except OSError:  # it ended meanwhile
                continue
            if os.fsencode(book) in words and b"serve" not in words:
                return False
        return True

    return await asyncio.to_thread(look)
