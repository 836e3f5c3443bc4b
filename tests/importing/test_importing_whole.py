"""An import as one thing: progress, cancel, dry run, one undo, what is skipped, what is refused, how fast."""

from __future__ import annotations

import csv
import json
import threading
import time
from pathlib import Path

import pytest

from playbook.errors import BadInput, BookTrouble, NotFound, Refused
from storage.importing import ImportCancelled, Moved, Progress, preview, staging
from storage.importing.report import ImportReport, Skipped
from storage.importing.said import Remark
from storage.importing.scratch import Scratch
from tests.importing.conftest import NOW, Desk

FIRMS = "Company,Website,Phone\n" + "".join(f"Firm {n},firm{n}.example,(312) 555-{n:04}\n" for n in range(700))
DEALS = "Deal Name,Deal Stage,Amount,Close Date\nBig one,Won,5,2026-01-01\n"


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_one_import_is_one_action_and_one_undo(desk: Desk) -> None:
    report = desk.bring(FIRMS)
    assert report.accounts == Moved(700, 0, 0)
    assert desk.book.newest_action() == (report.action, "import list.csv")
    desk.book.undo(NOW)
    assert not desk.accounts()


def test_progress_is_told_phase_by_phase_and_never_goes_back(desk: Desk) -> None:
    told: list[Progress] = []
    desk.bring(FIRMS, progress=told.append)
    phases = list(dict.fromkeys(each.phase for each in told))
    assert phases == ["reading", "matching", "comparing", "backing up", "preparing", "landing"]
    for phase in phases:
        steps = [each for each in told if each.phase == phase]
        assert steps == sorted(steps, key=lambda each: each.done)
        assert steps[-1].done == steps[-1].total
        assert all(each.done <= each.total for each in steps)
    assert max(each.rows for each in told) == FIRMS.count("\n") - 1, "rows are counted while they are read"


@pytest.mark.parametrize("calls", [0, 3, 6, 20, 26])
def test_a_cancelled_import_leaves_the_book_as_it_was(desk: Desk, calls: int) -> None:
    """DESIGN section 6: reading, matching or landing, a cancel writes nothing and leaves no file behind."""
    desk.bring("Company\nOld\n", "old.csv")
    before, files = desk.entries(), names(desk.book.path.parent)
    asked = iter([False] * calls)
    with pytest.raises(ImportCancelled, match="as it was"):
        desk.bring(FIRMS, cancelled=lambda: next(asked, True))
    assert desk.entries() == before
    assert set(desk.accounts()) == {"Old"}
    assert files <= names(desk.book.path.parent)
    assert not [name for name in names(desk.book.path.parent) if "import" in name]
    assert desk.bring(FIRMS).accounts.new == 700


def test_a_dry_run_says_the_same_and_writes_nothing(desk: Desk) -> None:
    before = desk.entries()
    dry = desk.bring(FIRMS, dry_run=True, skipped_to=desk.folder)
    assert desk.entries() == before
    wet = desk.bring(FIRMS)
    assert (dry.accounts, dry.action, bool(wet.action)) == (wet.accounts, "", True)


def test_a_list_can_be_staged_on_another_thread(desk: Desk) -> None:
    path = desk.write(FIRMS)
    found: list[int] = []

    def work() -> None:
        staging.stage([path], scratch, staging.Wish())

    with Scratch(desk.folder) as scratch:
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        found.append(scratch.count("SELECT COUNT(*) FROM firm"))
    assert found == [700]
    assert names(desk.folder) == {"list.csv"}


def test_a_scratch_database_needs_a_folder_that_can_be_written(tmp_path: Path) -> None:
    with pytest.raises(BookTrouble, match="cannot be written to"):
        Scratch(tmp_path / "none")


