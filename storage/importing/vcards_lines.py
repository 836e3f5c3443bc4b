"""Content lines of vCards 2.1, 3.0 and 4.0: unfolded, decoded, a card at a time; photos, keys and sounds are not read.

Real files break every rule: base64 without an indent, soft line breaks before nothing, cards that are never closed,
cards in cards, letters in whatever code page the phone had. Each card is read as well as it goes, and a card that is
never closed costs itself and no other.
"""

from __future__ import annotations

import binascii
import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from storage.importing import sniffing

_LONGEST: Final = 1 << 17
"""Characters of a line that are kept: a photo on one line is longer, and nobody reads it."""
_MOST_PROPERTIES: Final = 400
_ENCODINGS: Final = {
    "QUOTED-PRINTABLE": "q", "Q": "q", "BASE64": "b", "B": "b", "8BIT": "", "7BIT": "",
}  # fmt: skip
UNREAD: Final = frozenset(
    ["PHOTO", "LOGO", "SOUND", "KEY", "AGENT", "LABEL", "X-MS-CARDPICTURE", "X-MS-OL-DESIGN", "X-WAB-PHOTO", "GEO",
     "REV", "PRODID", "MAILER", "CLASS", "SORT-STRING", "PROFILE", "NAME", "SOURCE", "CALURI", "CALADRURI", "FBURL",
     "XML", "CLIENTPIDMAP", "MEMBER"]
)  # fmt: skip
"""Properties that hold nothing a rep would read, or much of what nobody should fetch or show."""
_QUOTED: Final = re.compile(r'("[^"]*")')
_BEGIN: Final = b"BEGIN:VCARD"
_END: Final = b"END:VCARD"
_NEVER: Final = "this card is never closed: END:VCARD is missing, the file may be cut off"

Line = tuple[int, bytes]


@dataclass(frozen=True, slots=True)
class Property:
    """One content line of a card."""

    name: str
    """In capitals, without its group."""
    value: str
    """In letters; its backslashes still stand."""
    types: frozenset[str] = frozenset()
    """`work`, `cell`, `pref` …, in lower case, however they were spelt."""
    group: str = ""
    service: str = ""
    """Whose page or account it is: `linkedin`."""


@dataclass(slots=True)
class Card:
    """One card as it stands in the file."""

    line: int
    """Line of its BEGIN, from 1."""
    version: str = ""
    properties: list[Property] = field(default_factory=list)
    fault: str = ""
    """Why it cannot be used, empty if it can."""

    def all(self, *names: str) -> list[Property]:
        """Return the properties of some names, the preferred ones first."""
        found = [each for each in self.properties if each.name in names]
        return sorted(found, key=lambda each: "pref" not in each.types)


def cards(path: Path) -> Iterator[Card]:
    """Yield every card of a file that begins."""
    card: Card | None = None
    inside = 0
    last = ""
    reader = _Reader(path)
    for number, raw in _logical(_physical(path)):
        word = raw.strip().upper()
        if card is not None and (inside or word == _BEGIN) and (last == "AGENT" or inside):
            inside += (word == _BEGIN) - (word == _END)
        elif word == _BEGIN:
            yield from _broken(card)
            card, last = Card(number), ""
        elif word == _END:
            yield from () if card is None else (card,)
            card = None
        elif card is not None:
            last = reader.take(card, raw)
    yield from _broken(card)


def _broken(card: Card | None) -> Iterator[Card]:
    """Yield a card that was never closed."""
    if card is not None:
        card.fault = _NEVER
        yield card


