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
