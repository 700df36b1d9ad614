"""Bytes become the characters that were meant, or nothing: none is ever replaced."""

from __future__ import annotations

import codecs

import pytest

from oathbook.errors import UnreadableInput
from oathbook.reading.encoding import decode

ENGLISH = "The front’s leader said – once more – that he would “never” leave the café at Zürich.\n"
RUSSIAN = "Командир отряда заявил в среду, что его люди больше не подчиняются руководству фронта.\n" * 3
ARABIC = "أعلن قائد الكتيبة يوم الأربعاء أن رجاله لم يعودوا يتبعون قيادة الجبهة في المدينة.\n" * 3


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-32-be", codecs.BOM_UTF32_BE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32-le", b""),
        ("utf-32-be", b""),
        ("cp1252", b""),
    ],
)
def test_english_is_read_in_every_encoding_with_and_without_a_mark(encoding: str, mark: bytes) -> None:
    assert decode(mark + ENGLISH.encode(encoding), name="x") == ENGLISH


@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (ARABIC, "cp1256")])
def test_other_scripts_are_told_from_their_letters(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), name="x") == text


def test_a_guess_from_the_beginning_holds_for_the_whole_of_a_long_text() -> None:
    text = RUSSIAN * 1500
    assert decode(text.encode("cp1251"), name="x") == text


@pytest.mark.parametrize(
    "declared", ['<meta charset="windows-1251">', "<META content='text/html; charset=cp1251'>"]
)
def test_the_declared_encoding_of_a_page_is_used(declared: str) -> None:
    page = f"<html><head>{declared}</head><body><p>Фронт</p></body></html>"
    assert decode(page.encode("cp1251"), name="x") == page


def test_a_page_in_utf8_that_declares_latin_1_is_read_as_utf8() -> None:
    page = '<meta charset="iso-8859-1"><p>Zażółć café</p>'
    assert decode(page.encode(), name="x") == page


def test_latin_1_means_windows_1252_as_it_does_to_browsers() -> None:
    page = '<meta charset="iso-8859-1"><p>“Never”</p>'
    assert decode(page.encode("cp1252"), name="x") == page


@pytest.mark.parametrize("declared", ["rot13", "zip", "no-such-thing", "utf-16", "utf-7"])
def test_a_declared_encoding_that_is_none_is_passed_over(declared: str) -> None:
    page = f'<meta charset="{declared}"><p>A plain +ADw- page</p>'
    assert decode(page.encode(), name="x") == page


def test_escaped_japanese_is_read_as_its_page_declares() -> None:
    page = '<meta charset="iso-2022-jp"><p>前線</p>'
    assert decode(page.encode("iso-2022-jp"), name="x") == page


def test_utf8_with_a_broken_byte_is_refused_with_its_line_and_not_read_as_something_else() -> None:
    data = ENGLISH.encode() * 3 + b"a \xe9 here\n" + ENGLISH.encode()
    with pytest.raises(UnreadableInput, match=r"is UTF-8 with a broken byte 0xe9 on line 4 \(byte \d+\)"):
        decode(data, name="x")


@pytest.mark.parametrize("cut", [1, 2])
def test_utf8_cut_in_the_middle_of_a_character_is_refused(cut: int) -> None:
    with pytest.raises(UnreadableInput, match="is UTF-8 with a broken byte"):
        decode("He said “yes”".encode()[:-cut], name="x")


def test_a_text_that_ends_in_one_accented_windows_letter_is_read() -> None:
    assert decode("They met in the café".encode("cp1252"), name="x") == "They met in the café"


@pytest.mark.parametrize("data", [bytes(range(256)), b"\x00\x01\x02\x03" * 100, b"a\x00" + b"\x07" * 50])
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableInput, match="is binary data, not text"):
        decode(data, name="x")


def test_a_mark_that_the_rest_does_not_bear_out_is_refused() -> None:
    with pytest.raises(UnreadableInput, match="begins as UTF-16 but breaks"):
        decode(codecs.BOM_UTF16_LE + b"abc", name="x")


def test_no_replacement_character_appears_that_was_not_in_the_file() -> None:
    assert decode("The page itself has �.".encode(), name="x") == "The page itself has �."
    assert "�" not in decode(ENGLISH.encode("cp1252"), name="x")
