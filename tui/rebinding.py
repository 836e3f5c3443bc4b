"""Keys that a rep wants for commands: ids, key names and clashes are checked; what is refused leaves the default."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from playbook.values import dataclass
from tui import commands, keymap

_ON_THE_BAR = 2
"""Cells that the first key of an outcome may take beside its date: `n`, `f2`."""
_KEEPS = " keeps "
Wanted = Mapping[str, object]
"""What stands under `[keys]`: keys by the command's id, as one text with blanks or as a list."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One line that was not taken."""

    id: str
    why: str
    """Says what is wrong and names both commands of a clash."""


@dataclass(frozen=True, slots=True)
class Rebound:
    """Keys as they may be used, and what was refused."""

    keys: dict[str, tuple[str, ...]]
    """Names of the keys that are not the table's own, by the command's id."""
    refused: tuple[Refusal, ...] = ()


def ids() -> list[str]:
    """Return the id of every command, in the table's order."""
    return [each.id for each in commands.COMMANDS]


def checked(wanted: Wanted) -> Rebound:
    """Return what can be taken of these wishes; the rest keeps its own keys, each with the reason."""
    taken: dict[str, tuple[str, ...]] = {}
    refused: list[Refusal] = []
    for name, value in wanted.items():
        try:
            taken[name] = _keys(name, value)
        except ValueError as error:
            refused.append(Refusal(name, str(error)))
    while (clash := _clash(taken)) is not None:
        del taken[clash.id]
        refused.append(clash)
    return Rebound({name: keys for name, keys in taken.items() if keys != commands.command(name).keys}, tuple(refused))


def overlay(chosen: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return the same for Textual's keymap: every name of keys by the id of its binding."""
    return {name: ",".join(keys) or commands.NO_KEY for name, keys in chosen.items()}


def given(now: Mapping[str, tuple[str, ...]], name: str, key: str) -> Rebound:
    """Return the keys once the first key of a command is `key`; its other keys stay (`j` goes, the arrow stays).

    A clash refuses the change as a whole: the keys of now come back.
    """
    first, *rest = [*now.get(name, commands.command(name).keys), ""][: max(len(commands.command(name).keys), 1)]
    keys = tuple(dict.fromkeys((key, *(each for each in rest if each != first))))
    return _whole(now, {name: keys})


def swapped(now: Mapping[str, tuple[str, ...]], name: str, key: str) -> Rebound:
    """Return the keys once a command and the one that has `key` gave each other their keys."""
    other = next((each for each in commands.COMMANDS if key in now.get(each.id, each.keys)), None)
    mine = now.get(name, commands.command(name).keys)
    if other is None or other.id in commands.FIXED:
        return given(now, name, key)
    theirs = now.get(other.id, other.keys)
    back = mine[:1]
    changed = {
        name: (key, *(each for each in mine[1:] if each != key)),
        other.id: tuple(dict.fromkeys(chain.from_iterable(back if each == key else (each,) for each in theirs))),
    }
    return _whole(now, changed)


def _whole(now: Mapping[str, tuple[str, ...]], changed: Mapping[str, tuple[str, ...]]) -> Rebound:
    both = {**now, **changed}
    found = checked({name: list(keys) for name, keys in both.items()})
    return Rebound(dict(now), tuple(_kept(each, now) for each in found.refused)) if found.refused else found


def _kept(refusal: Refusal, now: Mapping[str, tuple[str, ...]]) -> Refusal:
    """Return a clash that names the keys of now, not the table's own: those are what stays."""
    head, keeps, _ = refusal.why.rpartition(_KEEPS)
    if not keeps or refusal.id not in now:
        return refusal
    return Refusal(refusal.id, f"{head}{keeps}{_written(now[refusal.id])}")


def _written(keys: Iterable[str]) -> str:
    return " ".join(map(keymap.written, keys)) or "none"


def _keys(name: str, value: object) -> tuple[str, ...]:
    """Read the keys of one command.

    Raises:
        ValueError: the command is unknown or keeps its keys, or a key is none.
    """
    known = ids()
    if name not in known:
        raise ValueError(f"no command is called {name}{_likely(name, known)}")
    if name in commands.FIXED:
        raise ValueError(f"{name} keeps its keys ({commands.command(name).every_key}): pages and dialogs need them")
    words = value.split() if isinstance(value, str) else value
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise ValueError('keys are written as "k", or "k down" for two of them, or "" for none')
    keys = tuple(dict.fromkeys(keymap.read(word) for word in words))
    if keys and name.startswith("outcome.") and len(keymap.written(keys[0])) > _ON_THE_BAR:
        raise ValueError(f"{keymap.written(keys[0])} is too long for the bar: an outcome has one sign, or f2 to f9")
    return keys


def _likely(name: str, known: list[str]) -> str:
    from difflib import get_close_matches

    tails = {each.split(".", 1)[1]: each for each in known}
    found = get_close_matches(name, known, 2, 0.7) or [tails[each] for each in get_close_matches(name, tails, 2, 0.7)]
    return f"; perhaps {' or '.join(found)}" if found else ""


def _clash(taken: Mapping[str, tuple[str, ...]]) -> Refusal | None:
    """Return the first wish whose key another command has; the later wish gives way to the earlier one."""
    held: dict[str, str] = {}
    for each in commands.COMMANDS:
        if each.id not in taken:
            held |= dict.fromkeys(each.keys, each.id)
    for name, keys in taken.items():
        for key in keys:
            if key in held:
                other = commands.command(held[key])
                mine = commands.command(name)
                why = f"{keymap.written(key)} is the key of “{other.label}” ({other.id}), so “{mine.label}”"
                return Refusal(name, f"{why}{_KEEPS}{_written(mine.keys)}")
        held |= dict.fromkeys(keys, name)
    return None
