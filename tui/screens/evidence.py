"""`?` in the dump queue: why an account is proposed, by which rule and essay, and what each key would do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from playbook import rules
from tui import commands, daytext, keys
from tui.content import assemble, cell
from tui.dialogs.choice import QUIET
from tui.screens.page import Page
from tui.screens.sheet import Sheet, SheetRow, plain
from tui.widgets.lines import even, section, wrapped
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from datetime import date

    from textual.app import ComposeResult
    from textual.content import Content

    from storage.views import DreamRow, DumpRow
    from tui.widgets.lines import Line

_KEY = 4
_RULES = {"signals": ("R24", "R25"), "off profile": ("R2", "R1"), "gap": ("R26",)}
"""The rules behind each reason."""
_NEVER = ("R5", "R28")
"""What is never a reason, and how one is let go: told with each of them."""
_WAYS = (
    ("account.dump", "lets it go, quietly and nicely: no message is planned, and the kind line lies ready to copy"),
    ("account.keep", "keeps it, with your reason; it is proposed again only after a new let-down"),
    ("account.signal", "notes another sign, or takes one off"),
    ("after.undo", "takes any of it back"),
)


class EvidenceScreen(Page[None]):
    """The evidence of one proposed account."""

    AUTO_FOCUS: ClassVar[str] = "#evidence"

    def __init__(self, row: DumpRow) -> None:
        """Explain this row of the queue."""
        super().__init__()
        self._row = row

    def title_content(self) -> Content:
        """Whom it is about."""
        return assemble(("Why  ", "bold"), (self._row.name, QUIET))

    def page(self) -> ComposeResult:
        """One sheet."""
        yield Sheet(id="evidence")

    def on_mount(self) -> None:
        """Fill it."""
        super().on_mount()
        self.query_one(Sheet).fill(lambda width: evidence(self._row, width))


def evidence(row: DumpRow, width: int) -> list[SheetRow]:
    """Return what speaks against it, what it costs, the rules, and the keys."""
    lines: list[Line] = [section(f"proposed: {_WORDS.get(row.why, row.why)}", width)]
    for sign in row.evidence:
        lines += [[Piece(text, Look.TEXT)] for text in wrapped(sign, width)]
    cost = f"It took {row.hours:.1f} h in the last 90 days." if row.hours else ""
    stars = "It is a dream client: only signs, a gap or the profile may propose one." if row.dream else ""
    lines += [[Piece(text, Look.WARN)] for told in (cost, stars) for text in wrapped(told, width)]
    lines += [[], section("the rules", width)]
    for code in (*_RULES.get(row.why, ("R25",)), *_NEVER, *(("R19",) if row.dream else ())):
        lines += _rule(code, width)
    lines += [[], section("what you can do", width)]
    for name, words in _WAYS:
        lines += _way(keys.hinted(commands.command(name).own), words, width)
    return plain(*lines)


_WORDS = {"signals": "signs of a time drainer", "off profile": "off profile", "gap": "they need what we don't have"}


def of_dream(row: DreamRow, today: date) -> tuple[str, str]:
    """Return why a dream client stands where it does, and the rule: its opening, its silence, or nothing (R20, R22)."""
    if row.opening:
        return f"openings stand first: {row.opening}", "R22"
    following = f", next {daytext.long(row.next_on, today)}" if row.next_on is not None else ""
    if row.silence > 0:
        late = f"{row.silence:.0%}" if row.silence < 1 else f"{row.silence:.1f} times"
        return f"too quiet: {late} of its rhythm over time{following}", "R20"
    return f"in its rhythm{following}", "R20"


def _rule(code: str, width: int) -> list[Line]:
    known = rules.rule(code)
    if known is None:
        return []
    said = f"{known.says} {known.essays.replace(' ', ', ')}".rstrip()
    return _beside(Piece(code, Look.MUTED), Piece(said, Look.MUTED), width)


def _way(key: str, words: str, width: int) -> list[Line]:
    return _beside(Piece(key, Look.KEY), Piece(words, Look.TEXT), width)


def _beside(head: Piece, said: Piece, width: int) -> list[Line]:
    """Return words beside a code or a key, their further lines under their first."""
    found = even(said.text, width - _KEY - 1)
    return [
        [Piece(cell(head.text if row == 0 else "", _KEY + 1), head.look), Piece(text, said.look)]
        for row, text in enumerate(found)
    ]
