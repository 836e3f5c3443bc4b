"""A day in their words, with what was understood below it as it is typed (R14)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from playbook import daywords
from playbook.days import SATURDAY
from playbook.phrases import Understood
from tui.content import assemble, line
from tui.dialogs.choice import QUIET
from tui.dialogs.fields import Field
from tui.dialogs.frame import Answer, Dialog
from tui.widgets.prose import Prose

if TYPE_CHECKING:
    from textual.app import ComposeResult

Reader = Callable[[str], Understood]
"""Reads a phrase on the rep's day and settings: `playbook.phrases.read` with all but the phrase filled in."""


@dataclass(frozen=True, slots=True)
class Zones:
    """Their clock and the rep's, as IANA names; empty where unknown."""

    theirs: str = ""
    ours: str = ""

    def of_hour(self) -> str | None:
        """Return the zone in which a named hour is theirs (R10)."""
        return self.theirs or self.ours or None

    def both(self, on: date, at: time) -> str:
        """Return "15:00 there, 22:00 here"; one clock where both are the same or theirs is unknown."""
        if not self.theirs or not self.ours:
            return f"{at:%H:%M}"
        try:
            here = datetime.combine(on, at, ZoneInfo(self.theirs)).astimezone(ZoneInfo(self.ours))
        except (ZoneInfoNotFoundError, ValueError):
            return f"{at:%H:%M}"
        if here.time() == at:
            return f"{at:%H:%M}"
        other = "" if here.date() == on else f" on {daywords.dated(here.date())}"
        return f"{at:%H:%M} there, {here:%H:%M} here{other}"


class WhenField(Vertical):
    """A phrase, what it means, and the other days that it may mean."""

    DEFAULT_CSS = """
    WhenField { height: auto; }
    WhenField > Field { margin-bottom: 0; }
    WhenField > #understood { height: auto; min-height: 1; margin: 0 0 1 16; padding: 0 1; }
    """

    @dataclass
    class Read(Message):
        """The day changed, or what is understood of it."""

        field: WhenField

    def __init__(self, label: str, reader: Reader, zones: Zones, *, hint: str, name: str) -> None:
        """Read what is typed with `reader`; `hint` stands in the empty line."""
        super().__init__()
        self._field = Field(label, placeholder=hint, name=name)
        self._reader = reader
        self.zones = zones
        self.understood: Understood | None = None
        self._choice = 0

    def compose(self) -> ComposeResult:
        """The line, and what was understood."""
        yield self._field
        yield Prose(Content(""), id="understood")

    @property
    def phrase(self) -> str:
        """Their words, cleaned."""
        return self._field.line

    @property
    def days(self) -> tuple[date, ...]:
        """The day understood, the working day behind a day off, and what else may be meant, each once."""
        read = self.understood
        if read is None or read.date is None:
            return ()
        better = () if read.better is None else (read.better,)
        return tuple(dict.fromkeys((read.date, *better, *read.others)))

    @property
    def day(self) -> date | None:
        """The day chosen, None while nothing is understood."""
        return self.days[self._choice % len(self.days)] if self.days else None

    @property
    def at(self) -> time | None:
        """The hour they named, on their clock."""
        return None if self.understood is None else self.understood.time

    @property
    def zone(self) -> str | None:
        """The zone of the hour, None where no hour was named."""
        return None if self.at is None else self.zones.of_hour()

    def next_day(self) -> None:
        """Take the next day offered."""
        self._choice += 1
        self._draw()
        self.post_message(self.Read(self))

    def take(self, place: int) -> None:
        """Take the day of that number, 1 being the one understood; nothing where there is none."""
        if 1 <= place <= len(self.days):
            self._choice = place - 1
            self._draw()
            self.post_message(self.Read(self))

    @on(Input.Changed)
    def _read(self, event: Input.Changed) -> None:
        """Read the phrase as it stands."""
        event.stop()
        phrase = self.phrase
        self.understood = self._reader(phrase) if phrase else None
        self._choice = 0
        self._draw()
        self.post_message(self.Read(self))

    def _draw(self) -> None:
        self.query_one("#understood", Static).update(self._said())

    def _said(self) -> Content:
        read, day = self.understood, self.day
        if read is None:
            return Content("")
        if day is None:
            return line(read.why or "not understood", "$text-warning")
        hour = "" if self.at is None else f", {self.zones.both(day, self.at)}"
        sure = "" if read.sure else "?"
        said = "" if day != read.date else f"  {read.understood.partition(', ')[2]}"
        first = assemble(
            (f"{daywords.full(day)}{hour}{sure}", "bold"), (said, QUIET), (self._off(read, day), "$text-warning")
        )
        return Content("\n").join([first, *self._others(day)])

    @staticmethod
    def _off(read: Understood, day: date) -> str:
        """Say that nobody works on the day (R10); the working day behind it stands among the others."""
        if read.better is None or day != read.date:
            return ""
        return "  a weekend" if day.weekday() >= SATURDAY else "  a day off"

    def _others(self, day: date) -> list[Content]:
        """Offer the other days, each by its number."""
        rest = [(place, each) for place, each in enumerate(self.days, start=1) if each != day]
        if not rest:
            return []
        parts = [part for place, each in rest for part in ((f"  alt+{place} ", "$primary"), (daywords.dated(each), ""))]
        return [assemble(("or", QUIET), *parts)]


class DayDialog(Dialog[Answer]):
    """A dialog that asks for a day among other things; the day may stay empty, but not be misread."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n", "next_day", "other day", show=False, id="day.next"),
        *(Binding(f"alt+{n}", f"take_day({n})", "that day", show=False, id=f"day.take-{n}") for n in range(1, 6)),
    ]

    @property
    def when(self) -> WhenField:
        """The line for the day."""
        return self.query_one(WhenField)

    def misread(self) -> bool:
        """Refuse a phrase that is no day: nothing is done by guessing."""
        wrong = bool(self.when.phrase) and self.when.day is None
        if wrong:
            self.refuse("That day was not understood. Nothing was changed.")
        return wrong

    def keys(self) -> list[tuple[str, str, str]]:
        """Offer the other day where there is one."""
        found = super().keys()
        if len(self.when.days) > 1:
            found.insert(1, ("ctrl+n", "the other day", "next_day"))
        return found

    def action_next_day(self) -> None:
        """Take the other day offered: the Monday after a Sunday, and back."""
        self.when.next_day()

    def action_take_day(self, place: int) -> None:
        """Take the day of that number."""
        self.when.take(place)

    @on(WhenField.Read)
    def _day_changed(self) -> None:
        """What works and what is planned depend on the day."""
        self.refuse("")
        self.preview()
        self.draw_keys()

    def preview(self) -> None:
        """Draw what would be planned, where the dialog shows it."""
