"""Lists carry standing (R44): what a status means here, and who may not be called (R38)."""

from __future__ import annotations

from datetime import date

import pytest

from storage.importing import standing
from storage.importing.said import StandingSaid
from tests.importing.reading import Cells, line


def said(*cells: tuple[str, str, str]) -> StandingSaid:
    return standing.read(line(cells))


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Existing Customer", "customer"),
        ("Closed/Lost", "lost"),
        ("Bad fit", "unqualified"),
        ("Insolvent", "closed"),
        ("Prospect", "open"),
        ("", ""),
    ],
)
def test_a_status_that_we_know(text: str, meaning: str) -> None:
    """R44."""
    assert said(("Status", "row.status", text)) == StandingSaid(meaning, text)


def test_a_status_that_nobody_knows_is_shown_and_never_guessed() -> None:
    """R44."""
    row = line([("Status", "row.status", "Purple")])
    assert standing.read(row) == StandingSaid("", "Purple")
    assert [(remark.kind, remark.text) for remark in row.remarks] == [
        ("status", '"Status" says "Purple", which has no meaning here')
    ]


def test_of_two_statuses_the_stronger_counts() -> None:
    """R44: nobody cold-calls a customer."""
    found = said(("Lead Status", "row.status", "New"), ("Type", "row.status", "Customer"))
    assert (found.meaning, found.words) == ("customer", "Customer")


def test_a_status_that_forbids_bars_every_channel() -> None:
    """R38."""
    found = said(("Lead Status", "row.status", "Do not contact"), ("Type", "row.status", "Prospect"))
    assert (found.meaning, found.words, found.bars) == ("open", "Do not contact", ("all",))


@pytest.mark.parametrize(
    ("ticks", "bars"),
    [
        ([("DNC", "row.no_contact", "x")], ("all",)),
        ([("Do Not Call", "row.no_call", "TRUE"), ("Email Opt Out", "row.no_email", "1")], ("call", "email")),
        ([("Do Not Call", "row.no_call", "FALSE"), ("Email Opt Out", "row.no_email", "")], ()),
        ([("Phone", "row.no_call", "Do Not Allow"), ("Opt out", "row.no_call", "yes")], ("call",)),
    ],
)
def test_ticks_bar_their_channel(ticks: Cells, bars: tuple[str, ...]) -> None:
    """R38."""
    assert said(*ticks).bars == bars


def test_a_tick_that_says_neither_is_told() -> None:
    """R38: nothing is guessed."""
    row = line([("Do Not Call", "row.no_call", "after 5 pm")])
    assert standing.read(row).bars == ()
    assert row.remarks[0].text == '"Do Not Call" says neither yes nor no: "after 5 pm"'


def test_a_tick_makes_a_customer_and_a_reason_a_loss() -> None:
    """R44."""
    assert said(("Is Customer", "row.customer", "yes")).meaning == "customer"
    assert said(("Is Customer", "row.customer", "yes"), ("Type", "row.status", "Client")).words == "Client"
    lost = said(("Lost Reason", "row.lost", "price"))
    assert (lost.meaning, lost.words) == ("lost", "price")


def test_the_next_activity_and_the_notes() -> None:
    """R44: a next activity is a hand date."""
    found = said(("Next", "row.next_activity", "2026-12-01"), ("Notes", "row.note", "a"), ("Comments", "row.note", "b"))
    assert (found.next_activity, found.note) == (date(2026, 12, 1), "a · b")


@pytest.mark.parametrize(
    ("owner", "mine", "is_mine"),
    [
        ("Dana Cole", "dana cole", True),
        ("Dana Cole", "Dana", True),
        ("dcole@acme.example", "dcole", True),
        ("Dana Cole", "Ray", False),
        ("dcole@acme.example", "DCole@acme.example", True),
    ],
)
def test_whose_row_it_is(owner: str, mine: str, is_mine: bool) -> None:  # noqa: FBT001
    """R44: others' accounts are skipped unless asked for."""
    assert standing.is_mine(owner, mine) is is_mine


def test_a_bar_says_what_barred() -> None:
    """R38: the heading that is ticked, never a status that means something else."""
    both = said(("Status", "row.status", "New"), ("Email Opt Out", "row.no_email", "yes"))
    assert (both.words, both.barred_by) == ("New", "Email Opt Out")
    assert said(("Status", "row.status", "DNC"), ("Do Not Call", "row.no_call", "yes")).barred_by == "DNC"
