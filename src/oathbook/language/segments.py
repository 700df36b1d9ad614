"""Which stretches of a document are running text, and which are headings, captions or furniture.

Invariant: segments lie in text order, do not overlap, and hold no line break except inside text that was
hard-wrapped. Furniture (navigation, bylines, author biographies) is kept in the text but gives no claims.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
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
_NAMED = r"[A-ZÀ-Þ][\w.'-]+"
_FURNITURE = re.compile(
    rf"""^\W*(?:
        (?:share|tweet|print|e-?mail|send|save)\b.*\b(?:this|facebook|twitter|link|whatsapp|article|page|friend)\b
      | share:?$ | share\ ?[:|].* | copy\ (?:this\ )?link.{{0,30}}$
      | (?:read|see|watch|listen|learn|find\ out|view|show|load)\ (?:more|also|next|all|it)\b.{{0,120}}$
      | (?:also\ read|see\ also|related|more\ from|more\ on|recommended|trending|most\ (?:read|popular|viewed)|don't\ miss)\b.{{0,100}}$
      | (?:tags?|topics?|categor(?:y|ies)|filed\ under|keywords|sections?)\ ?:.{{0,200}}$
      | advertisement$ | sponsored(?:\ content)?$ | story\ continues\ below.{{0,40}}$ | continue\ reading.{{0,60}}$
      | subscribe\b.{{0,80}}$ | sign\ (?:up|in)\b.{{0,80}}$ | log\ ?in\b.{{0,30}}$ | (?:our\ )?newsletter.{{0,60}}$
      | click\ here | follow\ (?:us|me|him|her|@)\b.{{0,80}}$ | support\ (?:our|us)\b.{{0,80}}$ | donate\b.{{0,40}}$
      | (?:updated?|published|posted|last\ (?:modified|updated)|first\ published)\b[^.]{{0,60}}$
      | \d+\ (?:comments?|shares?|views|likes)$ | (?:leave|post|add)\ a\ comment.{{0,40}}$ | comments?(?:\ \(\d+\))?$
      | \d+\ min(?:ute)?s?\ read$ | (?:menu|search|home|top|next|previous|close)$
      | all\ rights\ reserved | (?:©|\(c\)\ |copyright\b) | image\ copyright:?
      | (?:photo|image|picture)s?\ (?:by|credits?|source)\b.{{0,60}}$
      | (?:skip\ to|back\ to|go\ to|jump\ to)\b.{{0,40}}$
      | (?:reporting|editing|writing|additional\ reporting|compiled|translated|edited|written)\ by\b.{{0,160}}$
      | about\ the\ authors?\b.{{0,30}}$ | this\ (?:article|story|piece|post)\ (?:was|is|has\ been|first|originally)\b.{{0,160}}$
      | the\ views\ expressed\b.{{0,200}} | the\ opinions\ expressed\b.{{0,200}}
      | (?-i:[Bb]y|BY)\ (?-i:{_NAMED}|our|a|A|the|THE|staff)(?-i:\ {_NAMED}|\ and|,|\ of|\ in|\ &|\ for|\ at|\ our|\ staff|\ the
          |\ reporter|\ correspondent|\ writer|\ editor|\ bureau|\ desk){{0,9}}$
      | https?://\S+$ | [\w.+-]+@[\w-]+\.\w+$
      | [^.]{{0,60}}\bcookies?\b.{{0,60}}$
      | [\w&' -]{{2,24}}(?:\ [|>»/]\ [\w&' -]{{2,24}}){{2,}}$
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_BIOGRAPHY = re.compile(
    r"\b(?:is|are|was) (?:also |currently |now )?(?:an?|the|Senior|Director|Institutional|co-?founder|editor|professor|associate|"
    r"research)\b.{0,90}\b(?:analyst|director|fellow|representative|advis[eo]r|correspondent|professor|consultant|columnist|"
    r"author of|reporter|editor|researcher|journalist|lecturer|scholar|writer|student|candidate)\b"
    r"|\bthe author of\b|\btweets (?:at|as|under)\b|\bfollow (?:him|her|them) on\b|\b(?:his|her|their) (?:latest|new|most recent) book\b",
    re.IGNORECASE,
)
_OF_AUTHOR = re.compile(
    rf"^\W*(?:(?:The |This )?(?:[Aa]uthor|[Ww]riter)\b|(?:Dr|Prof|Professor)\.? |{_NAMED}(?: {_NAMED}){{1,4}},? (?:is|was|\(|tweets)\b)"
)
_HAS_CREDIT = re.compile(
    r"(?:\b[A-Z]{2,}(?:[ -][A-Z]+)*/[A-Z]{2,}|/(?:AFP|Reuters|AP|EPA|Getty|Anadolu|Xinhua)\b|\bimage caption:|\bphoto(?:graph)?(?: by|:)|"
    r"\(photo\b|\bfile photo\b|"
    r"\b(?:AP|AFP|Reuters|EPA|Getty) (?:Photo|Images)\b|\bphoto courtesy\b|^\W*(?:pictured|caption|FILE)\s*(?::|-)|"
    r"\[photo\b|^\W*in this (?:file |undated |handout )*(?:photo|image|picture)\b|\bhandout (?:photo|image|via)\b)",
    re.IGNORECASE | re.MULTILINE,
)
_BULLET = re.compile(r"\s*(?:[*•·▪‣>]\s|[-–—]\s|\d{1,3}[.)]\s|\([a-z0-9]{1,3}\)\s|[QA][:.]\s)")
# A line that ends so goes on in the next.
_OPEN_WORD = re.compile(
    r"\s(?:the|an?|of|in|on|at|to|for|from|by|with|and|or|that|which|who|its|their|his|was|were|is|has|had|have|as)$|\w,$"
)
_WIDEST_WRAP = 130
_NARROWEST_WRAP = 30


def find_segments(text: str) -> tuple[Segment, ...]:
    """The segments of a repaired text."""
    segments: list[Segment] = []
    for block in _BLOCK.finditer(text):
        lines = [(block.start() + m.start(), block.start() + m.end()) for m in _LINE.finditer(block.group())]
        for start, end in _unwrap(text, lines):
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


def _unwrap(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The lines of a block, those joined that a machine has wrapped."""
    run: list[tuple[int, int]] = []
    for start, end in lines:
        line = text[start:end]
        alone = bool(_FURNITURE.match(line.strip()))
        if run and (alone or _BULLET.match(line)):
            yield from _join(text, run)
            run = []
        if alone:
            yield start, end
        else:
            run.append((start, end))
    yield from _join(text, run)


def _join(text: str, run: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """A run of lines as one where it was wrapped; else each line, with those that break in mid-sentence joined."""
    lines = [text[a:b].rstrip() for a, b in run]
    width = max(map(len, lines), default=0)
    first = 0
    while first < len(lines) - 2 and _is_title(lines[first], lines[first + 1], width):
        first += 1
    wrapped = _is_hard_wrapped(lines[first:])
    at = 0
    while at < len(run):
        last = at
        while last + 1 < len(run) and ((wrapped and at >= first) or _goes_on(lines[last], lines[last + 1])):
            last += 1
        yield run[at][0], run[last][1]
        at = last + 1


def _is_title(line: str, following: str, width: int) -> bool:
    return (
        len(line) < 0.7 * width and not _ENDS_SENTENCE.search(line) and not following.lstrip()[:1].islower()
    )


def _goes_on(line: str, following: str) -> bool:
    """ "... fighters of the" + "group left": no writer ends a paragraph so."""
    if _ENDS_SENTENCE.search(line) or not line.strip():
        return False
    if _OPEN_WORD.search(line):
        return True
    return (len(line) >= _NARROWEST_WRAP or bool(_BULLET.match(line))) and following.lstrip()[:1].islower()


def _is_hard_wrapped(lines: list[str]) -> bool:
    """Each line was filled until the next word would not fit, and most break in mid-sentence: a machine's work."""
    if len(lines) < 2:
        return False
    inner, width = lines[:-1], max(map(len, lines))
    if not _NARROWEST_WRAP < width <= _WIDEST_WRAP:
        return False
    # some slack: wrappers count indents, and hands wrap loosely
    full = sum(len(a) + 1 + len(b.split()[0]) > width - 8 for a, b in itertools.pairwise(lines))
    broken = sum(not _ENDS_SENTENCE.search(line) for line in inner)
    if full < 0.8 * len(inner) or broken < 0.5 * len(inner):
        return False
    # Two lines may be two headings: the second must go on in lower case.
    return len(lines) > 2 or _goes_on(lines[0], lines[1])


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
    """A paragraph near the end is the author's biography when it says what the author is."""
    if len(segments) > 3:
        bodies = [i for i, s in enumerate(segments) if s.kind is SegmentKind.BODY]
        for i in bodies[-3:]:
            s = segments[i]
            words = text[s.start : s.end]
            if _BIOGRAPHY.search(words) and (i == bodies[-1] or _OF_AUTHOR.match(words)):
                segments[i] = Segment(start=s.start, end=s.end, kind=SegmentKind.FURNITURE)
    return tuple(segments)
