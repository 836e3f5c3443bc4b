"""What can be put right about who is who: merge, move, split; and who of several is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.dialogs.choice import Row
from tui.dialogs.confirm import ConfirmDialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playbook.facts import PersonFacts
    from storage.views_mend import Merged
    from tui.dialogs.frame import Whom

MERGE, JOIN, MOVE, SPLIT = "merge", "join", "move", "split:"
"""Answers: merge the company, merge the person, move the person, split the merge of that number."""
_RULE = "R39  Whatever you choose, one undo takes it back. A bar of either stands for both (R38)."


def mend(whom: Whom, person: PersonFacts | None, others: int, merges: Sequence[Merged]) -> ConfirmDialog:
    """Return the question what is wrong; `person` is highlighted, `others` sit there too, `merges` may be split."""
    rows = [Row(MERGE, "this company is here twice", "merges")]
    if person is not None:
        if others:
            rows.append(Row(JOIN, f"{person.name} is here twice", "merges"))
        rows.append(Row(MOVE, f"{person.name} sits at another company", "moves"))
    for each in merges:
        pair = f"{each.gone_name} and {each.kept_name}"
        rows.append(Row(f"{SPLIT}{each.number}", f"{pair} are two", "splits"))
    return ConfirmDialog(whom, "Who is who?", rows=tuple(rows), rule=_RULE)


def who(whom: Whom, people: Sequence[PersonFacts]) -> ConfirmDialog:
    """Return the question who of these is the same person."""
    rows = tuple(Row(str(each.id), each.name, each.get("title") or each.get("email")) for each in people)
    return ConfirmDialog(whom, "Who is the same person?", rows=rows, rule=_RULE)


def move(whom: Whom, firm: str) -> ConfirmDialog:
    """Return the question whether somebody really is put at another company."""
    rows = (Row("yes", f"put them at {firm}"), Row("no", "leave them where they are"))
    facts = ("Their bars go with them; what happened stays in the record of the company where it happened.",)
    rule = "R21  Who left for a new firm is another matter: l on today's list keeps the relation."
    return ConfirmDialog(whom, "Wrong company?", rows=rows, facts=facts, rule=rule)
