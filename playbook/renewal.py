"""Frozen values made and renewed as `dataclasses` does it, in a third to a fifth of the time.

A touch makes and renews a dozen values of up to forty fields. The library sets each field of a frozen class through two
calls, past the class's own refusal. Here a value is filled while it is of a twin class, which has the same slots and
refuses nothing, and then becomes what it is: Python lets a value change between two classes of the same slots. Years of
a whole book (`playbook.forecast`, a rebuild) are made of nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, fields
from typing import TYPE_CHECKING, Any, TypeVar

T = TypeVar("T")
Copier = Callable[[Any], Any]

_copiers: dict[type[Any], Copier] = {}
_twins: dict[type[Any], type[Any]] = {}
_hastened: set[type[Any]] = set()
_become = vars(object)["__class__"].__set__
"""Makes a value one of another class of the same slots, past a refusal to be changed."""


def renewed(value: T, /, **changes: Any) -> T:  # noqa: ANN401  (fields of any type)
    """Return `value` with these fields changed; for frozen classes with slots whose `__init__` only sets fields.

    Raises:
        TypeError: there is no field of that name.
    """
    kind: type[Any] = type(value)
    copy = _copiers.get(kind)
    if copy is None:
        copy = _copiers[kind] = _copier(kind)
    new: Any = copy(value)
    try:
        for name, changed in changes.items():
            setattr(new, name, changed)
    except AttributeError:
        msg = f"{kind.__name__} has no field {name!r}"
        raise TypeError(msg) from None
    new.__class__ = kind
    same: T = new
    return same


def hasten(*kinds: type[Any]) -> None:
    """Give frozen classes with slots an `__init__` that sets the same fields in a third of the time.

    For whoever makes values by the hundred thousand: compiling it costs a fraction of a millisecond a class, which
    a start has not to spare. A class that was hastened before stays as it is.

    Raises:
        TypeError: a class has a field that is more than set (`default_factory`, `init=False`), or a `__post_init__`.
    """
    for kind in kinds:
        if kind not in _hastened:
            kind.__init__ = _initialiser(kind)
            _hastened.add(kind)


def _twin(kind: type[Any]) -> type[Any]:
    """Return the class of the same slots that may be assigned to."""
    if kind not in _twins:
        _twins[kind] = type(f"{kind.__name__}Open", (), {"__slots__": kind.__slots__})
    return _twins[kind]


def _copier(kind: type[Any]) -> Copier:
    """Return a function with one statement a field, as `dataclasses` writes its `__init__`; a loop is far slower."""
    lines = [f" new.{each.name} = old.{each.name}" for each in fields(kind)]
    text = "\n".join(("def copy(old):", " new = blank(twin)", *lines, " return new"))
    return _compiled(text, "copy", {"blank": object.__new__, "twin": _twin(kind)})


def _initialiser(kind: type[Any]) -> Callable[..., None]:
    known = fields(kind)
    if hasattr(kind, "__post_init__") or any(not each.init or each.default_factory is not MISSING for each in known):
        msg = f"{kind.__name__} does more than set its fields"
        raise TypeError(msg)
    asked = ", ".join(_asked(each) for each in known)
    lines = [f" self.{each.name} = {each.name}" for each in known]
    text = "\n".join((f"def __init__(self, {asked}):", " _become(self, _twin)", *lines,
                      " self.__class__ = _kind"))  # fmt: skip
    bound = {f"_default_{each.name}": each.default for each in known}
    return _compiled(text, "__init__", {"_become": _become, "_twin": _twin(kind), "_kind": kind, **bound})


def _asked(known: Field[Any]) -> str:
    return known.name if known.default is MISSING else f"{known.name}=_default_{known.name}"


def _compiled(text: str, name: str, bound: dict[str, Any]) -> Callable[..., Any]:
    exec(text, bound)  # noqa: S102  (field names only)
    made: Callable[..., Any] = bound[name]
    return made


if TYPE_CHECKING:
    from dataclasses import replace as replace  # noqa: PLC0414  (so that the types of the fields are checked)
else:
    replace = renewed
