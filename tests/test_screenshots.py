from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from screenshots import make

FOLDER = Path(make.__file__).parent
ELSEWHERE = re.compile(r"@font-face|@import|<image|<script|href=|url\((?!#)")


def test_the_pictures_are_those_of_this_code() -> None:
    """The same bytes as in the folder; where this fails, look at what changed and run `make shots`."""
    drawn = {f"{name}.svg": svg for name, svg in make.draw()}
    assert {path.name for path in FOLDER.glob("*.svg")} == set(drawn)
    stale = [name for name, svg in drawn.items() if (FOLDER / name).read_text(encoding="utf-8") != svg]
    assert not stale, f"make shots: {', '.join(stale)}"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.svg")), ids=lambda path: path.stem)
def test_a_picture_stands_by_itself(path: Path) -> None:
    """Nothing is fetched from elsewhere when somebody looks at it, and it is well-formed."""
    text = path.read_text(encoding="utf-8")
    assert not ELSEWHERE.search(text)
    assert ET.fromstring(text).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314  (our own file)


def test_the_readme_shows_the_main_screen() -> None:
    readme = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    assert "(screenshots/main.svg)" in readme
    assert (FOLDER / "main.svg").is_file()
