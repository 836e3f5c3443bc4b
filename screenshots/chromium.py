"""A real Chromium without a window, driven by its own protocol: for the tests of `notyet serve` and its picture."""

from __future__ import annotations

import asyncio
import json
import shutil
import tempfile
from base64 import b64decode
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import aiohttp

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-sync", "--disable-default-apps",
    "--disable-background-networking", "--disable-component-update", "--no-first-run", "--no-default-browser-check",
    "--remote-debugging-port=0",
)  # fmt: skip
"""Nothing of its own goes out; the pages are ours."""
_TRIES, _PAUSE = 1200, 0.025


def found() -> str:
    """Return the browser of this machine, empty where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), "")


class Tab:
    """One page of the browser."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        """Speak through a socket of the browser."""
        self._socket = socket
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._asked = 0
        self.requests: list[str] = []
        """Every address that the page asked for, websockets too."""
        self.complaints: list[str] = []
        """What the browser refused or could not do."""

    async def listen(self) -> None:
        """Take what the browser says, until it goes."""
        async for message in self._socket:
            said = json.loads(message.data)
            if "id" in said:
                self._answers.pop(said["id"]).set_result(said)
            else:
                self._heard(said["method"], said["params"])

    def _heard(self, event: str, told: dict[str, Any]) -> None:
        if event == "Network.requestWillBeSent":
            self.requests.append(told["request"]["url"])
        elif event == "Network.webSocketCreated":
            self.requests.append(told["url"])
        elif event == "Runtime.exceptionThrown":
            self.complaints.append(str(told["exceptionDetails"]))
        elif event == "Log.entryAdded" and told["entry"]["level"] == "error":
            self.complaints.append(told["entry"]["text"])

    async def ask(self, method: str, **how: Any) -> dict[str, Any]:  # noqa: ANN401  (the protocol's own values)
        """Have the browser do something; return its answer."""
        self._asked += 1
        answer = self._answers[self._asked] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": self._asked, "method": method, "params": how})
        said = await answer
        if "error" in said:
            raise AssertionError(f"{method}: {said['error']}")
        found: dict[str, Any] = said["result"]
        return found

    async def value(self, script: str) -> Any:  # noqa: ANN401  (the page's own values)
        """Return what a piece of JavaScript comes to in the page."""
        answer = await self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        return answer["result"].get("value")

    async def until(self, script: str) -> None:
        """Wait until something is true in the page."""
        await waited(lambda: self.value(script), script)

    async def type(self, keys: str) -> None:
        """Press keys, one for each letter."""
        for key in keys:
            await self.ask("Input.dispatchKeyEvent", type="keyDown", key=key, text=key)
            await self.ask("Input.dispatchKeyEvent", type="keyUp", key=key)

    async def press(self, key: str, code: int, *, control: bool = False) -> None:
        """Press one key that is no letter, or a letter with ctrl; `code` is its number in the browser."""
        how = {"key": key, "windowsVirtualKeyCode": code, "modifiers": 2 if control else 0}
        await self.ask("Input.dispatchKeyEvent", type="rawKeyDown", **how)
        await self.ask("Input.dispatchKeyEvent", type="keyUp", **how)

    async def picture(self) -> bytes:
        """Return the page as a PNG."""
        return b64decode((await self.ask("Page.captureScreenshot", format="png"))["data"])


async def waited(look: Callable[[], Awaitable[object]], what: str) -> None:
    """Wait until a look finds something.

    Raises:
        AssertionError: it never did.
    """
    for _ in range(_TRIES):
        if await look():
            return
        await asyncio.sleep(_PAUSE)
    raise AssertionError(f"never came true: {what}")


@asynccontextmanager
async def browser(size: tuple[int, int] = (1280, 800), *, finger: bool = False) -> AsyncIterator[Tab]:
    """Start a browser with one empty page of that size in CSS pixels; `finger`: on a touch screen."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        process = await asyncio.create_subprocess_exec(
            found(), *FLAGS, f"--user-data-dir={place}", "about:blank",
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        try:
            async with aiohttp.ClientSession() as session:
                await waited(lambda: asyncio.to_thread(_port, Path(place)), "the browser stands")
                port = _port(Path(place))
                async with session.get(f"http://127.0.0.1:{port}/json") as listed:
                    page = next(each for each in await listed.json() if each["type"] == "page")
                async with session.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                    tab = Tab(socket)
                    listening = asyncio.create_task(tab.listen())
                    await _settled(tab, size, finger=finger)
                    yield tab
                    listening.cancel()
                    await asyncio.gather(listening, return_exceptions=True)
        finally:
            with suppress(ProcessLookupError):
                process.terminate()
            await process.wait()


def _port(place: Path) -> int:
    """Return where the browser listens, 0 as long as it does not."""
    file = place / "DevToolsActivePort"
    lines = file.read_text().splitlines() if file.exists() else []
    return int(lines[0]) if len(lines) > 1 else 0


async def _settled(tab: Tab, size: tuple[int, int], *, finger: bool) -> None:
    for part in ("Runtime", "Log", "Network", "Page"):
        await tab.ask(f"{part}.enable")
    await tab.ask(
        "Emulation.setDeviceMetricsOverride", width=size[0], height=size[1], deviceScaleFactor=1, mobile=finger
    )
    await tab.ask("Emulation.setFocusEmulationEnabled", enabled=True)
    if finger:
        await tab.ask("Emulation.setTouchEmulationEnabled", enabled=True)
