"""Days off: said in words, shown before they count, each promise in them asked (R37)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from playbook import away as aways
from playbook import away_words
from playbook.errors import NotYetError
from playbook.leave import Answer, Choice
from storage.views_day import Promised
from tui import daytext
from tui.content import assemble, line
from tui.dialogs.choice import QUIET
from tui.dialogs.fields import LineInput
from tui.screens.leave_rows import promise_rows, standing, told
from tui.screens.listing import ListPage
from tui.screens.sheet import Listing, Sheet, SheetRow, plain, said

if TYPE_CHECKING:
    from datetime import date

    from textual.app import ComposeResult

    from playbook.away_words import Heard
    from playbook.phrases import Understood
    from playbook.settings import Settings
    from playbook.words import AccountId, StepId
    from storage.views_day import LeavePreview
    from tui.dialogs.keys import Key

_HINT = "24 Dec to 3 Jan · next week · 2026-12-24..2027-01-03"
_EMPTY = (
    "No days off ahead.",
    "Say them above; what falls into them is shown before anything counts.",
    "No touch is planned on days off; each promise in them is asked: keep, move, hand over.",
)
_NONE = ("No promise falls into these days.",)


class LeaveScreen(ListPage):
    """One line for the days, what they would move, and the promises that fall into them."""

    TITLE_TEXT = "Days off"
    AUTO_FOCUS: ClassVar[str] = "#words"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "keep", "keep", show=False, id="leave.keep"),
        Binding("2", "move", "move", show=False, id="leave.move"),
        Binding("3", "hand_over", "hand over", show=False, id="leave.hand-over"),
        Binding("w", "work_again", "work again", show=False, id="leave.remove"),
        Binding("ctrl+s", "save", "saves", priority=True, show=False, id="leave.save"),
    ]
    DEFAULT_CSS = """
    LeaveScreen #words { margin-bottom: 0; }
    LeaveScreen #heard { height: auto; margin: 0 0 1 0; padding: 0 1; }
    """

    settings: Settings | None = None
    heard: Heard | None = None
    shown: LeavePreview | None = None

    def body(self) -> ComposeResult:
        """The line, what was understood, the promises."""
        field = LineInput(placeholder=_HINT, id="words")
        field.add_class("line")
        yield field
        yield Static(Content(""), id="heard")
        yield Listing(id="promises")

    def on_mount(self) -> None:
        """Show the days off that stand."""
        super().on_mount()
        self.answers: dict[StepId, Answer] = {}
        self.settle()
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
        standing = isinstance(self.sheet.value, aways.Away)
        return [*(told if standing else []), *self.undo_keys(), *super().keys()]

    @property
    def account(self) -> AccountId | None:
        """Whose promise is highlighted."""
        promised = self._highlighted()
        return None if promised is None else promised.account

    def read_again(self) -> None:
        """Read the days off again."""
        self.read()

    def narrow(self) -> None:
        """Read the days as they are typed."""
        self.settle()
        self.read()

    def submitted(self) -> None:
        """Go to the promises; where there is none, save."""
        if self.promises:
            self.action_list()
        else:
            self.action_save()

    def action_open(self) -> None:
        """`enter` on the promises saves, once all were asked."""
        if self.shown is not None:
            self.action_save()

    @work(exclusive=True)
    async def read(self) -> None:
        """Read the line, then what falls into its days; what was typed meanwhile wins."""
        words, now = self.query_one("#words", LineInput).line, self.clock.now()
        try:
            self.settings = await self.desk.run(lambda book: book.settings())
            self.heard = self._understood(words) if words else None
            away = None if self.heard is None else self.heard.away
            self.shown = None if away is None else await self.desk.run(lambda book: book.leave(away, now))
        except NotYetError as error:
            self.shown = None
            self.trouble(error)
        self.draw_leave()

    def draw_leave(self) -> None:
        """Draw what was understood, and what it does."""
        self.sheet.fill(self._rows)
        self.query_one("#heard", Static).update(self._heard())
        self.draw_keys()

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
            self.refuse("" if self.heard is None else self.heard.why)
        elif any(each.step not in self.answers for each in self.promises):
            left = sum(each.step not in self.answers for each in self.promises)
            one = daytext.plural(left, "promise is", "promises are")
            self.refuse(f"{one} still to be asked: 1 keep, 2 move, 3 hand over.")
            self.action_list()
        else:
            self.write(self.shown)

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
            self.trouble(error)
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
            self.trouble(error)
            return
        self.wrote(change)

    def _highlighted(self) -> Promised | None:
        value = self.sheet.value
        return value if isinstance(value, Promised) else None

    def _take(self, answer: Answer | None) -> None:
        if answer is not None:
            self.answers[answer.step] = answer
            self.settle()
            self.draw_leave()
            self.sheet.focus()
            self.sheet.action_move(1)

    def _understood(self, words: str) -> Heard:
        return away_words.read(words, self.clock.now().date(), self._named)

    def _named(self, words: str, today: date) -> away_words.Named:
        found = self._day(words, today)
        return away_words.Named(found.date, found.last, found.sure)

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
        return assemble((f"{self.shown.away.words}{doubt}", "bold"), Content("\n"), (told(self.shown), QUIET))

    def _rows(self, width: int) -> list[SheetRow]:
        today = self.clock.now().date()
        if self.shown is not None:
            return promise_rows(self.promises, self.answers, width, today) or plain(*said(_NONE, width))
        told_days = () if self.settings is None else aways.coming(self.settings, today)
        if not told_days:
            return plain(*said(_EMPTY, width))
        return standing(told_days, width)
