"""For and against one assessment, by independent origin."""

from __future__ import annotations

import math

from oathbook.assessment import Reason
from oathbook.desk.schemas.evidence import Evidence, OriginOut
from oathbook.desk.state import Clocks, Desk
from oathbook.desk.views.assessments import assessment_out
from oathbook.desk.views.claims import claims_out
from oathbook.desk.views.finding import pair_finding
from oathbook.desk.views.parties import named


def show_evidence(desk: Desk, subject: str, principal: str, clocks: Clocks) -> Evidence:
    """The reasons for and against, what is missing, and what would change the answer."""
    answer = desk.book.why(subject, principal, as_of=clocks.as_of, known_by=clocks.known_by)
    assessment = answer.assessment

    def columns(reasons: tuple[Reason, ...]) -> list[OriginOut]:
        return [_origin(desk, reason, assessment.probability) for reason in reasons]

    return Evidence(
        as_of=clocks.as_of,
        known_by=clocks.known_by,
        assessment=assessment_out(desk, assessment),
        finding=pair_finding(desk, assessment),
        clash=None,
        reasons_for=columns(answer.reasons_for),
        reasons_against=columns(answer.reasons_against),
        without_weight=columns(answer.without_weight),
        missing=list(answer.missing),
        would_change=[],
    )


def _origin(desk: Desk, reason: Reason, probability: float) -> OriginOut:
    odds = math.log(probability / (1 - probability)) - reason.weight_nats
    return OriginOut(
        origin=named(desk.book, reason.origin),
        weight_nats=reason.weight_nats,
        without=1 / (1 + math.exp(-odds)) if reason.weight_nats else probability,
        sign=reason.sign,
        rule=reason.rule,
        claims=claims_out(desk, reason.entries),
    )