class _Reader:
    """Reads content lines into cards; it remembers the code page that the file's letters vote for."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._voted = ""

    def take(self, card: Card, raw: bytes) -> str:
        """Add a content line to a card, and return its name."""
        head, _, value = _parted(raw)
        group, name, params = _head(head)
        if name == "VERSION":
            card.version = value.decode("ascii", "replace").strip()
        elif name not in UNREAD and len(card.properties) < _MOST_PROPERTIES and _kept(params, value):
            text = self._text(value, params)
            service = params.get("SERVICE-TYPE", params.get("X-SERVICE-TYPE", [""]))[0].lower()
            card.properties.append(Property(name, text, frozenset(params["TYPE"]), group, service))
        return name

    def _text(self, value: bytes, params: dict[str, list[str]]) -> str:
        """Return a value in letters: by its own code page, else UTF-8, else the one that the letters vote for."""
        plain = _unpacked(value, _encoding(params))
        for codec in (params.get("CHARSET", ["utf-8"])[0], "utf-8"):
            try:
                return plain.decode(codec)
            except (LookupError, UnicodeError):
                continue
        self._voted = self._voted or sniffing.voted(self._path)
        return plain.decode(self._voted, "replace")


def _unpacked(value: bytes, encoding: str) -> bytes:
    """Return what was packed as quoted-printable or base64; a lump that does not unpack is nothing."""
    try:
        if encoding == "q":
            return binascii.a2b_qp(value)
        return binascii.a2b_base64(value) if encoding == "b" else value
    except binascii.Error:
        return b""


def _kept(params: dict[str, list[str]], value: bytes) -> bool:
    """Return whether a value is worth a look: filled, and no lump of bytes."""
    lump = _encoding(params) == "b" and len(value) > 4096  # noqa: PLR2004  (a note in base64 is shorter)
    return bool(value.strip()) and not lump and "x509" not in params["TYPE"]


def _physical(path: Path) -> Iterator[Line]:
    """Yield the lines of a file as bytes: UTF-16 and UTF-32 as UTF-8, all others as they are."""
    encoding = _wide(path)
    codec = "utf-8" if encoding else "latin-1"
    with path.open(encoding=encoding or "latin-1", errors="replace") as file:
        number = 0
        while text := file.readline(_LONGEST):
            number += 1
            more = text
            while more and not more.endswith("\n"):
                more = file.readline(_LONGEST)
            line = text.rstrip("\n").encode(codec)
            yield number, line.removeprefix(codecs.BOM_UTF8) if number == 1 else line


def _wide(path: Path) -> str:
    """Return the codec of a file whose letters take more than one byte each, empty for the others."""
    with path.open("rb") as file:
        start = file.read(64)
    for mark, codec in (
        (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):  # fmt: skip
        if start.startswith(mark):
            return codec
    if start[1:2] == b"\0":
        return "utf-16-le"
    return "utf-16-be" if start[:1] == b"\0" else ""


def _logical(lines: Iterator[Line]) -> Iterator[Line]:
    """Yield content lines: folded ones and soft line breaks joined, what follows base64 left out."""
    waiting: list[Line] = []
    legacy = False
    while (found := _next(waiting, lines)) is not None:
        number, raw = found
        if b":" not in raw:
            continue
        head, _, _ = _parted(raw)
        params = _head(head)[2]
        if raw.upper().startswith(b"VERSION:"):
            legacy = raw.strip().endswith(b"2.1")
        raw = _unfolded(raw, waiting, lines, keep=legacy and _encoding(params) != "b")
        if _encoding(params) == "q":
            raw = _joined(raw, waiting, lines)
        else:
            raw += _stray(waiting, lines, lump=_encoding(params) == "b")
        yield number, raw


def _next(waiting: list[Line], lines: Iterator[Line]) -> Line | None:
    return waiting.pop(0) if waiting else next(lines, None)


def _unfolded(raw: bytes, waiting: list[Line], lines: Iterator[Line], *, keep: bool) -> bytes:
    """Add the lines that go on with a blank; vCard 2.1 folds at a blank that belongs to the text (`keep`)."""
    parts = [raw]
    size = len(raw)
    while (following := _next(waiting, lines)) is not None:
        if following[1][:1] not in {b" ", b"\t"} or not following[1].strip():
            waiting.insert(0, following)
            break
        size += len(following[1])
        if size < _LONGEST:
            parts.append(following[1] if keep else following[1][1:])
    return b"".join(parts)


def _joined(raw: bytes, waiting: list[Line], lines: Iterator[Line]) -> bytes:
    """Join the soft line breaks of quoted-printable; a break before nothing ends the value."""
    while raw.endswith(b"=") and (following := _next(waiting, lines)) is not None:
        if following[1].strip().upper() in {_BEGIN, _END}:
            waiting.insert(0, following)
            break
        raw = raw[:-1]
        if not following[1].strip():
            break
        raw = (raw + following[1])[:_LONGEST]
    return raw.removesuffix(b"=")


def _stray(waiting: list[Line], lines: Iterator[Line], *, lump: bool) -> bytes:
    """Return lines without a colon that belong to the value above them, though nothing says so; base64 goes nowhere."""
    found: list[bytes] = []
    while (following := _next(waiting, lines)) is not None:
        text = following[1].strip()
        if not text or b":" in text or (not lump and b";" in text):
            waiting.insert(0, following)
            break
        if not lump and sum(map(len, found)) < _LONGEST:
            found.append(b"\\n" + text)
    return b"".join(found)


def _parted(raw: bytes) -> tuple[str, str, bytes]:
    """Return what stands before the colon that is in no quotes, and what stands behind it."""
    quoted = False
    for place, byte in enumerate(raw):
        if byte == 0x22:  # noqa: PLR2004  (a quotation mark)
            quoted = not quoted
        elif byte == 0x3A and not quoted:  # noqa: PLR2004  (a colon)
            return raw[:place].decode("utf-8", "replace"), ":", raw[place + 1 :]
    head, mark, value = raw.partition(b":")
    return head.decode("utf-8", "replace"), mark.decode(), value


def _head(head: str) -> tuple[str, str, dict[str, list[str]]]:
    """Return group, name and parameters of a content line; types are gathered from every spelling of them."""
    parts = [part.strip() for part in _split_quoted(head)]
    group, _, name = parts[0].rpartition(".")
    params: dict[str, list[str]] = {"TYPE": []}
    for part in parts[1:]:
        key, told, text = part.partition("=")
        words = [word.strip().strip('"') for word in text.replace('"', "").split(",")]
        if told and key.upper() not in {"TYPE", "PREF"}:
            params.setdefault(key.upper(), words)
        elif told and key.upper() == "PREF":
            params["TYPE"].append("pref")
        elif not told and key.upper() in _ENCODINGS:
            params["ENCODING"] = [key]
        else:
            params["TYPE"] += [word.lower() for word in (words if told else [key]) if word]
    return group.lower(), name.strip().upper(), params


def _split_quoted(head: str) -> list[str]:
    parts = [""]
    for piece in _QUOTED.split(head):
        if piece.startswith('"'):
            parts[-1] += piece
            continue
        first, *more = piece.split(";")
        parts[-1] += first
        parts += more
    return parts


def _encoding(params: dict[str, list[str]]) -> str:
    return _ENCODINGS.get(params.get("ENCODING", [""])[0].upper(), "")
