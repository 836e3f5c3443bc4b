"""Outcomes by their names."""

from __future__ import annotations

import click
import pytest

from playbook.words import Outcome, Reading
from tui.cli.names import NAMES, OutcomeName, in_words, written


def test_every_name_is_read_and_written_alike() -> None:
    for name, (outcome, reading) in NAMES.items():
        said, rest = written(outcome, reading)
        assert name == (said if rest is None else f"{said}:{rest}")
        assert OutcomeName().convert(name.upper(), None, None) == (outcome, reading)


@pytest.mark.parametrize(
    ("name", "pair"),
    [
        ("no:timing", (Outcome.NO, Reading.TIMING)),
        ("wrong-person", (Outcome.WRONG, Reading.PERSON)),
        ("wrong-number", (Outcome.WRONG, Reading.NUMBER)),
        ("bounced", (Outcome.WRONG, Reading.BOUNCED)),
        ("won", (Outcome.MEETING, Reading.WON)),
        ("value:asked", (Outcome.VALUE, Reading.ASKED)),
        ("fits", (Outcome.FITS, None)),
    ],
)
def test_names_of_design_section_5(name: str, pair: tuple[Outcome, Reading | None]) -> None:
    assert NAMES[name] == pair


def test_a_near_miss_is_told_what_it_meant() -> None:
    with pytest.raises(click.BadParameter, match="Did you mean 'voicemail'"):
        OutcomeName().convert("voicmail", None, None)


def test_a_far_miss_is_told_all_names() -> None:
    with pytest.raises(click.BadParameter, match="no-answer, voicemail"):
        OutcomeName().convert("zzz", None, None)


def test_what_was_read_already_stays() -> None:
    assert OutcomeName().convert((Outcome.NO, None), None, None) == (Outcome.NO, None)


def test_completion_offers_names_with_their_help() -> None:
    offered = OutcomeName().shell_complete(click.Context(click.Command("log")), click.Argument(["outcome"]), "no:")
    assert [item.value for item in offered] == ["no:timing", "no:value", "no:priority"]
    assert all(item.help for item in offered)


def test_words_for_people() -> None:
    assert in_words(Outcome.NO, Reading.TIMING) == "No (timing)"
    assert in_words(Outcome.VOICEMAIL, None) == "voicemail"
