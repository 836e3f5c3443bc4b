"""A frozen value with some fields changed, as `dataclasses.replace` makes it, in a third of the time.

A touch renews a dozen values of up to forty fields; the library calls `__init__` for each, which sets every field
through two calls. Years of a whole book (`playbook.forecast`, a rebuild) are made of nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

T = TypeVar("T")
Setter = Callable[[Any, Any], None]


class _Slots:
    """How the fields of a class are read at once, and how each is set in its slot."""

    __slots__ = ("by_name", "read", "setters")

    def __init__(self, kind: type[Any]) -> None:
        names = [each.name for each in fields(kind)]
        self.setters: tuple[Setter, ...] = tuple(getattr(kind, name).__set__ for name in names)
        self.by_name = dict(zip(names, self.setters, strict=True))
        read = attrgetter(*names)
        self.read: Callable[[Any], Any] = read if len(names) > 1 else lambda value: (read(value),)


_known: dict[type[Any], _Slots] = {}


def renewed(value: T, /, **changes: Any) -> T:  # noqa: ANN401  (fields of any type)
    """Return `value` with these fields changed; for frozen classes with slots whose `__init__` only sets fields.

    Raises:
        TypeError: there is no field of that name.
    """
    kind: type[Any] = type(value)
    slots = _known.get(kind)
    if slots is None:
        slots = _known[kind] = _Slots(kind)
    new: T = object.__new__(kind)
    for put, held in zip(slots.setters, slots.read(value), strict=True):
        put(new, held)
    for name, changed in changes.items():
        if name not in slots.by_name:
            msg = f"{kind.__name__} has no field {name!r}"
            raise TypeError(msg)
        slots.by_name[name](new, changed)
    return new


if TYPE_CHECKING:
    from dataclasses import replace as replace  # noqa: PLC0414  (so that the types of the fields are checked)
else:
    replace = renewed
