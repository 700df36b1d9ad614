"""Which claims go back to the same mouth? Ten copies are one origin.

Invariant: adding a copy of an entry never adds an origin, and the order of entries decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz import fuzz

from oathbook.model import Entry

# Quotes this alike (0-100, share of characters kept in order) are one sentence with small edits: a changed
# number or comma stays above it, another wording of the same news below (shown in the tests of this module).
COPY_RATIO = 92.0
# A ratio of 92 % needs lengths within this of each other: 2·short / (short + long) >= 0.92.
_LENGTH_RATIO = 0.92 / (2 - 0.92)
SHORTEST_COPY = 24  # characters; stock phrases ("pledged allegiance to ISIS") are nobody's copy
_NOT_WORD = re.compile(r"\W+")


def name_origin(entry: Entry) -> str:
    """Who said it first: the nearest named speaker, else the outlet, else the document.

    Unnamed speakers of one outlet are one origin with it; "analysts" of two outlets are two.
    """
    speakers = [s for s in entry.claim.said_by if not s.startswith("<")]
    return speakers[0] if speakers else entry.source or entry.title or entry.document_id


def group_by_origin(entries: Sequence[Entry]) -> list[list[Entry]]:
    """The entries in groups of one origin each, by first appearance: the same speaker, or a copied quote."""
    group_of: dict[str, str] = {}  # a node is an origin's name or a quote; each points towards its group's

    def find(node: str) -> str:
        while group_of.setdefault(node, node) != node:
            node = group_of[node]
        return node

    def join(left: str, right: str) -> None:
        group_of[find(left)] = find(right)

    names = [f"origin:{_fold(name_origin(entry))}" for entry in entries]
    quotes = [_fold(entry.claim.quote) for entry in entries]
    for name, quote in zip(names, quotes, strict=True):
        if len(quote) >= SHORTEST_COPY:
            join(name, f"quote:{quote}")
    for left, right in _copies(quotes):
        join(f"quote:{left}", f"quote:{right}")
    groups: dict[str, list[Entry]] = {}
    for name, entry in zip(names, entries, strict=True):
        groups.setdefault(find(name), []).append(entry)
    return list(groups.values())


def _copies(quotes: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of different quotes that are alike; only those of like length are compared."""
    by_length = sorted({quote for quote in quotes if len(quote) >= SHORTEST_COPY}, key=lambda q: (len(q), q))
    for i, longer in enumerate(by_length):
        for j in range(i - 1, -1, -1):
            shorter = by_length[j]
            if len(shorter) < len(longer) * _LENGTH_RATIO:
                break
            if fuzz.ratio(shorter, longer, score_cutoff=COPY_RATIO) > 0:
                yield shorter, longer


def _fold(text: str) -> str:
    return _NOT_WORD.sub(" ", text.casefold()).strip()
