"""Other keys: ids, names and clashes are checked, config.toml keeps its lines, texts show the key of now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from playbook.errors import NotYetError, Refused
from playbook.outcomes import OUTCOMES
from storage.paths import places
from tests.cli.running import Rep
from tests.tui.conftest import Open, settle
from tests.tui.glass import glass, line, main, today
from tui import commands, keymap, keys, preferences, rebinding
from tui.content import cells
from tui.screens.rekeying import KeysScreen
from tui.screens.sheet import Sheet
from tui.widgets.looks import Piece
from tui.widgets.outcome_bar import OutcomeBar


@pytest.fixture(autouse=True)
def _as_they_came() -> Iterator[None]:
    keymap.use({})
    yield
    keymap.use({})


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    path = places().config
    path.parent.mkdir(parents=True)
    return path


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("k", "k"), ("%", "percent_sign"), ("*", "asterisk"), ("asterisk", "asterisk"), ("space", "space"),
        (" ", "space"), ("F5", "f5"), ("ctrl+K", "ctrl+k"), ("alt+x", "alt+x"), ("pgdn", "pagedown"), ("é", "é"),
        ("-", "minus"), ("shift+f3", "shift+f3"), ("↓", "down"),
    ],
)  # fmt: skip
def test_a_key_is_read_as_people_write_it(written: str, name: str) -> None:
    assert keymap.read(written) == name
    assert keymap.read(keymap.written(name)) == name


@pytest.mark.parametrize("wrong", ["N", "hello", "ctrl+i", "ctrl+m", "ctrl+shift+x", "f99", ""])
def test_what_is_no_key_or_a_capital_is_refused_with_the_reason(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"key|capital|tell"):
        keymap.read(wrong)


def test_a_clash_is_refused_with_both_names_and_the_default_stays() -> None:
    found = rebinding.checked({"outcome.no": "k"})
    assert found.keys == {}
    assert found.refused[0].why == "k is the key of “up” (move.up), so “No” keeps n"
    both = rebinding.checked({"outcome.no": "k", "move.up": "n up"})
    assert both.keys == {"outcome.no": ("k",), "move.up": ("n", "up")}


def test_two_wishes_for_one_key_the_first_has_it() -> None:
    found = rebinding.checked({"book.pool": "f5", "book.numbers": "f5"})
    assert found.keys == {"book.pool": ("f5",)}
    assert "book.pool" in found.refused[0].why


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [
        ("outcme.no", "k", "perhaps outcome.no"),
        ("no", "k", "perhaps outcome.no"),
        ("zzz", "k", "no command is called zzz"),
        ("after.digit", "5", "keeps its keys"),
        ("book.quit", "x", "keeps its keys"),
        ("outcome.no", 3, "written as"),
        ("outcome.no", "N", "capital"),
        ("outcome.no", "alt+n f2", "too long for the bar"),
    ],
)
def test_an_unknown_id_a_fixed_one_and_a_wrong_value_are_refused(name: str, value: object, word: str) -> None:
    found = rebinding.checked({name: value, "book.pool": "f5"})
    assert word in found.refused[0].why
    assert found.keys == {"book.pool": ("f5",)}


def test_a_new_first_key_leaves_the_others_and_a_swap_gives_both() -> None:
    assert rebinding.given({}, "move.up", "ctrl+k").keys == {"move.up": ("ctrl+k", "up")}
    assert rebinding.given({}, "book.pool", "f5").keys == {"book.pool": ("f5",)}
    assert rebinding.swapped({}, "outcome.no", "k").keys == {"outcome.no": ("k",), "move.up": ("n", "up")}
    refused = rebinding.swapped({}, "outcome.no", "q")
    assert refused.keys == {}
    assert "move.back" in refused.refused[0].why
    assert rebinding.swapped({}, "book.pool", "f5").keys == {"book.pool": ("f5",)}


def test_the_file_is_read_as_names_or_tables_and_a_bad_one_is_told(config: Path) -> None:
    assert preferences.read(config) == preferences.Preferences()
    config.write_text('theme = "dawn"\n[keys]\n"outcome.no" = "f2"\nbook.pool = ["f5", "f6"]\n', encoding="utf-8")
    liked = preferences.read(config)
    assert liked.theme == "dawn"
    assert liked.keys.keys == {"outcome.no": ("f2",), "book.pool": ("f5", "f6")}
    assert liked.words == ""
    config.write_text('[keys]\noutcome.no = "j"\noutcome.talk = "k"\n', encoding="utf-8")
    assert preferences.read(config).words.endswith("And 1 more: notyet keys --check")
    config.write_text("keys = 3\n", encoding="utf-8")
    assert "[keys]" in preferences.read(config).words
    config.write_text("[keys\n", encoding="utf-8")
    assert preferences.read(config).words.startswith("config.toml was not read")
    config.write_bytes(b"\xff\xfe")
    assert "UTF-8" in preferences.read(config).words
    config.unlink()
    config.mkdir()
    assert preferences.read(config).trouble


def test_keys_are_kept_beside_all_other_lines_and_go_again(config: Path) -> None:
    before = '# mine\ntheme = "dawn"\n\n[keys]\n# a reason\n"outcome.no" = "j"\n"gone.key" = "x"\n\n[other]\nx = 2\n'
    config.write_text(before, encoding="utf-8")
    preferences.keep_keys(config, {"book.pool": ("f5",), "outcome.faded": ()})
    text = config.read_text(encoding="utf-8")
    assert preferences.read(config).keys == rebinding.Rebound({"book.pool": ("f5",), "outcome.faded": ()})
    assert all(kept in text for kept in ("# mine", "# a reason", "[other]\nx = 2", '# "gone.key" = "x"'))
    preferences.keep_keys(config, {})
    assert preferences.read(config).keys.keys == {}
    assert "[other]" in config.read_text(encoding="utf-8")
    assert preferences.keep_theme(config, "night")
    assert preferences.read(config).theme == "night"


def test_a_file_that_cannot_be_kept_is_left_as_it_was(config: Path) -> None:
    for strange in ("[keys\n", 'keys = { outcome.no = "f2" }\n', '[keys]\n"outcome.no" = [\n "f2",\n]\n'):
        config.write_text(strange, encoding="utf-8")
        with pytest.raises(Refused):
            preferences.keep_keys(config, {"book.pool": ("f5",)})
        assert config.read_text(encoding="utf-8") == strange
    with pytest.raises(Refused):
        preferences.keep_keys(config / "below" / "config.toml", {})


def test_notyet_keys_shows_sets_checks_and_resets(config: Path, tmp_path: Path) -> None:
    rep = Rep(tmp_path / "no book.db")
    assert "outcome.no " in rep.does("keys").out
    rep.does("keys", "set", "outcome.no", "f2", "alt+n")
    assert '"outcome.no" = "f2 alt+n"' in config.read_text(encoding="utf-8")
    keymap.use({})
    assert {"id": "outcome.no", "keys": ["f2", "alt+n"], "own": ["n"]} in rep.does("keys", "--json").json
    assert "1 command has" in rep.does("keys", "--check").err
    refused = rep.types("keys", "set", "outcome.talk", "k")
    assert (refused.code, "move.up" in refused.err) == (1, True)
    rep.does("keys", "reset", "outcome.no")
    assert rep.types("keys", "reset", "nothing").code == 1
    rep.does("keys", "reset")
    config.write_text('[keys]\noutcome.no = "j"\n', encoding="utf-8")
    checked = rep.types("keys", "--check")
    assert (checked.code, "move.down" in checked.err) == (1, True)
    assert "Not taken" in rep.does("keys").err
    config.write_text("[keys\n", encoding="utf-8")
    assert rep.types("keys", "set", "outcome.no", "f2").code == 1
    assert "was not read" in rep.does("keys").err
    assert not (tmp_path / "no book.db").exists()


def test_a_reset_that_would_clash_is_refused(config: Path, tmp_path: Path) -> None:
    config.write_text('[keys]\noutcome.no = "k"\nmove.up = "n up"\n', encoding="utf-8")
    refused = Rep(tmp_path / "no book.db").types("keys", "reset", "move.up")
    assert (refused.code, "outcome.no" in refused.err) == (1, True)


def test_texts_and_hints_name_the_keys_of_now() -> None:
    keymap.use({"after.undo": ("f9",), "touch.more": (), "outcome.no": ("f2",)})
    assert (
        keys.keyed("{after.undo} takes it back; {a.b} stays; {touch.more}")
        == "f9 takes it back; {a.b} stays; ctrl+p more"
    )
    assert (keys.hinted("u"), keys.hinted("1"), keys.hinted(">")) == ("f9", "1", "more")
    assert (keys.meant("f2"), keys.meant("n"), keys.meant("a")) == ("n", "", "a")
    assert "f9" in commands.command("after.undo").every_key
    assert "`u`" in commands.key_table(), "the README shows the keys as they came"


def write(config: Path, text: str) -> None:
    config.write_text(text, encoding="utf-8")


MOVED = """[keys]
outcome.no = "f2"
after.undo = "f9"
touch.more = "f7"
account.star = "f8"
move.down = "f10 down"
book.pool = "f5"
outcome.faded = ""
book.search = "j"
outcome.talk = "k"
"""


async def test_the_planner_works_and_shows_the_chosen_keys_and_says_what_was_not_taken(
    planner: Open, config: Path
) -> None:
    write(config, MOVED)
    async with planner() as pilot:
        assert line(pilot).startswith("config.toml, keys: k is the key of “up” (move.up), so “talk” keeps h.")
        row, second = today(pilot)[:2]
        await pilot.press("n")
        await settle(pilot)
        assert today(pilot)[0].account == row.account, "its own key does nothing now"
        shown = glass(pilot)
        assert " f2" in shown
        assert "j search" in shown
        assert "* dream" not in shown
        await pilot.press("f2")
        await settle(pilot)
        assert line(pilot).startswith(f"No 3 · {row.name}")
        assert "f9 undo" in glass(pilot)
        await pilot.press("f9")
        await settle(pilot)
        assert line(pilot).startswith("Taken back")
        await pilot.press("f10")
        assert main(pilot).active().highlighted is not None
        assert main(pilot).active().highlighted.account == second.account  # type: ignore[union-attr]
        await pilot.press("enter")
        await settle(pilot)
        await pilot.pause(0.1)
        await pilot.press("f2")
        await settle(pilot)
        assert second.name in line(pilot), "the account's page hands the chosen key on"
        await pilot.press("f5")
        await pilot.pause()
        assert type(pilot.app.screen).__name__ == "PoolScreen"


async def test_the_page_of_keys_rebinds_by_pressing_refuses_swaps_and_undoes(planner: Open, config: Path) -> None:
    async with planner(size=(100, 40)) as pilot:
        main(pilot).action_go("keys")
        await pilot.pause()
        page = pilot.app.screen
        assert isinstance(page, KeysScreen)
        await pilot.press("down", "down", "down", "enter")
        assert page.waiting == "outcome.no"
        await pilot.press("k")
        assert "k is the key of “up” (move.up)" in glass(pilot)
        assert "k again swaps the two" in glass(pilot)
        await pilot.press("N")
        assert "capital" in glass(pilot)
        await pilot.press("enter")
        assert "too long for the bar" in glass(pilot)
        await pilot.press("q")
        assert "(move.back), so “No” keeps n" in glass(pilot)
        assert "swaps" not in glass(pilot), "a way out is never swapped away"
        await pilot.press("f2")
        assert "“No” has f2 now." in glass(pilot)
        assert preferences.read(config).keys.keys == {"outcome.no": ("f2",)}
        assert main(pilot).query_one(OutcomeBar)._keys["n"] == "f2", "the bar below shows it before the page goes"
        await pilot.press("enter", "k")
        assert "so “No” keeps f2" in glass(pilot), "what stays is the key of now"
        await pilot.press("k")
        assert keymap.chosen() == {"outcome.no": ("k",), "move.up": ("f2", "up")}
        await pilot.press("u", "u")
        assert keymap.chosen() == {}
        assert "Taken back." in glass(pilot)
        await pilot.press("u")
        assert "Nothing was changed here yet." in glass(pilot)


async def test_the_page_of_keys_takes_keys_off_gives_them_back_and_takes_the_mouse(planner: Open, config: Path) -> None:
    async with planner(size=(100, 40)) as pilot:
        main(pilot).action_go("keys")
        await pilot.pause()
        page = pilot.app.screen
        await pilot.press("down", "down", "down")
        await pilot.press("minus")
        assert keymap.chosen() == {"outcome.no": ()}
        await pilot.press("minus", "delete", "delete")
        assert "It has its own keys." in glass(pilot)
        await pilot.press("enter", "escape")
        assert "It was left as it was." in glass(pilot)
        await pilot.press("enter", "f2", "ctrl+d", "ctrl+d")
        assert keymap.chosen() == {}
        sheet = page.query_one(Sheet)
        place = next(place for place, row in enumerate(sheet.rows) if row.value == "after.digit")
        await pilot.click(sheet, offset=(4, place - sheet.scroll_offset.y))
        assert "This one stays" in glass(pilot)
        await pilot.click("#key-line", offset=(3, 1))
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is main(pilot)
        await pilot.press("n")
        await settle(pilot)
        assert line(pilot).startswith("No 3")
        assert preferences.read(config).keys.keys == {}


async def test_keys_that_cannot_be_written_are_not_used_either(
    planner: Open, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise Refused("The keys were not saved: the disk is full.", "Make room.")

    monkeypatch.setattr(preferences, "keep_keys", fails)
    async with planner() as pilot:
        main(pilot).action_go("keys")
        await pilot.pause()
        await pilot.press("enter", "f2")
        assert "the disk is full" in glass(pilot)
    assert keymap.chosen() == {}
    assert issubclass(Refused, NotYetError)
    assert preferences.read(config) == preferences.Preferences()


def test_every_outcome_has_its_words_in_the_palette_and_its_key() -> None:
    assert all(commands.command(f"outcome.{row.outcome}").shown == row.key for row in OUTCOMES)


@pytest.mark.parametrize("width", [54, 74, 114])
def test_what_a_command_does_stands_whole_on_the_page_of_keys(width: int) -> None:
    """At 60, 80 and 120 columns; its further lines hold no command, so that the highlight passes them."""
    desk: Any = None
    rows, said = KeysScreen(desk, desk)._rows(width), dict[object, str]()
    name: object = None
    for row in rows:
        first, *_, last = row.pieces or (Piece(""), Piece(""))
        name = row.value or (name if not first.text.strip() else None)
        said[name] = f"{said.get(name, '')} {last.text}".strip()
        assert sum(cells(piece.text) for piece in row.pieces) <= width
        assert row.value is None or f"{commands.command(str(row.value)).label} " in row.pieces[1].text
    told = {each.id: "stays" if each.id in commands.FIXED else each.help for each in commands.COMMANDS}
    assert {name: words for name, words in said.items() if name} == told
