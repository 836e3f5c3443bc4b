"""Commands as a script calls them, from outside: `today --json` and the forecast."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import partial
from typing import Final

from benchmarks.figures import Kind, Limit, Measured, Result, Unit
from benchmarks.stage import COMMAND, NOW, Stage, alternating, said

RUNS: Final = 15
FORECASTS: Final = 2
ACCOUNTS: Final = 500
_COUNTS: Final = (
    "import sys\nfrom tui.__main__ import main\ntry:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
    "sys.stderr.write(str(sum(name.partition('.')[0] == 'textual' for name in sys.modules)))"
)


def today(stage: Stage) -> Iterable[Result]:
    """Ask for today's list of the big book, and for the version."""
    book = stage.shared(stage.sizes.big)
    args = ("--book", str(book), "--now", NOW, "today", "--json")
    asked, version = partial(stage.run, str(COMMAND), *args), partial(stage.run, str(COMMAND), "--version")
    asked()
    ours, beside = alternating(stage.runs(RUNS), lambda: asked() * 1000, lambda: version() * 1000)
    name = said(stage.sizes.big)
    yield Result(
        "today-json", "`today --json`", name, Measured.of(ours, Unit.MS), "`--version`", Measured.of(beside, Unit.MS),
        Limit(Kind.TIMES, 3.0),
    )  # fmt: skip
    loaded = Measured.of([float(stage.told(sys.executable, "-c", _COUNTS, *args))], Unit.MODULES)
    yield Result("today-json", "`today --json`, modules of Textual", name, loaded, limit=Limit(Kind.MOST, 0.0))


def forecast(stage: Stage) -> Iterable[Result]:
    """Play seven years of all scenarios, with one set of accounts and with twice as many."""
    nothing = stage.fresh("forecast") / "nothing.db"
    sizes = (ACCOUNTS, 2 * ACCOUNTS)
    years = "1" if stage.quick else "7"

    def play(accounts: int) -> float:
        told = ("--book", str(nothing), "--now", NOW, "forecast", "--accounts", str(accounts), "--years", years)
        return stage.run(str(COMMAND), *told, "--json")

    once, twice = alternating(1 if stage.quick else FORECASTS, *(partial(play, size) for size in sizes))
    first, second = Measured.of(once, Unit.S), Measured.of(twice, Unit.S)
    what = f"forecast {years} years, all scenarios"
    yield Result("forecast", what, said(sizes[0]), first, limit=Limit(Kind.MOST, 10.0))
    grown = Limit(Kind.TIMES, 2.2, said="2.2 × for twice the accounts")
    yield Result("forecast", f"{what}, growth", said(sizes[1]), second, f"with {said(sizes[0])}", first, grown)
