"""Why did a claim not match? One line of reason per missed gold claim and per extra predicted claim."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from oathbook.analysis.parties import Parties
from oathbook.analysis.score import DocumentScore, agree, overlap, sides
from oathbook.model import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """One claim without its partner, what stands nearest on the other side, and how that one differs."""

    document: str
    claim: Claim
    missed: bool  # True: in the gold and not predicted; False: predicted and not in the gold
    reason: str
    nearest: Claim | None


def explain_misses(document: DocumentScore, parties: Parties) -> tuple[Miss, ...]:
    """The missed and then the extra claims of one document, in text order, each with its reason."""
    missed = [
        _explain(document, claim, document.extra, document.predicted, parties, missed=True)
        for claim in sorted(document.missed, key=lambda c: c.start)
    ]
    extra = [
        _explain(document, claim, document.missed, document.gold, parties, missed=False)
        for claim in sorted(document.extra, key=lambda c: c.start)
    ]
    return (*missed, *extra)


def _explain(
    document: DocumentScore,
    claim: Claim,
    left_over: Sequence[Claim],
    everything: Sequence[Claim],
    parties: Parties,
    *,
    missed: bool,
) -> Miss:
    def miss(reason: str, nearest: Claim | None) -> Miss:
        return Miss(document=document.id, claim=claim, missed=missed, reason=reason, nearest=nearest)

    for candidates in (left_over, everything):
        near = sorted((c for c in candidates if overlap(claim, c) > 0), key=lambda c: -overlap(claim, c))
        for differs in _DIFFERENCES:
            for other in near:
                reason = differs(claim, other, parties)
                if reason is not None:
                    return miss(reason, other)
    twin = next((c for c in everything if agree(claim, c, parties)), None)
    if twin is not None:
        return miss("matched elsewhere: one fewer on the other side", twin)
    return miss("nothing predicted there" if missed else "nothing in the gold there", None)


def _swapped(claim: Claim, other: Claim, parties: Parties) -> str | None:
    a, b = sides(claim), sides(other)
    if claim.kind is other.kind and parties.same(a[0], b[1]) and parties.same(a[1], b[0]) and a != b:
        return "subject and object swapped"
    return None


def _one_side(claim: Claim, other: Claim, parties: Parties) -> str | None:
    if claim.kind is not other.kind:
        return None
    a, b = sides(claim), sides(other)
    subject, object_ = parties.same(a[0], b[0]), parties.same(a[1], b[1])
    if subject and object_:
        return "said twice: its partner matched another"
    if subject:
        return f"other object: {b[1]}"
    if object_:
        return f"other subject: {b[0]}"
    return f"other parties: {b[0]} → {b[1]}"


def _other_kind(claim: Claim, other: Claim, parties: Parties) -> str | None:
    a, b = sides(claim), sides(other)
    if parties.same(a[0], b[0]) and parties.same(a[1], b[1]):
        return f"other kind: {other.kind}"
    if parties.same(a[0], b[1]) and parties.same(a[1], b[0]):
        return f"other kind: {other.kind}, sides swapped"
    return None


_DIFFERENCES: tuple[Callable[[Claim, Claim, Parties], str | None], ...] = (_swapped, _one_side, _other_kind)
