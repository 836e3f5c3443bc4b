"""One window in a browser, and the planner process behind it."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aiohttp import ClientConnectionError, WSCloseCode, WSMsgType, web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from tui.cli.unlock import VARIABLE
from tui.serving import DRIVER

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import Iterator
    from pathlib import Path

    from storage.engine import Key

PATIENCE: Final = 8.0
"""Seconds that a planner has to write what was pressed and to leave; it needs fractions of one."""
_WIDTHS, _HEIGHTS = range(1, 1001), range(1, 501)
"""Cells of a window that can be meant."""


@dataclass(frozen=True, slots=True)
class Planner:
    """What is started for each window."""

    book: Path
    moment: str = ""
    """The clock of a rehearsal, as `--now` takes it."""
    key: Key | None = None
    """Opens an encrypted book: asked once, by the server."""

    @property
    def command(self) -> tuple[str, ...]:
        """The program and its arguments, word by word: no shell ever reads a book's name."""
        now = ("--now", self.moment) if self.moment else ()
        return (sys.executable, "-P", "-m", "tui", "--book", str(self.book), *now)


def environment(held: Mapping[str, str], width: int, height: int) -> dict[str, str]:
    """Return the environment of a planner in a browser of so many cells."""
    return {
        **{name: value for name, value in held.items() if name != VARIABLE},
        "TEXTUAL_DRIVER": DRIVER, "TEXTUAL_FPS": "60", "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "TERM_PROGRAM": "textual", "COLUMNS": str(width), "ROWS": str(height),
    }  # fmt: skip


class Window(AppService):
    """Hands keys to a planner and what it draws to the browser.

    textual-serve starts its command by a shell and waits for its end without a limit: both are done otherwise here.
    """

    def __init__(self, planner: Planner, socket: web.WebSocketResponse, sheets: DownloadManager) -> None:
        """Nothing is started yet; `sheets` holds the pages that planners show beside themselves: to print, say."""
        self._planner = planner
        self._socket = socket
        super().__init__("", write_bytes=self._show, write_str=self._say, close=self._close, download_manager=sheets)

    async def listen(self) -> None:
        """Hand on what the browser says, until it or the planner goes."""
        async for message in self._socket:
            if message.type is not WSMsgType.TEXT or not await self._heard(_read(message.data)):
                await self._socket.close(code=WSCloseCode.UNSUPPORTED_DATA)

    async def stop(self) -> None:
        """Let the planner write what was pressed and leave; one that hangs is ended, the book stands by its journal."""
        with suppress(TimeoutError):
            await asyncio.wait_for(super().stop(), PATIENCE)
        process = self._process
        if process is not None:
            if process.returncode is None:
                with suppress(ProcessLookupError, TimeoutError):
                    await asyncio.wait_for(process.wait(), PATIENCE / 4)
                    return
                process.kill()
            await process.wait()

    async def _heard(self, said: object) -> bool:
        """Do what a message says; False where it says nothing that a page of ours would."""
        match said:
            case ["stdin", str(keys)]:
                await self.send_bytes(keys.encode("utf-8", "replace"))
            case ["resize", {"width": int(width), "height": int(height)}] if width in _WIDTHS and height in _HEIGHTS:
                await self.set_terminal_size(width, height)
            case ["ping", str(moment)]:
                await self._socket.send_json(["pong", moment])
            case ["focus"]:
                await self.focus()
            case ["blur"]:
                await self.blur()
            case _:
                return False
        return True

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        with _handed(self._planner.key) as (variables, handles):
            self._process = process = await asyncio.create_subprocess_exec(
                *self._planner.command, env={**environment(os.environ, width, height), **variables}, pass_fds=handles,
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
                start_new_session=True,  # ctrl+c is for the server, which lets every planner leave in order
            )  # fmt: skip
        self._stdin = process.stdin
        return process

    async def _show(self, data: bytes) -> None:
        with suppress(ClientConnectionError, ConnectionError):  # a browser that went: the planner is told by `stop`
            await self._socket.send_bytes(data)

    async def _say(self, words: str) -> None:
        with suppress(ClientConnectionError, ConnectionError):
            await self._socket.send_str(words)

    async def _close(self) -> None:
        await self._socket.close()


def _read(said: str) -> object:
    """Return what a message holds; None where it holds nothing that can be read."""
    try:
        found: object = json.loads(said)
    except (ValueError, RecursionError):
        return None
    return found


@contextmanager
def _handed(key: Key | None) -> Iterator[tuple[dict[str, str], tuple[int, ...]]]:
    """Hand a passphrase over through a pipe: no argument, no variable and no file ever holds it."""
    if key is None:
        yield {}, ()
        return
    ours, theirs = os.pipe()
    try:
        os.write(theirs, key.secret.encode("utf-8") + b"\n")
    finally:
        os.close(theirs)
    try:
        yield {VARIABLE: f"/dev/fd/{ours}"}, (ours,)
    finally:
        os.close(ours)
