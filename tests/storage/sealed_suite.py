"""The switch `NOTYET_SEALED=1`: every book of the suite is an encrypted one, also those that a test looks into itself.

A raw key spares the 256,000 rounds of a passphrase at each opening; everything behind them is the same.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from storage import backup_look, connection, engine, restore
from storage.engine import Key, Kind
from storage.views_safe import Restored

WANTED = os.environ.get("NOTYET_SEALED") == "1"
KEY = Key("x'" + "5e" * 32 + "'")


def switch_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every book this key, those that are made and those that are opened."""
    connect = connection.connect
    plain: Callable[..., sqlite3.Connection] = sqlite3.connect

    def sealed(path: Path, *, create: bool, key: Key | None = None) -> connection.Link:
        return connect(path, create=create, key=key or KEY)

    def looked_into(database: Any, *args: Any, **more: Any) -> sqlite3.Connection:
        if "factory" in more or not str(database) or database == ":memory:":
            return plain(database, *args, **more)
        path = Path(unquote(urlsplit(str(database)).path)) if more.get("uri") else Path(database)
        if engine.kind(path) not in {Kind.SEALED, Kind.NONE}:
            return plain(database, *args, **more)
        return engine.connect(path, KEY, timeout=more.get("timeout", 5.0))

    look, restored = backup_look.opened, restore.restore

    def opened(file: Path, key: Key | None = None) -> AbstractContextManager[sqlite3.Connection]:
        return look(file, key or KEY)

    def put_back(wanted: restore.Wanted) -> Restored:
        return restored(replace(wanted, key=wanted.key or KEY))

    monkeypatch.setattr(backup_look, "opened", opened)
    monkeypatch.setattr(restore, "restore", put_back)
    monkeypatch.setattr(connection, "connect", sealed)
    monkeypatch.setattr(sqlite3, "connect", looked_into)
