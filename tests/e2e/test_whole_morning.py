"""A whole morning in a real terminal: a list, a block of thirty, a dream client whose person left, two dumps, numbers.

What the screen says and what the journal holds are compared at each step (DESIGN section 1, R39).
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.e2e.conftest import NOW, crm_rows, write_list
from tests.e2e.terminal import Terminal, running
from tests.e2e.test_morning import OUTCOMES, TEN, kinds, ready, touches

FIRMS = 42
SHIFT_TAB, PALETTE = "\x1b[Z", "\x10"
SIZES = {8: (80, 24), 16: (60, 24), 24: (120, 40)}
"""After so many touches of the block the window is pulled to another size."""


def territory(path: Path) -> Path:
    """Three firms of each row of the small list: more than a block takes."""
    rows = []
    for number, kind in enumerate(("wyck", "ford", "holt")):
        for row in crm_rows():
            told = [field.replace("wyck", kind) for field in row]
            told[0], told[2], told[8] = f"{row[0]}{number}", row[2].replace("-01", f"-{number + 2}1"), f"{row[8]}{kind}"
            rows.append(tuple(told))
    return write_list(path, rows)


def firm(terminal: Terminal) -> str:
    """The company that the next key is for, as the title over the outcome bar names it."""
    found = re.findall(r"^ ?(\w+ Castings) · ", terminal.screen, re.MULTILINE)
    return found[-1] if found else ""


def aimed(terminal: Terminal, *worked: str) -> str:
    """Wait until the highlighted touch and the title over the keys name one company, none of these; return it.

    The row is painted first and the title with the card: between the two the screen names two companies.
    """

    def told(screen: str) -> str:
        row = re.search(r"^ ▸ .*?(\w+ Castings) ", screen, re.MULTILINE)
        name = firm(terminal)
        return name if "Today ━" in screen and row is not None and row[1] == name and ready(screen) else ""

    terminal.until(lambda screen: told(screen) not in {"", *worked}, "one company in row and title")
    return told(terminal.screen)


def brought(terminal: Terminal, path: Path, book: Path) -> None:
    """The first start, then the wizard, by keys alone."""
    terminal.wait("try the demo book")
    terminal.press("1")
    terminal.wait("step 1 of 4")
    terminal.press(str(path))
    terminal.wait(path.name)
    terminal.press("\r")
    terminal.wait("chosen · 1")
    terminal.press("\r")
    terminal.wait("step 2 of 4", "company name")
    terminal.press("\r")
    terminal.wait("step 3 of 4", str(FIRMS), "or changes a status word")
    assert kinds(book) == [], "nothing is written before the rep has seen what would change"
    terminal.press("\r")
    terminal.wait("step 4 of 4", "three questions")
    assert Counter(kinds(book))["account.added"] == FIRMS
    terminal.press("q")
    terminal.wait("import crm.csv", "10 left")


def worked(terminal: Terminal, book: Path) -> list[tuple[str, str]]:
    """A block of thirty touches; the window is pulled to three sizes meanwhile."""
    terminal.press("b")
    terminal.wait("One at a time")
    said: list[tuple[str, str]] = []
    for number, (key, outcome) in enumerate(zip(TEN * 3, OUTCOMES * 3, strict=True), start=1):
        terminal.until(
            lambda screen: ready(screen) and firm(terminal) not in {"", *(name for name, _ in said)}, "a card"
        )
        said.append((firm(terminal), outcome))
        terminal.press(key)
        terminal.wait(f"{number}/40 touches" if terminal.columns >= 80 else f"{number}/40")
        assert touches(book)[-1] == said[-1]
        if number in SIZES:
            terminal.resize(*SIZES[number])
    terminal.press("b")
    terminal.wait("End the block?")
    terminal.press("2")
    terminal.wait("The block", "30 touches", "3 talks")
    terminal.press("q")
    terminal.wait("Dream clients", "30/40 touches")
    return said


def begun(terminal: Terminal) -> str:
    """More first touches for the day, and a star; returns the dream client's name."""
    for number in (20, 30, 40):
        terminal.until(lambda screen: ready(screen) and "again takes ten more" not in screen, "a card")
        terminal.press(">")
        terminal.wait("again takes ten more")
        terminal.press(">")
        terminal.wait(f"{number} left", gone="again takes ten more")
    terminal.press("*")
    terminal.wait("✓ dream client")
    return firm(terminal)


def left(terminal: Terminal, book: Path, dream: str) -> None:
    """The dream client's person left: a touch, and the successor's name (R21)."""
    terminal.press("\t")
    terminal.until(lambda screen: firm(terminal) == dream and ready(screen), "the dream client")
    terminal.press("l")
    terminal.wait("31/40 touches", "successor, new firm")
    terminal.press("1")
    terminal.wait("They left: two doors open")
    terminal.press("Kim Sato\r")
    terminal.wait("Kim Sato", gone="They left: two doors open")
    assert touches(book)[-1] == (dream, "left")
    assert "person.added" in kinds(book)[-4:]
    terminal.press(SHIFT_TAB)


def dumped(terminal: Terminal, book: Path, dream: str) -> None:
    """Two are let go, and the second one is taken back."""
    worked = [dream] if aimed(terminal) == dream else [dream, aimed(terminal)]
    terminal.press("j")
    for number in (1, 2):
        name = aimed(terminal, *worked)
        worked.append(name)
        terminal.press("d")
        terminal.wait("Let them go?", name)
        terminal.press("2")
        terminal.wait(f"✓ dumped · {name}", gone="Let them go?")
        assert kinds(book).count("dump.dumped") == number
    terminal.press("u")
    terminal.wait("Taken back")
    assert kinds(book)[-1] == "action.undone"


def counted(terminal: Terminal) -> None:
    """The numbers, through the palette."""
    terminal.press(PALETTE)
    terminal.wait("whom do you look for")
    terminal.press("numbers")
    terminal.wait("What the work brought", gone="Imports a list.")  # it stands in the list of everything too
    terminal.press("\r")
    terminal.wait("Numbers", "this quarter", "31")
    terminal.press("q")
    terminal.wait("31/40 touches")


@pytest.mark.timeout(600)  # many waits in a row: each may be slow on a busy machine, and each has an end
def test_a_whole_morning(tmp_path: Path, env: dict[str, str]) -> None:
    book, path = tmp_path / "notyet.db", territory(tmp_path / "crm.csv")
    with running("--book", str(book), "--now", NOW, env=env) as terminal:
        brought(terminal, path, book)
        dream = begun(terminal)
        said = worked(terminal, book)
        assert touches(book) == said
        assert said[0][0] == dream
        left(terminal, book, dream)
        dumped(terminal, book, dream)
        counted(terminal)
        terminal.press("q")
        assert terminal.close() == 0, terminal.screen
    held = kinds(book)
    with running("--book", str(book), "--now", NOW, env=env) as terminal:
        terminal.wait("31/40 touches", dream, "Kim Sato")
        terminal.press("q")
        assert terminal.close() == 0
    assert kinds(book) == held, "looking writes nothing"
    assert touches(book) == [*said, (dream, "left")]
