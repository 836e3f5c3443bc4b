"""How a file is written: marks, NULs, strict UTF-8, then the vote of the letters."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from playbook.errors import BadInput, NotFound
from storage.importing import sniffing
from storage.importing.sniffing import sniff

WEST = "Name,City\nCrédito Inmobiliario,5º piso\nPébéo of América,Nº 7 Peña\nMüller & Söhne,Köln\nGarçon Frères,Nîmes\n"
CZECH = "Jméno,Město\nŘehoř Novák,Příbram\nŽaneta Dvořáková,Plzeň\nČeněk Svěrák,Třebíč\n"
POLISH = "Nazwa,Miasto\nŁódź Spółka,Łódź\nŻółw i Źrebię,Kraków\nPięć Gęsi,Poznań\n"


def written(tmp_path: Path, data: bytes, name: str = "a.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"), ("utf-32", "utf-32"), ("cp1252", "cp1252"), ("mac_roman", "mac_roman"),
    ],
)  # fmt: skip
def test_western_texts_are_read_right(tmp_path: Path, encoding: str, found: str) -> None:
    path = written(tmp_path, WEST.encode(encoding))
    letters = sniff(path)
    assert letters.encoding == found
    assert letters.sure == (found not in {"cp1252", "mac_roman"})
    assert path.read_bytes().decode(letters.encoding).lstrip("\ufeff") == WEST


@pytest.mark.parametrize("text", [CZECH, POLISH])
@pytest.mark.parametrize("encoding", ["cp1250", "iso8859_2"])
def test_eastern_texts_are_read_right(tmp_path: Path, text: str, encoding: str) -> None:
    path = written(tmp_path, text.encode(encoding))
    assert path.read_bytes().decode(sniff(path).encoding) == text


def test_typography_of_windows_is_no_letter(tmp_path: Path) -> None:
    text = "Name\nO’Reilly – “Autos”\nBrown–Forman\n100 €…\n"
    assert sniff(written(tmp_path, text.encode("cp1252"))).encoding == "cp1252"


def test_a_byte_without_a_meaning_widens_the_code_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sniffing, "_VOTERS", 3)
    data = "Crédité été\n".encode("cp1252") * 20_000 + b"x\x81y\n"
    assert sniff(written(tmp_path, data)).encoding == "latin-1"


def test_stray_nuls_are_no_utf_16(tmp_path: Path) -> None:
    assert sniff(written(tmp_path, b"Name,City\n" + b"Acme,Rome\n" * 50 + b"A\0cme,Rome\n")).encoding == "utf-8"


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"a\0b\0\xff\0\0c\0\0" * 40, b"a\0" * 50 + b"\0\xd8"])
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(BadInput, match=r"no text|says it is"):
        sniff(written(tmp_path, data))


@pytest.mark.parametrize("little", [True, False])
def test_a_malformed_mark_of_utf_32_is_refused_in_words(tmp_path: Path, little: bool) -> None:  # noqa: FBT001
    mark, kind = (b"\xff\xfe", "utf-32-le") if little else (b"\xfe\xff", "utf-32-be")
    with pytest.raises(BadInput, match="malformed"):
        sniff(written(tmp_path, mark + "Name,City\nAcme,Rome\n".encode(kind)))


def test_a_mark_that_lies_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="says it is UTF-8 and is not"):
        sniff(written(tmp_path, b"\xef\xbb\xbfName\nCr\xe9dit\n"))


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"PK\x03\x04rest", "workbook"), (b"\xd0\xcf\x11\xe0rest", "XLS"), (b"BEGIN:VCARD\nFN:A\n", "vCards"),
        (b"\nbegin:vcard\n", "vCards"), (b"%PDF-1.7", "PDF"), (b"SQLite format 3\0", "database"), (b"", "empty"),
        (b'{"format":"notyet journal","version":1}', "saved journal"), (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
    ],
)  # fmt: skip
def test_other_formats_are_refused_by_name(tmp_path: Path, data: bytes, word: str) -> None:
    with pytest.raises(BadInput, match=word):
        sniff(written(tmp_path, data))


def test_a_text_that_calls_itself_a_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="called a workbook"):
        sniff(written(tmp_path, b"a,b\n", "a.XLSX"))


def test_too_big_missing_folder_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sniffing, "MOST_BYTES", 5)
    with pytest.raises(BadInput, match="larger than"):
        sniff(written(tmp_path, b"Name\nAcme\n"))
    with pytest.raises(NotFound):
        sniff(tmp_path / "none.csv")
    with pytest.raises(BadInput, match="folder"):
        sniff(tmp_path)


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, os.strerror(13))

    path = written(tmp_path, b"a")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(BadInput, match="cannot be read"):
        sniff(path)
