"""A frozen value with some fields changed, as `dataclasses.replace` makes it, in a quarter of the time.

A touch renews a dozen values of up to forty fields; the library calls `__init__` for each, which sets every field
through two calls. Years of a whole book (`playbook.forecast`, a rebuild) are made of nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

T = TypeVar("T")
Setter = Callable[[Any, Any], None]
Copier = Callable[[Any, Any], None]


class _Slots:
    """How the fields of a class are copied at once, and how each is set in its slot."""

    __slots__ = ("by_name", "copy")

    def __init__(self, kind: type[Any]) -> None:
        names = [each.name for each in fields(kind)]
        self.by_name: dict[str, Setter] = {name: getattr(kind, name).__set__ for name in names}
        self.copy = _copier(names, self.by_name)


def _copier(names: Sequence[str], setters: Mapping[str, Setter]) -> Copier:
    """Return a function with one statement a field, as `dataclasses` writes its `__init__`; a loop is twice as slow."""
    lines = [f" set_{name}(new, old.{name})" for name in names]
    bound = ", ".join(f"set_{name}=set_{name}" for name in names)
    made: dict[str, Any] = {f"set_{name}": setter for name, setter in setters.items()}
    exec("\n".join((f"def copy(new, old, *, {bound}):", *lines)), made)  # noqa: S102  (field names only)
    copier: Copier = made["copy"]
    return copier


_known: dict[type[Any], _Slots] = {}
_blank = object.__new__


def renewed(value: T, /, **changes: Any) -> T:  # noqa: ANN401  (fields of any type)
    """Return `value` with these fields changed; for frozen classes with slots whose `__init__` only sets fields.

    Raises:
        TypeError: there is no field of that name.
    """
    kind: type[Any] = type(value)
    slots = _known.get(kind)
    if slots is None:
        slots = _known[kind] = _Slots(kind)
    new: T = _blank(kind)
    slots.copy(new, value)
    by_name = slots.by_name
    try:
        for name, changed in changes.items():
            by_name[name](new, changed)
    except KeyError as unknown:
        msg = f"{kind.__name__} has no field {unknown}"
        raise TypeError(msg) from None
    return new


if TYPE_CHECKING:
    from dataclasses import replace as replace  # noqa: PLC0414  (so that the types of the fields are checked)
else:
    replace = renewed
