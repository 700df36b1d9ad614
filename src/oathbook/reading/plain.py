"""What do plain text and Markdown say? The text as it stands, with its title where that is plain to see.

Nothing is taken out of the text: a title stays in it. Only line endings become `\\n`, and front matter,
which speaks about the text, is read and left out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from oathbook.model import Document
from oathbook.reading.dates import parse_day
from oathbook.reading.fields import build_document
from oathbook.reading.frontmatter import split_front_matter

_LINE_END = re.compile(r"\r\n?")
_HEADING = re.compile(r"#{1,2}[ \t]+(?P<title>.*?)[ \t]*#*")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})[ \t]*")
_MAX_TITLE_CHARS = 120
_MAX_HEADING_CHARS = 300
_MIN_TITLE_WORDS = 3
# First lines that are short and stand alone and yet name no report.
_NO_TITLE = re.compile(
    r"(?:by|from|photo|picture|image|source|date|published|updated|posted)\b", re.IGNORECASE
)


def read_plain(text: str, *, name: str, published: date | None = None, source: str | None = None) -> Document:
    """The document; raises UnreadableInput where there is no text or its front matter is faulty."""
    fields, body = split_front_matter(_LINE_END.sub("\n", text), name=name)
    document = build_document(fields, text=body, name=name, where=name, published=published, source=source)
    return document if document.title is not None else replace(document, title=find_title(body))


def find_title(text: str) -> str | None:
    """The heading that the text begins with, or a first line that stands alone and reads like a headline."""
    lines = text.lstrip("\n").split("\n", 2)
    first = lines[0].strip()
    second = lines[1].strip() if len(lines) > 1 else ""
    rest = "\n".join(lines[1:])
    heading = _HEADING.fullmatch(first)
    if heading is not None:
        title = heading["title"]
        return title if 0 < len(title) <= _MAX_HEADING_CHARS else None
    if not first or len(first) > _MAX_TITLE_CHARS or not rest.strip():
        return None
    if _UNDERLINE.fullmatch(second):
        return first
    is_headline = (
        not second
        and len(first.split()) >= _MIN_TITLE_WORDS
        and (first[0].isupper() or first[0].isdigit() or first[0] in "‘“«\"'")
        and first[-1] not in ".,;:-–—)]"
        and _NO_TITLE.match(first) is None
        and not _is_dateline(first)
    )
    return first if is_headline else None


def _is_dateline(line: str) -> bool:
    """`24 January 2018` or `Bamako, 24 January 2018`."""
    return parse_day(line) is not None or parse_day(line.partition(", ")[2]) is not None
