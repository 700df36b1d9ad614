"""Which ids are one actor, after all that people have judged? Pure, and nothing is ever erased.

Invariant: a later judgement wins over the earlier ones that it contradicts, also where these only imply
the contrary (a = b and b = c imply a = c); taking one back is one more judgement. Ids that none touches
stay alone.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Somebody's word that two ids are the same actor, or are not."""

    left: str
    right: str
    same: bool


def canonical_ids(judgements: Sequence[Judgement], *, known: Container[str] = ()) -> Mapping[str, str]:
    """For every id judged, the one that stands for it, from `judgements` in the order they were made.

    Of a cluster the ids in `known` (the registry's) come first, then the first in the alphabet.
    """
    clusters: dict[str, set[str]] = {}
    apart: set[frozenset[int]] = set()  # pairs of clusters, by identity, that a later judgement keeps apart
    for judgement in reversed(judgements):  # the latest first: what it says, no earlier one can undo
        left = clusters.setdefault(judgement.left, {judgement.left})
        right = clusters.setdefault(judgement.right, {judgement.right})
        if left is right:
            continue
        pair = frozenset((id(left), id(right)))
        if not judgement.same:
            apart.add(pair)
        elif pair not in apart:
            left |= right
            clusters.update(dict.fromkeys(right, left))
            apart = {frozenset(id(left) if side == id(right) else side for side in p) for p in apart}
    return {key: min(cluster, key=lambda k: (k not in known, k)) for key, cluster in clusters.items()}


def apply_judgements(
    ids: Iterable[str], judgements: Sequence[Judgement], *, known: Container[str] = ()
) -> tuple[str, ...]:
    """`ids` with each replaced by the one that stands for it, in the same order."""
    canonical = canonical_ids(judgements, known=known)
    return tuple(canonical.get(key, key) for key in ids)
