"""Hostile lines: refused with their number, and nothing of the file lands (RELIABILITY T26)."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.errors import BadInput, NotYetError, Refused
from playbook.words import Outcome
from storage import journal_bodies, journal_lines, journal_saving
from storage.book import Book
from storage.dump_tables import dump_tables
from storage.ids import IdSource
from tests.storage.conftest import NOW, Rep

FRESH = "01890a5d-ac96-7000-8000-00000000000f"
Bend = Callable[[dict[str, Any]], object]


@pytest.fixture
def lines(rep: Rep, tmp_path: Path) -> list[str]:
    """The lines of a book with an account, a person and a touch."""
    acme = rep.add("Acme", "Dana Cole")
    rep.log(acme, Outcome.NO, note="after the audit")
    return rep.book.save_journal(tmp_path / "one.jsonl").file.read_text().splitlines()


@pytest.fixture
def empty(tmp_path: Path) -> Book:
    return Book.open(tmp_path / "empty" / "notyet.db", now=NOW, ids=IdSource.seeded(2), state=tmp_path / "empty state")


def body(**more: object) -> Bend:
    def bend(told: dict[str, Any]) -> None:
        told["body"] = json.dumps({**json.loads(told["body"]), **more})

    return bend


def put(**more: object) -> Bend:
    return lambda told: told.update(more)


DEEP = "[" * 20_000 + "]" * 20_000
BENT: dict[str, Bend] = {
    "id no text": put(id=7), "id no UUIDv7": put(id="01890a5d-ac96-4000-8000-00000000000f"), "id": put(id="x" * 36),
    "id of 10889": put(id="ffffffff-ffff-7fff-bfff-ffffffffffff"), "action": put(action=""), "no kind": put(kind=""),
    "kind": put(kind="DROP TABLE"), "kind with NUL": put(kind="a.b\0"), "number": put(wseq=0),
    "number text": put(wseq="1"),
    "number half": put(wseq=1.5), "number true": put(wseq=True), "number huge": put(wseq=1 << 70),
    "writer": put(writer=""),
    "writer long": put(writer="w" * 101), "writer turns": put(writer="\u202ew"), "actor NUL": put(actor="\0"),
    "actor half": put(actor="\ud800"), "at": put(at="yesterday"), "at naive": put(at="2026-11-23T08:30:00"),
    "at year": put(at="0001-01-01T00:00:00+00:00"), "entity": put(entity="e\n"), "entity none": put(entity=None),
    "body no JSON": put(body="{"), "body list": put(body="[]"), "body no text": put(body={}),
    "body deep": put(body=DEEP),
    "body NaN": put(body='{"v":NaN}'), "body NUL": body(note="\0"), "body half": body(note="\ud800"),
    "body half, kind unknown": lambda told: (told.update(kind="a.b"), body(note=["\udfff"])(told)),
    "blank": put(body="{}"), "body without its fields": put(body='{"v":1}'), "body wrong type": body(on=7),
    "body wrong word": body(outcome="bribed"), "body list for text": body(note=["x"]),
    "body year": body(on="9999-12-31"),
    "body number": body(minutes=1 << 60), "body number text": body(minutes="7"), "body truth": body(inbound="no"),
    "body far": body(steps=[{"n": 1}]), "body steps": body(steps={"n": 1}), "more": put(more=1),
}  # fmt: skip


@pytest.mark.parametrize("name", BENT)
def test_a_line_that_is_none_refuses_its_file(name: str, lines: list[str], empty: Book, tmp_path: Path) -> None:
    told = json.loads(lines[-1])
    assert told["kind"] == "touch.logged"
    BENT[name](told)
    file = tmp_path / "bent.jsonl"
    file.write_text("\n".join([*lines[:-1], json.dumps(told)]) + "\n")
    before = dump_tables(empty._link.db)
    with pytest.raises(BadInput, match=rf"bent\.jsonl, line {len(lines)}: ") as caught:
        empty.merge_journal([file], NOW)
    assert "audit" not in str(caught.value)
    assert (empty.size().entries, dump_tables(empty._link.db)) == (0, before)
    with pytest.raises(BadInput, match=f"line {len(lines)}"):
        empty.merge_preview([file])
    empty.close()


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"{", "no JSON"), (b"\xff\xfe", "no UTF-8"), (b"[]", "no entry"), (b"{}", "no entry"), (b"null", "no entry"),
        (DEEP.encode(), "no JSON"),
    ],
)  # fmt: skip
def test_a_line_that_is_no_object_refuses_its_file(
    raw: bytes, why: str, lines: list[str], empty: Book, tmp_path: Path
) -> None:
    file = tmp_path / "bent.jsonl"
    file.write_bytes("\n".join(lines[:2]).encode() + b"\n" + raw + b"\n")
    with pytest.raises(BadInput, match=f"line 3: it is {why}"):
        empty.merge_journal([file], NOW)
    empty.close()


def test_a_file_that_was_cut_off_is_refused(lines: list[str], empty: Book, tmp_path: Path) -> None:
    file = tmp_path / "cut.jsonl"
    file.write_text("\n".join(lines)[:-20])
    with pytest.raises(BadInput, match="cut off"):
        empty.merge_journal([file], NOW)
    empty.close()


def test_a_line_without_an_end_is_refused(
    lines: list[str], empty: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T26: no more is held than one line of a sane length."""
    monkeypatch.setattr(journal_lines, "LONGEST", 4096)
    file = tmp_path / "long.jsonl"
    file.write_text("\n".join([*lines, "x" * 5000]))
    with pytest.raises(BadInput, match=f"line {len(lines) + 1}: it is longer"):
        empty.merge_journal([file], NOW)
    empty.close()


