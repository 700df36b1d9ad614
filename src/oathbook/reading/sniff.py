"""What is this, by its content? File names are not looked at: `report.txt` may well be a web page.

Bytes that hold no text that this version reads give a `Foreign`, which names what they are and the way out.
Nothing here raises, whatever the bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice


class Format(StrEnum):
    """The formats that are read."""

    HTML = "html"
    JSON = "json"
    JSON_LINES = "json lines"
    TEXT = "text"
    """Plain text and Markdown, with front matter or without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    """Something that is not read: `what` completes "is …", `remedy` says how to get at its text."""

    what: str
    remedy: str


_UNPACK = "Unpack it and name the folder."
_OCR = "Recognise its text first (for example with tesseract)."
_TRANSCRIBE = "Transcribe it first."
_AS_PDF = "Convert it to text with pdftotext."
_AS_OFFICE = "Save it as plain text or HTML."
_DECRYPT = "Decrypt it first."

# (offset, bytes that stand there, what it is, what to do), the more specific first.
_SIGNATURES: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"\x1f\x8b", "gzip data", "Unpack it with gunzip."),
    (0, b"BZh", "bzip2 data", "Unpack it with bunzip2."),
    (0, b"\xfd7zXZ\x00", "xz data", "Unpack it with unxz."),
    (0, b"\x28\xb5\x2f\xfd", "Zstandard data", "Unpack it with unzstd."),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (0, b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (257, b"ustar", "a tar archive", _UNPACK),
    (0, b"{\\rtf", "a rich text (RTF) file", _AS_OFFICE),
    (0, b"\x89PNG\r\n", "a PNG image", _OCR),
    (0, b"\xff\xd8\xff", "a JPEG image", _OCR),
    (0, b"GIF8", "a GIF image", _OCR),
    (0, b"II*\x00", "a TIFF image", _OCR),
    (0, b"MM\x00*", "a TIFF image", _OCR),
    (8, b"WEBPVP8", "a WebP image", _OCR),
    (8, b"WAVEfmt", "a sound recording", _TRANSCRIBE),
    (0, b"OggS", "a sound or video recording", _TRANSCRIBE),
    (0, b"ID3", "a sound recording", _TRANSCRIBE),
    (4, b"ftyp", "a video or sound recording", _TRANSCRIBE),
    (0, b"\x1aE\xdf\xa3", "a video recording", _TRANSCRIBE),
    (0, b"SQLite format 3\x00", "a SQLite database", "If it is a book, name it with --book."),
    (0, b"PAR1", "a Parquet table", "Export it as JSON lines."),
    (0, b"\x7fELF", "a program", ""),
    (0, b"%!PS", "a PostScript file", "Convert it to text with ps2ascii."),
    (0, b"-----BEGIN PGP MESSAGE-----", "an encrypted PGP message", _DECRYPT),
    (0, b"age-encryption.org/", "an encrypted (age) file", _DECRYPT),
    (0, b"Salted__", "an encrypted (OpenSSL) file", _DECRYPT),
    (0, b"WARC/1.", "an archive of web pages (WARC)", "Extract its pages as HTML."),
)  # fmt: skip

# (bytes found in the first part of a zip file, what that makes it)
_ZIP_KINDS = (
    (b"word/", "a Word document (docx)", _AS_OFFICE),
    (b"xl/", "an Excel workbook (xlsx)", "Export it as JSON lines."),
    (b"ppt/", "a PowerPoint presentation (pptx)", _AS_OFFICE),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file", _AS_OFFICE),
    (b"application/epub", "an electronic book (EPUB)", "Convert it to HTML or text."),
)

