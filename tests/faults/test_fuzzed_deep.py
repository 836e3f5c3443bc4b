"""T26: fuzzing behind the first gate: what is well formed and yet says what nobody would.

A byte turned at random mostly breaks the form, and a parser's first line refuses it. Here single values are turned: of
entries in a journal, of keys in the playbook's document, of the parts inside a workbook.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest
import xlwt  # type: ignore[import-untyped]

from playbook import document
from playbook.errors import NotYetError
from playbook.settings import Settings
from storage import engine
from storage.book import Book
from storage.importing.run import run_import
from tests.faults import books
from tests.faults.counting import Figure, count, dice, publish
from tests.faults.straced import plain
from tests.faults.test_fuzzed import mutated, read_document, survived

MERGES = count(10, 500)
DOCUMENTS = count(60, 1_500)
WORKBOOKS = count(4, 100)
"""Of each kind."""
VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 1, 2**63, 2**70, 1.5, -0.0, "", " ", "x", "no-answer", "call", "9999-12-31", "0001-01-01",
    "2026-11-23", "2026-11-23T08:30:00-06:00", "\u202e\u0000", "a" * 5_000, [], {}, [[]], {"a": []}, ["x", "y"],
    "new:1",
)  # fmt: skip
LITERALS = (
    "0", "-1", "1", "7", "365", "1e6", "0.5", "inf", "nan", "true", '""', '"x"', "[]", "[0]", '["a"]', "[[1, 2]]", "{}",
    "2026-11-23", "08:30:00", "99999999999999999999", '"\\u0000"', "[1, 2, 3]",
)  # fmt: skip


def places(held: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to every value in a JSON value."""
    inner = held.items() if isinstance(held, dict) else enumerate(held) if isinstance(held, list) else ()
    return [path, *(way for key, value in inner for way in places(value, (*path, key)))]


def turned(held: Any, random: Random) -> Any:
    """Return a JSON value with one value in it replaced, gone, or taken from another place of it."""
    ways = [way for way in places(held) if way]
    if not ways:
        return random.choice(VALUES)
    *way, last = random.choice(ways)
    inside = held
    for key in way:
        inside = inside[key]
    deed = random.randrange(4)
    if deed == 0:
        del inside[last]
    elif deed == 1:
        other = held
        for key in random.choice(ways):
            other = other[key]
        inside[last] = json.loads(json.dumps(other))
    else:
        inside[last] = random.choice(VALUES)
    return held


def altered(line: bytes, random: Random) -> bytes:
    """Turn one value of an entry's body, or now and then of its envelope."""
    told = json.loads(line)
    if random.random() < 0.75:
        told["body"] = json.dumps(turned(json.loads(told["body"]), random), separators=(",", ":"))
    else:
        told = turned(told, random)
    return json.dumps(told).encode() + b"\n"


@pytest.fixture
def theirs(master: Path, env: dict[str, str], tmp_path: Path) -> list[bytes]:
    """The journal of a copy of the book in which another machine went on working: its lines."""
    other = books.copied(master, tmp_path / "theirs")
    away = {**env, "XDG_STATE_HOME": str(tmp_path / "away")}
    file = tmp_path / "theirs.jsonl"
    for args in (
        ("log", "Works 001", "no"), ("log", "Works 002", "voicemail"), ("log", "Works 003", "no:value"), ("undo",),
        ("add", "Fuzz Forge", "--person", "Ada Cole"), ("edit", "Works 004", "site=fuzz.example"),
        ("merge", "--yes", "Works 005", "Works 006"), ("erase", "--yes", "Works 007"),
        ("playbook", "set", "caps.day", "120"), ("journal", "save", str(file)),
    ):  # fmt: skip
        plain(other, away, *args)
    return file.read_bytes().splitlines(keepends=True)


