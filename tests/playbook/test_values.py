"""Values whose methods are written when they are needed: beside the library's own, which they must equal."""

from __future__ import annotations

import dataclasses
import pickle
from dataclasses import FrozenInstanceError, field, fields, replace
from typing import Any

import pytest

from playbook import values

LIBRARY: Any = dataclasses.dataclass
OURS: Any = values.dataclass


def _made(decorator: Any) -> Any:
    class Card:
        """A value with every sort of field that ours have."""

        name: str
        marks: tuple[int, ...] = ()
        words: list[str] = field(default_factory=list)
        seen: int = field(default=0, compare=False, metadata={"unit": "times"})
        aside: str = field(default="", repr=False)

        @property
        def loud(self) -> str:
            return self.name.upper()

    return decorator(frozen=True, slots=True)(Card)


def _kept(decorator: Any) -> Any:
    class Tray:
        """One that may be changed."""

        held: int = 0
        full: bool = field(default=False, init=False)
        words: list[str] = field(default_factory=list, init=False)

    return decorator(slots=True)(Tray)


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    """What the library makes of it."""

    first: int
    second: str = "b"


@values.dataclass(frozen=True, slots=True)
class Sent:
    """Found by its name in another process."""

    first: int
    second: str = "b"


@pytest.fixture(params=[LIBRARY, OURS], ids=["library", "ours"])
def card(request: pytest.FixtureRequest) -> Any:
    return _made(request.param)


@pytest.fixture(params=[LIBRARY, OURS], ids=["library", "ours"])
def tray(request: pytest.FixtureRequest) -> Any:
    return _kept(request.param)


def test_a_value_is_made_of_its_fields(card: Any) -> None:
    assert (card("a").marks, card("a").words, card("a", (1,), ["x"]).words, card(name="a").loud) == ((), [], ["x"], "A")
    assert card("a").words is not card("a").words
    assert [each.name for each in fields(card)] == ["name", "marks", "words", "seen", "aside"]
    assert fields(card)[3].metadata == {"unit": "times"}
    assert card.__match_args__ == ("name", "marks", "words", "seen", "aside")
    assert card.__slots__ == ("name", "marks", "words", "seen", "aside")
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'name'"):
        card()
    with pytest.raises(TypeError, match="unexpected keyword argument 'age'"):
        card("a", age=3)


def test_values_are_compared_by_what_counts(card: Any) -> None:
    assert card("a", seen=1) == card("a", seen=2)
    assert card("a") != card("b")
    assert card("a") != _made(LIBRARY)("a")
    assert card("a").__eq__("a") is NotImplemented
    assert replace(card("a", (1,)), name="b") == card("b", (1,))


def test_equal_values_are_one_key() -> None:
    assert {Sent(1): "x"}[Sent(1)] == "x"
    assert hash(Sent(1)) == hash(Theirs(1)) == hash((1, "b"))
    assert hash(_kept(OURS).__hash__) == hash(None)


def test_a_value_says_what_it_is(card: Any) -> None:
    assert repr(card("a", aside="x")).endswith("Card(name='a', marks=(), words=[], seen=0)")


def test_a_value_cannot_be_changed(card: Any) -> None:
    held = card("a")
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'name'"):
        held.name = "b"
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'name'"):
        del held.name
    assert held.name == "a"


def test_one_that_is_not_frozen_can(tray: Any) -> None:
    held = tray()
    held.held = 3
    assert held == tray(3)
    assert (held.full, held.words) == (False, [])
    assert held.words is not tray(3).words
    with pytest.raises(TypeError):
        tray(3, True)  # noqa: FBT003  (it has no such place)
    with pytest.raises(TypeError, match="unhashable"):
        hash(held)
    with pytest.raises(AttributeError):
        held.other = 1


def test_a_value_goes_to_a_child_process() -> None:
    assert pickle.loads(pickle.dumps(Sent(1, "c"))) == Sent(1, "c")  # noqa: S301  (our own bytes)


def test_a_method_of_its_own_stays() -> None:
    class Named:  # noqa: PLW1641  (as with any class, it is no key then)
        """Says and compares itself."""

        name: str
        age: int = 0

        def __repr__(self) -> str:
            return self.name

        def __eq__(self, other: object) -> bool:
            return isinstance(other, type(self)) and self.name == other.name

    made = OURS(frozen=True, slots=True)(Named)
    assert (repr(made("x")), made("x", 1) == made("x", 2), made.__hash__) == ("x", True, None)


@pytest.mark.parametrize("decorator", [LIBRARY, OURS])
def test_a_value_may_be_itself_only(decorator: Any) -> None:
    made = decorator(slots=True, eq=False)(type("Job", (), {"__doc__": "A job.", "__annotations__": {"held": "int"}}))
    one = made(1)
    assert one != made(1)
    assert {one: "x"}[one] == "x"


def test_a_class_without_fields_is_a_value_too() -> None:
    made = OURS(frozen=True, slots=True)(type("Nothing", (), {"__doc__": "Nothing."}))
    assert (made() == made(), hash(made()), repr(made())) == (True, hash(()), "Nothing()")


def test_a_method_is_written_once_and_when_it_is_needed() -> None:
    """The reason for it all: a class that no value is made of costs no compiling."""
    made = _made(OURS)
    first = made.__init__
    assert (first.__module__, first.__qualname__.endswith("Card.__init__")) == ("playbook.values", True)
    made("a")
    assert made.__init__ is not first
    second = made.__init__
    first(held := made("b"), "c")  # held by somebody before: it does the same
    assert held.name == "c"
    assert second.__code__ == made.__init__.__code__


@pytest.mark.parametrize("wish", [field(init=False), field(default=1, kw_only=True)])
def test_what_it_cannot_do_is_refused(wish: Any) -> None:
    made = OURS(slots=True)(type("Odd", (), {"__doc__": "Odd.", "__annotations__": {"held": "int"}, "held": wish}))
    with pytest.raises(TypeError, match="take the library's own"):
        made()


def test_work_after_the_fields_and_values_without_slots_are_refused() -> None:
    with pytest.raises(TypeError, match="take the library's own"):
        OURS(slots=True)(type("Odd", (), {"__doc__": "Odd.", "__post_init__": lambda _: None}))()
    with pytest.raises(TypeError, match="these values have slots"):
        OURS(slots=False)
