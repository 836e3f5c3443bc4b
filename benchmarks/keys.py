"""From a key to what it paints, from outside: the highlight's move and an outcome, beside the bare app's repaint."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from benchmarks import desk
from benchmarks.books import MORNING
from benchmarks.figures import Kind, Limit, Measured, Result, Stat, Unit
from benchmarks.heavy import heavy
from benchmarks.stage import Stage, alternating, said
from benchmarks.terminal import Terminal

MOVES = 60
OUTCOMES = 40
_LIMIT = Limit(Kind.TIMES, 2.0, Stat.P95)
_REPAINT = f"{desk.YARDSTICK}, cursor down"
_DOWN, _UP = "\x1b[B", "\x1b[A"
_FRAME = 0.15
"""Seconds without a byte after which a frame is whole."""
_SEEN = 0.9
"""Seconds in which the lists are read again after an undo, and the rep has seen where the highlight went."""


def highlight(stage: Stage) -> Iterable[Result]:
    """Move the highlight onto an account with a lifetime of touches and back."""
    about = heavy(stage, "highlight")
    with desk.planner(stage, about.path) as ours, desk.bare(stage) as beside:
        _begin(ours, beside)
        for _ in range(about.place - 1):
            _press(ours, _DOWN)
        lands = partial(_lands, ours, about.name)
        moved, repainted = alternating(stage.runs(MOVES), lands, partial(_press, beside, _DOWN))
    yield Result(
        "highlight", "highlight move: card and all previews painted", f"account of {about.touches:,} touches",
        Measured.of(moved, Unit.MS), _REPAINT, Measured.of(repainted, Unit.MS), _LIMIT,
    )  # fmt: skip


def outcome(stage: Stage) -> Iterable[Result]:
    """Press an outcome, let it be saved, take it back, and again."""
    path = stage.copy(stage.sizes.middle, 0, "outcome")
    with stage.opened(path) as book:
        names = [row.name for row in book.today(MORNING).rows]
    carded: list[float] = []
    with desk.planner(stage, path) as ours, desk.bare(stage) as beside:
        _begin(ours, beside)
        _press(ours, _DOWN)
        pressed = partial(_outcome, ours, names[1], names[2], carded)
        logged, repainted = alternating(stage.runs(OUTCOMES), pressed, partial(_press, beside, _DOWN))
    yardstick = Measured.of(repainted, Unit.MS)
    told = (
        ("outcome key to next row painted", logged, _LIMIT),
        ("outcome key to the next card and dates", carded, None),
    )
    for what, each, limit in told:
        ours_took = Measured.of(each, Unit.MS)
        yield Result("outcome", what, said(stage.sizes.middle), ours_took, _REPAINT, yardstick, limit)


def _begin(ours: Terminal, beside: Terminal) -> None:
    ours.settled(desk.ready, desk.QUIET)
    beside.settled(desk.bare_ready, desk.QUIET)
    ours.rest(2.0)  # what it loads once it is idle


def _press(terminal: Terminal, key: str) -> float:
    """Press a key and return the milliseconds to the last byte of what it paints."""
    terminal.press(key)
    return terminal.settled(desk.always, _FRAME)


def _lands(terminal: Terminal, name: str) -> float:
    """Move onto the account from the row before it, and back."""
    terminal.press(_DOWN)
    found = terminal.settled(desk.on_card(name), _FRAME)
    _press(terminal, _UP)
    return found


def _outcome(terminal: Terminal, here: str, after: str, carded: list[float]) -> float:
    """Log an outcome for the highlighted row; return the milliseconds until the next one is highlighted."""
    terminal.press("a")
    found, card = terminal.painted(desk.at_row(after), desk.on_card(after), quiet=desk.QUIET)
    carded.append(card)
    terminal.rest(_SEEN)
    terminal.press("u")
    terminal.settled(desk.at_row(here), _SEEN)
    return found
