"""The forms behind `+`: an account, a person, a note, an opening, something worth giving."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical

from playbook import openings
from playbook.facts import Fields
from playbook.value_library import Asset, AssetKind, kind_of, words
from playbook.words import AssetId, PersonId, Role
from tui.dialogs.answers import AccountAdded, Added, OpeningAdded, PersonAdded, RemarkAdded
from tui.dialogs.answers_value import AssetAnswer
from tui.dialogs.fields import Field, LineInput
from tui.dialogs.pick import Pick
from tui.dialogs.settled import USUAL, settled
from tui.dialogs.when import Reader, WhenField, Zones

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

OPENINGS = tuple((known.kind, known.label) for known in openings.OPENINGS)
"""The openings of R22, as they stand in the journal and in words."""

_ABOUT = (
    ("note", "a note"),
    ("pain", "their pain, in their words"),
    ("agreed", "a point agreed"),
    ("proposal", "a proposal that went out"),
)
_KINDS = tuple((kind.value, "a number of theirs" if kind is AssetKind.FIGURE else kind.value) for kind in AssetKind)
_ROLES = tuple(
    (role.value, role.value) for role in (Role.UNKNOWN, *(each for each in Role if each is not Role.UNKNOWN))
)


class Form(Vertical):
    """Some lines that make one thing."""

    FIRST: ClassVar[str] = "#name"
    """Where writing begins."""
    DEFAULT_CSS = """
    Form { height: auto; }
    Form > Field, Form > Pick { margin-bottom: 0; }
    Form > .gap { margin-top: 1; }
    """

    country = USUAL
    """The rep's own country: of numbers and states that name none."""

    def added(self) -> Added | None:
        """Return what was written, None where the one thing needed is missing."""
        raise NotImplementedError

    def missing(self) -> str:
        """Say what is missing."""
        return "A name is needed; the rest can wait."

    def written(self, name: str) -> str:
        """Return what stands in the line of that name, cleaned."""
        return self.query_one(f"#{name}", LineInput).line

    def fields(self, *pairs: tuple[str, str]) -> Fields:
        """Return the lines that were filled, as fields sorted by name: (line, field)."""
        return tuple(sorted((field, self.written(line)) for line, field in pairs if self.written(line)))


class AccountForm(Form):
    """A company and, where known, the person to begin with."""

    def compose(self) -> ComposeResult:
        """The company's lines, then the person's."""
        yield Field("company", name="name")
        yield Field("website", placeholder="acme.com", name="domain")
        yield Field("its phone", name="phone")
        yield Field("industry", name="industry")
        yield Field("state", placeholder="or country: their clock follows from it", name="state")
        person = Field("who", placeholder="the person to begin with", name="person")
        person.add_class("gap")
        yield person
        yield Field("title", name="title")
        yield Field("phone", name="person-phone")
        yield Field("e-mail", name="email")

    def added(self) -> AccountAdded | None:
        """Return the company with its person."""
        name, person = self.written("name"), self.written("person")
        if not name:
            return None
        own = self.fields(("domain", "domain"), ("phone", "phone"), ("industry", "industry"), ("state", "state"))
        theirs = self.fields(("title", "title"), ("person-phone", "phone"), ("email", "email")) if person else ()
        own, theirs = settled(own, self.country), settled(theirs, self.country)
        zone = dict(theirs).get("zone")
        if zone and "zone" not in dict(own):
            own = tuple(sorted((*own, ("zone", zone))))
        return AccountAdded(name, own, person, theirs)


class PersonForm(Form):
    """Somebody at the account."""

    def compose(self) -> ComposeResult:
        """Their lines."""
        yield Field("name", name="name")
        yield Field("title", name="title")
        yield Field("phone", placeholder="as they write it", name="phone")
        yield Field("e-mail", name="email")
        yield Field("linkedin", name="linkedin")
        yield Pick("role", _ROLES, name="role")

    def added(self) -> PersonAdded | None:
        """Return the person."""
        name = self.written("name")
        if not name:
            return None
        fields = self.fields(("title", "title"), ("phone", "phone"), ("email", "email"), ("linkedin", "linkedin"))
        role = self.query_one(Pick).value
        more = () if role == Role.UNKNOWN else (("role", role),)
        return PersonAdded(name, settled(tuple(sorted((*fields, *more))), self.country))


