"""`notyet library`: list, add, set, remove, and the five kinds to begin with (R13)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Rep
from tests.tui.hosting import HOSTILE


@pytest.fixture
def rep(tmp_path: Path) -> Rep:
    return Rep(tmp_path / "book.db")


def test_r13_the_whole_life_of_a_thing_worth_giving(rep: Rep) -> None:
    more = (
        "--kind",
        "invite",
        "--for",
        "food, changeover",
        "--link",
        "x.example",
        "--about",
        "why",
        "--until",
        "2027-01-14",
    )
    assert "Added: Webinar" in rep.does("library", "add", "Webinar", *more).out
    assert rep.does("library", "add", "Article", "--json").json["title"] == "Article"
    (article, webinar) = rep.does("library", "--json").json["library"]
    assert article["title"] == "Article"
    assert {key: webinar[key] for key in ("kind", "for", "link", "about", "until", "given", "last", "over")} == {
        "kind": "invite", "for": ["food", "changeover"], "link": "x.example", "about": "why", "until": "2027-01-14",
        "given": 0, "last": None, "over": False,
    }  # fmt: skip
    assert "Changed: Webinar, 14 January" in rep.does("library", "set", "webi", "--title", "Webinar, 14 January").out
    assert rep.does("library", "set", webinar["id"], "--until", "", "--json").json["changed"] == webinar["id"]
    listed = rep.does("library", "list", "food").out
    assert "Webinar, 14 January" in listed
    assert "Article" not in listed
    assert "Taken out: Article" in rep.does("library", "remove", "Article").out
    assert rep.does("library", "remove", "Web", "--json").json["title"] == "Webinar, 14 January"
    assert "The library is empty" in rep.types("library").err
    assert "taken out" in rep.does("undo").out


def test_the_five_kinds_are_put_in_only_on_the_reps_word(rep: Rep) -> None:
    rep.does("add", "Acme")
    assert "notyet library start" in rep.types("library", "list").err
    assert rep.does("library", "start").out.count("Added") == 5
    assert len(rep.does("library", "--json").json["library"]) == 5
    refused = rep.types("library", "start")
    assert (refused.code, "holds something already" in refused.err) == (1, True)


def test_refusals_say_what_and_change_nothing(rep: Rep) -> None:
    rep.does("library", "add", "Webinar")
    for words, said in (
        (("add", " \x1b "), "It needs a name"),
        (("add", "x", "--until", "soon"), "is no day"),
        (("set", "Webinar"), "nothing differs"),
        (("set", "Web", "--until", "soon"), "is no day"),
        (("remove", "nobody"), "called that"),
    ):
        refused = rep.types("library", *words)
        assert refused.code == 1, words
        assert said in refused.err
    assert "Nothing found" in rep.types("library", "list", "zzz").err
    assert len(rep.does("library", "--json").json["library"]) == 1


def test_hostile_titles_reach_no_terminal(rep: Rep) -> None:
    for number, name in enumerate(HOSTILE):
        rep.does("library", "add", f"{number} {name}", "--for", name or "x", "--about", name)
    out = rep.does("library").out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "[@click=app.bell]Acme[/]" in out


def test_r13_a_check_in_is_refused_at_logging_with_ideas(rep: Rep) -> None:
    rep.does("add", "Acme", "--person", "Dana Cole")
    rep.does("library", "add", "Webinar on changeovers")
    refused = rep.types("log", "Acme", "value", "--note", "Just touching base")
    assert refused.code == 1
    assert "“Webinar on changeovers”" in refused.err
    given = rep.does("log", "Acme", "value", "--asset", "Webinar")
    assert "value" in given.out
    (row,) = rep.does("library", "--json").json["library"]
    assert (row["given"], row["last_to"]["account"]) == (1, "Acme")
    (touch,) = rep.does("show", "Acme", "--json").json["touches"]
    assert touch["note"] == "Webinar on changeovers"
    other = rep.types("log", "Acme", "no", "--asset", "Webinar")
    assert (other.code, "--asset belongs to value" in other.err) == (2, True)
