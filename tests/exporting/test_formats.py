"""What each format says of a book, judged by readers that are not ours."""

from __future__ import annotations

import csv
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import openpyxl  # type: ignore[import-untyped]
import pytest
import vobject  # type: ignore[import-untyped]

from playbook.bodies import AccountSet, Barred, PersonSet, StepSet
from playbook.errors import BadInput, Refused
from playbook.happenings import NewStep
from playbook.words import AccountId, Channel, Purpose, StepKind
from storage.exporting import xlsx_book
from storage.exporting.run import export
from storage.exporting.wish import Wish
from tests.exporting.conftest import MONDAY, NOW, Desk, fields
from tui.cli import shapes


def test_csv_begins_with_a_mark_for_excel_unless_it_is_not_wanted(stocked: Desk) -> None:
    assert stocked.out("csv", "one").files[0].path.read_bytes().startswith(b"\xef\xbb\xbf")
    plain = stocked.out("csv", "two", bom=False).files[0].path.read_bytes()
    assert plain.startswith(b'"notyet account id"')
    assert stocked.out("csv", "one", force=True).files[0].path.read_bytes() == b"\xef\xbb\xbf" + plain


def test_csv_tells_every_touch_with_its_words_and_the_standing_of_everybody(stocked: Desk) -> None:
    made = {each.what: each for each in stocked.out("csv").files}
    with made["touches"].path.open(encoding="utf-8-sig", newline="") as file:
        touches = [row for row in csv.DictReader(file) if row["Account"] == "Acme Robotics"]
    (touch,) = touches
    assert (touch["Person"], touch["Day"], touch["Outcome"], touch["Reading"], touch["Channel"], touch["Words"]) == (
        "Dana Cole", "2026-10-01", "no", "timing", "call", "after the audit, not before",
    )  # fmt: skip
    with made["overview"].path.open(encoding="utf-8-sig", newline="") as file:
        stands = {row["Account"]: row["Standing today"] for row in csv.DictReader(file)}
    assert (stands["Dumped Ltd"], stands["Barred Inc"], stands["Acme Robotics"]) == ("dumped", "barred", "working")
    with made["plan"].path.open(encoding="utf-8-sig", newline="") as file:
        plan = list(csv.DictReader(file))
    assert (plan[0]["Hour"], plan[0]["Zone"], plan[0]["Kind"]) == ("09:15", "Europe/Berlin", "promise")
    assert {name: each.rows for name, each in made.items()} == {
        "accounts": 10, "people": 12, "overview": 10, "touches": 3, "plan": 3, "signals": 1, "openings": 1,
        "remarks": 2,
    }  # fmt: skip


def test_only_what_a_search_finds(stocked: Desk) -> None:
    made = stocked.out("csv", only="is:dream")
    assert (made.accounts, made.files[0].rows) == (1, 1)
    with pytest.raises(BadInput, match="Nothing is found"):
        stocked.out("csv", "two", only="zzzz")


def test_an_empty_book_and_an_unknown_format_are_refused_with_words(desk: Desk) -> None:
    with pytest.raises(BadInput, match="empty"):
        desk.out("csv")
    with pytest.raises(BadInput, match="no format"):
        export(desk.book, Wish("doc", desk.folder, NOW))
    assert not (desk.folder / "out").exists()


def test_workbook_text_is_text_days_are_days_and_nothing_runs(stocked: Desk) -> None:
    stocked.account("=cmd|' /C calc'!A0", "+1+1", phone="+13125550100", city="http://x.example", Words="=1+1")
    book = openpyxl.load_workbook(stocked.out("xlsx").files[0].path)
    assert book.sheetnames == [
        "accounts", "people", "overview", "touches", "plan", "signals", "openings", "remarks"
    ]  # fmt: skip
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert sum(cell.data_type == "f" for cell in cells) == 0
    assert sum(cell.hyperlink is not None for cell in cells) == 0
    sheet = book["accounts"]
    heads = [cell.value for cell in sheet[1]]
    acme = next(row for row in sheet.iter_rows(min_row=2, values_only=True) if row[1] == "Acme Robotics")
    held = dict(zip(heads, acme, strict=True))
    assert (held["Phone"], held["Employees"], held["Dream since"]) == ("+13125550100", 250, datetime(2020, 2, 1))  # noqa: DTZ001  (a workbook knows no zones)
    assert (held["Postbox"], held["Score"]) == ("0120", 4.5)
    assert sheet.freeze_panes == "C2"
    assert all(sheet.column_dimensions[letter].width for letter in "AB")


