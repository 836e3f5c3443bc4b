"""T26: a fuzzer over every parser: mutated files and texts are refused in words or read, in time, in little memory."""

from __future__ import annotations

import contextlib
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from random import Random

import click
import pytest

from playbook import document, phrases
from playbook.errors import BadInput, NotYetError
from playbook.phrases.grammar import parse_grammar
from playbook.settings import Phrases, Settings
from storage import journal_lines, search_query
from storage.book import Book
from storage.files import text
from storage.importing.run import run_import
from tests.faults import books
from tests.faults.counting import Figure, count, dice, publish
from tests.faults.straced import plain
from tui.cli.group import Moment

CASES = count(60, 2_000)
LISTS = count(15, 400)
SLOWEST = 20.0
"""Seconds that one case may take on a busy machine."""
MOST_MEMORY = 300 * 1024 * 1024
BITS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b'""', b"\r", b"\n", b"\t", b";", b",", b"=", b"[", b"]", b"{", b"}",
    b"'''", b"\\", b"\xc3", b"\xf0\x9f", b"-1", b"9" * 400, b"1e999", b"9999-12-31", b"0000-00-00", b"2026-02-30",
    "\u202e\u2066\u0000".encode(), "ﷺ".encode() * 40, b"[" * 900, b"(" * 900, b"BEGIN:VCARD\n", b";ENCODING=b:", b"%s",
)  # fmt: skip

CSV = b"Company name,Phone Number,City,State/Region,First Name,Email,Annual Revenue\n" + b"".join(
    b'"Fuzz %d, Inc.",(815) 555-%04d,Rockford,IL,Ada,a%d@fuzz%d.example,$1.%dM\n' % (n, n, n, n, n) for n in range(12)
)
CARDS = b"".join(
    b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Cole;Dana%d;;;\r\nFN:Dana%d Cole\r\nORG:Card %d;Works\r\n"
    b"TEL;TYPE=WORK:+1 312 555 %04d\r\n"
    b"EMAIL;TYPE=INTERNET:d%d@card.example\r\nNOTE;ENCODING=QUOTED-PRINTABLE:a=3Db\r\nEND:VCARD\r\n" % (n, n, n, n, n)
    for n in range(6)
)
QUERIES = ("is:dream fit:on no:>5 silent:>90d tag:a state:IL", '"two words" acme', "no:<3 is:dumped é ü 株", "-x")
MOMENTS = ("2026-11-23T08:30", "2026-11-23", "2026-11-23T08:30:00+09:00", "2026-W48-1")
PHRASES = (
    "6 months", "next Tuesday at 3", "in 2 weeks, mornings", "after the audit in Q1", "mid January 2027", "nach Ostern",
    "the 31st of February", "tomorrow 8:30pm EST", "in 1e9 years", "first week of the new fiscal year",
)  # fmt: skip


def mutated(seed: bytes, random: Random) -> bytes:
    """Return a file with a few of its bytes turned, cut, doubled, or replaced by what hurts."""
    held = bytearray(seed)
    for _ in range(random.randrange(1, 6)):
        place = random.randrange(len(held) + 1)
        deed = random.randrange(5)
        if deed == 0:
            held[place:place] = random.choice(BITS)
        elif deed == 1:
            del held[place : place + random.randrange(1, 40)]
        elif deed == 2:
            held[place:place] = held[max(0, place - random.randrange(1, 200)) : place]
        elif deed == 3 and held:
            held[place % len(held)] = random.randrange(256)
        else:
            held[place : place + 4] = random.randbytes(4)
    return bytes(held)


def texts(seeds: tuple[str, ...], random: Random, times: int) -> Iterator[str]:
    """Yield mutated texts."""
    for _ in range(times):
        yield mutated(random.choice(seeds).encode(), random).decode("utf-8", errors="replace")


