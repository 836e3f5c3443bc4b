"""Leaving the planner while a page holds what was not saved: asked once, nothing is lost by a slip (ctrl+q)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import Any

    from textual.app import App


@runtime_checkable
class Guarded(Protocol):
    """A page that may hold something that leaving would lose."""

    @property
    def holds_change(self) -> bool:
        """Whether it does now."""
        ...


async def leave(app: App[Any], go: Callable[[], Awaitable[None]]) -> None:
    """Go, unless a page in the stack holds a change: then ask over whatever stands there, and go on a yes."""
    if not any(isinstance(screen, Guarded) and screen.holds_change for screen in app.screen_stack):
        await go()
        return
    app.run_worker(_ask(app, go), name="guard", group="guard", exclusive=True)


async def _ask(app: App[Any], go: Callable[[], Awaitable[None]]) -> None:
    from tui.dialogs.choice import Row
    from tui.dialogs.confirm import ConfirmDialog

    stay, go_now = Row("no", "stay", "the page's key saves it"), Row("yes", "quit", "what was changed here is lost")
    question = ConfirmDialog(None, "Quit without saving?", rows=(stay, go_now))
    if isinstance(app.screen, ConfirmDialog) or await app.push_screen_wait(question) is None:
        return
    await go()
