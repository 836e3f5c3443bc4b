"""Two side by side, before they become one: what stands, what goes, and which word wins where both say something.

`enter` merges, as one action that one undo splits again (R39); nothing is merged by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from playbook import daywords, fold_merged, merging
from playbook.errors import NotYetError
from playbook.facts import AccountFacts, PersonFacts
from playbook.words import AccountId, EntryId, Role
from storage.views import Change
from tui import daytext
from tui.content import assemble, cell, cells, line
from tui.screens.account_facts import label
from tui.screens.page import Page
from tui.screens.sheet import Sheet, SheetRow, plain
from tui.widgets.lines import cut, joined, section, wrapped
from tui.widgets.looks import Look, Piece

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from playbook.decision import Draft
    from playbook.words import PersonId
    from storage.book import Book
    from storage.views_mend import Side
    from tui.clock import Clock
    from tui.dialogs.keys import Key
    from tui.widgets.lines import Line
    from tui.writing import Desk

_LABEL = 16
_MARK = 2
"""Cells of the sign of the word that stands."""
_NOT = 4
"""Cells of "not " before the word that goes; where both have no room beside each other, it stands below."""


@dataclass(frozen=True, slots=True)
class Two:
    """The one that stays, and the one that goes into it."""

    kept: AccountFacts | PersonFacts
    gone: AccountFacts | PersonFacts
    about: tuple[str, str]
    """What each of them brings, in a line."""

    def drafts(self, take: frozenset[str]) -> tuple[Draft, ...]:
        """Return the entries of the merge; of the fields in `take` the going one's words stand."""
        if isinstance(self.kept, AccountFacts) and isinstance(self.gone, AccountFacts):
            return merging.accounts(self.kept, self.gone, take)
        if isinstance(self.kept, PersonFacts) and isinstance(self.gone, PersonFacts):
            return merging.people(self.kept, self.gone, take)
        return ()


class TwoSheet(Sheet):
    """Both sides; `enter` is for the page, a click turns a field over."""

    class Agreed(Message):
        """`enter` was pressed."""

    def action_choose(self) -> None:
        """Hand `enter` to the page."""
        self.post_message(self.Agreed())


class MergeScreen(Page[Change]):
    """Both sides of a merge; a field of which both say something is turned over with `space`."""

    TITLE_TEXT = "Merge"
    AUTO_FOCUS: ClassVar[str] = "#two"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "turn", "takes the other word", show=False, id="merge.turn"),
        Binding("tab", "swap", "the other one stays", show=False, id="merge.swap"),
        Binding("q", "back", "back", show=False, id="merge.back"),
    ]

    def __init__(
        self, desk: Desk, clock: Clock, kept: AccountId | PersonId, gone: AccountId | PersonId, *, people: bool = False
    ) -> None:
        """Show two companies, or two people, that may be one."""
        super().__init__()
        self._desk = desk
        self._clock = clock
        self._ids = (kept, gone)
        self._people = people
        self._two: Two | None = None
        self._take: frozenset[str] = frozenset()

    def page(self) -> ComposeResult:
        """Both, side by side."""
        yield TwoSheet(id="two")

    def on_mount(self) -> None:
        """Read both."""
        super().on_mount()
        self.read()

    def keys(self) -> list[Key]:
        """What works once both were read."""
        if self._two is None:
            return super().keys()
        turn: list[Key] = [("space", "other word", "turn")] if self._clashes() else []
        return [("enter", "merges", "merge"), *turn, ("tab", "other one stays", "swap"), *super().keys()]

    @work(exclusive=True)
    async def read(self) -> None:
        """Read both sides and draw them."""
        kept, gone = self._ids
        try:
            self._two = await self._desk.run(lambda book: two(book, kept, gone, people=self._people))
        except NotYetError as error:
            self._say(error)
            return
        self._take = frozenset()
        self._draw()

    def action_swap(self) -> None:
        """Let the other one stay."""
        self._ids = (self._ids[1], self._ids[0])
        self.read()

    def action_turn(self) -> None:
        """Take the other word for the highlighted field."""
        value = self.query_one("#two", Sheet).value
        if isinstance(value, str):
            self._take ^= {value}
            self._draw()

    @on(Sheet.Chosen)
    def _chosen(self, event: Sheet.Chosen) -> None:
        """A click turns a field over."""
        event.stop()
        self.action_turn()

    @on(TwoSheet.Agreed)
    def action_merge(self) -> None:
        """Make one of two."""
        if self._two is not None:
            self.write(self._two, self._take)

    @work(exclusive=True, group="write")
    async def write(self, both: Two, take: frozenset[str]) -> None:
        """Write the merge as one action, and leave with it."""
        now = self._clock.now()
        try:
            change = await self._desk.run(
                lambda book: book.record(both.drafts(take), now=now, label=merging.label(both.kept, both.gone))
            )
        except NotYetError as error:
            self._say(error)
            return
        self.dismiss(change)

    def _clashes(self) -> tuple[merging.Conflict, ...]:
        return () if self._two is None else merging.conflicts(self._two.kept, self._two.gone)

    def _draw(self) -> None:
        both = self._two
        if both is None:
            return
        title = assemble(("Merge ", "bold"), line(both.gone.name, "bold"), (" into ", ""), line(both.kept.name, "bold"))
        self.query_one("#title").update(title)  # type: ignore[attr-defined]  # a Static
        self.aside(Content(""))
        clashes, take = self._clashes(), self._take
        self.query_one("#two", Sheet).fill(lambda width: rows(both, clashes, take, width))
        self.draw_keys()

    def _say(self, error: NotYetError) -> None:
        self.aside(assemble((f"{error.message} {error.hint}".rstrip(), "$text-warning")))


