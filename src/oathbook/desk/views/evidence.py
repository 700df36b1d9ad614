"""For and against one assessment, by independent origin."""

from __future__ import annotations

import math

from oathbook.assessment import Arithmetic, Assessment, Change, Levels, Reason, estimative_word
from oathbook.desk.schemas.evidence import (
    ArithmeticOut,
    Evidence,
    Factor,
    FiveLevels,
    Flip,
    OriginOut,
)
from oathbook.desk.state import Clocks, Desk
from oathbook.desk.views.assessments import assessment_out
from oathbook.desk.views.claims import claims_out, sentence
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
        clash=_clash(desk, assessment),
        reasons_for=columns(answer.reasons_for),
        reasons_against=columns(answer.reasons_against),
        without_weight=columns(answer.without_weight),
        missing=list(answer.missing),
        would_change=[_flip(change) for change in assessment.changes],
    )


def _clash(desk: Desk, assessment: Assessment) -> str | None:
    if assessment.clash is None:
        return None
    pro, contra = assessment.clash
    return (
        f"{desk.book.name_of(pro.origin)} and {desk.book.name_of(contra.origin)} contradict each other: "
        f"{_first(desk, pro)} {_first(desk, contra)}"
    )


def _first(desk: Desk, reason: Reason) -> str:
    return sentence(desk, reason.entries[0])


def _flip(change: Change) -> Flip:
    return Flip(
        rule=change.rule,
        sign=change.sign,
        trust=change.chance,
        probability=change.probability,
        word=estimative_word(change.probability),
        status=change.status.value,
    )


def _arithmetic(one: Arithmetic | None) -> ArithmeticOut | None:
    if one is None:
        return None
    return ArithmeticOut(
        claim_id=one.entry.id,
        month=one.month,
        factors=[Factor(name=name, value=value) for name, value in one.factors],
        chance=one.chance,
        weight=one.weight,
        lifts=_five(one.lifts),
        likelihood=_five(one.likelihood),
        without=_five(one.without),
        with_=_five(one.with_),
    )


def _five(levels: Levels) -> FiveLevels:
    return FiveLevels(
        none=levels.none,
        pledged=levels.pledged,
        accepted=levels.accepted,
        operational=levels.operational,
        split=levels.split,
    )


def _origin(desk: Desk, reason: Reason, probability: float) -> OriginOut:
    odds = math.log(probability / (1 - probability)) - reason.weight_nats
    return OriginOut(
        origin=named(desk.book, reason.origin),
        weight_nats=reason.weight_nats,
        without=1 / (1 + math.exp(-odds)) if reason.weight_nats else probability,
        sign=reason.sign,
        rule=reason.rule,
        admiralty=reason.admiralty,
        speaks_for=reason.tie > 0,
        arithmetic=_arithmetic(reason.arithmetic),
        claims=claims_out(desk, reason.entries),
    )
