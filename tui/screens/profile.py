"""Three questions on the columns that a list brought make a first profile (R1); what it does is seen at once (R3)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from playbook import profiling
from playbook.errors import NotYetError
from tui import rescored
from tui.content import assemble, line, note
from tui.dialogs.choice import QUIET
from tui.screens import profile_rows
from tui.screens.importing_rows import GO_ON
from tui.screens.page import BookPage
from tui.screens.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from playbook.profiling import Question
    from playbook.settings import Criterion, Settings
    from storage.views_profile import Rescored
    from tui.clock import Clock
    from tui.dialogs.keys import Key
    from tui.writing import Desk

_TICK = 0.2
_NOTHING_YET = "Tick some, and see what that does. Nothing is saved before the last page."
_HINTS = {
    profiling.Ask.WHICH: "as many as are true",
    profiling.Ask.PLACE: "as many as are true",
    profiling.Ask.SIZE: "the thirds of your own book",
}
_READING = "Looking at what your list says about each account …"


class Ticks(Sheet):
    """The options: `space` or a click ticks, `enter` goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "tick", "ticks", show=False, id="profile.tick")]

    def action_tick(self) -> None:
        """Turn the highlighted tick over."""
        self.post_message(self.Chosen(self, self.value))

    def action_choose(self) -> None:
        """Go on, whatever is highlighted."""
        self.post_message(self.Chosen(self, GO_ON))


