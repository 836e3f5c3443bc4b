"""What holds the house up: import direction, sizes, one clock, no markup and no SQL out of data, a whole wheel."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("playbook", "storage", "tui")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))

LONGEST_MODULE = 300
LONGEST_FUNCTION = 40

OWNERS = {
    "sqlite3": "storage",
    "sqlite_utils": "storage",
    "textual": "tui",
    "rich": "tui",
    "click": "tui",
}
"""Libraries that only one package may import."""

FLOORS = {"playbook": {"playbook"}, "storage": {"playbook", "storage"}, "tui": {"playbook", "storage", "tui"}}
"""What a package may import of ours: the direction is playbook <- storage <- tui."""

VAGUE = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}

CLOCKS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("pendulum", "now"),
    ("pendulum", "today"),
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "localtime"),
    ("time", "gmtime"),
    ("time", "ctime"),
    ("time", "strftime"),
}
CLOCK_DOORS = {"tui/clock.py", "storage/ids.py"}
"""The rep's time comes through the first; the second stamps ids with the machine's own clock (DESIGN section 2)."""

MARKUP_SLOTS = {
    "Button", "Checkbox", "Collapsible", "Hit", "Label", "Option", "OptionList", "Placeholder", "RadioButton", "Select",
    "SelectionList", "Static", "Tab", "TabPane", "Tree",
}  # fmt: skip
"""Widgets that parse a plain str as markup (textual 8)."""
MARKUP_ATTRIBUTES = {"border_title", "border_subtitle", "tooltip"}

SQL_CALLS = {"execute", "executemany", "executescript", "query"}
SQL_HEADS = ("PRAGMA ", 'DROP TABLE "', 'SELECT * FROM "')
"""Statements about the file's own tables: SQLite takes no parameter there."""
SQL_DOORS = {"storage/upsert.py"}
"""Where statements are put together out of our own table and column names, once, at import."""


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def package_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imports_of(path: Path) -> Iterator[tuple[int, str]]:
    """Line and dotted name of every import, also of those inside functions."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, item.name) for item in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno}: relative import"
            yield node.lineno, node.module or ""
            yield from ((node.lineno, f"{node.module}.{item.name}") for item in node.names)


def calls_of(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call))


def called(node: ast.Call) -> str:
    """The last name of what is called: `execute` of `self.db.execute(…)`."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def owner(node: ast.Call) -> str:
    """The name before the last dot: `datetime` of `datetime.now()`."""
    held = node.func.value if isinstance(node.func, ast.Attribute) else None
    if isinstance(held, ast.Attribute):
        return held.attr
    return held.id if isinstance(held, ast.Name) else ""


def keyword(node: ast.Call, name: str) -> ast.expr | None:
    return next((item.value for item in node.keywords if item.arg == name), None)


def is_literal(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant)


