"""Files of an export: private, never through a link, and under their name only once they are whole.

All are written beside their place and get their names at the end, so a full disk, a cancel or a crash leaves no half
file that looks like a whole one (RELIABILITY sections 5 and 7).
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any, BinaryIO, Final, TypeVar

from playbook.errors import BookTrouble, Refused
from storage.paths import private_folder

_FLAGS: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_MODE: Final = 0o600
_BUFFER: Final = 1 << 18
_PART: Final = ".part"
_FEW: Final = 3
_MANY: Final = 50

F = TypeVar("F", bound=IO[Any])


@dataclass(slots=True)
class Place:
    """The folder of one export; use `placed`."""

    folder: Path
    force: bool
    _waiting: dict[Path, Path] = field(default_factory=dict)
    """Final name -> the file that waits for it."""
    _open: list[IO[Any]] = field(default_factory=list)

    def check(self, names: list[str]) -> None:
        """Refuse before any work what would overwrite something.

        Raises:
            Refused: one of these files is there already and `force` was not said, or something that is no file is.
        """
        there = [name for name in names if os.path.lexists(self.folder / name)]
        odd = [name for name in there if not stat.S_ISREG((self.folder / name).lstat().st_mode)]
        if odd:
            raise Refused(
                f"{self.folder / odd[0]} is a link or a folder, no file. Nothing was written.",
                "Take it away, or name another folder.",
            )
        if there and not self.force:
            shown = ", ".join(there[:_FEW]) + (f" and {len(there) - _FEW} more" if len(there) > _FEW else "")
            raise Refused(
                f"{self.folder} holds {shown} already. Nothing was written.",
                "Name another folder, or say --force to replace them.",
            )

    def binary(self, name: str) -> BinaryIO:
        """Open a file that will be called `name`; it is written beside its place first."""
        self.check([name])
        held = self.folder / f".{name[:100]}{_PART}"
        if held.is_symlink() or held.is_file():
            held.unlink()  # what a crash left behind; a link itself, never what it points to
        handle = os.open(held, _FLAGS, _MODE)
        self._waiting[self.folder / name] = held
        return self._kept(os.fdopen(handle, "wb", _BUFFER))

    def text(self, name: str, encoding: str = "utf-8") -> TextIOWrapper:
        """Open a text file; line ends are written as they are given."""
        return self._kept(TextIOWrapper(self.binary(name), encoding=encoding, errors="replace", newline=""))

    def _kept(self, file: F) -> F:
        """Remember an open file, so that it is closed whatever happens."""
        if len(self._open) > _MANY:
            self._open = [each for each in self._open if not each.closed]
        self._open.append(file)
        return file

    def settle(self) -> None:
        """Give every file its name: without `force` never over another one, whoever made it meanwhile."""
        for file in reversed(self._open):
            file.close()
        self._sync()
        for final, held in self._waiting.items():
            if self.force:
                held.replace(final)
                continue
            try:
                _take_name(held, final)
            except FileExistsError as error:
                raise Refused(f"{final} came to be there meanwhile; it was left as it is.") from error
        self._waiting.clear()

    def _sync(self) -> None:
        """Have what was written reach the disk: file by file, all at once where there are many."""
        if len(self._waiting) > _MANY and hasattr(os, "sync"):
            os.sync()
            return
        for held in self._waiting.values():
            _to_disk(held)

    def drop(self) -> None:
        """Throw away what has no name yet."""
        for file in reversed(self._open):
            with suppress(OSError):
                file.close()
        self._open.clear()
        for held in self._waiting.values():
            with suppress(OSError):
                held.unlink()
        self._waiting.clear()


@contextmanager
def placed(folder: Path, *, force: bool) -> Iterator[Place]:
    """Hold a folder to export into; files get their names when this ends well, none when it raises.

    Raises:
        BookTrouble: the disk is full or failing, or nothing can be written there.
        Refused: something of such a name is there.
    """
    place = Place(folder.expanduser().absolute(), force)
    try:
        private_folder(place.folder)
        if not place.folder.is_dir():
            raise Refused(f"{place.folder} is no folder. Nothing was written.", "Name a folder.")
        yield place
        place.settle()
    except OSError as error:
        raise BookTrouble(
            f"The export could not be written to {place.folder}: {error.strerror or error}.",
            "No file got its name; the book is as it was. Make room, or name another folder.",
        ) from error
    finally:
        place.drop()


def _take_name(held: Path, final: Path) -> None:
    """Give a file its name where nothing has it: a hard link never replaces; without links a last look must do."""
    try:
        os.link(held, final, follow_symlinks=False)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # a disk without hard links
        if os.path.lexists(final):
            raise FileExistsError(final) from None
        held.replace(final)
        return
    held.unlink()


def _to_disk(held: Path) -> None:
    handle = os.open(held, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
