"""Keys one after the other: what is typed before a dialog stands is meant for the dialog, not for the list below it.

Textual hands a key to whatever has the focus when the key arrives. Of `c6 months` in one burst (a fast hand, a slow
line, a text expander) the letters reached the list before `c` had opened its dialog, and were lost. Here a key waits
until the one before it was taken: behind each key follows a message on the same way; it is back when the key is done,
and goes that way twice, for a key on a line posts what it meant (Changed, Submitted) behind itself.
Keys that open nothing are let through at once: outcomes, undo and moves keep pace with any hand.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual import events
from textual.app import App, ReturnType
from textual.message import Message

if TYPE_CHECKING:
    from asyncio import TimerHandle

    from textual.message_pump import MessagePump
    from textual.screen import Screen

PATIENCE = 0.5
"""Seconds after which the next key goes on its way, should the one before it have gone with its dialog."""
LONGEST = 5.0
"""Seconds after which it does so although what has the one before it still lives: a slow machine, and no knot."""
_TICK = 0.01
"""Seconds between two looks whether a dialog that is on its way came."""
_STALLED = 0.1
"""Seconds behind its time after which a timer tells that nothing could run meanwhile."""


@runtime_checkable
class Swift(Protocol):
    """A screen some of whose keys open nothing, and that may have to read before it opens a dialog."""

    @property
    def opening(self) -> bool:
        """Whether a dialog is on its way."""
        ...

    def swift(self, key: str) -> bool:
        """Tell whether the keys behind this one need not wait for it."""
        ...


class Taken(Message):
    """A key was taken: this came behind it, up to the app."""

    def __init__(self, number: int, *, late: bool = False) -> None:
        """`number` of the key; `late`: patience ended."""
        super().__init__()
        self.number = number
        self.late = late


class InTurn(App[ReturnType]):
    """An app that gives a key or a paste to what has the focus once the key before it did its work."""

    def __init__(self) -> None:
        """Start with no key under way."""
        super().__init__()
        self._waiting: deque[events.Key | events.Paste] = deque()
        self._number = 0
        self._under_way = False
        self._again = False
        self._given_to: Screen[object] | None = None
        self._asked: MessagePump = self
        self._since = 0.0
        self._patience: TimerHandle | None = None

    async def on_event(self, event: events.Event) -> None:
        """Let a key wait for the one before it; all else goes its way."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._under_way:
            self._waiting.append(event)
        else:
            await self._give(event)

    async def on_taken(self, message: Taken) -> None:
        """Give the next key, once the screen that the last one opened has the focus where it wants it."""
        message.stop()
        if message.number != self._number or not self._under_way or not self.is_running:
            return
        if not message.late and isinstance(self.screen, Swift) and self.screen.opening:
            asyncio.get_running_loop().call_later(_TICK, self.post_message, Taken(message.number))
            return
        if not message.late and self._goes_again() and self._send(self.focused or self.screen):
            return
        self._under_way = False
        if self._patience is not None:
            self._patience.cancel()
        while self._waiting and not self._under_way:
            await self._give(self._waiting.popleft())

    def _goes_again(self) -> bool:
        """Tell whether the message goes another way: a screen came, or once more behind what the key posted."""
        if self.screen is not self._given_to:
            self._given_to, self._again = self.screen, True
            return True
        again, self._again = self._again, False
        return again

    async def _give(self, event: events.Key | events.Paste) -> None:
        if isinstance(event, events.Key) and isinstance(self.screen, Swift) and self.screen.swift(event.key):
            await super().on_event(event)
            return
        self._under_way = self._again = True
        self._number += 1
        self._given_to = self.screen
        target = self.focused or self.screen
        self._since = asyncio.get_running_loop().time()
        self._wait()
        await super().on_event(event)
        if not self._send(target):
            self.post_message(Taken(self._number))

    def _send(self, to: MessagePump) -> bool:
        """Send the message behind the key; False where nobody is there any more."""
        self._asked = to
        return to.post_message(Taken(self._number))

    def _wait(self) -> None:
        loop = asyncio.get_running_loop()
        self._patience = loop.call_at(loop.time() + PATIENCE, self._lapse, self._number, loop.time() + PATIENCE)

    def _lapse(self, number: int, due: float) -> None:
        """Patience ended; not where the loop itself stood still: a first dialog is loaded when it is wanted."""
        if number != self._number or not self._under_way:
            return
        if asyncio.get_running_loop().time() > due + _STALLED or self._is_slow():
            self._wait()
        else:
            self.post_message(Taken(number, late=True))

    def _is_slow(self) -> bool:
        """Tell whether the message is only slow: its dialog is on its way, or who has it is still there.

        A disk that takes a second to read an account, or a machine that is busy, must not lose what was typed.
        """
        if isinstance(self.screen, Swift) and self.screen.opening:
            return True
        return self._asked.is_running and asyncio.get_running_loop().time() < self._since + LONGEST
