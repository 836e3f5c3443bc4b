"""The keys: pick a command, press the key it shall have; a clash is refused with both names, everything is undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from playbook.errors import NotYetError
from storage import paths
from tui import commands, keymap, preferences, rebinding
from tui.content import cell, cells
from tui.screens.page import BookPage
from tui.screens.sheet import Sheet, SheetRow, plain
from tui.widgets.lines import even, section
from tui.widgets.looks import Look, Piece
from tui.widgets.outcome_bar import OutcomeBar

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from storage.desk import Desk
    from tui.clock import Clock
    from tui.commands import Command
    from tui.dialogs.keys import Key
    from tui.rebinding import Rebound

_KEY, _LABEL = 11, 17
_ID = 23
_WIDE = 100
"""Cells from which a command's id stands in its row: the name that config.toml knows it by."""
_RULE = "Pages and dialogs keep their own keys, each shown at their foot; enter, esc and digits stay everywhere."
Chosen = dict[str, tuple[str, ...]]


class KeysScreen(BookPage):
    """Every command with its key; changes are for this machine and work at once."""

    TITLE_TEXT = "Keys"
    AUTO_FOCUS: ClassVar[str] = "#commands"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete,backspace", "own", "its own key", show=False, id="keys.own"),
        Binding("minus", "off", "no key", show=False, id="keys.off"),
        Binding("u,ctrl+z", "undo", "takes it back", show=False, id="keys.undo"),
        Binding("ctrl+d", "all_own", "all as they came", show=False, id="keys.all-own"),
        Binding("q", "back", "back", show=False, id="keys.back"),
    ]
    DEFAULT_CSS = """
    KeysScreen #told { height: auto; min-height: 2; margin-top: 1; color: $foreground-muted; }
    KeysScreen #told.-asks { color: $text-accent; }
    KeysScreen #told.-refused { color: $text-warning; }
    """

    def __init__(self, desk: Desk, clock: Clock) -> None:
        """Show the keys of now; `config.toml` of this machine keeps them."""
        super().__init__(desk, clock)
        self.waiting = ""
        """Id of the command that waits for its new key, empty for none."""
        self._refused = ("", "")
        """The command and the key that were refused: the same key again swaps."""
        self._before: list[Chosen] = []

    def page(self) -> ComposeResult:
        """The commands, and below them what happened."""
        yield Sheet(id="commands")
        yield Static(Content(""), id="told")

    def on_mount(self) -> None:
        """Fill it."""
        super().on_mount()
        self.query_one(Sheet).fill(self._rows)
        self._tell(_RULE)
        self._count()

    def keys(self) -> list[Key]:
        """What works now."""
        if self.waiting:
            return [("any key", "is its key", "wait"), ("esc", "leaves it as it was", "back")]
        back: list[Key] = [("u", "takes it back", "undo")] if self._before else []
        own: list[Key] = [("ctrl+d", "all as they came", "all_own")] if keymap.chosen() else []
        here: list[Key] = [("enter", "a new key", "wait"), ("del", "its own", "own"), ("-", "none", "off")]
        return [*here, *back, *own, *super().keys()]

    @on(Sheet.Chosen)
    def _picked(self, event: Sheet.Chosen) -> None:
        """`enter` or a click on a row."""
        event.stop()
        self.action_wait()

    def action_wait(self) -> None:
        """Wait for the new key of the highlighted command."""
        name = self._here()
        if not name:
            return
        if name in commands.FIXED:
            self._tell("This one stays: pages and dialogs answer to it, and a way out must always be there.", "refused")
            return
        self.waiting = name
        self._refused = ("", "")
        self._draw(f"Press the new key for “{commands.command(name).label}”. esc leaves it as it was.", "asks")

    def on_key(self, event: events.Key) -> None:
        """Take the key that a command waits for."""
        if not self.waiting:
            return
        event.stop()
        event.prevent_default()
        name, again = self.waiting, (self.waiting, event.key) == self._refused
        if event.key == "escape":
            self.action_back()
            return
        if event.is_printable and event.key in keymap.of(name, commands.command(name).keys)[:1]:
            self.waiting = ""
            self._draw("It has that key already.")
            return
        try:
            key = keymap.read(event.character if event.is_printable and event.character else event.key)
        except ValueError as error:
            self._tell(f"Not taken: {error}. Another key, or esc.", "refused")
            return
        now = keymap.chosen()
        found = rebinding.swapped(now, name, key) if again else rebinding.given(now, name, key)
        if found.refused:
            self._refused = (name, event.key)
            swap = "" if again or _fixed(key) else f" {keymap.written(key)} again swaps the two."
            self._tell(f"{found.refused[0].why}.{swap} Another key, or esc.", "refused")
            return
        self.waiting = ""
        self._take(found, f"“{commands.command(name).label}” has {keymap.written(key)} now.")

    def action_own(self) -> None:
        """Give the highlighted command its own keys back."""
        name = self._here()
        if name not in keymap.chosen():
            self._tell("It has its own keys.")
            return
        left = {each: list(keys) for each, keys in keymap.chosen().items() if each != name}
        self._take(rebinding.checked(left), f"“{commands.command(name).label}” has its own keys again.")

    def action_off(self) -> None:
        """Take the key off the highlighted command; the palette still finds it."""
        name = self._here()
        if not name or name in commands.FIXED or not keymap.of(name, commands.command(name).keys):
            self._tell("There is no key to take off here.")
            return
        wanted: dict[str, object] = {**{each: list(keys) for each, keys in keymap.chosen().items()}, name: ""}
        palette = commands.command("book.palette").shown
        label = commands.command(name).label
        self._take(rebinding.checked(wanted), f"“{label}” has no key now; {palette} finds it by what it does.")

    def action_all_own(self) -> None:
        """Give every command its own keys back."""
        if keymap.chosen():
            self._take(rebinding.checked({}), "All keys are as they came.")

    def action_undo(self) -> None:
        """Take back the newest change made here."""
        if not self._before:
            self._tell("Nothing was changed here yet.")
            return
        before = self._before.pop()
        if self._keep(before):
            self._draw("Taken back.")

    def action_back(self) -> None:
        """Leave the command as it was; then leave the page."""
        if self.waiting:
            self.waiting = ""
            self._draw("It was left as it was.")
        else:
            super().action_back()

    def _take(self, found: Rebound, words: str) -> None:
        """Use these keys from now on, unless they clash."""
        if found.refused:
            self._tell(f"{found.refused[0].why}: give that one another key first.", "refused")
            return
        before = keymap.chosen()
        if self._keep(found.keys):
            self._before.append(before)
            self._draw(words)

    def _keep(self, chosen: Chosen) -> bool:
        """Write them to config.toml, then use them; what cannot be kept is not used either."""
        try:
            preferences.keep_keys(paths.places().config, chosen)
        except NotYetError as error:
            self._tell(f"{error.message} {error.hint}", "refused")
            return False
        keymap.use(chosen)
        self.app.set_keymap(rebinding.overlay(chosen))
        for screen in self.app.screen_stack:
            for widget in screen.walk_children():
                widget.refresh()
            for bar in screen.query(OutcomeBar):
                bar.rekeyed()
        return True

    def _draw(self, words: str, how: str = "") -> None:
        self.query_one(Sheet).fill(self._rows)
        self.draw_keys()
        self._tell(words, how)
        self._count()

    def _tell(self, words: str, how: str = "") -> None:
        told = self.query_one("#told", Static)
        told.set_class(how == "asks", "-asks")
        told.set_class(how == "refused", "-refused")
        told.update(Content(words))

    def _count(self) -> None:
        changed = len(keymap.chosen())
        self.aside(Content(f"{changed} of your own" if changed else "as they came"))

    def _here(self) -> str:
        value = self.query_one(Sheet).value
        return value if isinstance(value, str) else ""

    def _rows(self, width: int) -> list[SheetRow]:
        rows: list[SheetRow] = []
        for group in commands.Group:
            rows += plain(*([[]] if rows else []), section(group, width))
            rows += [row for each in commands.COMMANDS if each.group is group for row in self._row(each, width)]
        return rows

    def _row(self, each: Command, width: int) -> list[SheetRow]:
        """Return the row of a command; what it does goes on below where it is long: nothing of it is cut."""
        asked = each.id == self.waiting
        said = f"its own: {' '.join(map(keymap.written, each.keys)) or 'none'}" if each.now != each.keys else ""
        said = "stays" if each.id in commands.FIXED else said
        pieces = [
            Piece(cell("press it …" if asked else each.every_key or "–", _KEY), Look.NEXT if asked else Look.KEY),
            Piece(cell(each.label, _LABEL), Look.NAME if asked else Look.TEXT),
        ]
        if width >= _WIDE:
            pieces.append(Piece(cell(each.id, _ID), Look.MUTED))
        before = sum(cells(piece.text) for piece in pieces)
        look = Look.NEXT if said and said != "stays" else Look.MUTED
        first, *more = even(said or each.help, max(width - before, 1)) or [""]
        below = [SheetRow((Piece(" " * before), Piece(text, look))) for text in more]
        return [SheetRow((*pieces, Piece(first, look)), each.id), *below]


def _fixed(key: str) -> bool:
    """Tell whether a key belongs to what keeps its keys, so that no swap is offered."""
    return any(key in each.now for each in commands.COMMANDS if each.id in commands.FIXED)
