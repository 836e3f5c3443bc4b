"""What an import asks its scratch database for each row is answered by an index: twice the rows, twice the time."""

from __future__ import annotations

import pytest

from storage.importing.scratch import Cells, Scratch
from tests.importing.conftest import Desk

FIRMS = """Company,First Name,Last Name,Email,Phone,Website,LinkedIn,ID
Acme,Dana,Cole,dana@acme.example,+1 312 555 0101,acme.example,https://linkedin.com/in/dana,1
Globex,Ray,Ortiz,ray@globex.example,+1 312 555 0102,,https://linkedin.com/in/ray,2
Globex,Kim,Sato,kim@globex.example,,,,3
Initech,Bo,Li,,+1 312 555 0103,,,4
"""
PEOPLE = """First Name,Last Name,Email,LinkedIn
Dana,Cole,dana@acme.example,https://linkedin.com/in/dana
Ray,Ortiz,ray@hooli.example,https://linkedin.com/in/ray
Kim,Sato,kim@hooli.example,
"""


@pytest.mark.parametrize("text", [FIRMS, PEOPLE], ids=["firms", "people"])
def test_no_question_about_a_row_reads_a_whole_table(desk: Desk, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """A partial index is used only where the question says what the index leaves out (`mail <> ''`)."""
    scans: set[str] = set()
    asked: set[str] = set()
    one, every = Scratch.one, Scratch.all

    def look(scratch: Scratch, sql: str, values: tuple[object, ...]) -> None:
        if sql not in asked and values:
            asked.add(sql)
            plan = every(scratch, f"EXPLAIN QUERY PLAN {sql}", *values)
            tables = {name for (name,) in every(scratch, "SELECT name FROM sqlite_master WHERE type = 'table'")}
            read = [str(step[3]).split() for step in plan]
            scans.update(sql for words in read if words[0] == "SCAN" and words[1] in tables)

    def spied_one(scratch: Scratch, sql: str, *values: object) -> Cells | None:
        look(scratch, sql, values)
        return one(scratch, sql, *values)

    def spied_all(scratch: Scratch, sql: str, *values: object) -> list[Cells]:
        look(scratch, sql, values)
        return every(scratch, sql, *values)

    monkeypatch.setattr(Scratch, "one", spied_one)
    monkeypatch.setattr(Scratch, "all", spied_all)
    desk.bring(text)
    assert len(asked) > 5
    assert scans == set()
