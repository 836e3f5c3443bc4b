"""The quiet line: what was saved, what digits amend it, and how to take it back; stands until the next action."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from textual.widget import Widget

from playbook.values import dataclass
from tui import commands, keys
from tui.content import SEPARATOR, cell, cells
from tui.messages import CommandClicked
from tui.widgets.looks import Look, Piece, draw

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip


class Tone(StrEnum):
    """How a line is meant; each has a sign, so that colour is never the only one."""

    SAVED = "✓"
    PLAIN = "·"
    ASKS = "?"
    TROUBLE = "!"


_TONES = {Tone.SAVED: Look.GOOD, Tone.PLAIN: Look.MUTED, Tone.ASKS: Look.WARN, Tone.TROUBLE: Look.BAD}
_GAP = "   "
_BETWEEN = "  "
_LEAST_TEXT = 26
"""Cells of what happened that no key may take: the outcome, and enough of a name to know it by."""


class Hint(NamedTuple):
    """A key that adds to what was done."""

    key: str
    what: str
    day: str = ""
    """The day that it would plan; left out where there is no room."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the line says."""

    text: str
    """What happened; may hold foreign text."""
    tone: Tone = Tone.PLAIN
    following: str = ""
    """The day that comes next; stands out."""
    keys: tuple[Hint, ...] = ()
    """Keys that add to it; the last one is never left out."""


NOTHING = Said("")


class QuietLine(Widget):
    """One line at most widths, two where it would not fit."""

    DEFAULT_CSS = """
    QuietLine {
        height: 1;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Start with nothing said."""
        super().__init__(id=id)
        self.said = NOTHING

    def say(self, said: Said) -> None:
        """Say something else."""
        if said != self.said:
            self.said = said
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line; where it has two, the keys stand on the second one."""
        return draw(self, self._pieces(y), self.size.width)

    def on_click(self, event: events.Click) -> None:
        """Press the key under the mouse: the mouse works wherever keys do."""
        end, hint = 0, None
        for piece in self._pieces(event.y):
            if piece.look is Look.KEY:
                hint = next((each for each in self.said.keys if keys.hinted(each.key) == piece.text), None)
            end += cells(piece.text)
            if event.x < end:
                break
        else:
            return
        action = "" if hint is None else _action(hint.key)
        if action:
            self.post_message(CommandClicked(action))

    def _pieces(self, y: int) -> list[Piece]:
        width = self.size.width
        if not self.said.text:
            return []
        if self.size.height > 1:
            return self._keys(width, "  ") if y else self._text(width)
        text, tail = cells(self.said.text) + 2, len(SEPARATOR) + 5 + len(self.said.following)
        whole = width - text - (tail if self.said.following else 0)
        hints = self._keys(max(whole, min(width - tail - _LEAST_TEXT, width * 3 // 5)), _GAP, whole)
        taken = sum(cells(piece.text) for piece in hints)
        return [*self._text(width - taken), *hints]

    def _text(self, room: int) -> list[Piece]:
        said = self.said
        head = f"{said.tone} "
        tail = f"{SEPARATOR}next {said.following}" if said.following else ""
        space = max(room - cells(head) - cells(tail), 1)
        text = cell(said.text, min(cells(said.text), space))
        look = Look.BAD if said.tone is Tone.TROUBLE else Look.TEXT
        pieces = [Piece(head, _TONES[said.tone]), Piece(text, look)]
        if tail:
            pieces += [Piece(f"{SEPARATOR}next ", Look.MUTED), Piece(said.following, Look.NEXT)]
        return pieces

    def _keys(self, room: int, lead: str, whole: int | None = None) -> list[Piece]:
        """Return the keys with their days, or without, or closer together, or the first few and the last one.

        `whole` cells leave the text before them as it is; all keys are worth some of it, their days are not.
        """
        full = self.said.keys
        plain = tuple(hint._replace(day="") for hint in full)
        kept = room if whole is None else whole
        tries = [(full, _BETWEEN, kept), (full, " ", kept), (plain, _BETWEEN, kept), (plain, " ", room)]
        tries += [(plain[:count] + plain[-1:], " ", room) for count in range(len(plain) - 2, -1, -1)]
        for hints, between, cells_left in tries:
            pieces = _drawn(hints, lead, between)
            if sum(cells(piece.text) for piece in pieces) <= cells_left:
                return pieces
        return []


def _action(key: str) -> str:
    """Return what a key of the table does on the main screen; empty for what is no key of it."""
    if key in commands.command("after.digit").keys:
        return f"digit('{key}')"
    return next((each.action for each in commands.COMMANDS if each.own == key), "")


def _drawn(hints: tuple[Hint, ...], lead: str, between: str) -> list[Piece]:
    pieces: list[Piece] = []
    for hint in hints:
        key = Piece(keys.hinted(hint.key), Look.KEY)
        pieces += [Piece(between if pieces else lead), key, Piece(f" {hint.what}", Look.MUTED)]
        if hint.day:
            pieces.append(Piece(f"→{hint.day}", Look.NEXT))
    return pieces
