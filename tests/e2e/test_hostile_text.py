"""What comes out of a stranger's list never drives the rep's terminal: bytes checked on a real pseudo-terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.e2e.conftest import NOW, crm_rows, write_list
from tests.e2e.terminal import Terminal, running
from tests.e2e.test_morning import ready

HOSTILE = (
    "\x1b]52;c;T1dORUQ=\x07clip",  # the clipboard
    "\x1b]0;OWNED\x1b\\title",
    "\x1b[5;31;45mblink",
    "\x1b[?1337hmode\x1b[6n",  # a private mode, and a question that types its answer
    "\x9b5;31;45mc1",
    "\x90q\x9cdcs\x85",
    "\u202eredro\u2066bidi\u200f",
    "\x07\x08\x0b\x0c\x7f\x00bell",
    "\U000e0041\U000e0042tags\ufeff",
    "[@click=app.quit]quit[/] [b]bold [/x] [$primary",
    "{0} %s \\ ${name} [",
    "=cmd|' /C calc'!A0",
    "\u2028line\u2029para",
)
FOREIGN = (b"\x1b]52", b"\x1b]0;", b"\x1b[5;31;45m", b"\x1b[?1337h", b"\x1b[6n", b"\x1bP")
OURS = re.compile(
    r"\x1b\[[<>=?]?[0-9;:]*[ -/]*[@-~]"  # colours, places, modes
    r"|\x1b\]22;[a-z]+\x07"  # the shape of the mouse
    r"|[\r\n\t]"
)
"""What the program itself may send."""
DRIVES = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]")

ROWS = 10
"""First touches of a day with free room (R32)."""
WALK = (
    ("*", "dream client", ""), ("u", "Taken back", ""), ("?", "R17", ""), ("\x1b", "Today ━", "R17"),
    ("\r", "what happened", ""), ("\x1b", "Today ━", "what happened"), ("/", "newest touched first", ""),
    ("cast", "13 accounts", ""),
    ("\x1b", "Today ━", "13 accounts"), ("\x10", "whom do you look", ""), ("cast", " · pool · ", ""),
    ("\x1b", "first touch", " · pool · "), ("!", "pity order", ""), ("\x1b", "first touch", "pity order"),
    ("n", "1/40 touches", ""), ("u", "0/40 touches", ""), ("\t", "Dream clients ━", ""), ("\t", "Dump queue ━", ""),
)  # fmt: skip
"""Keys, what each must show and what must go: star, explanation, account, search, palette, outcome, every pane."""


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A list in which every text of a row is somebody's attack."""
    rows = []
    for row, text in zip(crm_rows(), HOSTILE, strict=False):
        told = list(row)
        for column in (1, 5, 7, 8, 9):
            told[column] = f"{row[column]} {text}"
        rows.append(tuple(told))
    return write_list(tmp_path / "leads.csv", rows)


def drawn(screen: str) -> bool:
    """The title over the keys names the highlighted row, and dates stand on them."""
    row = re.search(r"^ ▸ .*?(\w+wyck)", screen, re.MULTILINE)
    title = re.search(r"^ (\w+wyck) Castings.* · call", screen, re.MULTILINE)
    return row is not None and title is not None and row[1] == title[1] and ready(screen)


def check(terminal: Terminal) -> None:
    """No byte of the list reached the terminal as anything but text."""
    for sequence in FOREIGN:
        assert sequence not in terminal.raw, sequence
    found = DRIVES.search(OURS.sub("", terminal.raw.decode("utf-8")))
    assert found is None, ascii(found)


def test_no_name_drives_the_terminal(tmp_path: Path, hostile: Path, env: dict[str, str]) -> None:
    """Import, every pane, card, explanation, search, palette and the quiet line (STYLE section 6)."""
    book = tmp_path / "notyet.db"
    with running("--book", str(book), "--now", NOW, "import", str(hostile), env=env) as terminal:
        terminal.wait("Import?")
        terminal.press("\r")
        assert terminal.close() == 0, terminal.screen
        check(terminal)
    with running("--book", str(book), "--now", NOW, env=env) as terminal:
        terminal.until(ready, "dates on the keys")
        for _ in range(ROWS - 1):
            terminal.press("j")
            terminal.until(drawn, "the card and the dates of the highlighted row")
        for key, shown, gone in WALK:
            terminal.press(key)
            terminal.wait(shown, gone=gone)
        terminal.press("q")
        assert terminal.close() == 0, terminal.screen
        check(terminal)


def test_no_name_drives_a_command(tmp_path: Path, hostile: Path, env: dict[str, str]) -> None:
    book = tmp_path / "notyet.db"
    importing = ("import", "--yes", str(hostile))
    for command in (importing, ("today",), ("search", "wyck"), ("show", "Amberwyck"), ("show", "Cedarwyck")):
        with running("--book", str(book), "--now", NOW, *command, env=env) as terminal:
            assert terminal.close() == 0, terminal.screen
            check(terminal)
