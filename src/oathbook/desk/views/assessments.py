"""From an assessment to the wire: likelihood with its word, and apart from it how good the basis is."""

from __future__ import annotations

from oathbook.assessment import Assessment
from oathbook.desk.schemas.common import AssessmentOut, Basis, Levels
from oathbook.desk.state import Desk
from oathbook.desk.views.parties import earliest_of, named, when_out
from oathbook.model import Interval, Kind, Polarity

_PRINCIPALS = frozenset({Kind.ACCEPT, Kind.CLAIM_ATTACK})


def assessment_out(desk: Desk, assessment: Assessment, since: Interval | None = None) -> AssessmentOut:
    """The assessment of one pair."""
    low, high = assessment.interval
    levels = assessment.levels
    return AssessmentOut(
        subject=named(desk.book, assessment.subject),
        principal=named(desk.book, assessment.principal),
        as_of=assessment.as_of,
        known_by=assessment.known_by,
        probability=assessment.probability,
        low=low,
        high=high,
        word=assessment.word,
        status=assessment.status.value,
        standing=assessment.standing,
        levels=Levels(
            pledged=levels.pledged,
            accepted=levels.accepted,
            operational=levels.operational,
            split=levels.split,
        ),
        p_none=levels.none,
        accepted=assessment.accepted,
        disputed=assessment.disputed,
        basis=basis_of(assessment),
        confidence=assessment.confidence.value,
        confidence_reason=assessment.confidence_reason,
        claims=assessment.claims,
        origins=assessment.origins,
        since=when_out(since or first_told(assessment)),
    )


def first_told(assessment: Assessment) -> Interval | None:
    """The earliest time among the claims that speak for the tie."""
    return earliest_of(
        entry.claim.when
        for reason in assessment.reasons
        if reason.weight_nats > 0
        for entry in reason.entries
    )


def basis_of(assessment: Assessment) -> Basis:
    """Whether both sides say so, one of them does, or only others report it."""
    speakers: set[str] = set()
    for reason in assessment.reasons:
        if reason.tie <= 0:
            continue
        for entry in reason.entries:
            claim = entry.claim
            if claim.polarity is not Polarity.POSITIVE:
                continue
            speakers.update(claim.said_by)
            # Who pledges or accepts has spoken, whoever reports the words.
            if claim.kind is Kind.PLEDGE:
                speakers.add(assessment.subject)
            elif claim.kind in _PRINCIPALS:
                speakers.add(assessment.principal)
    sides = {assessment.subject, assessment.principal} & speakers
    return "mutual" if len(sides) == 2 else "claimed" if sides else "reported"