def says_no(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is False


def at(path: Path, line: int, what: str) -> str:
    return f"{name_of(path)}:{line}: {what}"


def test_packages_import_downwards_only() -> None:
    faults = []
    for path in MODULES:
        allowed = FLOORS[package_of(path)]
        for line, module in imports_of(path):
            top = module.split(".")[0]
            if top in {*PACKAGES, "tests", "benchmarks"} and top not in allowed:
                faults.append(at(path, line, f"{package_of(path)} imports {module}"))
    assert not faults, "\n".join(faults)


def test_libraries_have_one_owner() -> None:
    faults = []
    for path in MODULES:
        for line, module in imports_of(path):
            top = module.split(".")[0]
            if OWNERS.get(top, package_of(path)) != package_of(path):
                faults.append(at(path, line, f"{top} belongs to {OWNERS[top]}"))
    assert not faults, "\n".join(faults)


def test_playbook_needs_nothing_but_the_standard_library() -> None:
    faults = []
    for path in MODULES:
        if package_of(path) != "playbook":
            continue
        for line, module in imports_of(path):
            top = module.split(".")[0]
            if top != "playbook" and top not in sys.stdlib_module_names:
                faults.append(at(path, line, f"playbook imports {module}"))
    assert not faults, "\n".join(faults)


def top_imports(path: Path, ours: set[str]) -> set[str]:
    """Our own modules that are imported when this one is, so not inside a function."""
    found: set[str] = set()
    for node in tree_of(path).body:
        if isinstance(node, ast.Import):
            found.update(item.name for item in node.names)
        elif isinstance(node, ast.ImportFrom):
            names = {f"{node.module}.{item.name}" for item in node.names}
            found.update(names & ours or {node.module or ""})
    return found & ours


def test_no_import_cycle() -> None:
    dotted = {
        path: ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in MODULES
    }
    ours = set(dotted.values())
    needs = {dotted[path]: top_imports(path, ours) - {dotted[path]} for path in MODULES}
    while ready := {module for module, wanted in needs.items() if not wanted & needs.keys()}:
        needs = {module: wanted for module, wanted in needs.items() if module not in ready}
    assert not needs, f"import cycle among: {sorted(needs)}"


def test_modules_are_short_and_named_for_what_they_hold() -> None:
    faults = []
    for path in MODULES:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > LONGEST_MODULE:
            faults.append(at(path, lines, f"{lines} lines, {LONGEST_MODULE} at most"))
        if path.stem in VAGUE:
            faults.append(at(path, 1, "a vague name: say what it holds"))
    assert not faults, "\n".join(faults)


def test_functions_are_short() -> None:
    faults = []
    for path in MODULES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    faults.append(at(path, node.lineno, f"{node.name}: {lines} lines, {LONGEST_FUNCTION} at most"))
    assert not faults, "\n".join(faults)


def test_only_the_clock_reads_the_clock() -> None:
    faults = [
        at(path, node.lineno, f"{owner(node)}.{called(node)}()")
        for path in MODULES
        if name_of(path) not in CLOCK_DOORS
        for node in calls_of(path)
        if (owner(node), called(node)) in CLOCKS
    ]
    assert not faults, "\n".join(faults)


def built_from_data(node: ast.expr) -> bool:
    """Whether a SQL text takes in anything but constants (UPPER_CASE names) and place holders (`marks(n)`)."""
    if isinstance(node, ast.JoinedStr):
        head = node.values[0]
        if isinstance(head, ast.Constant) and str(head.value).startswith(SQL_HEADS):
            return False
        return any(isinstance(part, ast.FormattedValue) and not is_own_text(part.value) for part in node.values)
    if isinstance(node, ast.BinOp):
        return built_from_data(node.left) or built_from_data(node.right)
    return isinstance(node, ast.Call) and called(node) == "format"


def is_own_text(node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        return called(node).lstrip("_") == "marks"
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return bool(name) and name == name.upper()


def test_sql_is_never_built_from_data() -> None:
    faults = [
        at(path, node.lineno, "SQL built from data: use ? and parameters")
        for path in MODULES
        if name_of(path) not in SQL_DOORS
        for node in calls_of(path)
        if called(node) in SQL_CALLS and node.args and built_from_data(node.args[0])
    ]
    assert not faults, "\n".join(faults)


def markup_faults(path: Path) -> Iterator[str]:
    for node in calls_of(path):
        what = called(node)
        if what == "from_markup" and not (owner(node) == "Content" and node.args and is_literal(node.args[0])):
            yield at(path, node.lineno, f"{owner(node)}.from_markup of anything but a literal")
        if what == "notify" and not says_no(keyword(node, "markup")):
            yield at(path, node.lineno, "notify() without markup=False")
        parses = what in MARKUP_SLOTS and not says_no(keyword(node, "markup"))
        if parses and node.args and isinstance(node.args[0], ast.JoinedStr):
            yield at(path, node.lineno, f"{what}() of an f-string: use Content")


def titled_with_data(path: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(path)):
        if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.JoinedStr):
            continue
        for target in node.targets:
            if isinstance(target, ast.Attribute) and target.attr in MARKUP_ATTRIBUTES:
                yield at(path, node.lineno, f".{target.attr} = f-string: use Content")


def test_no_foreign_text_reaches_markup() -> None:
    faults = [fault for path in MODULES for fault in (*markup_faults(path), *titled_with_data(path))]
    faults += [
        at(path, line, "escaping is no fix: use Content")
        for path in MODULES
        for line, module in imports_of(path)
        if module in {"rich.markup", "rich.markup.escape", "textual.markup.escape"}
    ]
    assert not faults, "\n".join(faults)


def blind(node: ast.expr | None) -> bool:
    if node is None:
        return True
    names = node.elts if isinstance(node, ast.Tuple) else [node]
    return any(isinstance(name, ast.Name) and name.id in {"Exception", "BaseException"} for name in names)


def passes_on(node: ast.ExceptHandler) -> bool:
    """Whether a handler only tidies up: it ends with a bare `raise`."""
    last = node.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def test_no_blind_except() -> None:
    faults = []
    for path in MODULES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ExceptHandler) and blind(node.type) and not passes_on(node):
                faults.append(at(path, node.lineno, "blind except"))
            if isinstance(node, ast.Call) and called(node) == "suppress" and any(blind(arg) for arg in node.args):
                faults.append(at(path, node.lineno, "blind suppress"))
    assert not faults, "\n".join(faults)


