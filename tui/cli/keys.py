"""`notyet keys`: every key of the planner, and other ones for what a rep does most (`config.toml`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from playbook.errors import BadInput, Refused
from storage.paths import places
from tui import commands, keymap, preferences
from tui.cli.say import answer, out, table, talk
from tui.rebinding import Refusal, checked, ids

if TYPE_CHECKING:
    from pathlib import Path


@click.group(invoke_without_command=True)
@click.option("--check", "only_check", is_flag=True, help="Say what in config.toml is not taken, and why.")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@click.pass_context
def keys(ctx: click.Context, *, only_check: bool, as_json: bool) -> None:
    """Show the keys; set or reset one by its command's id. Keys of dialogs (enter, esc, digits) stay."""
    if ctx.invoked_subcommand is not None:
        return
    path = places().config
    liked = preferences.read(path)
    keymap.use(liked.keys.keys)
    if only_check:
        _check(path, liked)
    elif as_json:
        answer([{"id": each.id, "keys": list(each.now), "own": list(each.keys)} for each in commands.COMMANDS])
    else:
        table([_row(each) for each in commands.COMMANDS])
        _tell(liked)


@keys.command("set")
@click.argument("name", metavar="ID")
@click.argument("wanted", metavar="KEY...", nargs=-1)
def set_keys(name: str, wanted: tuple[str, ...]) -> None:
    """Give the command ID these keys; without a key it keeps none and is found in the palette."""
    path = places().config
    now = _readable(path).keys.keys
    found = checked({**{each: list(have) for each, have in now.items()}, name: list(wanted)})
    if found.refused:
        raise Refused(_words(found.refused[0]), "Nothing was changed. notyet keys lists every id and key.")
    preferences.keep_keys(path, found.keys)
    keymap.use(found.keys)
    talk(f"{commands.command(name).label}: {commands.command(name).every_key or 'no key'}")


@keys.command()
@click.argument("name", metavar="[ID]", required=False)
def reset(name: str | None) -> None:
    """Give the command ID its own keys back, or all commands theirs."""
    if name is not None and name not in ids():
        raise BadInput(_words(checked({name: ""}).refused[0]), "Nothing was changed.")
    path = places().config
    now = _readable(path).keys.keys
    found = checked({each: list(have) for each, have in now.items() if name not in {None, each}})
    if found.refused:
        raise Refused(_words(found.refused[0]), "Nothing was changed. Give that one another key first.")
    preferences.keep_keys(path, found.keys)
    talk("All keys are as they came." if name is None else f"{name} has its own keys again.")


def _check(path: Path, liked: preferences.Preferences) -> None:
    """Say each fault; exit 1 where there is one."""
    out(str(path))
    if liked.trouble or liked.keys.refused:
        faults = liked.trouble or "\n".join(_words(each) for each in liked.keys.refused)
        raise Refused(faults, "What is not taken keeps its own keys.")
    changed = len(liked.keys.keys)
    talk(f"Fine: {changed} {'command has' if changed == 1 else 'commands have'} keys of your own.")


def _readable(path: Path) -> preferences.Preferences:
    liked = preferences.read(path)
    if liked.trouble:
        raise Refused(liked.trouble, f"Mend it first: {path}")
    return liked


def _tell(liked: preferences.Preferences) -> None:
    if liked.trouble:
        talk(liked.trouble)
    for each in liked.keys.refused:
        talk(f"Not taken: {_words(each)}")


def _words(refusal: Refusal) -> str:
    return f"{refusal.id}: {refusal.why}."


def _row(each: commands.Command) -> tuple[str, ...]:
    mark = "*" if each.now != each.keys else " "
    return (each.every_key, mark, each.id, each.label, each.help)
