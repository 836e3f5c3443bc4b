"""Text of lists is hostile: it is cleaned at the door, and no file, however broken, brings the import down."""

from __future__ import annotations

import csv
import io
import tempfile
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playbook.errors import BadInput
from storage.book import Book
from storage.ids import IdSource
from storage.importing import ImportReport, preview, run_import
from tests.importing.conftest import NOW, Desk

NAUGHTY = (
    "[b]Bold[/b]",
    "Bob [/",
    "Bob [/b",
    "[@click=app.quit]x[/]",
    "\x1b[0;31mred\x1b[0m",
    "\x1b]52;c;x\x07",
    "a\u202eb",
    "\u200bAcme",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "+1234567890",
    "-100",
    "<script>alert(1)</script>",
    "'; DROP TABLE account;--",
    "a\x9bb",
    "Z\u0351\u036b\u0343\u036a\u0302\u0300algo",
    "👩‍💻 Dev",
    "田中太郎",
    "ﷺ",
    "${x}",
    "%s%n",
    "../../etc/passwd",
    "nul\x00byte",
    "\udce9".encode("utf-8", "replace").decode(),
    "x" * 5000,
)


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_strings_are_stored_clean(desk: Desk, text: str) -> None:
    out = io.StringIO()
    csv.writer(out).writerows(
        [["Full Name", "Email", "Company", "Notes", f"Odd {text}"], [text, "d@acme.example", text, text, text]]
    )
    desk.bring(out.getvalue())
    rows = [(facts.name, facts.fields) for facts in desk.accounts().values()]
    rows += [(facts.name, facts.fields) for facts in desk.people().values()]
    assert rows
    for called, fields in rows:
        for name, value in (("name", called), *fields):
            for char in name + str(value):
                assert unicodedata.category(char) not in {"Cc", "Cs", "Co"}, (name, value)
                assert char not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff"


def test_a_formula_stays_text(desk: Desk) -> None:
    desk.bring("Name,Email,Notes\n=SUM(A1:A10),a@x.example,-100\n+1234567890,b@x.example,@SUM(A1)\n")
    assert {"=SUM(A1:A10)", "+1234567890"} == set(desk.people())


def brought(data: bytes, name: str = "a.csv") -> ImportReport | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        book = Book.open(Path(folder) / "b" / "b.db", now=NOW, ids=IdSource.seeded(1), state=Path(folder) / "s")
        try:
            preview([path])
            report = run_import(book, [path], now=NOW)
            before = book.size().entries
            run_import(book, [path], now=NOW)
            assert book.size().entries == before, "the same list again wrote something"
        except BadInput:
            return None
        finally:
            book.close()
        return report


FUZZ = settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])


@FUZZ
@given(st.binary(max_size=400))
def test_random_bytes_are_read_or_refused(data: bytes) -> None:
    brought(data)


HEADS = [
    "Name",
    "First Name",
    "Last Name",
    "Email",
    "Company",
    "Website",
    "Phone",
    "City",
    "State",
    "Country",
    "Status",
    "Id",
    "Notes",
    "Last Contact",
    "Next Activity",
    "Do Not Call",
    "Owner",
    "Revenue",
    "Employees",
    "Account ID",
    "Contact ID",
    "LinkedIn",
    "x",
    "",
]
CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "Acme",
            "ACME Inc.",
            "Dana Cole",
            "d@acme.example",
            "d@gmail.com",
            "acme.example",
            "(312) 555-0142",
            "+44 20 7123 4567 x9",
            "Rome",
            "TX",
            "US",
            "Customer",
            "Unqualified",
            "1",
            "2",
            "001x0000002xLCVAA2",
            "2026-12-24",
            "3/4/2024",
            "yes",
            "$5M",
            "51-200",
            "",
            "N/A",
            "-",
        ]
    ),
)


@FUZZ
@given(
    st.lists(st.sampled_from(HEADS), min_size=1, max_size=8),
    st.lists(st.lists(CELLS, max_size=9), max_size=8),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
)
def test_random_lists_are_read_or_refused_and_bring_nothing_twice(
    heads: list[str], body: list[list[str]], delimiter: str, encoding: str
) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([heads, *body])
    brought(out.getvalue().encode(encoding, errors="replace"))


@FUZZ
@given(st.text(st.sampled_from('",;\t\n\r ab1@.é'), max_size=120))
def test_random_quotes_and_delimiters(text: str) -> None:
    brought(f"Name,Email\n{text}".encode())
