"""The one table of commands: keys, palette, help screen, footer and the README's key table are all drawn from it.

A new key is one row here and one `action_…` where it works. Outcome keys are not listed twice: they come from
`playbook.outcomes.OUTCOMES`.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from playbook.outcomes import OUTCOMES
from playbook.values import dataclass
from tui import keymap

if TYPE_CHECKING:
    from textual.binding import Binding


class Pane(StrEnum):
    """Where a key works."""

    TODAY = "today"
    DREAM = "dream"
    DUMP = "dump"
    CARD = "card"
    BLOCK = "block"
    """One prospect at a time (R35)."""


class Group(StrEnum):
    """The groups of the help screen, in its order."""

    OUTCOME = "What came of the touch"
    AFTER = "After an outcome"
    TOUCH = "About the highlighted touch"
    ACCOUNT = "About the account"
    MOVE = "Moving"
    BOOK = "The book"


ALL = frozenset(Pane)
WORKED = frozenset({Pane.TODAY, Pane.DREAM, Pane.CARD, Pane.BLOCK})
"""The panes in which outcomes work; in lists of search results and in the dump queue they are dead."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command."""

    id: str
    """Stable name: users' keymaps refer to it."""
    keys: tuple[str, ...]
    """Names of its own keys, the first one is shown; the rep may have chosen others (`now`)."""
    label: str
    help: str
    group: Group
    action: str
    """The action that runs it; built from our own words only."""
    where: frozenset[Pane] = ALL
    footer: bool = False
    """Stands in the footer."""
    palette: bool = True
    """Stands in the command palette."""

    @property
    def own(self) -> str:
        """Its first key in the table, as people write it; empty for none."""
        return keymap.written(self.keys[0]) if self.keys else ""

    @property
    def now(self) -> tuple[str, ...]:
        """Names of the keys that it has now: its own, or those that the rep chose."""
        return keymap.of(self.id, self.keys)

    @property
    def shown(self) -> str:
        """Its first key as people write it; empty for none."""
        return keymap.written(self.now[0]) if self.now else ""

    @property
    def every_key(self) -> str:
        """All its keys as people write them."""
        return " ".join(keymap.written(key) for key in self.now)


_GROUPS = {
    "outcome": Group.OUTCOME, "after": Group.AFTER, "touch": Group.TOUCH, "account": Group.ACCOUNT, "move": Group.MOVE,
    "book": Group.BOOK,
}  # fmt: skip
"""An id begins with the word of its group."""

_ANYWHERE = frozenset({"touch.more", "touch.reach", "touch.ways", "touch.explain"})
"""Of the groups about a touch, what works in every pane."""

_FOOTER = (
    "touch.person", "touch.channel", "after.note", "touch.snooze", "touch.explain", "after.undo", "book.search",
    "account.add", "move.pane", "book.palette",
)  # fmt: skip
"""The footer, in its order: what falls off a narrow screen stands last."""

_BLOCK_FOOTER = (
    "book.block", "move.back", "touch.person", "touch.channel", "after.note", "touch.snooze", "after.undo",
    "touch.explain", "account.signal", "account.dump", "after.when",
)  # fmt: skip
"""The footer of a block."""
_BLOCK_LABELS = {"book.block": "ends", "move.back": "lists"}
"""What a key of the block's footer does there, where that is something else."""

_WAITS = frozenset({"touch.more", "move.pane", "move.pane_back"})
_GOES_ON = frozenset({"book.block", "book.help", "book.quit"})
"""Of the keys about the book, what works in a block too: lists, numbers and imports wait until it is over (R35)."""

_KEYED = frozenset({"digit", "back"})
"""Actions that want to know which of their keys it was."""
NO_KEY = "no-key"
"""Stands for the key of a command that has none; no terminal sends it."""
FIXED = frozenset({"after.digit", "account.open", "move.back", "book.palette", "book.quit"})
"""Their keys stay: dialogs and pages answer to enter, esc and digits, and a way out must always be there."""
_NOT_IN_PALETTE = frozenset({"after.digit", "book.palette"})


