"""One question with a few answers: letting go (R28), starring (R19), anything that asks once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from playbook import daywords, dumping
from tui.content import note
from tui.dialogs.answers import ConfirmAnswer
from tui.dialogs.choice import Choice, Row, Rows
from tui.dialogs.frame import Dialog, Whom
from tui.widgets.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from playbook.facts import AccountFacts
    from tui.ways import Way


NO = "no"
"""The answer that changes nothing: the same as esc."""


class ConfirmDialog(Dialog[ConfirmAnswer]):
    """Ask once; a digit answers at once, and what changes nothing stands first: `enter` in haste does no harm."""

    ACCEPT = "takes it"
    AUTO_FOCUS: ClassVar[str] = "#choice"
    DEFAULT_CSS = """
    ConfirmDialog .facts { height: auto; margin-bottom: 1; }
    """

    def __init__(
        self,
        whom: Whom | None,
        question: str,
        *,
        rows: tuple[Row[str], ...] = (Row(NO, "no", "nothing changes"), Row("yes", "yes")),
        facts: Sequence[str] = (),
        rule: str = "",
    ) -> None:
        """Ask `question`; `facts` are lines that the rep should know, in plain text."""
        super().__init__(whom)
        self._question = question
        self._rows = tuple(sorted(rows, key=lambda row: row.value != NO))
        self._facts = facts
        self._rule = rule

    def title_text(self) -> str:
        """The question is the title."""
        return self._question

    def rule_text(self) -> str:
        """The rule that asks."""
        return self._rule

    def body(self) -> ComposeResult:
        """What to know, and the answers."""
        for fact in self._facts:
            yield Prose(note(fact), classes="facts")
        yield Choice(self._rows, name="choice")

    @on(Rows.Picked)
    def _at_once(self, event: Rows.Picked) -> None:
        """A digit or a click answers."""
        event.stop()
        self.action_accept()

    def answer(self) -> ConfirmAnswer | None:
        """Return the choice; `no` is the same as esc."""
        choice = self.query_one(Choice).value
        if choice == NO:
            self.dismiss(None)
            return None
        return ConfirmAnswer(choice)


class LineDialog(ConfirmDialog):
    """A question with a line to copy: what to say to them, kindly."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+y", "copy_line", "copies the line", id="line.copy"),
        Binding("ctrl+o", "mail_line", "mails it", id="line.mail"),
    ]
    DEFAULT_CSS = """
    LineDialog #kind { height: auto; margin-bottom: 1; padding: 0 2; color: $foreground-muted; }
    LineDialog #kind { border-left: outer $block-cursor-background; }
    """
    _kind_line = ""
    mail: Way | None = None
    """The mail that carries the line, where somebody there has an address that is not barred."""

    def body(self) -> ComposeResult:
        """The line, the facts, the answers."""
        yield Prose(note(self._kind_line), id="kind")
        yield from super().body()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the mail only where there is one."""
        return self.mail is not None if action == "mail_line" else super().check_action(action, parameters)

    def action_mail_line(self) -> None:
        """Open the mail; the question still stands."""
        if self.mail is not None:
            self.run_worker(self._mailed(self.mail))

    async def _mailed(self, way: Way) -> None:
        from tui import outside

        handed = await outside.follow(self.app, way.link, way.plain)
        self.refuse(handed.words)

    def action_copy_line(self) -> None:
        """Copy the line."""
        self.app.copy_to_clipboard(self._kind_line)
        self.refuse("The line is on the clipboard, if your terminal allows it.")


class DumpDialog(LineDialog):
    """Let go, quietly and nicely: what ends, the softer way where they fit, and the kind line to copy (R28)."""

    ROOM = 28

    def __init__(
        self,
        whom: Whom,
        *,
        account: AccountFacts,
        kind_line: str,
        fits: bool,
        hours: float = 0.0,
        evidence: Sequence[str] = (),
    ) -> None:
        """`account` has what ends, `fits` offers the tickle first, `hours` is what a quarter wins (R30).

        Letting go is `2` either way; what stands first never does it.
        """
        soft = Row("tickle", "fits, not ready: tickle it", "a gift in 60 days")
        keep, dump = Row(NO, "keep them", "nothing changes"), Row("dump", "let them go", _won(hours))
        super().__init__(
            whom,
            "Let them go?",
            facts=(*evidence, _ending(account)),
            rule="R28  Quietly and nicely: no message is planned. R29  No import brings them back.",
        )
        self._rows = (soft, dump, keep) if fits else (keep, dump)
        self._kind_line = kind_line


class DeclineDialog(LineDialog):
    """Somebody who was let go contacts us: what was, and the polite line (R29)."""

    def __init__(self, whom: Whom, *, line: str, history: Sequence[str]) -> None:
        """`history` is what passed between us, in a few lines; `line` declines politely."""
        super().__init__(
            whom,
            "They were let go, and now they call",
            rows=(
                Row("log", "decline", "then an outcome key logs their call"),
                Row("revive", "bring them back", "with a reason; a fresh start"),
            ),
            facts=("\n".join(history),),
            rule="R29  Stays dumped until you revive it; their call is marked as inbound.",
        )
        self._kind_line = line


def _won(hours: float) -> str:
    return f"wins {hours:.1f} hours a quarter" if hours else "no message goes out"


def _ending(account: AccountFacts) -> str:
    """Return what ends: promises and open proposals, with their words."""
    sent = [f"proposal, {daywords.full(each.on)}: {each.text}" for each in account.remarks if each.about == "proposal"]
    lines = [*dumping.ends(account).lines, *sent]
    return "\n".join(["This ends with it:", *lines]) if lines else "No promise and no open proposal ends with it."
