"""How did the likelihoods of an actor's ties go over time? The same question asked as of many days.

Invariant: every day is asked with the same knowledge, so that the course shows what is now thought of then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from oathbook.analysis.answers import Standing, TurningPoint
from oathbook.assessment import Status
from oathbook.model import Kind

MOST_LANES = 4
TIE_KINDS = frozenset(
    {Kind.PLEDGE, Kind.ACCEPT, Kind.REJECT, Kind.SPLIT, Kind.BREAK, Kind.DISAVOW, Kind.AFFILIATE, Kind.MERGE}
)
SAMPLES = 72  # days asked about; a month apart over six years
_LEAST = 0.02  # a tie that never rises above this has no lane


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
    days: Iterable[date], stand: Callable[[date], Sequence[Standing]], *, most: int = MOST_LANES
) -> Course:
    """The lanes of the heaviest principals; `stand` gives the actor's principals as of a day."""
    asked = [(day, {s.other: s for s in stand(day)}) for day in days]
    others = list(dict.fromkeys(other for _, found in asked for other in found))
    lanes = [
        Lane(other=other, moments=tuple(_moment(day, found.get(other)) for day, found in asked))
        for other in others
    ]
    wanted = [lane for lane in lanes if lane.peak > _LEAST]
    wanted.sort(key=lambda lane: (-lane.moments[-1].probability, -lane.peak, lane.other))
    return Course(
        days=tuple(day for day, _ in asked), lanes=tuple(wanted[:most]), hidden=max(len(wanted) - most, 0)
    )


def _moment(day: date, standing: Standing | None) -> Moment:
    if standing is None:
        return Moment(day=day, probability=0.0, basis=Basis.TOLD)
    assessment = standing.assessment
    if assessment.accepted:
        basis = Basis.BOTH
    elif assessment.status is Status.PLEDGED or any(r.sign == "pledged" for r in assessment.reasons):
        basis = Basis.ONE
    else:
        basis = Basis.TOLD
    return Moment(day=day, probability=assessment.probability, basis=basis)
