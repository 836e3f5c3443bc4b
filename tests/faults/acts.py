"""A rep without a screen, in a process of its own: logs, undoes, edits; says each deed only after its COMMIT.

`python -m tests.faults.acts BOOK COUNT SEED [NOW]`: a line `ACK <entry ids>` a deed, `AGAIN` where the account had
changed and the keys are drawn anew, `TROUBLE <words>` for what a rep would be told.
"""

from __future__ import annotations

import os
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path
from random import Random

from playbook import moves
from playbook.errors import BookTrouble, Refused, Stale
from playbook.words import AccountId, Outcome
from storage.book import Book
from storage.views import Change
from tests.faults import books

_OUTCOMES = (Outcome.NO_ANSWER, Outcome.VOICEMAIL, Outcome.GATEKEEPER, Outcome.NO)
_UNDOES, _EDITS = 0.15, 0.3


def say(words: str) -> None:
    """Say it past every buffer: what was said is on its way when the process dies."""
    os.write(1, f"{words}\n".encode())


def deed(book: Book, accounts: list[AccountId], random: Random, now: datetime = books.NOW) -> Change:
    """Do one thing."""
    choice, account = random.random(), random.choice(accounts)
    if choice < _UNDOES:
        return book.undo(now)
    if choice < _EDITS:
        fields = (("site", f"www{random.randrange(10**6)}.example"),)
        return book.record([moves.set_account(account, fields)], now=now, label="edited")
    return books.log(book, account, random.choice(_OUTCOMES), now)


def main(path: Path, count: int, seed: str, now: datetime = books.NOW) -> None:
    """Do so many."""
    random = Random(seed)  # noqa: S311  (must repeat, guards nothing)
    with closing(Book.open(path, now=now, create=False)) as book:
        accounts = sorted(hit.account for hit in book.search("Works", 500))
        done = 0
        while done < count:
            try:
                say(f"ACK {' '.join(deed(book, accounts, random, now).entries)}")
            except (Stale, Refused):
                say("AGAIN")
            except BookTrouble as error:
                say(f"TROUBLE {error.message}")
            done += 1


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], *map(datetime.fromisoformat, sys.argv[4:]))
