"""Frozen values whose methods are written when the first of them is needed.

The library's `dataclass` compiles six methods for each class at its definition, a third of a millisecond. A start
defines 170 classes and makes values of a third of them, so half of what loading our modules took was methods that
nobody called. Here a class brings its fields and slots; `__init__` is compiled when the first value is made, `==` and
`hash` when the first two are compared. All else is as with the library: `fields`, `replace`, `match`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

__all__ = ["dataclass"]
T = TypeVar("T")
Method = Callable[..., Any]
_LACKING: Final = object()
"""Stands for a value that was not given, where a fresh one is made for each."""

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, slots: bool, frozen: bool = False, eq: bool = True) -> Callable[[type[T]], type[T]]:
        """Make a class of values, as the library's decorator of this name does; here all have slots.

        Raises:
            TypeError: it is to have none.
        """
        if not slots:
            raise TypeError("these values have slots; without them take the library's own dataclass")
        return partial(_of, frozen=frozen, eq=eq)


def _of(kind: type[T], *, frozen: bool, eq: bool) -> type[T]:
    """Return the class with its fields, slots and methods."""
    made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(kind)
    _give(made, "__init__", _later(made, "__init__", _writer))
    _give(made, "__repr__", _told)
    if eq and "__eq__" not in made.__dict__:
        _give(made, "__eq__", _later(made, "__eq__", _comparing))
        _give(made, "__hash__", _later(made, "__hash__", _hashing) if frozen else None)
    if frozen:
        for name, method in _FROZEN.items():
            _give(made, name, method)
    return made


def _give(kind: type, name: str, method: object) -> None:
    """Give a class a method, unless it has one of its own."""
    if name not in kind.__dict__:
        setattr(kind, name, method)


def _later(kind: type, name: str, make: Callable[[type], Method]) -> Method:
    """Return what makes a method at its first call and takes its place; two threads at once make the same twice."""

    def first(*given: object, **named: object) -> object:
        method = make(kind)
        setattr(kind, name, method)
        return method(*given, **named)

    first.__name__, first.__qualname__ = name, f"{kind.__qualname__}.{name}"
    return first


def _writer(kind: type) -> Method:
    """Return `__init__` of a class: one assignment a field, past the refusal to change it.

    Raises:
        TypeError: it wants more than fields in a row; that is what the library's own is for.
    """
    held = dataclasses.fields(kind)
    bare = any(not each.init and each.default is each.default_factory for each in held)
    if bare or hasattr(kind, "__post_init__") or any(each.kw_only for each in held):
        raise TypeError(f"{kind.__qualname__} asks for more than fields in a row: take the library's own dataclass")
    names: dict[str, object] = {f"_set_{each.name}": getattr(kind, each.name).__set__ for each in held}
    placed = [_place(each, names) for each in held]
    head = ", ".join(("self", *(place for place, _ in placed if place)))
    lines = [f"\n _set_{each.name}(self, {value})" for each, (_, value) in zip(held, placed, strict=True)]
    return _written("__init__", head, "".join(lines) or " pass", names)


def _place(each: dataclasses.Field[Any], names: dict[str, object]) -> tuple[str, str]:
    """Return a field's place in the head of `__init__`, empty where it is not given there, and what it is set to.

    What both speak of comes into `names`.
    """
    name, usual, fresh = each.name, f"_usual_{each.name}", f"_fresh_{each.name}"
    if each.default_factory is not dataclasses.MISSING:
        names |= {fresh: each.default_factory, "_lacking": _LACKING}
        made = f"{fresh}() if {name} is _lacking else {name}"
        return (f"{name}=_lacking", made) if each.init else ("", f"{fresh}()")
    if each.default is dataclasses.MISSING:
        return name, name
    names[usual] = each.default
    return (f"{name}={usual}", name) if each.init else ("", usual)


def _row(kind: type, value: str) -> str:
    """Return all of a value that is compared, in the fields' order, as text."""
    return "".join(f"{value}.{each.name}, " for each in dataclasses.fields(kind) if each.compare)


def _comparing(kind: type) -> Method:
    same = f"({_row(kind, 'self')}) == ({_row(kind, 'other')})"
    return _written("__eq__", "self, other", f" return {same} if other.__class__ is self.__class__ else NotImplemented")


def _hashing(kind: type) -> Method:
    return _written("__hash__", "self", f" return hash(({_row(kind, 'self')}))")


def _written(name: str, head: str, lines: str, names: dict[str, object] | None = None) -> Method:
    """Return a method out of the names of fields, as the library makes its own."""
    found = {} if names is None else names
    exec(f"def {name}({head}):{lines}", found)  # noqa: S102  (names of our fields, no data)
    return cast("Method", found[name])


@recursive_repr()
def _told(self: Any) -> str:  # noqa: ANN401  (a value of any class)
    shown = (f"{each.name}={getattr(self, each.name)!r}" for each in dataclasses.fields(self) if each.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _no_change(self: object, name: str, value: object) -> None:
    del self, value
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _no_end(self: object, name: str) -> None:
    del self
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[object]:  # noqa: ANN401  (as _told)
    return [getattr(self, each.name) for each in dataclasses.fields(self)]


def _again(self: Any, state: list[object]) -> None:  # noqa: ANN401  (as _told)
    for each, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)


_FROZEN: Final = {
    "__setattr__": _no_change, "__delattr__": _no_end, "__getstate__": _state, "__setstate__": _again,
}  # fmt: skip
"""A frozen value: refuses changes, and goes to a child process all the same."""
