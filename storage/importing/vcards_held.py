"""What a vCard says, by the columns of its list: names, firm, addresses and numbers by their kinds, pages, notes.

What a card holds beyond our fields (fax, nickname, a second address, X-properties with words in them) stays a field of
its own. Birthdays, families, photos, keys and sounds stay in the file, and nothing that a card points to is fetched.
"""

from __future__ import annotations

import re
from typing import Final

from storage.importing.cells import clean
from storage.importing.ids import OUR_PERSON
from storage.importing.vcards_lines import Card, Property

FIELDS: Final = {
    "Name": "person.name", "First name": "person.first", "Middle name": "person.middle", "Last name": "person.last",
    "Company": "firm.name", "Department": "person.department", "Job title": "person.title",
    "Work email": "person.email.work", "Email": "person.email", "Home email": "person.email.home",
    "Work phone": "person.phone.work", "Phone": "person.phone", "Mobile": "person.phone.mobile",
    "Home phone": "person.phone.home", "Street": "person.street", "Street 2": "person.street2", "City": "person.city",
    "State": "person.state", "Postcode": "person.postcode", "Country": "person.country", "LinkedIn": "person.linkedin",
    "Tags": "person.tags", "Time zone": "person.zone", "Language": "person.language", "UID": "person.id",
    "Website": "firm.domain", "Note": "row.note", "Company phone": "firm.phone", "Company email": "firm.email",
    "Company street": "firm.street", "Company street 2": "firm.street2", "Company city": "firm.city",
    "Company state": "firm.state", "Company postcode": "firm.postcode", "Company country": "firm.country",
    "Company tags": "firm.tags", "Company UID": "firm.id",
}  # fmt: skip
_LONGEST_OWN: Final = 500
_OUR_ACCOUNT: Final = "Notyet account"
_ADDRESS: Final = ("pobox", "Street 2", "Street", "City", "State", "Postcode", "Country")
_PARTED: Final = re.compile(r"(?<!\\);")
_LISTED: Final = re.compile(r"(?<!\\),")
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_LABEL: Final = re.compile(r"^_\$!<(.*)>!\$_$")
_WORDS: Final = re.compile(r"[^\W\d_]+")
_SITES: Final = ("URL", "X-SOCIALPROFILE", "SOCIALPROFILE", "X-LINKEDIN")
_TAKEN: Final = frozenset(
    ["N", "FN", "ORG", "TITLE", "TEL", "EMAIL", "ADR", "CATEGORIES", "NOTE", "TZ", "LANG", "UID", "KIND", "VERSION",
     "BEGIN", "END", *_SITES]
)  # fmt: skip
_PRIVATE: Final = frozenset(
    ["BDAY", "ANNIVERSARY", "GENDER", "RELATED", "DEATHDATE", "BIRTHPLACE", "DEATHPLACE", "HOBBY", "INTEREST",
     "EXPERTISE"]
)  # fmt: skip
_NOISE: Final = re.compile(
    r"^X-(?:AB|PHONETIC|COUCHDB|FC|ID$|ETAG|MS-OL|MS-TEL|MS-ANNIV|MS-IMADDRESS-TYPE|WAB-GENDER|GENDER|ACCESS|GENERATOR|"
    r"LONG-STRING|ADDRESSBOOK|EVOLUTION-FILE|EVOLUTION-SPOUSE|EVOLUTION-ANNIV|EVOLUTION-BIRTH|SPOUSE|CHILDREN|ANNIVERSARY|"
    r"KADDRESSBOOK|UID|PRODID|REV|THUNDERBIRD|MOZILLA|ICLOUD|IMAGE|VCARD|CRYPTO|SHARED|APPLE|ANDROID-CUSTOM|MS-SPOUSE|"
    r"MS-CHILD|GROUP)", re.IGNORECASE,
)  # fmt: skip


def held(card: Card) -> dict[str, str]:
    """Return what a card says, by column."""
    found = dict.fromkeys(FIELDS, "") | _named(card)
    ours = _is_ours(card)
    is_firm = bool(found["Company"]) and not ours and _is_firm(card, found["Name"], found["Company"])
    if is_firm:
        found |= dict.fromkeys(("Name", "First name", "Middle name", "Last name"), "")
    own: dict[str, list[str]] = {}
    _reached(card, found, own, firm=is_firm)
    _placed(card, found, own, firm=is_firm)
    _linked(card, found, own)
    _said(card, found, own, firm=is_firm)
    if ours:
        found |= {"Note": "", "Tags": "", "Company UID": own.pop(_OUR_ACCOUNT, [""])[0]}
    filled = {name: text for name, text in found.items() if text}
    return filled | {name: "; ".join(dict.fromkeys(texts)) for name, texts in own.items() if name not in filled}


