"""The server: a page with a terminal, its files, and a websocket for each window. It begins and ends in order."""

from __future__ import annotations

import asyncio
import errno
import signal
import sys
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final

from aiohttp import WSCloseCode, web
from aiohttp.typedefs import Handler
from textual_serve.download_manager import DownloadManager

from playbook.errors import Refused
from storage.paths import places
from tui import preferences, themes
from tui.serving import page
from tui.serving.window import Planner, Window

if TYPE_CHECKING:
    from tui.serving.gate import Gate

MOST: Final = 8
"""Windows at one time: each is a process with the book open."""
_HEARTBEAT: Final = 20.0
"""Seconds between two looks whether a browser is still there: a tablet that fell asleep closes its window."""
_LONGEST: Final = 1 << 20
"""Bytes of one message: a paste."""
_DIGITS: Final = 3
_GRACE: Final = 1.0
"""Seconds that aiohttp waits for what is half answered; the planners have their own."""
_LOST: Final = "Open the whole address that `notyet serve` printed: it ends in a word that is new at every start.\n"


class Server:
    """Serves one book to the browsers that know the word."""

    def __init__(self, planner: Planner, gate: Gate, came: Callable[[], None]) -> None:
        """Nothing listens yet; `came` is called when a browser asks for the page."""
        self._planner = planner
        self._came = came
        self._gate = gate
        self._windows: set[web.WebSocketResponse] = set()
        self._files: dict[str, bytes] = {}
        self._sheets = DownloadManager()

    def application(self) -> web.Application:
        """Return what answers; every answer passes the gate."""
        found = web.Application(middlewares=[self._guarded])
        found.router.add_get("/{word}/", self._page)
        found.router.add_get("/{word}/ws", self._window)
        found.router.add_get("/{word}/static/{name}", self._file)
        found.router.add_get("/{word}/download/{key}", self._sheet)
        found.on_shutdown.append(self._close)
        return found

    @web.middleware
    async def _guarded(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer only what was asked of us by name, with the word; foreign pages open no websocket."""
        if not self._gate.answers(request.host):
            return web.Response(status=421, text="This is not the address of a planner.\n")
        if not self._gate.knows(request.match_info.get("word", "")):
            return web.Response(status=403, text=_LOST, headers=page.headers(request.host))
        return await handler(request)

    async def _page(self, request: web.Request) -> web.Response:
        self._came()
        config = places(self._planner.book).config
        theme = await asyncio.to_thread(preferences.theme, config)
        socket = f"ws://{request.host}{request.path}ws"
        size = page.size_of(request.query.get("fontsize", ""))
        text = page.html(self._planner.book.name, theme or themes.NIGHT, socket, size)
        return web.Response(text=text, content_type="text/html", headers=page.headers(request.host))

    async def _file(self, request: web.Request) -> web.Response:
        file = page.FILES.get(request.match_info["name"])
        if file is None:
            raise web.HTTPNotFound(text="There is no such file.\n", headers=page.headers(request.host))
        name = request.match_info["name"]
        if name not in self._files:
            self._files[name] = await asyncio.to_thread(file.bytes)
        return web.Response(body=self._files[name], content_type=file.kind, headers=page.headers(request.host))

    async def _sheet(self, request: web.Request) -> web.StreamResponse:
        """Show a page that a planner wrote, today's call sheet for one: it may show itself, and do nothing else."""
        key = request.match_info["key"]
        try:
            about = await self._sheets.get_download_metadata(key)
        except KeyError as error:
            raise web.HTTPNotFound(text="There is no such page.\n", headers=page.headers(request.host)) from error
        answer = web.StreamResponse(headers=page.headers(request.host) | page.SHEET)
        answer.content_type, answer.charset = about.mime_type or "text/plain", about.encoding or "utf-8"
        await answer.prepare(request)
        async for piece in self._sheets.download(key):
            await answer.write(piece)
        await answer.write_eof()
        return answer

    async def _window(self, request: web.Request) -> web.StreamResponse:
        if not self._gate.trusts(request.headers.get("Origin"), request.host):
            return web.Response(status=403, text=_LOST, headers=page.headers(request.host))
        socket = web.WebSocketResponse(heartbeat=_HEARTBEAT, max_msg_size=_LONGEST)
        await socket.prepare(request)
        if len(self._windows) >= MOST:
            await socket.close(code=WSCloseCode.TRY_AGAIN_LATER)
            return socket
        self._windows.add(socket)
        window = Window(self._planner, socket, self._sheets)
        try:
            await window.start(*_cells(request))
            await window.listen()
        finally:
            try:
                await asyncio.shield(window.stop())
            finally:
                self._windows.discard(socket)
        return socket

    async def _close(self, _: web.Application) -> None:
        for socket in tuple(self._windows):
            await socket.close(code=WSCloseCode.GOING_AWAY)


def _noted() -> None:
    """Nobody waits for a browser."""


def _cells(request: web.Request) -> tuple[int, int]:
    """Return the size that a new window asks for, in cells; the page tells the right one right afterwards."""
    asked = [request.query.get(name, "") for name in ("width", "height")]
    width, height = (int(each) if each.isascii() and each.isdigit() and len(each) <= _DIGITS else 0 for each in asked)
    return (width, height) if width and height else (80, 24)


async def serve(
    planner: Planner, gate: Gate, port: int, ready: Callable[[int], Awaitable[None]], came: Callable[[], None] = _noted
) -> None:
    """Serve until somebody stops it; `ready` is told the port once it listens, `came` that a browser came.

    Raises:
        Refused: the port is taken, or that address is not this machine's.
    """
    runner = web.AppRunner(Server(planner, gate, came).application(), access_log=None, shutdown_timeout=_GRACE)
    await runner.setup()
    try:
        site = web.TCPSite(runner, gate.host, port)
        try:
            await site.start()
        except OSError as error:
            raise _not_there(error, gate.host, port) from error
        stopped = _listen()
        await ready(runner.addresses[0][1])
        await stopped.wait()
    finally:
        await runner.cleanup()


def _not_there(error: OSError, host: str, port: int) -> Refused:
    if error.errno == errno.EADDRINUSE:
        return Refused(
            f"Something else listens on port {port} already: another notyet serve, perhaps.",
            "Take another port: notyet serve --port 0 finds one that is free.",
        )
    if error.errno in {errno.EACCES, errno.EPERM}:
        return Refused(f"This machine does not let you listen on port {port}.", "Take one above 1023.")
    return Refused(f"This machine cannot listen at {host}: {error.strerror}.", "Name one of its own addresses.")


def _listen() -> asyncio.Event:
    """Return what is set when somebody stops us: ctrl+c, a polite kill, a terminal that was closed."""
    stopped = asyncio.Event()
    if sys.platform != "win32":
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, stopped.set)
    return stopped
