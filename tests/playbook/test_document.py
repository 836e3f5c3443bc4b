"""The settings document: commented, checked line by line, read back as it was written (DESIGN section 3)."""

from __future__ import annotations

import tomllib
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.document import Problem, diff, parse, render
from playbook.document.keys import KEYS, Key
from playbook.document.lines import line_at, lines_of
from playbook.document.words import SECTIONS, WORDS
from playbook.settings import OURS, Caps, Criterion, Guards, Hours, Minutes, Settings, Spacing
from playbook.words import Channel


def problems(text: str) -> list[str]:
    settings, found = parse(text, "my.toml")
    assert settings is None
    assert all(isinstance(problem, Problem) for problem in found)
    return [str(problem).removeprefix("my.toml, ") for problem in found]


def problem(text: str) -> str:
    [found] = problems(text)
    return found


def test_channels_that_are_no_list_are_a_problem_with_its_line() -> None:
    """T26: found by turning single values; it was an error without a word."""
    found = problem('[burst]\nchannels = "call"\n')
    assert "a list" in found
    assert "a channel (call" in found


def settled(text: str) -> Settings:
    settings, found = parse(text)
    assert found == ()
    assert settings is not None
    return settings


PLAIN = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co"], include_characters="\n\u200d"), max_size=30)
ZONES = st.sampled_from(["", "UTC", "America/Chicago", "America/North_Dakota/New_Salem", "Etc/GMT+5"])
TEXTS: dict[str, st.SearchStrategy[Any]] = {
    "hours.zone": ZONES,
    "hours.country": st.sampled_from(["US", "DE"]),
    "hours.leave": st.lists(st.sampled_from(["2026-12-24", "2026-12-24..2027-01-03"]), max_size=3).map(tuple),
    "phrases.next_weekday": st.sampled_from(["next week", "coming"]),
    "guards.value_words": st.sampled_from(["refuse", "warn"]),
    "burst.channels": st.lists(st.sampled_from(list(Channel)), min_size=1, max_size=5).map(tuple),
}


def values_of(key: Key) -> st.SearchStrategy[Any]:
    if key.dotted in TEXTS:
        return TEXTS[key.dotted]
    one: st.SearchStrategy[Any] = PLAIN
    if key.item is bool:
        one = st.booleans()
    elif key.item in (int, float):
        assert key.low is not None
        assert key.high is not None
        whole = st.integers(int(key.low), int(key.high))
        one = whole if key.item is int else st.floats(key.low, key.high)
    return st.lists(one, min_size=1, max_size=4).map(sorted).map(tuple) if key.many else one


@st.composite
def criteria(draw: st.DrawFn) -> Criterion:
    field = draw(PLAIN.filter(str.strip))
    test = draw(st.sampled_from(["in", "not in", "between", "at least", "contains"]))
    numbers = sorted(draw(st.lists(st.integers(-9, 10**9), min_size=2, max_size=2)))
    values = {"between": tuple(map(str, numbers)), "at least": (str(numbers[0]),)}.get(
        test, tuple(draw(st.lists(PLAIN.filter(str.strip), min_size=1, max_size=4)))
    )
    force = draw(st.sampled_from(["", "must", "never"]))
    weight = 0 if force else draw(st.integers(1, 5))
    return Criterion(field, test, values, weight, must=force == "must", never=force == "never")


@st.composite
def documents(draw: st.DrawFn) -> Settings:
    parts: dict[str, Any] = {"profile": tuple(draw(st.lists(criteria(), max_size=3)))}
    for item in fields(Settings)[1:]:
        keys = [key for key in KEYS if key.section == item.name]
        parts[item.name] = replace(getattr(Settings(), item.name), **{key.name: draw(values_of(key)) for key in keys})
    settings = Settings(**parts)
    low, high = sorted([settings.caps.first, settings.caps.first_full])
    caps = replace(settings.caps, first=min(high, settings.caps.day), first_full=min(low, settings.caps.day))
    hours = replace(settings.hours, call_from=7, call_to=max(8, settings.hours.call_to), dial_from=0)
    return replace(settings, caps=caps, hours=hours)


