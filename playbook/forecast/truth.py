"""What is true of an account and what the rep cannot see: who sits where, how long, and when the market opens.

It is drawn once per account from the seed, so every policy is played against the same world.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from playbook.forecast.mix import Mix, daily
from playbook.words import PersonId


@dataclass(frozen=True, slots=True)
class Holder:
    """Someone in a seat."""

    until: int
    """Ordinal of the day on which they leave."""
    easy: bool
    dead: bool
    """Their number is dead."""


Seat = tuple[Holder, ...]


class Truth:
    """One account's hidden side."""

    __slots__ = ("_luck", "_mix", "_rows", "_seats", "_span", "changes", "drains", "fits", "heard", "learned", "met")

    def __init__(self, account: str, seed: int, mix: Mix, span: tuple[int, int]) -> None:
        """Draw it; `span` is the first and the last ordinal of the game."""
        self._luck = Random(f"{seed}/truth/{account}")  # noqa: S311  (a game, no secret)
        self._mix = mix
        self._span = span
        self._rows: list[Seat] = []
        self._seats: dict[PersonId, tuple[int, int]] = {}
        self.drains = self._luck.random() < mix.drainers
        self.fits = self._luck.random() < mix.fits
        self.changes = self._times(mix.changing)
        """Days on which they change their provider; the window before each is open."""
        self.learned: dict[tuple[int, int], int] = {}
        """Day on which the rep learned that a holder left: by seat and place in its row."""
        self.met: dict[int, int] = {}
        """Day of the first talk inside the window of a change."""
        self.heard: set[int] = set()
        """Changes that the rep was told of, and planted touches for (R22)."""

    def seat(self, person: PersonId) -> None:
        """Give someone a seat of their own."""
        self._seats[person] = (len(self._rows), 0)
        self._rows.append(self._row())

    def holder(self, person: PersonId) -> Holder:
        """Return who this person is."""
        row, place = self._seats[person]
        return self._rows[row][place]

    def gone(self, person: PersonId, day: int) -> bool:
        """Whether the person has left by that day."""
        return self.holder(person).until <= day

    def arrived(self, person: PersonId) -> int | None:
        """Return the day on which they came, None for whoever sat there from the start."""
        row, place = self._seats[person]
        return self._rows[row][place - 1].until if place else None

    def leave(self, person: PersonId, day: int) -> tuple[int, int]:
        """The rep learns that someone left; return the seat and the place of whoever sits there now."""
        row, place = self._seats[person]
        while self._rows[row][place].until <= day:
            self.learned.setdefault((row, place), day)
            place += 1
        return row, place

    def follow(self, person: PersonId, seat: tuple[int, int]) -> None:
        """Somebody new is known: they sit there."""
        self._seats[person] = seat

    def departures(self) -> list[tuple[tuple[int, int], int]]:
        """Return every departure: seat and place, and the day."""
        return [((row, place), each.until) for row, seat in enumerate(self._rows) for place, each in enumerate(seat)]

    def open_change(self, day: int) -> int | None:
        """Return the change whose window is open on that day, None for none."""
        return next((each for each in self.changes if each - self._mix.window <= day <= each), None)

    def next_change(self, day: int, ahead: int) -> int | None:
        """Return the next change within so many days."""
        return next((each for each in self.changes if day < each <= day + ahead), None)

    def _row(self) -> Seat:
        row: list[Holder] = []
        day = self._span[0]
        while day <= self._span[1]:
            day += 1 + self._after(self._mix.leaving)
            row.append(Holder(day, self._luck.random() < self._mix.easy, self._luck.random() < self._mix.dead))
        return tuple(row)

    def _times(self, yearly: float) -> tuple[int, ...]:
        found: list[int] = []
        day = self._span[0]
        while (day := day + 1 + self._after(yearly)) <= self._span[1]:
            found.append(day)
        return tuple(found)

    def _after(self, yearly: float) -> int:
        """Days until something that happens to this share in a year; past the end for what never happens."""
        if yearly <= 0:
            return self._span[1] - self._span[0] + 1
        return int(self._luck.expovariate(daily(yearly)))