def shipped_files() -> list[Path]:
    """The files of the repository: what git tracks or would track, else (in an unpacked sdist) everything."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        listed = subprocess.run(
            [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, check=True, capture_output=True, text=True,
        )  # fmt: skip
        return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    hidden = {".venv", ".git", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}
    return [path for path in ROOT.rglob("*") if path.is_file() and not hidden & set(path.parts)]


# Taken apart, so that this file does not name them either.
HOSTS = ("pypi" + r"\.org", "python" + r"hosted\.org", "test" + r"\.pypi", "dev" + "pi", "artifact" + "ory")
PLACES = (
    "/wo" + "rk/",
    "/ro" + "ot/",
    "/op" + "t/",
    "/home/" + r"\w+/",
    r"\.libr" + "ary",
    "fa" + r"rm-\d",
    r"C:\\Us" + "ers",
)
NAMED = re.compile("|".join((*HOSTS, *PLACES)))


def test_no_package_index_and_no_machine_is_named() -> None:
    faults = []
    for path in shipped_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        faults += [
            at(path, number, f"names {found.group()}")
            for number, line in enumerate(text.splitlines(), 1)
            if (found := NAMED.search(line))
        ]
    assert not faults, "\n".join(faults)


def test_locks_carry_hashes_and_nothing_else() -> None:
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        text = lock.read_text(encoding="utf-8")
        blocks = re.findall(r"^[a-z0-9].*(?:\n    --hash=.*)*", text, flags=re.MULTILINE)
        assert blocks, lock
        assert all("==" in block and "--hash=sha256:" in block for block in blocks), lock
        assert not re.search(r"^(--|-e|https?:)", text, flags=re.MULTILINE), lock


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names inside a wheel that is built here, offline."""
    target = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (built,) = target.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        return set(archive.namelist())


def test_wheel_holds_every_data_file(wheel: set[str]) -> None:
    ours = {name_of(path) for path in shipped_files() if package_of(path) in PACKAGES}
    missing = {name for name in ours if "__pycache__" not in name} - wheel
    assert not missing, sorted(missing)


def test_wheel_holds_nothing_else(wheel: set[str]) -> None:
    assert {name.split("/")[0] for name in wheel if ".dist-info/" not in name} == set(PACKAGES)


QUIET = {
    "version": (["--version"], ("textual", "rich", "sqlite_utils", "sqlite3", "pendulum", "holidays", "phonenumbers")),
    "help": (["--help"], ("textual", "rich", "sqlite_utils", "sqlite3", "pendulum", "holidays", "phonenumbers")),
    "today": (["today", "--json"], ("textual", "rich", "phonenumbers")),
    "unknown": (["tody"], ("textual", "rich", "sqlite_utils", "sqlite3")),
}


@pytest.mark.parametrize("case", sorted(QUIET))
def test_commands_import_only_what_they_use(case: str, tmp_path: Path) -> None:
    args, kept_out = QUIET[case]
    book = tmp_path / "book.db"
    code = (
        "import sys\n"
        "from tui.__main__ import main\n"
        "try:\n    main(sys.argv[2:])\nexcept SystemExit:\n    pass\n"
        "print(*(name for name in sys.argv[1].split(',') if name in sys.modules), file=sys.stderr)\n"
        "print('END', file=sys.stderr)\n"
    )
    if case == "today":
        added = [sys.executable, "-m", "tui", "--book", str(book), "add", "Acme Robotics"]
        subprocess.run(added, check=True, capture_output=True, cwd=ROOT)
    run = subprocess.run(
        [sys.executable, "-c", code, ",".join(kept_out), "--book", str(book), *args],
        check=True, capture_output=True, text=True, cwd=ROOT,
    )  # fmt: skip
    *_, loaded, end = run.stderr.splitlines()
    assert (loaded, end) == ("", "END")
