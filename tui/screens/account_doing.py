"""What keys do on an account's page without leaving it: change, add, star, note, tick signs, undo (R39)."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from playbook import moves
from playbook.errors import NotYetError
from playbook.words import AccountId
from tui import adding, firms, readmitting
from tui.course import Course
from tui.dialogs.frame import Answer
from tui.screens import account_mend
from tui.screens.account_asking import Asking, Question
from tui.screens.account_edit import question
from tui.screens.account_facts import Held, HeldStar
from tui.screens.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from playbook.decision import Draft
    from playbook.words import PersonId
    from storage.book import Book
    from storage.views import Change, Prospect
    from tui.clock import Clock
    from tui.dialogs.answers import Added, NoteAnswer, SignalsAnswer
    from tui.firms import Firm
    from tui.writing import Desk


class Doing(Page[Answer]):
    """Asks, writes each answer as one action, and says what was written."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u,ctrl+z", "undo", "takes back", show=False, id="account.undo"),
        Binding("ctrl+r", "redo", "brings back", show=False, id="account.redo"),
        Binding("plus", "add", "adds", show=False, id="account.add-here"),
        Binding("asterisk", "star", "dream client", show=False, id="account.star-here"),
        Binding("exclamation_mark", "signs", "signs", show=False, id="account.signs-here"),
        Binding("ampersand", "mend", "who is who", show=False, id="account.mend"),
    ]

    desk: Desk
    clock: Clock
    account: AccountId
    prospect: Prospect | None = None
    changes: tuple[Change, ...] = ()

    @abstractmethod
    def read(self) -> object:
        """Read the account again and draw it."""

    @abstractmethod
    def held(self) -> object:
        """Return what the highlighted line stands for."""

    @abstractmethod
    def whose(self) -> PersonId | None:
        """Return whose line is highlighted, None for the company's own."""

    @abstractmethod
    def say(self, text: str, *, trouble: bool = False) -> None:
        """Say one sentence above the keys."""

    def trouble(self, error: NotYetError) -> None:
        """Say why nothing was written."""
        self.say(f"{error.message} {error.hint}".rstrip(), trouble=True)

    def action_edit(self, first: str = "note") -> None:
        """Change what is highlighted: a field, a touch, a step; or lift a bar."""
        asked = self._asked(self.held(), first)
        if asked is not None:
            self.ask(asked)

    def action_star(self) -> None:
        """Set or take off the star (R19)."""
        asked = self._asked(HeldStar())
        if asked is not None:
            self.ask(asked)

    def _asked(self, held: object, first: str = "note") -> Question | None:
        from tui.asking import day_reader

        if self.prospect is None:
            return None
        reader = day_reader(self.prospect, self.clock)
        return question(held, Asking(self.prospect, self.clock.now(), reader, self._firm, first))

    @work(exclusive=True, group="edit")
    async def ask(self, asked: Question) -> None:
        """Ask about a line and write the answer as one action."""
        answer: Any = True if asked.dialog is None else await self.app.push_screen_wait(asked.dialog)
        if answer is None:
            self.say("Nothing was written.")
            return
        await self._write(lambda book: asked.build(book, answer), asked.words)

    def action_signs(self) -> None:
        """Tick signs of a time drainer (R24)."""
        from tui.dialogs.frame import Whom
        from tui.dialogs.signals import SignalsDialog

        prospect, today = self.prospect, self.clock.now().date()
        if prospect is None:
            return
        account, who = prospect.account, self.whose()

        def build(_: Book, answer: SignalsAnswer) -> tuple[Draft, ...]:
            return tuple(moves.signal(account, sign, today, who) for sign in answer.seen)

        self.ask(Question(SignalsDialog(Whom(account.name), account.signals), build, f"signs · {account.name}"))

    def action_note(self) -> None:
        """Write a note for the card (R45)."""
        from tui.dialogs.frame import Whom
        from tui.dialogs.note import NoteDialog

        prospect, today = self.prospect, self.clock.now().date()
        if prospect is None:
            return
        account, who = prospect.account, self.whose()

        def build(_: Book, answer: NoteAnswer) -> tuple[Draft, ...]:
            return (moves.remark(account.id, "note", answer.text, today, who),) if answer.text else ()

        self.ask(Question(NoteDialog(Whom(account.name)), build, f"note · {account.name}"))

    def action_add(self) -> None:
        """Add a person, a note, an opening here; or another account."""
        if self.prospect is not None:
            self.app.push_screen(adding.dialog(self.prospect, self.clock, self.whose()), self._added)

    def _added(self, answer: Added | None) -> None:
        prospect = self.prospect
        if answer is None or prospect is None:
            return
        today = self.clock.now().date()

        def write() -> None:
            words = adding.words(answer, prospect.account.name)
            self.put(lambda book: adding.drafts(answer, today, book.prospect(self.account, self.clock.now())), words)

        self.run_worker(readmitting.ask(self.app, self.desk, adding.fields(answer), write), group="welcome")

    @work(group="edit")
    async def put(self, build: Callable[[Book], tuple[Draft, ...]], words: str) -> None:
        """Write what needs no question."""
        await self._write(build, words)

    async def _write(self, build: Callable[[Book], tuple[Draft, ...]], words: str) -> None:
        now = self.clock.now()

        def write(book: Book) -> Change | None:
            drafts = build(book)
            return book.record(drafts, now=now, label=words) if drafts else None

        try:
            change = await self.desk.run(write)
        except NotYetError as error:
            self.trouble(error)
            return
        if change is None:
            self.say("Nothing differs: nothing was written.")
        else:
            self._done(change, f"{change.label}. u takes it back.")

    def _done(self, change: Change, words: str) -> None:
        self.changes = (*self.changes, change)
        self.say(words)
        self.read()

    def action_undo(self) -> None:
        """Take back the newest action, whichever screen it was made on, and name it (R39)."""
        if not self.busy:
            self.turn(redo=False)

    def action_redo(self) -> None:
        """Bring back what was taken back last (R39)."""
        if not self.busy:
            self.turn(redo=True)

    @work(group="edit")
    async def turn(self, *, redo: bool) -> None:
        """Take back or bring back; where it was about many, it says how far it is, and `esc` stops it."""
        now, course = self.clock.now(), Course("Bringing back" if redo else "Taking back")

        def turned(book: Book) -> Change:
            return book.redo(now, course.heard) if redo else book.undo(now, heard=course.heard)

        try:
            change = await self.going(self.desk, course, turned)
        except NotYetError as error:
            self.trouble(error)
            return
        words = "Back again: {}. u takes it back." if redo else "Taken back: {}. ctrl+r brings it back."
        self._done(change, words.format(change.label))

    def action_mend(self) -> None:
        """Merge this company or somebody here, move somebody, split a merge."""
        if self.prospect is not None:
            self.mend(self.prospect)

    @work(exclusive=True, group="edit")
    async def mend(self, prospect: Prospect) -> None:
        """Ask who is who, and show what became of it; where this company went into another, that one is shown."""
        try:
            held = self.held()
            person = held.person if isinstance(held, Held) else None
            change = await account_mend.mend(self, self.desk, self.clock, prospect, person)
            if change is None:
                self.say("Nothing was written.")
                return
            account = self.account
            roots = await self.desk.run(lambda book: book.roots([account]))
        except NotYetError as error:
            self.trouble(error)
            return
        self.account = AccountId(roots.get(account, account))
        self._done(change, f"{change.label}. u takes it back.")

    async def _firm(self, name: str) -> Firm | None:
        """Look a firm up by its name (R21)."""
        return await self.desk.run(lambda book: firms.called(book, name))