@given(documents())
def test_what_is_written_is_read_back_as_it_was(settings: Settings) -> None:
    assert parse(render(settings)) == (settings, ())


def test_each_value_stands_under_its_meaning_unit_range_default_and_rule() -> None:
    text = render(Settings())
    for key in KEYS:
        assert f"# {key.says}\n#   {key.unit}" in text
    assert "#   days · 1 to 60 · default [30, 45, 60] · R8 · our choice\nrhythm = [30, 45, 60]\n" in text
    assert "#   touches · 1 to 400 · default 40 · R34 · our choice\nday = 40\n" in text
    assert "#   template · default as it stands · R28 · our choice\nkind = " in text
    assert "#   fit, 0 to 100 · 1 to 100 · default 60 · R1 · our choice\non_from = 60\n" in text
    assert 'default "Thank you for your time' in render(
        replace(Settings(), texts=replace(Settings().texts, kind="Bye."))
    )
    assert "# [[profile]]\n# field = " in text


def test_each_default_says_where_it_comes_from() -> None:
    """As PLAYBOOK marks its figures: R14 (seed), R17 (field 1, 8), R36 (law, field 26), else a choice of ours."""
    marked = {key.dotted: key.origin for key in KEYS if key.origin != OURS}
    assert marked == {
        "spacing.burst": "field 1, 8", "spacing.value_every": "seed", "burst.voicemails": "field 4",
        "guards.refused": "seed", "hours.dial_from": "law, field 26", "hours.dial_to": "law, field 26",
    }  # fmt: skip
    text = render(Settings())
    assert "default 21 · R36 · (law, field 26)\ndial_to = 21\n" in text
    assert all(f"[{section}]\n# {said}\n" in text for section, said in SECTIONS.items())


def test_the_table_of_words_names_every_setting_and_no_other() -> None:
    assert list(WORDS) == [key.dotted for key in KEYS]
    assert ["profile", *SECTIONS] == [item.name for item in fields(Settings)]


def test_the_examples_of_the_empty_profile_are_right() -> None:
    """R1: who takes the marks off the examples has a profile."""
    lines = render(Settings()).split("\n")
    example = "\n".join(line.removeprefix("# ") for line in lines[lines.index("# [[profile]]") : lines.index("[fit]")])
    assert settled(example).profile == (
        Criterion("industry", "in", ("Chemicals", "Plastics")),
        Criterion("employees", "between", ("50", "500"), weight=0, must=True),
    )


def test_what_is_left_out_takes_its_default() -> None:
    assert settled("") == Settings()
    assert settled("\ufeff[caps]\r\nday = 80\r\n") == Settings(caps=Caps(day=80))
    assert settled("caps.day = 80") == settled("caps = {day = 80}") == Settings(caps=Caps(day=80))


