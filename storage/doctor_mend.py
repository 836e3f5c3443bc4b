"""What the doctor mends: tables made anew, next steps given, files closed to others. The journal is never touched."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from playbook.errors import BookTrouble
from storage import backup, doctor, doctor_files, doctor_rows, erase_clean
from storage.doctor_words import Finding

if TYPE_CHECKING:
    from storage.book import Book
    from storage.connection import Link

_FOLDER: Final = 0o700
_FILE: Final = 0o600


def mend(book: Book, link: Link, found: Sequence[Finding], now: datetime) -> tuple[str, ...]:
    """Do what the findings say would be done; return what was done, in words.

    Raises:
        BookTrouble: a file cannot be closed to others, or the book cannot be written.
    """
    wanted = {each.mend for each in found}
    done = []
    if doctor_files.CLOSE in wanted:
        done.append(_close(link))
    if doctor_rows.REBUILD in wanted:
        book.rebuild(now)
        done.append("Made every table anew from the journal.")
    if erase_clean.FINISH in wanted:
        done.append(f"Cleaned the file and {len(book.finish_erasure().rewritten)} backups of somebody erased.")
    if doctor_files.BACK_UP in wanted:
        done.append(f"Made a backup: {backup.make(link, now).name}")
    if doctor.PLAN in wanted or doctor_rows.REBUILD in wanted:
        gone_on = book.go_on(now)
        if gone_on is not None:
            done.append(
                f"Planned a next step for {len(gone_on.accounts)} who had none (R6); notyet undo takes it back."
            )
    return tuple(done)


def _close(link: Link) -> str:
    wide = doctor_files.too_open(link.path)
    try:
        for path in wide:
            path.chmod(_FOLDER if path.is_dir() else _FILE)
    except OSError as error:
        raise BookTrouble(f"{error.filename} could not be closed to others: {error.strerror}.") from error
    return f"Closed {len(wide)} to others."
