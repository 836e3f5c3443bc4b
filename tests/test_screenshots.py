from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from screenshots import blocks, browser, chromium, make, shots, tour

FOLDER = Path(make.__file__).parent
ELSEWHERE = re.compile(r"@font-face|@import|<image|<script|href=|url\((?!#)")
LARGEST = 400_000
"""Bytes of the tour: a README is read on the train too."""
PLACES = re.compile("/t" + "mp/|/ho" + "me/|/ro" + "ot/|/Us" + "ers/")


@pytest.fixture(scope="module")
def drawn() -> dict[str, str]:
    """Every file of the folder as this code draws it."""
    return dict(make.draw())


def test_the_pictures_are_those_of_this_code(drawn: dict[str, str]) -> None:
    """The same bytes as in the folder; where this fails, look at what changed and run `make shots`."""
    assert {path.name for path in FOLDER.glob("*.svg")} == {name for name in drawn if name.endswith(".svg")}
    stale = [name for name, text in drawn.items() if (FOLDER / name).read_text(encoding="utf-8") != text]
    assert not stale, f"make shots: {', '.join(stale)}"


@pytest.mark.skipif(not chromium.found(), reason="no browser is installed, so nobody here could take it anew")
def test_the_picture_of_the_browser_shows_this_code(drawn: dict[str, str]) -> None:
    """Its bytes differ from machine to machine: it carries a mark of the main screen and of the page around it."""
    picture = (FOLDER / browser.NAME).read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert browser.marked(picture) == browser.mark(drawn["main.svg"]), "make shots"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.svg")), ids=lambda path: path.stem)
def test_a_picture_stands_by_itself(path: Path) -> None:
    """Nothing is fetched from elsewhere when somebody looks at it, it is well-formed, and it names no machine."""
    text = path.read_text(encoding="utf-8")
    assert not ELSEWHERE.search(text)
    assert not PLACES.search(text)
    assert ET.fromstring(text).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314  (our own file)


def test_every_picture_has_a_name_of_its_own_and_a_line_in_the_index() -> None:
    every = [shot.name for scene in shots.SCENES for shot in scene.shots]
    assert len(every) == len(set(every))
    index = (FOLDER / "README.md").read_text(encoding="utf-8")
    for name in (*every, "tour", browser.NAME.removesuffix(".png")):
        assert f"[{name}]({name}." in index
        assert any((FOLDER / f"{name}.{kind}").is_file() for kind in ("svg", "png"))


def test_the_tour_is_small_and_stands_still_for_those_who_ask() -> None:
    text = (FOLDER / "tour.svg").read_text(encoding="utf-8")
    assert len(text.encode("utf-8")) < LARGEST
    assert "@media (prefers-reduced-motion:reduce)" in text
    seconds = float(re.findall(r"animation:([\d.]+)s", text)[0])
    assert 20 <= seconds <= 40
    for chapter in tour.CHAPTERS:
        assert chapter.words.replace("'", "&#x27;").split(",")[0] in text


def seen(numbers: str, at: float) -> bool:
    """Whether keyframes show something at a moment, in percent."""
    moments = [(float(when), how) for when, how in re.findall(r"([\d.]+)%\{visibility:(\w+)\}", numbers)]
    return str([how for when, how in moments if when <= at][-1]) == "visible"


def test_at_every_moment_the_tour_shows_one_line_in_each_place() -> None:
    """No two lines lie over each other, whatever the moment: the frames are whole."""
    text = (FOLDER / "tour.svg").read_text(encoding="utf-8")
    frames = dict(re.findall(r"@keyframes (k\d+)\{((?:[^{}]|\{[^{}]*\})*)\}", text))
    groups = re.findall(r'<g id="g(\d+)" class="f"[^>]*>(.*)</g>', text)
    assert len(frames) == len(groups) > 10
    for at in (0.0, 7.5, 33.3, 50.0, 66.6, 99.9):
        shown = "".join(body for number, body in groups if seen(frames[f"k{number}"], at))
        places = re.findall(r'transform="translate\(20 ([\d.]+)\)"', shown)
        assert len(places) == len(set(places)), at
        assert shown.count('class="c"') == 1


def test_blocks_are_drawn_without_gaps() -> None:
    assert blocks.drawn("██", 0, 0, 10, 20, "s") == (
        '<rect x="0" y="0" width="20" height="20" class="s" shape-rendering="crispEdges"/>'
    )
    assert blocks.drawn("▄▌", 10, 0, 10, 20, "s") == (
        '<rect x="10" y="10" width="10" height="10" class="s" shape-rendering="crispEdges"/>'
        '<rect x="20" y="0" width="5" height="20" class="s" shape-rendering="crispEdges"/>'
    )


def test_the_readme_shows_the_main_screen() -> None:
    readme = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    assert "(screenshots/main.svg)" in readme
    assert (FOLDER / "main.svg").is_file()
