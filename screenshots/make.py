"""Draw the pictures of this folder from the demo book, at a frozen moment: the same bytes at every run.

`make shots` runs it; tests/test_screenshots.py checks that the pictures are those of the code beside them.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
if str(HERE.parent) not in sys.path:  # run as a script, from anywhere
    sys.path.insert(0, str(HERE.parent))

from screenshots import browser, chromium, posing, shots, tour  # noqa: E402  (after the path)


def draw() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each file that is the same on every machine."""
    with tempfile.TemporaryDirectory() as folder, posing.studio(Path(folder)) as place:
        for scene in shots.SCENES:
            yield from ((f"{name}.svg", svg) for name, svg in posing.taken(scene, place).items())
        yield "tour.svg", tour.drawn(place)
    yield "README.md", shots.index()


def main() -> None:
    """Write every picture, and take away those that are no more."""
    wanted = dict(draw())
    for old in HERE.glob("*.svg"):
        if old.name not in wanted:
            old.unlink()
    for name, text in wanted.items():
        _write(HERE / name, text.encode("utf-8"))
    if chromium.found():
        _write(HERE / browser.NAME, browser.taken(browser.mark(wanted["main.svg"])))
    else:
        sys.stderr.write(f"{browser.NAME} was left as it is: there is no Chromium here.\n")


def _write(path: Path, body: bytes) -> None:
    path.write_bytes(body)
    path.chmod(0o644)  # a book's own files are private, and so is what this process makes


if __name__ == "__main__":
    main()
