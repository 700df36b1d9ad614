"""One claim for each kind, parties and event of a document.

Invariant: no two claims say the same thing of the same event by the same sort of speaker; a repetition
completes the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from oathbook.model import SYMMETRIC_KINDS, Claim, Kind, Polarity, Realis, Scope

_TOPPLED = re.compile(r"\b(?:oust|toppl|overthr|unseat)")
_REFUSED = frozenset({Kind.PLEDGE, Kind.MERGE, Kind.ALLY, Kind.RECRUIT, Kind.AFFILIATE})
STANDING = frozenset({Kind.LEAD, Kind.MEMBER, Kind.AFFILIATE, Kind.RIVAL, Kind.ALLY})


def merge_claims(claims: Sequence[Claim]) -> list[Claim]:
    """One claim a kind, parties and event: a repetition completes the first, it does not stand beside it."""
    kept: list[Claim] = []
    for claim in claims:
        for i, other in enumerate(kept):
            if _same(other, claim):
                kept[i] = _complete(other, claim)
                break
        else:
            kept.append(claim)
    return _drop_unarmed(_drop_shadows(kept))


def _drop_unarmed(claims: list[Claim]) -> list[Claim]:
    """A death or a succession counts where somebody in it belongs to an armed organisation; a death also where
    the killer is named."""
    fates = {Kind.DIE, Kind.REPLACE}
    armed = {c.subject.label for c in claims if c.kind not in fates and c.subject is not None}

    def counts(c: Claim) -> bool:
        if c.kind is Kind.REPLACE and c.object is not None and _TOPPLED.search(c.quote):
            return c.object.actor is not None or c.object.label in armed  # "helped to oust the president"
        known = any(
            q is not None and (q.actor is not None or q.label in armed) for q in (c.subject, c.object)
        )
        return known or c.kind not in fates or (c.kind is Kind.DIE and c.by is not None)

    return [c for c in claims if counts(c)]


def _sides(c: Claim) -> tuple[str, str]:
    pair = ("" if c.subject is None else c.subject.label, "" if c.object is None else c.object.label)
    return (min(pair), max(pair)) if c.kind in SYMMETRIC_KINDS else pair


def _same_parties(a: Claim, b: Claim) -> bool:
    if _sides(a) == _sides(b):
        return True
    # "X was founded in 1991 ... its founder, Y": one founding; "removed X and put Y in his chair": one succession
    return (
        a.kind in {Kind.FORM, Kind.REPLACE}
        and (a.subject is None or b.subject is None)
        and a.object == b.object
    )


def _same(a: Claim, b: Claim) -> bool:
    if a.kind is not b.kind or not _same_parties(a, b) or a.polarity is not b.polarity:
        return False
    if a.realis is not b.realis and a.kind not in STANDING:
        return False
    if a.scope is not b.scope and a.kind in {Kind.PLEDGE, Kind.BREAK, Kind.SPLIT}:
        return False  # what a part did and what the whole did
    if a.kind is Kind.DIE and a.role != b.role and a.said_by != b.said_by:
        return "die.death-noun" in {a.frame, b.frame} and None in {a.by, b.by}  # else two accounts of one end
    if a.ended is not b.ended and a.kind in {Kind.AFFILIATE, Kind.ALLY, Kind.RIVAL}:
        return False
    if b.reason is not None and a.reason != b.reason and (a.kind is Kind.RIVAL or a.said_by != b.said_by):
        return False  # a condemnation for a reason of its own, or another speaker's account of the motive
    if a.kind is Kind.RIVAL and (b.count or b.when) is not None and (a.count or a.when) is None:
        return False  # a clash with its own time or toll beside a standing enmity
    if a.when is not None and b.when is not None and not a.when.overlaps(b.when):
        return False
    if a.count is not None and b.count is not None and a.count != b.count:
        return False
    if a.kind in {Kind.ATTACK, Kind.MOVE} and (a.when is None) != (b.when is None):
        return True
    return True


def _complete(a: Claim, b: Claim) -> Claim:
    """The first claim with what the later one adds: a time, a count, a reason."""
    return replace(
        a,
        subject=a.subject if a.subject is not None else b.subject,
        scope=a.scope if a.subject is not None or b.subject is None else b.scope,
        when=a.when if a.when is not None else b.when,
        needs_anchor=a.needs_anchor and b.needs_anchor,
        count=a.count if a.count is not None else b.count,
        reason=a.reason if a.reason is not None else b.reason,
        place=a.place if a.place is not None else b.place,
        role=a.role if a.role is not None else b.role,
        by=a.by if a.by is not None else b.by,
        of=a.of if a.of is not None else b.of,
        ended=a.ended or b.ended,
        reading=max(a.reading, b.reading),
    )


def _drop_shadows(claims: list[Claim]) -> list[Claim]:
    """A weaker claim read from the same words as a stronger one goes: member beside lead, affiliate beside split."""
    stronger = {
        Kind.MEMBER: {Kind.LEAD, Kind.DEFECT},
        Kind.AFFILIATE: {Kind.SPLIT},
        Kind.ALLY: {Kind.MERGE},
        Kind.BREAK: {Kind.SPLIT, Kind.DEFECT},
        Kind.PLEDGE: {Kind.BREAK},
    }
    kept = []
    for c in claims:
        rivals = stronger.get(c.kind, set())
        # "refused to pledge" is a refusal, not a pledge that was not made
        unmade = c.kind in _REFUSED and (c.polarity is Polarity.NEGATIVE or c.realis is Realis.PROSPECTIVE)
        if unmade and any(o.kind is Kind.REJECT and o.start < c.end and c.start < o.end for o in claims):
            continue
        if (
            c.object is None
            and c.kind in {Kind.DEFECT, Kind.RECRUIT, Kind.MOVE}
            and any(
                o.kind is c.kind
                and o.object is not None
                and o.subject == c.subject
                and (abs(o.start - c.start) < 200 or c.scope is Scope.PERSON)
                for o in claims
            )
        ):
            continue
        shadowed = any(
            o.kind in rivals
            and _sides(o) == _sides(c)
            and o.start < c.end
            and c.start < o.end
            and o.polarity is c.polarity
            for o in claims
        )
        if not shadowed:
            kept.append(c)
    return kept
