"""What a rep says of a list's columns and status words is kept with the import and found again (R44, R39)."""

from __future__ import annotations

import pytest

from playbook.bodies import ListMapped
from playbook.errors import BadInput
from storage import journal
from storage.importing import mappings, preview
from storage.importing.opening_lists import Said
from tests.importing.conftest import NOW, Desk
from tests.importing.reading import written

LIST = "Firm,Ring them on,Mood,Status\nAcme,312 555 0142,red,Nurture B\nGlobex,312 555 0143,blue,Gold\n"
SAID = (("Ring them on", "phone"), ("mood", "industry"))


def plan_of(desk: Desk, text: str = LIST, **more: object) -> dict[str, tuple[str, str]]:
    (found,) = preview([written(desk.folder, text, "next.csv")], known=desk.book.ask(mappings), **more)  # type: ignore[arg-type]
    return {column.name: (column.field, column.how) for column in found.columns}


def test_a_mapping_is_found_again_for_the_same_headings(desk: Desk) -> None:
    report = desk.bring(LIST, mapping=SAID)
    assert report.mapped
    next_list = LIST.replace("Firm,Ring them on", " FIRM ,ring  THEM on").replace("Acme", "Initech")
    (plan,) = preview([written(desk.folder, next_list)], known=desk.book.ask(mappings))
    assert plan.saved_on == NOW.date()
    assert {column.name: column.how for column in plan.columns} == {
        "FIRM": "name", "ring THEM on": "saved", "Mood": "saved", "Status": "name",
    }  # fmt: skip
    desk.bring(next_list)
    assert desk.accounts()["Initech"].get("industry") == "red"


def test_what_is_said_now_stands_above_what_was_said_before(desk: Desk) -> None:
    desk.bring(LIST, mapping=SAID)
    assert plan_of(desk, mapping=(("Mood", "tags"),))["Mood"] == ("firm.tags", "told")
    desk.bring(LIST.replace("Acme", "Initech"), mapping=(("Mood", "tags"),))
    (held,) = desk.book.ask(mappings)
    assert dict(held.mapping)["Mood"] == "tags"
    assert dict(held.mapping)["Ring them on"] == "phone"


def test_r39_an_undo_of_the_import_takes_the_mapping_back(desk: Desk) -> None:
    desk.bring(LIST, mapping=SAID)
    desk.bring(LIST.replace("Acme", "Initech"), mapping=(("Mood", "tags"),))
    desk.book.undo(NOW)
    assert plan_of(desk)["Mood"] == ("firm.industry", "saved"), "the word before it holds again"
    desk.book.undo(NOW)
    assert desk.book.ask(mappings) == ()
    desk.book.redo(NOW)
    assert plan_of(desk)["Mood"] == ("firm.industry", "saved")


def test_a_mapping_can_be_forgotten(desk: Desk) -> None:
    desk.bring(LIST, mapping=SAID)
    assert plan_of(desk, forget=True)["Mood"] == ("own", "own")
    desk.bring(LIST, forget=True)
    assert desk.book.ask(mappings) == ()
    assert plan_of(desk)["Mood"] == ("own", "own")


def test_r44_status_words_are_changed_kept_and_counted(desk: Desk) -> None:
    report = desk.bring(LIST, words=(("Gold", "customer"), ("nurture b", "pool")))
    assert [(each.word, each.count, each.meaning) for each in report.statuses] == [
        ("Nurture B", 1, "open"), ("Gold", 1, "customer"),
    ]  # fmt: skip
    assert desk.standing("Globex") == "customer"
    desk.bring(LIST.replace("Globex", "Hooli"))
    assert desk.standing("Hooli") == "customer"
    desk.bring(LIST.replace("Globex", "Umbrella"), words=(("Gold", "nothing"),))
    assert desk.standing("Umbrella") == "pool"


def test_a_standing_that_is_none_is_refused(desk: Desk) -> None:
    with pytest.raises(BadInput, match="No standing is called"):
        desk.bring(LIST, words=(("Gold", "wonderful"),))
    assert desk.entries() == 0


def test_nothing_is_kept_where_the_rep_said_nothing_or_only_tried(desk: Desk) -> None:
    assert not desk.bring(LIST).mapped
    desk.bring(LIST, mapping=SAID, dry_run=True)
    assert desk.book.ask(mappings) == ()


def test_a_mapping_of_a_list_without_headings_is_known_by_what_stands_in_it(desk: Desk) -> None:
    text = "Acme Inc,312 555 0142,red\nGlobex Ltd,312 555 0143,blue\n"
    desk.bring(text, mapping=(("Column 3", "industry"),))
    again = "Initech LLC,312 555 0144,green\nHooli Corp,312 555 0145,grey\n"
    (plan,) = preview([written(desk.folder, again)], known=desk.book.ask(mappings))
    assert [column.how for column in plan.columns] == ["content", "content", "saved"]
    other = "red,Acme Inc,312 555 0142\nblue,Globex Ltd,312 555 0143\n"
    (plan,) = preview([written(desk.folder, other)], known=desk.book.ask(mappings))
    assert plan.saved_on is None


def test_r40_a_rebuild_keeps_it_and_it_stands_in_the_record(desk: Desk) -> None:
    desk.bring(LIST, mapping=SAID, words=(("Gold", "lost"),))
    held = desk.book.ask(mappings)
    desk.book.rebuild(NOW)
    assert desk.book.ask(mappings) == held
    (entry,) = desk.book.ask(lambda db: list(journal.of_kind(db, ListMapped.kind)))
    assert isinstance(entry.body, ListMapped)
    assert entry.body.words == (("gold", "lost"),)
    assert not Said().anything