def two(book: Book, kept: AccountId | PersonId, gone: AccountId | PersonId, *, people: bool) -> Two:
    """Read both sides of a merge."""
    if people:
        mine, theirs = book.person(kept), book.person(gone)
        return Two(mine.person, theirs.person, (_of_person(mine.person, mine.account_name),
                                                _of_person(theirs.person, theirs.account_name)))  # fmt: skip
    one, other = book.side(AccountId(kept)), book.side(AccountId(gone))
    return Two(one.account, other.account, (_of_side(one), _of_side(other)))


def facts_of(book: Book, number: AccountId | PersonId, *, people: bool) -> AccountFacts | PersonFacts:
    """Read one company, or one person."""
    return book.person(number).person if people else book.side(AccountId(number)).account


def _of_side(side: Side) -> str:
    account = side.account
    return joined(
        (
            str(side.standing),
            _touched(side.touches),
            f"No {account.no_total}" if account.no_total else "",
            daytext.plural(len(side.people), "person", "people") if side.people else "nobody there",
            f"from {', '.join(account.sources)}" if account.sources else "",
        )
    )


def _of_person(person: PersonFacts, firm: str) -> str:
    role = "" if person.role is Role.UNKNOWN else str(person.role)
    return joined((firm, role, _touched(person.touches), "left" if person.gone else ""))


def _touched(count: int) -> str:
    return daytext.plural(count, "touch", "touches") if count else "no touch yet"


def rows(both: Two, clashes: tuple[merging.Conflict, ...], take: frozenset[str], width: int) -> list[SheetRow]:
    """Return the page for a width: both heads, the fields to choose, the plan, what becomes of it."""
    found = plain(
        *_head("stays", both.kept.name, both.about[0], Look.GOOD, width),
        *_head("goes", both.gone.name, both.about[1], Look.MUTED, width),
        [],
    )
    found += plain(section("both say something" if clashes else "no field of theirs contradicts the other", width))
    for each in clashes:
        found += _clash(each, each.field in take, width)
    found += plain([], section("then", width), *_then(both, width))
    return found


def _head(word: str, name: str, about: str, look: Look, width: int) -> list[Line]:
    room = max(width - _LABEL, 1)
    lines: list[Line] = [[Piece(cell(word, _LABEL), look), Piece(cut(name, room), Look.NAME)]]
    return lines + [[Piece(" " * _LABEL), Piece(text, Look.MUTED)] for text in wrapped(about, room)]


def _clash(each: merging.Conflict, taken: bool, width: int) -> list[SheetRow]:  # noqa: FBT001  (which word stands)
    stands, goes = (each.gone, each.kept) if taken else (each.kept, each.gone)
    room = (width - _LABEL) // 2
    name = Piece(cell(label(each.field), _LABEL - 1) + " ", Look.MUTED)
    mark = Piece("✓ ", Look.GOOD)
    if cells(str(stands)) + _MARK < room and cells(str(goes)) + _NOT <= room:
        pieces = (
            name, mark, Piece(cell(str(stands), room - 3) + " ", Look.TEXT),
            Piece(cut(f"not {goes}", room), Look.MUTED),
        )  # fmt: skip
        return [SheetRow(pieces, each.field)]
    room = width - _LABEL - _MARK
    found = wrapped(str(stands), room) or [""]
    rows = [SheetRow((name, mark, Piece(found[0], Look.TEXT)), each.field)]
    rows += [SheetRow((Piece(" " * (_LABEL + _MARK)), Piece(text, Look.TEXT))) for text in found[1:]]
    return [
        *rows,
        *(SheetRow((Piece(" " * (_LABEL + _MARK)), Piece(text, Look.MUTED))) for text in wrapped(f"not {goes}", room)),
    ]


def _then(both: Two, width: int) -> list[Line]:
    texts = [
        f"Their touches, people and signs add up; “{both.gone.name}” stays findable.",
        "One undo splits them again.",
    ]
    if isinstance(both.kept, AccountFacts) and isinstance(both.gone, AccountFacts):
        texts += _plan(both.kept, both.gone)
    elif both.kept.bars or both.gone.bars:
        texts.append("Do not contact: the bar of either stands for both (R38).")
    return [[Piece(text, Look.TEXT)] for each in texts for text in wrapped(each, width)]


def _plan(kept: AccountFacts, gone: AccountFacts) -> list[str]:
    """Return what becomes of two plans, two standings, two stars."""
    plans = merging.plans(kept, gone)
    one = fold_merged.accounts(kept, gone, kept.id, EntryId(""))
    steps = daytext.plural(len(plans.stay), "step of both plans stands", "steps of both plans stand")
    texts = [f"{steps}." if plans.stay else "Nothing is planned."]
    texts += [f"Promise, {daywords.full(step.on)}: {step.why}" for step in merging.promises(plans.stay)]
    if plans.end:
        texts.append(f"{daytext.plural(len(plans.end), 'older next step')} of theirs ends: one next step is enough.")
    if one is not None and one.stated is not None and one.stated != kept.stated:
        texts.append(f"It is {one.stated}, as {gone.name} was.")
    if kept.bars or gone.bars:
        texts.append("Do not contact: the bar of either stands for both (R38).")
    if one is not None and one.dream and not kept.dream:
        texts.append("The star of a dream client stays.")
    return texts
