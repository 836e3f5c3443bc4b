"""Backups, restores and merges in words, for the commands and the pages alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from storage.views_safe import BackupRow, Lost, Merged, Restored

_KB = 1024


def backup_cells(row: BackupRow) -> tuple[str, str, str, str, str]:
    """Return a backup as cells: name, entries, newest touch, size, trouble."""
    entries = "" if row.entries is None else f"{row.entries}"
    newest = "" if row.newest is None else row.newest.isoformat()
    words = row.trouble or ("encrypted" if row.sealed else "")
    return row.file.name, entries, newest, size(row.size), words


def backup_shape(row: BackupRow) -> Mapping[str, str | int | bool | None]:
    """Return a backup for scripts."""
    return {
        "file": str(row.file), "made": row.made.isoformat(), "size": row.size, "entries": row.entries,
        "newest_touch": None if row.newest is None else row.newest.isoformat(), "encrypted": row.sealed,
        "trouble": row.trouble,
    }  # fmt: skip


def size(count: int) -> str:
    """Return so many bytes as "4.9 MB", of a large book as "1.5 GB"."""
    if count < _KB * _KB:
        return f"{max(count / _KB, 1):.0f} kB"
    if count < _KB * _KB * _KB:
        return f"{count / _KB / _KB:.1f} MB"
    return f"{count / _KB / _KB / _KB:.1f} GB"


def count(number: int, one: str, many: str = "") -> str:
    """Return "1 entry", "2 entries"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def loses(lost: Lost) -> Iterator[str]:
    """Say what a restore would lose, and what it carries over."""
    if not lost.readable:
        yield "The planner in use cannot be read, so nobody can say what is newer in it. It is kept beside."
        return
    if not lost.entries:
        yield "Nothing is lost: everything in the planner stands in this backup too."
    else:
        newer = count(lost.entries, "entry", "entries")
        yield f"{newer} newer than this backup would be lost: {', '.join(lost.words)}."
        if lost.newest:
            yield f"The newest of them: {'; '.join(lost.newest)}."
    yield from _carried(lost)


def _carried(lost: Lost) -> Iterator[str]:
    if lost.bars:
        yield f"{count(lost.bars, 'do-not-contact bar')} set since then {_is(lost.bars)} carried over (R38)."
    if lost.erased:
        yield f"{count(lost.erased, 'erasure')} {_is(lost.erased)} carried over: who was erased stays erased."


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def opened_again(done: Restored) -> str:
    """Say what the planner opens with after a restore: the undo list is empty now, and where the replaced one lies."""
    kept = "" if done.kept is None else f" The replaced planner is kept: {done.kept.name}"
    return f"Restored. Nothing from before it can be undone.{kept}"


def restored(done: Restored) -> Iterator[str]:
    """Say what a restore did."""
    yield f"Restored {done.backup.name}."
    if done.kept is not None:
        yield f"The replaced planner is kept: {done.kept}"
    if done.made is not None:
        yield f"It was backed up before, too: {done.made.name}"
    yield "Nothing can be undone from before this restore: the undo list begins anew."


def merged(told: Merged, *, done: bool) -> Iterator[str]:
    """Say what a merge brings, or brought."""
    what = count(told.new, "entry", "entries")
    if not told.new:
        yield f"Nothing new: all {count(told.entries, 'entry', 'entries')} stand here already."
    else:
        about = f", about {count(told.accounts, 'account or person', 'accounts and people')}" if told.accounts else ""
        known = f"; {told.known:,} stood here already" if told.known else ""
        yield f"{what} {'merged' if done else 'would be merged'}{about}{known}."
    for each in told.writers:
        theirs = count(each.entries, "entry", "entries")
        yield f"  {theirs} of copy {each.name[:8]}, {each.first:%d %b %Y} to {each.last:%d %b %Y}"
    if told.renumbered:
        yield f"{told.renumbered:,} had a number that is taken here: kept under a second name of this copy."
    if told.blanked:
        yield f"{told.blanked:,} were about somebody who is erased: kept without their words."
    if told.held:
        names = ", ".join(file.name for file in told.held)
        hold = "backup holds" if len(told.held) == 1 else "backups hold"
        yield f"{len(told.held)} {hold} them until newer ones take their place: {names}. No restore brings them back."
    if told.unknown:
        yield f"Kept for a newer version of notyet: {', '.join(told.unknown)}."
    if told.ahead is not None:
        span = _span(told.ahead.total_seconds())
        yield f"A clock was ahead by {span} when they were written: check the date of that machine."


def _span(seconds: float) -> str:
    minutes = int(seconds // 60)
    if minutes < 2 * 60:
        return f"{minutes} minutes"
    days = minutes // (24 * 60)
    return f"{minutes // 60} hours" if days < 2 else f"{days:,} days"  # noqa: PLR2004  (hours say more up to two days)
