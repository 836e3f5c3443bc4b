"""The child process that reads a workbook: what a hostile file breaks here breaks nothing else (RELIABILITY 7).

Started as a script of its own, so it imports nothing of ours: `workbook_child.py FILE heads|rows SHEET MOST`. `heads`
writes one line about every sheet with its first rows, `rows` the rows of one sheet. A line is a JSON value:
`{"sheet": …}`, `[row number, [cell, …]]`, `{"refused": …, "hint": …}`, and `{"end": true}` last.
"""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final
from zipfile import BadZipFile, LargeZipFile, ZipFile

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MOST_MEMORY: Final = 1 << 30
"""Bytes of address space: a stray cell in the far corner of a sheet asks for hundreds of gigabytes."""
MOST_SECONDS: Final = 20
MOST_UNPACKED: Final = 100_000_000
MOST_RATIO: Final = 100
SMALL_MEMBER: Final = 1_000_000
"""Bytes unpacked below which a member may shrink as it likes: a sheet of equal rows packs well."""
MOST_MEMBERS: Final = 1_000
MOST_CELL: Final = 32_767
"""Characters: what Excel itself lets into a cell."""

_ERRORS: Final = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#GETTING_DATA"})
_FLAG_ENCRYPTED: Final = 1
_OLE: Final = b"\xd0\xcf\x11\xe0"
_SEALED: Final = "EncryptedPackage".encode("utf-16-le")
_WORD: Final = "WordDocument".encode("utf-16-le")
_MAIL: Final = "__substg1.0".encode("utf-16-le")
_PACKAGE: Final = (
    ("word/", "a Word document"),
    ("ppt/", "a presentation"),
    ("Index/", "a Numbers, Pages or Keynote file"),
    ("index.apxl", "a Keynote file"),
)
_ODS: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_MOST_DIGITS: Final = 1e21
_EXACT: Final = 1e15

SAVE_AGAIN: Final = "Open it in a spreadsheet program, save the list as a new workbook or as CSV, and import that."
UNLOCK: Final = "Open it with its password, save a copy without one, and import the copy."
AS_CSV: Final = "Export the list as CSV or XLSX and import that."


class Unfit(Exception):  # noqa: N818  (it never leaves this process; its words do)
    """The file cannot be read: why, and what to do."""

    def __init__(self, why: str, hint: str) -> None:
        """Say so."""
        super().__init__(why)
        self.why = why
        self.hint = hint


def main(words: list[str]) -> int:
    """Read as the arguments say and write to stdout; whatever happens, the last line says it if it still can."""
    path, what, sheet, most = Path(words[0]), words[1], int(words[2]), int(words[3])
    cap()
    try:
        check(path)
        for line in heads(path, most) if what == "heads" else rows(path, sheet):
            tell(sys.stdout.buffer, line)
        tell(sys.stdout.buffer, {"end": True})
        sys.stdout.buffer.flush()
    except Unfit as error:
        tell(sys.stdout.buffer, {"refused": error.why, "hint": error.hint})
    except MemoryError:
        return 3
    return 0


def tell(out: BinaryIO, line: object) -> None:
    """Write one line."""
    out.write(json.dumps(line, ensure_ascii=True, separators=(",", ":")).encode() + b"\n")


def cap() -> None:
    """Cap memory and processor time where the system knows how; never raise a cap that is lower already."""
    try:
        import resource
    except ImportError:  # Windows: the parent's clock alone stands guard
        return
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (wanted, hard))


