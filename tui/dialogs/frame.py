"""What all dialogs share: one quiet sheet with a title, a body, one dim rule line and the keys that work now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.content import line, listed
from tui.dialogs.choice import DIGITS, Rows
from tui.dialogs.fields import LineInput, NoteArea
from tui.dialogs.keys import Keys
from tui.dialogs.once import Once
from tui.keymap import written
from tui.widgets.prose import Prose

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tui.target import Target

Answer = TypeVar("Answer")

_ROOM_FOR_DIGITS = 16
"""Lines of the terminal under which the key line says only how to answer and how to leave."""


@dataclass(frozen=True, slots=True)
class Whom:
    """Whom a dialog is about; stands at its top so that nothing lands on the wrong account."""

    account: str
    person: str = ""
    how: str = ""
    """The channel, in a word."""

    @classmethod
    def of(cls, target: Target) -> Whom:
        """Return whom a highlighted row is about."""
        return cls(target.name, target.person_name, "" if target.channel is None else str(target.channel))

    def line(self) -> Content:
        """Return "Acme Robotics · Dana Cole · call" as plain content: names are foreign text."""
        return listed([self.account, self.person, self.how])


class Dialog(Once[Answer], ModalScreen[Answer | None]):
    """A small question: `enter` answers, `esc` cancels with nothing changed."""

    ACCEPT: ClassVar[str] = "saves"
    """What `enter` does, in the rep's words."""
    CANCEL: ClassVar[str] = "cancels, writes nothing"
    """What `esc` does."""
    DIGITS: ClassVar[str] = "takes it at once"
    """What a digit does on the dialog's list. One rule for all: it takes its line at once where nothing else is asked
    for that line, and goes on to what is asked where something is; on ticks it ticks."""
    TITLE_TEXT: ClassVar[str] = ""
    ROOM: ClassVar[int] = 20
    """Lines of the terminal under which the rule line and the padding go, so that everything asked stays in sight."""
    RULE: ClassVar[str] = ""
    """The rule behind it, in one dim line that starts with its number."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "cancels", id="dialog.cancel"),
        Binding("enter", "accept", "saves", id="dialog.accept"),
        Binding("up", "app.focus_previous", "line above", show=False, id="dialog.up"),
        Binding("down", "app.focus_next", "line below", show=False, id="dialog.down"),
    ]

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog > #sheet {
        width: 76; max-width: 100%; height: auto; max-height: 100%;
        background: $surface; padding: 1 3;
        border-left: outer $primary;
    }
    Dialog #title { height: auto; text-style: bold; color: $foreground; }
    Dialog #title.-alone { margin-bottom: 1; }
    Dialog #whom { height: 1; color: $foreground-muted; margin-bottom: 1; }
    Dialog #whom { text-wrap: nowrap; text-overflow: ellipsis; }
    Dialog #body { height: auto; scrollbar-size-vertical: 1; }
    Dialog #body > *:last-child { margin-bottom: 0; }
    Dialog #body > WhenField:last-child > #understood { margin: 0 0 0 16; }
    Dialog #said { height: auto; color: $text-warning; display: none; margin-top: 1; }
    Dialog #said.-shown { display: block; }
    Dialog #rule { height: auto; color: $foreground-muted; margin-top: 1; }
    Dialog #key-line { margin-top: 1; }
    Dialog.-tight > #sheet { padding: 0 2; }
    Dialog.-tight #rule, Dialog #rule.-none { display: none; }
    """

    def __init__(self, whom: Whom | None = None) -> None:
        """Ask about `whom`; None where no account is meant."""
        super().__init__()
        self.whom = whom

    def compose(self) -> ComposeResult:
        """Lay out the sheet."""
        with Vertical(id="sheet"):
            yield Prose(line(self.title_text()), id="title", classes="-alone" if self.whom is None else "")
            if self.whom is not None:
                yield Static(self.whom.line(), id="whom")
            with VerticalScroll(id="body", can_focus=False):
                yield from self.body()
            yield Prose(Content(""), id="said")
            rule = self.rule_text()
            yield Prose(Content(rule), id="rule", classes="" if rule else "-none")
            yield Keys(id="key-line")

    def title_text(self) -> str:
        """Return the title; a dialog may word it by what it was given."""
        return self.TITLE_TEXT

    def rule_text(self) -> str:
        """Return the rule line; a dialog may word it by what it was given."""
        return self.RULE

    def body(self) -> ComposeResult:
        """Yield what is asked."""
        yield from ()

    def on_mount(self) -> None:
        """Draw the keys once everything stands."""
        self.draw_keys()

    def on_resize(self) -> None:
        """Give the body what the lines around it leave; it scrolls where that is too little."""
        self.set_class(self.size.height < self.ROOM, "-tight")
        self.draw_keys()
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        if not self.query("#sheet") or not self.query("#body"):
            return  # closed before it was drawn: fast fingers
        sheet, body = self.query_one("#sheet"), self.query_one("#body")
        others = [child for child in sheet.children if child is not body and child.display]
        around = sheet.gutter.height + sum(child.outer_size.height + child.styles.margin.height for child in others)
        body.styles.max_height = max(2, self.size.height - around)

    def keys(self) -> list[tuple[str, str, str]]:
        """Return the keys that work now: `enter` first, `esc` last, the dialog's own between."""
        own = [bound for bound in type(self).BINDINGS if isinstance(bound, Binding) and bound.show]
        middle = [
            (written(bound.key), bound.description, bound.action)
            for bound in own
            if bound.action not in {"accept", "cancel"} and self.check_action(bound.action, ())
        ]
        return [("enter", self.ACCEPT, "accept"), *self._digits(), *middle, ("esc", self.CANCEL, "cancel")]

    def _digits(self) -> list[tuple[str, str, str]]:
        """Return what digits do on the list that has the keys; none while a line is written on."""
        rows = self.focused
        if not isinstance(rows, Rows) or self.size.height < _ROOM_FOR_DIGITS:
            return []
        last = min(len(rows.rows), len(DIGITS))
        digits = f"1-{last}" if last > 1 else "1"
        return [(digits, rows.TICKS or self.DIGITS, "pick")]

    def action_pick(self) -> None:
        """Take the highlighted line of the list, as its digit does."""
        if isinstance(self.focused, Rows):
            self.focused.action_pick()

    def on_descendant_focus(self) -> None:
        """What digits do depends on the line that has the keys."""
        self.draw_keys()

    def draw_keys(self) -> None:
        """Draw the key line again: what works has changed. There is none where the planner is left meanwhile."""
        for each in self.query(Keys):
            each.show(self.keys())

    def written(self, name: str) -> str:
        """Return what stands in the line of that name, cleaned."""
        return self.query_one(f"#{name}", LineInput).line

    def refuse(self, reason: str) -> None:
        """Say why `enter` did nothing; an empty reason takes the line away."""
        line = self.query_one("#said", Static)
        line.update(Content(reason))
        line.set_class(bool(reason), "-shown")
        self.call_after_refresh(self._fit)

    def answer(self) -> Answer | None:
        """Return the answer as it stands, or None after `refuse` when something is missing."""
        raise NotImplementedError

    def action_accept(self) -> None:
        """Answer, if everything needed is there."""
        self.refuse("")
        answer = self.answer()
        if answer is not None:
            self.dismiss(answer)

    def action_cancel(self) -> None:
        """Leave with nothing changed."""
        self.dismiss(None)

    @on(Input.Submitted)
    @on(NoteArea.Submitted)
    @on(Rows.Chosen)
    def _accept_line(self, event: Message) -> None:
        """`enter` on any line answers the whole dialog."""
        event.stop()
        self.action_accept()
