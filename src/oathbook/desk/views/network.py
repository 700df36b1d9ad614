"""Who stands with whom on a day: nodes with their shares, ties with their thickness and basis."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from oathbook.analysis.answers import Leadership, Tie
from oathbook.analysis.field import Track
from oathbook.desk.schemas.common import Basis
from oathbook.desk.schemas.overview import Mark, Network, Node, Principal, TieOut
from oathbook.desk.state import Clocks, Desk
from oathbook.desk.views.overview import marks_of
from oathbook.desk.views.parties import is_group, named, when_out
from oathbook.desk.views.standing import (
    all_principals,
    claims_of,
    extent,
    none_of,
    shares_of,
    standing_of,
)
from oathbook.model import Entry, Kind

NEARBY_DAYS = 183
EVENTS_OF = 60  # the heaviest groups, whose events are told
EQUALS_OF = 60  # the heaviest groups, whose allies, rivals and leaders are drawn


def show_network(desk: Desk, clocks: Clocks, *, top: int, least: float) -> Network:
    """The network of the day; parties beyond `top` and ties below `least` are counted and left out."""
    field, claims = desk.field(clocks.known_by), claims_of(desk)
    allegiances = [
        (track, place)
        for track, place, _ in field.ties(clocks.as_of, least=least)
        if is_group(desk.book, track.group)
    ]
    others = _others(desk, clocks)
    present = {label for track, place in allegiances for label in (track.group, track.principals[place])}
    present |= {label for tie in others for label in (tie.subject, tie.other)}
    ranked = sorted(present, key=lambda label: (-claims.get(label, 0), label))
    shown = set(ranked[:top])
    ties = [
        _allegiance(desk, track, place, clocks)
        for track, place in allegiances
        if track.group in shown and track.principals[place] in shown
    ]
    ties += [tie for tie in others if tie.subject in shown and tie.other in shown]
    principals = all_principals(desk, clocks)
    slots = {principal.id: principal for principal in principals}
    bounds = extent(desk, clocks.known_by)
    return Network(
        as_of=clocks.as_of,
        known_by=clocks.known_by,
        first=None if bounds is None else bounds[0],
        last=None if bounds is None else bounds[1],
        principals=principals,
        nodes=[_node(desk, label, claims.get(label, 0), slots, clocks) for label in ranked[:top]],
        ties=ties,
        events=_nearby(desk, ranked[:EVENTS_OF], clocks),
        hidden_nodes=len(ranked) - len(shown),
        hidden_ties=len(allegiances) + len(others) - len(ties),
    )


def _node(desk: Desk, label: str, claims: int, slots: dict[str, Principal], clocks: Clocks) -> Node:
    registry = desk.book.registry
    actor = registry.actors.get(label)
    track = desk.field(clocks.known_by).tracks.get(label)
    row = 0 if track is None else track.row(clocks.as_of)
    return Node(
        **named(desk.book, label).model_dump(),
        region=None if actor is None else actor.region,
        country=registry.countries.get(label),
        claims=claims,
        none=None if track is None else none_of(track, row),
        shares=[] if track is None else shares_of(track, row),
        is_principal=label in slots,
        slot=slots[label].slot if label in slots else 0,
    )


def _allegiance(desk: Desk, track: Track, place: int, clocks: Clocks) -> TieOut:
    standing = standing_of(desk, track, place, clocks.as_of)
    return TieOut(
        subject=track.group,
        other=track.principals[place],
        type="allegiance",
        probability=standing.probability,
        low=None,
        high=None,
        word=standing.word,
        status=standing.status,
        levels=standing.levels,
        basis=standing.basis,
        since=standing.since,
        origins=standing.origins,
        claims=standing.claims,
    )


def _others(desk: Desk, clocks: Clocks) -> list[TieOut]:
    """Allies, rivals and leaders of the heaviest groups that have not ended by the day, each pair once."""
    found: dict[tuple[str, ...], TieOut] = {}
    heaviest = list(desk.field(clocks.known_by).tracks.values())[:EQUALS_OF]
    groups = [track.group for track in heaviest if is_group(desk.book, track.group)]
    told = desk.once_about_each(
        groups,
        ("equal entries", clocks.known_by),
        lambda labels: desk.book.entries_about_equals(labels, known_by=clocks.known_by),
    )
    for group in groups:
        for tie in _equals(desk, group, told[group], clocks):
            sides = (tie.subject, tie.other)
            key = (tie.type, *(sides if tie.type == "command" else sorted(sides)))
            found.setdefault(key, tie)
    return list(found.values())


def _equals(desk: Desk, group: str, entries: Sequence[Entry], clocks: Clocks) -> list[TieOut]:
    def work_out() -> list[TieOut]:
        equals, leaders = desk.book.equals_of(group, entries, as_of=clocks.as_of, known_by=clocks.known_by)
        return [_tie(group, tie) for tie in equals if not tie.over] + [
            _command(group, leader) for leader in leaders if not leader.over
        ]

    return desk.once_about([group], ("equals", group, clocks), work_out)


def _tie(group: str, tie: Tie) -> TieOut:
    return TieOut(
        subject=group,
        other=tie.other,
        type="ally" if tie.kind is Kind.ALLY else "rival",
        probability=None,
        low=None,
        high=None,
        word=None,
        status=None,
        levels=None,
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
        levels=None,
        basis=_said_by_sides(leader.entries, group, leader.person),
        since=when_out(leader.since),
        origins=leader.origins,
        claims=len(leader.entries),
    )


def _said_by_sides(entries: tuple[Entry, ...], left: str, right: str) -> Basis:
    sides = {left, right} & {speaker for entry in entries for speaker in entry.claim.said_by}
    return "mutual" if len(sides) == 2 else "claimed" if sides else "reported"


def _nearby(desk: Desk, labels: list[str], clocks: Clocks) -> list[Mark]:
    first = clocks.as_of - timedelta(days=NEARBY_DAYS)
    last = clocks.as_of + timedelta(days=NEARBY_DAYS)
    groups = [label for label in labels if label in desk.field(clocks.known_by).tracks]
    near = [
        mark
        for marks in marks_of(desk, groups, clocks).values()
        for mark in marks
        if mark.earliest is not None and mark.earliest <= last and (mark.latest or mark.earliest) >= first
    ]
    return sorted({mark.claim_id: mark for mark in near}.values(), key=lambda m: str(m.earliest))