def _is_ours(card: Card) -> bool:
    """Return whether notyet wrote a card: its note tells what the book knows, its ids are ids of the book."""
    return any(plain(each.value).startswith(OUR_PERSON) for each in card.all("UID"))


def _named(card: Card) -> dict[str, str]:
    names = [_parts(each.value) for each in card.all("N") if any(_parts(each.value))]
    last, first, middle, before, behind = (*(names[0] if names else ()), "", "", "", "", "")[:5]
    full = next((plain(each.value) for each in card.all("FN") if plain(each.value)), "")
    units = next((_parts(each.value) for each in card.all("ORG") if any(_parts(each.value))), [""])
    titles = [plain(each.value) for each in card.all("TITLE", "ROLE")]
    middle = " ".join(_words(middle))
    whole = " ".join(filter(None, (first, middle, last)))
    full = _bare(full, f"{before} {behind}")
    return {
        "Name": whole if first and last and "," in full else full or whole,
        "First name": first, "Middle name": middle, "Last name": last,
        "Company": units[0], "Department": ", ".join(filter(None, units[1:])), "Job title": next(iter(titles), ""),
    }  # fmt: skip


def _words(text: str) -> list[str]:
    return text.replace(",", " ").split()


def _bare(full: str, around: str) -> str:
    """Return a full name without the titles that the card names apart: "Mr." and "Sr."."""
    titles = {word.strip(".").casefold() for word in _words(around)}
    kept = [word for word in full.split() if word.strip(".,").casefold() not in titles]
    return " ".join(kept).strip(" ,") or full


def _is_firm(card: Card, name: str, company: str) -> bool:
    """Return whether a card is a company's: it says so, bears no name, or bears the company's."""
    said = {plain(each.value).lower() for each in card.all("KIND", "X-ABSHOWAS")}
    return bool(said & {"org", "company"}) or not name or name.casefold() == company.casefold()


def _reached(card: Card, found: dict[str, str], own: dict[str, list[str]], *, firm: bool) -> None:
    """Sort addresses and numbers by their kinds; a word is no number, a fax no phone."""
    labels = _labels(card)
    for each in card.all("EMAIL"):
        text = plain(each.value)
        name = "Company email" if firm else _kind(each, labels, "Work email", "Home email", "Email")
        found[name] = _more(found[name], text)
    for each in card.all("TEL"):
        text = _number(plain(each.value))
        if not any(char.isdigit() for char in text):
            continue
        name = _phone_kind(each, labels, firm=firm)
        if name in found:
            found[name] = _more(found[name], text)
        else:
            own.setdefault(name, []).append(text)


def _labels(card: Card) -> dict[str, str]:
    """Return the labels that stand in lines of their own, by group: `item1.X-ABLabel:_$!<Home>!$_`."""
    named = ((each.group, plain(each.value)) for each in card.all("X-ABLABEL") if each.group)
    return {group: _LABEL.sub(r"\1", text) for group, text in named}


def _kind(each: Property, labels: dict[str, str], work: str, home: str, other: str) -> str:
    words = each.types | {labels.get(each.group, "").lower()}
    if "work" in words or "business" in words:
        return work
    return home if "home" in words else other


def _phone_kind(each: Property, labels: dict[str, str], *, firm: bool) -> str:
    label = labels.get(each.group, "")
    words = each.types | {label.lower()}
    if any("fax" in word for word in words):
        return "Fax"
    if words & {"pager", "assistantphone", "assistant"}:
        return "Pager" if "pager" in words else "Assistant phone"
    if firm:
        return "Company phone"
    if words & {"cell", "mobile", "iphone"}:
        return "Mobile"
    return _kind(each, labels, "Work phone", "Home phone", "Phone")


def _number(text: str) -> str:
    """Return a number as it is dialled: `tel:+1-555;ext=12` has an extension."""
    bare, *more = text.split(";") if text.lower().startswith("tel:") else [text]
    ext = next((part.partition("=")[2] for part in more if part.lower().startswith("ext=")), "")
    return " x".join(filter(None, (re.sub(r"^tel:", "", bare, flags=re.IGNORECASE), ext)))