def test_merged_entries(theirs: list[bytes], master: Path, tmp_path: Path) -> None:
    """T26: what is merged leaves a whole book whose tables a rebuild makes again; what isn't leaves it as it was."""
    random, file = dice("T26 merges"), tmp_path / "turned.jsonl"
    ours = books.newest(master)
    assert len(theirs) > ours + 10, "the other machine did next to nothing"
    taken = refused = 0
    for number in range(MERGES):
        lines = list(theirs)
        for _ in range(random.randrange(1, 3)):
            place = random.randrange(ours + 1, len(lines))
            lines[place] = altered(lines[place], random)
        file.write_bytes(b"".join(lines))
        path = books.copied(master, tmp_path / str(number))
        with closing(Book.open(path, now=books.NOW, state=tmp_path / "state")) as book:
            before = book.size()
            words = merged(book, file)
            if words is None:
                taken += 1
                looked(book)
            else:
                refused += 1
                assert words, "refused without a word"
                assert book.size() == before, "refused, and yet something stayed"
        books.reopened(path)
    assert taken
    publish(
        Figure("fuzzed: entries of a merged journal", f"{taken} merged, {refused} refused in words", MERGES, "journals",
               rule="T26")
    )  # fmt: skip


def merged(book: Book, file: Path) -> str | None:
    """Merge a journal; return why it was refused, None where it was taken."""
    try:
        book.merge_journal([file], books.NOW)
    except NotYetError as error:
        return error.message
    return None


def looked(book: Book) -> None:
    """Look at what a rep would look at."""
    book.refresh_day(books.NOW)
    book.today(books.NOW)
    for hit in book.search("Works", 500):
        book.prospect(hit.account, books.NOW)


def test_documents() -> None:
    """T26: one value of the playbook's document turned: taken and told again the same, or refused with its line."""
    lines = document.render(Settings()).splitlines()
    keys = [place for place, line in enumerate(lines) if " = " in line and not line.startswith("#")]
    random, taken = dice("T26 documents"), []

    def one() -> None:
        held = list(lines)
        for _ in range(random.randrange(1, 3)):
            place = random.choice(keys)
            held[place] = f"{held[place].partition(' = ')[0]} = {random.choice(LITERALS)}"
        settings = read_document("\n".join(held))
        taken.append(settings)
        assert document.parse(document.render(settings)) == (settings, ())

    survived("values of the playbook's document", (one for _ in range(DOCUMENTS)))
    assert taken


def xlsx() -> bytes:
    """A small workbook."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in ROWS:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def xls() -> bytes:
    """The same, as of 1997."""
    book, out = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("List")
    for number, row in enumerate(ROWS):
        for place, cell in enumerate(row):
            sheet.write(number, place, cell)
    book.save(out)
    return out.getvalue()


def row(number: int) -> list[str | float]:
    """One row of the list."""
    return [f"Fuzz {number}", f"+1312555{number:04}", "Joliet", number * 1000.5]


ROWS: list[list[str | float]] = [
    ["Company name", "Phone Number", "City", "Annual Revenue"],
    *(row(number) for number in range(8)),
]


def inside(seed: bytes, random: Random) -> bytes:
    """Turn bytes of one part inside a package: its zip stays sound, so that the reader gets that far."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(seed)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        hit = random.choice(names)
        for name in names:
            new.writestr(name, mutated(old.read(name), random) if name == hit else old.read(name))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "make", "turn"),
    [("parts.xlsx", xlsx, inside), ("bytes.xlsx", xlsx, mutated), ("bytes.xls", xls, mutated)],
    ids=["parts of xlsx", "xlsx", "xls"],
)
def test_workbooks(
    name: str,
    make: Callable[[], bytes],
    turn: Callable[[bytes, Random], bytes],
    master: Path,
    tmp_path: Path,
) -> None:
    """T26: a dry run of the import through the reader's own process."""
    random, listed, seed = dice(f"T26 {name}"), tmp_path / name, make()
    with closing(Book.open(books.copied(master, tmp_path / "book"), now=books.NOW)) as book:
        before = book.size()

        def one() -> object:
            listed.write_bytes(turn(seed, random))
            return run_import(book, [listed], now=books.NOW, dry_run=True)

        survived(f"workbook, {name.replace('.', ' of ')}", (one for _ in range(WORKBOOKS)))
        assert book.size() == before
    assert engine.kind(book.path) is engine.Kind.PLAIN
