"""These tests speak with a server of this machine, and with nobody else."""

from __future__ import annotations

import socket

import pytest


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection to anywhere but this machine fails the test that tries it."""
    connect = socket.socket.connect

    def local_only(self: socket.socket, address: object) -> None:
        local = self.family == getattr(socket, "AF_UNIX", None) or str(address).startswith("('127.0.0.1'")
        assert local, f"a network call to {address!r}"
        connect(self, address)  # type: ignore[arg-type]  # a local socket: handed on as it came

    monkeypatch.setattr(socket.socket, "connect", local_only)
