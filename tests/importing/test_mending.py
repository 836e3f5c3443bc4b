"""Skipped rows go to a file: mended and imported, exactly those rows come in."""

from __future__ import annotations

import csv
from pathlib import Path

from storage.importing import mending
from tests.importing.conftest import Desk

LIST = "Company,Mood,Phone\nAcme,red,312 555 0142\n,blue,\n,green,\n"


def rows_of(path: str) -> list[list[str]]:
    return list(csv.reader(Path(path).read_text(encoding="utf-8").splitlines()))


def test_the_line_and_the_reason_stand_beside_each_row(desk: Desk) -> None:
    report = desk.bring(LIST, skipped_to=desk.folder)
    (path,) = report.mend
    rows = rows_of(path)
    assert rows[0] == ["Company", "Mood", "Phone", mending.LINE, mending.WHY]
    assert [row[3] for row in rows[1:]] == ["3", "4"]
    assert rows[1][4].startswith("no name")


def test_mended_rows_come_in_and_no_others(desk: Desk) -> None:
    report = desk.bring(LIST, mapping=(("Mood", "industry"),), skipped_to=desk.folder)
    path = Path(report.mend[0])
    path.write_text(path.read_text(encoding="utf-8").replace('"","blue"', '"Globex","blue"'), encoding="utf-8")
    again = desk.again([path], skipped_to=desk.folder)
    assert (again.accounts.new, again.accounts.changed, len(again.skipped)) == (1, 0, 1)
    held = dict(desk.accounts()["Globex"].fields)
    assert held.pop("industry") == "blue", "what was said of the columns holds for the mended rows too"
    assert not any(name.startswith("notyet") for name in held)
    rows = rows_of(again.mend[0])
    assert rows[0][3:] == [mending.LINE, mending.WHY], "and once more, not twice"


def test_rows_of_a_list_without_headings_get_the_names_of_what_they_are(desk: Desk) -> None:
    text = "Acme Inc,312 555 0142,dana@acme.example\nGlobex Ltd,312 555 0143,ray@globex.example\n,,nobody\n"
    report = desk.bring(text, skipped_to=desk.folder)
    path = Path(report.mend[0])
    head, row = rows_of(str(path))
    assert head[0] == "firm.name"
    mended = path.read_text(encoding="utf-8").replace('"","","nobody"', '"Hooli","","kim@hooli.example"')
    path.write_text(mended, encoding="utf-8")
    assert desk.again([path]).accounts.new == 1
    assert "Hooli" in desk.accounts()
    assert row[3] == "3"


def test_rows_that_are_dropped_while_lists_are_linked_can_be_mended_too(desk: Desk) -> None:
    """A company named by an id that no list explains: every row of it stands in the file, with its cells."""
    firms = desk.write("Account ID,Account Name,Industry\n7,,Steel\n8,Acme,Iron\n7,,Bolts\n", "firms.csv")
    people = desk.write("Account ID,First Name,Last Name,Email\n8,Dana,Cole,dana@acme.example\n", "people.csv")
    report = desk.again([firms, people], skipped_to=desk.folder)
    assert [(row.file, row.line) for row in report.skipped] == [("firms.csv", 2), ("firms.csv", 4)]
    (path,) = report.mend
    why = "it names a company by an id only, and nobody there"
    assert rows_of(path)[1:] == [["7", "", "Steel", "2", why], ["7", "", "Bolts", "4", why]]
    mended = Path(path).read_text(encoding="utf-8").replace('"7",""', '"7","Globex"')
    Path(path).write_text(mended, encoding="utf-8")
    again = desk.again([Path(path)])
    assert (again.accounts.new, again.skipped) == (1, ())
    assert "Globex" in desk.accounts()


def test_a_row_by_an_id_alone_is_no_row_to_mend_where_another_row_explains_it(desk: Desk) -> None:
    """Its company has a name in another row, or somebody is there."""
    report = desk.bring("Account ID,Company,Industry\n7,,Steel\n7,Acme,\n", skipped_to=desk.folder)
    assert (report.accounts.new, report.skipped, report.mend) == (1, (), ())
    people = desk.write("Account ID,First Name,Last Name,Email\n9,Dana,Cole,dana@globex.example\n", "people.csv")
    firms = desk.write("Account ID,Account Name,Industry\n9,,Iron\n", "firms.csv")
    report = desk.again([people, firms], skipped_to=desk.folder)
    assert (report.accounts.new, report.skipped, report.mend) == (1, (), ())
