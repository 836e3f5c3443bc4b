"""The filters of the search: shown while the line is empty, completed and explained while it is written (DESIGN 4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.style import Style
from textual.suggester import Suggester

from playbook.words import Standing, Verdict
from storage.search_query import MOST, parse
from tui import daytext
from tui.content import assemble, cells, line
from tui.widgets.lines import joined

if TYPE_CHECKING:
    from storage.search_query import Filters, Span

_QUIET: Final = "$foreground-muted"
_WARN: Final = "$text-warning"
_LEAST: Final = 2
"""Letters from which a word may be the beginning of a filter."""
_GAP: Final = "  "
_RAGGED: Final = 14
"""Cells that the first of two lines may leave free: the longest word had no room there."""


@dataclass(frozen=True, slots=True)
class Known:
    """One filter."""

    name: str
    what: str
    """What it looks at."""
    examples: tuple[str, ...]
    values: tuple[str, ...] = ()
    """All that may stand behind it; empty: anything like the examples."""


FILTERS: Final = (
    Known("is", "how it stands", ("is:dream", "is:dumped"),
          ("dream", *(standing.value.replace(" ", "-") for standing in Standing))),
    Known("fit", "what the profile says", ("fit:on",), tuple(verdict.value for verdict in Verdict)),
    Known("no", "No's of its record", ("no:>5", "no:3", "no:<2")),
    Known("silent", "time since the last touch", ("silent:>90d", "silent:3m", "silent:<1w")),
    Known("tag", "a word of yours", ("tag:…",)),
    Known("state", "where it is", ("state:IL",)),
)  # fmt: skip
_BY_NAME: Final = {known.name: known for known in FILTERS}
OFFERED: Final = ("is:dream", "is:dumped", "fit:on", "no:>5", "silent:>90d", "tag:", "state:")
"""What an empty line shows, and the mouse may put into it."""


class Completing(Suggester):
    """Completes the last word where it begins a filter; `→` takes it."""

    def __init__(self) -> None:
        """Nothing is kept: a word is completed in no time."""
        super().__init__(use_cache=False, case_sensitive=False)

    async def get_suggestion(self, value: str) -> str | None:
        """Return the whole line with its last word completed, None where there is nothing to complete."""
        return completed(value)


def completed(text: str) -> str | None:
    """Return the line with its last word completed to a filter, None where it begins none."""
    word = _last(text)
    found = next((each for each in _begun(word) if each != word), None) if word else None
    return None if found is None else text[: len(text) - len(word)] + found


def hint(text: str, width: int) -> Content:
    """Return the line below what is written: what may be written, what it means, what is wrong with it."""
    if not text.strip():
        return _offers(width)
    word = _last(text)
    begun = _begun(word)
    wrong = [each for each in parse(text).unread if each != word or not (begun or word.endswith(":"))]
    if wrong:
        return _wrong(wrong[0], width)
    known = _BY_NAME.get(word.casefold().partition(":")[0]) if ":" in word else None
    if begun and begun != [word.casefold()] and not (known is None and len(word) < _LEAST):
        return _listed(begun, "→ completes", width)
    if known is not None and parse(word).unread:
        return assemble((f"{known.what}: {', '.join(known.examples)}", _QUIET))
    told = meaning(parse(text).filters)
    return line(f"only {told}", _QUIET) if told else Content("")


def meaning(filters: Filters) -> str:
    """Return what the filters let through, in words; empty for no filter."""
    return joined(
        (
            "dream clients" if filters.dream else "",
            " or ".join(standing.value for standing in filters.standings),
            " or ".join(f"{verdict.value} profile" for verdict in filters.verdicts),
            _span(filters.nos, "No", "No's"),
            _span(filters.silent, "silent day", "silent days"),
            *(f"tagged {tag}" for tag in filters.tags),
            " or ".join(filters.states) and f"in {' or '.join(filters.states)}",
        )
    )


def _span(span: Span, one: str, many: str) -> str:
    if span.low > span.high:
        return f"no number of {many} at all"
    if span.low == span.high:
        return daytext.plural(span.low, one, many)
    if span.high == MOST:
        return f"{daytext.plural(span.low, one, many)} or more" if span.low else ""
    return (
        f"at most {daytext.plural(span.high, one, many)}" if not span.low else f"{span.low:,} to {span.high:,} {many}"
    )


def _last(text: str) -> str:
    return "" if not text or text[-1].isspace() else text.rsplit(maxsplit=1)[-1]


def _begun(word: str) -> list[str]:
    """The filters that a word may become: their names, or the values behind a name."""
    low = word.casefold()
    name, colon, value = low.partition(":")
    if not colon:
        return [f"{known.name}:" for known in FILTERS if known.name.startswith(low)] if len(low) >= _LEAST else []
    known = _BY_NAME.get(name)
    if known is None:
        return []
    return [f"{name}:{each}" for each in known.values if each.startswith(value)]


def _wrong(word: str, width: int) -> Content:
    """Say what the filter takes, as many of its words as two lines hold."""
    name = word.casefold().partition(":")[0]
    known = _BY_NAME[name]
    possible, head = list(known.values or known.examples), f"{word} is left out. {name}: takes "
    most = next((n for n in range(len(possible), 1, -1) if cells(head + _few(possible, n)) <= 2 * width - _RAGGED), 1)
    return line(head + _few(possible, most), _WARN)


def _few(words: list[str], most: int) -> str:
    """Return the first words, and that there are more."""
    return f"{', '.join(words[:most])}{'.' if most == len(words) else ' …'}"


def _offers(width: int) -> Content:
    """The filters that an empty line offers: each is a word that the mouse puts there."""
    return _listed(OFFERED, "", width, lead="or ")


def _listed(words: tuple[str, ...] | list[str], tail: str, width: int, lead: str = "") -> Content:
    """Return as many of the words as fit; a click puts one into the line."""
    parts = [Content.styled(lead, _QUIET)] if lead else []
    room = width - cells(lead) - cells(tail)
    for word in words:
        room -= cells(word) + len(_GAP)
        if room < 0:
            break
        place = words.index(word)
        parts.append(_pressable(word, place) + Content(_GAP))
    return Content("").join([*parts, Content.styled(tail, _QUIET)])


def _pressable(word: str, place: int) -> Content:
    """A click is handed on by place: no word of anybody's stands in an action."""
    return Content.styled(word, "$text-primary").stylize(Style.from_meta({"@click": f"screen.take_word({place})"}))


def taken(text: str, place: int) -> str:
    """Return the line after a click on the word at that place of what was listed."""
    word = _last(text)
    words = list(OFFERED) if not text.strip() else _begun(word)
    return text[: len(text) - len(word)] + words[place] if place < len(words) else text