class RemarkForm(Form):
    """A line for the card, with who said it (R41)."""

    FIRST = "#text"

    def __init__(self, people: Sequence[tuple[PersonId, str]] = (), who: PersonId | None = None) -> None:
        """`people` are those who may have said it, `who` is the likely one."""
        super().__init__()
        self._people = tuple((str(number), name) for number, name in people)
        self._who = who or ""

    def compose(self) -> ComposeResult:
        """What it is about, the line, who said it."""
        yield Pick("it is", _ABOUT, name="about")
        yield Field("in words", name="text")
        if self._people:
            yield Pick("said by", (*self._people, ("", "nobody in particular")), name="who", value=self._who)

    def added(self) -> RemarkAdded | None:
        """Return the remark."""
        text = self.written("text")
        who = self.query_one("#who", Pick).value if self._people else ""
        about = self.query_one("#about", Pick).value
        return RemarkAdded(about, text, PersonId(who) if who else None) if text else None

    def missing(self) -> str:
        """Say what is missing."""
        return "Nothing was written yet."


class OpeningForm(Form):
    """A change worth a call."""

    FIRST = "#kind"

    def __init__(self, reader: Reader) -> None:
        """`reader` reads the day on which it happens."""
        super().__init__()
        self._reader = reader

    def compose(self) -> ComposeResult:
        """What, in words, and when."""
        yield Pick("what", OPENINGS, name="kind")
        yield Field("in words", placeholder="what you heard", name="text")
        yield WhenField("on", self._reader, Zones(), hint="empty: now. Dated: 90 and 30 days before", name="on")

    def added(self) -> OpeningAdded | None:
        """Return the opening; a day that can't be read counts as missing."""
        when = self.query_one(WhenField)
        if when.phrase and when.day is None:
            return None
        return OpeningAdded(self.query_one(Pick).value, self.written("text"), when.day)

    def missing(self) -> str:
        """Say what is missing."""
        return "That day was not understood. Nothing was added."


class AssetForm(Form):
    """Something worth giving (R13)."""

    FIRST = "#what"

    def __init__(self, reader: Reader, asset: Asset | None = None) -> None:
        """Start with an asset as it stands; `reader` reads the last day on which it is good."""
        super().__init__()
        self._reader = reader
        self._asset = asset or Asset(AssetId(""), "", AssetKind.INVITE)

    def compose(self) -> ComposeResult:
        """What, what it gives them, where it is, for whom, until when."""
        asset = self._asset
        yield Field("what", asset.title, placeholder="webinar on changeovers, 14 January", name="what")
        yield Pick("it is", _KINDS, name="kind", value=asset.kind)
        yield Field("gives them", asset.about, placeholder="in a line: why it is worth their minutes", name="gives")
        yield Field("link", asset.link, placeholder="where it is: a page, a file", name="link")
        fits = "tags, industries, words of their pain: food, changeover"
        yield Field("good for", ", ".join(asset.fits), placeholder=fits, name="fits")
        until = "" if asset.until is None else asset.until.isoformat()
        hint = f"{until} · type another day, or - for always" if until else "empty: always good; an event: its day"
        yield WhenField("until", self._reader, Zones(), hint=hint, name="until")

    def added(self) -> AssetAnswer | None:
        """Return the asset; a day that can't be read counts as missing."""
        when = self.query_one(WhenField)
        if not self.written("what") or (when.phrase not in {"", "-"} and when.day is None):
            return None
        until = None if when.phrase == "-" else when.day or self._asset.until
        return AssetAnswer(
            replace(
                self._asset,
                title=self.written("what"),
                kind=kind_of(self.query_one(Pick).value),
                link=self.written("link"),
                about=self.written("gives"),
                fits=words(self.written("fits")),
                until=until,
            )
        )

    def missing(self) -> str:
        """Say what is missing."""
        return "A name for it is needed." if not self.written("what") else "That day was not understood."