def test_all_problems_come_at_once_each_with_its_line() -> None:
    text = """caps.day = "forty"
[[profile]]
field = ""
test = "inn"
values = []
size = 3
[[profile]]
values = [500, 50]

[spacing]
rythm = [1]   # a slip
dream = 99
rhythm = [
  60,
  30, # ]
]
day = 3
[guards]
refused = [\"\"\"
[hours]
zone = 3\"\"\", '''x = ''']
'value_words' = "shout"
[themes]
"""
    assert problems(text) == [
        'line 1: caps.day: expected a whole number from 1 to 400, got "forty"',
        'line 3: profile[1].field: expected the name of a column, got ""',
        'line 4: profile[1].test: expected one of in, not in, between, at least, contains, got "inn"',
        "line 5: profile[1].values: expected at least one value, got []",
        "line 6: profile[1].size: expected a setting, got no such key",
        "line 7: profile[2]: expected a line field = ..., got none",
        "line 7: profile[2]: expected a line test = ..., got none",
        "line 11: spacing.rythm: expected a setting, got no such key (did you mean rhythm?)",
        "line 12: spacing.dream: expected a whole number from 1 to 60, got 99",
        "line 13: spacing.rhythm: expected gaps that never shrink, got [60, 30]",
        "line 17: spacing.day: expected a setting, got no such key (did you mean caps.day?)",
        'line 22: guards.value_words: expected refuse or warn, got "shout"',
        "line 23: themes: expected a setting, got no such key",
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("caps.day = true", "caps.day: expected a whole number from 1 to 400, got true"),
        ("caps.day = 40.0", "caps.day: expected a whole number from 1 to 400, got 40.0"),
        ("caps.day = {}", "caps.day: expected a whole number from 1 to 400, got a table"),
        ("caps.day = 401", "caps.day: expected a whole number from 1 to 400, got 401"),
        ("caps.first = 41", "caps.first: expected at most caps.day (40), got 41"),
        ("caps.day = 4", "caps.first: expected at most caps.day (4), got 5"),
        ("caps.first_full = 6", "caps.first_full: expected at most caps.first (5), got 6"),
        ("caps = 4", "caps: expected a table: [caps], got 4"),
        ("spacing.rhythm = []", "spacing.rhythm: expected at least one value, got []"),
        (
            "spacing.rhythm = 30",
            "spacing.rhythm: expected a list: [...] of a whole number from 1 to 60 each, got 30",
        ),
        ("spacing.rhythm = [30, 61]", "spacing.rhythm: expected a whole number from 1 to 60, got 61"),
        ("spacing.rhythm = [[1, [2]]]", "spacing.rhythm: expected a whole number from 1 to 60, got [1, [...]]"),
        ("drain.again = inf", "drain.again: expected a number from 1 to 50, got inf"),
        ("drain.again = nan", "drain.again: expected a number from 1 to 50, got nan"),
        ('drain.again = "2"', 'drain.again: expected a number from 1 to 50, got "2"'),
        ("phrases.month_first = 1", "phrases.month_first: expected true or false, got 1"),
        ("texts.kind = 3", "texts.kind: expected a text in quotes, got 3"),
        (
            'texts.kind = "\\u001b]52;\\u202e"',
            'texts.kind: expected a text without control characters, got "\\u001b]52; "',
        ),
        (
            'burst.channels = ["call", "fax"]',
            'burst.channels: expected one of call, email, linkedin, text, letter, visit, event, got "fax"',
        ),
        (
            "burst.channels = [1]",
            "burst.channels: expected one of call, email, linkedin, text, letter, visit, event, got 1",
        ),
        ('hours.call_from = "8:30"', 'hours.call_from: expected a full hour from 0 to 23, got "8:30"'),
        ("hours.call_from = 08:30:00", "hours.call_from: expected a full hour from 0 to 23, got 08:30:00"),
        ("hours.call_from = 24", "hours.call_from: expected a full hour from 0 to 23, got 24"),
        ("hours = {call_from = true, call_to = 8}", "hours.call_from: expected a full hour from 0 to 23, got true"),
        ("hours.call_to = 8", "hours.call_to: expected an hour after call_from (8), got 8"),
        ("hours.call_from = 20", "hours.call_to: expected an hour after call_from (20), got 18"),
        ("hours.dial_from = 22", "hours.dial_to: expected an hour after dial_from (22), got 21"),
        ('hours.zone = "EST"', 'hours.zone: expected a zone as America/Chicago, or nothing, got "EST"'),
        ('hours.country = "us"', 'hours.country: expected two capital letters, as US, got "us"'),
        (
            'hours.leave = ["2026-12-24..2026-12-01"]',
            'hours.leave: expected a day, as 2026-12-24, or first..last, got "2026-12-24..2026-12-01"',
        ),
        ('hours.leave = ["Christmas"]', 'hours.leave: expected a day, as 2026-12-24, or first..last, got "Christmas"'),
        (
            'hours.leave = ["2026-12-24..2026-12-25..2026-12-26"]',
            'hours.leave: expected a day, as 2026-12-24, or first..last, got "2026-12-24..2026-12-25..2026-12-26"',
        ),
        (
            "hours.leave = [2026-12-24T08:00:00]",
            "hours.leave: expected a text in quotes, got 2026-12-24T08:00:00",
        ),
        ("cap.day = 3", "cap: expected a setting, got no such key (did you mean caps?)"),
        ("drain.ryhthm = 3", "drain.ryhthm: expected a setting, got no such key (did you mean rhythm?)"),
        ("profile = 3", "profile: expected tables: [[profile]], got 3"),
        ("profile = [3]", "profile: expected tables: [[profile]], got [3]"),
        (
            "texts.kind = [" + "'x', " * 40 + "]",
            'texts.kind: expected a text in quotes, got ["x", "x", "x", "x", "x", "x", "x", "x", "x", "x", "x", "...',
        ),
    ],
)
def test_a_value_that_cannot_stand_is_named_with_what_was_expected(line: str, said: str) -> None:
    assert problem(f"# one\n{line}\n") == f"line 2: {said}"


