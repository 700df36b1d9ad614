"""What do answers look like to a program? Plain objects; ids for actors, EDTF or ISO 8601 for every time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from oathbook.analysis.answers import (
    Leadership,
    Standing,
    Tie,
    TimelineAnswer,
    TurningPoint,
    WhoAnswer,
    WhyAnswer,
)
from oathbook.analysis.network import NetworkAnswer
from oathbook.assessment import Arithmetic, Assessment, EqualTie, Reason
from oathbook.exchange import entry_to_json
from oathbook.model import Entry, Interval


def who_to_json(answer: WhoAnswer) -> dict[str, Any]:
    """The whole of a `who` answer."""
    return {
        "actor": answer.actor,
        "name": answer.name,
        "as_of": answer.as_of.isoformat(),
        "known_by": answer.known_by.isoformat(),
        "principals": [_standing(standing) for standing in answer.principals],
        "followers": [_standing(standing) for standing in answer.followers],
        "allies": [_tie(tie) for tie in answer.allies],
        "rivals": [_tie(tie) for tie in answer.rivals],
        "leaders": [_leadership(leader) for leader in answer.leaders],
    }


def network_to_json(answer: NetworkAnswer) -> dict[str, Any]:
    """`ties` are those of allegiance, each with its whole distribution; the other kinds have lists of their own."""
    return {
        "as_of": answer.as_of.isoformat(),
        "known_by": answer.known_by.isoformat(),
        "ties": [
            {"kind": tie.kind.value, "subject": tie.subject, "object": tie.object}
            | {k: v for k, v in assessment_to_json(tie.assessment).items() if k not in {"as_of", "known_by"}}
            for tie in answer.ties
        ],
        "alliances": [_equal(tie) for tie in answer.alliances],
        "rivalries": [_equal(tie) for tie in answer.rivalries],
        "commands": [
            {
                "actor": command.actor,
                "person": command.term.person,
                "role": command.term.role,
                "origins": command.term.origins,
                "claims": _ids(command.term.entries),
            }
            for command in answer.commands
        ],
    }


def timeline_to_json(answer: TimelineAnswer) -> dict[str, Any]:
    """The whole of a timeline."""
    return {
        "actor": answer.actor,
        "name": answer.name,
        "as_of": answer.as_of.isoformat(),
        "known_by": answer.known_by.isoformat(),
        "points": [_point(point) for point in answer.points],
        "undated": [_point(point) for point in answer.undated],
    }


def why_to_json(answer: WhyAnswer) -> dict[str, Any]:
    """The whole of a `why` answer, every claim in full."""
    return {
        "subject": answer.subject,
        "principal": answer.principal,
        **assessment_to_json(answer.assessment),
        "for": [_reason(reason) for reason in answer.reasons_for],
        "against": [_reason(reason) for reason in answer.reasons_against],
        "without_weight": [_reason(reason) for reason in answer.without_weight],
        "clash": [_reason(reason) for reason in answer.assessment.clash or ()],
        "would_change": [
            {
                "sign": change.sign,
                "trusted": change.chance,
                "probability": round(change.probability, 4),
                "status": change.status.value,
            }
            for change in answer.assessment.changes
        ],
        "missing": list(answer.missing),
    }


def assessment_to_json(assessment: Assessment) -> dict[str, Any]:
    return {
        "as_of": assessment.as_of.isoformat(),
        "known_by": assessment.known_by.isoformat(),
        "probability": round(assessment.probability, 6),
        "interval": [round(bound, 4) for bound in assessment.interval],
        "levels": {name: round(p, 6) for name, p in asdict(assessment.levels).items()},
        "word": assessment.word,
        "status": assessment.status.value,
        "accepted": assessment.accepted,
        "disputed": assessment.disputed,
        "confidence": assessment.confidence.value,
        "confidence_reason": assessment.confidence_reason,
        "claims": assessment.claims,
        "origins": assessment.origins,
    }


def _standing(standing: Standing) -> dict[str, Any]:
    reasons = standing.assessment.reasons
    return {
        "actor": standing.other,
        **assessment_to_json(standing.assessment),
        "since": _edtf(standing.since),
        "reason": _reason(reasons[0]) if reasons else None,
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "weight_nats": round(reason.weight_nats, 4),
        "sign": reason.sign,
        "rule": reason.rule,
        "origin": reason.origin,
        "admiralty": reason.admiralty,
        "arithmetic": _arithmetic(reason.arithmetic),
        "claims": [entry_to_json(entry) for entry in reason.entries],
    }


def _arithmetic(one: Arithmetic | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "claim": one.entry.id,
        "month": f"{one.month:%Y-%m}",
        "factors": dict(one.factors),
        "chance": one.chance,
        "weight": one.weight,
        "lifts": asdict(one.lifts),
        "likelihood": asdict(one.likelihood),
        "without": asdict(one.without),
        "with": asdict(one.with_),
    }


def _tie(tie: Tie) -> dict[str, Any]:
    return {
        "actor": tie.other,
        "since": _edtf(tie.since),
        "over": tie.over,
        "intensity": round(tie.weighed.intensity, 4),
        "last_told": tie.weighed.last_told.isoformat(),
        "spells": [
            {"first": s.first.isoformat(), "last": s.last.isoformat(), "peak": round(s.peak, 4)}
            for s in tie.weighed.spells
        ],
        "reasons": [
            {"origin": r.origin, "contribution": round(r.contribution, 4), "claims": _ids(r.entries)}
            for r in tie.weighed.reasons
        ],
        "origins": tie.origins,
        "claims": _ids(tie.entries),
    }


def _equal(tie: EqualTie) -> dict[str, Any]:
    return {
        "left": tie.left,
        "right": tie.right,
        "intensity": round(tie.intensity, 4),
        "current": tie.is_current,
        "over": tie.over,
        "last_told": tie.last_told.isoformat(),
        "claims": tie.claims,
        "origins": tie.origins,
    }


def _leadership(leader: Leadership) -> dict[str, Any]:
    return {
        "person": leader.person,
        "role": leader.role,
        "since": _edtf(leader.since),
        "over": leader.over,
        "origins": leader.origins,
        "claims": _ids(leader.entries),
    }


def _point(point: TurningPoint) -> dict[str, Any]:
    return {
        "kind": point.kind.value,
        "subject": point.subject,
        "object": point.object,
        "polarity": point.polarity.value,
        "realis": point.realis.value,
        "ended": point.ended,
        "when": point.when,
        "earliest": None if point.earliest is None else point.earliest.isoformat(),
        "latest": None if point.latest is None else point.latest.isoformat(),
        "undated": point.undated,
        "origins": point.origins,
        "sources": list(point.sources),
        "speakers": list(point.speakers),
        "claims": [entry_to_json(entry) for entry in point.entries],
    }


def _edtf(when: Interval | None) -> str | None:
    return None if when is None else when.edtf


def _ids(entries: Sequence[Entry]) -> list[str]:
    return [entry.id for entry in entries]
