"""T27: names and notes that try to be a line, a property, a tag or a heading of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import icalendar
import pytest
import vobject  # type: ignore[import-untyped]

from playbook.bodies import AccountAdded, NewStep, PersonAdded, RemarkMade, StepSet, TouchLogged
from playbook.words import AccountId, Outcome, PersonId, Purpose, StepKind
from storage.exporting.briefs import escaped, quoted
from storage.exporting.folding import folded
from storage.exporting.sheet import call_sheet
from storage.exporting.sheet_html import page
from storage.exporting.sheet_plain import WIDTH, cells, lines
from tests.exporting.conftest import MONDAY, NOW, Desk, opened

BREAKS = ("\r\n", "\r", "\n", "\v", "\f", "\x85", "\u2028", "\u2029", "\r\n ", "\\n")
NAMES = (
    *(f"Acme{mark}ATTENDEE:mailto:x@evil.example" for mark in BREAKS),
    "Acme\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:x", "END:VCARD", "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "[click](http://evil.example)", "# heading", "a;b,c\\d:e",
    '"><b>', "![x](http://evil.example/x.png)", "🚀 " + "名前" * 40,
)  # fmt: skip
assert len(NAMES) == 20


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Twenty accounts with a promise each: name, person, title, words and notes are all foreign."""
    desk = opened(tmp_path_factory.mktemp("hostile"))
    for name in NAMES:
        number = desk.record(("new:1", AccountAdded(name, (("city", name), ("tags", name)))))["new:1"]
        told = (("department", name), ("email", name), ("phone", name), ("title", name), ("zone", name))
        person = desk.record(("new:1", PersonAdded(AccountId(number), name, told)))["new:1"]
        step = NewStep(1, StepKind.PROMISE, Purpose.CALLBACK, MONDAY, person=PersonId(person), why=name, zone=name)
        desk.record(
            (number, TouchLogged(MONDAY, "America/Chicago", Outcome.TALK, person=PersonId(person), note=name)),
            (number, RemarkMade("pain", name, MONDAY)),
            (number, StepSet(steps=(step,))),
        )
    yield desk
    desk.book.close()


def test_t27_calendar_exactly_so_many_events_and_no_property_of_data(hostile: Desk) -> None:
    text = hostile.text("ics", "notyet.ics")
    found = icalendar.Calendar.from_ical(text)
    events = found.walk("VEVENT")
    assert len(events) == len(NAMES)
    known = {"UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "TRANSP", "SUMMARY", "DESCRIPTION", "CATEGORIES"}
    assert {name for event in events for name in event} == known
    assert not any(event.errors for event in events)
    second = vobject.readOne(text)
    assert len(second.vevent_list) == len(NAMES)
    assert {child.name for event in second.vevent_list for child in event.getChildren()} == known
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    assert not re.search("[\v\f\x85\u2028\u2029]", text)
    assert text.splitlines() == text.removesuffix("\r\n").split("\r\n")


def test_t27_cards_exactly_so_many_and_no_property_of_data(hostile: Desk) -> None:
    text = hostile.text("vcf", "notyet.vcf")
    cards = list(vobject.readComponents(text))
    assert len(cards) == len(NAMES)
    names = {child.name for card in cards for child in card.getChildren()}
    assert names <= {
        "VERSION", "PRODID", "KIND", "UID", "X-NOTYET-ACCOUNT", "FN", "N", "ORG", "TITLE", "TEL", "EMAIL", "TZ",
        "CATEGORIES", "NOTE", "REV",
    }  # fmt: skip
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert text.splitlines() == text.removesuffix("\r\n").split("\r\n")
    assert not re.search("[\v\f\x85\u2028\u2029]", text)


class Tags(HTMLParser):
    """Every tag and attribute that a browser sees."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_t27_the_sheet_has_no_tag_of_data(hostile: Desk) -> None:
    tags = Tags()
    sheet = call_sheet(hostile.book, NOW)
    text = "\n".join(page(sheet))
    tags.feed(text)
    assert tags.tags.count("article") == len(NAMES) == len(sheet.promises)
    assert not set(tags.tags) & {"script", "img", "a", "link", "iframe", "object", "form"}
    assert tags.attributes <= {"lang", "charset", "name", "content", "class", "http-equiv"}
    assert "<script>alert(1)</script>" in "".join(tags.text)
    assert "http://" not in text.replace("http://evil.example", "")
    assert "https://" not in text


def test_t27_the_plain_sheet_is_eighty_columns_of_harmless_text(hostile: Desk) -> None:
    for line in lines(call_sheet(hostile.book, NOW)):
        assert cells(line) <= WIDTH, line
        assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029]", line)


def test_t27_a_brief_has_no_tag_link_or_heading_of_data(hostile: Desk) -> None:
    made = hostile.out("md")
    for each in made.files:
        text = each.path.read_text(encoding="utf-8")
        assert len(re.findall(r"^# ", text, re.MULTILINE)) == 1
        assert not re.search(r"(?<!\\)[<\[\]]", text)
        assert not re.search(r"https?:", text)
        heads = re.findall(r"^## (.+)$", text, re.MULTILINE)
        assert set(heads) <= {
            "What they said last", "Pain", "People", "What comes next", "Last touches (1 in all)", "Why it fits",
            "The firm",
        }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "plain"),
    [("# a", r"\# a"), ("1. a", r"1\. a"), ("2) a", r"2\) a"), ("- a", r"\- a"), ("+ a", r"\+ a"),
     ("a_b*c", r"a\_b\*c"),
     ("www.x.example", r"www\.x.example"), ("&lt;", r"\&lt;"), ("===", r"\==="), ("plain 1. words", "plain 1. words")],
)  # fmt: skip
def test_marks_of_markdown_are_disarmed(text: str, plain: str) -> None:
    assert escaped(text) == plain


def test_a_quotation_keeps_its_lines() -> None:
    assert quoted("a\n\n# b") == "> a\n>\n> \\# b"


def test_a_fold_cuts_no_character() -> None:
    line = "NOTE:" + "é名🚀" * 40
    pieces = folded(line).split("\r\n")
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert "".join(piece.removeprefix(" ") for piece in pieces) == line