def _command(name: str, keys: str, label: str, help_line: str, action: str) -> Command:
    """Return a row of the table; `keys` are names parted by blanks."""
    group = _GROUPS[name.split(".", 1)[0]]
    worked = group in {Group.OUTCOME, Group.TOUCH} and name not in _ANYWHERE
    waits = name in _WAITS or (group is Group.BOOK and name not in _GOES_ON)
    return Command(
        id=name,
        keys=tuple(keys.split()),
        label=label,
        help=help_line,
        group=group,
        action=action,
        where=(WORKED if worked else ALL) - ({Pane.BLOCK} if waits else set()),
        footer=name in _FOOTER,
        palette=group is not Group.MOVE and name not in _NOT_IN_PALETTE,
    )


COMMANDS: tuple[Command, ...] = (
    *(
        _command(f"outcome.{item.outcome}", item.key, item.label, item.help, f"outcome('{item.outcome}')")
        for item in OUTCOMES
    ),
    _command(
        "after.digit", "1 2 3", "amend", "Says more about the outcome just logged, while its line stands.", "digit"
    ),
    _command("after.note", "space", "note", "What they said: a note on the touch, or on the account.", "note"),
    _command("after.when", "at", "when", "When it happened, if it was earlier.", "when"),
    _command("after.undo", "u ctrl+z", "undo", "Takes back the newest action and names it.", "undo"),
    _command("after.redo", "ctrl+r", "redo", "Brings back what was taken back.", "redo"),
    _command("touch.inbound", "i", "inbound", "They contacted us: marks the next outcome as inbound.", "inbound"),
    _command("touch.person", "comma", "person", "The next person; the dates follow.", "person"),
    _command("touch.channel", "full_stop", "channel", "The next channel; the dates follow.", "channel"),
    _command(
        "touch.snooze", "z", "snooze", "Puts it off to tomorrow; 1 later today, 2 tomorrow, 3 next week.", "snooze"
    ),
    _command("touch.explain", "question_mark", "why", "Why each outcome plans what it plans.", "explain"),
    _command("touch.copy", "ctrl+y", "copy", "Copies the draft or the line on the card.", "copy_line"),
    _command("touch.reach", "ctrl+o", "reach", "Dials, mails or opens whom the highlighted touch is for.", "reach"),
    _command("touch.ways", "number_sign", "ways", "Every number, address and site: open or copy one.", "ways"),
    _command("touch.more", "greater_than_sign", "more", "Ten more first touches out of the pool.", "more"),
    _command("account.open", "enter", "open", "Opens the card, then the account's page.", "open"),
    _command("account.star", "asterisk", "dream", "Stars a dream client, and says what that costs.", "star"),
    _command("account.signal", "exclamation_mark", "sign", "Notes signs of a time drainer.", "signal"),
    _command("account.dump", "d", "dump", "Lets it go, quietly and nicely; asks once.", "dump"),
    _command("account.keep", "r", "keep", "Keeps a proposed one, with a reason.", "keep"),
    _command("account.add", "plus", "add", "Adds an account, a person, a note or an opening.", "add"),
    _command("move.down", "j down", "down", "The next row.", "down"),
    _command("move.up", "k up", "up", "The row before.", "up"),
    _command("move.page_down", "pagedown", "page down", "A page of rows down.", "page(1)"),
    _command("move.page_up", "pageup", "page up", "A page of rows up.", "page(-1)"),
    _command("move.first", "home", "first", "The first row.", "first"),
    _command("move.last", "end", "last", "The last row.", "last"),
    _command("move.pane", "tab", "panes", "The next pane: today, dream clients, dump queue.", "pane(1)"),
    _command("move.pane_back", "shift+tab", "back", "The pane before.", "pane(-1)"),
    _command("move.back", "escape q", "back", "Goes back; on the main screen q quits.", "back"),
    _command("book.search", "slash", "search", "Finds an account, a person, a phone, a note.", "search"),
    _command("book.import", "", "import", "Imports a list.", "import_list"),
    _command("book.block", "b", "block", "One prospect at a time, timed; the block's numbers at its end.", "block"),
    _command("book.look", "", "look", "Who took the most time and said no yes; the signs to tick.", "go('look')"),
    _command("book.pool", "", "pool", "Accounts that wait for a first touch, best fit first.", "go('pool')"),
    _command("book.held", "", "held back", "What the cap holds back today, in its order.", "go('held')"),
    _command("book.spread", "", "spread", "Spreads the backlog over the coming days; shows it first.", "go('spread')"),
    _command("book.leave", "", "days off", "Your leave: asks about each promise that falls into it.", "go('leave')"),
    _command("book.value_library", "", "value library", "Things worth giving: articles, invitations.", "go('library')"),
    _command("book.dumped", "", "let go", "Everything that was dumped, and the hours won.", "go('dumped')"),
    _command(
        "book.numbers",
        "",
        "numbers",
        "What the work brought: outcomes, talks, on against off profile.",
        "go('numbers')",
    ),
    _command("book.forecast", "", "forecast", "Seven years of this playbook, played forward.", "go('forecast')"),
    _command("book.imports", "", "imports", "Every import, and the way to take one back.", "go('imports')"),
    _command(
        "book.duplicates",
        "",
        "duplicates",
        "Who may be one and the same, to merge or to tell apart.",
        "go('duplicates')",
    ),
    _command("book.export", "", "export", "Takes it all away: CSV, XLSX, calendar, cards, call sheet.", "go('export')"),
    _command(
        "book.print",
        "",
        "print call sheet",
        "Writes today's call sheet and opens it in the browser, to print.",
        "print_sheet",
    ),
    _command(
        "book.backups",
        "",
        "backups",
        "Backups: make, check, restore; carry the record to another machine.",
        "go('backups')",
    ),
    _command("book.erase", "", "erase", "Erases a person or an account for good, backups too.", "go('erase')"),
    _command("book.doctor", "", "doctor", "Looks the book over, and mends what can be mended.", "go('doctor')"),
    _command("book.profile", "", "profile", "Three questions: who usually buys from you?", "go('profile')"),
    _command("book.playbook", "", "playbook", "The settings: profile, spacing, caps, texts.", "playbook"),
    _command("book.keys", "", "keys", "Other keys for what you do most; a clash is refused.", "go('keys')"),
    _command("book.tour", "", "tour", "Five steps on the demo book: a No, a digit, undo, call back.", "tour"),
    _command("book.theme", "", "theme", "Another look: night, dawn, and all of Textual's.", "app.change_theme"),
    _command("book.help", "f1", "help", "Every key and every habit, found by typing.", "help"),
    _command("book.palette", "ctrl+p", "palette", "Every command by name, and every account.", "palette"),
    _command("book.quit", "ctrl+q", "quit", "Quits; everything is saved already.", "quit"),
)
"""Every command, in the order of the help screen."""