def _placed(card: Card, found: dict[str, str], own: dict[str, list[str]], *, firm: bool) -> None:
    """Take the address at work, else one that says nothing, else the one at home; the others stay whole."""
    labels = _labels(card)
    rank = {"Work": 0, "Other": 1, "Home": 2}
    kinds = [(_kind(each, labels, "Work", "Home", "Other"), _parts(each.value)) for each in card.all("ADR")]
    ordered = sorted(((kind, parts) for kind, parts in kinds if any(parts)), key=lambda held: rank[held[0]])
    for place, (kind, parts) in enumerate(ordered):
        cells = dict(zip(_ADDRESS, (_line(part) for part in parts), strict=False))
        if place:
            whole = (cells.get(name, "") for name in ("Street", "Street 2", "pobox", *_ADDRESS[3:]))
            own.setdefault(f"{kind} address", []).append(", ".join(filter(None, whole)))
            continue
        street = cells.get("Street") or cells.pop("Street 2", "") or cells.get("pobox", "")
        for name, text in (cells | {"Street": street}).items():
            if name != "pobox":
                found[f"Company {name.lower()}" if firm else name] = text


def _linked(card: Card, found: dict[str, str], own: dict[str, list[str]]) -> None:
    """Tell the firm's site from pages of the person's own."""
    labels = _labels(card)
    for each in card.all(*_SITES):
        text = plain(each.value)
        service = each.service or next(iter(each.types - {"pref", "work", "home"}), "")
        if "linkedin" in f"{each.name} {service} {text}".lower():
            name = "LinkedIn"
        elif each.name != "URL":
            name = _titled(service) or "Profile"
        else:
            site = "home" not in each.types and (found["Company"] or "work" in each.types)
            name = "Website" if site and not _is_own(labels.get(each.group, "")) else "Homepage"
        if name in found and not found[name]:
            found[name] = text
        else:
            own.setdefault("Website 2" if name == "Website" else f"{name} 2" if name in found else name, []).append(
                text
            )


def _is_own(label: str) -> bool:
    return label.lower() in {"profile", "blog", "home"}


def _said(card: Card, found: dict[str, str], own: dict[str, list[str]], *, firm: bool) -> None:
    tags = [plain(part) for each in card.all("CATEGORIES") for part in _LISTED.split(each.value)]
    found["Company tags" if firm else "Tags"] = ", ".join(filter(None, dict.fromkeys(tags)))
    found["Note"] = "\n".join(dict.fromkeys(plain(each.value) for each in card.all("NOTE")))
    found["Time zone"] = next((plain(each.value) for each in card.all("TZ") if "/" in each.value), "")
    found["Language"] = next((plain(each.value) for each in card.all("LANG")), "")
    found["UID"] = next((re.sub(r"(?i)^urn:uuid:", "", plain(each.value)) for each in card.all("UID")), "")
    for name, kind in (("TITLE", "Job title"), ("ORG", "Company")):
        for each in card.all(name)[1:]:
            text = ", ".join(filter(None, _parts(each.value)))
            own.setdefault(f"{kind} 2", []).extend([text] if text not in {found[kind], ""} else [])
    for each in card.properties:
        if _stays(each):
            own.setdefault(_titled(each.name), []).append(_line(each.value))
    for texts in own.values():
        texts[:] = [text for text in texts if text]
    for name in [name for name, texts in own.items() if not texts]:
        del own[name]


def _stays(each: Property) -> bool:
    """Return whether a property of no field of ours is words that a rep may read."""
    if each.name in _TAKEN or each.name in _PRIVATE or _NOISE.match(each.name) or len(each.value) > _LONGEST_OWN:
        return False
    return re.fullmatch(r"[A-Z][A-Z0-9-]{1,40}", each.name) is not None and each.name != "X-ABLABEL"


def _titled(name: str) -> str:
    words = [word for word in re.sub(r"^X-(?:MS-|EVOLUTION-)?", "", name, flags=re.IGNORECASE).split("-") if word]
    text = " ".join(words)
    if text.upper() == "IMADDRESS":
        return "IM"
    return text.upper() if text.upper() in {"IMPP", "AIM", "ICQ", "MSN", "QQ"} else text.capitalize()


def _parts(value: str) -> list[str]:
    """Return the parts of a structured value, cleaned."""
    return [_line(part) for part in _PARTED.split(value)]


def plain(value: str) -> str:
    """Return a value without its backslashes; line breaks stay."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value).strip()


def _line(value: str) -> str:
    """Return a value as one clean line, its line breaks as commas."""
    parts = (clean(part).strip(" ,") for part in re.split(r"[\r\n]+", plain(value)))
    return ", ".join(filter(None, parts))


def _more(known: str, text: str) -> str:
    return "; ".join(dict.fromkeys(filter(None, (*known.split("; "), text))))
