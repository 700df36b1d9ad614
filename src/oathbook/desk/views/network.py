"""Who stands with whom on a day: nodes with their shares, ties with their thickness and basis."""

from __future__ import annotations

from datetime import timedelta

from oathbook.analysis.answers import Leadership, Standing, Tie
from oathbook.assessment import Status
from oathbook.desk.schemas.common import Basis
from oathbook.desk.schemas.overview import Mark, Network, Node, Principal, TieOut
from oathbook.desk.state import Clocks, Desk
from oathbook.desk.views.assessments import basis_of
from oathbook.desk.views.overview import find_marks
from oathbook.desk.views.parties import named, when_out
from oathbook.desk.views.series import index_of
from oathbook.desk.views.standing import (
    actor_rows,
    extent,
    find_principals,
    group_rows,
    series,
    shares_at,
    who,
)
from oathbook.model import Entry

NEARBY_DAYS = 183


def show_network(desk: Desk, clocks: Clocks, *, top: int, least: float) -> Network:
    """The network of the day; parties beyond `top` and ties below `least` are counted and left out."""
    rows = group_rows(desk)
    principals = find_principals(desk, [row.label for row in rows], clocks)
    ties = [tie for row in rows for tie in _ties(desk, row.label, clocks)]
    kept = [tie for tie in ties if tie.probability is None or tie.probability >= least]
    claims = {row.label: row.claims for row in actor_rows(desk)}
    present = {label for tie in kept for label in (tie.subject, tie.other)}
    ranked = sorted(present, key=lambda label: (-claims.get(label, 0), label))
    shown = set(ranked[:top])
    visible = _once_each([tie for tie in kept if tie.subject in shown and tie.other in shown])
    bounds = extent(desk, clocks.known_by)
    return Network(
        as_of=clocks.as_of,
        known_by=clocks.known_by,
        first=None if bounds is None else bounds[0],
        last=None if bounds is None else bounds[1],
        principals=principals,
        nodes=[_node(desk, label, claims.get(label, 0), principals, clocks) for label in ranked[:top]],
        ties=visible,
        events=_nearby(desk, [label for label in ranked[:top] if label in claims], clocks),
        hidden_nodes=len(ranked) - len(shown),
        hidden_ties=len(kept) - len(visible),
    )


def _node(desk: Desk, label: str, claims: int, principals: list[Principal], clocks: Clocks) -> Node:
    registry = desk.book.registry
    actor = registry.actors.get(label)
    found = series(desk, label, clocks.known_by)
    at = 0 if found is None else index_of(found.months, clocks.as_of)
    mine = next((p for p in principals if p.id == label), None)
    return Node(
        **named(desk.book, label).model_dump(),
        region=None if actor is None else actor.region,
        country=registry.countries.get(label),
        claims=claims,
        none=None if found is None else round(float(found.values[at, 0]), 4),
        shares=[] if found is None else shares_at(found, at),
        is_principal=mine is not None,
        slot=0 if mine is None else mine.slot,
    )


def _ties(desk: Desk, group: str, clocks: Clocks) -> list[TieOut]:
    answer = who(desk, group, clocks)
    return (
        [_allegiance(group, standing) for standing in answer.principals]
        + [_tie(group, tie) for tie in (*answer.allies, *answer.rivals) if not tie.over]
        + [_command(group, leader) for leader in answer.leaders if not leader.over]
    )


def _allegiance(group: str, standing: Standing) -> TieOut:
    assessment = standing.assessment
    over = assessment.status in (Status.NONE, Status.BROKEN)
    return TieOut(
        subject=group,
        other=standing.other,
        type="allegiance",
        probability=min(assessment.probability, 0.05) if over else assessment.probability,
        low=getattr(assessment, "low", None),
        high=getattr(assessment, "high", None),
        word=assessment.word,
        status=assessment.status.value,
        basis=basis_of(assessment),
        since=when_out(standing.since),
        origins=assessment.origins,
        claims=assessment.claims,
    )


def _tie(group: str, tie: Tie) -> TieOut:
    return TieOut(
        subject=group,
        other=tie.other,
        type="ally" if tie.kind.value == "ally" else "rival",
        probability=None,
        low=None,
        high=None,
        word=None,
        status=None,
        basis=_said_by_sides(tie.entries, group, tie.other),
        since=when_out(tie.since),
        origins=tie.origins,
        claims=len(tie.entries),
    )


def _command(group: str, leader: Leadership) -> TieOut:
    return TieOut(
        subject=leader.person,
        other=group,
        type="command",
        probability=None,
        low=None,
        high=None,
        word=None,
        status=None,
        basis=_said_by_sides(leader.entries, group, leader.person),
        since=when_out(leader.since),
        origins=leader.origins,
        claims=len(leader.entries),
    )


def _said_by_sides(entries: tuple[Entry, ...], left: str, right: str) -> Basis:
    sides = {left, right} & {speaker for entry in entries for speaker in entry.claim.said_by}
    return "mutual" if len(sides) == 2 else "claimed" if sides else "reported"


def _once_each(ties: list[TieOut]) -> list[TieOut]:
    """Allies and rivals are found from both sides; each such pair is drawn once."""
    found: dict[tuple[str, ...], TieOut] = {}
    for tie in ties:
        sides = (tie.subject, tie.other)
        key = (tie.type, *(sorted(sides) if tie.type in {"ally", "rival"} else sides))
        found.setdefault(key, tie)
    return list(found.values())


def _nearby(desk: Desk, groups: list[str], clocks: Clocks) -> list[Mark]:
    first = clocks.as_of - timedelta(days=NEARBY_DAYS)
    last = clocks.as_of + timedelta(days=NEARBY_DAYS)
    near = [
        mark
        for group in groups
        for mark in find_marks(desk, group, clocks)
        if mark.earliest is not None and mark.earliest <= last and (mark.latest or mark.earliest) >= first
    ]
    return sorted({mark.claim_id: mark for mark in near}.values(), key=lambda m: str(m.earliest))
