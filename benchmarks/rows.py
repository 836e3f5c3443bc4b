"""The table of what is measured: DESIGN section 7, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from benchmarks import commands, deciding, importing, keys, lists, rebuilding, resting, starting
from benchmarks.figures import Result
from benchmarks.stage import Stage


@dataclass(frozen=True, slots=True)
class Row:
    """One row: it knows how to measure itself."""

    key: str
    about: str
    measure: Callable[[Stage], Iterable[Result]]


ROWS: tuple[Row, ...] = (
    Row("start", "start to settled first screen, and its growth with the book", starting.start),
    Row("log", "decide + step + rows + COMMIT on an account of 5,000 touches", deciding.log),
    Row("outcome", "outcome key to next row painted", keys.outcome),
    Row("highlight", "highlight move onto an account of 5,000 touches", keys.highlight),
    Row("draw", "all previews of an account of 5,000 touches", deciding.draw),
    Row("today", "today's queue with much and with little due", lists.today),
    Row("search", "search from one letter on", lists.search),
    Row("import", "a list of 100,000 rows lands: time, memory, size", importing.staged),
    Row("beside", "what another window waits while a list lands", importing.beside),
    Row("rebuild", "rebuild of the journal beside executemany", rebuilding.rebuild),
    Row("forecast", "forecast of all scenarios", commands.forecast),
    Row("memory", "resident memory after many highlight moves", resting.memory),
    Row("idle", "processor and bytes while nobody presses a key", resting.idle),
    Row("today-json", "`today --json` beside `--version`", commands.today),
    Row("growth", "today's queue, search, card and log in a small and in a big book", lists.growth),
)
