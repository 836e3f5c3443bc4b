"""Lines to rows: which delimiter, which quotes, which line."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.errors import BadInput
from storage.importing import delimiting
from storage.importing.delimiting import Row, Shape, rows, shape
from storage.importing.sniffing import sniff


def read(tmp_path: Path, text: str) -> tuple[Shape, list[Row]]:
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode())
    form = shape(path, sniff(path))
    return form, list(rows(path, form))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^", "~"])
def test_the_delimiter_whose_rows_agree(tmp_path: Path, delimiter: str) -> None:
    held = [["Name", "City", "Revenue"], ["Acme, Inc.", "Rome", "1,5 Mio"], ["Globex", "a;b|c", "2"]]
    held.append(["Initech", "", "3"])
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(held)
    form, found = read(tmp_path, out.getvalue())
    assert form.delimiter == delimiter
    assert [list(row.cells) for row in found] == held


def test_decimal_commas_do_not_win_over_semicolons(tmp_path: Path) -> None:
    form, _ = read(tmp_path, "Name;Umsatz\nAcme;1,5\nGlobex;2,5\nInitech;3,5\n")
    assert form.delimiter == ";"


@pytest.mark.parametrize(("first", "delimiter"), [("sep=;", ";"), ('"sep=;"', ";"), ("SEP=,", ","), ("sep=", "\t")])
def test_a_sep_line_is_believed_and_skipped(tmp_path: Path, first: str, delimiter: str) -> None:
    form, found = read(tmp_path, f"{first}\r\na{delimiter}b\r\n1{delimiter}2\r\n")
    assert (form.delimiter, form.skip) == (delimiter, 1)
    assert [(row.line, row.cells) for row in found] == [(2, ("a", "b")), (3, ("1", "2"))]


def test_one_column_has_no_delimiter(tmp_path: Path) -> None:
    form, found = read(tmp_path, 'Company Name\n"Fabrikam, Inc."\nGlobex\nInitech\n')
    assert form.delimiter == ""
    assert found[1].cells == ("Fabrikam, Inc.",)


def test_preamble_blank_and_short_rows(tmp_path: Path) -> None:
    form, found = read(tmp_path, 'Notes:\n"A long, quoted word"\n\n\nA,B,C\n1,2,3\n4,5\n,,\n6,7,8\n')
    assert form.delimiter == ","
    assert [row.line for row in found] == [1, 2, 5, 6, 7, 9]


def test_line_breaks_in_cells_and_mac_line_ends(tmp_path: Path) -> None:
    _, found = read(tmp_path, 'Name,Address\nDana,"1 Main St\nApt 4"\nRay,"2 Oak"\n')
    assert [(row.line, row.cells[1]) for row in found[1:]] == [(2, "1 Main St\nApt 4"), (4, "2 Oak")]
    _, found = read(tmp_path, "Name,City\rDana,Rome\rRay,Oslo\r")
    assert [row.cells for row in found] == [("Name", "City"), ("Dana", "Rome"), ("Ray", "Oslo")]


def test_a_blank_before_a_quote_and_a_doubled_quote(tmp_path: Path) -> None:
    _, found = read(tmp_path, 'Name,Phone,Company\n" John ""Johnny"" Doe ", "555", " Acme, Inc. "\nx,y,z\n')
    assert found[1].cells == (' John "Johnny" Doe ', "555", " Acme, Inc. ")
    assert found[1].fault == ""


def test_an_unclosed_quote_costs_its_own_line_and_is_named(tmp_path: Path) -> None:
    """DESIGN section 6: strict quoting turned 999 rows into one; here the line is told and the others stay."""
    body = "".join(f"Firm {n},City {n}\n" for n in range(300))
    _, found = read(tmp_path, f'Name,City\n"Acme,Rome\n{body}"Globex, Inc.",Oslo\n')
    assert len(found) == 303
    assert found[1] == Row(2, ("Acme", "Rome"), "a quote is opened here and never closed")
    assert found[-1].cells == ("Globex, Inc.", "Oslo")


def test_an_unclosed_quote_before_a_quoted_cell(tmp_path: Path) -> None:
    _, found = read(tmp_path, 'Name,City,Note\n"Acme,Rome,x\nGlobex,Oslo,y\n"Initech",Bonn,z\nHooli,Bern,"a\nb"\n')
    assert [row.line for row in found] == [1, 2, 3, 4, 5]
    assert [bool(row.fault) for row in found] == [False, True, False, False, False]
    assert found[4].cells == ("Hooli", "Bern", "a\nb")


def test_a_quote_at_the_very_end_of_the_file(tmp_path: Path) -> None:
    _, found = read(tmp_path, 'Name,City\nAcme,Rome\nGlobex,"Oslo')
    assert found[2] == Row(3, ("Globex", "Oslo"), "a quote is opened here and never closed")


def test_quotes_inside_cells(tmp_path: Path) -> None:
    _, found = read(tmp_path, 'Name,City\n"Fred "Freddy" Jones",Rome\n6" Pipes,Oslo\n')
    assert found[1].fault == "quotes stand inside a quoted cell"
    assert found[1].cells[-1] == "Rome"
    assert found[2] == Row(3, ('6" Pipes', "Oslo"))


def test_a_cell_too_long_for_csv_is_kept_as_it_is(tmp_path: Path) -> None:
    _, found = read(tmp_path, f"Name,City\nAcme,{'x' * 140_000}\n")
    assert found[1].fault == "a cell here is too long"
    assert len(found[1].cells) == 2


@pytest.mark.parametrize(
    ("name", "value", "text", "word"),
    [
        ("MOST_ROWS", 2, "a,b\n1,2\n3,4\n", "more than 2 rows"),
        ("MOST_COLUMNS", 2, "a,b,c\n1,2,3\n", "more than 2 columns"),
        ("_LONGEST_LINE", 10, "a,b\n0123456789012,b\n", "longer than 10"),
    ],
)
def test_caps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: int, text: str, word: str) -> None:
    monkeypatch.setattr(delimiting, name, value)
    with pytest.raises(BadInput, match=word):
        read(tmp_path, text)


def test_how_far_it_is_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n" * 1200)
    told: list[int] = []
    assert len(list(rows(path, Shape("utf-8", ",", 0, 2), told.append))) == 1200
    assert told
    assert told == sorted(told)


cells = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\0\r\x1c\x1d\x1e\x85\u2028\u2029")
)


@given(st.lists(st.tuples(cells, cells, cells), min_size=3, max_size=20), st.sampled_from([",", ";", "\t"]))
def test_what_csv_writes_is_read_back(held: list[tuple[str, str, str]], delimiter: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(held)
    lines = iter(io.StringIO(out.getvalue(), newline="").readlines())
    found = [row.cells for row in delimiting._records(lines, delimiter, 3, 1)]
    assert found == [tuple(row) for row in held]


def test_a_note_that_quotes_somebody_on_a_line_of_its_own(tmp_path: Path) -> None:
    _, found = read(tmp_path, 'Name,Notes,City\nAcme,"called\nsaid ""no"" twice\nand laughed",Rome\nGlobex,,Oslo\n')
    assert found[1] == Row(2, ("Acme", 'called\nsaid "no" twice\nand laughed', "Rome"))
    assert found[2] == Row(5, ("Globex", "", "Oslo"))


def test_an_unclosed_quote_in_a_long_list_loses_no_row(tmp_path: Path) -> None:
    """RELIABILITY section 7: 999 rows once became 1."""
    _, found = read(tmp_path, "\n".join(["Name,City", 'Acme,"Rome', *(f"Firm {number},Oslo" for number in range(999))]))
    assert (len(found), found[-1].line) == (1001, 1001)
    assert [row.line for row in found if row.fault] == [2]


@given(st.lists(st.text(alphabet='a,"\n', max_size=8), min_size=1, max_size=12))
def test_no_line_is_lost_whatever_the_quotes(texts: list[str]) -> None:
    """RELIABILITY section 7: every line belongs to one row, and none is read twice."""
    lines = [line + "\n" for line in "\n".join(texts).split("\n")]
    found = list(delimiting._records(iter(lines), ",", 3, 1))
    assert [row.line for row in found] == sorted({row.line for row in found})
    assert sum(cell.count("a") for row in found for cell in row.cells) == "".join(lines).count("a")
