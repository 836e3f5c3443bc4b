"""Every account seen anew through another profile: the view first, then only the rows that it moves (R3).

Facts stay what they are, so no row is written whole: the columns of the view are, set by set. An account's facts are
read only as far as its view needs them; only signals, openings, bars and gaps need them all.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any, Final

from playbook import codec
from playbook.facts import GAP, AccountFacts
from playbook.fit import Fit
from playbook.standing import planned, promised
from playbook.words import AccountId, Standing
from storage.lens import Look
from storage.projection import Projection
from storage.projection_rows import view_cells
from storage.scoring import Plain, Scoring
from storage.upsert import Cells

CHUNK: Final = 1_000
"""Accounts that are held at once."""
_MOST: Final = 20_000
"""Views that are remembered."""
_ROWS: Final = """
SELECT account.id, standing, account.verdict, fit, rank, opens, opening, proposed, drain, signs, tier, facts
FROM account JOIN trait ON trait.account = account.id WHERE account.id > ? ORDER BY account.id LIMIT ?"""
_VIEW: Final = """
UPDATE account SET standing = ?, verdict = ?, fit = ?, rank = ?, opens = ?, opening = ?, proposed = ?, drain = ?
WHERE id = ?"""
_RANK: Final = "UPDATE account SET fit = ?, rank = ? WHERE id = ?"
_TRAIT: Final = "UPDATE trait SET verdict = ?, signs = ? WHERE account = ?"
_LIVE: Final = "UPDATE step SET live = iif(kind = 'promise', ?, ?), rank = ? WHERE account = ?"
_STEP: Final = "UPDATE step SET rank = ? WHERE account = ?"
_STANDING, _VERDICT, _FIT, _RANKED = range(4)
_CONTRACT_END: Final = "contract_end"
_WHOLE: Final = ("signals", "openings", "bars")
"""What takes all of the facts to judge by, where an account has it."""


def review(db: sqlite3.Connection, projection: Projection) -> None:
    """Look at every account again: the profile or the weights that the view goes by changed."""
    seeing = _Seeing(projection)
    last = ""
    while rows := db.execute(_ROWS, (last, CHUNK)).fetchall():
        moved = _Moved()
        for number, *was, signs, tier, text in rows:
            plain = json.loads(text)
            view, signed = seeing.view(plain, tier, text)
            moved.take(number, tuple(was), view, planned_steps=bool(plain.get("steps")))
            if (was[_VERDICT], signs) != (view[_VERDICT], signed):
                moved.traits.append((view[_VERDICT], signed, number))
        moved.write(db)
        projection.changed |= moved.accounts
        last = rows[-1][0]


class _Seeing:
    """Finds the view of accounts, once for all that look alike."""

    def __init__(self, projection: Projection) -> None:
        self._projection = projection
        self._scoring = Scoring(projection.lens.settings)
        self._known: dict[tuple[Any, ...], Cells] = {}

    def view(self, plain: Plain, tier: str, text: str) -> tuple[Cells, str]:
        """Return the columns of the view, and how each criterion of the profile stands."""
        seen, signs = self._scoring.judge(plain)
        if any(name in plain for name in _WHOLE) or any(each["about"] == GAP for each in plain.get("remarks", ())):
            return self._look(text, seen), signs
        touched = bool(plain.get("touches"))
        known = (seen.verdict, seen.score, seen.said, tier, plain.get("stated"), touched, bool(plain.get("steps")),
                 "" if touched else _end(plain))  # fmt: skip
        found = self._known.get(known)
        if found is None:
            if len(self._known) == _MOST:
                self._known.clear()
            found = self._known[known] = self._look(text, seen)
        return found, signs

    def _look(self, text: str, seen: Fit) -> Cells:
        look: Look = self._projection.look(codec.decode(AccountFacts, text), seen)
        return view_cells(look)


class _Moved:
    """What a chunk of accounts has to be written anew."""

    def __init__(self) -> None:
        self.accounts: set[AccountId] = set()
        self.traits: list[Cells] = []
        self._views: list[Cells] = []
        self._ranks: list[Cells] = []
        self._lives: list[Cells] = []
        self._steps: list[Cells] = []

    def take(self, number: str, was: Cells, view: Cells, *, planned_steps: bool) -> None:
        """Note what the account's view moves: its row, and the columns of its steps that follow from it."""
        if was == view:
            return
        self.accounts.add(AccountId(number))
        fit, rank = view[_FIT], view[_RANKED]
        if (*was[:_FIT], fit, rank, *was[_RANKED + 1 :]) == view:
            self._ranks.append((fit, rank, number))
        else:
            self._views.append((*view, number))
        live = _live(view)
        if not planned_steps:
            return
        if live != _live(was):
            self._lives.append((*live, rank, number))
        elif rank != was[_RANKED]:
            self._steps.append((rank, number))

    def write(self, db: sqlite3.Connection) -> None:
        """Write it, a statement a kind of row."""
        kinds = (
            (_VIEW, self._views), (_RANK, self._ranks), (_TRAIT, self.traits), (_LIVE, self._lives),
            (_STEP, self._steps),
        )  # fmt: skip
        for statement, rows in kinds:
            if rows:
                db.executemany(statement, rows)


def _live(view: Cells) -> tuple[int, int]:
    """Whether its promises come up, and its other steps (R10)."""
    stands = Standing(str(view[_STANDING]))
    return int(promised(stands)), int(planned(stands))


def _end(plain: Plain) -> str:
    """The end of the contract, by which an untouched account may lie near (R22)."""
    return next((str(value) for key, value in plain.get("fields", ()) if key == _CONTRACT_END), "")
