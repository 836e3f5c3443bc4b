"""Pictures of one screen in every size and theme, out of one start of its app.

The app is brought into its pose once, then resized and dressed anew for each picture: much quicker than a start for
each, and it proves on the way that a screen survives being resized at any moment (DESIGN section 4).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from pytest_textual_snapshot import SVGImageExtension  # type: ignore[import-untyped]
from syrupy.assertion import SnapshotAssertion
from textual.app import App
from textual.pilot import Pilot

from tests.tui.hosting import SIZES
from tests.tui.stillness import rested
from tui import themes
from tui.app import NotYet

Size = tuple[int, int]
Pose = Callable[[Pilot[Any]], Awaitable[None]]
"""Presses what brings the screen into its pose, and waits until it stands."""
Album = Callable[..., Awaitable[None]]
LOOKS = (themes.NIGHT, themes.DAWN)
_PLANNER = ((60, 24), (80, 24), (120, 40))
"""The whole planner is shown at heights that people have; a page of its own at those of `hosting`."""


async def pictures(
    app: App[Any], pose: Pose, *, sizes: Iterable[Size] | None = None, looks: Iterable[str] = LOOKS
) -> dict[str, str]:
    """Return the picture of each size and theme, named `80-night`; the pose is struck at the largest size.

    Animations are off and cursors stand still, so that a picture is the same at every run.
    """
    wanted = tuple(sizes or (_PLANNER if isinstance(app, NotYet) else SIZES))
    app.animation_level = "none"
    found: dict[str, str] = {}
    async with app.run_test(size=wanted[-1]) as pilot:
        await rested(pilot)
        await pose(pilot)
        for look in looks:
            app.theme = look
            await rested(pilot)
            for size in wanted:
                await pilot.resize_terminal(*size)
                await rested(pilot)
                # A line that was laid twice is cut in two pieces of one colour: drawn anew, it is one picture always.
                for widget in app.screen.walk_children():
                    widget.refresh()
                await pilot.pause()
                found[f"{size[0]}-{look}"] = app.export_screenshot()
        if isinstance(app, NotYet):
            await app.leave()
    return found


def compared(snapshot: SnapshotAssertion) -> Album:
    """Return what takes the pictures of an app and compares each with the one that was approved.

    After a wanted change: `make snap`, and look at every picture.
    """

    async def take(app: App[Any], pose: Pose, **how: Any) -> None:
        approved = snapshot.use_extension(SVGImageExtension)
        for name, picture in (await pictures(app, pose, **how)).items():
            assert picture == approved(name=name), f"{name} is another picture than the approved one"

    return take
