"""`enter`: an account's page: everything known and everything that happened; every line is changed in place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from playbook import outcomes
from playbook.errors import NotYetError
from playbook.facts import Signal, Step, Touch
from tui import keys
from tui.content import assemble, cells, line, listed
from tui.screens.account_doing import Doing
from tui.screens.account_facts import Held, facts
from tui.screens.account_places import refill
from tui.screens.account_record import copied, record
from tui.screens.handing import Handing
from tui.screens.page import Page
from tui.screens.sheet import Sheet
from tui.target import RowKey, Target
from tui.widgets.shown import Shown, fit_words

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from playbook.words import AccountId, PersonId
    from storage.erase_views import Erased
    from storage.views import Change
    from tui.clock import Clock
    from tui.dialogs.keys import Key
    from tui.outside import Handed
    from tui.ways import Way
    from tui.writing import Desk

_ALL_TOUCHES = -1
_PASSED_ON = {row.key for row in outcomes.OUTCOMES} | {"i", "z", "d", "r", "@"}
"""Keys that mean the same here as on the main screen: the page closes and the main screen takes them."""
COPIED = "Copied, if your terminal allows it: {}"
_AROUND = 6
"""Cells beside and between the name and what stands at its right."""
_SHORT, _NARROW, _WIDE = 24, 80, 130
"""Lines and columns of the terminal under which the key line says only what is used most; and from which, all of it."""


@dataclass(frozen=True, slots=True)
class AccountAnswer:
    """What the page leaves behind."""

    key: str = ""
    """The key pressed here that belongs to the account: the main screen takes it."""
    changes: tuple[Change, ...] = ()
    """What was changed here."""
    erased: bool = False
    """It was erased from here, or somebody at it (R38)."""


class Half(Sheet):
    """One half of the page; nothing touches its scrollbar."""

    AIR = 1


class AccountScreen(Doing[AccountAnswer], Handing[AccountAnswer | None]):
    """Facts on the left, the record on the right; one at a time where there is no room for both."""

    AUTO_FOCUS: ClassVar[str] = "#record"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,shift+tab", "other_half", "facts or record", id="account.half"),
        Binding("ctrl+y", "copy", "copies", id="account.copy"),
        Binding("ctrl+o", "follow", "opens the link", id="account.follow"),
        Binding("number_sign", "ways", "every way", id="account.ways"),
        Binding("delete", "erase", "erases for good", show=False, id="account.erase"),
        Binding("q", "back", "back", show=False, id="account.back"),
    ]
    DEFAULT_CSS = """
    AccountScreen #halves > #facts { width: 2fr; margin-right: 3; }
    AccountScreen #halves > #record { width: 3fr; }
    AccountScreen.-one #halves > #facts { margin-right: 0; }
    AccountScreen.-one.-record #facts { display: none; }
    AccountScreen.-one.-facts #record { display: none; }
    AccountScreen #trouble { height: auto; max-height: 3; color: $foreground-muted; padding: 0 2; }
    AccountScreen #trouble.-bad { color: $text-warning; }
    """
    TWO = 110
    """Columns from which both halves stand side by side."""

    def __init__(self, desk: Desk, clock: Clock, account: AccountId) -> None:
        """Show `account`; outcome keys close the page and are handed on (`AccountAnswer.key`)."""
        super().__init__(classes="-record")
        self.desk = desk
        self.clock = clock
        self.account = account

    def page(self) -> ComposeResult:
        """Both halves."""
        with Horizontal(id="halves"):
            yield Half(id="facts")
            yield Half(id="record")
        yield Static(Content(""), id="trouble")

    def on_mount(self) -> None:
        """Read the account."""
        Page.on_mount(self)
        self.read()

    def on_resize(self) -> None:
        """One half or two."""
        self.set_class(self.size.width < self.TWO, "-one")
        self.draw_keys()
        self._head()

    def keys(self) -> list[Key]:
        """What works on the half that has the keys, what is used most first."""
        here = self.has_class("-facts")
        enter = "notes why" if isinstance(self.held(), Signal) else "changes"
        found: list[Key] = [("tab", "record" if here else "facts", "other_half"), ("enter", enter, "edit")]
        if not here and isinstance(self.held(), Touch):
            found += [("space", "its note", "edit('note')"), ("@", "its time", "edit('when')")]
        else:
            found.append(("space", "note", "note"))
        way = self._way()
        found.append(("ctrl+o", way.verb, "follow") if way is not None and way.link else ("#", "reach", "ways"))
        found += [("ctrl+y", "copies", "copy"), ("u", "undo", "undo")]
        if self.size.height >= _SHORT and self.size.width >= _NARROW:
            found += [("+", "adds", "add"), ("&", "who is who", "mend")]
        if self.size.width >= _WIDE:
            found.append(("del", "erases", "erase"))
        return [*found, *super().keys()]

    @work(exclusive=True)
    async def read(self) -> None:
        """Read the account again and draw it."""
        now = self.clock.now()
        try:
            prospect = await self.desk.run(lambda book: book.prospect(self.account, now, touches=_ALL_TOUCHES))
        except NotYetError as error:
            self.trouble(error)
            return
        self.prospect = prospect
        self.query_one("#title", Static).update(line(prospect.account.name, "bold"))
        self._head()
        refill(self.query_one("#facts", Sheet), lambda width: facts(prospect, width))
        refill(self.query_one("#record", Sheet), lambda width: record(prospect, now, width))
        self.draw_keys()

    def _head(self) -> None:
        """Say their time and the verdict beside the name; what has no room beside it goes, and is never cut."""
        prospect = self.prospect
        if prospect is None:
            return
        there = prospect.world.there
        clock = f"{there:%H:%M} there" if there else ""
        room = self.size.width - _AROUND - cells(prospect.account.name)
        fit = fit_words(prospect)
        self.aside(
            listed(next((each for each in ([fit, clock], [clock], [fit]) if listed(each).cell_length <= room), []))
        )

    def action_other_half(self) -> None:
        """Give the keys to the other half."""
        to_facts = not self.has_class("-facts")
        self.set_class(to_facts, "-facts")
        self.set_class(not to_facts, "-record")
        self.query_one("#facts" if to_facts else "#record").focus()
        self.draw_keys()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A half that was clicked has the keys."""
        clicked = event.widget.id
        if clicked in {"facts", "record"} and not self.has_class(f"-{clicked}"):
            self.action_other_half()

    @on(Sheet.Chosen)
    def _chosen(self, event: Sheet.Chosen) -> None:
        """Change what is highlighted."""
        event.stop()
        self.action_edit()

    @on(Sheet.Highlighted)
    def _moved(self) -> None:
        """What works depends on the highlighted line."""
        self.draw_keys()

    def action_erase(self) -> None:
        """Open the erasing of this account or of one of its people; what went is gone from here at once (R38)."""
        from tui.screens.erase import EraseScreen

        self.app.push_screen(EraseScreen(self.desk, self.clock, self.account), self._erased)

    def _erased(self, erased: Erased | None) -> None:
        if erased is not None:
            self.dismiss(AccountAnswer(changes=self.changes, erased=True))

    def action_copy(self) -> None:
        """Copy the highlighted line: a field's value, a touch, a step, their words."""
        held = self.held()
        text = held.value if isinstance(held, Held) else copied(held, self.prospect)
        if text:
            self.app.copy_to_clipboard(text)
            self.say(COPIED.format(text))
        else:
            self.say("Nothing stands on this line yet.")

    def action_follow(self) -> None:
        """Dial, mail or open the highlighted line; where it is no link, offer every way."""
        way = self._way()
        if way is None:
            self.action_ways()
        elif way.link:
            self.follow(way)
        else:
            self.say(way.about or f"{way.plain} is nothing that could be opened.", trouble=True)

    def handed(self, handed: Handed) -> None:
        """Say it above the keys."""
        self.say(handed.words, trouble=not handed.opened)

    def action_back(self) -> None:
        """Leave, and say what was changed; what runs is stopped first."""
        if not self.stops():
            self.dismiss(AccountAnswer(changes=self.changes))

    def on_key(self, event: events.Key) -> None:
        """Write to the highlighted touch, or hand an outcome's key to the main screen."""
        key = keys.meant(event.key).replace("space", " ")
        if key == " ":
            self.action_edit("note") if self._on_touch() else self.action_note()
        elif key == "@" and self._on_touch():
            self.action_edit("when")
        elif key in _PASSED_ON:
            self.dismiss(AccountAnswer(key, self.changes))
        else:
            return
        event.stop()
        event.prevent_default()

    def held(self) -> object:
        """Return what the highlighted line stands for."""
        return self.query_one("#facts" if self.has_class("-facts") else "#record", Sheet).value

    def whose(self) -> PersonId | None:
        """Return whose line is highlighted, None for the company's own."""
        held = self.held()
        return held.person if isinstance(held, Held | Touch | Step) else None

    def say(self, text: str, *, trouble: bool = False) -> None:
        """Say one sentence above the keys."""
        said = self.query_one("#trouble", Static)
        said.set_class(trouble, "-bad")
        said.update(assemble(text))

    def _on_touch(self) -> bool:
        return isinstance(self.held(), Touch)

    def _way(self) -> Way | None:
        """Return the way that the highlighted field opens, None where it is none."""
        from tui import ways

        held, shown = self.held(), self.shown()
        if shown is None or not isinstance(held, Held):
            return None
        person = next((each for each in shown.prospect.people if each.id == held.person), None)
        return ways.way_of(shown, person, held.field, held.value)

    def shown(self) -> Shown | None:
        """Return the account as the card would show it: its next step, for whoever is highlighted."""
        prospect = self.prospect
        if prospect is None:
            return None
        step = next(iter(prospect.account.steps), None)
        whose = self.whose() or (step.person if step else None)
        name = dict(prospect.person_names).get(whose, "") if whose else ""
        key = RowKey(self.account, step.id if step else None)
        target = Target(key, prospect.account.name, whose, name, step.channel if step else None)
        return Shown(prospect, target, self.clock.now().date())
