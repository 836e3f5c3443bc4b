"""The pages of the day: pool, held back, spread, leave; each with keyboard and mouse, at every size (R32, R34, R37)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from playbook import moves
from playbook.bodies import AccountAdded, NewStep, TouchLogged
from playbook.decision import Draft
from playbook.settings import Caps, Criterion
from playbook.words import AccountId, Channel, Outcome, Purpose, StepKind
from storage.book import Book
from storage.desk import Desk
from storage.ids import IdSource
from storage.views import Change
from tests.builders import NOW
from tests.tui.hosting import HOSTILE, SIZES, Host, harmless, shown, typed
from tui import themes
from tui.clock import FrozenClock
from tui.dialogs.fields import LineInput
from tui.screens.held import HeldScreen
from tui.screens.importing import ImportScreen
from tui.screens.leave import LeaveScreen
from tui.screens.page import BookPage
from tui.screens.pool import PoolScreen
from tui.screens.sheet import Sheet
from tui.screens.spread import SpreadScreen

TODAY = NOW.date()
LONG = "日本精密工業株式会社 " + "Extraordinarily Long Holdings " * 6


@dataclass
class Open:
    """A page on a book of its own."""

    pilot: Pilot[None]
    app: Host
    desk: Desk

    async def press(self, *keys: str) -> str:
        """Press keys, let everything settle, return the glass."""
        for key in keys:
            await self.pilot.press(key)
            await self.rest()
        return self.glass

    async def rest(self) -> None:
        for _ in range(2):
            await self.app.workers.wait_for_complete()
            await self.pilot.pause()

    @property
    def glass(self) -> str:
        return shown(self.app)

    @property
    def answers(self) -> list[Any]:
        return self.app.answers

    async def ask(self, read: Any) -> Any:
        return await self.desk.run(read)


@asynccontextmanager
async def page(
    folder: Path, kind: type[BookPage], fill: Any = None, size: tuple[int, int] = (80, 24), theme: str = themes.NIGHT
) -> AsyncIterator[Open]:
    clock = FrozenClock(NOW, "America/Chicago")
    desk = Desk(folder / "book.db", clock.now, ids=IdSource.seeded(7), state=folder / "state")
    await desk.start()
    try:
        if fill is not None:
            await desk.run(fill)
        app = Host(theme)
        async with app.run_test(size=size) as pilot:
            app.show(kind(desk, clock))
            opened = Open(pilot, app, desk)
            await opened.rest()
            yield opened
    finally:
        await desk.stop()


def add(book: Book, name: str, *steps: NewStep, **about: str) -> AccountId:
    """A company; with steps it was touched a month ago and has exactly this plan."""
    fields = tuple(sorted(about.items()))
    drafts = [Draft(AccountId("new:1"), AccountAdded(name, fields)), moves.add_person(moves.FRESH, "Dana Cole")]
    at = NOW - timedelta(days=30)
    if steps:
        body = TouchLogged(at.date(), "America/Chicago", Outcome.NO, channel=Channel.CALL, steps=steps)
        drafts.append(Draft(AccountId("new:1"), body))
    return AccountId(dict(book.record(drafts, now=at, label="added").ids)["new:1"])


def due(days: int, purpose: Purpose = Purpose.RHYTHM, kind: StepKind = StepKind.NEXT, **more: object) -> NewStep:
    plain = NewStep(0, kind, purpose, TODAY - timedelta(days=days), channel=Channel.CALL, gap=30)
    return replace(plain, **more)  # type: ignore[arg-type]


def caps(book: Book, **more: int) -> None:
    book.set_settings(replace(book.settings(), caps=replace(Caps(), **more)), NOW)


def waiting(book: Book) -> None:
    """Sixty in the pool, some of them hostile, long, unknown, with an opening."""
    criteria = (Criterion("industry", "in", ("food",)),)
    book.set_settings(replace(book.settings(), profile=criteria), NOW)
    for number in range(57):
        add(book, f"Company {number:02}", industry="food", city="Chicago", state="IL", zone="America/Chicago")
    add(book, HOSTILE[1], industry="food", city=HOSTILE[2])
    add(book, LONG, industry="food", contract_end="2026-12-31", country="JP")
    add(book, "Unknown Inc")


def backlog(book: Book) -> None:
    """Seven due, two of them shown."""
    caps(book, day=2, first=0, first_full=0)
    for number in range(6):
        add(book, f"Company {number}", due(number + 1))
    add(book, LONG + HOSTILE[0], due(9, Purpose.CHASE, attempt=1))


def promised(book: Book) -> None:
    """Three promises and a planned touch in the second week of December."""
    for number, name in enumerate(("Acme", HOSTILE[1], LONG)):
        on = due(-15 - number, Purpose.CALLBACK, StepKind.PROMISE, why=HOSTILE[number], at=time(9))
        add(book, name, on)
    add(book, "Globex", due(-16))


PAGES = ((PoolScreen, waiting), (HeldScreen, backlog), (SpreadScreen, backlog), (LeaveScreen, promised))


@pytest.mark.parametrize(("size", "theme"), [*((size, themes.NIGHT) for size in SIZES), ((60, 18), themes.DAWN)])
@pytest.mark.parametrize(("kind", "fill"), PAGES)
async def test_every_page_fits_and_is_harmless(
    tmp_path: Path, kind: type[BookPage], fill: Any, size: tuple[int, int], theme: str
) -> None:
    async with page(tmp_path, kind, fill, size, theme) as opened:
        if kind is LeaveScreen:
            opened.app.screen.query_one(LineInput).value = "7 Dec to 11 Dec"
            await opened.rest()
        glass = opened.glass
        assert kind.TITLE_TEXT in glass
        assert "esc back" in glass
        assert harmless(glass)
        assert all(len(line) <= size[0] for line in glass.splitlines())
        await opened.press("escape")
    assert opened.answers == [None]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (PoolScreen, "Nobody waits for a first touch."),
        (HeldScreen, "Nothing is held back: today has room"),
        (SpreadScreen, "Nothing is held back, so there is nothing to spread."),
        (LeaveScreen, "No days off ahead."),
    ],
)
async def test_an_empty_page_teaches(tmp_path: Path, kind: type[BookPage], words: str) -> None:
    async with page(tmp_path, kind) as opened:
        assert words in opened.glass
        await opened.press("enter", "down", "escape")


async def test_where_nothing_is_held_back_the_pages_say_how_full_the_coming_days_are(tmp_path: Path) -> None:
    def planned(book: Book) -> None:
        add(book, "Globex", due(-3))

    async with page(tmp_path, HeldScreen, planned, (60, 18)) as opened:
        said = " ".join(opened.glass.split())
        assert "the next 20 working days" in said
        assert "1 of 800 touches are planned, at most 40 a day beside promises" in said
        assert "━" in said or "·" in said
    (tmp_path / "spread").mkdir()
    async with page(tmp_path / "spread", SpreadScreen, planned) as opened:
        day = next(line for line in opened.glass.splitlines() if "Thu 26 Nov" in line or "Fri 27 Nov" in line)
        assert "→" not in day, "nothing moves"


@pytest.mark.parametrize("size", [(60, 18), (120, 40)])
async def test_r37_what_they_said_stands_whole_beside_or_below_the_promise(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """R37: the rep answers for each promise, so its words must be readable."""

    def one(book: Book) -> None:
        add(book, "Acme", due(-15, Purpose.CALLBACK, StepKind.PROMISE, why="after the quarter closes", at=time(9)))

    async with page(tmp_path, LeaveScreen, one, size) as opened:
        opened.app.screen.query_one(LineInput).value = "7 to 11 Dec"
        await opened.rest()
        assert "“after the quarter closes”" in " ".join(opened.glass.split())


@pytest.mark.parametrize("kind", [PoolScreen, HeldScreen, SpreadScreen, LeaveScreen])
async def test_trouble_with_the_book_is_said(tmp_path: Path, kind: type[BookPage]) -> None:
    async with page(tmp_path, kind, backlog) as opened:
        await opened.desk.stop()
        screen = opened.app.screen
        assert isinstance(screen, PoolScreen | HeldScreen | SpreadScreen | LeaveScreen)
        getattr(screen, "read" if kind is LeaveScreen else "load")()
        await opened.rest()
        assert "The planner's file is closed." in opened.glass


# The pool


async def test_r32_the_pool_on_profile_first_the_opening_first_of_all(tmp_path: Path) -> None:
    """R32, R22."""
    async with page(tmp_path, PoolScreen, waiting, (120, 40)) as opened:
        lines = [line for line in opened.glass.splitlines() if line.strip()]
        assert "60 wait · 12 days at 5 a day" in lines[0]
        first = next(line for line in lines if "日本精密" in line)
        assert "opening" in first
        assert lines.index(first) < 5
        assert any(line.split() == ["industry", "where", "there", "fit", "tier"] for line in lines)
        glass = await opened.press("end")
        assert "Unknown Inc" in glass.splitlines()[-6] or "Unknown Inc" in glass


async def test_r32_words_narrow_the_pool_as_they_are_typed(tmp_path: Path) -> None:
    async with page(tmp_path, PoolScreen, waiting) as opened:
        glass = await opened.press("slash", *typed("compa 07"))
        assert "Company 07" in glass
        assert "Company 08" not in glass
        assert "Nobody here is called that." in await opened.press(*typed("zz"))
        glass = await opened.press("escape")
        assert "Company 00" in glass
        assert opened.answers == []
        await opened.press("slash", *typed("07"), "enter", "enter")
        name = (await opened.ask(lambda book: book.prospect(opened.answers[0], NOW))).account.name
        assert name == "Company 07"


async def test_the_line_gives_the_keys_back(tmp_path: Path) -> None:
    async with page(tmp_path, PoolScreen, waiting) as opened:
        await opened.press("slash", "escape")
        assert isinstance(opened.app.focused, Sheet)
        await opened.press("slash", "down")
        assert isinstance(opened.app.focused, Sheet)


async def test_r32_the_highlighted_one_goes_on_todays_list(tmp_path: Path) -> None:
    """R32: by a hand date today, as `>` brings first touches; the lists are read again."""
    async with page(tmp_path, PoolScreen, waiting) as opened:
        await opened.press("down", "greater_than_sign")
        rows = (await opened.ask(lambda book: book.today(NOW))).rows
        assert [row.name for row in rows if row.purpose is Purpose.HAND] == ["Company 00"]
        await opened.press("escape")
    (change,) = opened.answers
    assert isinstance(change, Change)
    assert change.label == "on today's list · Company 00"


async def test_r32_the_marked_ones_go_on_todays_list_as_one_action(tmp_path: Path) -> None:
    async with page(tmp_path, PoolScreen, waiting) as opened:
        glass = await opened.press("down", "percent_sign", "percent_sign", "percent_sign", "up", "percent_sign")
        assert "2 marked" in glass
        assert glass.count("✓ Company") == 2
        assert "esc clears the marks" in glass
        await opened.press("greater_than_sign")
        rows = (await opened.ask(lambda book: book.today(NOW))).rows
        assert [row.name for row in rows if row.purpose is Purpose.HAND] == ["Company 00", "Company 01"]
        assert "58 wait" in opened.glass
        assert (await opened.ask(lambda book: book.newest_action()))[1] == "on today's list · 2 accounts"


async def test_a_pool_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    async with page(tmp_path, PoolScreen, waiting) as opened:
        await opened.desk.stop()
        assert "The planner's file is closed." in await opened.press("greater_than_sign")


async def test_r32_a_low_pool_offers_import_and_research(tmp_path: Path) -> None:
    """R32: under ten days of quota."""

    def few(book: Book) -> None:
        waiting(book)
        caps(book, pool_days=13)

    async with page(tmp_path, PoolScreen, few) as opened:
        assert "days of first touches wait: i imports a list." in opened.glass
        assert "The profile knows too little of 1" in " ".join(opened.glass.split())
        await opened.press("i")
        assert isinstance(opened.app.screen, ImportScreen)
        await opened.press("escape")
        await opened.press("escape")
    assert opened.answers == [None]


async def test_a_list_imported_from_the_pool_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with page(tmp_path, PoolScreen, waiting) as opened:
        screen = opened.app.screen
        assert isinstance(screen, PoolScreen)
        change = await opened.ask(lambda book: book.record((moves.add_account("Zenith"),), now=NOW, label="import"))
        monkeypatch.setattr(opened.app, "push_screen", lambda _page, then: then(change))
        screen.action_import_list()
        await opened.rest()
        assert "61 wait" in opened.glass


async def test_a_long_pool_is_cut_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.pool.pool.__defaults__", ("", 20))
    async with page(tmp_path, PoolScreen, waiting) as opened:
        assert "The best 20 are listed; / narrows it." in opened.glass


# Held back


async def test_r34_held_back_in_its_order_and_opened(tmp_path: Path) -> None:
    """R34: behind what today shows, in the same order; enter opens one."""
    async with page(tmp_path, HeldScreen, backlog, (120, 40)) as opened:
        lines = opened.glass.splitlines()
        assert lines[0].rstrip().endswith("the book is full: 7 live at 2 a day")
        assert "5 held back, in their order" in opened.glass
        order = [line.split("Company ")[1][0] for line in lines if "Company " in line]
        assert order == ["4", "3", "2", "1", "0"]
        await opened.press("down", "enter")
        name = (await opened.ask(lambda book: book.prospect(opened.answers[0], NOW))).account.name
        assert name == "Company 3"


async def test_a_click_opens_one(tmp_path: Path) -> None:
    async with page(tmp_path, HeldScreen, backlog, (120, 40)) as opened:
        sheet = opened.app.screen.query_one(Sheet)
        await opened.pilot.click(Sheet, offset=(20, sheet.cursor))
        await opened.rest()
        assert opened.answers == [], "one click highlights"
        await opened.pilot.click(Sheet, offset=(20, sheet.cursor), times=2)
        await opened.rest()
    assert len(opened.answers) == 1


def full(book: Book) -> None:
    """Fifty due at one a day."""
    caps(book, day=1, first=4, first_full=4)
    for number in range(50):
        add(book, f"Company {number:02}", due(number % 9))


@pytest.mark.parametrize("size", [*SIZES, (60, 18)])
async def test_r32_r34_a_full_book_shows_the_ways_out_and_what_each_frees(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """R32, R34."""
    async with page(tmp_path, HeldScreen, full, size) as opened:
        glass = " ".join(opened.glass.split())
        assert "the book is full: 50 live at 1 a day" in glass
        assert "fewer first touches 4 → 2 a day 40 touches" in glass
        assert "a higher cap 1 → 3 a day 40 touches" in glass
        assert "90 days for tier C 50 accounts" in glass


async def test_r34_a_digit_takes_a_way_out_and_u_takes_it_back(tmp_path: Path) -> None:
    """R34, R39."""
    async with page(tmp_path, HeldScreen, full) as opened:
        assert "A higher cap: 1 → 3 a day." in await opened.press("3")
        assert (await opened.ask(lambda book: book.settings())).caps.day == 3
        assert "Taken back: " in await opened.press("u")
        assert (await opened.ask(lambda book: book.settings())).caps.day == 1
        await opened.press("2")
        assert (await opened.ask(lambda book: book.settings())).spacing.tier_c == 90
        await opened.press("1", "escape")
    assert isinstance(opened.answers[0], Change)


async def test_r6_the_forgotten_are_counted(tmp_path: Path) -> None:
    """R6: being held back is no excuse."""

    def lost(book: Book) -> None:
        backlog(book)
        at = NOW - timedelta(days=200)
        body = TouchLogged(at.date(), "UTC", Outcome.NO, channel=Channel.CALL, steps=(due(1, gap=30),))
        book.record(
            (Draft(AccountId("new:1"), AccountAdded("Lost", ())), Draft(AccountId("new:1"), body)), now=at, label="x"
        )

    async with page(tmp_path, HeldScreen, lost) as opened:
        assert "1 forgotten: two gaps and ten working days without a touch (R6)." in opened.glass


async def test_a_way_that_is_not_there_does_nothing(tmp_path: Path) -> None:
    async with page(tmp_path, HeldScreen, backlog) as opened:
        await opened.press("1", "u")
        assert (await opened.ask(lambda book: book.newest_action()))[1] == "added"


async def test_a_way_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    async with page(tmp_path, HeldScreen, full) as opened:
        await opened.press("3")
        await opened.desk.stop()
        assert "The planner's file is closed." in await opened.press("u")
        assert "The planner's file is closed." in await opened.press("1")


async def test_the_spread_opens_over_what_is_held_back(tmp_path: Path) -> None:
    async with page(tmp_path, HeldScreen, backlog) as opened:
        await opened.press("s")
        assert isinstance(opened.app.screen, SpreadScreen)
        await opened.press("escape")
        glass = await opened.press("s", "enter")
        assert "✓ spread 5 over 10 days." in glass
        assert "Nothing is held back" in glass
        await opened.press("escape")
    assert opened.answers[0].label == "spread 5 over 10 days"


async def test_a_long_list_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.held.held.__defaults__", (3,))
    async with page(tmp_path, HeldScreen, backlog) as opened:
        assert "and 2 more" in opened.glass


# The spread


async def test_r34_the_days_before_and_after_and_nothing_written_before_enter(tmp_path: Path) -> None:
    """R34: fewer days with -, more with +; esc leaves everything where it is."""
    async with page(tmp_path, SpreadScreen, backlog) as opened:
        assert "5 held back" in opened.glass
        assert "2 stay on today's list, 5 go over 10 working days" in " ".join(opened.glass.split())
        glass = await opened.press(*["minus"] * 9)
        assert "4 go over 2 working days" in " ".join(glass.split())
        assert "0 → 2" in glass
        assert "1 find no room and stay held back: + takes more days." in glass
        glass = await opened.press("plus")
        assert "5 go over 3 working days" in " ".join(glass.split())
        assert "Thu 26 Nov" not in glass, "Thanksgiving"
        await opened.press("escape")
        assert (await opened.ask(lambda book: book.held(NOW))).held_back == 5
    assert opened.answers == [None]


async def test_r34_enter_writes_one_action(tmp_path: Path) -> None:
    async with page(tmp_path, SpreadScreen, backlog) as opened:
        await opened.press("minus", "enter")
        assert (await opened.ask(lambda book: book.held(NOW))).held_back == 0
        await opened.ask(lambda book: book.undo(NOW))
        assert (await opened.ask(lambda book: book.held(NOW))).held_back == 5
    assert [answer.label for answer in opened.answers] == ["spread 5 over 9 days"]


async def test_a_spread_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    async with page(tmp_path, SpreadScreen, backlog) as opened:
        await opened.desk.stop()
        assert "The planner's file is closed." in await opened.press("enter")


async def test_r37_late_comebacks_are_skipped_even_without_a_backlog(tmp_path: Path) -> None:
    """R37."""

    def late(book: Book) -> None:
        add(book, "Acme", due(20, Purpose.COMEBACK, StepKind.SERIES))

    async with page(tmp_path, SpreadScreen, late) as opened:
        assert "1 comeback comes too late to answer a No: skipped" in " ".join(opened.glass.split())
        await opened.press("plus", "enter")
    assert [answer.label for answer in opened.answers] == ["skipped 1 late comebacks"]


# Leave


async def test_r37_days_are_understood_as_they_are_typed(tmp_path: Path) -> None:
    """R37: nothing is written before it is saved."""
    async with page(tmp_path, LeaveScreen, promised) as opened:
        glass = " ".join((await opened.press(*typed("7 Dec to 11 Dec"))).split())
        assert "Mon 7 Dec - Fri 11 Dec 2026" in glass
        assert "5 working days · 3 promises are asked · 1 planned touch goes behind it, from Mon 14 Dec" in glass
        assert "I read more than two days" in await opened.press(*typed(" to 9"))
        await opened.press("ctrl+s")
        assert (await opened.ask(lambda book: book.settings())).hours.leave == ()


async def test_r37_a_leave_without_promises_is_saved_at_once(tmp_path: Path) -> None:
    async with page(tmp_path, LeaveScreen) as opened:
        assert "No promise falls into these days." in await opened.press(*typed("next week"))
        await opened.press("enter")
    assert [answer.label for answer in opened.answers] == ["days off Mon 30 Nov - Fri 4 Dec 2026"]


async def test_r37_each_promise_is_asked_keep_move_hand_over(tmp_path: Path) -> None:
    """R37, R10: it saves only once all were asked; one undo takes all back."""
    async with page(tmp_path, LeaveScreen, promised, (120, 40)) as opened:
        glass = await opened.press(*typed("7 Dec to 11 Dec"), "enter", "enter")
        assert "3 promises are still to be asked: 1 keep, 2 move, 3 hand over." in glass
        assert "kept" in await opened.press("1")
        await opened.press("2")
        assert "That day was not understood" in await opened.press(*typed("blue"), "enter")
        assert "Tue 8 Dec 2026 is one of the days off too." in await opened.press(
            "escape", "2", *typed("8 Dec"), "enter"
        )
        glass = await opened.press("escape", "2", *typed("4 Dec"), "enter")
        assert "moves to Fri 4" in glass
        assert "Say a name." in await opened.press("3", "enter")
        assert "to Ana" in await opened.press(*typed("Ana"), "enter")
        await opened.press("enter")
        found = await opened.ask(lambda book: book.leave(_week(), NOW))
        assert [each.name for each in found.promises] == ["Acme"]
        assert (await opened.ask(lambda book: book.settings())).hours.leave == ("2026-12-07..2026-12-11",)
        await opened.ask(lambda book: book.undo(NOW))
        assert len((await opened.ask(lambda book: book.leave(_week(), NOW))).promises) == 3
    assert [answer.label for answer in opened.answers] == ["days off Mon 7 Dec - Fri 11 Dec 2026"]


async def test_r37_nothing_typed_moves_to_the_first_day_back(tmp_path: Path) -> None:
    async with page(tmp_path, LeaveScreen, promised) as opened:
        await opened.press(*typed("7 Dec to 11 Dec"), "enter", "2")
        assert "empty: Mon 14 Dec 2026" in opened.glass
        assert "moves to 14 Dec" in await opened.press("enter")


async def test_keys_without_a_promise_do_nothing(tmp_path: Path) -> None:
    async with page(tmp_path, LeaveScreen, promised) as opened:
        await opened.press("down", "1", "2", "3", "w", "enter", "ctrl+s")
        assert opened.answers == []


async def test_r37_days_off_that_stand_are_listed_and_worked_again(tmp_path: Path) -> None:
    def stands(book: Book) -> None:
        book.record(book.leave_drafts(_week(), (), NOW), now=NOW, label="days off")

    async with page(tmp_path, LeaveScreen, stands) as opened:
        assert "Mon 7 Dec - Fri 11 Dec 2026" in opened.glass
        assert "No days off ahead." in await opened.press("down", "w")
        assert (await opened.ask(lambda book: book.settings())).hours.leave == ()
        assert "Mon 7 Dec - Fri 11 Dec 2026" in await opened.press("u")
        assert (await opened.ask(lambda book: book.settings())).hours.leave != ()
        await opened.press("escape")
    assert len(opened.answers) == 1


async def test_leave_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    def stands(book: Book) -> None:
        book.record(book.leave_drafts(_week(), (), NOW), now=NOW, label="days off")

    async with page(tmp_path, LeaveScreen, stands) as opened:
        await opened.press(*typed("next week"))
        await opened.desk.stop()
        assert "The planner's file is closed." in await opened.press("ctrl+s")
    async with page(tmp_path / "two", LeaveScreen, stands) as opened:
        await opened.press("down")
        await opened.desk.stop()
        assert "The planner's file is closed." in await opened.press("w")


def _week() -> Any:
    from playbook.away import Away

    return Away(date(2026, 12, 7), date(2026, 12, 11))