CRITERION = '[[profile]]\nfield = "size"\ntest = "{}"\nvalues = {}\n{}\n'


@pytest.mark.parametrize(
    ("test", "values", "rest", "said"),
    [
        ("between", '["500", "50"]', "", 'profile[1]: expected two numbers, the smaller one first, got ["500", "50"]'),
        ("between", '["50"]', "", 'profile[1]: expected two numbers, the smaller one first, got ["50"]'),
        ("between", '["1", "inf"]', "", 'profile[1]: expected two numbers, the smaller one first, got ["1", "inf"]'),
        ("at least", '["many"]', "", 'profile[1]: expected one number, got ["many"]'),
        ("at least", "[1, 2]", "", 'profile[1]: expected one number, got ["1", "2"]'),
        ("in", "[true]", "", "profile[1].values: expected texts or numbers, got true"),
        ("in", '[" "]', "", 'profile[1].values: expected texts or numbers, got " "'),
        ("in", "[2026-01-01]", "", "profile[1].values: expected texts or numbers, got 2026-01-01"),
        ("in", "[1]", "must = 1", "profile[1].must: expected true or false, got 1"),
        ("in", "[1]", "weight = 0", "profile[1].weight: expected a whole number from 1 to 5, got 0"),
        ("in", "[1]", "weight = true", "profile[1].weight: expected a whole number from 1 to 5, got true"),
        ("in", "[1]", "weigth = 2", "profile[1].weigth: expected a setting, got no such key (did you mean weight?)"),
        ("in", "[1]", "must = true\nnever = true", 'profile[1]: expected must or never, not both, got ["size"]'),
        ("in", "[1]", "must = true\nweight = 2", "profile[1]: expected no weight beside must or never, got 2"),
    ],
)
def test_a_criterion_that_cannot_stand_is_named(test: str, values: str, rest: str, said: str) -> None:
    """R1."""
    assert problem(CRITERION.format(test, values, rest)).split(": ", 1)[1] == said


def test_a_criterion_takes_one_value_without_brackets_and_numbers_without_quotes() -> None:
    """R1."""
    [criterion] = settled(CRITERION.format("at least", "50", "never = true")).profile
    assert criterion == Criterion("size", "at least", ("50",), weight=0, never=True)


@pytest.mark.parametrize(
    ("test", "values"),
    [
        ("between", ("$1.2M", "2,5 Mrd")),
        ("between", ("1,000", "5k")),
        ("between", ("2026-01-01", "2026-12-31")),
        ("at least", ("1M",)),
    ],
)
def test_a_bound_may_be_written_as_lists_write_amounts_and_days(test: str, values: tuple[str, ...]) -> None:
    """R1."""
    whole = Settings(profile=(Criterion("revenue", test, values),))
    refused = "Mrd" in values[-1]
    assert parse(render(whole))[0] == (None if refused else whole)


