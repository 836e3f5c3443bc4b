"""Files of an export stay where they belong, over nothing, private, and whole (T28)."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from playbook.bodies import AccountAdded
from playbook.errors import BookTrouble, Refused
from storage.exporting import ExportCancelled, naming
from storage.exporting.placing import placed
from storage.exporting.run import export
from storage.exporting.wish import Progress, Wish
from tests.exporting.conftest import NOW, Desk

HOSTILE = (
    "../../etc/passwd", "..", ".ssh", "-rf", "/etc/shadow", "C:\\Windows\\x", "CON", "nul.txt", "a" * 500, "名前",
    "x\0y\nz", "com1.md",
)  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_t28_a_hostile_name_is_a_plain_file_of_the_folder(desk: Desk, name: str) -> None:
    desk.account(name.replace("\0", "") or "x")
    made = desk.out("md")
    (path,) = (each.path for each in made.files)
    assert path.parent == desk.folder / "out"
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert path.name.isascii()
    assert path.name[0] not in ".-"
    assert len(path.name) <= naming.LONGEST
    assert path.stem.split(".")[0].lower() not in {"con", "nul", "com1"}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("forced", [False, True])
def test_t28_a_planted_link_is_refused_and_left(desk: Desk, forced: bool) -> None:  # noqa: FBT001
    desk.account("Acme")
    target = desk.folder / "precious"
    target.write_text("mine", encoding="utf-8")
    (desk.folder / "out").mkdir()
    (desk.folder / "out" / "accounts.csv").symlink_to(target)
    with pytest.raises(Refused, match="link"):
        desk.out("csv", force=forced)
    assert target.read_text(encoding="utf-8") == "mine"
    assert len(list((desk.folder / "out").iterdir())) == 1


def test_t28_a_link_where_it_is_written_first_is_not_followed(desk: Desk) -> None:
    desk.account("Acme")
    target = desk.folder / "precious"
    target.write_text("mine", encoding="utf-8")
    (desk.folder / "out").mkdir()
    (desk.folder / "out" / ".accounts.csv.part").symlink_to(target)
    made = desk.out("csv")
    assert target.read_text(encoding="utf-8") == "mine"
    assert "Acme" in made.files[0].path.read_text(encoding="utf-8")


def test_nothing_is_overwritten_unless_it_is_said(desk: Desk) -> None:
    desk.account("Acme")
    path = desk.out("csv").files[0].path
    path.write_text("edited", encoding="utf-8")
    with pytest.raises(Refused, match="already"):
        desk.out("csv")
    assert path.read_text(encoding="utf-8") == "edited"
    desk.out("csv", force=True)
    assert "Acme" in path.read_text(encoding="utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def raced(path: Path) -> None:
    """Write a file while somebody else puts one of that name there."""
    with placed(path.parent, force=False) as place:
        place.text(path.name).write("ours")
        path.write_text("theirs", encoding="utf-8")


def test_a_file_that_comes_to_be_there_meanwhile_is_left(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="meanwhile"):
        raced(tmp_path / "out" / "a.csv")
    assert [(path.name, path.read_text(encoding="utf-8")) for path in (tmp_path / "out").iterdir()] == [
        ("a.csv", "theirs")
    ]


def test_a_disk_without_hard_links_still_overwrites_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    with placed(tmp_path / "out", force=False) as place:
        place.text("a.csv").write("ours")
    assert (tmp_path / "out" / "a.csv").read_text(encoding="utf-8") == "ours"
    with pytest.raises(Refused, match="meanwhile"):
        raced(tmp_path / "out" / "b.csv")
    assert (tmp_path / "out" / "b.csv").read_text(encoding="utf-8") == "theirs"


@pytest.mark.parametrize("form", ["csv", "xlsx", "json", "md"])
def test_a_full_disk_leaves_no_file(stocked: Desk, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    """The disk is full at the moment when everything must reach it: no name was given yet."""

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BookTrouble, match="No space left"):
        stocked.out(form)
    assert not list((stocked.folder / "out").iterdir())


@pytest.mark.parametrize("form", ["csv", "xlsx", "json", "ics", "vcf", "md"])
def test_a_disk_that_is_full_while_it_is_written(stocked: Desk, form: str) -> None:
    """A real one: /dev/full takes no byte, so the first flush fails and nothing gets its name."""
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    real = os.open

    def opened(path: str, flags: int, mode: int = 0o777, **more: int) -> int:
        return real("/dev/full", os.O_WRONLY) if str(path).endswith(".part") else real(path, flags, mode, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "open", opened)
        with pytest.raises(BookTrouble):
            stocked.out(form)
    assert not [path for path in (stocked.folder / "out").iterdir() if not path.name.startswith(".")]


@pytest.mark.parametrize("form", ["csv", "xlsx", "json", "ics", "vcf", "md"])
def test_a_cancel_leaves_nothing(stocked: Desk, form: str) -> None:
    seen: list[Progress] = []
    wish = Wish(form, stocked.folder / "out", NOW)
    with pytest.raises(ExportCancelled, match="stopped"):
        export(stocked.book, wish, progress=seen.append, cancelled=lambda: True)
    assert not seen
    assert not list((stocked.folder / "out").iterdir())


def test_progress_counts_accounts(stocked: Desk) -> None:
    seen: list[Progress] = []
    export(stocked.book, Wish("json", stocked.folder / "out", NOW), progress=seen.append)
    count = stocked.book.size().accounts
    assert seen == [Progress(0, count), Progress(count, count)]


def test_a_folder_that_is_a_file_is_refused(desk: Desk) -> None:
    desk.account("Acme")
    (desk.folder / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(Refused, match="no folder"):
        desk.out("csv")


def test_many_files_reach_the_disk_together(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    monkeypatch.setattr(os, "sync", lambda: synced.append("all"))
    desk.record(*((f"new:{number}", AccountAdded("Same Name")) for number in range(60)))
    made = desk.out("md")
    assert len({each.path.name.lower() for each in made.files}) == 60
    assert synced == ["all"]


def test_names_that_some_disks_take_for_one_are_told_apart(desk: Desk) -> None:
    for name in ("Acme", "ACME", "acme-2", "Acme"):
        desk.account(name)
    names = [each.path.name.lower() for each in desk.out("md").files]
    assert len(set(names)) == 4
