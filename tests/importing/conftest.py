"""A book and a place for lists: each test writes its own, in the shape that a vendor gives them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from playbook.codec import decode
from playbook.facts import AccountFacts, PersonFacts
from storage.book import Book
from storage.ids import IdSource
from storage.importing import ImportReport, run_import

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=ZoneInfo("America/Chicago"))


@dataclass
class Desk:
    """A rep with a book and a folder of lists."""

    book: Book
    folder: Path

    def write(self, text: str, name: str = "list.csv", encoding: str = "utf-8") -> Path:
        """Write a list, with the line ends that it has."""
        path = self.folder / name
        path.write_bytes(text.encode(encoding))
        return path

    def bring(self, text: str, name: str = "list.csv", **more: object) -> ImportReport:
        """Write a list and import it."""
        return self.again([self.write(text, name)], **more)

    def again(self, paths: Sequence[Path], **more: object) -> ImportReport:
        """Import lists that lie there."""
        return run_import(self.book, paths, now=NOW, **more)  # type: ignore[arg-type]

    def accounts(self) -> dict[str, AccountFacts]:
        """All accounts, by name."""
        rows = self.book.ask(lambda db: db.execute("SELECT facts FROM account ORDER BY id").fetchall())
        return {facts.name: facts for facts in (decode(AccountFacts, text) for (text,) in rows)}

    def people(self) -> dict[str, PersonFacts]:
        """All people, by name."""
        rows = self.book.ask(lambda db: db.execute("SELECT facts FROM person ORDER BY id").fetchall())
        return {facts.name: facts for facts in (decode(PersonFacts, text) for (text,) in rows)}

    def entries(self) -> int:
        """Entries of the journal."""
        return self.book.size().entries

    def standing(self, name: str) -> str:
        """Where an account stands."""
        query = "SELECT standing FROM account WHERE name = ?"
        return str(self.book.ask(lambda db: db.execute(query, (name,)).fetchone()[0]))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    book = Book.open(tmp_path / "data" / "notyet.db", now=NOW, ids=IdSource.seeded(1), state=tmp_path / "state")
    lists = tmp_path / "lists"
    lists.mkdir()
    yield Desk(book, lists)
    book.close()