_BY_ID = {command.id: command for command in COMMANDS}


def command(name: str) -> Command:
    """Return the command of this id."""
    return _BY_ID[name]


def footer() -> tuple[Command, ...]:
    """Return the commands of the footer, in its order."""
    return tuple(command(name) for name in _FOOTER)


def block_footer() -> tuple[Command, ...]:
    """Return the commands of a block's footer, in its order."""
    found = (command(name) for name in _BLOCK_FOOTER)
    return tuple(replace(each, label=_BLOCK_LABELS.get(each.id, each.label)) for each in found)


def in_block(action: str) -> bool:
    """Tell whether the command of this action works in a block (R35)."""
    return all(Pane.BLOCK in each.where for each in COMMANDS if each.action == action)


def palette() -> tuple[Command, ...]:
    """Return the commands of the palette, in its order."""
    return tuple(each for each in COMMANDS if each.palette)


def grouped() -> tuple[tuple[Group, tuple[Command, ...]], ...]:
    """Return the commands by group, for the help screen."""
    return tuple((group, tuple(each for each in COMMANDS if each.group is group and each.now)) for group in Group)


def bindings() -> list[Binding]:
    """Return the main screen's bindings, each with its command's id: the keys that the rep chose take their place.

    What has no key of its own has a binding that no key reaches, so that one can be given to it.
    """
    from textual.binding import Binding

    found: list[Binding] = []
    for each in COMMANDS:
        if each.action in _KEYED:
            parts = [(name, f"{each.action}('{name}')", f"{each.id}.{name}") for name in each.keys]
        else:
            parts = [(",".join(each.keys) or NO_KEY, each.action, each.id)]
        found += [Binding(keys, act, each.label, show=False, id=name, tooltip=each.help) for keys, act, name in parts]
    return found


def key_table() -> str:
    """Return the key table of the README, in Markdown."""
    lines: list[str] = []
    for group, members in grouped():
        lines += [f"**{group}**", "", "| Key | Does | |", "|---|---|---|"]
        lines += [f"| {_keys(each)} | {each.label} | {each.help} |" for each in members]
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def _keys(each: Command) -> str:
    return " ".join(f"`{keymap.written(name)}`" for name in each.keys)
