"""Names brought to one form: `fold` for search and matching, `company_key` to know a company again (R44).

A key never guesses: two names of one key are one company written twice. What only looks alike keeps its own key, since
a false merge costs more than a duplicate.
"""

from __future__ import annotations

import re
from typing import Final
from unicodedata import category, combining, normalize

_LETTERS: Final = str.maketrans(
    {
        "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ħ": "h",
        "ı": "i", "ŋ": "ng", "ŧ": "t",
        "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
    }
)  # fmt: skip
"""Letters that no decomposition brings to a plain one, and the marks that people and programs type differently."""

_SEMITIC_POINTS: Final = range(10, 36)
_LATIN_ACCENTS: Final = 200

_FORMS: Final = (
    # English-speaking
    "inc", "incorporated", "llc", "llp", "lllp", "lp", "pllc", "ltd", "limited", "plc", "corp", "corporation", "co",
    "company", "pty", "pte", "ulc", "cic", "ltee", "pvt", "private limited", "private ltd",
    # German, Dutch, Belgian
    "gmbh and co kgaa", "gmbh and co kg", "gmbh and co ohg", "ag and co kgaa", "ag and co kg", "se and co kgaa",
    "se and co kg", "gmbh", "mbh", "ggmbh", "ag", "kg", "kgaa", "ohg", "gbr", "ug", "ug haftungsbeschrankt", "se",
    "bv", "nv", "vof", "bvba", "sprl", "srl", "cvba",
    # French, Italian, Spanish, Portuguese
    "sa", "sas", "sasu", "sarl", "eurl", "snc", "sca", "sapa", "srls", "sl", "slu", "sau", "lda", "ltda", "eireli",
    "sa de cv", "sapi de cv", "sab de cv", "s de rl de cv", "srl de cv", "s de rl", "cia ltda",
    # Nordic, Baltic
    "ab", "as", "asa", "aps", "oy", "oyj", "hf", "ehf", "ou", "sia", "uab", "ivs",
    # Central and eastern Europe
    "sro", "spol sro", "spol s ro", "doo", "kft", "zrt", "nyrt", "sp zoo", "sp z oo", "eood", "ood",
    "jsc", "ojsc", "pjsc", "cjsc", "ooo", "oao", "zao", "ооо", "оао", "зао", "пао",
    # Asia
    "kk", "gk", "kabushiki kaisha", "sdn bhd", "bhd", "tbk", "berhad",
)  # fmt: skip
_LAST_WORDS: Final = frozenset(form.split()[-1] for form in _FORMS)
_TAIL: Final = re.compile(rf" (?:{'|'.join(sorted(_FORMS, key=len, reverse=True))})$")
_EAST: Final = r"(?:株式会社|有限会社|合同会社|股份有限公司|有限公司|주식회사|\(株\)|\(주\))"
_GLUED: Final = re.compile(rf"^\s*{_EAST}|{_EAST}\s*$")
_ITALIAN: Final = re.compile(r"\b(?:SpA|[Ss]\. ?[Pp]\. ?[Aa]\.?)\s*$")
_DOTTED: Final = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?|\b[^\W\d_](?:\.[^\W\d_])+\b")
_LONE: Final = re.compile(r"\b[^\W\d_](?: [^\W\d_]\b)+")
_AND: Final = re.compile(r"[&+]")
_QUOTES: Final = re.compile(r"['\"]")
_OTHER: Final = re.compile(r"[\W_]+")
_PLAIN: Final = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*")
_WORDS: Final = {
    "st": "saint",
    "mt": "mount",
    "ft": "fort",
    "bros": "brothers",
    "intl": "international",
    "mfg": "manufacturing",
}


def fold(text: str) -> str:
    """Return `text` without case, accents, joiners and double spaces: what search and matching compare.

    Accents go from letters that can stand without them; a mark that makes another letter (kana, Indic and Thai vowels)
    stays. Plain ASCII takes the short way.
    """
    if text.isascii() and "`" not in text:
        return " ".join(text.lower().split())
    plain = normalize("NFKD", normalize("NFKD", text).casefold().translate(_LETTERS))
    bare = plain if plain.isascii() else "".join([char for char in plain if char.isascii() or not _is_accent(char)])
    return " ".join(normalize("NFC", bare.translate(_LETTERS)).split())


def company_key(name: str) -> str:
    """Return the key under which a company is known again: no legal form, article, case, accent or punctuation (R44).

    "The Ford Motor Co." and "Ford Motor Company" share one; "Adventure Works" and "Adventure Works Cycles" do not. A
    name that is nothing but a legal form is its own key; an empty name has the empty key.
    """
    text = fold(_ITALIAN.sub(" ", name))
    if not _PLAIN.fullmatch(text):  # most names are nothing but words, and have none of what follows
        text = _DOTTED.sub(lambda found: found[0].replace(".", ""), _GLUED.sub(" ", text))
        text = _OTHER.sub(" ", _AND.sub(" and ", _QUOTES.sub("", text))).strip()
    text = _LONE.sub(lambda found: found[0].replace(" ", ""), text)
    words = [_WORDS.get(word, word) for word in text.split()]
    if words[:1] == ["the"] and len(words) > 1:
        del words[0]
    return _without_form(" ".join(words)) or fold(name)


def _without_form(text: str) -> str:
    """Take legal forms off the end, as long as a name is left; "& Co" is part of a name ("Tiffany & Co")."""
    while text.rpartition(" ")[2] in _LAST_WORDS and (found := _TAIL.search(text)) is not None:
        left = text[: found.start()]
        if left.endswith(" and"):
            return left + " co"
        text = left
    return text


def _is_accent(char: str) -> bool:
    weight = combining(char)
    return weight >= _LATIN_ACCENTS or weight in _SEMITIC_POINTS or category(char) == "Cf"
