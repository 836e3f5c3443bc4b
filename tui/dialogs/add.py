"""`+`: an account, a person, a note, an opening, something worth giving."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on

from tui.dialogs.answers import Added
from tui.dialogs.choice import Choice, Row, Rows
from tui.dialogs.forms import AccountForm, AssetForm, Form, OpeningForm, PersonForm, RemarkForm
from tui.dialogs.frame import Dialog, Whom
from tui.dialogs.settled import USUAL

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from playbook.words import PersonId
    from tui.dialogs.when import Reader

_ACCOUNT = Row("account", "an account", "a company, with or without a person")
_ASSET = Row("asset", "something worth giving", "a gift, for the library")
_MORE = (
    Row("person", "a person", "at this account"),
    Row("note", "a note", "a note, a pain, a point agreed"),
    Row("opening", "an opening", "a change that is worth a call"),
)
_TITLES = {
    "account": "A new account", "person": "Somebody new", "note": "A line for the card", "opening": "An opening",
    "asset": "Something worth giving",
}  # fmt: skip


class AddDialog(Dialog[Added]):
    """First what, then its lines; without a highlighted account only an account can be added."""

    TITLE_TEXT = "Add"
    ACCEPT = "goes on"
    RULE = "R22  A dated opening plants touches 90 and 30 days before it. R32  A new account waits in the pool."
    ROOM = 26
    AUTO_FOCUS: ClassVar[str] = "#what"

    def __init__(
        self, whom: Whom | None, reader: Reader, what: str = "", *, country: str = USUAL,
        people: Sequence[tuple[PersonId, str]] = (), who: PersonId | None = None,
    ) -> None:  # fmt: skip
        """`whom` is the highlighted account; `what` goes straight to that form; `country` is the rep's own.

        `people` are those at the account, `who` is the one highlighted: who said what is noted (R41).
        """
        super().__init__(whom)
        self._people = people
        self._who = who
        self._reader = reader
        self._what = what
        self._country = country
        self._form: Form | None = None

    def title_text(self) -> str:
        """The title follows what is added."""
        return _TITLES.get(self._what, self.TITLE_TEXT)

    def body(self) -> ComposeResult:
        """The choice, or the form that was asked for."""
        if self._what:
            self._form = self._made()
            yield self._form
        else:
            yield Choice((*_MORE, _ACCOUNT, _ASSET) if self.whom else (_ACCOUNT, _ASSET), name="what")

    def on_mount(self) -> None:
        """Begin to write where a form stands already."""
        super().on_mount()
        if self._form is not None:
            self.query_one(self._form.FIRST).focus()

    def keys(self) -> list[tuple[str, str, str]]:
        """`enter` goes on, then adds."""
        found = super().keys()
        return found if self._form is None else [("enter", "adds it", "accept"), *found[1:]]

    @on(Rows.Picked)
    def _go_on(self, event: Rows.Picked) -> None:
        """A pick goes on."""
        event.stop()
        self.action_accept()

    def answer(self) -> Added | None:
        """Go on to the form, or return what it holds."""
        if self._form is None:
            self._what = self.query_one(Choice).value
            form = AddDialog(
                self.whom, self._reader, self._what, country=self._country, people=self._people, who=self._who
            )
            self.app.push_screen(form, self._pass_on)
            return None
        added = self._form.added()
        if added is None:
            self.refuse(self._form.missing())
        return added

    def _pass_on(self, added: Added | None) -> None:
        """Hand on the form's answer; esc there comes back to the choice."""
        if added is not None:
            self.dismiss(added)

    def _made(self) -> Form:
        makers: dict[str, Callable[[], Form]] = {
            "account": AccountForm,
            "person": PersonForm,
            "note": lambda: RemarkForm(self._people, self._who),
            "opening": lambda: OpeningForm(self._reader),
            "asset": lambda: AssetForm(self._reader),
        }
        form = makers[self._what]()
        form.country = self._country
        return form
