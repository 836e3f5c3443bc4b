"""A seeded book, a clock that stands, and the app over both."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import textual.app
import textual.pilot
from rich.console import RenderableType
from syrupy.assertion import SnapshotAssertion
from textual._compositor import Compositor
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot

from storage.desk import Desk
from storage.ids import IdSource
from tests.tui import seeding
from tests.tui.album import Album, compared
from tests.tui.stillness import handing, rested, screen_seen, wait_until_still
from tui import reading
from tui.app import NotYet
from tui.clock import FrozenClock
from tui.held import Held

Open = Callable[..., AbstractAsyncContextManager[Pilot[Path]]]


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a seeded book; copied, never opened."""
    folder = tmp_path_factory.mktemp("seeded")
    seeding.seed(folder / "notyet.db", folder / "state")
    return folder


@pytest.fixture
def book_path(seeded: Path, tmp_path: Path) -> Path:
    """A copy of the seeded book for one test."""
    shutil.copytree(seeded, tmp_path / "book")
    return tmp_path / "book" / "notyet.db"


def make(path: Path, *, clock: FrozenClock | None = None, held: float = 0.0, seed: int = 5) -> NotYet:
    """The app over a book, with seeded ids; keys may repeat at once unless `held` says otherwise."""
    clock = clock or FrozenClock(seeding.NOW, "America/Chicago")
    desk = Desk(path, clock.now, ids=IdSource.seeded(seed), state=path.parent / "state")
    return NotYet(path, clock, desk=desk, held=Held(held))


async def settle(pilot: Pilot[Path]) -> None:
    """Wait until everything queued was written, everything wanted was read, and the screen is laid out for it."""
    assert isinstance(pilot.app, NotYet)
    if not await rested(pilot):
        pytest.fail("the desk never came to rest")


@asynccontextmanager
async def opened(path: Path, *, size: tuple[int, int] = (120, 40), **more: object) -> AsyncIterator[Pilot[Path]]:
    """The app, open and at rest."""
    app = make(path, **more)  # type: ignore[arg-type]  # handed on
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield pilot
        await app.leave()


@pytest.fixture
def planner(book_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens the app over this test's book; it reads its lists again at once."""
    monkeypatch.setattr(reading, "QUIET", 0.01)

    def start(**more: object) -> AbstractAsyncContextManager[Pilot[Path]]:
        return opened(book_path, **more)  # type: ignore[arg-type]  # handed on

    return start


@pytest.fixture
def album(snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch) -> Album:
    """Takes the pictures of an app in every size and theme, and compares each with the approved one."""
    monkeypatch.setattr(reading, "QUIET", 0.01)
    return compared(snapshot)


@pytest.fixture(autouse=True, scope="session")
def _still() -> Iterator[None]:
    """Let a pilot wait until the app stands still, not until the processor does."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (textual.app, textual.pilot):
            patch.setattr(module, "wait_for_idle", wait_until_still)
        patch.setattr(Pilot, "_wait_for_screen", screen_seen)
        patch.setattr(ThreadPoolExecutor, "submit", handing(ThreadPoolExecutor.submit))
        yield


@pytest.fixture(autouse=True, scope="session")
def _parsed_once() -> Iterator[None]:
    """Parse each stylesheet once in a worker, not once an app: Textual keeps its rules too, and only reads them."""
    parse, parsed = Stylesheet._parse_rules, dict[object, list[RuleSet]]()

    def once(self: Stylesheet, css: str, **more: Any) -> list[RuleSet]:
        key = (css, frozenset(more.items()), frozenset(self._variables.items()))
        if key not in parsed:
            parsed[key] = parse(self, css, **more)
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", once)
        yield


@pytest.fixture(autouse=True)
def _unpainted(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw no frame that nobody sees: a headless app throws them away, and they are a third of the time of a test.

    What a test looks at is drawn when it looks. Tests marked `painted` draw every frame, as a terminal has it.
    """
    if request.node.get_closest_marker("painted") is not None:
        return
    draw = Compositor.render_update

    def update(self: Compositor, *how: Any, **more: Any) -> RenderableType | None:
        if how or more.get("full"):  # a picture is taken
            return draw(self, *how, **more)
        self._dirty_regions.clear()
        return None

    monkeypatch.setattr(Compositor, "render_update", update)
