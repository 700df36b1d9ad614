"""How did the likelihoods of an actor's ties go over time, and on what did they rest?

Invariant: every day is asked with the same knowledge, so that the course shows what is now thought of then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from oathbook.analysis.answers import TurningPoint
from oathbook.assessment import Trace
from oathbook.model import Kind, Polarity, Realis

MOST_LANES = 4
TIE_KINDS = frozenset(
    {Kind.PLEDGE, Kind.ACCEPT, Kind.REJECT, Kind.SPLIT, Kind.BREAK, Kind.DISAVOW, Kind.AFFILIATE, Kind.MERGE}
)
SAMPLES = 72  # days asked about; a month apart over six years
_LEAST = 0.1  # a tie that never rises above this has no lane


class Basis(StrEnum):
    """What a tie rests on, which is how it is drawn."""

    BOTH = "both"  # both sides say so: solid
    ONE = "one"  # one side claims it: hatched
    TOLD = "told"  # only reported: an outlined tint


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The tie on one day."""

    day: date
    probability: float
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """The course of the tie to one principal."""

    other: str
    moments: tuple[Moment, ...]

    @property
    def peak(self) -> float:
        """The highest likelihood of all days."""
        return max(moment.probability for moment in self.moments)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The lanes, the present tie first; `hidden` counts the principals that got none."""

    days: tuple[date, ...]
    lanes: tuple[Lane, ...]
    hidden: int


def course_days(points: Sequence[TurningPoint], as_of: date, *, samples: int = SAMPLES) -> tuple[date, ...]:
    """Days from before the first event to `as_of`, evenly spread; empty where there is none."""
    # A founding of 1998 would squeeze the story of 2015 into a corner: the course begins with ties.
    told = [p for p in points if p.kind in TIE_KINDS] or points
    known = sorted(day for p in told if (day := _first_day(p)) <= as_of)
    if not known:
        return ()
    first = known[0] - timedelta(days=120)
    step = max((as_of - first) / (samples - 1), timedelta(days=1))
    days = [first + step * n for n in range(samples)]
    return tuple(dict.fromkeys([*(day for day in days if day < as_of), as_of]))


def _first_day(point: TurningPoint) -> date:
    """When it happened at the earliest; without a time, when it was first told."""
    return point.earliest or point.latest or min(entry.known for entry in point.entries)


def take_course(
    days: Iterable[date], traces: Iterable[Trace], points: Iterable[TurningPoint], *, most: int = MOST_LANES
) -> Course:
    """The lanes of the heaviest principals on these days."""
    said, listed = _first_words(points), tuple(days)
    lanes = [
        Lane(
            other=trace.principal,
            moments=tuple(
                Moment(day=day, probability=trace.on(day).aligned, basis=_basis(trace.principal, day, said))
                for day in listed
            ),
        )
        for trace in traces
        if listed
    ]
    wanted = [lane for lane in lanes if lane.peak > _LEAST]
    wanted.sort(key=lambda lane: (-lane.moments[-1].probability, -lane.peak, lane.other))
    return Course(days=listed, lanes=tuple(wanted[:most]), hidden=max(len(wanted) - most, 0))


def _first_words(points: Iterable[TurningPoint]) -> dict[tuple[Kind, str], date]:
    """When a pledge to each principal, and an acceptance by it, is first told to have happened."""
    found: dict[tuple[Kind, str], date] = {}
    for point in points:
        other = point.object if point.kind is Kind.PLEDGE else point.subject
        if point.kind not in (Kind.PLEDGE, Kind.ACCEPT) or other is None:
            continue
        if point.polarity is Polarity.POSITIVE and point.realis is Realis.ACTUAL:
            key = point.kind, other
            found[key] = min(found.get(key, date.max), _first_day(point))
    return found


def _basis(other: str, day: date, said: Mapping[tuple[Kind, str], date]) -> Basis:
    if said.get((Kind.ACCEPT, other), date.max) <= day:
        return Basis.BOTH
    return Basis.ONE if said.get((Kind.PLEDGE, other), date.max) <= day else Basis.TOLD
