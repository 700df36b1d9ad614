"""What a thing is, told by its content alone."""

from __future__ import annotations

import pytest

from oathbook.reading.sniff import Foreign, Format, find_foreign, find_format


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n...", "a PDF, which this version does not read yet"),
        (b"\n\n%PDF-1.7\n", "a PDF, which this version does not read yet"),
        (b"%PDF-1.7\n... /Encrypt 5 0 R", "an encrypted PDF"),
        (b"PK\x03\x04\x14\x00\x00\x00" + b"word/document.xml", "a Word document (docx)"),
        (b"PK\x03\x04\x14\x00\x00\x00" + b"x" * 100_000 + b"xl/workbook.xml", "an Excel workbook (xlsx)"),
        (b"PK\x03\x04\x14\x00\x00\x00" + b"mimetypeapplication/epub+zip", "an electronic book (EPUB)"),
        (b"PK\x03\x04\x14\x00\x00\x00reports/a.txt", "a zip archive"),
        (b"PK\x03\x04\x14\x00\x01\x00reports/a.txt", "an encrypted zip archive"),
        (b"PK\x05\x06", "a zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document of the old kind"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "an Office document locked with a password",
        ),
        (b"\x1f\x8b\x08", "gzip data"),
        (b"BZh9", "bzip2 data"),
        (b"{\\rtf1\\ansi", "a rich text (RTF) file"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"SQLite format 3\x00", "a SQLite database"),
        (b"x" * 257 + b"ustar", "a tar archive"),
        (b"-----BEGIN PGP MESSAGE-----", "an encrypted PGP message"),
        (b"WARC/1.0\r\n", "an archive of web pages (WARC)"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, what: str) -> None:
    found = find_foreign(data)
    assert found is not None
    assert found.what.startswith(what)


@pytest.mark.parametrize("text", ["A plain report.", "<html>", '{"text": "x"}', "MM and II met", "GIF", ""])
def test_text_is_not_taken_for_something_else(text: str) -> None:
    assert find_foreign(text.encode()) is None


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><p>x",
        "  \n<!doctype HTML PUBLIC '-//W3C//DTD'>",
        "<html lang=en>",
        "<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html xmlns='y'>",
        "<!-- saved --><!-- twice --><HTML>",
        "<body><p>x",
        "<p>One.</p><p>Two.</p>\n",
        "HTTP/1.1 200 OK\nContent-Type: text/html\n\n<!doctype html>\n<p>x",
    ],
)
def test_pages_are_told_by_their_markup(text: str) -> None:
    assert find_format(text) is Format.HTML


@pytest.mark.parametrize(
    "text",
    [
        '{"text": "x"}',
        '\n{\n  "text": "x",\n  "title": "y"\n}\n',
        "{}",
        "[]",
        '[{"text": "x"}]',
        '[\n{"text": "x"},\n{"text": "y"}\n]',
        '{"a":\n{"b": 1}}',
        '{"text": "cut off',
        '["a", "b"]',
        "[[[[",
    ],
)
def test_one_json_value_is_json_however_it_is_laid_out_or_broken(text: str) -> None:
    assert find_format(text) is Format.JSON


@pytest.mark.parametrize(
    "text",
    [
        '{"text": "x"}\n{"text": "y"}\n',
        '\n{"text": "x"}\r\n\r\n{"text": "y"}',
        '{"text": "x"}\n{"text": "cut o',
        'd": "x"}\n{"text": "x"}\n{"text": "y"}\n',
        '{"text": "x"}\nnonsense\n{"text": "y"}\n',
    ],
)
def test_objects_on_lines_of_their_own_are_json_lines_even_when_some_are_damaged(text: str) -> None:
    assert find_format(text) is Format.JSON_LINES


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A report.",
        "# A heading\n\nText.",
        "---\ntitle: x\n---\nText.",
        "[Photo: a ferry] The group moved south.",
        "[[wiki]] The group moved south.",
        "{curly} braces",
        "<https://gazette.example> said",
        "<p align=center>\n# Markdown that begins with a tag\n\nand goes on as text.",
        "<!-- a note --> A report.",
        "<!-- a note that never ends",
        "5 < 6 and <html> is a tag",
        '"Never," he said.',
        '["Never," he said.',
    ],
)
def test_everything_else_is_text(text: str) -> None:
    assert find_format(text) is Format.TEXT


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<?xml version='1.0'?><rss version='2.0'>", "a news feed"),
        ("<feed xmlns='http://www.w3.org/2005/Atom'>", "a news feed"),
        ("<?xml version='1.0'?><nitf>", "an XML file (nitf)"),
        (
            "From: <x>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n",
            "a web archive (MHTML)",
        ),
    ],
)
def test_markup_that_is_no_page_is_named(text: str, what: str) -> None:
    found = find_format(text)
    assert isinstance(found, Foreign)
    assert found.what.startswith(what)
