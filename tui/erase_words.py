"""An erasure in words, for the page and the command alike: what goes, what stays, what became of the file (R38)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from playbook.facts import Fields
    from storage.book import Book
    from storage.erase_views import Erased, ErasePreview, Mention
    from tui.widgets.stages import Stage

FOR_GOOD = "This can't be undone: no undo, restore or import brings them back."
_SHOWN = 3
_PHASES = {
    "backup": "backing up", "journal": "erasing", "search": "clearing the search", "file": "clearing the file",
    "backups": "clearing the backups",
}  # fmt: skip


def going(would: ErasePreview) -> list[str]:
    """Return what goes, line by line."""
    lines = [f"{_count(would.entries, 'entry', 'entries')} about {_whom(would)}"]
    if would.people:
        more = f" and {len(would.people) - _SHOWN} more" if len(would.people) > _SHOWN else ""
        lines.append(f"{_count(len(would.people), 'person', 'people')}: {', '.join(would.people[:_SHOWN])}{more}")
    if would.touches:
        lines.append(f"{_count(would.touches, 'touch', 'touches')} of the account, out of every count")
    if would.stripped:
        words = f"{_count(would.stripped, 'touch', 'touches')} with them: these count on, without person and note (R5)"
        lines.append(words)
    if would.notes:
        lines.append(_count(would.notes, "note", "notes"))
    return lines


def staying(would: ErasePreview) -> list[str]:
    """Return what stays: the hashes, the backups, the files that are the rep's own."""
    lines = []
    if would.hashed:
        what = _count(would.hashed, "address, number or page", "addresses, numbers and pages")
        lines.append(f"A fingerprint of {what} stays, which nobody can read: no list brings them back (R38)")
    else:
        lines.append("No address, number or page is known: a list may bring the name back")
    if would.backups:
        lines.append(f"{_count(len(would.backups), 'backup holds', 'backups hold')} them: {_named(would.backups)}")
    lines += yours(would.yours)
    return lines


def yours(files: tuple[Path, ...]) -> list[str]:
    """Return the files beside the book that are the rep's to delete."""
    if not files:
        return ["Records that you saved and lists that you exported may hold them: those are yours to delete"]
    return [f"Yours to delete: {_named(files)}, and what you saved or exported elsewhere"]


def mention(found: Mention) -> str:
    """Return where an entry of others stands, and what it is."""
    where = f"{found.where} · " if found.where else ""
    return f"{where}{found.what}, {found.on:%d %b %Y}"


def done(erased: Erased) -> list[str]:
    """Return what an erasure did."""
    cleaned = erased.cleaned
    lines = [f"Erased: {_count(erased.entries, 'entry is', 'entries are')} blank."]
    if erased.kept:
        lines.append(
            f"{_count(erased.kept, 'entry of others keeps', 'entries of others keep')} its words, as you said."
        )
    if cleaned.checked and not cleaned.left:
        lines.append("The file was searched byte by byte: nothing of them is left in it.")
    elif cleaned.left:
        lines.append(f"Still in the file, in what you kept or in others' names: {', '.join(cleaned.left)}.")
    if cleaned.rewritten:
        lines.append(f"{_count(len(cleaned.rewritten), 'backup was', 'backups were')} rewritten without them.")
    if cleaned.held:
        lines.append(f"These backups may hold them still, delete them yourself: {_named(cleaned.held)}.")
    return [*lines, *(f"{line}." for line in yours(erased.yours))]


def before(day: date) -> str:
    """Return what is known of an erasure: the day alone, nobody's name."""
    return f"Somebody with this address or number was erased on {day.day} {day:%b %Y}."


def erased_on(book: Book, groups: Sequence[Fields]) -> date | None:
    """Return the day on which somebody with any of these addresses or numbers was erased, None for nobody."""
    days = (book.erased_before(dict(fields)) for fields in groups if fields)
    return max((day for day in days if day is not None), default=None)


def phase(name: str, at: int, total: int) -> str:
    """Return how far an erasure is."""
    return f"{_PHASES.get(name, name)} {at} of {total}" if total > 1 else f"{_PHASES.get(name, name)} …"


def may_stop(far: tuple[str, int, int] | None) -> bool:
    """Tell whether an erasure can be stopped still: nothing is erased while the backup before it is made."""
    return far is None or far[0] == "backup"


def stages(far: tuple[str, int, int] | None) -> tuple[tuple[Stage, ...], int]:
    """Return the stages of an erasure, and the place of the one that goes on."""
    from tui.widgets.stages import Stage

    names = tuple(_PHASES)
    name, at, total = far or (names[0], 0, 0)
    here = names.index(name) if name in names else 0
    counted = total if total > 1 else 0
    figure = f"{at} of {total}" if counted else ""
    return tuple(
        Stage(_PHASES[each].capitalize(), figure if each == name else "", at, counted if each == name else 0)
        for each in names
    ), here


def _whom(would: ErasePreview) -> str:
    return f"{would.name} and its people" if would.people else would.name


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _named(files: tuple[Path, ...]) -> str:
    more = f" and {len(files) - _SHOWN} more" if len(files) > _SHOWN else ""
    return ", ".join(file.name for file in files[:_SHOWN]) + more