class ProfileScreen(BookPage):
    """Asks, shows what the answers do, and saves them as one undoable action."""

    TITLE_TEXT = "Profile: who buys from you?"
    AUTO_FOCUS: ClassVar[str] = "#options"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "before", "the question before", id="profile.before"),
    ]
    DEFAULT_CSS = """
    ProfileScreen #question { height: auto; margin-bottom: 1; }
    ProfileScreen #preview { height: auto; max-height: 6; margin-top: 1; }
    """

    def __init__(self, desk: Desk, clock: Clock) -> None:
        """Start before the first question."""
        super().__init__(desk, clock)
        self._settings: Settings | None = None
        self._questions: tuple[Question, ...] = ()
        self._answers: dict[int, frozenset[int]] = {}
        self._place = 0
        self._found: Rescored | None = None
        self._looked = (0, 0)
        """Accounts looked at, of how many; set on the book's thread."""

    def page(self) -> ComposeResult:
        """The question, its options, what the answers do."""
        yield Static(Content(""), id="question")
        yield Ticks(id="options")
        yield Static(Content(""), id="preview")

    def on_mount(self) -> None:
        """Look at the columns."""
        super().on_mount()
        self.read_columns()

    def keys(self) -> list[Key]:
        """What works at this question, or on the last page."""
        before: list[Key] = [("←", "the question before", "before")] if self._place else []
        if not self._questions:
            return super().keys()
        if self._question is None:
            return [("enter", "saves", "go_on"), *before, ("esc", "leaves it as it was", "back")]
        return [("space", "ticks", "tick"), ("enter", "goes on", "go_on"), *before, ("esc", "skips", "back")]

    @work(exclusive=True, group="columns")
    async def read_columns(self) -> None:
        """Make the questions out of the book; it runs on the book's thread."""
        self._say(_READING)
        try:
            self._settings = await self.desk.read(lambda book: book.settings())
            self._questions = profiling.questions(await self.desk.read(lambda book: book.columns()))
        except NotYetError as error:
            self._say(str(error), "$text-warning")
            return
        self._say("")
        self._ask()

    @on(Ticks.Chosen)
    def _chosen(self, event: Ticks.Chosen) -> None:
        """Tick an option, or go on."""
        event.stop()
        question = self._question
        if event.value == GO_ON:
            self.action_go_on()
        elif question is not None and isinstance(event.value, int):
            self._answers[self._place] = profiling.toggled(question, self._ticks(self._place), event.value)
            self._draw()
            self.preview()

    def action_tick(self) -> None:
        """Tick by the mouse on the key line."""
        self.query_one(Ticks).action_tick()

    def action_go_on(self) -> None:
        """To the next question; from the last page, save."""
        if self._settings is None or not self._questions:
            return
        if self._question is None:
            self.save()
            return
        self._answers.setdefault(self._place, self._ticks(self._place))
        self._place += 1
        self._ask()

    def action_before(self) -> None:
        """Back to the question before."""
        if self._place:
            self._place -= 1
            self._ask()

    def action_back(self) -> None:
        """Skip a question: what the profile says there stays as it is; from the last page, leave."""
        if self._question is None:
            self.dismiss(None)
            return
        self._answers.pop(self._place, None)
        self._place += 1
        self._ask()

    @work(exclusive=True, group="preview")
    async def preview(self) -> None:
        """Look at the book through the answers so far; a newer answer stops an older look."""
        wanted = self._wanted()
        if wanted is None or wanted == self._settings:
            self._found = None
            self._draw()
            return
        self._looked = (0, 0)
        timer = self.set_interval(_TICK, self._draw_preview)
        try:
            self._found = await self.desk.read(lambda book: book.rescored(wanted, self._told))
        except NotYetError as error:
            self._say(str(error), "$text-warning")
            return
        finally:
            timer.stop()
        self._looked = (0, 0)
        self._draw()

    @work(exclusive=True, group="save")
    async def save(self) -> None:
        """Write the profile as one action; the page closes with the change."""
        wanted, now = self._wanted(), self.clock.now()
        if wanted is None or wanted == self._settings:
            self.dismiss(None)
            return
        self._say("Saving, and looking at every account anew …")
        try:
            change = await self.desk.run(lambda book: book.set_settings(wanted, now))
        except NotYetError as error:
            self._say(str(error), "$text-warning")
            return
        self.dismiss(change)

    @property
    def holds_change(self) -> bool:
        """Something was answered, and it is not saved yet."""
        return self._wanted() not in {None, self._settings}

    @property
    def _question(self) -> Question | None:
        """The question asked now; None on the last page and where there is none."""
        return self._questions[self._place] if self._place < len(self._questions) else None

    def _ticks(self, place: int) -> frozenset[int]:
        """What is ticked: the answer, else what the profile says already."""
        held = () if self._settings is None else self._settings.profile
        return self._answers.get(place, profiling.ticked(self._questions[place], held))

    def _wanted(self) -> Settings | None:
        """The settings that the answers make."""
        if self._settings is None:
            return None
        profile: tuple[Criterion, ...] = self._settings.profile
        for place, ticks in sorted(self._answers.items()):
            profile = profiling.answered(profile, self._questions[place], ticks)
        return replace(self._settings, profile=profile)

    def _told(self, looked: int, total: int) -> None:
        self._looked = (looked, total)

    def _ask(self) -> None:
        """Ask the question of this place, or show what the answers make."""
        question = self._question
        if question is None and self._questions and self._wanted() == self._settings:
            self.dismiss(None)
            return
        self._draw(top=True)
        self.query_one(Ticks).focus()
        self.preview()

    def _draw(self, *, top: bool = False) -> None:
        question, sheet = self._question, self.query_one(Ticks)
        if question is not None:
            ticks = self._ticks(self._place)
            sheet.fill(lambda width: profile_rows.options(question, ticks, width), top=top)
            self.aside(Content(f"{self._place + 1} of {len(self._questions)} · ") + line(question.field))
            words = Content("\n").join([line(question.words, "bold"), line(_HINTS[question.ask], QUIET)])
        elif self._questions:
            wanted = self._wanted()
            profile = () if wanted is None else wanted.profile
            told = () if self._found is None else rescored.lines(self._found)
            sheet.fill(lambda width: profile_rows.summary(profile, told, width), top=top)
            self.aside(Content(""))
            words = assemble(("This is who usually buys from you", "bold"), "  ", ("nothing is saved yet", QUIET))
        else:
            sheet.fill(profile_rows.nothing, top=top)
            words = Content("")
        asked = self.query_one("#question", Static)
        asked.update(words)
        asked.display = bool(words.plain)
        self._draw_preview()
        self.draw_keys()

    def _draw_preview(self) -> None:
        """Show what the answers do, or how far the look at the book is."""
        looked, total = self._looked
        if total:
            self._say(f"looking at {looked:,} of {total:,} accounts …")
        elif self._question is None:
            self._say("")
        elif self._found is None:
            self._say(_NOTHING_YET if self._questions else "")
        else:
            first, *rest = rescored.lines(self._found)
            self._say_lines(first, rest)

    def _say(self, words: str, style: str = QUIET) -> None:
        self.query_one("#preview", Static).update(note(words, style))

    def _say_lines(self, first: str, rest: Sequence[str]) -> None:
        told = assemble((first, "bold $accent"), ("  " + " · ".join(rest), QUIET))
        self.query_one("#preview", Static).update(told)
