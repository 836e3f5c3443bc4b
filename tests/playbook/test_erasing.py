"""By what somebody is known, and what is left of the entries of others without them (R38)."""

from __future__ import annotations

import hmac
import json
from datetime import date

import pytest

from playbook import codec, erasing, erasing_marks
from playbook.bodies import (
    AccountAdded,
    AccountMerged,
    AccountSet,
    Body,
    ListLanded,
    ListMapped,
    ListSaid,
    OpeningSeen,
    PersonAdded,
    PersonSet,
    PlaybookSet,
    RemarkMade,
    SignalSeen,
    StepSet,
    TouchAmended,
    TouchLogged,
    Unknown,
)
from playbook.erasing import GONE, Finder
from playbook.erasing_marks import Marks
from playbook.facts import GAP, AccountFacts
from playbook.happenings import NewStep
from playbook.words import AccountId, EntryId, Outcome, PersonId, Purpose, StepKind
from tests.builders import DANA, MONDAY, RAY, account, person

FINDER = Finder(
    Marks(("Dana Cole",), ("dana@acme.example",), ("13125550142",), ("linkedin.com/in/danacole",))
)  # fmt: skip
KEY = "00" * 32
CALL = NewStep(0, StepKind.PROMISE, Purpose.CALLBACK, MONDAY, person=DANA, why="call me in May")
NEXT = NewStep(1, StepKind.NEXT, Purpose.RHYTHM, MONDAY, person=RAY, why="R8")


def touch(**more: object) -> TouchLogged:
    return TouchLogged(on=MONDAY, zone="", outcome=Outcome.NO, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "spoke to Dana Cole today", "DANA  COLE", "Cole, Dana", "dana.cole did it", "Dana\nCole", "“Dana Cole’s”",
        "dana_cole", "write to Dana@Acme.example.", "(312) 555-0142", "+1 312 555 01 42", "3125550142", "call 555-0142",
        "5550142", "0013125550142", "https://www.linkedin.com/in/danacole/",
    ],
)  # fmt: skip
def test_a_mark_is_found_however_it_is_written(text: str) -> None:
    assert FINDER.holds(text)
    assert FINDER.holds(json.dumps({"note": text}, ensure_ascii=False))


