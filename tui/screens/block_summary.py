"""The summary of a block: what it brought, what its hours may go to, and the way to the look (R35, R30, R43)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from playbook.errors import NotYetError
from tui.content import assemble, cell, cells
from tui.dialogs.choice import QUIET
from tui.screens import block_words
from tui.screens.page import BookPage
from tui.screens.sheet import Sheet, SheetRow
from tui.widgets.lines import cut, wrapped
from tui.widgets.looks import Look, Piece
from tui.widgets.plot import Plot, Series

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from playbook.words import AccountId
    from storage.views import Change
    from storage.views_block import BlockSummary, LookQueue
    from tui.clock import Clock
    from tui.dialogs.keys import Key
    from tui.widgets.lines import Line
    from tui.writing import Desk

_LOOK = "look"
_HEAD = 22
_NAME = 24
NO_BLOCK = "No block was worked yet: b on the main screen begins one."
COPIED = "The summary is on the clipboard, if your terminal allows it."


class BlockSummaryScreen(BookPage):
    """Numbers and a plot; `enter` goes on to the look, or opens the account that is highlighted."""

    TITLE_TEXT = "The block is over"
    AUTO_FOCUS: ClassVar[str] = "#numbers"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "copy", "copies it as text", id="block.copy"),
        Binding("q", "back", "back", show=False, id="block.back"),
    ]
    DEFAULT_CSS = """
    BlockSummaryScreen #both { height: 1fr; layout: vertical; }
    BlockSummaryScreen #numbers { height: 1fr; }
    BlockSummaryScreen Plot { height: 3; margin-top: 1; }
    BlockSummaryScreen.-tall Plot { height: 12; }
    BlockSummaryScreen.-wide #both { layout: horizontal; }
    BlockSummaryScreen.-wide #numbers { width: 3fr; height: 100%; }
    BlockSummaryScreen.-wide Plot { width: 2fr; height: 16; margin: 0 0 0 3; }
    BlockSummaryScreen #said { height: auto; color: $text-warning; }
    """

    def __init__(self, desk: Desk, clock: Clock) -> None:
        """Read the newest block through the desk."""
        super().__init__(desk, clock)
        self._found: tuple[BlockSummary | None, LookQueue] | None = None
        self._change: Change | None = None

    def page(self) -> ComposeResult:
        """The numbers, the plot, what was done."""
        with Container(id="both"):
            yield Sheet(id="numbers")
            yield Plot(id="plot")
        yield Static(Content(""), id="said")

    def on_mount(self) -> None:
        """Read it."""
        super().on_mount()
        self.read()

    def keys(self) -> list[Key]:
        """What works now."""
        if self._found is None or self._found[0] is None:
            return super().keys()
        return [("enter", "goes on", "choose"), ("↑ ↓", "moves", "move"), ("c", "copies it", "copy"), *super().keys()]

    @work(exclusive=True)
    async def read(self) -> None:
        """Read the block and who is to be looked at."""
        now = self.clock.now()
        try:
            self._found = await self.desk.run(lambda book: (book.block_summary(now), book.look(now)))
        except NotYetError as error:
            self._say(f"{error.message} {error.hint}")
            return
        summary, _ = self._found
        if summary is not None:
            self.aside(assemble((block_words.when(summary), QUIET)))
            self._plot(summary)
        else:
            self.query_one(Plot).display = False
        self.query_one(Sheet).fill(self._rows, value=_LOOK)
        self.draw_keys()

    @on(Sheet.Chosen)
    def _chosen(self, event: Sheet.Chosen) -> None:
        """Go on to the look, or to an account."""
        event.stop()
        if event.value == _LOOK:
            self._look()
        elif isinstance(event.value, str):
            self.dismiss(_account(event.value))

    def action_choose(self) -> None:
        """The same by mouse on the key line."""
        self.query_one(Sheet).action_choose()

    def action_move(self) -> None:
        """Move by mouse on the key line."""
        self.query_one(Sheet).action_move(1)

    def action_copy(self) -> None:
        """Copy the whole summary as text."""
        if self._found is not None and self._found[0] is not None:
            self.app.copy_to_clipboard(block_words.text(self._found[0], self._found[1], self.clock.now()))
            self._say(COPIED)

    def action_back(self) -> None:
        """Leave; what the look noted is told."""
        self.dismiss(self._change)

    def _look(self) -> None:
        from tui.screens.block_look import LookScreen

        self.app.push_screen(LookScreen(self.desk, self.clock), self._looked)

    def _looked(self, answer: Change | AccountId | None) -> None:
        """The look was done: its answer is the summary's too."""
        if isinstance(answer, str):
            self.dismiss(answer)
        else:
            self._change = answer or self._change
            self.read()

    def _say(self, text: str) -> None:
        self.query_one("#said", Static).update(Content(text))

    def _plot(self, summary: BlockSummary) -> None:
        hours = summary.hours
        self.query_one(Plot).draw(
            (
                Series("touches", tuple((each.hour, each.touches) for each in hours), "bars"),
                Series("talks", tuple((each.hour, each.talks) for each in hours), "bars"),
            ),
            title="The day, hour by hour",
            x="hour",
            y="touches",
            ticks=tuple((each.hour, f"{each.hour}:00") for each in hours),
        )

    def _rows(self, width: int) -> list[SheetRow]:
        summary, queue = self._found or (None, None)
        if summary is None or queue is None:
            return [SheetRow((Piece(text, Look.MUTED),)) for text in wrapped(NO_BLOCK, width)]
        rows = [SheetRow(tuple(line)) for line in _numbers(summary, self, width)]
        if queue.rows:
            names = ", ".join(row.name for row in queue.rows)
            rows.append(SheetRow((Piece(cut(block_words.look_title(queue), width), Look.NAME),), _LOOK))
            rows.append(SheetRow((Piece(cut(f"  {names}", width), Look.MUTED),)))
            rows.append(SheetRow(()))
        rows += [SheetRow((Piece(text, Look.MUTED),)) for text in wrapped(block_words.won(summary), width)]
        rows += [
            _pick(row.account, f"* {row.name}", block_words.dream_words(row, summary.day), Look.DREAM, width)
            for row in summary.dreams
        ]
        rows += [_pick(row.account, row.name, block_words.pool_words(row), Look.TEXT, width) for row in summary.pool]
        return rows


def _numbers(summary: BlockSummary, page: BookPage, width: int) -> list[Line]:
    lines: list[Line] = []
    for head, aside in block_words.numbers(summary, page.clock.now()):
        room = max(width - _HEAD, 0)
        lines.append([Piece(cell(head, min(_HEAD, width)), Look.NAME), Piece(cut(aside, room), Look.MUTED)])
    return [*lines, []]


def _pick(account: AccountId, name: str, why: str, look: Look, width: int) -> SheetRow:
    room = min(_NAME, width // 2)
    head = Piece(cell(name, room), look)
    return SheetRow((head, Piece(cut(f"  {why}", width - cells(head.text)), Look.MUTED)), account)


def _account(value: str) -> AccountId:
    from playbook.words import AccountId

    return AccountId(value)
