"""A walk over every screen there is, on one book that has something for each, half of it hostile.

One start of the app serves a whole walk; what is wrong is collected in words, so that one run names all of it.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from rich.style import Style
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, TextArea

import tui.dialogs
import tui.screens
from playbook import assets, moves
from playbook.facts import Opening
from playbook.settings import Caps
from playbook.value_library import Asset, AssetKind
from playbook.words import AccountId, AssetId, EntryId, Outcome
from storage.book import Book
from storage.ids import IdSource
from tests.tui import seeding
from tests.tui.conftest import opened
from tests.tui.hosting import HOSTILE, Host, typed
from tests.tui.numbered import REPORT
from tests.tui.seeding import NOW, Territory, fields
from tests.tui.stillness import rested
from tests.tui.test_snapshots_dialogs import CASES, WHOM, in_the_book
from tests.tui.test_themes import AA, contrast
from tui.app import NotYet
from tui.commands import Pane
from tui.dialogs.all_set import AllSetDialog
from tui.dialogs.edit import AnotherDialog
from tui.dialogs.firm import WentToDialog
from tui.dialogs.gatekeeper import GatekeeperDialog
from tui.dialogs.keys import Keys
from tui.dialogs.minutes import MinutesDialog
from tui.doors import PAGES
from tui.keymap import written
from tui.screens.account import AccountScreen
from tui.screens.importing import ImportScreen
from tui.screens.merging import MergeScreen

NAMES = [name for name in HOSTILE if name]
ARABIC = "شركة الروبوتات"
HEBREW = "חברת הרובוטים"
NAMES_OF_ALL = [*NAMES, ARABIC, HEBREW, "株式会社ＡＢＣ１２３"]
SIZES = ((200, 60), (60, 18), (80, 24))
"""The last one is that in which the walk goes on: small, so that it is quick."""


# The book


def furnish(path: Path) -> None:
    """Make the seeded book, and put into it what only some pages show; half of it hostile."""
    seeding.seed(path, path.parent / "state", firms=12)
    book = Book.open(path, now=NOW, ids=IdSource.seeded(3), state=path.parent / "state")
    try:
        territory = Territory(book)
        book.set_settings(replace(book.settings(), caps=replace(Caps(), day=10)), NOW)
        for number, name in enumerate(NAMES_OF_ALL):
            _hostile(territory, number, name)
        for name in (NAMES_OF_ALL[1], ARABIC, "Webinar on changeovers"):
            book.record(
                (assets.add(Asset(AssetId(""), name, AssetKind.INVITE, about=name, fits=(name,))),), now=NOW, label="a"
            )
        for name in ("Hooli GmbH", "Hooli"):
            territory.add(name, ("Kim Sato", "COO"), city="Bonn", domain="hooli.example")
        for source in ("leads.csv", NAMES[1]):
            drafts = [moves.add_account(f"{source[:4]} of a list")]
            book.land(iter(drafts), iter(()), now=NOW, label=source, source=source, report=REPORT, cancelled=bool)
        territory.log(territory.add("Vandelay", ("Art", "Owner")), 60, Outcome.CALLBACK, when=NOW.date())
    finally:
        book.close()


def _hostile(territory: Territory, number: int, name: str) -> None:
    """An account every text of which is hostile, as an older version might have let it in."""
    book = territory.book
    known = {"city": name, "incumbent": name, "industry": name, "domain": name, "phone": name, "zone": name}
    known |= {"tags": name, "lead score": name, name: name, "status": name, "country": name}
    person = fields(title=name, phone=name, email=name, role=name, linkedin=name)
    drafts = (moves.add_account(name, fields(**known)), moves.add_person(moves.FRESH, name, person))
    change = book.record(drafts, now=territory.at(90), label=name)
    account = AccountId(dict(change.ids)["new:1"])
    if number % 5 == 4:
        return
    territory.log(account, 60, Outcome.NO, note=name, words=name)
    for about in ("pain", "agreed", "note"):
        territory.do(moves.remark(account, about, name, NOW.date()), 50)
    seen = book.prospect(account, NOW)
    opening = Opening(EntryId(""), name, NOW.date(), text=name)
    territory.do(moves.opening(seen.account, seen.people, opening, seen.world, seen.settings), 40)
    if number % 3 == 1:
        territory.do(moves.star(seen.account, NOW.date()), 40)
    elif number % 3 == 2:
        for sign in (name, "bid-out", "vanished"):
            territory.do(moves.signal(book.prospect(account, NOW).account, sign, NOW.date()), 40)
    elif number:
        territory.do(moves.dump(book.prospect(account, NOW).account, territory.at(9).date(), name, 9.5), 9)


LIST = "Company;Phone;State;Contact;E-mail;Status;Gizmo\n" + "".join(
    f'"{name.replace(chr(34), "")}";{name};IL;{name};a{place}@example.test;{name};{name}\n'
    for place, name in enumerate(NAMES_OF_ALL)
    if ";" not in name and "\x1b" not in name
)
"""A list in which every cell is hostile, even the name of its file."""


# The screens


def screens() -> Iterator[type[Screen[Any]]]:
    """Yield every screen and dialog that can be shown: those which no other one is built upon."""
    found: set[type[Screen[Any]]] = set()
    for package in (tui.screens, tui.dialogs):
        for info in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(info.name)
            found |= {
                each
                for each in vars(module).values()
                if isinstance(each, type) and issubclass(each, Screen) and each.__module__ == info.name
            }
    yield from (each for each in found if not any(other is not each and issubclass(other, each) for other in found))


@dataclass
class Walk:
    """One open app, and where it stands."""

    pilot: Pilot[Any]
    folder: Path

    @property
    def app(self) -> NotYet:
        app = self.pilot.app
        assert isinstance(app, NotYet)
        return app

    @property
    def screen(self) -> Screen[Any]:
        return self.pilot.app.screen

    async def rest(self) -> None:
        """Wait until what was wanted is read, written and drawn."""
        await rested(self.pilot)

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.rest()

    async def back(self) -> None:
        """Go back to the screen that stands below all, and there to its first pane."""
        app = self.pilot.app
        while len(app.screen_stack) > 1:
            self.screen.dismiss(None)
            await self.rest()
        if isinstance(app, NotYet):
            await self.press("escape", "escape")
            app.main.open_pane(Pane.TODAY)
            await self.rest()


Open = Callable[[Walk], Awaitable[None]]


def page(name: str) -> Open:
    async def go(walk: Walk) -> None:
        walk.app.main.doors.page(name)
        await walk.rest()

    return go


def keys(*names: str) -> Open:
    async def go(walk: Walk) -> None:
        await walk.press(*names)

    return go


def action(name: str, *then: str) -> Open:
    async def go(walk: Walk) -> None:
        await walk.app.main.run_action(name)
        await walk.rest()
        await walk.press(*then)

    return go


def dialog(make: Callable[[], Screen[Any]], pressed: list[str]) -> Open:
    async def go(walk: Walk) -> None:
        app = walk.pilot.app
        assert isinstance(app, Host)
        app.show(make())
        await walk.rest()
        await walk.press(*pressed)

    return go


def importing(steps: int) -> Open:
    async def go(walk: Walk) -> None:
        path = walk.folder / "[b]x[ @click=bell] \u202e名前.csv"
        path.write_text(LIST, encoding="utf-8")
        walk.app.push_screen(ImportScreen(walk.app.desk, walk.app.clock, (path,)))
        await walk.rest()
        await walk.press(*("enter",) * steps)

    return go


def opened_account(name: str, *then: str) -> Open:
    async def go(walk: Walk) -> None:
        found = await walk.app.desk.run(lambda book: book.find(name))
        walk.app.push_screen(AccountScreen(walk.app.desk, walk.app.clock, found))
        await walk.rest()
        await walk.press(*then)

    return go


async def first_start(walk: Walk) -> None:
    walk.app.main.doors.first_start()
    await walk.rest()


async def tour(walk: Walk) -> None:
    walk.app.main.begin_tour()
    await walk.rest()


async def merge(walk: Walk) -> None:
    one, other = await walk.app.desk.run(lambda book: (book.find("Hooli"), book.find("Hooli GmbH")))
    walk.app.push_screen(MergeScreen(walk.app.desk, walk.app.clock, one, other))
    await walk.rest()


async def block_ended(walk: Walk) -> None:
    """A block in which one No was said, ended; its summary."""
    await walk.press("b", "n", "b", "2")


STATIONS: dict[str, Open] = {
    "today": keys(),
    "after a No": keys("n"),
    "dream": keys("tab"),
    "dump": keys("tab", "tab"),
    "card": keys("tab", "enter"),
    **{f"page {name}": page(name) for name in PAGES},
    "account": opened_account("Acme Robotics"),
    "account of a hostile name": opened_account(NAMES[1]),
    "account of an Arabic name": opened_account(ARABIC, "tab"),
    "search": keys("slash", *"a"),
    "search finds nothing": keys("slash", *"zzzz"),
    "explain": keys("question_mark"),
    "help": keys("f1"),
    "help found": keys("f1", *"undo"),
    "playbook": action("playbook"),
    "playbook history": action("playbook", "f3"),
    "playbook questions": action("playbook", "f2"),
    "erase": page("erase"),
    "first start": first_start,
    "import": action("import_list"),
    "import columns": importing(1),
    "import trial": importing(2),
    "merge": merge,
    "tour": tour,
    "palette": keys("ctrl+p", *"a"),
    "evidence": keys("tab", "tab", "question_mark"),
    "block": keys("b"),
    "block summary": block_ended,
}
"""Every way to a screen over the main one; a new page of `doors.PAGES` walks by itself."""

DIALOGS: dict[str, Open] = {
    **{name: dialog(*CASES[name]) for name in CASES},
    "all set": dialog(lambda: AllSetDialog(WHOM, NAMES[1]), []),
    "gatekeeper": dialog(lambda: GatekeeperDialog(WHOM, NAMES[1]), []),
    "minutes": dialog(lambda: MinutesDialog(WHOM, 8), []),
    "another": dialog(lambda: AnotherDialog(WHOM, person=True), []),
    "went to": dialog(lambda: WentToDialog(WHOM, in_the_book), typed("hooli gmbh")),
}
"""Every dialog; a new one of the pictures walks by itself."""


@asynccontextmanager
async def walking(path: Path, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Walk]:
    """Open the app for a walk; nothing moves."""
    async with opened(path, size=size) as pilot:
        walk = Walk(pilot, path.parent)
        walk.app.animation_level = "none"
        await walk.rest()
        yield walk
        await walk.back()


@asynccontextmanager
async def hosted(size: tuple[int, int] = (120, 40)) -> AsyncIterator[Walk]:
    """An app with nothing behind, for dialogs."""
    app = Host()
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        yield Walk(pilot, Path())


# What must hold wherever the walk stands


def glass(screen: Screen[Any]) -> str:
    """What stands on the glass, line by line, all lines whole."""
    lines = ("".join(segment.text for segment in strip) for strip in screen._compositor.render_strips())
    return "\n".join(lines).replace("\u00a0", " ")


def outside(walk: Walk) -> Iterator[str]:
    """Yield what is painted beyond the edge, or is missing before it."""
    width, height = walk.pilot.app.size
    lines = glass(walk.screen).split("\n")
    if len(lines) != height:
        yield f"{len(lines)} lines on a screen of {height}"
    for place, line in enumerate(lines):
        if cell_len(line) != width:
            yield f"line {place} is {cell_len(line)} cells wide, not {width}: {line!r}"


def _seen(screen: Screen[Any]) -> dict[Widget, Region]:
    placed = screen._compositor.visible_widgets
    return {widget: region.intersection(clip) for widget, (region, clip) in placed.items() if widget.display}


def overlapping(walk: Walk) -> Iterator[str]:
    """Yield visible siblings of one layer that lie over one another."""
    seen = _seen(walk.screen)
    for parent in {widget.parent for widget in seen if isinstance(widget.parent, Widget)}:
        children = [each for each in parent.children if each in seen and seen[each].area]
        for place, one in enumerate(children):
            for other in children[place + 1 :]:
                same = one.layer == other.layer and "none" == one.styles.overlay == other.styles.overlay
                if same and seen[one].intersection(seen[other]).area:
                    yield f"{one} lies over {other}"


def key_lines(walk: Walk) -> Iterator[str]:
    """Yield key lines that are cut, and hints that do not stand whole on one line."""
    seen = _seen(walk.screen)
    width, height = walk.pilot.app.size
    whole = Region(0, 0, width, height)
    for line in walk.screen.query(Keys):
        region = line.region
        if line not in seen or seen[line] != region or not whole.contains_region(region):
            yield f"the key line at {region} is cut to {seen.get(line)}"
            continue
        rows = glass(walk.screen).split("\n")[region.y : region.bottom]
        for key in line._keys:
            if not any(key.plain in row for row in rows):
                yield f"the hint {key.plain!r} is cut"


def sheet_of(screen: Screen[Any]) -> Region:
    """The part of the glass that belongs to this screen: of a dialog its sheet, not what shines through behind it."""
    if isinstance(screen, ModalScreen) and screen.query("#sheet"):
        return screen.query_one("#sheet").region
    return screen.region


DECOR = re.compile(r"[\s\u2500-\u259f\u2800-\u28ff\u00b7\u25b8]*")
"""What is seen and never read: rules, boxes, bars and scrollbars, plots, the dots and the arrow that fill a gap."""


def _strips(screen: Screen[Any], region: Region) -> Iterator[Strip]:
    strips = screen._compositor.render_strips()
    for strip in strips[max(0, region.y) : max(0, region.bottom)]:
        yield strip.crop(max(0, region.x), max(0, region.right))


def faint(walk: Walk) -> Iterator[str]:
    """Yield what is painted with less contrast than WCAG AA wants."""
    for strip in _strips(walk.screen, sheet_of(walk.screen)):
        for segment in strip:
            style = segment.style
            if style is None or style.color is None or style.bgcolor is None or DECOR.fullmatch(segment.text):
                continue
            ink, ground = (each.get_truecolor().hex for each in (style.color, style.bgcolor))
            if style.dim or contrast(ink, ground) < AA - 0.01:
                yield f"{segment.text!r} {ink} on {ground}: {contrast(ink, ground):.2f}{' dim' * bool(style.dim)}"


def unbound(walk: Walk) -> Iterator[str]:
    """Yield the hints of the key line, all of which the mouse can press, whose key does nothing here."""
    keys = {written(key) for key in walk.screen.active_bindings}
    typing = isinstance(walk.screen.focused, Input | TextArea)
    for line in walk.screen.query(Keys):
        for hint in line._keys:
            first = hint.plain.split()[0]
            known = first in keys or re.fullmatch(r"\d(?:-\d)?", first) or (typing and first == "type")
            if not known:
                yield f"no key does what {hint.plain!r} says"


def _plainly(screen: Screen[Any], region: Region) -> list[tuple[object, ...]]:
    """What a terminal without colours shows of a region: the text, and what is bold, underlined, turned round."""
    return [
        (segment.text, style.bold, style.underline, style.reverse)
        for strip in _strips(screen, region)
        for segment in strip.simplify()
        for style in (segment.style or Style.null(),)
    ]


async def unfocused(walk: Walk) -> list[str]:
    """Go round with `tab`: return what it does not reach, and stops that look alike where there are no colours."""
    screen = walk.screen
    chain = [widget for widget in screen.focus_chain if widget.region.area]
    if len(chain) < 2:
        return []
    for widget in chain:
        if isinstance(widget, Input | TextArea):
            widget.cursor_blink = False
    stops: dict[Widget, object] = {}
    for _ in range(len(chain) + 1):
        if screen.focused is not None:
            stops[screen.focused] = _plainly(screen, screen.region)
        await walk.press("tab")
        if walk.screen is not screen:
            return [f"tab leaves for {walk.screen}"]
    missed = [f"tab does not reach {widget}" for widget in chain if widget not in stops]
    alike = [
        f"{one} and {other} look the same with the focus, but for colours"
        for place, (one, look) in enumerate(stops.items())
        for other, like in [*stops.items()][:place]
        if look == like
    ]
    return missed + alike