@pytest.mark.parametrize(
    "text",
    [
        "Dana", "Cole", "Jordana Cole", "Dana Coleman", "xdana@acme.example", "dana@acme.examples", "(212) 555-0142",
        "+1 815 555 0142", "1815 5550142", "55501423", "linkedin.com/in/danacole-2", "",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert not FINDER.holds(text)


def test_names_of_other_scripts_are_found_without_blanks() -> None:
    assert Finder(Marks(("山田太郎",))).holds("昨日山田太郎さんと話した")
    assert Finder(Marks(("Müller",))).holds("Frau MULLER")
    assert not Finder(Marks()).holds("anything")
    assert Finder(Marks()).cut("anything") == "anything"
    assert not Finder(Marks(("  ",))).holds("anything")


def test_short_numbers_are_found_whole() -> None:
    short = Finder(Marks(phones=("4930123",)))
    assert short.holds("ring 493 0123")
    assert not short.holds("1493 0123")


def test_what_a_person_is_known_by() -> None:
    someone = person(
        email_2="Dana@Home.example", email_bad="dana@; d@x.example", mobile="+44 20 7946 0999",
        linkedin="https://uk.linkedin.com/in/DanaCole/?trk=1", first="Dana", last="Cole-Reyes", phone_ext="12",
    )  # fmt: skip
    marks = erasing_marks.of_person(someone)
    assert marks.names == ("Dana Cole", "Dana Cole-Reyes")
    assert set(marks.mails) == {"dana@acme.example", "dana@home.example", "dana@", "d@x.example"}
    assert marks.phones == ("13125550142", "442079460999")
    assert marks.pages == ("linkedin.com/in/danacole",)
    assert erasing_marks.of_person(person(phone="", email="")).mails == ()
    assert erasing_marks.of_person(person(name="dana@acme.example")).names == ()


def test_marks_of_two_are_added_each_once() -> None:
    one, two = Marks(("A",), ("a@x.example",)), Marks(("A", "B"), (), ("5550142",))
    assert one + two == Marks(("A", "B"), ("a@x.example",), ("5550142",))


def test_the_desk_of_the_firm_is_nobodys_own() -> None:
    firm = account(phone="+1 (312) 555-0142 ext 7", domain="https://www.Acme.example/", email="office@acme.example")
    assert erasing_marks.of_person(person(), firm).phones == ()
    marks = erasing_marks.of_account(firm)
    assert marks == Marks(("Acme Robotics",), ("office@acme.example",), ("13125550142",), ("acme.example",))
    assert erasing_marks.of_account(AccountFacts(AccountId("a"), "Bare")) == Marks(("Bare",))
    assert "13125550142" in erasing_marks.known_by(marks)[1]


def test_hashes_are_keyed_and_never_of_a_name() -> None:
    found = erasing.hashes(FINDER.marks, KEY)
    assert len(found) == 3
    wanted = hmac.new(bytes(32), b"mail:dana@acme.example", "sha256").hexdigest()
    assert wanted in found
    assert not set(found) & set(erasing.hashes(FINDER.marks, "01" * 32))
    assert erasing.hashes(Marks(("Dana Cole",)), KEY) == ()


def test_touches_count_on_without_person_and_words_r5() -> None:
    logged = touch(person=DANA, note="she said no", words="no", guess="swamped", steps=(CALL, NEXT))
    left = erasing.without_people(logged, {DANA})
    assert left == touch(steps=(replaced(CALL), NEXT))
    amended = TouchAmended(EntryId("e1"), logged)
    assert erasing.without_people(amended, {DANA}) == TouchAmended(EntryId("e1"), touch(steps=(replaced(CALL), NEXT)))
    other = touch(person=RAY, note="he said no")
    assert erasing.without_people(other, {DANA}) is other


def replaced(step: NewStep) -> NewStep:
    return NewStep(step.n, step.kind, step.purpose, step.on)


def test_the_provider_named_at_an_all_set_stays_r18() -> None:
    named = TouchLogged(on=MONDAY, zone="", outcome=Outcome.ALL_SET, person=DANA, words="Initech", note="from Dana")
    left = erasing.without_people(named, {DANA})
    assert isinstance(left, TouchLogged)
    assert (left.words, left.note, left.person) == ("Initech", "", None)


def test_steps_by_hand_stay_without_the_reason() -> None:
    body = StepSet(steps=(CALL,), why="call me in May")
    assert erasing.without_people(body, {DANA}) == StepSet(steps=(replaced(CALL),))
    kept = StepSet(steps=(NEXT,), why="Ray is back")
    assert erasing.without_people(kept, {DANA}) is kept


def test_other_entries_about_them() -> None:
    who = {DANA}
    assert erasing.without_people(RemarkMade("note", "hers", MONDAY, DANA), who) is None
    assert erasing.without_people(RemarkMade(GAP, "hers", MONDAY, DANA), who) == RemarkMade(GAP, GONE, MONDAY)
    seen = SignalSeen("late", MONDAY, DANA)
    assert erasing.without_people(seen, who) is seen
    opening = OpeningSeen("left", MONDAY, None, DANA, "Dana left")
    assert erasing.without_people(opening, who) == OpeningSeen("left", MONDAY)
    rows = (("person", "1", DANA, "[]"), ("person", "2", RAY, "[]"))
    assert erasing.without_people(ListSaid("list", rows), who) == ListSaid("list", rows[1:])
    assert erasing.without_people(ListSaid("list", rows[:1]), who) is None
    whole = ListSaid("list", rows[1:])
    assert erasing.without_people(whole, who) is whole


@pytest.mark.parametrize(
    ("body", "left"),
    [
        (RemarkMade("note", "ask Dana Cole", MONDAY), None),
        (RemarkMade(GAP, "ask Dana Cole", MONDAY), RemarkMade(GAP, GONE, MONDAY)),
        (touch(person=RAY, note="knows Dana Cole", words="no"), touch(person=RAY, words="no")),
        (
            AccountAdded("Dana Cole Ltd", (("city", "Peoria"), ("owner", "Dana Cole"), ("size", 3))),
            AccountAdded(f"{GONE} Ltd", (("city", "Peoria"), ("owner", ""), ("size", 3))),
        ),
        (AccountSet((("name", "Cole Dana"),), "Dana Cole.csv"), AccountSet((("name", GONE),), f"{GONE}.csv")),
        (PlaybookSet((("templates.a", '"yours, Dana Cole"'),)), PlaybookSet((("templates.a", f'"yours, {GONE}"'),))),
        (ListMapped(("Name", "Dana Cole"), (("Name", "x"),)), ListMapped(("Name", ""), (("Name", "x"),))),
        (StepSet(why="Dana Cole asked", snoozed=True), StepSet(snoozed=True)),
    ],
)
def test_words_that_hold_a_mark_go_and_the_rest_stays(body: Body, left: Body | None) -> None:
    assert erasing.without_marks(body, FINDER) == left
    if left is not None:
        assert erasing.without_marks(left, FINDER) is left
        assert codec.decode_body(left.kind, codec.encode_body(left)) == left


def test_a_list_keeps_the_rows_of_others() -> None:
    rows = (
        ("person", "mail:dana@acme.example", RAY, "[]"),
        ("account", "1", "acme", '[["city","Peoria"],["owner","Dana Cole"]]'),
        ("account", "2", "globex", '[["city","Peoria"]]'),
        ("account", "3", "hooli", '{"city":"Dana Cole","state":"IL"}'),
    )
    left = erasing.without_marks(ListSaid("list", rows), FINDER)
    assert left == ListSaid(
        "list", (("account", "1", "acme", '[["city","Peoria"]]'), rows[2], ("account", "3", "hooli", '{"state":"IL"}'))
    )
    assert erasing.without_marks(ListSaid("list", rows[:1]), FINDER) is None
    whole = ListSaid("list", rows[2:3])
    assert erasing.without_marks(whole, FINDER) is whole


def test_a_report_loses_the_remark_and_keeps_its_counts() -> None:
    plain = {
        "people": {"new": 2}, "files": ["a.csv"], "by": "Dana Cole",
        "notices": [{"kind": "name", "text": "Dana Cole: twice"}, {"kind": "name", "text": "Ray: twice"}],
    }  # fmt: skip
    left = erasing.without_marks(ListLanded("a.csv", json.dumps(plain)), FINDER)
    assert isinstance(left, ListLanded)
    assert json.loads(left.report) == {
        "people": {"new": 2}, "files": ["a.csv"], "notices": [{"kind": "name", "text": "Ray: twice"}]
    }  # fmt: skip
    assert erasing.without_marks(ListLanded("Dana Cole.csv", ""), FINDER) == ListLanded(f"{GONE}.csv", "")
    whole = ListLanded("a.csv", '{"b": 1, "a": 2}')
    assert erasing.without_marks(whole, FINDER) is whole


def test_a_body_of_a_newer_version_is_passed_over_or_emptied() -> None:
    newer = Unknown("moon.seen", '{"by":"Ray"}')
    assert erasing.without_people(newer, {DANA}) is newer
    assert erasing.without_marks(newer, FINDER) is newer
    assert erasing.without_marks(Unknown("moon.seen", '{"by":"Dana Cole"}'), FINDER) is None


def test_a_blank_body_is_passed_over_whatever_its_kind() -> None:
    assert codec.decode_body("touch.logged", "{}") == Unknown("touch.logged", "{}")
    assert codec.encode_body(Unknown("touch.logged", "{}")) == "{}"


def test_what_hides_in_a_text_that_cannot_be_cut_goes_with_it() -> None:
    assert FINDER.cut("a Dana Cole b") == f"a {GONE} b"
    assert FINDER.cut("DÁNA CÖLE") == GONE
    assert FINDER.cut("ring +1 312 555 0142, thanks") == f"ring {GONE}, thanks"


def test_two_machines_leave_what_both_left() -> None:
    mine = {"a": "x", "b": ["1", "2"], "c": {"d": 1}, "e": "mine", "f": 1, "g": [["n", "v"], ["m", "w"]]}
    theirs = {"a": "x", "b": ["2"], "c": {}, "e": "theirs", "f": 2, "g": [["n", "v"], ["m", ""]]}
    both = erasing.meet(mine, theirs)
    assert both == {"a": "x", "b": ["2"], "c": {}, "e": GONE, "f": None, "g": [["n", "v"], ["m", ""]]}


def test_texts_are_those_that_a_person_wrote() -> None:
    assert "she said no" in erasing.texts(TouchAmended(EntryId("e1"), touch(note="she said no")))
    assert erasing.texts(ListSaid("list", (("person", "1", PersonId("p"), "[]"),))) == ("[]",)
    assert date(2026, 11, 23) == MONDAY


def test_whoever_names_a_firm_that_is_gone_sits_where_they_were_said_to_sit_else() -> None:
    """A move there is no move, an addition leaves no seat, and a merge into it leaves the other one alone."""
    gone, lives = AccountId("acme"), AccountId("hooli")
    assert erasing.without_people(PersonAdded(gone, "Ann"), {gone}) == PersonAdded(AccountId(""), "Ann")
    assert erasing.without_people(PersonSet(account=gone), {gone}) is None
    told = PersonSet((("title", "VP"),), account=gone)
    assert erasing.without_people(told, {gone}) == PersonSet((("title", "VP"),))
    assert erasing.without_people(AccountMerged(gone), {gone}) is None
    for body in (PersonAdded(lives, "Ann"), PersonSet(account=lives), PersonSet(), AccountMerged(lives)):
        assert erasing.without_people(body, {gone}) is body
