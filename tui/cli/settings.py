"""`notyet playbook`: every figure of the rules as one document with comments (DESIGN section 3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook.document import parse, render
from playbook.errors import BadInput, NotFound, Refused
from playbook.rules import RULES, Rule, rule
from playbook.settings import Settings
from tui.cli.say import Json, answer, on_a_terminal, out, somebody_there, table, talk
from tui.cli.session import Session, pass_session
from tui.rescored import lines

if TYPE_CHECKING:
    from storage.views_profile import SettingsChange


@click.group()
def playbook() -> None:
    """Show, edit, check or reset the rules' figures and your profile."""


@playbook.command()
@pass_session
def show(session: Session) -> None:
    """Print the document: every figure, its unit and its rule."""
    out(render(_current(session)))


@playbook.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Don't ask when the profile changes.")
@pass_session
def edit(session: Session, file: Path | None, *, yes: bool) -> None:
    """Edit the document in your editor ($EDITOR), or take FILE as the new one.

    A changed profile shows who comes on and who goes off before it is saved (R3).
    """
    before = _current(session)
    text = click.edit(render(before), extension=".toml") if file is None else _read(file)
    if text is None:
        talk("Nothing was changed.")
        return
    after = _parsed(text, "the document" if file is None else file.name)
    if after == before:
        talk("Nothing was changed.")
        return
    _save(session, before, after, yes=yes)


@playbook.command()
@click.option(
    "--back", type=click.IntRange(0), metavar="N", help="Bring back the playbook as change N left it; 0: as it came."
)
@click.option("--yes", is_flag=True, help="Don't ask.")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@pass_session
def history(session: Session, *, back: int | None, yes: bool, as_json: bool) -> None:
    """Every change of the playbook, newest first: when, who, and what stood there before."""
    found: tuple[SettingsChange, ...] = ()
    if session.path.exists():
        with session.reading() as book:
            found = book.settings_history()
    if back is not None:
        _save(session, _current(session), _as_left(found, back), yes=yes)
    elif as_json:
        answer([_shape(len(found) - place, change) for place, change in enumerate(found)])
    elif not found:
        talk("Nothing was changed yet: this is the playbook as it came.")
    else:
        table([row for place, change in enumerate(found) for row in _rows(len(found) - place, change)])


@playbook.command()
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> None:
    """Check FILE without changing anything: each fault with its line and what was expected."""
    _parsed(_read(file), file.name)
    out(f"{file.name}: fine")


@playbook.command()
@click.option("--yes", is_flag=True, help="Don't ask.")
@pass_session
def reset(session: Session, *, yes: bool) -> None:
    """Go back to the playbook as it came; your profile goes too, and undo brings all of it back."""
    if not yes and somebody_there():
        click.confirm("Back to the playbook as it came? Your profile goes too", abort=True, err=True)
    _save(session, _current(session), Settings(), yes=True)


@playbook.command()
@click.argument("code", required=False, metavar="[RULE]")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
def rules(code: str | None, *, as_json: bool) -> None:
    """What the planner keeps, rule by rule: what each says, from which essay, and where you meet it.

    RULE is a number, such as R14: only that one.
    """
    found = RULES if code is None else (_rule(code),)
    if as_json:
        answer([_told(each) for each in found])
        return
    for each in found:
        essays = f" · {each.essays.replace(' ', ', ')}" if each.essays else ""
        out(f"{each.code} {each.name}{essays}\n    {each.says}\n    You meet it: {each.met}")


def _rule(code: str) -> Rule:
    known = rule(code)
    if known is None:
        raise NotFound(f"There is no rule {code!r}.", f"They go from {RULES[0].code} to {RULES[-1].code}.")
    return known


def _told(each: Rule) -> Json:
    return {
        "rule": each.code,
        "name": each.name,
        "says": each.says,
        "essays": list(each.essays.split()),
        "met": each.met,
    }


def _save(session: Session, before: Settings, after: Settings, *, yes: bool) -> None:
    """Say what a changed profile does, ask where somebody is there, then write it as one action (R3)."""
    with session.writing() as book:
        if (before.profile, before.fit) != (after.profile, after.fit):
            for line in lines(book.rescored(after, _progress())):
                talk(line)
            if not yes and somebody_there():
                click.confirm("Save it? One undo takes it back", abort=True, err=True)
        change = book.set_settings(after, session.now)
    out(change.label)


def _progress() -> Callable[[int, int], None] | None:
    """Show on a terminal how far the look at the book is; Ctrl+C stops it, and nothing is changed."""
    if not on_a_terminal():
        return None
    return lambda done, total: click.echo(f"\rlooking at {done:,} of {total:,} accounts …\033[K\r", nl=False, err=True)


def _as_left(found: Sequence[SettingsChange], number: int) -> Settings:
    """Return the settings as a change left them; changes are counted from the first, so a number stays its own."""
    if number > len(found):
        raise BadInput(
            f"There is no change {number}; the newest is {len(found)}.", "notyet playbook history lists them."
        )
    return found[len(found) - number].after if number else Settings()


def _rows(number: int, change: SettingsChange) -> list[tuple[str, ...]]:
    when = f"{change.at:%Y-%m-%d %H:%M}"
    head = (str(number), when, "taken back" if change.undone else change.who)
    moved = [f"{key}  {_short(before)} -> {_short(after)}" for key, before, after in change.changes] or [""]
    return [(*(head if place == 0 else ("", "", "")), line) for place, line in enumerate(moved)]


def _short(text: str) -> str:
    return " ".join(text.split())


def _shape(number: int, change: SettingsChange) -> Json:
    return {
        "number": number,
        "at": change.at.isoformat(),
        "who": change.who,
        "undone": change.undone,
        "changes": [{"key": key, "before": before, "after": after} for key, before, after in change.changes],
    }


def _current(session: Session) -> Settings:
    """The book's settings, the playbook as it came where there is no book yet."""
    if not session.path.exists():
        return Settings()
    with session.reading() as book:
        return book.settings()


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise NotFound(f"{file} can't be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{file.name} is not UTF-8 text.", "Save it as UTF-8.") from error


def _parsed(text: str, name: str) -> Settings:
    settings, problems = parse(text, name)
    if settings is None or problems:
        faults = "\n".join(str(problem) for problem in problems)
        raise Refused(f"{name}: {len(problems)} to mend; nothing was changed.", faults)
    return settings