_HEAD_CHARS = 4096
_FEED_ROOTS = frozenset({"rss", "feed", "rdf:rdf"})
_PAGE_ROOTS = frozenset(
    {"html", "head", "body", "title", "meta", "script", "style", "article", "main", "section"}
)
# Markdown may begin with one of these as well: then it does not end with a tag.
_FRAGMENT_ROOTS = frozenset(
    {"p", "div", "span", "h1", "h2", "h3", "header", "nav", "figure", "img", "table", "ul", "ol",
     "blockquote", "a", "b", "i", "em", "strong", "br", "center", "font", "link", "base", "time", "form"}
)  # fmt: skip
# What may stand before the first element: (how it begins, how it ends).
_PROLOGUE = (("<!--", "-->"), ("<?", "?>"), ("<!", ">"))
_NOT_SPACE = re.compile(r"\S")
_HTML_DOCTYPE = re.compile(r"<!doctype\s+html\b", re.IGNORECASE)
_TAG = re.compile(r"<([A-Za-z][\w:.-]*)")
_PAGE_WITHIN = re.compile(r"^[ \t]*<(?:!doctype[ \t]+html|html)\b", re.IGNORECASE | re.MULTILINE)
_JSON_BEGINS = re.compile(r'\s*(?:\{\s*["}]|\[\s*(?:\{|\[\s*[\[{]))')
_JSON_LIST_BEGINS = re.compile(r'\s*\[\s*["\]]')
_MHTML = re.compile(r"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)


def find_foreign(data: bytes) -> Foreign | None:
    """What these bytes are where they are no text at all, else None."""
    head = data[:1024]
    if b"%PDF-" in head:
        if b"/Encrypt" in data:
            return Foreign(what="an encrypted PDF", remedy=f"Remove its password, then: {_AS_PDF}")
        return Foreign(what="a PDF, which this version does not read yet", remedy=_AS_PDF)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return Foreign(
                what="an Office document locked with a password", remedy=f"Unlock it. {_AS_OFFICE}"
            )
        return Foreign(what="an Office document of the old kind (doc, xls, ppt)", remedy=_AS_OFFICE)
    for offset, signature, what, remedy in _SIGNATURES:
        if head.startswith(signature, offset):
            return Foreign(what=what, remedy=remedy)
    return None


def _zip_kind(data: bytes) -> Foreign:
    if len(data) > 6 and data[6] & 1:  # general purpose bit 0 of the first entry
        return Foreign(what="an encrypted zip archive", remedy=_DECRYPT)
    # The list of names stands at the end, the first entries at the beginning.
    ends = data[:_HEAD_CHARS] + data[-16 * _HEAD_CHARS :]
    for mark, what, remedy in _ZIP_KINDS:
        if mark in ends:
            return Foreign(what=f"{what}, which this version does not read yet", remedy=remedy)
    return Foreign(what="a zip archive", remedy=_UNPACK)


def find_format(text: str) -> Format | Foreign:
    """How to read this text; plain text is what is left when nothing else fits."""
    root = _find_root(text)
    if root in _PAGE_ROOTS or (root in _FRAGMENT_ROOTS and text.rstrip().endswith(">")):
        return Format.HTML
    if root in _FEED_ROOTS:
        return Foreign(
            what="a news feed, which this version does not read yet", remedy="Save the pages it lists."
        )
    head = text[:_HEAD_CHARS]
    if head.lstrip().startswith("<?xml"):
        return Foreign(
            what=f"an XML file ({root or 'no root element'})", remedy="Convert it to HTML or text."
        )
    if _JSON_BEGINS.match(head) or (_JSON_LIST_BEGINS.match(head) and text.rstrip().endswith("]")):
        return Format.JSON_LINES if _is_json_lines(text) else Format.JSON
    if _MHTML.search(head):
        return Foreign(what="a web archive (MHTML)", remedy="Save the page as HTML.")
    # A page below something else, such as the headers it was sent with.
    if not head.startswith(("---", "+++")) and _PAGE_WITHIN.search(head):
        return Format.HTML
    if _is_json_lines(text):  # its first line is damaged
        return Format.JSON_LINES
    return Format.TEXT


def _find_root(text: str) -> str:
    """The name of the first element in lower case; empty where the text does not begin with markup."""
    position = 0
    while (begins := _NOT_SPACE.search(text, position)) is not None:
        position = begins.start()
        if _HTML_DOCTYPE.match(text, position):
            return "html"
        closing = next((end for start, end in _PROLOGUE if text.startswith(start, position)), None)
        if closing is None:
            tag = _TAG.match(text, position)
            return tag[1].casefold() if tag else ""
        end = text.find(closing, position)
        if end < 0:
            return ""
        position = end + len(closing)
    return ""


def _is_json_lines(text: str) -> bool:
    """Whether at least half of the first lines are objects, and the whole is not one JSON value."""
    lines = [line for line in islice(_iter_lines(text), 50) if line and not line.isspace()]
    objects = sum(1 for line in lines if line.lstrip().startswith("{") and line.rstrip().endswith("}"))
    if len(lines) < 2 or 2 * objects < len(lines):
        return False
    if objects == len(lines):
        return True
    try:  # one object over several lines, some of which look like objects themselves
        json.loads(text)
    except (ValueError, RecursionError):
        return True
    return False


def _iter_lines(text: str) -> Iterator[str]:
    """The lines one by one: a file of many megabytes is not split for the sake of its first fifty."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield text[start:end]
        start = end + 1
