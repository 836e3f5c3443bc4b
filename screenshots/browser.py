"""The picture of `notyet serve`: the real program in a real Chromium.

Letters fall a little otherwise on every machine, so the picture is not compared. It carries a mark of what it shows,
the main screen and the page around it; a test asks whether that is still the one.
"""

from __future__ import annotations

import asyncio
import os
import signal
import struct
import sys
import tempfile
import zlib
from hashlib import sha256
from pathlib import Path

from screenshots import chromium, posing
from storage import demo
from tui.serving import page

NAME = "browser.png"
_SIZE = (1210, 806)
"""CSS pixels: 120 columns and 40 lines of letters that are 16 high, nearly."""
_WORD = b"notyet"
_OURS = ("page.css", "page.js")
_SEEN = 1.5
"""Seconds after the first bytes until the lists stand."""


def mark(main: str) -> str:
    """Return what tells one state of the code from another: the main screen as drawn, and the page's own files."""
    parts = (main.encode("utf-8"), *(page.FILES[name].bytes() for name in _OURS))
    return sha256(b"\0".join(parts)).hexdigest()


def marked(picture: bytes) -> str:
    """Return the mark that a picture carries, empty where it has none."""
    head, _, rest = picture.partition(b"tEXt" + _WORD + b"\0")
    return rest[:64].decode("ascii") if head and rest else ""


def taken(words: str) -> bytes:
    """Return the picture, with this mark in it."""
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "notyet.db"
        demo.make(book, posing.NOW.date(), state=Path(folder) / "state")
        picture = asyncio.run(_shot(book, Path(folder)))
    body = _WORD + b"\0" + words.encode("ascii")
    chunk = struct.pack(">I", len(body)) + b"tEXt" + body + struct.pack(">I", zlib.crc32(b"tEXt" + body))
    end = picture.rindex(b"IEND") - 4
    return picture[:end] + chunk + picture[end:]


async def _shot(book: Path, home: Path) -> bytes:
    command = (
        sys.executable,
        "-m",
        "tui",
        "--book",
        str(book),
        "--now",
        posing.NOW.isoformat(),
        "serve",
        "--port",
        "0",
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "NOTYET_"))}
    env = {**kept, "HOME": str(home), "TZ": demo.ZONE}
    env |= {f"XDG_{each}_HOME": str(home / each.lower()) for each in ("CONFIG", "DATA", "STATE", "CACHE")}
    server = await asyncio.create_subprocess_exec(
        *command, env=env, cwd=Path(__file__).parent.parent, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        assert server.stdout is not None  # noqa: S101  (a pipe was asked for)
        address = (await server.stdout.readline()).decode().strip()
        async with chromium.browser(_SIZE) as tab:
            await tab.ask("Page.navigate", url=address)
            await tab.until("document.body && document.body.classList.contains('-first-byte')")
            await asyncio.sleep(_SEEN)
            return await tab.picture()
    finally:
        server.send_signal(signal.SIGTERM)
        await server.wait()
