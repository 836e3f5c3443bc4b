"""What a file is and in which letters it is written: byte order mark, NULs, strict UTF-8, then a vote of the letters.

Nothing is guessed that can be known, and a file that is no list is refused in words (DESIGN section 6).
"""

from __future__ import annotations

import codecs
import unicodedata
from collections import Counter
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from playbook.cleaning import clean_line
from playbook.errors import BadInput, NotFound
from storage.importing.plan import called

MOST_BYTES: Final = 50_000_000
_CHUNK: Final = 1 << 16
_HEAD: Final = 4096
_VOTERS: Final = 20_000
_CANDIDATES: Final = ("cp1252", "mac_roman", "cp1250", "iso8859_2")
_WIDER: Final = {"cp1252": "latin-1", "cp1250": "iso8859_2"}
"""What reads every byte where a code page has holes."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_AS_CSV: Final = "Export the list as CSV or XLSX and import that."
_UNPACK: Final = "Unpack it and import the files in it."
_AS_WORKBOOK: Final = "Open it in a spreadsheet program, save it as XLSX or CSV, and import that."
_WORKBOOKS: Final = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
_CARD: Final = b"BEGIN:VCARD"
_OTHER_FORMATS: Final = (
    (b"PK\x03\x04", "a workbook or an archive (XLSX, ODS, ZIP)", _AS_CSV),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (XLS)", _AS_CSV),
    (_CARD, "a file of vCards", _AS_CSV),
    (b"BEGIN:VCALENDAR", "a calendar", "A calendar holds no list of accounts."),
    (b"%PDF", "a PDF", "Export the list as CSV where the PDF was made."),
    (b"SQLite format 3", "a database", _AS_CSV),
    (b"\0\1\0\0Standard ", "an Access database", _AS_CSV),
    (b"PAR1", "a Parquet file", _AS_CSV),
    (b'{"format":"notyet journal"', "a saved journal of notyet", "Merge it: notyet journal merge FILE"),
    (b"\x89PNG", "a picture", _AS_CSV),
    (b"\xff\xd8\xff", "a picture", _AS_CSV),
    (b"GIF8", "a picture", _AS_CSV),
    (b"II*\0", "a picture", _AS_CSV),
    (b"MM\0*", "a picture", _AS_CSV),
    (b"RIFF", "a picture or a sound", _AS_CSV),
    (b"\x1f\x8b", "a compressed file", _UNPACK),
    (b"Rar!", "an archive (RAR)", _UNPACK),
    (b"7z\xbc\xaf", "an archive (7z)", _UNPACK),
    (b"\xfd7zXZ", "a compressed file", _UNPACK),
    (b"BZh9", "a compressed file", _UNPACK),
    (b"{\\RTF", "a text document (RTF)", _AS_CSV),
    (b"<!DOCTYPE HTML", "a web page", _AS_WORKBOOK),
    (b"<HTML", "a web page", _AS_WORKBOOK),
    (b"<TABLE", "a web page", _AS_WORKBOOK),
    (b"<?XML", "an XML file", _AS_WORKBOOK),
)
_SUFFIXES: Final = {
    ".xlsx": "a workbook", ".xls": "a workbook", ".xlsm": "a workbook", ".xlsb": "a workbook", ".ods": "a workbook",
    ".numbers": "a workbook", ".vcf": "a file of vCards", ".vcard": "a file of vCards",
}  # fmt: skip
_RENAME: Final = "If it holds a list as text, rename it to .csv and import that; else make it again where it came from."
_WEST: Final = (
    dict.fromkeys("éüöäßñóáíçêãåôæúâ", 7) | dict.fromkeys("èà", 6) | dict.fromkeys("øÉÜÖÄØÅÑÇ", 5)
    | dict.fromkeys("ëîïûùòõœ", 2)
)  # fmt: skip
_EAST: Final = (
    dict.fromkeys("éáíóúýöüäłąężęśćńčřšžěůőűßç", 7) | dict.fromkeys("ŁŚŻČŘŠŽÖÜÄÁÉ", 5) | dict.fromkeys("źňťďăşţâîô", 3)
)  # fmt: skip
_COMMON: Final = {"cp1252": _WEST, "mac_roman": _WEST, "cp1250": _EAST, "iso8859_2": _EAST}
"""How common a letter is where its code page is at home."""
_VOWELS: Final = frozenset("aeiouyæœø")
_TYPOGRAPHY: Final = frozenset("’‘“”–—…€«»·°º®©™£§")  # noqa: RUF001  (marks that texts really hold)
_SYMBOLS: Final = frozenset("°ºª²³£€§")
_SHARE_OF_NULS: Final = 0.2
_HOME_GROUND: Final = 1.2
"""What cp1252 is worth more: it is what almost every such file is."""


@dataclass(frozen=True, slots=True)
class Letters:
    """How a file is written."""

    encoding: str
    """A codec of Python; its byte order mark is eaten."""
    sure: bool
    """False: several would have read it, and the letters voted."""


class Form(Enum):
    """What reads a file."""

    TEXT = "text"
    WORKBOOK = "workbook"
    CARDS = "cards"


def form(path: Path) -> Form:
    """Return what reads a file: its first bytes say so, whatever it is called.

    Raises:
        NotFound: there is no such file.
        BadInput: it cannot be read, or it is too big to be one of these.
    """
    head, size = _head(path)
    found = Form.TEXT
    if head.startswith(_WORKBOOKS):
        found = Form.WORKBOOK
    elif _first_word(head) == _CARD:
        found = Form.CARDS
    if found is not Form.TEXT and size > MOST_BYTES:
        raise BadInput(f"{called(path)} is larger than {MOST_BYTES // 1_000_000} MB.", "Split it and import the parts.")
    return found


def _first_word(head: bytes) -> bytes:
    """Return the beginning of a text in plain capitals, whatever its letters take."""
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        head = head.removeprefix(mark)
    return head[: len(_CARD) * 8].replace(b"\0", b"").lstrip()[: len(_CARD)].upper()


def sniff(path: Path) -> Letters:
    """Return how the text of a file is written.

    Raises:
        NotFound: there is no such file.
        BadInput: it is empty, too big, no text, or another format than CSV.
    """
    head, size = _head(path)
    _refuse_other_formats(path, head, size)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return _with_mark(path, encoding)
    if b"\0" in head:
        return Letters(_by_nuls(path, head), sure=True)
    if _reads_as(path, "utf-8"):
        return Letters("utf-8", sure=True)
    return Letters(voted(path), sure=False)


def _head(path: Path) -> tuple[bytes, int]:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD), path.stat().st_size
    except IsADirectoryError as error:
        raise BadInput(f"{called(path)} is a folder.", "Name the files in it.") from error
    except FileNotFoundError as error:
        raise NotFound(f"There is no file {clean_line(str(path), limit=500)}.") from error
    except OSError as error:
        raise BadInput(f"{called(path)} cannot be read: {error.strerror}.") from error


def _refuse_other_formats(path: Path, head: bytes, size: int) -> None:
    for magic, what, hint in _OTHER_FORMATS:
        if head.lstrip()[: len(magic)].upper() == magic.upper():
            raise BadInput(f"{called(path)} is {what}, not a CSV.", hint)
    named = _SUFFIXES.get(path.suffix.lower())
    if named and head.strip():
        raise BadInput(f"{called(path)} is called {named} and is none.", _RENAME)
    if not head.strip(b"\xef\xbb\xbf \t\r\n\0"):
        raise BadInput(f"{called(path)} is empty.")
    if size > MOST_BYTES:
        raise BadInput(f"{called(path)} is larger than {MOST_BYTES // 1_000_000} MB.", "Split it and import the parts.")


def _with_mark(path: Path, encoding: str) -> Letters:
    if encoding == "utf-16":
        with path.open("rb") as file:
            text = file.read(_HEAD).decode("utf-16", errors="replace")
        if text.count("\0") > len(text) * _SHARE_OF_NULS:
            raise BadInput(
                f"{called(path)} begins as UTF-16 and goes on as UTF-32: its byte order mark is malformed.",
                "Save it again as UTF-8.",
            )
    if not _reads_as(path, encoding):
        raise BadInput(
            f"{called(path)} says it is {encoding.removesuffix('-sig').upper()} and is not.", "Save it again as UTF-8."
        )
    return Letters(encoding, sure=True)


def _by_nuls(path: Path, head: bytes) -> str:
    even, odd = head[0::2].count(0), head[1::2].count(0)
    for encoding, here, there in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if here > len(head) * _SHARE_OF_NULS and there * 4 < here and _reads_as(path, encoding):
            return encoding
    if even + odd <= len(head) * _SHARE_OF_NULS / 2 and _reads_as(path, "utf-8"):
        return "utf-8"
    raise BadInput(f"{called(path)} is no text: it holds NUL bytes.", "Save the list as CSV in UTF-8.")


def _reads_as(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)(errors="strict")
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def voted(path: Path) -> str:
    """Return the encoding in which the letters above ASCII look most like words."""
    context = _voters(path)
    scores = {name: sum(count * _likely(around, name) for around, count in context.items()) for name in _CANDIDATES}
    if scores["cp1252"] > 0:
        scores["cp1252"] *= _HOME_GROUND
    best = max(_CANDIDATES, key=lambda name: scores[name])
    return best if _reads_as(path, best) else _WIDER[best]


def _voters(path: Path) -> Counter[bytes]:
    """Return the bytes above ASCII with their neighbours, and how often each stands in the file."""
    found: Counter[bytes] = Counter()
    before = b""
    with path.open("rb") as file:
        while (chunk := file.read(_CHUNK)) and found.total() < _VOTERS:
            text = before + chunk
            found.update(text[place - 1 : place + 2] for place in range(1, len(text) - 1) if text[place] > 0x7F)  # noqa: PLR2004
            before = text[-2:]
    return found


def _likely(around: bytes, encoding: str) -> float:
    """Return how likely the middle one of three bytes is a letter of a word in that encoding."""
    left, char, right = (around[place : place + 1].decode(encoding, errors="replace") for place in range(3))
    if char.isalpha() and char not in _SYMBOLS:
        cased = (left.islower() and char.isupper()) or (char.islower() and right.isupper())
        if cased or left.isdigit() or right.isdigit():
            return -4
        unknown = 1 if "LATIN" in unicodedata.name(char, "") else -1
        return _fitting(left, char, right) + _COMMON[encoding].get(char, unknown)
    if left.isalpha() and right.isalpha() and char not in "’'·-–":
        return -4
    return 2.0 if char in _TYPOGRAPHY else -2.0


def _fitting(left: str, char: str, right: str) -> float:
    """Return what the neighbours say: vowels seldom stand beside vowels, three consonants seldom side by side."""
    sounds = [_is_vowel(each) for each in (left, right) if each.isalpha()]
    if not sounds:
        return -6.0
    if _is_vowel(char):
        return -2.0 * sum(sounds)
    return 0.0 if any(sounds) else -4.0


def _is_vowel(char: str) -> bool:
    return unicodedata.normalize("NFD", char.lower())[:1] in _VOWELS
