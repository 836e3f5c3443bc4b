"""A touch put right long after it was logged: its note, its time, its length (R27, R45). Its plan stays as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from playbook.bodies import TouchAmended, TouchLogged
from playbook.cleaning import clean_note
from playbook.decision import Draft
from playbook.words import AccountId, EntryId


def put_right(
    account: AccountId,
    entry: EntryId,
    body: TouchLogged,
    *,
    note: str | None = None,
    at: datetime | None = None,
    minutes: int | None = None,
) -> tuple[Draft, ...]:
    """Return a touch with its note, its wall time, its minutes put right; None leaves that as it is.

    Nothing where nothing differs. `body` is the touch as it was last amended.
    """
    wanted = body
    if note is not None:
        wanted = replace(wanted, note=clean_note(note))
    if at is not None:
        wanted = replace(wanted, on=at.date(), hour=at.hour, minute=at.minute)
    if minutes is not None:
        wanted = replace(wanted, minutes=minutes)
    return () if wanted == body else (Draft(account, TouchAmended(entry, wanted)),)