def test_workbook_goes_on_in_a_second_sheet(stocked: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_book, "MOST_ROWS", 4)
    book = openpyxl.load_workbook(stocked.out("xlsx").files[0].path)
    assert [name for name in book.sheetnames if name.startswith("accounts")] == [
        "accounts", "accounts 2", "accounts 3"
    ]  # fmt: skip
    assert sum(book[name].max_row - 1 for name in book.sheetnames if name.startswith("accounts")) == 10


def test_json_says_what_show_says_and_everything_else(stocked: Desk) -> None:
    lines = [json.loads(line) for line in stocked.text("json", "accounts.jsonl").splitlines()]
    assert len(lines) == 10
    assert [line["id"] for line in lines] == sorted(line["id"] for line in lines)
    for line in lines:
        found = stocked.book.prospect(AccountId(line["id"]), NOW, touches=-1)
        shown = json.loads(json.dumps(shapes.prospect(found)))
        for key, value in shown.items():
            assert matches(line[key], value), key
    acme = next(line for line in lines if line["name"] == "Acme Robotics")
    assert acme["dream_since"] == "2020-02-01"
    barred = next(line for line in lines if line["name"] == "Barred Inc")
    assert barred["bars"] == [{"channel": None, "words": "never again"}]


def matches(ours: object, shown: object) -> bool:
    """Whether what is shown stands in ours; more keys may stand beside it."""
    if isinstance(shown, dict):
        return isinstance(ours, dict) and all(key in ours and matches(ours[key], each) for key, each in shown.items())
    if isinstance(shown, list):
        return (
            isinstance(ours, list)
            and len(ours) == len(shown)
            and all(matches(one, other) for one, other in zip(ours, shown, strict=True))
        )
    return ours == shown


def events(text: str) -> dict[str, Any]:
    found = icalendar.Calendar.from_ical(text).walk("VEVENT")
    return {str(event["SUMMARY"]): event for event in found}


def test_r10_a_named_hour_is_theirs_and_a_day_without_hour_is_a_day(stocked: Desk) -> None:
    found = events(stocked.text("ics", "notyet.ics"))
    assert set(found) == {"Call Dana Cole, Acme Robotics", "Call Acme Robotics", "contract ends: Acme Robotics"}
    named = found["Call Dana Cole, Acme Robotics"]
    assert named["DTSTART"].dt == datetime(2026, 12, 7, 9, 15, tzinfo=ZoneInfo("Europe/Berlin"))
    assert named["DTEND"].dt - named["DTSTART"].dt == timedelta(minutes=30)
    assert "09:15 on their clock (Europe/Berlin)" in str(named["DESCRIPTION"])
    assert "ATTENDEE" not in named
    day = found["Call Acme Robotics"]
    assert (day["DTSTART"].dt, day["DTEND"].dt) == (date(2027, 5, 24), date(2027, 5, 25))
    assert found["contract ends: Acme Robotics"]["DTSTART"].dt == date(2027, 3, 1)
    assert all(event["DTSTAMP"].dt == NOW.astimezone(UTC) for event in found.values())


def test_the_next_calendar_updates_what_stands(stocked: Desk) -> None:
    """The same UIDs, a later stamp and a higher sequence: a reader replaces, and doubles nothing."""
    first = events(stocked.text("ics", "notyet.ics"))
    later = NOW + timedelta(days=1)
    made = export(stocked.book, Wish("ics", stocked.folder / "next", later))
    second = events(made.files[0].path.read_bytes().decode())
    for name, event in first.items():
        assert second[name]["UID"] == event["UID"]
        assert second[name]["SEQUENCE"] > event["SEQUENCE"]
        assert second[name]["DTSTAMP"].dt > event["DTSTAMP"].dt


def test_meetings_stand_in_the_calendar_and_the_rhythm_does_not(desk: Desk) -> None:
    number = desk.account("Globex")
    steps = (
        NewStep(1, StepKind.NEXT, Purpose.RETURN, date(2026, 12, 1), why="how did the meeting go?"),
        NewStep(2, StepKind.SERIES, Purpose.VALUE, date(2026, 12, 2)),
    )
    desk.record((number, StepSet(steps=steps)))
    assert list(events(desk.text("ics", "notyet.ics"))) == ["After the meeting: Globex"]


def test_r38_nobody_barred_is_in_the_calendar_and_nothing_promised_is_no_calendar(desk: Desk) -> None:
    number = desk.account("Globex", "Dana Cole")
    desk.record((number, StepSet(steps=(NewStep(1, StepKind.PROMISE, Purpose.CALLBACK, MONDAY),))))
    desk.record((number, Barred(None, "stop")))
    with pytest.raises(Refused, match="no calendar"):
        desk.out("ics")
    assert not list((desk.folder / "out").iterdir())


def cards(desk: Desk) -> dict[str, vobject.base.Component]:
    return {card.fn.value: card for card in vobject.readComponents(desk.text("vcf", "notyet.vcf"))}


