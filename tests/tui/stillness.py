"""When an app under test stands still: nothing waits in a queue, to be laid out or in a thread.

Textual's pilot waits until the process uses little of a processor for a fiftieth of a second. On a loaded machine it
uses little because others run, and a test looks before a size or a key came through. What is asked here is the app
itself: a test waits as long as there is something to wait for, and no fiftieth of a second where there is nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor, Future
from time import monotonic
from typing import Any
from weakref import WeakSet

from textual._context import active_app
from textual.app import App
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.screen import Screen
from textual.timer import Timer

from tui.app import NotYet

_SOON = 0.05
"""Seconds: a timer that rings once and so soon is waited for."""
_NAP = 0.002
_PATIENCE = 0.2
"""Seconds that a key waits for a thread: a forecast plays for longer, and a test may hold one up."""
_TURNS = 20
"""Turns of the loop between two looks: most of what is queued is done by then, and a look at all widgets costs more."""
_TRIES = 600
_ASKING = frozenset({"desk", "ask", "edit"})
"""Groups of workers that wait for a key, not for the machine."""
_handed: WeakSet[Future[Any]] = WeakSet()


def still(of: App[Any]) -> bool:
    """Tell whether nothing is on its way: no message, no callback, no size, no layout, no short timer."""
    if of._resize_event is not None or of._resize_timer is not None:
        return False
    return not any(map(_occupied, (of, *of._registry))) and not any(map(_undrawn, of.screen_stack[-1:]))


def toils(of: App[Any]) -> bool:
    """Tell whether something is read, written or reckoned beside the app's own loop."""
    if isinstance(of, NotYet) and not (of.main.ready and of.main.settled()):
        return True
    return any(worker.is_running and worker.group not in _ASKING for worker in of.workers)


def in_threads() -> bool:
    """Tell whether a thread works for a loop: the book's, or one that reckons."""
    return any(not each.done() for each in list(_handed))


def handing(submit: Callable[..., Future[Any]]) -> Callable[..., Future[Any]]:
    """Return `submit` of a pool of threads, which remembers what it handed over."""

    def remembered(self: Executor, *work: Any, **more: Any) -> Future[Any]:
        given = submit(self, *work, **more)
        _handed.add(given)
        return given

    return remembered


async def wait_until_still(min_sleep: float = 0.0, max_sleep: float = 1.0) -> None:
    """Take the place of Textual's `wait_for_idle`, with its arguments in seconds."""
    of, now = active_app.get(), monotonic()
    await asyncio.sleep(min_sleep)
    while monotonic() < now + max_sleep and not of._exit:
        for _ in range(_TURNS):
            await asyncio.sleep(0)
        threads = in_threads() and monotonic() < now + _PATIENCE
        if not threads and still(of):
            break
        queued = any(pump.message_queue_size for pump in (of, *of._registry))
        if not queued and any(map(_undrawn, of.screen_stack[-1:])):
            of.screen._on_timer_update()  # what its own timer does sixty times a second
        elif not queued:
            await asyncio.sleep(_NAP)  # only a thread or a short timer helps


async def screen_seen(pilot: Pilot[Any]) -> bool:
    """Take the place of `Pilot._wait_for_screen`, which asks every widget each time; False where the app failed."""
    await wait_until_still()
    return pilot.app._exception is None


async def rested(pilot: Pilot[Any]) -> bool:
    """Wait until all that was wanted is read, written and drawn; tell whether it came to that."""
    of = pilot.app
    for _ in range(_TRIES):
        await wait_until_still()
        if not toils(of) and still(of):
            await pilot.pause()
            return True
        await asyncio.sleep(_NAP)
    return False


def _occupied(pump: MessagePump) -> bool:
    return pump._running and (
        pump.message_queue_size > 0 or bool(pump._next_callbacks) or any(map(_soon, pump._timers))
    )


def _soon(timer: Timer) -> bool:
    if timer._repeat is None or timer._interval > _SOON:
        return False
    going: Any = timer._task
    return bool(timer._active.is_set()) and going is not None and not going.done()


def _undrawn(screen: Screen[Any]) -> bool:
    late = screen._layout_required or screen._scroll_required or screen._repaint_required
    return bool(late or screen._dirty_widgets or screen._callbacks)
