"""`notyet completion`: the shell's own script, which asks the planner for names of commands, options and outcomes."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from tui.cli.say import verbatim

_HELP = """Print the completion script of your SHELL.

\b
bash:  notyet completion bash >> ~/.bash_completion
zsh:   notyet completion zsh > "${fpath[1]}/_notyet"
fish:  notyet completion fish > ~/.config/fish/completions/notyet.fish
"""


@click.command(help=_HELP)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the completion script of a shell."""
    root = ctx.find_root().command
    kind = get_completion_class(shell)
    assert kind is not None  # noqa: S101  (the choice above names only those that click knows)
    verbatim(kind(root, {}, "notyet", "_NOTYET_COMPLETE").source())
