"""Workbooks of every kind are lists like any other; hostile ones end in a sentence and nothing else (RELIABILITY 7)."""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
import threading
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest
import xlwt  # type: ignore[import-untyped]

from playbook.errors import BadInput
from storage.importing import FilePlan, ImportCancelled, delimiting, preview, sniffing, workbook_child, workbooks
from storage.importing.delimiting import Row
from storage.importing.workbook_child import Unfit
from tests.importing.conftest import Desk

HEAD = ("Company", "Full Name", "Email", "Phone", "Zip", "Annual Revenue", "Last Contact")
ROWS: Sequence[Sequence[object]] = (
    HEAD,
    ("Acme Robotics", "Dana Cole", "dana@acme-robotics.example", 13125550142, 2139, 6.0e7, dt.datetime(2026, 3, 14)),  # noqa: DTZ001
    ("Globex", "Ray Ortiz", "ray@globex.example", "=1+1", "02139", 0.5, None),
)


def xlsx(path: Path, *sheets: tuple[str, Sequence[Sequence[object]]], hidden: str = "") -> Path:
    book = openpyxl.Workbook()
    del book["Sheet"]
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if name == hidden:
            sheet.sheet_state = "hidden"
    book.save(path)
    return path


def xls(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("List")
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            sheet.write(number, place, cell)
    book.save(str(path))
    return path


def ods(path: Path, rows: Sequence[Sequence[str]], sealed: str = "") -> Path:
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="List">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", f"<?xml version='1.0'?><manifest>{sealed}</manifest>")
    return path


def repacked(path: Path, **parts: bytes) -> Path:
    """Write a workbook again with some parts replaced or added."""
    with zipfile.ZipFile(path) as package:
        held = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in (
            held | {key.replace("__", "/").replace("_xml", ".xml"): parts[key] for key in parts}
        ).items():
            package.writestr(name, data)
    return path


def refused(desk: Desk, path: Path) -> str:
    """Return why an import is refused; the book must be as it was."""
    before = desk.entries()
    with pytest.raises(BadInput) as told:
        desk.again([path])
    assert desk.entries() == before
    assert told.value.hint
    _judged_here(path, told.value.message)
    return told.value.message


def _judged_here(path: Path, message: str) -> None:
    """The look before unpacking says the same in this process; the parser itself is never let near a hostile file."""
    if path.read_bytes()[:4] in {b"PK\x03\x04", b"\xd0\xcf\x11\xe0"}:
        try:
            workbook_child.check(path)
        except Unfit as unfit:
            assert (unfit.why in message, bool(unfit.hint)) == (True, True)  # noqa: PT017  (either way is right)


def test_a_workbook_yields_what_its_csv_yields(desk: Desk) -> None:
    report = desk.again([xlsx(desk.folder / "a.xlsx", ("List", ROWS))])
    assert (report.accounts.new, report.people.new, report.files) == (2, 2, ("a.xlsx",))
    dana, acme = desk.people()["Dana Cole"], desk.accounts()["Acme Robotics"]
    assert (dana.get("phone"), dana.get("postcode")) == ("+13125550142", "2139")
    assert acme.number("revenue") == 60_000_000
    assert acme.get("last_contact") == "2026-03-14"
    assert desk.accounts()["Globex"].number("revenue") == 0.5
    again = desk.again([desk.folder / "a.xlsx"])
    assert (again.accounts.same, again.people.same, again.action) == (2, 2, "")


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_old_and_open_workbooks_are_read_too(desk: Desk, kind: str) -> None:
    rows = [[str(cell) for cell in row[:4]] for row in ROWS]
    path = desk.folder / f"list.{kind}"
    report = desk.again([xls(path, rows) if kind == "xls" else ods(path, rows)])
    assert (report.accounts.new, report.people.new) == (2, 2)
    assert desk.people()["Dana Cole"].get("phone") == "+13125550142"


def test_tab_separated_files_are_lists_whatever_they_are_called(desk: Desk) -> None:
    text = "Company\tFull Name\tEmail\nAcme\tDana Cole\tdana@acme.example\n"
    for name in ("list.tsv", "list.tab", "list.txt"):
        (plan,) = preview([desk.write(text, name)])
        assert (plan.delimiter, plan.kind) == ("\t", "people")


def test_lines_above_the_headings_and_row_numbers_of_the_sheet(desk: Desk) -> None:
    rows = [["Accounts of the north, spring"], [], *ROWS[:2], [], ["", "", "", "call me", "", "", ""]]
    path = xlsx(desk.folder / "a.xlsx", ("List", rows))
    (plan,) = preview([path])
    assert (plan.header_line, plan.columns[0].name, plan.title) == (3, "Company", "a.xlsx")
    report = desk.again([path], skipped_to=desk.folder)
    assert [(row.file, row.line) for row in report.skipped] == [("a.xlsx", 6)]
    mended = Path(report.mend[0]).read_text("utf-8").replace("call me", "+1 312 555 0199")
    again = desk.bring(mended, "mended.csv")
    assert again.people.new == 1


def test_every_sheet_is_a_list_of_its_own(desk: Desk) -> None:
    path = xlsx(
        desk.folder / "book.xlsx",
        ("Accounts", [["Company", "Website"], ["Acme", "acme.example"]]),
        ("Notes", [["Year", "Total"], [2024, 5], [2025, 6]]),
        ("People", [["Company", "Full Name"], ["Acme", "Dana Cole"], ["", "N/A"]]),
        ("Old", [["Company"], ["Umbrella"]]),
        ("Empty", []),
        hidden="Old",
    )
    plans = preview([path])
    assert [plan.title for plan in plans] == [f"book.xlsx · {name}" for name in ("Accounts", "Notes", "People", "Old")]
    report = desk.again([path], skipped_to=desk.folder)
    assert (report.accounts.new, report.people.new) == (1, 1)
    assert "Umbrella" not in desk.accounts()
    words = {remark.file: remark.text for remark in report.remarks if remark.kind == "refused"}
    assert "hidden" in words["book.xlsx · Old"]
    assert "no column holds a company" in words["book.xlsx · Notes"]
    assert [(row.file, row.line) for row in report.skipped] == [("book.xlsx · People", 3)]
    assert [Path(each).name for each in report.mend] == ["book-skipped.csv"]


def test_cells_are_what_a_person_reads() -> None:
    said = {
        12125551234.0: "12125551234",
        2139.0: "2139",
        0.5: "0.5",
        6.0e7: "60000000",
        0.1 + 0.2: "0.3",
        -4.0: "-4",
        1e300: "1e+300",
        float("nan"): "",
        float("inf"): "",
        True: "TRUE",
        "#N/A": "",
        "#REF!": "",
        "": "",
        "a\nb": "a\nb",
        dt.date(2026, 3, 14): "2026-03-14",
        dt.time(8, 30): "08:30",
        dt.time(8, 30, 5): "08:30:05",
        dt.timedelta(hours=36): "1 day, 12:00:00",
    }
    assert {cell: workbook_child.shown(cell) for cell in said} == said
    assert workbook_child.shown(dt.datetime(2026, 3, 14)) == "2026-03-14"  # noqa: DTZ001  (a sheet knows no zone)
    assert workbook_child.shown(dt.datetime(2026, 3, 14, 9, 5)) == "2026-03-14 09:05:00"  # noqa: DTZ001
    assert workbook_child.shown("x" * 99_999) == "x" * workbook_child.MOST_CELL


def test_rows_are_filled_up_to_the_list_and_no_stray_cell_widens_it() -> None:
    rows = (Row(1, ("A title",)), Row(2, ("a", "b", "c")), Row(3, ("1", "2")), Row(4, ("1", "2", "3", "", "", "x")))
    assert workbooks.width_of(rows) == 3
    assert workbooks.width_of(()) == 0
    filled = [workbooks.filled_up(row, 3).cells for row in rows]
    assert filled == [("A title",), ("a", "b", "c"), ("1", "2", ""), ("1", "2", "3", "", "", "x")]


def test_a_far_corner_becomes_a_sentence(desk: Desk) -> None:
    """T14: a 5 kB file that aborts the parser's whole process."""
    path = xlsx(desk.folder / "far.xlsx", ("List", ROWS[:2]))
    with zipfile.ZipFile(path) as package:
        sheet = package.read("xl/worksheets/sheet1.xml")
    far = b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
    repacked(path, xl__worksheets__sheet1_xml=sheet.replace(b"</sheetData>", far))
    assert path.stat().st_size < 6_000
    assert "far outside the list" in refused(desk, path)


def test_a_bomb_is_found_before_it_is_unpacked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path = repacked(xlsx(desk.folder / "bomb.xlsx", ("List", ROWS[:2])), xl__media_xml=b"0" * 40_000_000)
    assert "100 times its size" in refused(desk, path)
    repacked(path, xl__media_xml=b"0" * 110_000_000)
    assert "more than 100 MB" in refused(desk, path)
    monkeypatch.setattr(workbook_child, "MOST_MEMBERS", 3)
    with pytest.raises(Unfit, match="parts"):
        workbook_child.check(xlsx(desk.folder / "many.xlsx", ("List", ROWS[:2])))
    monkeypatch.setattr(workbook_child, "MOST_MEMBERS", 300)
    monkeypatch.setattr(workbook_child, "MOST_UNPACKED", 3_000)
    with (
        zipfile.ZipFile(desk.folder / "many.xlsx") as package,
        pytest.raises(Unfit, match="unpacks to more than"),
    ):
        workbook_child._unpack(package)


def test_entities_are_refused_even_across_two_reads(desk: Desk) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [' + b" " * 65_490 + b'<!ENTITY a "aaaa">]><x>&a;</x>'
    path = repacked(xlsx(desk.folder / "entity.xlsx", ("List", ROWS[:2])), xl__more_xml=bomb)
    assert "entities of its own" in refused(desk, path)


def test_damaged_workbooks_are_refused(desk: Desk) -> None:
    whole = xlsx(desk.folder / "a.xlsx", ("List", ROWS)).read_bytes()
    for place, data in enumerate((whole[: len(whole) // 2], whole[:200] + bytes(50) + whole[250:], b"PK\x03\x04junk")):
        path = desk.folder / f"broken{place}.xlsx"
        path.write_bytes(data)
        assert "damaged" in refused(desk, path)
    path = repacked(desk.folder / "a.xlsx", xl__worksheets__sheet1_xml=b"<worksheet><sheetData><row r='1'><c")
    assert "damaged" in refused(desk, path)
    path = desk.folder / "old.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000))
    assert "damaged" in refused(desk, path)
    with pytest.raises(Unfit, match="damaged"):
        list(workbook_child.heads(path, 5))


def test_a_password_is_named(desk: Desk) -> None:
    sealed = desk.folder / "sealed.xlsx"
    sealed.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"))
    assert "password" in refused(desk, sealed)
    assert "password" in refused(desk, ods(desk.folder / "s.ods", ROWS, "<encryption-data/>"))  # type: ignore[arg-type]
    data = bytearray(xlsx(desk.folder / "b.xlsx", ("List", ROWS)).read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (desk.folder / "b.xlsx").write_bytes(data)
    assert "password" in refused(desk, desk.folder / "b.xlsx")


@pytest.mark.parametrize(
    ("members", "word"),
    [
        ({"readme.txt": "x"}, "archive"),
        ({"word/document.xml": "<x/>"}, "Word document"),
        ({"ppt/presentation.xml": "<x/>"}, "presentation"),
        ({"Index/Document.iwa": "x"}, "Numbers"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "no spreadsheet"),
    ],
)
def test_other_packages_are_called_by_their_names(desk: Desk, members: dict[str, str], word: str) -> None:
    path = desk.folder / "list.numbers"
    with zipfile.ZipFile(path, "w") as package:
        for name, text in members.items():
            package.writestr(name, text)
    assert word in refused(desk, path)


@pytest.mark.parametrize(("mark", "word"), [("WordDocument", "Word"), ("__substg1.0", "Outlook message")])
def test_what_comes_in_the_wrapping_of_old_workbooks(desk: Desk, mark: str, word: str) -> None:
    path = desk.folder / "a.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600) + mark.encode("utf-16-le"))
    assert word in refused(desk, path)


@pytest.mark.parametrize("data", [b"<html><table><tr><td>Company", b"<?xml version='1.0'?><Workbook>", b"a,b\nc,d\n"])
def test_texts_that_call_themselves_workbooks_say_what_to_do(desk: Desk, data: bytes) -> None:
    path = desk.folder / "export.xls"
    path.write_bytes(data)
    refused(desk, path)


def test_a_workbook_of_any_name_is_a_workbook(desk: Desk) -> None:
    xlsx(desk.folder / "a.xlsx", ("List", ROWS)).rename(desk.folder / "a.csv")
    assert desk.again([desk.folder / "a.csv"]).accounts.new == 2


def test_a_workbook_without_rows_says_so(desk: Desk) -> None:
    assert "holds no rows." in refused_words(desk, xlsx(desk.folder / "e.xlsx", ("List", [])))
    path = xlsx(desk.folder / "h.xlsx", ("Seen", []), ("Old", [["Company"], ["Acme"]]), hidden="Old")
    assert "hidden sheets" in refused_words(desk, path)


def refused_words(desk: Desk, path: Path) -> str:
    (plan,) = preview([path])
    with pytest.raises(BadInput):
        desk.again([path])
    return plan.refused


def test_too_many_rows_columns_or_bytes_name_the_cap(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path = xlsx(desk.folder / "a.xlsx", ("List", ROWS))
    monkeypatch.setattr(delimiting, "MOST_ROWS", 2)
    assert "more than 2 rows" in refused(desk, path)
    monkeypatch.setattr(delimiting, "MOST_COLUMNS", 5)
    assert "more than 5 columns" in refused(desk, path)
    monkeypatch.setattr(sniffing, "MOST_BYTES", 100)
    assert "larger than" in refused(desk, path)


def test_a_reader_that_takes_too_long_is_killed(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = xlsx(desk.folder / "a.xlsx", ("List", ROWS))
    slow = tmp_path / "slow.py"
    slow.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(workbooks, "CHILD", slow)
    monkeypatch.setattr(workbooks, "SECONDS", 0.2)
    assert "longer than" in refused(desk, path)
    slow.write_text("import os, signal\nos.kill(os.getpid(), signal.SIGXCPU)\n")
    assert "longer than" in refused(desk, path)


def test_cancel_kills_the_reader(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = xlsx(desk.folder / "a.xlsx", ("List", ROWS))
    slow = tmp_path / "slow.py"
    slow.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(workbooks, "CHILD", slow)
    before, threads = desk.entries(), threading.active_count()
    with pytest.raises(ImportCancelled):
        desk.again([path], cancelled=lambda: True)
    slow.write_text("raise SystemExit(1)\n")
    asked = iter([False] * 2)
    with pytest.raises((ImportCancelled, BadInput)):
        desk.again([path], cancelled=lambda: next(asked, True))
    assert (desk.entries(), threading.active_count()) == (before, threads)


def test_a_list_that_is_left_early_leaves_no_process_behind(desk: Desk) -> None:
    path = xlsx(desk.folder / "a.xlsx", ("List", [HEAD, *([ROWS[1]] * 3_000)]))
    rows = workbooks.SheetRows(path, 0, 7).rows()
    assert next(rows).line == 1
    threads = threading.active_count()
    rows.close()
    assert threading.active_count() == threads - 1


def test_the_child_speaks_lines_of_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = xlsx(tmp_path / "a.xlsx", ("List", ROWS), ("Old", [["x"]]), hidden="Old")
    monkeypatch.setattr(workbook_child, "cap", lambda: None)

    def said(*words: str) -> tuple[int, list[object]]:
        out = io.TextIOWrapper(io.BytesIO())
        monkeypatch.setattr(sys, "stdout", out)
        code = workbook_child.main([str(path), *words])
        monkeypatch.undo()
        monkeypatch.setattr(workbook_child, "cap", lambda: None)
        return code, [json.loads(line) for line in out.buffer.getvalue().splitlines()]

    code, lines = said("heads", "0", "2")
    assert (code, [line["name"] for line in lines[:2]], lines[-1]) == (0, ["List", "Old"], {"end": True})  # type: ignore[index]
    assert [len(line["rows"]) for line in lines[:2]] == [2, 0]  # type: ignore[index]
    code, lines = said("rows", "0", "0")
    assert (code, [line[0] for line in lines[:-1]]) == (0, [1, 2, 3])  # type: ignore[index]
    code, lines = said("rows", "7", "0")
    assert (code, "damaged sheet" in lines[0]["refused"]) == (0, True)  # type: ignore[index]
    monkeypatch.setattr(workbook_child, "check", _starved)
    assert said("rows", "0", "0")[0] == 3


def _starved(path: Path) -> None:
    raise MemoryError(path)


def test_the_caps_are_set_and_never_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")
    asked: list[tuple[int, tuple[int, int]]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda what: (0, 5 if what == resource.RLIMIT_CPU else -1))
    monkeypatch.setattr(resource, "setrlimit", lambda what, pair: asked.append((what, pair)))
    workbook_child.cap()
    assert asked == [
        (resource.RLIMIT_AS, (workbook_child.MOST_MEMORY, -1)),
        (resource.RLIMIT_CPU, (5, 5)),
        (resource.RLIMIT_CORE, (0, -1)),
    ]
    monkeypatch.setitem(sys.modules, "resource", None)
    workbook_child.cap()
    assert len(asked) == 3


def test_a_folder_or_a_vanished_file_is_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(Unfit):
        workbook_child.check(tmp_path)
    with pytest.raises(Unfit, match="cannot be read"):
        workbook_child.check(tmp_path / "none.xlsx")


def test_a_plan_is_called_by_its_sheet() -> None:
    assert FilePlan(Path("a.xlsx"), sheet="People").title == "a.xlsx · People"
