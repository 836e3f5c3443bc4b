"""T29: the whole main job without a network: forbidden by an audit hook, cut off by the system, counted by strace."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults import books

if sys.platform == "win32":
    pytest.skip("no pseudo-terminal and no namespaces", allow_module_level=True)

from tests.faults import straced
from tests.faults.window import keys, opened

ROOT = Path(__file__).resolve().parent.parent
OUTCOMES = 20
HOOK = """
import os, sys

FORBIDDEN = (
    "socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname",
    "socket.gethostbyaddr", "webbrowser.open", "urllib.Request", "http.client.connect", "ftplib.connect",
    "smtplib.connect", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn",
)

def watch(event, args):
    outside = event == "socket.__new__" and int(args[1]) != 1  # 1: AF_UNIX, with which asyncio wakes itself
    if event in FORBIDDEN or outside:
        with open(os.environ["NOTYET_AUDITED"], "a") as file:
            file.write(f"{event} {args!r}\\n")
        raise PermissionError(f"{event} is forbidden here")

sys.addaudithook(watch)
"""
"""Stands in `sitecustomize`, which Python runs first: nothing of the program is imported before it listens."""
LIST = "Company name,Phone Number,City,State/Region\n" + "".join(
    f"Offline {number:02},+1312555{number:04},Joliet,IL\n" for number in range(12)
)


@pytest.fixture
def env(home: Path, tmp_path: Path) -> dict[str, str]:
    """An environment in which every run of the program is watched."""
    folder = tmp_path / "hook"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(HOOK, encoding="utf-8")
    held = [str(folder), *filter(None, [os.environ.get("PYTHONPATH")])]
    kept = {name: value for name, value in os.environ.items() if name.startswith(("XDG_", "PATH"))}
    return {
        **kept, "HOME": str(home), "TZ": "America/Chicago", "LANG": "C.UTF-8", "TERM": "xterm-256color",
        "COLORTERM": "truecolor", "PYTHONUTF8": "1", "PYTHONPATH": os.pathsep.join(held),
        "NOTYET_AUDITED": str(tmp_path / "audited"),
    }  # fmt: skip


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book with a full morning, and a list beside it."""
    path = tmp_path / "book" / "notyet.db"
    path.parent.mkdir()
    books.make(path, state=tmp_path / "state")
    (path.parent / "list.csv").write_text(LIST, encoding="utf-8")
    return path


@contextmanager
def serving(book: Path, env: Mapping[str, str], *before: str) -> Iterator[Callable[..., str]]:
    """Start the program once, by `before`; each command is a fork of it, under the same watch."""
    server = straced.start(env, before)

    def run(*args: str) -> str:
        ran = straced.ask(server, None, straced.command(book, *args), env)
        assert ran.code == 0, (args, ran.err)
        return ran.out

    try:
        yield run
    finally:
        server.communicate()


def job(book: Path) -> list[tuple[str, ...]]:
    """The main job by command, one command after another."""
    return [
        ("import", "--yes", str(book.parent / "list.csv")), ("today", "--json"), ("log", "Works 040", "no:value"),
        ("undo",), ("search", "Offline"), ("show", "Works 001", "--json"), ("numbers",), ("backup",),
        ("export", "csv", str(book.parent / "out")),
    ]  # fmt: skip


def test_the_hook_forbids(env: dict[str, str]) -> None:
    """What the other tests lean on: a program that reaches out fails under it, and is written down."""
    reach = "import socket; socket.create_connection(('127.0.0.1', 9), 1)"
    done = subprocess.run([sys.executable, "-c", reach], env=env, capture_output=True, text=True, check=False)
    assert "is forbidden here" in done.stderr
    assert "socket." in Path(env["NOTYET_AUDITED"]).read_text()


def test_the_main_job_reaches_nobody(book: Path, env: dict[str, str]) -> None:
    """T29: import, twenty outcomes, undo, numbers in the planner, and the same by command, export too."""
    from tests.faults.counting import dice

    with serving(book, env) as run:
        for args in job(book):
            run(*args)
    seq = books.newest(book)
    with opened(book, env) as window:
        window.ready()
        window.rattle(keys(dice("T29"), OUTCOMES), dice("T29 pace"))
        window.wait(f"{OUTCOMES}/200 touches")
        window.press("u")
        window.wait("Taken back")
        window.press("\x10")
        window.wait("whom do you look")
        window.press("numbers")
        window.wait("What the work brought")
        window.press("\r")
        window.wait("1 today", "esc back")
        window.press("\x1b")
        window.ready()
        window.press("q")
        assert window.close() == 0, window.screen
    assert len(books.touches(book, seq)) == OUTCOMES
    assert not Path(env["NOTYET_AUDITED"]).exists(), Path(env["NOTYET_AUDITED"]).read_text()


def _cut_off() -> str:
    if shutil.which("unshare") is None:
        return "unshare is not installed"
    tried = subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False)
    return "" if tried.returncode == 0 else "this system gives no network namespace"


@pytest.mark.skipif(bool(_cut_off()), reason=_cut_off() or "unshare is here")
def test_the_main_job_needs_no_network_at_all(book: Path, env: dict[str, str]) -> None:
    """T29: under an empty network namespace."""
    with serving(book, env, "unshare", "-n") as run:
        for args in job(book):
            run(*args)


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_no_socket_of_the_internet_is_opened(book: Path, env: dict[str, str], tmp_path: Path) -> None:
    """T29: counted by the system itself."""
    out = tmp_path / "sockets"
    traced = ("strace", "-f", "-qq", "-e", "trace=socket,connect,sendto", "-o", str(out))
    with serving(book, env, *traced) as run:
        for args in job(book)[:4]:
            run(*args)
    assert "AF_INET" not in out.read_text()
