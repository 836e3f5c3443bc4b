"""Handing a link to this machine: no shell, no text browser, and copied where nothing opens it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.tui.hosting import Host
from tui import outside


class Web(Host):
    """The app as a browser shows it."""

    @property
    def is_web(self) -> bool:
        return True

    def deliver_text(self, path_or_file: Any, **how: Any) -> str | None:
        self.copied = f"{Path(path_or_file).name} {how['open_method']}"
        return None


@pytest.fixture
def handed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """What was run; a machine that opens everything but telephone numbers."""
    found: list[tuple[str, ...]] = []

    def run(words: tuple[str, ...]) -> bool:
        found.append(words)
        return not words[-1].startswith("tel:")

    monkeypatch.setattr(outside, "opener", lambda _environment, _platform: ("opens",))
    monkeypatch.setattr(outside, "_ran", run)
    return found


async def test_a_link_is_handed_on_and_said(handed: list[tuple[str, ...]], tmp_path: Path) -> None:
    app = Host()
    said = await outside.follow(app, "mailto:d@acme.com?body=x", "d@acme.com")
    assert (said.opened, app.copied) == (True, "")
    assert said.words == "A mail to d@acme.com is open: make it yours before it goes."
    assert (await outside.follow(app, "https://acme.com", "acme.com")).words == "Opened in the browser: acme.com."
    assert await outside.show(app, tmp_path / "a b.html")
    assert [words[-1] for words in handed] == [
        "mailto:d@acme.com?body=x", "https://acme.com", f"file://{tmp_path}/a%20b.html",
    ]  # fmt: skip


async def test_where_nothing_opens_it_it_is_copied(handed: list[tuple[str, ...]]) -> None:
    app = Host()
    said = await outside.follow(app, "tel:+13125550142", "+1 312 555 0142")
    assert handed == [("opens", "tel:+13125550142")]
    assert (said.opened, app.copied) == (False, "+1 312 555 0142")
    assert said.words == "Nothing here opens tel: links, so it is copied: +1 312 555 0142."


async def test_nothing_else_is_handed_on(handed: list[tuple[str, ...]]) -> None:
    app = Host()
    for link in ("", "file:///etc/passwd", "javascript:alert(1)", "https://acme.com:8080", "tel:1", "-h"):
        said = await outside.follow(app, link, link)
        assert not said.opened
        assert "no number, address or site" in said.words
    assert (handed, app.copied) == ([], "")


async def test_in_a_browser_the_browser_opens_it(handed: list[tuple[str, ...]], tmp_path: Path) -> None:
    app = Web()
    assert (await outside.follow(app, "tel:+13125550142", "x")).opened
    assert app.copied == "tel:+13125550142"
    assert await outside.show(app, tmp_path / "sheet.html")
    assert (app.copied, handed) == ("sheet.html browser", [])


@pytest.mark.parametrize(
    ("environment", "platform", "there", "program"),
    [
        ({"DISPLAY": ":0"}, "linux", {"xdg-open"}, ("xdg-open",)),
        ({"WAYLAND_DISPLAY": "w"}, "linux", {"xdg-open", "wslview"}, ("wslview",)),
        ({}, "linux", {"xdg-open", "w3m"}, ()),
        ({}, "linux", {"wslview"}, ("wslview",)),
        ({"DISPLAY": ":0"}, "linux", set(), ()),
        ({}, "darwin", set(), ("open",)),
    ],
)
def test_what_opens_links_on_a_machine(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], platform: str, there: set[str], program: tuple[str]
) -> None:
    monkeypatch.setattr(outside, "which", lambda name: name if name in there else None)
    assert outside.opener(environment, platform) == program


def test_a_program_that_says_no_or_is_not_there_opened_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outside, "PATIENCE", 60.0)
    assert outside._ran(("true",))
    assert not outside._ran(("false",))
    assert not outside._ran(("no such program of ours",))
    monkeypatch.setattr(outside, "PATIENCE", 0.01)
    assert outside._ran(("sleep", "0.2"))
    (running,) = outside._alive
    assert running.wait() == 0
    monkeypatch.setattr(outside, "PATIENCE", 60.0)
    assert outside._ran(("true",))
    assert outside._alive == []
