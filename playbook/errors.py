"""Errors that speak to a rep: what happened, what was kept, what to do.

NotYetError (exit 1)
 ├─ Refused         a rule or the book says no: nothing was written
 ├─ NotFound        no such account, person, action or file
 ├─ Ambiguous       two accounts of one name: their ids are in the message
 ├─ Stale           the account changed since the keys were drawn: nothing was written, draw again
 ├─ BadInput        a value that cannot be read: file, line, what was expected
 └─ BookTrouble     the file cannot be opened, is damaged, newer, locked or full
"""

from __future__ import annotations


class NotYetError(Exception):
    """The root: every error that a rep may see.

    `message` says what happened and what was kept, `hint` what to do; `exit_code` is what the command line returns.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep both lines."""
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Both lines as one text."""
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class Refused(NotYetError):  # noqa: N818  (the field's word reads better than RefusedError)
    """A rule or the book says no: nothing was written."""


class NotFound(NotYetError):  # noqa: N818
    """No such account, person, action or file."""


class Ambiguous(NotYetError):  # noqa: N818
    """Two of one name: their ids are in the message."""


class Stale(NotYetError):  # noqa: N818
    """The account changed since the keys were drawn: nothing was written, draw again."""


class BadInput(NotYetError):  # noqa: N818
    """A value that cannot be read: file, line, what was expected; nothing changed."""


class BookTrouble(NotYetError):  # noqa: N818
    """The file cannot be opened, is damaged, newer, locked or full."""