def check(path: Path) -> None:
    """Look at the package before anything is unpacked (RELIABILITY section 7).

    Raises:
        Unfit: it is a bomb, damaged, protected by a password, or no workbook.
    """
    try:
        with path.open("rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise Unfit("is no file.", "Name a file.")
            start = file.read(len(_OLE))
            if start == _OLE:
                _check_ole(file)
            else:
                _check_package(file)
    except OSError as error:
        raise Unfit(f"cannot be read: {error.strerror or error}.", "") from error


def _check_ole(file: BinaryIO) -> None:
    """Tell an old workbook from what else comes in the same wrapping."""
    file.seek(0)
    held = file.read()
    if _SEALED in held:
        raise Unfit("is a workbook that is protected by a password.", UNLOCK)
    for mark, what in ((_WORD, "an old Word document"), (_MAIL, "an Outlook message")):
        if mark in held:
            raise Unfit(f"is {what}, no list.", AS_CSV)


def _check_package(file: BinaryIO) -> None:
    try:
        with ZipFile(file) as package:
            members = package.infolist()
            if len(members) > MOST_MEMBERS:
                raise Unfit(f"holds more than {MOST_MEMBERS:,} parts: no spreadsheet program makes that.", SAVE_AGAIN)
            _check_kind(package, [member.filename for member in members])
            if any(member.flag_bits & _FLAG_ENCRYPTED for member in members):
                raise Unfit("is a workbook that is protected by a password.", UNLOCK)
            total = sum(member.file_size for member in members)
            if total > MOST_UNPACKED:
                raise Unfit(
                    f"unpacks to more than {MOST_UNPACKED // 1_000_000} MB.", "Split the list and import the parts."
                )
            if any(
                member.file_size > SMALL_MEMBER and member.file_size > member.compress_size * MOST_RATIO
                for member in members
            ):
                raise Unfit(f"unpacks to more than {MOST_RATIO} times its size, as a bomb does.", SAVE_AGAIN)
            _unpack(package)
    except (BadZipFile, LargeZipFile, NotImplementedError, EOFError, ValueError) as error:
        raise Unfit("is damaged: it does not unpack.", "Copy or download it again, or save it anew.") from error


def _unpack(package: ZipFile) -> None:
    """Unpack every part once, to nowhere: a size that lies and a broken part are found before the parser meets them."""
    import zlib

    total = 0
    for member in package.infolist():
        try:
            with package.open(member) as part:
                before = b""
                while chunk := part.read(1 << 16):
                    total += len(chunk)
                    if total > MOST_UNPACKED:
                        raise Unfit(f"unpacks to more than {MOST_UNPACKED // 1_000_000} MB.", SAVE_AGAIN)
                    if b"<!ENTITY" in before + chunk and member.filename.lower().endswith((".xml", ".rels")):
                        raise Unfit("defines entities of its own, as no spreadsheet program does.", SAVE_AGAIN)
                    before = chunk[-8:]
        except (zlib.error, RuntimeError) as error:
            raise BadZipFile from error


def _check_kind(package: ZipFile, names: list[str]) -> None:
    if any(name.lower().startswith("xl/workbook.") for name in names):
        return
    if "mimetype" in names:
        with package.open("mimetype") as part:
            kind = part.read(100).strip()
        if kind.startswith(_ODS):
            _check_ods(package, names)
            return
        raise Unfit("is an OpenDocument file, but no spreadsheet.", AS_CSV)
    for start, what in _PACKAGE:
        if any(name.startswith(start) for name in names):
            raise Unfit(f"is {what}, no workbook that can be read here.", AS_CSV)
    raise Unfit("is an archive (ZIP), no list.", "Unpack it and import the files in it.")


def _check_ods(package: ZipFile, names: list[str]) -> None:
    if "META-INF/manifest.xml" not in names:
        return
    with package.open("META-INF/manifest.xml") as part:
        if b"encryption-data" in part.read(SMALL_MEMBER):
            raise Unfit("is a workbook that is protected by a password.", UNLOCK)


def heads(path: Path, most: int) -> Iterator[dict[str, Any]]:
    """Yield what every sheet is called, whether it is shown, and the first rows of those that are.

    Raises:
        Unfit: the workbook does not open.
    """
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    with _opened(path) as book:
        for place, about in enumerate(book.sheets_metadata):
            hidden = about.visible != SheetVisibleEnum.Visible
            read = about.typ == SheetTypeEnum.WorkSheet and not hidden
            found = list(islice(_filled(_sheet(book, place)), most)) if read else []
            yield {"sheet": place, "name": about.name, "hidden": hidden, "rows": found}


def rows(path: Path, place: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a sheet that are not empty, each with its number as the program shows it.

    Raises:
        Unfit: the workbook does not open.
    """
    with _opened(path) as book:
        yield from _filled(_sheet(book, place))


def _opened(path: Path) -> CalamineWorkbook:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        return CalamineWorkbook.from_path(path)
    except PasswordError as error:
        raise Unfit("is a workbook that is protected by a password.", UNLOCK) from error
    except (CalamineError, OSError, ValueError) as error:
        raise Unfit("is damaged, or no workbook that can be read here.", SAVE_AGAIN) from error


def _sheet(book: CalamineWorkbook, place: int) -> CalamineSheet:
    from python_calamine import CalamineError

    try:
        return book.get_sheet_by_index(place)
    except (CalamineError, ValueError) as error:
        raise Unfit(f"has a damaged sheet, number {place + 1}.", SAVE_AGAIN) from error


def _filled(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that hold something with their numbers; empty cells at their ends are left out."""
    for number, cells in enumerate(sheet.iter_rows() if sheet.start is not None else (), 1):
        if not any(cells):
            continue
        said = [shown(cell) for cell in cells]
        while said and not said[-1]:
            said.pop()
        if said:
            yield number, said


def shown(cell: object) -> str:
    """Return a cell as a person reads it: figures without a tail of .0, days and times in ISO form."""
    if isinstance(cell, str):
        return "" if cell in _ERRORS else cell[:MOST_CELL]
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return figure(cell)
    if isinstance(cell, datetime) and cell.time() != time():
        return cell.isoformat(" ", "seconds")
    if isinstance(cell, time):
        return cell.isoformat("seconds" if cell.second else "minutes")
    return cell.isoformat()[:10] if isinstance(cell, date) else str(cell)


def figure(value: float) -> str:
    """Return a number as a spreadsheet shows it: 15 digits, whole ones without a point."""
    if value != value or abs(value) == float("inf"):  # noqa: PLR0124  (what is no number differs from itself)
        return ""
    if value == int(value) and abs(value) < _MOST_DIGITS:
        return str(int(value))
    return f"{value:.15g}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