@pytest.mark.parametrize(
    ("first", "why"),
    [
        ("", "is no journal"), ("Name,Phone", "is no journal"), ('{"format":"notyet journal"}', "is no journal"),
        ('{"format":"other","version":1}', "is no journal"),
        ('{"format":"notyet journal","version":2}', "newer notyet"),
        ("SQLite format 3\0", "a planner's file"), (DEEP, "is no journal"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_journal_is_refused(first: str, why: str, empty: Book, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text(first)
    with pytest.raises(BadInput, match=why):
        empty.merge_journal([file], NOW)
    empty.close()


def test_files_that_are_not_there_and_the_book_itself_are_refused(empty: Book, tmp_path: Path) -> None:
    """RELIABILITY F6: the book's own file is never opened."""
    for files in ([], [tmp_path / "missing"], [tmp_path], [empty.path]):
        with pytest.raises(BadInput):
            empty.merge_journal(files, NOW)
    with pytest.raises(BadInput, match=r"There is no file"):
        list(journal_lines.read(tmp_path / "missing"))
    empty.close()


def test_two_words_of_one_id_are_refused(rep: Rep, lines: list[str], empty: Book, tmp_path: Path) -> None:
    forged = lines[1].replace("Acme", "Evil")
    file = tmp_path / "two.jsonl"
    file.write_text("\n".join([*lines, lines[1], forged]) + "\n")
    with pytest.raises(BadInput, match=f"line {len(lines) + 2}: it says something else"):
        empty.merge_journal([file], NOW)
    file.write_text("\n".join([lines[0], forged]) + "\n")
    with pytest.raises(BadInput, match="line 2: an entry of that id stands here with other words"):
        rep.book.merge_journal([file], NOW)
    file.write_text("\n".join([*lines, "", lines[1]]) + "\n")
    assert empty.merge_journal([file], NOW).new == len(lines) - 1
    empty.close()


def test_nothing_of_any_file_lands_where_one_is_refused(lines: list[str], empty: Book, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.jsonl", tmp_path / "bad.jsonl"
    good.write_text("\n".join(lines) + "\n")
    bad.write_text("\n".join([lines[0], "{"]) + "\n")
    with pytest.raises(BadInput, match=r"bad\.jsonl, line 2"):
        empty.merge_journal([good, bad], NOW)
    assert empty.size().entries == 0
    empty.close()


@given(st.text())
def test_what_json_can_say_and_no_text_can_is_found(text: str) -> None:
    """SYNC section 3.1: a NUL or half a pair is poison to every server."""
    held = json.dumps({"note": text})
    foul = "\0" in text or any("\ud800" <= char <= "\udfff" for char in text)
    if foul:
        with pytest.raises(ValueError, match="character that no text has"):
            journal_bodies.check("remark.future", held)
    else:
        journal_bodies.check("remark.future", held)


def test_bodies_of_a_newer_version_are_taken_with_their_new_fields(lines: list[str]) -> None:
    told = json.loads(lines[-1])
    journal_bodies.check(told["kind"], json.dumps({**json.loads(told["body"]), "mood": "good"}))


def test_a_saved_journal_is_whole_private_and_never_over_another_file(rep: Rep, tmp_path: Path) -> None:
    """T28, T30."""
    rep.add("Acme")
    file = tmp_path / "one.jsonl"
    assert rep.book.save_journal(file).entries == 1
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for taken in (file, tmp_path / "link", rep.book.path, tmp_path):
        with pytest.raises(BadInput):
            rep.book.save_journal(taken)
    with pytest.raises(BadInput, match="planner itself"):
        rep.book.save_journal(rep.book.path, force=True)
    with pytest.raises(BadInput):
        rep.book.save_journal(tmp_path / "link", force=True)
    rep.add("Globex")
    assert rep.book.save_journal(file, force=True).entries == 2
    assert not (tmp_path / "elsewhere").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "link", "one.jsonl", "state"]


def test_a_save_that_is_stopped_or_fails_leaves_no_file(
    rep: Rep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T8."""
    rep.add("Acme")
    with pytest.raises(Refused, match="stopped"):
        rep.book.save_journal(tmp_path / "one.jsonl", cancelled=lambda: True)
    with pytest.raises(NotYetError, match="could not be written"):
        rep.book.save_journal(tmp_path / "missing" / "one.jsonl")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(NotYetError, match="No space left"):
            rep.book.save_journal(tmp_path / "one.jsonl")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "state"]


def test_a_stick_without_hard_links_takes_the_file_too(
    rep: Rep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rep.add("Acme")

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    assert rep.book.save_journal(tmp_path / "one.jsonl").file.read_text().count("\n") == 2


def test_a_file_made_in_the_meantime_stands(rep: Rep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rep.add("Acme")
    file = tmp_path / "one.jsonl"
    write = journal_saving._write

    def late(*told: Any) -> int:
        file.write_text("somebody else's")
        return write(*told)

    monkeypatch.setattr(journal_saving, "_write", late)
    with pytest.raises(BadInput, match="exists already"):
        rep.book.save_journal(file)
    assert file.read_text() == "somebody else's"


def test_what_is_logged_meanwhile_is_not_half_in_it(rep: Rep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One state of the journal, though other windows may write between two chunks."""
    for number in range(6):
        rep.add(f"Firm {number}")
    monkeypatch.setattr(journal_saving, "CHUNK", 2)

    def later() -> None:
        rep.add("Later")

    saved = rep.book.save_journal(tmp_path / "one.jsonl", told=lambda *_: later())
    assert saved.entries == 6
    assert "Later" not in saved.file.read_text()
