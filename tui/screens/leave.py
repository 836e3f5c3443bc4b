"""Days off: said in words, shown before they count, each promise in them asked (R37)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from playbook import away as aways
from playbook import daywords
from playbook.errors import NotYetError
from playbook.leave import Answer, Choice
from storage.views_day import Promised
from tui import daytext
from tui.content import assemble, cell, line
from tui.dialogs.choice import QUIET
from tui.dialogs.fields import LineInput
from tui.screens.page import BookPage
from tui.screens.sheet import Sheet, SheetRow, plain, said
from tui.widgets.lines import wrapped
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from textual.app import ComposeResult

    from playbook.away import Away, Heard
    from playbook.phrases import Understood
    from playbook.settings import Settings
    from playbook.words import StepId
    from storage.views_day import LeavePreview
    from tui.dialogs.keys import Key

_HINT = "24 Dec to 3 Jan · next week · 2026-12-24..2027-01-03"
_DAY, _CHOICE = 11, 20
_WIDE, _BESIDE = 70, 100
"""Cells from which an answer stands in full, and from which their words stand beside the name."""
_EMPTY = (
    "No days off ahead. Say them above: what falls into them is shown first.",
    "No touch is planned on days off; each promise in them is asked: keep, move, hand over.",
)


class LeaveScreen(BookPage):
    """One line for the days, what they would move, and the promises that fall into them."""

    TITLE_TEXT = "Days off"
    AUTO_FOCUS: ClassVar[str] = "#words"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "keep", "keep", show=False, id="leave.keep"),
        Binding("2", "move", "move", show=False, id="leave.move"),
        Binding("3", "hand_over", "hand over", show=False, id="leave.hand-over"),
        Binding("w", "work_again", "work again", show=False, id="leave.remove"),
        Binding("ctrl+s", "save", "saves", priority=True, show=False, id="leave.save"),
        Binding("down", "list", "to the list", show=False, id="leave.list"),
    ]
    DEFAULT_CSS = """
    LeaveScreen #words { background: $panel; padding: 0 1 !important; }
    LeaveScreen #words:focus { background: $block-cursor-background; }
    LeaveScreen #heard { height: auto; margin: 0 0 1 0; padding: 0 1; }
    LeaveScreen #said { height: auto; margin-top: 1; color: $text-warning; }
    """

    settings: Settings | None = None
    heard: Heard | None = None
    shown: LeavePreview | None = None
    said = ""

    def page(self) -> ComposeResult:
        """The line, what was understood, the promises."""
        yield LineInput(placeholder=_HINT, id="words")
        yield Static(Content(""), id="heard")
        yield Sheet(id="promises")
        yield Static(Content(""), id="said")

    def on_mount(self) -> None:
        """Show the days off that stand."""
        super().on_mount()
        self.answers: dict[StepId, Answer] = {}
        self.read()

    @property
    def sheet(self) -> Sheet:
        """The promises, or the days off that stand."""
        return self.query_one(Sheet)

    @property
    def promises(self) -> tuple[Promised, ...]:
        """The promises that fall into the days said."""
        return () if self.shown is None else self.shown.promises

    def keys(self) -> list[Key]:
        """What works now."""
        if self.shown is not None:
            asked: list[Key] = [("1", "keeps", "keep"), ("2", "moves", "move"), ("3", "hands over", "hand_over")]
            return [*(asked if self.promises else []), ("ctrl+s", "saves", "save"), *super().keys()]
        told: list[Key] = [("w", "works on these days", "work_again")]
        return [*(told if isinstance(self.sheet.value, aways.Away) else []), *super().keys()]

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """Read the days as they are typed."""
        event.stop()
        self.read()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        """Go to the promises; where there is none, save."""
        event.stop()
        if self.promises:
            self.action_list()
        else:
            self.action_save()

    @on(Sheet.Chosen)
    def _chosen(self, event: Sheet.Chosen) -> None:
        """`enter` on the promises saves, once all were asked."""
        event.stop()
        if self.shown is not None:
            self.action_save()

    @work(exclusive=True)
    async def read(self) -> None:
        """Read the line, then what falls into its days; what was typed meanwhile wins."""
        words, now = self.query_one("#words", LineInput).line, self.clock.now()
        self.said = ""
        try:
            self.settings = await self.desk.run(lambda book: book.settings())
            self.heard = self._understood(words) if words else None
            away = None if self.heard is None else self.heard.away
            self.shown = None if away is None else await self.desk.run(lambda book: book.leave(away, now))
        except NotYetError as error:
            self.shown, self.said = None, str(error)
        self.draw_leave()

    def draw_leave(self) -> None:
        """Draw what was understood, and what it does."""
        self.sheet.fill(self._rows)
        self.query_one("#heard", Static).update(self._heard())
        self.query_one("#said", Static).update(line(self.said))
        self.draw_keys()

    def action_list(self) -> None:
        """Give the keys to the promises."""
        self.sheet.focus()

    def action_keep(self) -> None:
        """The promise stays on its day: the rep will make that one call."""
        promised = self._highlighted()
        if promised is not None:
            self._take(Answer(promised.account, promised.step, Choice.KEEP))

    def action_move(self) -> None:
        """Another day."""
        from tui.dialogs.leave import MoveDialog

        promised = self._highlighted()
        if promised is not None and self.shown is not None:
            self.app.push_screen(MoveDialog(promised, self.shown, self._day), self._take)

    def action_hand_over(self) -> None:
        """Another pair of hands."""
        from tui.dialogs.leave import HandOverDialog

        promised = self._highlighted()
        if promised is not None:
            self.app.push_screen(HandOverDialog(promised), self._take)

    def action_save(self) -> None:
        """Write the days off, once every promise in them was asked."""
        if self.shown is None:
            self.said = "" if self.heard is None else self.heard.why
        elif any(each.step not in self.answers for each in self.promises):
            left = sum(each.step not in self.answers for each in self.promises)
            one = daytext.plural(left, "promise is", "promises are")
            self.said = f"{one} still to be asked: 1 keep, 2 move, 3 hand over."
            self.action_list()
        else:
            self.write(self.shown)
            return
        self.draw_leave()

    @work(exclusive=True, group="write")
    async def write(self, shown: LeavePreview) -> None:
        """Write the days off and all that they move, as one action."""
        now = self.clock.now()
        answers = tuple(self.answers[each.step] for each in shown.promises)
        label = f"days off {shown.away.words}"
        try:
            change = await self.desk.run(
                lambda book: book.record(book.leave_drafts(shown.away, answers, now), now=now, label=label)
            )
        except NotYetError as error:
            self.said = str(error)
            self.draw_leave()
            return
        self.dismiss(change)

    @work(exclusive=True, group="write")
    async def action_work_again(self) -> None:
        """Take the highlighted days off out of the settings; plans stay where they are."""
        value, settings, now = self.sheet.value, self.settings, self.clock.now()
        if not isinstance(value, aways.Away) or settings is None:
            return
        wanted = aways.without_leave(settings, value)
        try:
            change = await self.desk.run(lambda book: book.set_settings(wanted, now))
        except NotYetError as error:
            self.said = str(error)
            self.draw_leave()
            return
        self.dismiss(change)

    def _highlighted(self) -> Promised | None:
        value = self.sheet.value
        return value if isinstance(value, Promised) else None

    def _take(self, answer: Answer | None) -> None:
        if answer is not None:
            self.answers[answer.step] = answer
            self.said = ""
            self.draw_leave()
            self.sheet.focus()
            self.sheet.action_move(1)

    def _understood(self, words: str) -> Heard:
        return aways.read(words, self.clock.now().date(), self._read_day)

    def _read_day(self, words: str, today: date) -> aways.Day:
        found = self._day(words, today)
        return found.date, found.sure

    def _day(self, words: str, today: date | None = None) -> Understood:
        from playbook.settings import Phrases
        from tui.cli.phrase import read

        now = self.clock.now()
        said = now if today is None else now.replace(year=today.year, month=today.month, day=today.day)
        return read(words, said, Phrases() if self.settings is None else self.settings.phrases)

    def _heard(self) -> Content:
        if self.heard is None:
            return Content("")
        if self.shown is None or self.heard.away is None:
            return line(self.heard.why, "$text-warning")
        doubt = "" if self.heard.sure else "?"
        return assemble((f"{self.shown.away.words}{doubt}", "bold"), (f"  {told(self.shown)}", QUIET))

    def _rows(self, width: int) -> list[SheetRow]:
        today = self.clock.now().date()
        if self.shown is not None:
            rows = [row for each in self.promises for row in self._promise(each, width, today)]
            return rows or plain([Piece(cell("No promise falls into these days.", width), Look.MUTED)])
        told_days = () if self.settings is None else aways.coming(self.settings, today)
        if not told_days:
            return plain(*said(_EMPTY, width))
        return list(_standing(told_days, width))

    def _promise(self, each: Promised, width: int, today: date) -> list[SheetRow]:
        answer = self.answers.get(each.step)
        choice = _CHOICE if width > _WIDE else _CHOICE - 5
        room = max(width - _DAY - choice, 0)
        beside = width >= _BESIDE
        name = room // 2 if beside else room
        words = ": ".join(part for part in (each.person_name, each.words and f"“{each.words}”") if part)
        row = (
            Piece(cell(daytext.long(each.on, today), _DAY - 1) + " ", Look.NEXT),
            Piece(cell(each.name, name - 1) + " ", Look.NAME),
            Piece(cell(words, room - name), Look.MUTED),
            Piece(cell(chosen(answer, today), choice, right=True), Look.WARN if answer is None else Look.GOOD),
        )
        below = () if beside else wrapped(words, max(width - _DAY, 1))
        return [SheetRow(row, each), *plain(*([Piece(" " * _DAY), Piece(text, Look.MUTED)] for text in below))]


def _standing(told_days: Iterable[Away], width: int) -> Iterable[SheetRow]:
    return (SheetRow((Piece(cell(away.words, width), Look.NAME),), away) for away in told_days)


def told(shown: LeavePreview) -> str:
    """Return what the days off move, in words."""
    promises = daytext.plural(len(shown.promises), "promise is asked", "promises are asked")
    planned = daytext.plural(shown.planned, "planned touch goes", "planned touches go")
    days = daytext.plural(shown.work_days, "working day")
    return f"{days} · {promises} · {planned} behind it, from {daywords.dated(shown.back)}"


def chosen(answer: Answer | None, today: date) -> str:
    """Return what was said about a promise."""
    if answer is None:
        return "1, 2 or 3?"
    if answer.choice is Choice.MOVE and answer.on is not None:
        return f"moves to {daytext.short(answer.on, today)}"
    return f"to {answer.to}" if answer.choice is Choice.HAND_OVER else "kept"
