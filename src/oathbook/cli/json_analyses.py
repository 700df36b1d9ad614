"""What do flows, leaders, factions, pledges and differences look like to a program? Plain objects with the claims' ids."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from oathbook.cli.json_answers import assessment_to_json

if TYPE_CHECKING:
    from oathbook.analysis.difference import DifferenceAnswer, View
    from oathbook.analysis.flows import Flow, FlowEvent, FlowsAnswer
    from oathbook.analysis.people import Bounds, Faction, FactionsAnswer, LeadersAnswer, LeaderTerm
    from oathbook.analysis.pledges import Pledge, PledgesAnswer, Step
    from oathbook.analysis.sources import Belief, SourcesAnswer
    from oathbook.model import Count, Entry


def flows_to_json(answer: FlowsAnswer) -> dict[str, Any]:
    """Every flow with its numbers and its events."""
    return {
        "actor": answer.actor,
        "by": answer.by.value,
        "since": _day(answer.since),
        "until": _day(answer.until),
        "known_by": answer.known_by.isoformat(),
        "flows": [_flow(flow) for flow in answer.flows],
    }


def leaders_to_json(answer: LeadersAnswer) -> dict[str, Any]:
    """Every leader with the bounds of his time."""
    return _head(answer) | {"leaders": [_term(term) for term in answer.leaders]}


def factions_to_json(answer: FactionsAnswer) -> dict[str, Any]:
    """Every part with when it arose and how it stands."""
    return _head(answer) | {"factions": [_faction(faction) for faction in answer.factions]}


def pledges_to_json(answer: PledgesAnswer) -> dict[str, Any]:
    """Every pledge with its stage and the steps that led there."""
    return {
        "actor": answer.actor,
        "as_of": answer.as_of.isoformat(),
        "known_by": answer.known_by.isoformat(),
        "ignored_after_days": answer.ignored_after_days,
        "pledges": [_pledge(pledge) for pledge in answer.pledges],
    }


def difference_to_json(answer: DifferenceAnswer) -> dict[str, Any]:
    """All that differs, with the claims from between; `before` and `after` are None where nothing was known."""
    return {
        "clock": answer.clock.value,
        "first": _view(answer.first),
        "second": _view(answer.second),
        "actor": answer.actor,
        "moved": [
            {
                "subject": moved.subject,
                "principal": moved.principal,
                "shift": round(moved.shift, 6),
                "before": None if moved.before is None else assessment_to_json(moved.before),
                "after": None if moved.after is None else assessment_to_json(moved.after),
                "drawn_to": moved.drawn_to,
                "reasons": [
                    {
                        "weight_nats": round(reason.weight_nats, 4),
                        "sign": reason.sign,
                        "rule": reason.rule,
                        "origin": reason.origin,
                        "claims": _ids(reason.entries),
                    }
                    for reason in moved.reasons
                ],
            }
            for moved in answer.moved
        ],
        "equals": [
            {
                "kind": moved.kind.value,
                "left": moved.left,
                "right": moved.right,
                "before": round(moved.before, 4),
                "after": round(moved.after, 4),
                "claims": _ids(moved.entries),
            }
            for moved in answer.equals
        ],
        "leaders": [
            {
                "actor": moved.actor,
                "person": moved.term.person,
                "came": moved.came,
                "claims": _ids(moved.entries),
            }
            for moved in answer.leaders
        ],
        "pledges": [
            {
                "subject": moved.pledge.subject,
                "principal": moved.pledge.principal,
                "before": None if moved.before is None else moved.before.value,
                "after": moved.pledge.stage.value,
                "claims": _ids(moved.entries),
            }
            for moved in answer.pledges
        ],
        "rest": answer.rest,
    }


def sources_to_json(answer: SourcesAnswer) -> dict[str, Any]:
    """Every source and speaker with what was learned of it."""
    return {
        "known_by": answer.known_by.isoformat(),
        "sources": [
            {
                "name": account.name,
                "letter": account.letter,
                "side": account.side,
                "spoke": account.spoke,
                "passed": account.passed,
                "speaking": {name: _belief(belief) for name, belief in account.speaking.items()},
                "passing_on": _belief(account.passing_on),
                "copying": round(account.copying, 4),
                "calibration": [
                    {
                        "certainty": row.certainty.value,
                        "claims": row.claims,
                        "believed": round(row.believed, 4),
                        "borne_out": round(row.borne_out, 4),
                    }
                    for row in account.calibration
                ],
            }
            for account in answer.sources
        ],
    }


def _belief(belief: Belief) -> dict[str, float]:
    return {
        "start": round(belief.start, 4),
        "learned": round(belief.learned, 4),
        "weight": round(belief.weight, 4),
    }


def _view(view: View) -> dict[str, str]:
    return {"as_of": view.as_of.isoformat(), "known_by": view.known_by.isoformat()}


def _head(answer: LeadersAnswer | FactionsAnswer) -> dict[str, Any]:
    return {
        "actor": answer.actor,
        "name": answer.name,
        "as_of": answer.as_of.isoformat(),
        "known_by": answer.known_by.isoformat(),
    }


def _flow(flow: Flow) -> dict[str, Any]:
    route = flow.route
    return {
        "period": flow.period,
        "between": route.between.value,
        "level": route.level.value,
        "from": route.origin,
        "to": route.destination,
        "who": route.carrier,
        "min": flow.min,
        "best": flow.best,
        "with_best": flow.with_best,
        "max": flow.max,
        "uncounted": flow.uncounted,
        "origins": flow.origins,
        "events": [_event(event) for event in flow.events],
    }


def _event(event: FlowEvent) -> dict[str, Any]:
    return {
        "when": event.point.when,
        "earliest": _day(event.point.earliest),
        "latest": _day(event.point.latest),
        "count": _count(event.count),
        "doubtful": event.doubtful,
        "origins": event.point.origins,
        "claims": _ids(event.entries),
    }


def _count(count: Count | None) -> dict[str, int | None] | None:
    return None if count is None else {"min": count.min, "best": count.best, "max": count.max}


def _term(term: LeaderTerm) -> dict[str, Any]:
    return {
        "person": term.person,
        "role": term.role,
        "began": _bounds(term.began),
        "ended": _bounds(term.ended),
        "seen": _bounds(term.seen),
        "over": term.over,
        "how": term.how,
        "predecessor": term.predecessor,
        "successor": term.successor,
        "origins": term.origins,
        "claims": _ids(term.entries),
    }


def _faction(faction: Faction) -> dict[str, Any]:
    return {
        "faction": faction.label,
        "arose": _bounds(faction.arose),
        "registered": faction.registered,
        "stands": None
        if faction.stands is None
        else {"principal": faction.stands.principal, **assessment_to_json(faction.stands)},
        "origins": faction.origins,
        "claims": _ids(faction.entries),
    }


def _pledge(pledge: Pledge) -> dict[str, Any]:
    return {
        "subject": pledge.subject,
        "principal": pledge.principal,
        "scope": pledge.scope.value,
        "stage": pledge.stage.value,
        "since": pledge.since.isoformat(),
        "waiting_days": pledge.waiting_days,
        "answer_denied": pledge.answer_denied,
        "leader": pledge.leader,
        "steps": [_step(step) for step in pledge.steps],
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "stage": step.stage.value,
        "denied": step.denied,
        "earliest": step.earliest.isoformat(),
        "latest": step.latest.isoformat(),
        "dated": step.dated,
        "origins": step.origins,
        "claims": _ids(step.entries),
    }


def _bounds(bounds: Bounds) -> dict[str, str | None]:
    return {"earliest": _day(bounds.earliest), "latest": _day(bounds.latest)}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _ids(entries: Iterable[Entry]) -> list[str]:
    return [entry.id for entry in entries]
