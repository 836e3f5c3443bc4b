"""Who may come in: by word, by the name that was asked for, and by the page that asks."""

from __future__ import annotations

import socket

import pytest

from tui.serving.gate import Gate

EVERYWHERE = "0.0.0.0"  # noqa: S104  (nothing listens here)


def test_the_word_is_new_at_every_start_and_long_enough() -> None:
    words = {Gate().word for _ in range(50)}
    assert len(words) == 50
    assert all(len(word) >= 32 for word in words)
    assert Gate().word not in repr(Gate())


@pytest.mark.parametrize("asked", ["127.0.0.1:8730", "localhost:8730", "LOCALHOST", "[::1]:8730", "127.0.0.1"])
def test_this_machine_is_answered(asked: str) -> None:
    assert Gate().answers(asked)


@pytest.mark.parametrize(
    "asked",
    ["evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example", "192.168.1.5:8730", "", "[evil]", ":8730"],
)  # fmt: skip
def test_a_name_that_was_turned_to_this_machine_is_not_answered(asked: str) -> None:
    """DNS rebinding: the page of another site reaches our port under its own name."""
    assert not Gate().answers(asked)


def test_in_a_network_numbers_and_own_names_are_answered() -> None:
    gate = Gate(EVERYWHERE)
    here = socket.gethostname()
    assert gate.answers("192.168.1.5:8730")
    assert gate.answers(f"{here}:8730")
    assert gate.answers(f"{here}.local")
    assert not gate.answers("evil.example:8730")
    assert Gate("desk.example").answers("desk.example:1")


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True), ("127.0.0.9", True), ("::1", True), ("localhost", True), (EVERYWHERE, False),
        ("::", False), ("192.168.1.5", False), ("desk.example", False),
    ],
)  # fmt: skip
def test_only_the_loopback_is_own(host: str, own: object) -> None:
    assert Gate(host).own is own


@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", "http://127.0.0.1:1", "https://127.0.0.1:8730"]
)
def test_a_foreign_page_is_not_trusted(origin: str | None) -> None:
    gate = Gate()
    assert not gate.trusts(origin, "127.0.0.1:8730")
    assert gate.trusts("http://127.0.0.1:8730", "127.0.0.1:8730")


def test_the_address_holds_the_word() -> None:
    assert Gate("127.0.0.1", "word").address(8730) == "http://127.0.0.1:8730/word/"
    assert Gate("::1", "word").address(8730) == "http://[::1]:8730/word/"
    assert Gate(EVERYWHERE, "word").address(1) == f"http://{socket.gethostname()}:1/word/"
