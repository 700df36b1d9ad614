"""What do the answers to hypotheses, watches and forecasts look like to a program? Plain objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oathbook.exchange import entry_to_json

if TYPE_CHECKING:
    from oathbook.analysis.forecast import ForecastAnswer
    from oathbook.analysis.forecast import Score as ForecastScore
    from oathbook.analysis.hypotheses import Cell, HypothesesAnswer, Score


def hypotheses_to_json(answer: HypothesesAnswer) -> dict[str, Any]:
    """The whole matrix: scores, rows with their cells and claims, and what the order hangs on."""
    ids = [hypothesis.id for hypothesis in answer.question.hypotheses]
    return {
        "id": answer.question.id,
        "title": answer.question.title,
        "as_of": answer.as_of.isoformat(),
        "known_by": answer.known_by.isoformat(),
        "decided_by": answer.decided_by,
        "scores": [_score(score) for score in answer.scores],
        "rows": [
            {
                "id": row.id,
                "when": row.point.when,
                "kind": row.point.kind.value,
                "weight": round(row.weight, 4),
                "diagnosticity": round(row.diagnosticity, 4),
                "origins": row.point.origins,
                "cells": {name: _cell(cell) for name, cell in zip(ids, row.cells, strict=True)},
                "claims": [entry_to_json(entry) for entry in row.point.entries],
            }
            for row in answer.rows
        ],
        "without": [
            {
                "what": without.what,
                "name": without.name,
                "leader_changes": without.leader_changes,
                "order_changes": without.order_changes,
                "scores": [_score(score) for score in without.scores],
            }
            for without in answer.without
        ],
        "unmatched": [{"hypothesis": name, "pattern": number} for name, number in answer.unmatched],
        "unknown": list(answer.unknown),
    }


def _score(score: Score) -> dict[str, Any]:
    return {
        "hypothesis": score.hypothesis,
        "name": score.name,
        "inconsistency": round(score.inconsistency, 4),
        "consistency": round(score.consistency, 4),
    }


def _cell(cell: Cell) -> dict[str, Any]:
    found: dict[str, Any] = {"mark": cell.mark.value}
    if cell.pattern is not None:
        found["pattern"] = cell.pattern
    if cell.because is not None:
        found["because"] = cell.because
    if cell.by is not None:
        found |= {"by": cell.by, "overrides": None if cell.overrides is None else cell.overrides.value}
    return found


def forecast_to_json(answer: ForecastAnswer) -> dict[str, Any]:
    """Every group's chances by step and way, and the whole record."""
    record = answer.backtest
    return {
        "origin": answer.origin.isoformat(),
        "months": answer.months,
        "groups": [
            {
                "actor": group.group,
                "principal": group.principal,
                "last_step": None if group.last_step is None else group.last_step.isoformat(),
                "last_leader_change": None
                if group.last_leader_change is None
                else group.last_leader_change.isoformat(),
                "chances": {
                    step.value: {way.value: round(chance, 4) for way, chance in ways.items()}
                    for step, ways in group.chances.items()
                },
            }
            for group in answer.groups
        ],
        "backtest": {
            "origins": [day.isoformat() for day in record.origins],
            "group_years": record.group_years,
            "events": {step.value: number for step, number in record.events.items()},
            "has_skill": record.has_skill,
            "verdicts": {
                step.value: {way.value: verdict.value for way, verdict in ways.items()}
                for step, ways in record.verdicts.items()
            },
            "scores": {
                step.value: {way.value: _forecast_score(score) for way, score in ways.items()}
                for step, ways in record.scores.items()
            },
        },
    }


def _forecast_score(score: ForecastScore) -> dict[str, Any]:
    return {
        "number": score.number,
        "events": score.events,
        "brier": round(score.brier, 6),
        "log_score": round(score.log_score, 6),
        "skill": None if score.skill is None else round(score.skill, 4),
        "interval": None if score.interval is None else [round(end, 4) for end in score.interval],
        "reliability": [
            {
                "low": bin_.low,
                "high": bin_.high,
                "number": bin_.number,
                "mean": round(bin_.mean, 4),
                "share": round(bin_.share, 4),
            }
            for bin_ in score.reliability
        ],
    }