def test_a_card_dials_with_its_extension(stocked: Desk) -> None:
    dana = cards(stocked)["Dana Cole"]
    assert [tel.value for tel in dana.tel_list] == ["tel:+13125550142;ext=12", "tel:+13125550199"]
    assert (dana.org.value, dana.title.value, dana.email.value) == (["Acme Robotics"], "VP Ops", "dana@acme.example")
    assert dana.categories.value == ["notyet", "expo", "vip"]
    assert "Said last: after the audit, not before" in dana.note.value
    assert dana.rev.value == "20261001T000000Z"


def test_r38_a_card_of_who_must_not_be_contacted_has_no_number(stocked: Desk) -> None:
    found = cards(stocked)
    for name in ("Pat Barred", "Somebody at Barred Inc"):
        assert not hasattr(found[name], "tel")
        assert not hasattr(found[name], "email")
        assert found[name].note.value.startswith("DO NOT CONTACT")
    quiet = found["Somebody at Quiet Mails"]
    assert hasattr(quiet, "tel")
    assert "DO NOT CONTACT by email" in quiet.note.value
    assert "Left Left Behind." in found["Lee Gone"].note.value


def test_a_number_that_is_none_stands_as_text_and_dead_ways_are_left_out(desk: Desk) -> None:
    number = desk.account("Globex", "Dana Cole", "Kim Sato")
    first, second = desk.book.prospect(AccountId(number), NOW).people
    told = fields(phone="ask for Dana", phone_ext="3", email="a@b.example", email_bad="a@b.example")
    kim = fields(linkedin="linkedin.com/in/kim", zone="Asia/Tokyo", department="IT")
    desk.record((first.id, PersonSet(told)), (second.id, PersonSet(kim)), (second.id, Barred(Channel.LINKEDIN)))
    found = cards(desk)
    assert found["Dana Cole"].tel.value == "ask for Dana ext. 3"
    assert not hasattr(found["Dana Cole"], "email")
    assert not hasattr(found["Kim Sato"], "url")
    assert found["Kim Sato"].org.value == ["Globex", "IT"]


def test_a_book_without_people_makes_no_cards(desk: Desk) -> None:
    desk.account("Globex")
    with pytest.raises(Refused, match="no cards"):
        desk.out("vcf")


def test_a_brief_tells_what_a_colleague_needs(stocked: Desk) -> None:
    text = stocked.text("md", "Acme-Robotics.md")
    for words in (
        "# Acme Robotics", "dream client · working", "No 4", "## What they said last", "> after the audit, not before",
        "- changeovers eat a shift (Dana Cole, Mon 23 Nov 2026)", "- budget in Q1", "**Dana Cole** · VP Ops",
        "phone +13125550142 ext. 12", "Mon 7 Dec 2026 09:15 (Europe/Berlin) · **promise** · call · Dana Cole",
        "## Openings", "contract ends, Mon 1 Mar 2027", "- Thu 1 Oct 2026 · call · No (timing) · Dana Cole",
        "bid out our own specification", "no profile yet", "Segment: north", "> Makes arms.\n> And legs.",
    ):  # fmt: skip
        assert words in text, words
    assert "**DO NOT CONTACT: never again**" in (stocked.folder / "out" / "Barred-Inc.md").read_text(encoding="utf-8")
    assert "dumped Tue 1 Sep 2026: no gap" in (stocked.folder / "out" / "Dumped-Ltd.md").read_text(encoding="utf-8")
    (nameless,) = (stocked.folder / "out").glob("account-*.md")
    assert "山田 太郎" in nameless.read_text(encoding="utf-8")


def test_a_huge_text_goes_out_and_comes_back(desk: Desk) -> None:
    """A description of 300 lines fits no cell that every reader takes: it goes with the rest, as JSON."""
    number = desk.account("Globex")
    text = "\n".join(f"line {count}" for count in range(300))
    desk.record((number, AccountSet((("description", text), ("street", 12), ("revenue", "1.5")))))
    path = desk.out("csv").files[0].path
    with path.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert json.loads(row["More fields"]) == {"description": text, "street": 12, "revenue": "1.5"}
    before = desk.entries()
    desk.bring([path])
    assert desk.entries() == before


def test_everything_stays_in_the_folder(stocked: Desk) -> None:
    before = {path for path in stocked.folder.rglob("*") if path.is_file()}
    for form in ("csv", "xlsx", "json", "ics", "vcf", "md"):
        stocked.out(form)
    added = {path for path in stocked.folder.rglob("*") if path.is_file()} - before
    assert {path.parent for path in added} == {stocked.folder / "out"}
    assert all(path.stat().st_mode & 0o077 == 0 for path in added)
