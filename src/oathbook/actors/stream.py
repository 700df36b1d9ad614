"""How does a text read as folded words? A stream of them, each with its exact place in the text.

Invariant: for every i, `text[starts[i]:ends[i]]` is the word (without a possessive 's) that gave `subs[i]`.
Articles and links are left out of the stream; `leads[i]` is where an article tied to the word begins.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from oathbook.actors.normalise import (
    APOSTROPHES,
    ARTICLES,
    HYPHENS,
    IZAFET,
    SPACED_ARTICLES,
    THE,
    TIED_ARTICLES,
    WORD,
    fold,
    is_dropped,
    plain,
    strip_possessive,
)

# Initials with points are one word: U.S., I.K., J.A.S
_DOTTED = r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![\w.]))?|[^\W\d_]\.[^\W\d_](?![\w.])"
_TOKEN = re.compile(f"{_DOTTED}|{WORD.pattern}")
# Al-ShababNigerian: a small letter, then a capital with a small one or another capital after it.
_CAMEL = re.compile(r"(?<=[^\W\d_A-Z][^\W\d_A-Z])(?=[A-Z][^\W\d_])|(?<=^[A-Z][a-z])(?=[A-Z][a-z])")
_LOOSE = re.compile(rf"[\s\w{re.escape(APOSTROPHES + HYPHENS)}]*")
_BREAK = re.compile(rf"\n\s*\n|\s[{re.escape(HYPHENS)}]|[{re.escape(HYPHENS)}]\s")
_MAYBE_DROPPED = ARTICLES | TIED_ARTICLES | IZAFET | SPACED_ARTICLES | {THE}


class _Piece(NamedTuple):
    start: int
    end: int  # without the possessive
    full_end: int
    subs: tuple[str, ...]
    word: str | None  # the plain word, where it may be an article or a link


class Stream:
    """The folded words of one text."""

    __slots__ = ("closes", "ends", "full_ends", "leads", "opens", "starts", "subs", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        rows: list[tuple[str, int, int, int, int, bool, bool]] = []
        article: tuple[int, int] | None = None  # where a dropped article stands that the next word may own
        for match in _TOKEN.finditer(text):
            offset = match.start()
            for piece in _pieces(match.group()):
                start, end = offset + piece.start, offset + piece.full_end
                word = piece.word
                if word is not None:
                    glued = end < match.end() and word in ARTICLES  # AlQaeda
                    if glued or is_dropped(word, text, end):
                        article = (start, end) if word not in IZAFET and word != THE else None
                        continue
                lead = article[0] if article is not None and start - article[1] <= 1 else start
                article = None
                stop, subs = offset + piece.end, piece.subs
                if len(subs) == 1:
                    rows.append((subs[0], start, stop, end, lead, True, True))
                    continue
                last = len(subs) - 1
                rows.extend((sub, start, stop, end, lead, k == 0, k == last) for k, sub in enumerate(subs))
        columns = list(zip(*rows, strict=True)) if rows else [()] * 7
        self.subs: tuple[str, ...] = columns[0]
        self.starts: tuple[int, ...] = columns[1]
        self.ends: tuple[int, ...] = columns[2]
        self.full_ends: tuple[int, ...] = columns[3]
        self.leads: tuple[int, ...] = columns[4]
        self.opens: tuple[bool, ...] = columns[5]  # whether it is the first sub of its word
        self.closes: tuple[bool, ...] = columns[6]  # whether it is the last

    def __len__(self) -> int:
        return len(self.subs)

    def joined(self, i: int) -> bool:
        """Whether words i and i + 1 can stand in one name: only spaces, hyphens, articles between them."""
        if not self.opens[i + 1]:
            return True
        start, end = self.full_ends[i], self.starts[i + 1]
        gap = self.text[start:end]
        if gap in {" ", "-", ""}:
            return True
        if self.subs[i] == "(" or self.subs[i + 1] in "()":
            return gap.strip() == ""
        if gap[0] == "." and (self.ends[i] - self.starts[i] == 1):
            gap = gap[1:]  # B. Saoraigwra
        return _LOOSE.fullmatch(gap) is not None and _BREAK.search(gap) is None


@lru_cache(maxsize=1 << 16)
def _pieces(token: str) -> tuple[_Piece, ...]:
    if "." in token:
        bare = token.replace(".", "")
        return (_Piece(0, len(token), len(token), fold(bare), None),)
    cuts = [0, *(m.start() for m in _CAMEL.finditer(token)), len(token)]
    return tuple(_piece(token, a, b) for a, b in pairwise(cuts))


def _piece(token: str, start: int, end: int) -> _Piece:
    word = strip_possessive(token[start:end])
    bare = plain(word)
    return _Piece(
        start, start + len(word), end, fold(word) or (word,), bare if bare in _MAYBE_DROPPED else None
    )
