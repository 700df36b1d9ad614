"""Who went over to whom, who moved where, and how many? People's moves as events, added up by period.

Invariant: an event is counted once however many outlets tell of it, levels (a person, members, a faction, a
group) are never added together, and a number that no claim gives is not guessed.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from oathbook.analysis.answers import TurningPoint
from oathbook.analysis.timeline import gather_points
from oathbook.assessment import group_by_origin
from oathbook.errors import QueryError
from oathbook.model import (
    ActorType,
    Certainty,
    Claim,
    Count,
    Entry,
    Interval,
    Kind,
    Party,
    Polarity,
    Realis,
    Scope,
)

FLOW_KINDS = (
    *(Kind.DEFECT, Kind.RECRUIT, Kind.MOVE, Kind.SPLIT, Kind.MERGE),
    *(Kind.PLEDGE, Kind.BREAK),  # of a person, of members or of a faction: a group's own is its allegiance
)
_ONE = Count(min=1, best=1, max=1)


class Period(StrEnum):
    """How finely flows are added up."""

    MONTH = "month"
    YEAR = "year"
    ALL = "all"


def to_period(word: Period | str) -> Period:
    """The period that a word names. Raises QueryError."""
    try:
        return Period(word)
    except ValueError as e:
        raise QueryError(f"{word!r} is no period: {', '.join(Period)}.") from e


class Between(StrEnum):
    """What people move between."""

    ORGANISATIONS = "organisations"
    PLACES = "places"


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Which way people go: `origin` to `destination`, None where no claim names it.

    `carrier` says who: the person, or the organisation or kind whose fighters move between places.
    """

    between: Between
    level: Scope
    origin: str | None
    destination: str | None
    carrier: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowEvent:
    """One move as several claims tell it.

    `count` joins what its origins say: the least and the most that any of them gives and the median of their
    best; None where none gives a number. `doubtful` where no claim is more than possible.
    """

    route: Route
    point: TurningPoint
    count: Count | None
    doubtful: bool

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The claims behind it."""
        return self.point.entries


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """The moves along one route in one period, added up.

    `period` is a year or a month, the stretch in EDTF where the events are not dated that finely, None where
    no time is told. `min` adds up what is certain at the least: doubtful events and unknown numbers add
    nothing. `best` adds up the best numbers, given for `with_best` of the events. `max` is None where it is
    open: some event has no upper bound, or no number at all.
    """

    route: Route
    period: str | None
    min: int
    best: int | None
    with_best: int
    max: int | None
    uncounted: int
    events: tuple[FlowEvent, ...]

    @property
    def origins(self) -> int:
        """How many independent origins tell of it, at most."""
        return sum(event.point.origins for event in self.events)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowsAnswer:
    """The flows of a book or of one actor, by period, then the larger first."""

    actor: str | None
    by: Period
    since: date | None
    until: date | None
    known_by: date
    flows: tuple[Flow, ...]


def answer_flows(
    entries: Iterable[Entry],
    *,
    actor: str | None = None,
    by: Period = Period.YEAR,
    since: date | None = None,
    until: date | None = None,
    known_by: date,
) -> FlowsAnswer:
    """People's moves between organisations and between places, from what was published by `known_by`.

    With `actor`, only routes that it stands on. An event counts into `since` to `until` where it can have
    happened then; one without a time, where it became known then.
    """
    events = [event for event in find_events(entries, known_by=known_by) if _in_time(event, since, until)]
    if actor is not None:
        events = [e for e in events if actor in (e.route.origin, e.route.destination, e.route.carrier)]
    gathered: dict[tuple[Route, str | None], list[FlowEvent]] = {}
    for event in events:
        gathered.setdefault((event.route, _period(event.point, by)), []).append(event)
    flows = [_add_up(route, period, found) for (route, period), found in gathered.items()]
    return FlowsAnswer(
        actor=actor,
        by=by,
        since=since,
        until=until,
        known_by=known_by,
        flows=tuple(sorted(flows, key=_in_order)),
    )


def find_events(entries: Iterable[Entry], *, known_by: date) -> Iterator[FlowEvent]:
    """Every move that claims tell of as a fact."""
    moving = [
        e
        for e in entries
        if e.known <= known_by
        and e.claim.realis is Realis.ACTUAL
        and e.claim.polarity is Polarity.POSITIVE
        and find_route(e.claim) is not None
    ]
    for point in gather_points(moving, key=find_route):
        route = find_route(point.entries[0].claim)
        if route is not None:
            yield FlowEvent(
                route=route,
                point=point,
                count=_count(point.entries),
                doubtful=all(e.claim.certainty is Certainty.POSSIBLE for e in point.entries),
            )


def find_route(claim: Claim) -> Route | None:
    """Which way the claim says that people go, None where it says nothing of the kind."""
    ends = _ends(claim)
    if ends is None:
        return None
    origin, destination, carrier = ends
    labels = [None if party is None else party.label for party in (origin, destination, carrier)]
    if labels[0] == labels[1]:
        return None
    return Route(
        between=Between.PLACES if claim.kind is Kind.MOVE else Between.ORGANISATIONS,
        level=_level(claim),
        origin=labels[0],
        destination=labels[1],
        carrier=labels[2],
    )


def _level(claim: Claim) -> Scope:
    if claim.kind is Kind.SPLIT:
        return Scope.FACTION
    if claim.kind is Kind.RECRUIT and claim.scope is Scope.GROUP:  # the scope is the recruiter's
        person = claim.object is not None and claim.object.type is ActorType.PERSON
        return Scope.PERSON if person else Scope.MEMBERS
    if claim.kind is Kind.MOVE and claim.scope is Scope.GROUP and not _is_organisation(claim.subject):
        return Scope.MEMBERS  # "fighters", "Uighurs": never a group as a whole
    return claim.scope


def _ends(claim: Claim) -> tuple[Party | None, Party | None, Party | None] | None:
    """Where from, where to, and who; for organisations, who only where it is a person."""
    subject, object_, kind = claim.subject, claim.object, claim.kind
    person = subject if claim.scope is Scope.PERSON else None
    if kind is Kind.MOVE:
        return claim.from_, object_, subject
    if kind is Kind.SPLIT:
        part = None if claim.scope is Scope.FACTION and _is_organisation(subject) else subject
        return object_, part, None
    if kind is Kind.MERGE:
        return (subject, object_, None) if object_ is not None else None
    if kind is Kind.RECRUIT:
        won = object_ if _is_organisation(object_) else None
        named = object_ if object_ is not None and object_.type is ActorType.PERSON else None
        return won, subject, named
    if kind is Kind.DEFECT or (kind in (Kind.PLEDGE, Kind.BREAK) and claim.scope is not Scope.GROUP):
        left = claim.from_
        if left is None and person is None and _is_organisation(subject):
            left = subject  # "fighters of X went over": X is the side left
        if kind is Kind.BREAK:
            return (object_, None, person) if object_ is not None else None
        return (left, object_, person) if left is not None or object_ is not None else None
    return None


def _is_organisation(party: Party | None) -> bool:
    """Whether it is one as far as is known: an actor that is neither a person nor a place."""
    return (
        party is not None
        and party.actor is not None
        and party.type not in (ActorType.PERSON, ActorType.PLACE)
    )


def _count(entries: Sequence[Entry]) -> Count | None:
    """One number for one event: each origin speaks once, with the last count that it gave."""
    told: list[Count] = []
    for group in group_by_origin(entries):
        counts = [(e.known, e.id, e.claim.count) for e in group if e.claim.count is not None]
        if counts:
            told.append(max(counts)[2])
    if not told:
        return _ONE if all(_level(e.claim) is Scope.PERSON for e in entries) else None
    lows = [c.min if c.min is not None else c.best for c in told]
    highs = [c.max if c.max is not None else c.best for c in told]
    bests = [c.best for c in told if c.best is not None]
    known_lows = [low for low in lows if low is not None]
    known_highs = [high for high in highs if high is not None]
    return Count(
        min=min(known_lows) if known_lows else None,
        best=statistics.median_low(bests) if bests else None,
        max=max(known_highs) if len(known_highs) == len(highs) else None,
    )


def _in_time(event: FlowEvent, since: date | None, until: date | None) -> bool:
    first = event.point.earliest or min(entry.known for entry in event.entries)
    last = event.point.latest or (first if event.point.when is None else date.max)
    return (since is None or last >= since) and (until is None or first <= until)


def _period(point: TurningPoint, by: Period) -> str | None:
    """The one period that the event lies in, else the stretch of its finest time; None without a time."""
    if by is Period.ALL:
        return None
    first, last = point.earliest, point.latest
    if first is None:
        return None
    finest = Interval.parse(point.when) if point.when is not None else None
    if last is None:
        return None if finest is None else finest.edtf
    if first.year == last.year and (by is Period.YEAR or first.month == last.month):
        return f"{first:%Y}" if by is Period.YEAR else f"{first:%Y-%m}"
    return f"{first:%Y}/{last:%Y}" if first.year != last.year else f"{first:%Y-%m}/{last:%Y-%m}"


def _add_up(route: Route, period: str | None, events: Sequence[FlowEvent]) -> Flow:
    counts = [event.count for event in events if event.count is not None]
    certain = [e.count for e in events if e.count is not None and not e.doubtful]
    bests = [count.best for count in certain if count.best is not None]
    highs = [count.max for count in counts]
    known_highs = [high for high in highs if high is not None]
    return Flow(
        route=route,
        period=period,
        min=sum((count.min if count.min is not None else count.best) or 0 for count in certain),
        best=sum(bests) if bests else None,
        with_best=len(bests),
        max=sum(known_highs) if len(known_highs) == len(events) else None,
        uncounted=len(events) - len(counts),
        events=tuple(sorted(events, key=lambda e: (e.point.earliest or date.max, e.entries[0].id))),
    )


_LEVELS = {scope: number for number, scope in enumerate(Scope)}


def _in_order(flow: Flow) -> tuple[object, ...]:
    route = flow.route
    size = flow.best or flow.min
    return (
        flow.period or "~",
        route.between,
        _LEVELS[route.level],
        -size,
        -len(flow.events),
        route.origin or "",
        route.destination or "",
        route.carrier or "",
    )