@pytest.mark.parametrize("typed", ["7", '"7"', '"7:00"', '"07:00"', "07:00:00"])
def test_an_hour_may_be_typed_as_a_time(typed: str) -> None:
    assert settled(f"hours.call_from = {typed}").hours == Hours(call_from=7)


def test_days_off_may_stand_without_quotes_and_a_number_without_its_point() -> None:
    """R37."""
    assert settled("hours.leave = [2026-12-24]").hours.leave == ("2026-12-24",)
    again = settled("drain.again = 3").drain.again
    assert (again, type(again)) == (3.0, float)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "[hours]\ncall_from = 8:30 # early",
            'line 2, column 14: expected a line of TOML, as key = value, got "call_from = 8:30 # early" (an hour is',
        ),
        ("x = 1\n\na = ", 'line 3: expected a line of TOML, as key = value, got "a =" (Invalid value)'),
        (
            "[caps]\nday = 1\nday = 2\n",
            'line 3, column 8: expected a line of TOML, as key = value, got "day = 2" (Cannot over',
        ),
        ("caps.day = " + "1" * 5000, "line 1: expected a line of TOML, as key = value, got"),
        ("x = " + "[" * 5000, "line 1: expected lists of at most two levels, got hundreds of open brackets"),
    ],
)
def test_faults_of_the_writing_are_placed_too(text: str, said: str) -> None:
    assert problem(text).startswith(said)


@given(st.text(max_size=60) | st.text("[]{}=\"'#\n.,ab3: -\\", max_size=60))
def test_no_text_breaks_the_reading(text: str) -> None:
    settings, found = parse(text)
    assert (settings is None) == bool(found)
    lines = max(len(text.split("\n")), 1)
    assert all(1 <= each.line <= lines for each in found)


@given(documents())
def test_every_key_is_found_on_its_line(settings: Settings) -> None:
    text = render(settings)
    rows = text.split("\n")
    lines = lines_of(text)
    for key in KEYS:
        assert rows[lines[key.section, key.name] - 1].startswith(f"{key.name} = ")
    assert line_at(lines, ("nowhere", "at", "all")) == 1
    assert tomllib.loads(text)["caps"]["day"] == settings.caps.day


def test_a_change_is_told_key_by_key() -> None:
    plain = Settings()
    must = Criterion("employees", "between", ("50", "500"), must=True, weight=0)
    never = Criterion("tag", "contains", ("partner",), never=True, weight=0)
    some = Criterion("industry", "in", ("Chemicals", "Plastics"))
    new = Settings(
        profile=(must, some),
        spacing=Spacing(rhythm=(20, 60)),
        guards=Guards(value_words="warn"),
        minutes=Minutes(call=2),
    )
    assert diff(plain, plain) == ()
    assert diff(plain, new) == (
        ("profile[1]", "none", "employees between 50 and 500 (must)"),
        ("profile[2]", "none", "industry in Chemicals, Plastics (weight 3)"),
        ("spacing.rhythm", "[30, 45, 60]", "[20, 60]"),
        ("guards.value_words", '"refuse"', '"warn"'),
        ("minutes.call", "1", "2"),
    )
    assert diff(new, replace(new, profile=(never, some, must))) == (
        ("profile[1]", "employees between 50 and 500 (must)", "tag contains partner (never)"),
        ("profile[3]", "none", "employees between 50 and 500 (must)"),
    )
    assert diff(new, replace(new, profile=())) == (
        ("profile[1]", "employees between 50 and 500 (must)", "none"),
        ("profile[2]", "industry in Chemicals, Plastics (weight 3)", "none"),
    )
