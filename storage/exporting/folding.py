"""Lines of calendars and cards: at most 75 octets, folded between characters, ended as the standards say."""

from __future__ import annotations

from typing import Final

from playbook.cleaning import clean_note

OCTETS: Final = 75
"""RFC 5545 section 3.1, RFC 6350 section 3.2."""
_LONG: Final = 1_000_000


def folded(line: str) -> str:
    """Return a line with its end, in pieces of at most 75 octets; no character is cut."""
    raw = line.encode()
    if len(raw) <= OCTETS:
        return f"{line}\r\n"
    pieces: list[str] = []
    room, start = OCTETS, 0
    while start < len(raw):
        end = min(start + room, len(raw))
        while end < len(raw) and raw[end] & 0xC0 == 0x80:  # noqa: PLR2004  (a byte inside a UTF-8 character)
            end -= 1
        pieces.append(raw[start:end].decode())
        start, room = end, OCTETS - 1
    return "\r\n ".join(pieces) + "\r\n"


def escaped(text: str) -> str:
    """Return foreign text as a value: cleaned, so that no reader sees a line end in it but a written one."""
    plain = clean_note(text, _LONG).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\n", "\\n")
