"""Which claims go back to the same mouth? Ten copies are one origin.

Invariant: adding a copy of an entry never adds an origin.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from oathbook.model import Entry

# Quotes this alike (0-100, share of characters kept in order) are one sentence with small edits: a changed
# number or comma stays above it, another wording of the same news below (shown in the tests of this module).
COPY_RATIO = 92.0
_NOT_WORD = re.compile(r"\W+")


def name_origin(entry: Entry) -> str:
    """Who said it first: the nearest named speaker, else the outlet, else the document.

    Unnamed speakers of one outlet are one origin with it; "analysts" of two outlets are two.
    """
    speakers = [s for s in entry.claim.said_by if not s.startswith("<")]
    return speakers[0] if speakers else entry.source or entry.title or entry.document_id


def group_by_origin(entries: Sequence[Entry]) -> list[list[Entry]]:
    """The entries in groups of one origin each, by first appearance: the same speaker, or a copied quote."""
    groups: list[list[Entry]] = []
    for entry in entries:
        joined = [group for group in groups if any(_same_origin(entry, other) for other in group)]
        if not joined:
            groups.append([entry])
            continue
        joined[0].append(entry)
        for other in joined[1:]:
            joined[0].extend(other)
            groups.remove(other)
    return groups


def _same_origin(left: Entry, right: Entry) -> bool:
    return _fold(name_origin(left)) == _fold(name_origin(right)) or is_copy(left, right)


def is_copy(left: Entry, right: Entry) -> bool:
    """Whether the quotes are the same words but for case, signs and small edits."""
    a, b = _fold(left.claim.quote), _fold(right.claim.quote)
    if min(len(a), len(b)) < 24:  # short stock phrases ("pledged allegiance to ISIS") are nobody's copy
        return a == b and left.document_id == right.document_id
    return fuzz.ratio(a, b, score_cutoff=COPY_RATIO) > 0


def _fold(text: str) -> str:
    return _NOT_WORD.sub(" ", text.casefold()).strip()
