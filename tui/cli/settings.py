"""`notyet playbook`: every figure of the rules as one document with comments (DESIGN section 3)."""

from __future__ import annotations

from pathlib import Path

import click

from playbook.document import parse, render
from playbook.errors import BadInput, NotFound, Refused
from playbook.settings import Settings
from tui.cli.say import out, somebody_there, talk
from tui.cli.session import Session, pass_session


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
@pass_session
def edit(session: Session, file: Path | None) -> None:
    """Edit the document in your editor ($EDITOR), or take FILE as the new one."""
    before = _current(session)
    text = click.edit(render(before), extension=".toml") if file is None else _read(file)
    if text is None:
        talk("Nothing was changed.")
        return
    after = _parsed(text, "the document" if file is None else file.name)
    if after == before:
        talk("Nothing was changed.")
        return
    with session.writing() as book:
        change = book.set_settings(after, session.now)
    out(change.label)


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
    with session.writing() as book:
        change = book.set_settings(Settings(), session.now)
    out(change.label)


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
