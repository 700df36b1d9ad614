"""Which stretches of a document are somebody's spoken words, and which are scare quotes.

Invariant: quotations lie in text order and do not overlap; one has at least four words or a whole clause,
and is no title; shorter ones are scare quotes and say nothing about who speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Spoken words, quotation marks left out; `continued` when the mark was never closed in its paragraph.

    `answer` when an interview gives them after "A:" and without marks.
    """

    start: int
    end: int
    continued: bool
    answer: bool = False


_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n)(?<![.!?\"]\n))*")
_MARK = re.compile(r'"')
# 'British quotations,' as far as an apostrophe cannot be meant.
_SINGLE = re.compile(
    r"(?:(?<=^)|(?<=[\s(:]))'(?=[A-Z])([^'\"\n]*(?:(?<=\w)'(?=\w)[^'\"\n]*)*[,.?!])'(?=\s|$)", re.MULTILINE
)
_ASKED = re.compile(r"^\s*(?:Q|Question)\s*[:.]", re.MULTILINE)
_ANSWERED = re.compile(r"^\s*(?:A|Answer)\s*[:.]\s*(?=\S)(?P<words>.+)$", re.MULTILINE)
_LONGEST = 4000


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations of a repaired text, in order."""
    found = [q for m in _PARAGRAPH.finditer(text) for q in _in_paragraph(text, m.start(), m.end())]
    for m in _SINGLE.finditer(text):
        if not any(q.start <= m.start() < q.end for q in found):
            found.append(Quotation(start=m.start(1), end=m.end(1), continued=False))
    if _ASKED.search(text):
        for m in _ANSWERED.finditer(text):
            found = [q for q in found if not m.start() <= q.start < m.end()]
            found.append(Quotation(start=m.start("words"), end=m.end("words"), continued=False, answer=True))
    return tuple(sorted((q for q in found if q.answer or _is_speech(text, q)), key=lambda q: q.start))


def quotation_at(quotations: tuple[Quotation, ...], at: int) -> Quotation | None:
    """The quotation around an offset, or None."""
    for q in quotations:
        if q.start <= at < q.end:
            return q
    return None


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Quotation]:
    """The outermost pairs of marks: a mark before a word opens, one after a word or full stop closes."""
    depth, first = 0, start
    for m in _MARK.finditer(text, start, end):
        at = m.start()
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        opens = (before.isspace() or before in "([-—:\"'") and not after.isspace()
        if depth and opens and before == '"' and not after.isalnum():
            opens = False
        if depth == 0:
            depth, first = 1, at + 1
        elif opens and _closes_twice(text, at + 1, end):
            depth += 1
        else:
            depth -= 1
            if depth == 0 and at > first:
                yield Quotation(start=first, end=at, continued=False)
    if depth and end - first <= _LONGEST and end > first:
        yield Quotation(start=first, end=end, continued=True)


def _closes_twice(text: str, start: int, end: int) -> bool:
    """Whether two closing marks follow before the paragraph ends: then this one opened inside another."""
    closing = [
        m.start()
        for m in _MARK.finditer(text, start, end)
        if not text[m.start() - 1].isspace() and (m.end() >= end or not text[m.end()].isalnum())
    ]
    return len(closing) >= 2 and len(closing) % 2 == 0


def _is_speech(text: str, q: Quotation) -> bool:
    words = text[q.start : q.end].split()
    if len(words) < 2:
        return False
    if len(words) < 4:
        return text[q.start : q.end].rstrip()[-1:] in ".,!?"
    small = sum(w[:1].islower() and len(w) > 3 for w in words)
    return (
        small > 0 or text[q.start : q.end].rstrip()[-1:] in ".,!?"
    )  # else a title: "Front for the Defence of Us"