def test_a_scratch_database_goes_even_where_its_file_cannot_be_unlinked_early(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.scratch_file._GOES_EARLY", False)
    scratch = Scratch(tmp_path)
    assert scratch.path.exists()
    scratch.close()
    scratch.close()
    assert not scratch.path.exists()


def test_every_skipped_row_is_told_with_its_line_and_written_to_be_mended(desk: Desk) -> None:
    text = 'Name,Email,Phone,Company\nDana Cole,d@acme.example,,Acme\nN/A,bad-mail,not-a-phone,\n=1+1,,,\n"",=x@,,\n'
    report = desk.bring(text, skipped_to=desk.folder)
    assert [(row.file, row.line) for row in report.skipped] == [("list.csv", 3), ("list.csv", 5)]
    assert all("no name" in row.why for row in report.skipped)
    (mend,) = report.mend
    with Path(mend).open(encoding="utf-8", newline="") as file:
        assert [row[:5] for row in csv.reader(file)] == [
            ["Name", "Email", "Phone", "Company", "notyet: line"],
            ["N/A", "bad-mail", "not-a-phone", "", "3"],
            ["", "'=x@", "", "", "5"],
        ]
    mended = Path(mend).read_text(encoding="utf-8").replace("bad-mail", "ray@acme.example")
    assert desk.bring(mended, "mended.csv").people.new == 1


def test_nothing_skipped_writes_no_file(desk: Desk) -> None:
    assert desk.bring("Company\nAcme\n", skipped_to=desk.folder).mend == ()


def test_deals_are_refused_as_deals(desk: Desk) -> None:
    with pytest.raises(BadInput, match="deals, not accounts"):
        desk.bring(DEALS)
    salesforce = (
        "Id,Name,StageName,Amount,CloseDate,Probability,AccountId\n"
        "006x0000001YtCrAAK,Big,Won,5,2026-01-01,100,001x0000002xLD0AAM\n"
    )
    with pytest.raises(BadInput, match="deals, not accounts"):
        desk.bring(salesforce)
    by_id = "Id,Name,Owner\n006x0000001YtCrAAK,Big,Dana\n"
    with pytest.raises(BadInput, match="deals, not accounts"):
        desk.bring(by_id)
    assert desk.entries() == 0


def test_one_refused_list_among_others_is_told_and_left_out(desk: Desk) -> None:
    report = desk.again(
        [desk.write("Company\nAcme\n", "a.csv"), desk.write(DEALS, "deals.csv"), desk.write("PK\x03\x04", "b.xlsx")]
    )
    assert report.accounts.new == 1
    assert [(each.kind, each.file) for each in report.remarks] == [("refused", "deals.csv"), ("refused", "b.xlsx")]


@pytest.mark.parametrize(
    ("text", "name", "word"),
    [
        ("a,b\n1,2\n", "a.csv", "no column holds a company"),
        ("BEGIN:VCARD\nEND:VCARD\n", "a.vcf", "no card"),
        ("x", "a.xlsx", "called a workbook"),
        ("", "a.csv", "is empty"),
        (",,\n,,\n", "a.csv", "no column holds"),
    ],
)
def test_what_is_of_no_use_is_refused_in_words(desk: Desk, text: str, name: str, word: str) -> None:
    with pytest.raises(BadInput, match=word):
        desk.bring(text, name)


def test_no_file_a_missing_file_a_header_alone(desk: Desk) -> None:
    with pytest.raises(BadInput, match="No file"):
        desk.again([])
    with pytest.raises(NotFound):
        desk.again([desk.folder / "none.csv"])
    report = desk.bring("Company,City\n")
    assert (report.accounts, report.action) == (Moved(), "")


def test_the_user_says_what_a_column_is(desk: Desk) -> None:
    text = "Wer,Wo,Was,4th\nAcme,Rome,d@acme.example,x\n"
    report = desk.bring(
        text, mapping=(("wer", "company"), ("2", "city"), ("Was", "firm.email"), ("4th", "Favourite colour"))
    )
    assert report.accounts.new == 1
    acme = desk.accounts()["Acme"]
    assert [acme.get(name) for name in ("city", "email", "Favourite colour")] == ["Rome", "d@acme.example", "x"]
    report = desk.bring(text, "b.csv", mapping=(("Wer", "skip"), ("Was", "email")))
    assert set(desk.people()) == {"d@acme.example"}


def test_a_mapping_of_no_column_is_refused_with_the_nearest(desk: Desk) -> None:
    with pytest.raises(BadInput, match='No list has a column "Compny"') as told:
        desk.bring("Company,City\nAcme,Rome\n", mapping=(("Compny", "company"),))
    assert told.value.hint == 'Did you mean "Company"?'
    with pytest.raises(BadInput) as told:
        preview([desk.folder / "list.csv"], (("zzz", "company"),))
    assert told.value.hint == "Columns: Company, City"
    with pytest.raises(BadInput, match="cannot be called"):
        desk.bring("Company,City\nAcme,Rome\n", mapping=(("City", "n/a"),))


def test_a_preview_says_what_each_column_is_taken_for(desk: Desk) -> None:
    paths = [
        desk.write("Firma;Umsatz;Wert\nAcme;1,5 Mio;$5\n", "a.csv"),
        desk.write(DEALS, "b.csv"),
        desk.write("%PDF-1", "c.csv"),
    ]
    plans = preview(paths)
    assert [(column.name, column.field, column.how, column.as_money) for column in plans[0].columns] == [
        ("Firma", "firm.name", "name", False),
        ("Umsatz", "firm.revenue", "name", False),
        ("Wert", "own", "own", True),
    ]
    assert (plans[0].kind, plans[0].delimiter, plans[0].encoding, plans[0].header_line) == ("accounts", ";", "utf-8", 1)
    assert plans[0].samples == (("Acme", "1,5 Mio", "$5"),)
    assert [plan.kind for plan in plans] == ["accounts", "deals", "unknown"]
    assert "deals" in plans[1].refused
    assert "PDF" in plans[2].refused


def test_the_report_for_scripts_and_for_people() -> None:
    """DESIGN section 5: the keys that scripts rely on."""
    remarks = tuple(Remark("email", "a.csv", n, f"bad {n}") for n in range(1, 16))
    shared = (Remark("status", "a.csv", 0, "x"), Remark("other", "", 0, "y"))
    report = ImportReport(
        Moved(1, 2, 3),
        Moved(1, 0, 0),
        2,
        1,
        (Skipped("a.csv", 7, "no name"),),
        (*remarks, *shared),
        (("email", 15), ("other", 1), ("status", 4)),
        ("a.csv",),
        "act",
        ("a-skipped.csv",),
    )
    plain = json.loads(report.to_json())
    assert plain["accounts"] == {"new": 1, "changed": 2, "same": 3}
    assert plain["people"] == {"new": 1, "changed": 0, "same": 0}
    assert plain["duplicates"] == {"merged": 2, "probable": 1, "pairs": []}
    assert plain["skipped"] == [{"file": "a.csv", "line": 7, "why": "no name"}]
    assert len(plain["notices"]) == 17
    words = report.words()
    assert words[:4] == (
        "6 accounts: 1 new, 2 changed, 3 the same",
        "1 person: 1 new, 0 changed, 0 the same",
        "2 certain duplicates merged",
        "1 that may be duplicates: left alone; notyet duplicates shows them",
    )
    assert "  and 3 more" in words
    assert "  a.csv, line 7: no name" in words
    assert "  y" in words
    assert words[-1] == "Mend and import: a-skipped.csv"
    assert json.loads(report.for_journal())["files"] == ["a.csv"]


def test_a_list_of_ten_thousand_rows_is_read_and_staged_in_a_few_seconds(desk: Desk) -> None:
    """A figure of the importer's own half: generous, since machines differ, and far below a hang."""
    rows = "".join(f"P{n},Q{n},p{n}@firm{n // 5}.example,Firm {n // 5},Steel\n" for n in range(10_000))
    path = desk.write(f"First Name,Last Name,Email,Company,Industry\n{rows}")
    began = time.process_time()
    with Scratch(desk.folder) as scratch:
        staging.stage([path], scratch, staging.Wish())
        assert scratch.count("SELECT COUNT(*) FROM person") == 10_000
    assert time.process_time() - began < 60


def test_two_lists_of_one_name_keep_their_rows_apart(desk: Desk) -> None:
    (desk.folder / "a").mkdir()
    (desk.folder / "b").mkdir()
    first, second = desk.folder / "a" / "x.csv", desk.folder / "b" / "x.csv"
    first.write_text("Name,Email\nN/A,bad\nDana Cole,d@gmail.com\n")
    second.write_text("Name,Email,Notes\nN/A,worse,x\nRay Ortiz,r@gmail.com,y\n")
    report = desk.again([first, second], skipped_to=desk.folder)
    assert [row.line for row in report.skipped] == [2, 2]
    assert len(set(report.mend)) == 2


def test_an_import_that_the_book_refuses_says_why(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise Refused("not now")

    monkeypatch.setattr(type(desk.book), "land", refuse)
    with pytest.raises(Refused, match="not now"):
        desk.bring(FIRMS)
    with pytest.raises(Refused, match="not now"):
        desk.bring(FIRMS, cancelled=lambda: False)


def test_a_report_of_nothing_is_two_lines() -> None:
    report = ImportReport(Moved(), Moved(), 0, 0)
    assert report.words() == (
        "0 accounts: 0 new, 0 changed, 0 the same",
        "0 people: 0 new, 0 changed, 0 the same",
    )


def test_of_very_many_remarks_of_a_kind_the_first_are_listed(desk: Desk) -> None:
    rows = "".join(f"P{n} Q{n},bad{n}\n" for n in range(250))
    report = desk.bring(f"Name,Email\n{rows}")
    assert dict(report.counts)["email"] == 250
    assert sum(remark.kind == "email" for remark in report.remarks) == 200