def survived(what: str, cases: Iterator[Callable[[], object]]) -> None:
    """Run every case: an answer or a refusal in words; anything else fails the test with its traceback."""
    refused = unsaid = made = 0
    slowest = 0.0
    tracemalloc.start()
    try:
        for case in cases:
            made += 1
            began = time.perf_counter()
            try:
                case()
            except NotYetError as error:
                refused += bool(error.message)
                unsaid += not error.message
            slowest = max(slowest, time.perf_counter() - began)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert unsaid == 0, "refused without a word"
    assert slowest < SLOWEST
    assert peak < MOST_MEMORY
    how = f"{refused:,} refused in words, slowest {slowest:.2f} s, {peak // 1_000_000} MB"
    publish(Figure(f"fuzzed: {what}", how, made, "cases", rule="T26"))


@pytest.mark.parametrize(("name", "seed"), [("list.csv", CSV), ("cards.vcf", CARDS)], ids=["csv", "vcard"])
def test_lists(name: str, seed: bytes, master: Path, tmp_path: Path) -> None:
    """Sniffing, delimiting, header, cells, cards: a dry run of the whole import."""
    random, listed = dice(f"T26 {name}"), tmp_path / name
    with closing(Book.open(books.copied(master, tmp_path / "book"), now=books.NOW)) as book:
        before = book.size()

        def one() -> object:
            listed.write_bytes(mutated(seed, random))
            return run_import(book, [listed], now=books.NOW, dry_run=True)

        survived(name.rpartition(".")[2], (one for _ in range(LISTS)))
        assert book.size() == before


def test_journal_lines(master: Path, env: dict[str, str], tmp_path: Path) -> None:
    """What `journal merge` reads: a real saved journal, which is read whole before it is mutated."""
    random, file = dice("T26 journal"), tmp_path / "journal.jsonl"
    ran = plain(books.copied(master, tmp_path / "book"), env, "journal", "save", str(file))
    assert ran.code == 0, ran.err
    assert len(list(journal_lines.read(file))) == books.newest(master)
    seed = b"".join(file.read_bytes().splitlines(keepends=True)[:8])

    def one() -> object:
        file.write_bytes(mutated(seed, random))
        return list(journal_lines.read(file))

    survived("journal lines", (one for _ in range(CASES)))


def test_searches(master: Path, tmp_path: Path) -> None:
    """What is typed into the search line, parsed and asked of the book."""
    with closing(Book.open(books.copied(master, tmp_path / "book"), now=books.NOW)) as book:

        def asked(words: str) -> Callable[[], object]:
            return lambda: (search_query.parse(words), book.search(words))

        survived("search lines", (asked(each) for each in texts(QUERIES, dice("T26 search"), CASES)))


def test_settings() -> None:
    """The playbook's document: problems are listed with their lines, never raised."""
    seed = document.render(Settings())

    def told(words: str) -> Callable[[], object]:
        return lambda: read_document(words)

    survived("playbook documents", (told(each) for each in texts((seed,), dice("T26 settings"), CASES)))


def read_document(words: str) -> Settings:
    """Read a playbook's document; its problems are the refusal, each with its line."""
    settings, problems = document.parse(words)
    assert (settings is None) == bool(problems)
    assert all(problem.line > 0 for problem in problems)
    if settings is None:
        raise BadInput(str(problems[0]))
    return settings


def test_phrases() -> None:
    """R14: any text is a day or a reason; never raised, never a past day."""
    grammar = parse_grammar(text("playbook", "data/phrases.toml"))

    def told(words: str) -> Callable[[], object]:
        def one() -> None:
            found = phrases.read(words, books.NOW, grammar, Phrases(), frozenset())
            assert found.date is None or found.date >= books.NOW.date()

        return one

    survived("callback phrases", (told(words) for words in texts(PHRASES, dice("T26 phrases"), CASES)))


def test_moments() -> None:
    """`--now` and `--at`: a moment, or click's word about it."""

    def told(words: str) -> Callable[[], object]:
        def one() -> None:
            with contextlib.suppress(click.BadParameter):  # click's own word for a slip
                assert isinstance(Moment().convert(words, None, None), datetime)

        return one

    survived("moments", (told(each) for each in texts(MOMENTS, dice("T26 moments"), CASES)))
