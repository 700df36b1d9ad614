"""Which stretches of a document are running text, and which are headings, captions or furniture.

Invariant: segments lie in text order, do not overlap, and hold no line break except inside text that was
hard-wrapped. Furniture (navigation, bylines, author biographies) is kept in the text but gives no claims.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class SegmentKind(StrEnum):
    """What a segment is to a reader."""

    BODY = "body"
    HEADING = "heading"
    CAPTION = "caption"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of a document, half open."""

    start: int
    end: int
    kind: SegmentKind


_BLOCK = re.compile(r"\S(?:.|\n(?!\s*\n))*", re.MULTILINE)
_LINE = re.compile(r"[^\n]+")
_ENDS_SENTENCE = re.compile(r"""[.!?:;]["')\]]*\s*$""")
_FURNITURE = re.compile(
    r"""^\W*(?:
        (?:share|tweet|print|e-?mail)\b.*\b(?:this|facebook|twitter|link|whatsapp)\b | copy\ this\ link
      | read\ (?:more|also)\b.{0,80}$ | more\ on\ this\ (?:story|topic) | related\ (?:topics|articles|stories)
      | advertisement$ | subscribe\b.{0,60}$ | sign\ up\b.{0,80}$ | click\ here | follow\ us\b
      | (?:updated?|published|posted|last\ modified)\b[^.]{0,60}$ | \d+\ (?:comments?|shares?)$
      | all\ rights\ reserved | copyright\b | image\ copyright:? | (?:photo|image|picture)\ (?:by|credit|source)\b.{0,60}$
      | (?:skip\ to|back\ to|go\ to)\b.{0,40}$ | by\ [A-Z][\w'-]+(?:\ [A-Z][\w'-]+){1,3}(?:,[^.]{0,60})?$
      | .{0,60}\bcookies?\b.{0,60}$
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_BIOGRAPHY = re.compile(
    r"\b(?:is|are) (?:also |currently )?(?:an?|the|Senior|Director|Institutional|co-?founder)\b.{0,80}"
    r"\b(?:analyst|director|fellow|representative|advis[eo]r|correspondent|professor|consultant|columnist|author of|"
    r"reporter|editor)\b",
    re.IGNORECASE,
)
_HAS_CREDIT = re.compile(
    r"(?:\b[A-Z]{2,}(?:[ -][A-Z]+)*/[A-Z]{2,}|/(?:AFP|Reuters|AP|Getty)|\bimage caption:|\bphoto(?:graph)?(?: by|:)|\(photo\b)",
    re.IGNORECASE,
)


def find_segments(text: str) -> tuple[Segment, ...]:
    """The segments of a repaired text."""
    segments: list[Segment] = []
    for block in _BLOCK.finditer(text):
        lines = [(block.start() + m.start(), block.start() + m.end()) for m in _LINE.finditer(block.group())]
        if _is_hard_wrapped([text[a:b] for a, b in lines]):
            lines = [(lines[0][0], lines[-1][1])]
        for start, end in lines:
            kept = _trim(text, start, end)
            if kept is not None:
                segments.append(Segment(start=kept[0], end=kept[1], kind=_kind(text[kept[0] : kept[1]])))
    return _mark_biography(text, segments)


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _is_hard_wrapped(lines: list[str]) -> bool:
    """Lines of one width that break in mid-sentence were wrapped by a machine, not by a writer."""
    if len(lines) < 2:
        return False
    inner = [line.rstrip() for line in lines[:-1]]
    wide = sum(50 <= len(line) <= 110 for line in inner)
    broken = sum(not _ENDS_SENTENCE.search(line) for line in inner)
    if not wide == len(inner) or broken < 0.5 * len(inner):
        return False
    # Two lines may be two headings: the second must go on in lower case.
    return len(lines) > 2 or lines[1].lstrip()[:1].islower()


def _kind(line: str) -> SegmentKind:
    if _FURNITURE.match(line):
        return SegmentKind.FURNITURE
    if _HAS_CREDIT.search(line):
        return SegmentKind.CAPTION
    words = line.split()
    if len(words) <= 16 and not _ENDS_SENTENCE.search(line):
        return SegmentKind.HEADING
    return SegmentKind.BODY


def _mark_biography(text: str, segments: list[Segment]) -> tuple[Segment, ...]:
    """The last paragraph is the author's biography when it says what the author is."""
    if len(segments) > 3:
        last = segments[-1]
        if last.kind is SegmentKind.BODY and len(_BIOGRAPHY.findall(text[last.start : last.end])) >= 1:
            segments[-1] = Segment(start=last.start, end=last.end, kind=SegmentKind.FURNITURE)
    return tuple(segments)
