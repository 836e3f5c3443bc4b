"""The planner's end of a browser window: it leaves as `q` does, and goes on with another book in the same window."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.drivers.web_driver import WebDriver

if TYPE_CHECKING:
    from textual.app import App

_PRELUDE = b"__GANGLION__\n"
"""Tells the server that a Textual app speaks; a second one in the stream would be taken for a packet."""
_AGAIN = 1.0
"""Seconds after which an app is told once more to leave."""


class Glass(WebDriver):
    """A window in a browser.

    Textual's own would drop what is queued when the browser closes, would run on for ever when the server is killed,
    and would close the window when a restored book or the demo is opened next.
    """

    _begun: ClassVar[bool] = False

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        """Speak through the pipe to the server."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._write = partial(self._send)  # as Textual keeps it

    def start_application_mode(self) -> None:
        """Begin as a window that somebody looks at: Textual begins as one that waits for a click."""
        super().start_application_mode()
        self._app.call_later(self._app.post_message, events.AppFocus())  # as its blur is, so right behind that

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Hear what the server says beside the keys."""
        if packet_type == "quit":
            self._hang_up()
            return
        if packet_type == "resize":  # a book that is opened next in this window begins with this size
            os.environ["COLUMNS"], os.environ["ROWS"] = str(payload["width"]), str(payload["height"])
        super().on_meta(packet_type, payload)

    def run_input_thread(self) -> None:
        """Read keys until the window closes; a pipe that ends means that the server is gone."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._hang_up()

    def stop_application_mode(self) -> None:
        """Close the window, unless another book follows in it."""
        if isinstance(self._app.return_value, Path):
            self.exit_event.set()
            self._input_reader.close()
            self._key_thread.join()  # two readers of one pipe would share out the keys
        else:
            super().stop_application_mode()

    def _hang_up(self) -> None:
        """Write everything that was pressed, then leave; said again where the app was not yet there to hear it."""
        self._app.call_later(self._app.action_quit)
        while not self.exit_event.wait(_AGAIN):
            self._app.call_later(self._app.action_quit)

    def _send(self, data: bytes) -> int:
        """Hand bytes to the server, all of them; where it is gone there is nobody left to show anything to."""
        if data == _PRELUDE:
            if Glass._begun:
                return len(data)
            Glass._begun = True
        left = memoryview(data)
        with suppress(BrokenPipeError):
            while left:
                left = left[os.write(self.fileno, left) :]
        return len(data)
