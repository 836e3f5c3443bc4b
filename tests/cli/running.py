"""Running commands in tests: in this process for speed, as a real program where streams and exit codes matter."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from tui.cli.group import notyet

ROOT = Path(__file__).resolve().parent.parent.parent
MONDAY = "2026-11-23T08:30"


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The data on stdout."""
        return json.loads(self.out)


class Rep:
    """Types commands at one book, on one day after the other."""

    def __init__(self, book: Path, now: str = MONDAY) -> None:
        self.book = book
        self.now = now

    def types(self, *args: str, stdin: str = "") -> Ran:
        """Run a command in this process."""
        ran = CliRunner().invoke(notyet, ["--book", str(self.book), "--now", self.now, *args], input=stdin)
        if ran.exception is not None and not isinstance(ran.exception, SystemExit):
            raise ran.exception
        return Ran(ran.exit_code, ran.stdout, ran.stderr)

    def does(self, *args: str) -> Ran:
        """Run a command that must succeed."""
        ran = self.types(*args)
        assert ran.code == 0, ran
        return ran

    def starts(self, *args: str, **env: str) -> Ran:
        """Run the real program."""
        command = [sys.executable, "-m", "tui", "--book", str(self.book), "--now", self.now, *args]
        ran = subprocess.run(
            command, cwd=ROOT, env={**os.environ, **env}, capture_output=True, encoding="utf-8", check=False
        )
        return Ran(ran.returncode, ran.stdout, ran.stderr)
