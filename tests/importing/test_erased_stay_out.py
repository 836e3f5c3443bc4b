"""Who was erased does not come back by a list, and no report names them (R38, T32)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.book import Book
from storage.ids import IdSource
from tests.importing.conftest import NOW, Desk

HEAD = "Company,Website,First Name,Last Name,Email,Phone,LinkedIn\n"
ZEB = "Acme Zithers,acme.example,Zebulon,Quirrell,zebulon@acme.example,+1 312 555 0199,linkedin.com/in/zquirrell\n"
RAY = "Acme Zithers,acme.example,Ray,Ortiz,ray@acme.example,+1 312 555 0143,\n"


@pytest.fixture
def rep(tmp_path: Path) -> Iterator[Desk]:
    book = Book.open(tmp_path / "d" / "notyet.db", now=NOW, ids=IdSource.seeded(1), state=tmp_path / "state")
    yield Desk(book, tmp_path)
    book.close()


@pytest.mark.parametrize(
    "row",
    [
        ZEB,
        "Globex,,Z.,Q.,ZEBULON@acme.example,,\n",
        "Globex,,Zeb,Q,,(312) 555-0199,\n",
        "Globex,,Zeb,Q,zeb@other.example,,https://www.linkedin.com/in/ZQuirrell/\n",
        "Globex,,,,zebulon@acme.example; info@globex.example,,\n",
    ],
)
def test_r38_a_row_with_their_address_number_or_page_is_left_out(rep: Desk, row: str) -> None:
    rep.bring(HEAD + ZEB + RAY)
    rep.book.erase(rep.book.person_called("Zebulon Quirrell"), NOW)
    people = set(rep.people())
    mended = rep.folder / "mend"
    mended.mkdir()
    report = rep.bring(HEAD + row + RAY, "again.csv", skipped_to=mended)
    assert [(each.line, each.why) for each in report.skipped] == [(2, "erased on 23 Nov; left out")]
    assert set(rep.people()) == people == {"Ray Ortiz"}
    assert report.mend == ()
    assert list(mended.iterdir()) == []
    told = report.to_json().lower()
    assert not [each for each in ("zebulon", "quirrell", "0199") if each in told]
    raw = rep.book.ask(lambda db: [body for (body,) in db.execute("SELECT body FROM entry")])
    assert not [body for body in raw if "quirrell" in body.lower()]


def test_the_other_rows_of_an_import_keep_what_the_list_said(rep: Desk) -> None:
    """One `list.said` holds many rows: the others are compared with it at the next import, so nothing changes."""
    rep.bring(HEAD + ZEB + RAY)
    rep.book.erase(rep.book.person_called("Zebulon Quirrell"), NOW)
    report = rep.bring(HEAD + ZEB + RAY)
    assert (report.people.new, report.people.changed, report.people.same) == (0, 0, 1)
    assert (report.accounts.new, report.accounts.changed) == (0, 0)
    refs = rep.book.ask(lambda db: db.execute("SELECT kind, said FROM source_ref").fetchall())
    assert {kind for kind, _ in refs} == {"account", "person"}
    assert not [said for _, said in refs if "uirrell" in said]
    assert len(rep.book.imports()) == 1
    assert json.loads(rep.book.imports()[0].report)["people"]["new"] == 2
    assert all(each.ok for each in rep.book.doctor(NOW))


def test_the_import_is_taken_back_and_brought_back_as_before(rep: Desk) -> None:
    rep.bring(HEAD + ZEB + RAY)
    rep.book.erase(rep.book.person_called("Zebulon Quirrell"), NOW)
    rep.book.undo(NOW)
    assert rep.people() == {}
    rep.book.redo(NOW)
    assert set(rep.people()) == {"Ray Ortiz"}
    assert all(each.ok for each in rep.book.doctor(NOW))


def test_r38_an_erased_account_does_not_come_back_with_its_site_or_its_people(rep: Desk) -> None:
    rep.bring(HEAD + ZEB + RAY)
    rep.book.erase(rep.book.find("Acme Zithers"), NOW)
    report = rep.bring(HEAD + ZEB + RAY + "Globex,globex.example,Kim,Sato,kim@globex.example,,\n")
    assert len(report.skipped) == 2
    assert set(rep.accounts()) == {"Globex"}


def test_t32_a_hundred_people_are_erased_and_all_are_refused(rep: Desk) -> None:
    """T32: 100 people, 4 by themselves and 96 with their 3 accounts; 0 hits in every file, 0 readmitted."""
    names = [f"Xq{chr(97 + place % 26)}{chr(97 + place // 26)}vorn" for place in range(100)]
    rows = [
        f"Zirm {place % 3},zirm{place % 3}.example,Jo,{name},{name}@z.example,+1 312 555 {2000 + place},\n"
        for place, name in enumerate(names)
    ]
    rep.bring(HEAD + "".join(rows) + RAY)
    rep.book.back_up(NOW)
    for name in names[:4]:
        rep.book.erase(rep.book.person_called(f"Jo {name}"), NOW, backups=False)
    for place in range(3):
        rep.book.erase(rep.book.find(f"Zirm {place}"), NOW, backups=False)
    assert rep.book.owes_cleaning() is False
    last = rep.book.erase(rep.book.person_called("Ray Ortiz"), NOW)
    assert last.cleaned.held == ()
    report = rep.again([rep.folder / "list.csv"])
    readmitted = set(rep.people())
    assert len(report.skipped) == 101
    rep.book.close()
    files = [file for file in (rep.folder / "d").rglob("*") if file.is_file()]
    held = b"".join(file.read_bytes().lower() for file in files)
    hits = [name for name in names if name.lower().encode() in held]
    assert (len(hits), len(readmitted)) == (0, 0)
    assert len(files) > 8  # a backup before each
