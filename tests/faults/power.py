"""Power cuts, replayed offline: what a recorded writer wrote, and what of it a disk may hold when the power goes.

strace records every write, sync and truncation of the program's own writer with its bytes, and what it called saved.
The model of the disk: what was synced is there; of what was written since, any subset is there, each write whole, torn
at a sector, or as garbage. A name is there for good once its folder was synced.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.faults.straced import ROOT

SECTOR = 512
_CALLS = "pwrite64,write,ftruncate,fdatasync,fsync,unlink,rename"
_LINE = re.compile(rb"^(?:\d+ +)?(\w+)\((.*)\)\s+= (-?\d+)")
_DESCRIPTOR = re.compile(rb"^(\d+)<([^>]*)>")
_HEX = re.compile(rb'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True, slots=True)
class Step:
    """One call that reached the disk, or one word that reached the rep."""

    kind: str
    """`write`, `size`, `sync`, `gone`, or `said`."""
    name: str = ""
    place: int = 0
    """Offset of a write, length of a truncation."""
    data: bytes = b""


@dataclass(slots=True)
class Held:
    """One file of the disk."""

    synced: bytes = b""
    since: list[Step] = field(default_factory=list)
    """What was done to it since its last sync."""


def record(book: Path, deeds: int, env: Mapping[str, str], out: Path, seed: str) -> list[Step]:
    """Have the program's own writer work under strace; return what reached disk and rep, in order."""
    done = subprocess.run(
        ["strace", "-f", "-qq", "-y", "-xx", "-s", "9000000", "-e", f"trace={_CALLS}", "-o", str(out),
         sys.executable, "-m", "tests.faults.acts", str(book), str(deeds), seed],
        env=dict(env), cwd=ROOT, capture_output=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    with out.open("rb") as file:
        return list(_steps(file, book))


def _steps(lines: Iterable[bytes], book: Path) -> Iterator[Step]:
    names = {str(book).encode(): book.name, f"{book}-journal".encode(): f"{book.name}-journal"}
    for line in lines:
        found = _LINE.match(line)
        if found is None or int(found[3]) < 0:
            continue
        step = _read(found[1].decode(), found[2], names)
        if step is not None:
            yield step


def _read(call: str, told: bytes, names: Mapping[bytes, str]) -> Step | None:
    opened = _DESCRIPTOR.match(told)
    if call == "write" and opened is not None and opened[1] == b"1":
        return Step("said", data=_bytes(told))
    if call == "unlink":
        name = names.get(_bytes(told))
        return Step("gone", name) if name else None
    name = "" if opened is None else names.get(_plain(opened[2]), "")
    if not name:
        return None
    if call == "pwrite64":
        return Step("write", name, int(told.rsplit(b", ", 1)[1]), _bytes(told))
    if call == "ftruncate":
        return Step("size", name, int(told.rsplit(b", ", 1)[1]))
    return Step("sync", name) if call in {"fdatasync", "fsync"} else None


def _bytes(told: bytes) -> bytes:
    found = _HEX.search(told)
    return b"" if found is None else bytes.fromhex(found[1].replace(b"\\x", b"").decode())


def _plain(name: bytes) -> bytes:
    """A descriptor's path, which -xx writes in hexadecimal too."""
    return bytes.fromhex(name.replace(b"\\x", b"").decode()) if name.startswith(b"\\x") else name


class Disk:
    """A disk that is played forward, and cut."""

    def __init__(self, book: Path) -> None:
        """Start with the book as it lay there, synced."""
        self.files = {book.name: Held(book.read_bytes()), f"{book.name}-journal": Held()}
        self.said: list[str] = []
        """Entries that were acknowledged so far."""

    def play(self, step: Step) -> None:
        """Let one step happen."""
        if step.kind == "said":
            words = step.data.decode().split()
            self.said += words[1:] if words[:1] == ["ACK"] else []
            return
        held = self.files[step.name]
        if step.kind == "sync":
            held.synced = _applied(held.synced, held.since)
            held.since = []
        elif step.kind == "gone":
            self.files[step.name] = Held()
        else:
            held.since.append(step)

    def cut(self, folder: Path, dice: Random) -> Path:
        """Cut the power: write into a folder what the disk may hold; return the book there."""
        way = dice.choice(("none", "all", "random", "torn", "garbage", "prefix"))
        for name, held in self.files.items():
            kept = _left(held.since, way, dice)
            (folder / name).write_bytes(_applied(held.synced, kept))
        return folder / next(iter(self.files))


def _left(since: list[Step], way: str, dice: Random) -> list[Step]:
    """Return what of the unsynced reached the disk."""
    if way == "none":
        return []
    if way == "all":
        return since
    if way == "prefix":
        return since[: dice.randrange(len(since) + 1)]
    kept = [step for step in since if dice.random() < 0.5]
    return kept if way == "random" else [_damaged(step, way, dice) for step in kept]


def _damaged(step: Step, way: str, dice: Random) -> Step:
    """Tear a write at a sector, or turn one of its sectors to garbage."""
    if step.kind != "write" or dice.random() < 0.5:
        return step
    data = bytearray(step.data)
    edge = SECTOR * dice.randrange(1 + len(data) // SECTOR)
    if way == "torn":
        return Step("write", step.name, step.place, bytes(data[:edge]))
    data[edge : edge + SECTOR] = dice.randbytes(len(data[edge : edge + SECTOR]))
    return Step("write", step.name, step.place, bytes(data))


def _applied(held: bytes, steps: list[Step]) -> bytes:
    """Return a file's bytes after writes and truncations."""
    data = bytearray(held)
    for step in steps:
        if step.kind == "size":
            del data[step.place :]
            data.extend(bytes(step.place - len(data)))
            continue
        data.extend(bytes(max(0, step.place - len(data))))
        data[step.place : step.place + len(step.data)] = step.data
    return bytes(data)
