"""The call sheet: a day on paper, as a page and as text."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from playbook.bodies import Barred, NewStep, PersonSet, RemarkMade, StepSet, TouchLogged
from playbook.errors import Refused
from playbook.outcomes import OUTCOMES
from playbook.words import AccountId, Channel, Outcome, PersonId, Purpose, StepKind
from storage.exporting import sheet_html, sheet_plain
from storage.exporting.sheet import CallSheet, call_sheet
from storage.exporting.sheet_file import write
from tests.exporting.conftest import MONDAY, NOW, Desk


@pytest.fixture
def sheet(desk: Desk) -> CallSheet:
    """A promise of this morning, a rhythm touch, a first touch."""
    number = desk.account("Acme & Söhne", "Dana Cole", zone="America/New_York", phone="+13125550100")
    person = desk.book.prospect(AccountId(number), NOW).people[0].id
    step = NewStep(1, StepKind.PROMISE, Purpose.CALLBACK, MONDAY, time(9, 15), "America/New_York", Channel.CALL,
                   PersonId(person), why="call at 9:15")  # fmt: skip
    desk.record(
        (person, PersonSet((("title", "VP Ops"), ("phone_ext", "12"), ("email", "dana@acme.example")))),
        (number, TouchLogged(date(2026, 10, 1), "America/Chicago", Outcome.NO, person=PersonId(person),
                             channel=Channel.CALL, note="after the audit, " + "not before " * 30)),
        (number, RemarkMade("pain", "changeovers eat a shift", MONDAY)),
        (number, RemarkMade("agreed", "budget in Q1", MONDAY)),
        (number, StepSet(steps=(step,))),
    )  # fmt: skip
    second = desk.account("Globex", "Kim Sato")
    touch = TouchLogged(date(2026, 10, 1), "America/Chicago", Outcome.NO_ANSWER)
    plan = StepSet(steps=(NewStep(1, StepKind.NEXT, Purpose.RHYTHM, date(2026, 11, 20)),))
    desk.record((second, touch), (second, plan))
    desk.account("名前 株式会社" * 9)
    return call_sheet(desk.book, NOW)


def test_promises_are_on_top_with_all_that_is_needed(sheet: CallSheet) -> None:
    first = sheet.calls[0]
    assert first.promise
    assert (first.due, first.there) == ("08:15", "09:30 there, open")
    assert (first.person, first.title, first.phone, first.email) == (
        "Dana Cole", "VP Ops", "+1 312 555 0142 ext 12", "dana@acme.example"
    )  # fmt: skip
    assert (first.pain, first.agreed, first.nos) == ("changeovers eat a shift", "budget in Q1", 1)
    assert first.said.startswith("after the audit")
    assert sheet.others[0].account == "Globex"
    assert sheet.others[0].due == "20 Nov"
    assert sheet.head() == "3 touches · 0 of 40 done"


def test_the_page_prints_by_itself(sheet: CallSheet) -> None:
    text = "\n".join(sheet_html.page(sheet))
    assert "Acme &amp; Söhne" in text
    assert text.count("<article>") == 3
    assert text.index("Promises") < text.index("Acme &amp; Söhne") < text.index("In their order") < text.index("Globex")
    assert text.count("<li>") == 3 * len(OUTCOMES)
    places = [text.index(f"<kbd>{row.key}</kbd>") for row in OUTCOMES]
    assert places == sorted(places)
    assert "break-inside: avoid" in text
    assert "default-src 'none'" in text
    assert "<script" not in text
    assert "url(" not in text
    assert "@import" not in text
    assert "//" not in text


def test_the_text_fits_eighty_columns(sheet: CallSheet) -> None:
    lines = list(sheet_plain.lines(sheet))
    assert max(sheet_plain.cells(line) for line in lines) <= 80
    text = "\n".join(lines)
    for words in (
        "notyet · call sheet · Mon 23 Nov 2026", "PROMISES", "  1  08:15 Acme & Söhne", "09:30 there, open",
        "+1 312 555 0142 ext 12   dana@acme.example", "said    after the audit, not before", "pain    changeovers",
        "agreed  budget in Q1", "[ ] n No", "[ ] x do not contact", "note ____", "first touch", "…",
    ):  # fmt: skip
        assert words in text, words
    assert "first touch · first touch" not in text
    assert len([line for line in lines if line.startswith(("           said", "                   "))]) >= 2


def test_r38_nobody_barred_has_a_number_on_the_sheet(desk: Desk) -> None:
    number = desk.account("Globex", "Dana Cole", phone="+13125550100", email="a@b.example")
    desk.record((number, Barred(Channel.CALL)), (number, Barred(Channel.EMAIL)))
    (call,) = call_sheet(desk.book, NOW).calls
    assert (call.phone, call.email) == ("", "")


def test_a_switchboard_stands_where_nobody_has_a_number(desk: Desk) -> None:
    desk.account("Globex", phone="+4930123456", phone_ext="7")
    (call,) = call_sheet(desk.book, NOW).calls
    assert (call.phone, call.person, call.there) == ("+4930123456 ext 7", "", "")
    assert "find a person" in "\n".join(sheet_plain.lines(CallSheet(MONDAY, NOW, (call,), 40, 0, 2)))
    assert "2 held back" in "\n".join(sheet_html.page(CallSheet(MONDAY, NOW, (call,), 40, 0, 2)))


def test_an_empty_day_says_what_to_do(desk: Desk) -> None:
    found = call_sheet(desk.book, NOW)
    assert "Nothing is due" in "\n".join(sheet_plain.lines(found))
    assert "Nothing is due" in "\n".join(sheet_html.page(found))


def test_a_sheet_is_a_private_file_and_replaces_none(sheet: CallSheet, tmp_path: Path) -> None:
    page = write(sheet, tmp_path / "sheets" / "today.html", force=False)
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert page.stat().st_mode & 0o077 == 0
    with pytest.raises(Refused, match="already"):
        write(sheet, page, force=False)
    write(sheet, page, force=True)
    assert write(sheet, page.with_suffix(".txt"), force=False).read_text(encoding="utf-8").startswith("notyet · call")


def test_a_word_longer_than_the_line_is_broken(desk: Desk) -> None:
    number = desk.account("Globex")
    desk.record((number, RemarkMade("pain", "x" * 300, MONDAY)))
    lines = list(sheet_plain.lines(call_sheet(desk.book, NOW)))
    assert max(len(line) for line in lines) <= 80
    assert any(line.endswith("…") for line in lines)
