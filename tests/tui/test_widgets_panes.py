"""Rows of the dream and dump panes at every width, and the long record in lines (R2, R20, R23, R25, R30)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from textual.app import ComposeResult
from textual.screen import Screen

from playbook.facts import AccountFacts, Step, Touch
from playbook.fit import fit
from playbook.words import AccountId, Channel, EntryId, Outcome, PersonId, Purpose, Standing, StepId, StepKind, Tier
from storage.views import DreamRow, DumpQueue, DumpRow, Prospect
from tests.builders import MONDAY, NOW, SETTINGS, WORLD, account, person
from tests.tui.hosting import HOSTILE, Host, harmless, look, shown
from tui.cli import phrase
from tui.content import cells
from tui.dialogs.frame import Whom
from tui.dialogs.step import StepDialog
from tui.screens.account_record import record
from tui.widgets.dream_list import DreamList, bar, columns
from tui.widgets.dump_list import DumpList, evidence
from tui.widgets.long_record import lines, quarters

GLOBEX = DreamRow(
    AccountId("globex"), "Globex", date(2019, 11, 23), 7.0, 41, 90, 2_000_000.0, "Oldway", 0.4, PersonId("mia"),
    "Mia Stone", MONDAY - timedelta(days=42), MONDAY + timedelta(days=1), "", (1, 0, 2, 4, 0, 1, 2, 2, 5, 1, 2, 8),
    date(2019, 3, 1), date(2021, 1, 1), 12, 4, 1.4,
)  # fmt: skip
DRAINER = DumpRow(
    AccountId("umbrella"), "Umbrella", "signals",
    ("21 Feb 2025: huge potential", "17 Mar 2026: bid out our own specification", "1 round closed"), 9.5, 1, 4.0, 0,
)  # fmt: skip


class Panes(Screen[None]):
    """A dream pane and a dump pane."""

    def __init__(self, dreams: tuple[DreamRow, ...], queue: DumpQueue) -> None:
        super().__init__()
        self.dreams, self.queue = dreams, queue

    def compose(self) -> ComposeResult:
        yield DreamList(id="dream")
        yield DumpList(id="dump")

    def on_mount(self) -> None:
        self.query_one(DreamList).today = MONDAY
        self.query_one(DreamList).show(self.dreams)
        self.query_one(DumpList).show_queue(self.queue)


def written(row: DreamRow, width: int) -> str:
    rows = DreamList(id="dream")
    rows.today = MONDAY
    return "".join(piece.text for piece in rows.pieces(row, width))


LONG = replace(GLOBEX, name="Hartelbrook Cold Storage")


def test_r23_a_narrow_row_tells_years_noes_spend_and_the_quarters() -> None:
    assert all(words in written(GLOBEX, 44) for words in ("Globex", "7y", "No 41", "$2.0M", "▅▂▃▇"))


def test_r23_names_come_first_and_what_has_no_room_beside_them_falls_away_whole() -> None:
    """R23: half of the sum or of a name says nothing; 35 cells are the pane at 120 columns."""
    rows = DreamList(id="dream")
    rows.today = MONDAY
    rows._longest = cells(LONG.name)
    told = "".join(piece.text for piece in rows.pieces(LONG, 35))
    assert told.split() == ["Hartelbrook", "Cold", "Storage", "7y", "No", "41"]
    assert "$2.0M" in "".join(piece.text for piece in rows.pieces(LONG, 48))


def test_r23_at_80_columns_the_rhythm_stands_beside_it_and_where_there_is_room_the_decision_maker() -> None:
    """R23: last, rhythm bar and next in the 74 cells of a pane alone on 80 columns; since when with ten more."""
    told = written(GLOBEX, 74)
    for words in ("Globex", "7y", "No 41", "$2.0M", "1m ▇▇▇▇! Tue 24"):
        assert words in told, words
    assert "Mia Stone '19" in written(GLOBEX, 84)
    assert "Oldway" not in written(GLOBEX, 84)


def test_r23_at_120_columns_the_incumbent_and_since_when_too() -> None:
    told = written(GLOBEX, 112)
    assert "Oldway '21" in told
    assert "Mia Stone '19" in told
    assert columns(112).spark == 8
    assert columns(140).spark == 12


def test_r20_an_opening_stands_where_the_eye_is() -> None:
    opened = replace(GLOBEX, opening="their COO left")
    assert "+ their COO left" in written(opened, 112)
    assert "+ their COO left" in written(opened, 56)
    assert "Globex" in written(opened, 36)
    assert " + " in written(opened, 36)


def test_r23_what_is_unknown_leaves_a_gap() -> None:
    bare = replace(
        GLOBEX, person_name="", person_since=None, incumbent="", incumbent_since=None, last_on=None, next_on=None,
        waited=None, spend=None,
    )  # fmt: skip
    told = written(bare, 112)
    assert "▁▁▁▁▁" in told
    assert "'" not in told
    assert cells(told) == 112
    assert "Mia Stone  " in written(replace(GLOBEX, person_since=None), 112)


@pytest.mark.parametrize("width", range(24, 150, 7))
@pytest.mark.parametrize("name", [*HOSTILE, "名前" * 20])
def test_a_row_fills_its_width_whatever_the_name(name: str, width: int) -> None:
    told = written(replace(GLOBEX, name=name, person_name=name, incumbent=name, opening=name), width)
    assert cells(told) == max(width, 0)
    assert harmless(told)


@pytest.mark.parametrize(
    ("waited", "said"),
    [(None, "▁▁▁▁▁"), (0.0, "▁▁▁▁▁"), (0.4, "▇▇▁▁▁"), (1.0, "▇▇▇▇▇"), (1.01, "▇▇▇▇!"), (9.0, "▇▇▇▇!")],
)
def test_r23_the_rhythm_bar_marks_what_is_overdue(waited: float | None, said: str) -> None:
    assert bar(waited, 5) == said


def test_r25_the_evidence_is_told_in_words() -> None:
    assert evidence(DRAINER) == "1 round · huge potential · bid out our own specification"
    assert evidence(replace(DRAINER, why="gap", rounds=2, evidence=("3 Nov 2026: ISO",))) == "gap · 2 rounds · ISO"


@pytest.mark.parametrize("count", [0, 10])
async def test_r2_what_was_set_aside_is_one_line_with_its_count(count: int) -> None:
    queue = DumpQueue((DRAINER,), count, 31.0, 2)
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        app.show(Panes((GLOBEX,), queue))
        await pilot.pause()
        glass = shown(app)
        assert "9.5h/q" in glass
        assert ("10 set aside: off profile, never touched" in glass) is (count > 0)
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert ("10 set aside" in shown(app)) is (count > 0)


async def test_r2_an_empty_queue_still_tells_what_was_set_aside() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        app.show(Panes((), DumpQueue((), 3, 0.0, 0)))
        await pilot.pause()
        glass = shown(app)
        assert "Nobody is proposed for dumping." in glass
        assert "3 set aside" in glass
        assert "No dream clients yet." in glass


def prospect(held: AccountFacts, touches: tuple[Touch, ...] = (), **more: Any) -> Prospect:
    return Prospect(
        held, (person(since="2022"),), WORLD, fit(held, SETTINGS), SETTINGS, Standing.WORKING, Tier.C, 100.0, touches,
        **more,
    )  # fmt: skip


def touch(days: int, *, inbound: bool = False) -> Touch:
    on = MONDAY - timedelta(days=days)
    at = NOW - timedelta(days=days)
    return Touch(
        EntryId(f"e{days}"), AccountId("acme"), None, on, at, Outcome.NO, None, Channel.CALL, inbound=inbound,
        minutes=1, note="",
    )  # fmt: skip


def said(found: Prospect, width: int = 60) -> str:
    return "\n".join("".join(piece.text for piece in line) for line in lines(found, MONDAY, width))


def test_r23_the_long_record_in_lines() -> None:
    held = replace(
        account(
            touches=2, pursued_since="2019", nos_before="30", spend="2000000", incumbent="Oldway",
            incumbent_since="2021",
        ),
        nos=11, outlived=1, dream=True,
    )  # fmt: skip
    told = said(prospect(held, (touch(3), touch(100), touch(4000), touch(2, inbound=True))))
    for words in (
        "pursued since 2019, 8 years", "No 41 (30 before the book)", "2 touches", "1 person outlived", "spends $2.0M",
        "with Oldway since 2021", "Dana Cole there since 2022", "last 10d", "touches a quarter",
        "17 % change post in a year: 73 % within seven",
    ):  # fmt: skip
        assert words in told.replace("\n", " "), words


def test_r23_a_card_that_was_read_with_some_touches_has_no_quarters() -> None:
    held = replace(account(touches=9), nos=1)
    told = said(prospect(held, (touch(3),)))
    assert "touches a quarter" not in told
    assert "17 %" not in told


def test_r23_nothing_is_long_about_an_account_that_was_never_touched() -> None:
    assert said(prospect(account())) == ""
    fresh = replace(account(), nos=2, fields=(("name", "Acme"), ("nos_before", "2")))
    assert "No 4 (2 before the book)" in said(prospect(fresh))


def test_r23_touches_are_counted_by_quarter() -> None:
    found = quarters((touch(3), touch(4), touch(60), touch(5, inbound=True), touch(4000)), MONDAY)
    assert (found[-1], found[-2], sum(found)) == (2, 1, 3)


@pytest.mark.parametrize(("width", "words"), [(54, "pursued 7y"), (74, "pursued since 2019, 7 years")])
def test_r23_the_account_page_tells_it_above_the_plan(width: int, words: str) -> None:
    """R23: in full where there is room, else in its short form; the plan stays in sight."""
    held = replace(account(touches=2, pursued_since="2019-11-23"), nos=1, outlived=1, dream=True, first_touch=MONDAY)
    rows = record(prospect(held, (touch(3),)), NOW, width)
    told = ["".join(piece.text for piece in (row.line() if callable(row.line) else row.line)) for row in rows]
    plan = next(place for place, line in enumerate(told) if line.startswith("plan"))
    above = " ".join(told[:plan])
    assert words in above
    assert "outlived" in above
    assert ("▇" in above) is (width > 60)


@pytest.mark.parametrize(("zone", "words"), [("Europe/London", "promise 08:45 there"), (None, "promise 08:45")])
async def test_r10_an_hour_of_another_clock_says_so_on_the_page_too(zone: str | None, words: str) -> None:
    """R10: a named hour is theirs: the page, the dialog that moves it and the card say whose it is in one way."""
    step = Step(StepId("s"), StepKind.PROMISE, Purpose.CALLBACK, MONDAY, at=time(8, 45), zone=zone)
    rows = record(prospect(replace(account(), steps=(step,))), NOW, 74)
    told = ["".join(piece.text for piece in (row.line() if callable(row.line) else row.line)).rstrip() for row in rows]
    assert any(line.endswith(words) for line in told), told
    dialog = StepDialog(Whom("Acme"), step, NOW, lambda words: phrase.read(words, NOW, SETTINGS.phrases))
    assert f"{words.removeprefix('promise ')}  promise" in await look(dialog)
