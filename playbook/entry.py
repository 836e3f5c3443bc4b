"""An entry: one line of the journal, the only thing that is ever added (R40; SYNC section 4)."""

from __future__ import annotations

from datetime import datetime

from playbook.bodies import Body
from playbook.values import dataclass
from playbook.words import ActionId, EntryId


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact, as it was written."""

    id: EntryId
    """UUIDv7 that is also a hybrid logical clock: sorting by it is the order of the fold."""
    action: ActionId
    """The key press or import that it belongs to: what one undo takes back."""
    at: datetime
    """Wall time with offset, for people; never used for order."""
    entity: str
    """An account or a person; empty for what concerns the whole book (settings, undo, blocks)."""
    body: Body
    actor: str = ""
