"""A fork server: the command line is imported once, and each run is a fork of it, to which strace may attach.

Reads a JSON list of [strace options or null, command line, environment] a line from stdin, answers {"code", "out",
"err"} a line. A run costs a tenth of a second this way, and most of a second from the start: strace watches every
`stat` of an import.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from tui.cli.group import COMMANDS

_ATTACHED = b"attached"
_LONGEST = 60
"""Seconds after which a run that hangs is ended."""


def child(args: list[str], env: Mapping[str, str], out: int, err: int, *, traced: bool) -> None:
    """Be the command: stand still until strace has attached, then run it to its end."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(out, 1)
    os.dup2(err, 2)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    if traced:
        os.kill(os.getpid(), signal.SIGSTOP)
    from tui.__main__ import main

    signal.alarm(_LONGEST)
    main(args)


def run(options: list[str] | None, args: list[str], env: Mapping[str, str]) -> dict[str, object]:
    """Run one command, under strace where there are options for it; return how it ended and what it said."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        pid = os.fork()
        if pid == 0:
            try:
                child(args, env, out.fileno(), err.fileno(), traced=options is not None)
            except SystemExit as left:
                with contextlib.suppress(OSError):
                    sys.stdout.flush()
                os._exit(left.code if isinstance(left.code, int) else 1)
            except BaseException:  # noqa: BLE001  (as the interpreter does: the traceback, and 1)
                sys.excepthook(*sys.exc_info())
            os._exit(1)
        code = _ended(pid) if options is None else _traced(pid, options)
        out.seek(0)
        err.seek(0)
        return {"code": code, "out": out.read().decode(), "err": err.read().decode()}


def _ended(pid: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _traced(pid: int, options: list[str]) -> int:
    """Attach strace, let the command go on, and return its code, negative for the signal that killed it."""
    os.waitpid(pid, os.WUNTRACED)
    watcher = subprocess.Popen(
        ["strace", "-f", *options, "-p", str(pid)], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    assert watcher.stderr is not None
    said = watcher.stderr.readline()
    if _ATTACHED not in said:
        os.kill(pid, signal.SIGKILL)
    os.kill(pid, signal.SIGCONT)
    code = _ended(pid)
    watcher.communicate()
    assert _ATTACHED in said, said
    return code


def serve() -> None:
    """Answer until stdin ends."""
    for listed in COMMANDS:
        with contextlib.suppress(ImportError):  # one that is not written yet is imported by nobody
            importlib.import_module(f"tui.cli.{listed.place.partition(':')[0]}")
    for name in ("storage.book", "storage.backup", "storage.doctor", "storage.landing", "sqlite_utils", "pendulum"):
        importlib.import_module(name)
    for line in sys.stdin:
        print(json.dumps(run(*json.loads(line))), flush=True)  # noqa: T201  (its answer)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
    serve()
