"""`notyet log` and what follows from it: the plan, undo, the words of a refusal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Rep
from tui.cli.names import NAMES


@pytest.fixture
def rep(tmp_path: Path) -> Rep:
    """A rep with one account: Acme Robotics with Dana Cole and Ray Ortiz."""
    rep = Rep(tmp_path / "book.db")
    rep.does(
        "add", "Acme Robotics", "--person", "Dana Cole", "--phone", "+1 312 555 0142", "--email", "dana@acme.example"
    )
    rep.does("add", "--to", "Acme Robotics", "--person", "Ray Ortiz", "--email", "ray@acme.example")
    return rep


def test_a_no_answers_with_the_new_plan(rep: Rep) -> None:
    """R18: timing is 60 days."""
    ran = rep.does("log", "Acme", "no:timing", "--note", "after the audit", "--json")
    assert ran.json["next"] == "2027-01-22"
    (step,) = ran.json["plan"]
    assert {key: step[key] for key in ("on", "at", "channel", "purpose", "promise", "rule")} == {
        "on": "2027-01-22",
        "at": None,
        "channel": "call",
        "purpose": "rhythm",
        "promise": False,
        "rule": "R18",
    }
    assert (ran.json["outcome"], ran.json["reading"], ran.json["no_count"]) == ("no", "timing", 1)


def test_the_log_stands_in_the_record(rep: Rep) -> None:
    rep.does(
        "log", "Acme Robotics", "no:timing", "--person", "ray", "--channel", "email", "--note", "busy", "--minutes", "7"
    )
    (touch,) = rep.does("show", "Acme Robotics", "--json").json["touches"]
    assert touch["at"].startswith("2026-11-23T08:30")
    assert {key: touch[key] for key in ("outcome", "reading", "channel", "person", "note", "minutes")} == {
        "outcome": "no",
        "reading": "timing",
        "channel": "email",
        "person": "Ray Ortiz",
        "note": "busy",
        "minutes": 7,
    }


def test_words_for_people_name_the_no_the_account_and_the_day(rep: Rep) -> None:
    ran = rep.does("log", "Acme", "no:timing")
    assert ran.out.startswith("No 1 (timing) · Acme Robotics · next Fri 22 Jan 2027")


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"callback"}))
def test_every_outcome_can_be_logged(rep: Rep, name: str) -> None:
    ran = rep.does("log", "Acme", name, "--json")
    said = ran.json["outcome"] if ran.json["reading"] is None else f"{ran.json['outcome']}:{ran.json['reading']}"
    assert said == name


def test_r14_callback_books_the_promise_with_value_before_it(rep: Rep) -> None:
    ran = rep.does("log", "Acme", "callback", "--when", "6 months", "--json")
    promises = [step["on"] for step in ran.json["plan"] if step["promise"]]
    value = [step["on"] for step in ran.json["plan"] if step["purpose"] == "value"]
    assert promises in (["2027-05-23"], ["2027-05-24"])
    assert value == ["2027-01-22", "2027-03-23"]
    assert "'6 months': Sun 23 May 2027" in ran.err


def test_r14_without_the_value_touches(rep: Rep) -> None:
    ran = rep.does("log", "Acme", "callback", "--when", "6 months", "--no-value", "--json")
    assert [step["promise"] for step in ran.json["plan"]] == [True]


def test_callback_wants_their_words(rep: Rep) -> None:
    ran = rep.types("log", "Acme", "callback")
    assert ran.code == 2
    assert "--when" in ran.err


def test_r14_a_phrase_that_says_no_day_is_refused_and_nothing_is_logged(rep: Rep) -> None:
    ran = rep.types("log", "Acme", "callback", "--when", "when pigs fly")
    assert (ran.code, ran.out) == (1, "")
    assert "nothing was logged" in ran.err
    assert rep.does("show", "Acme", "--json").json["touches"] == []


def test_a_talk_may_name_its_next_day(rep: Rep) -> None:
    ran = rep.does("log", "Acme", "talk", "--when", "2026-12-04", "--json")
    assert ran.json["next"] == "2026-12-04"


def test_r38_barred_refuses_the_next_touch_unless_they_call(rep: Rep) -> None:
    rep.does("log", "Acme", "barred", "--whole-account", "--words", "stop calling")
    refused = rep.types("log", "Acme", "no-answer")
    assert refused.code == 1
    assert "do not contact" in refused.err
    assert "R38" in refused.err
    rep.does("log", "Acme", "talk", "--inbound")


def test_r38_one_channel_of_one_person(rep: Rep) -> None:
    rep.does("log", "Acme", "barred", "--person", "Dana", "--channel", "email")
    assert rep.types("log", "Acme", "value", "--person", "Dana", "--channel", "email").code == 1
    rep.does("log", "Acme", "no-answer", "--person", "Dana", "--channel", "call")


def test_r13_checking_in_is_no_value(rep: Rep) -> None:
    ran = rep.types("log", "Acme", "value", "--note", "just following up")
    assert ran.code == 1
    assert "R13" in ran.err


def test_r26_the_gate_names_what_is_missing(rep: Rep) -> None:
    ran = rep.does("log", "Acme", "my-time", "--no-pain", "--hours", "6", "--json")
    assert "find the pain first" in ran.json["plan"][0]["why"]


def test_r21_the_successor_is_called_today(rep: Rep) -> None:
    ran = rep.does("log", "Acme", "left", "--person", "Dana", "--name", "Kim Sato", "--firm", "Hooli", "--json")
    assert ran.json["plan"][0]["on"] == "2026-11-23"
    people = {person["name"]: person["gone"] for person in rep.does("show", "Acme", "--json").json["people"]}
    assert "Kim Sato" in people
    rep.does("show", "Hooli")


def test_a_touch_made_earlier_is_logged_with_its_time(rep: Rep) -> None:
    """R45."""
    rep.does("log", "Acme", "no-answer", "--at", "08:05")
    rep.does("log", "Acme", "voicemail", "--at", "2026-11-20T16:00")
    days = [touch["on"] for touch in rep.does("show", "Acme", "--json").json["touches"]]
    assert days == ["2026-11-23", "2026-11-20"]


@pytest.mark.parametrize("said", ["2026-11-24", "09:00"])
def test_no_touch_of_tomorrow_can_be_logged(rep: Rep, said: str) -> None:
    ran = rep.types("log", "Acme", "talk", "--at", said)
    assert ran.code == 1
    assert "still to come" in ran.err


def test_a_moment_that_is_none_exits_2(rep: Rep) -> None:
    for said in ("yesterdayish", "1000-01-01"):
        assert rep.types("log", "Acme", "talk", "--at", said).code == 2, said


def test_a_near_miss_of_an_outcome_exits_2(rep: Rep) -> None:
    ran = rep.types("log", "Acme", "calback")
    assert ran.code == 2
    assert "Did you mean 'callback'" in ran.err


def test_nobody_of_that_name(rep: Rep) -> None:
    ran = rep.types("log", "Acme", "talk", "--person", "Zed")
    assert ran.code == 1
    assert "Known there: " in ran.err
    assert "Dana Cole" in ran.err


def test_two_people_of_one_name_exit_1_with_their_ids(rep: Rep) -> None:
    rep.does("add", "--to", "Acme", "--person", "Dana Colby")
    ran = rep.types("log", "Acme", "talk", "--person", "dana co")
    assert ran.code == 1
    ids = [person["id"] for person in rep.does("show", "Acme", "--json").json["people"] if "Dana" in person["name"]]
    assert all(number in ran.err for number in ids)
    rep.does("log", "Acme", "talk", "--person", ids[0])


def test_an_account_without_people_says_how_to_add_one(rep: Rep) -> None:
    rep.does("add", "Globex")
    ran = rep.types("log", "Globex", "talk", "--person", "Hank")
    assert 'notyet add --to "Globex" --person "Hank"' in ran.err


def test_two_accounts_of_one_name_exit_1_with_their_ids(rep: Rep) -> None:
    first, second = (rep.does("add", "Globex", "--json").json["account_id"] for _ in range(2))
    ran = rep.types("log", "Globex", "talk")
    assert ran.code == 1
    assert first in ran.err
    assert second in ran.err
    rep.does("log", first, "talk")


def test_nobody_by_that_name_exits_1(rep: Rep) -> None:
    ran = rep.types("log", "Nobody Ltd", "talk")
    assert (ran.code, ran.out) == (1, "")


def test_undo_and_redo_name_what_they_did(rep: Rep) -> None:
    """R39."""
    rep.does("log", "Acme", "no:timing")
    assert rep.does("undo").out == "Taken back: No 1 (timing) · Acme Robotics\n"
    assert rep.does("show", "Acme", "--json").json["touches"] == []
    assert rep.does("redo", "--json").json["redone"] == "No 1 (timing) · Acme Robotics"
    assert len(rep.does("show", "Acme", "--json").json["touches"]) == 1
    assert rep.does("undo", "--json").json["undone"] == "No 1 (timing) · Acme Robotics"
    assert rep.does("redo").out.startswith("Brought back: ")
    assert rep.types("redo").code == 1


def test_the_due_step_is_the_one_that_is_worked(rep: Rep) -> None:
    """R17: the second attempt of a burst comes two days after the first."""
    first = rep.does("log", "Acme", "no-answer", "--json").json
    assert (first["plan"][0]["purpose"], first["plan"][0]["on"]) == ("burst", "2026-11-24")
    rep.now = "2026-11-24T09:00"
    second = rep.does("log", "Acme", "no-answer", "--json").json
    assert second["plan"][0]["on"] == "2026-11-27"  # the 26th is Thanksgiving


def test_the_real_program_keeps_streams_apart(rep: Rep) -> None:
    ran = rep.starts("log", "Acme", "no:timing", "--json")
    assert ran.code == 0
    assert ran.json["account"] == "Acme Robotics"
    refused = rep.starts("log", "Nobody Ltd", "talk")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith("notyet: ")
    assert "Traceback" not in refused.err


def test_r14_r22_words_of_expiry_offer_an_opening_and_opening_plants_it(rep: Rep) -> None:
    """R14, R22: the talk is logged either way; --opening plants the touches before the end."""
    offered = rep.does("log", "Acme", "callback", "--when", "contract is up in June")
    assert "--opening plants touches 90 and 30 days before it" in offered.err
    rep.does("undo")
    ran = rep.does("log", "Acme", "callback", "--when", "contract is up in June", "--opening", "--json")
    assert "--opening" not in ran.err
    assert {step["purpose"] for step in ran.json["plan"]} == {"opening"}
    shown = rep.does("show", "Acme", "--json").json
    assert [touch["outcome"] for touch in shown["touches"]] == ["callback"]
    rep.does("undo")
    assert rep.does("show", "Acme", "--json").json["touches"] == []


def test_r21_a_leaver_goes_to_the_firm_that_the_book_has(rep: Rep) -> None:
    rep.does("add", "Hooli")
    ran = rep.does("log", "Acme", "left", "--person", "Dana", "--firm", "hooli")
    assert "left for hooli, in the book" in ran.out
    assert [person["name"] for person in rep.does("show", "Hooli", "--json").json["people"]] == ["Dana Cole"]


@pytest.mark.parametrize(
    ("outcome", "options", "belongs"),
    [
        ("no", ("--guess", "swamped"), "--guess belongs to faded"),
        ("talk", ("--name", "Kim Sato"), "--name belongs to left and wrong-person"),
        ("wrong-person", ("--firm", "Hooli"), "--firm belongs to left"),
        ("no-answer", ("--asset", "report"), "--asset belongs to value"),
        ("no", ("--whole-account",), "--whole-account belongs to barred"),
        ("no", ("--opening",), "--opening belongs to callback"),
        ("lost", ("--hours", "3"), "--hours belongs to my-time"),
    ],
)
def test_what_an_outcome_does_not_read_is_refused(
    rep: Rep, outcome: str, options: tuple[str, ...], belongs: str
) -> None:
    ran = rep.types("log", "Acme", outcome, *options)
    assert ran.code == 2
    assert belongs in ran.err
    assert rep.does("show", "Acme", "--json").json["touches"] == []
