"""Which keys the commands have now: the table's own, or those that the rep chose; and how a key is written.

One process shows one desk, so the keys in use are one value of this module: every place that shows a key asks here,
and none of them can show another. `config.toml` names them (tui/preferences.py), tui/rebinding.py checks them.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Callable, Mapping

SHOWN = {
    "space": "space", "asterisk": "*", "exclamation_mark": "!", "at": "@", "comma": ",", "full_stop": ".",
    "greater_than_sign": ">", "question_mark": "?", "slash": "/", "plus": "+", "escape": "esc", "down": "↓", "up": "↑",
    "left": "←", "right": "→", "shift+tab": "shift+tab", "pagedown": "pgdn", "pageup": "pgup", "delete": "del",
}  # fmt: skip
"""How a key's name is written for people."""
_READ = {
    **{shown: name for name, shown in SHOWN.items()},
    "esc": "escape", "return": "enter", "del": "delete", "ins": "insert", "pgdown": "pagedown", " ": "space",
}  # fmt: skip
_NAMES = {
    "solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at", "hyphen_minus": "minus",
    "plus_sign": "plus", "low_line": "underscore",
}  # fmt: skip
"""Names of signs that the terminal library shortens."""


def _named(char: str) -> str:
    name = unicodedata.name(char, char).lower().replace("-", "_").replace(" ", "_")
    return _NAMES.get(name, name)


_SIGNS = {_named(char): char for char in string.punctuation + "§°€£"}
"""Signs of keyboards by the names that the terminal library gives them."""
_FAR = "enter|escape|backspace|insert|delete|home|end|pageup|pagedown|up|down|left|right|tab"
_WHOLE = re.compile(rf"(?:shift\+)?(?:f(?:[1-9]|1\d|2[0-4])|{_FAR})")
_MODIFIED = re.compile(r"(?:ctrl|alt)\+[a-z]")
_SAME = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace", "ctrl+j": "enter"}
"""Keys that a terminal cannot tell apart."""
_ID = re.compile(r"\{([a-z]+\.[a-z_-]+)\}")

_chosen: dict[str, tuple[str, ...]] = {}


def use(chosen: Mapping[str, tuple[str, ...]]) -> None:
    """Take these keys for these commands from now on, and the table's own for all others."""
    _chosen.clear()
    _chosen.update(chosen)


def chosen() -> dict[str, tuple[str, ...]]:
    """Return the keys that are not the table's own, by the command's id."""
    return dict(_chosen)


def of(name: str, own: tuple[str, ...]) -> tuple[str, ...]:
    """Return the keys of a command now; `own` are those of the table."""
    return _chosen.get(name, own)


def written(key: str) -> str:
    """Return a key's name as people write it: `*` for asterisk."""
    return SHOWN.get(key) or _SIGNS.get(key, key)


def read(text: str) -> str:
    """Return the name of a key that somebody wrote: `*`, `asterisk` and `ctrl+k` are understood.

    Raises:
        ValueError: no terminal has such a key, or a command must not have it; the message says why.
    """
    word = text if text == " " else text.strip()
    name = _READ.get(word.lower() if len(word) > 1 else word, word.lower() if len(word) > 1 else word)
    if len(name) == 1:
        return _sign(name)
    if name in _SAME:
        raise ValueError(f"a terminal cannot tell {name} from {_SAME[name]}")
    if name in SHOWN or _WHOLE.fullmatch(name) or _MODIFIED.fullmatch(name) or name in _SIGNS:
        return name
    raise ValueError(f"“{word}” is no key; write k, *, space, f5, ctrl+k or alt+k")


def _sign(char: str) -> str:
    if char.isupper():
        raise ValueError(f"{char} is a capital: Caps Lock would log by itself, so commands have small letters")
    return char if char.isalnum() else _named(char)


def keyed(text: str, key_of: Callable[[str], str]) -> str:
    """Return one of our texts with the keys of now: `{after.undo} takes it back` becomes `u takes it back`."""
    return _ID.sub(lambda found: key_of(found[1]), text)
