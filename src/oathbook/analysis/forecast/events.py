"""When did a group pledge, split or switch, as the claims of a day tell it? One date for each step.

Invariant: a claim without a time makes a step only where it is the first that is told of it: "which pledged
allegiance years ago" is no news, and a later report must not make an old step happen anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from oathbook.analysis.answers import TurningPoint
from oathbook.analysis.forecast.values import Step
from oathbook.analysis.timeline import gather_points
from oathbook.model import Entry, Kind, Polarity, Realis, Scope

KINDS = frozenset(
    {
        Kind.PLEDGE,
        Kind.ACCEPT,
        Kind.AFFILIATE,
        Kind.SPLIT,
        Kind.BREAK,
        Kind.DISAVOW,
        Kind.REPLACE,
        Kind.DIE,
    }
)
_VAGUE_DAYS = 400  # a time longer than a year dates no step


@dataclass(slots=True)
class History:
    """What a group did, in order of time: days of each step, of changes of leader, and its oaths."""

    steps: dict[Step, list[date]] = field(default_factory=dict)
    leader_changes: list[date] = field(default_factory=list)

    def last_step(self, day: date) -> date | None:
        """The last step of any sort by the day."""
        return max((d for days in self.steps.values() for d in days if d <= day), default=None)

    def last_leader_change(self, day: date) -> date | None:
        """The last change of leader by the day."""
        return max((d for d in self.leader_changes if d <= day), default=None)

    def happens(self, step: Step, after: date, until: date) -> bool:
        """Whether the step was taken after the one day and by the other."""
        return any(after < d <= until for d in self.steps.get(step, ()))


def read_histories(
    entries: Iterable[Entry], organisations: Mapping[str, tuple[str, ...]]
) -> dict[str, History]:
    """The histories of all groups that the entries tell of; a leader stands for his organisations."""
    found: dict[str, History] = {}
    oaths: dict[str, list[tuple[date, str, bool]]] = {}
    relevant = [e for e in entries if e.claim.kind in KINDS and e.claim.realis is Realis.ACTUAL]
    for point in gather_points(relevant):
        day = _day_of(point)
        if point.polarity is Polarity.NEGATIVE or point.ended or day is None:
            continue
        if _of_few(point):
            continue
        for group, step in _steps(point):
            history = found.setdefault(group, History())
            history.steps.setdefault(step, []).append(day)
        for group in _changed_leaders(point, organisations):
            found.setdefault(group, History()).leader_changes.append(day)
        tie = _tie(point, organisations)
        if tie is not None:
            oaths.setdefault(tie[0], []).append((day, tie[1], point.kind is Kind.PLEDGE))
    for group, listed in oaths.items():
        _add_switches(found.setdefault(group, History()), listed)
    for history in found.values():
        for step, days in history.steps.items():
            history.steps[step] = sorted(set(days))
        history.leader_changes.sort()
    return found


def _day_of(point: TurningPoint) -> date | None:
    """The middle of a dated step's time; of one without a time, the day it was first told of."""
    if point.earliest is not None and point.latest is not None:
        length = point.latest - point.earliest
        return None if length.days > _VAGUE_DAYS else point.earliest + length / 2
    if point.when is not None:
        return point.earliest or point.latest
    return min((e.published for e in point.entries if e.published is not None), default=None)


def _of_few(point: TurningPoint) -> bool:
    """Whether all its claims are of some members only."""
    return all(e.claim.scope is Scope.MEMBERS for e in point.entries)


def _steps(point: TurningPoint) -> list[tuple[str, Step]]:
    if point.kind is Kind.PLEDGE and point.subject is not None:
        return [(point.subject, Step.PLEDGE)]
    if point.kind is Kind.SPLIT:
        group = point.object or point.subject
        return [] if group is None else [(group, Step.SPLIT)]
    if point.kind is Kind.BREAK and point.subject is not None:
        return [(point.subject, Step.SWITCH)]
    if point.kind is Kind.DISAVOW and point.object is not None:
        return [(point.object, Step.SWITCH)]
    return []


def _changed_leaders(point: TurningPoint, organisations: Mapping[str, tuple[str, ...]]) -> list[str]:
    if point.kind is Kind.REPLACE:
        return list({e.claim.of.label for e in point.entries if e.claim.of is not None})
    if point.kind is Kind.DIE and point.subject is not None:
        return list(organisations.get(point.subject, ()))
    return []


def _tie(point: TurningPoint, organisations: Mapping[str, tuple[str, ...]]) -> tuple[str, str] | None:
    if point.subject is None or point.object is None:
        return None
    if point.kind in (Kind.PLEDGE, Kind.AFFILIATE):
        return point.subject, organisations.get(point.object, (point.object,))[0]
    return (point.object, point.subject) if point.kind is Kind.ACCEPT else None


def _add_switches(history: History, oaths: list[tuple[date, str, bool]]) -> None:
    """A pledge to another than the last principal is a switch."""
    last: str | None = None
    for day, principal, pledged in sorted(oaths):
        if pledged and last is not None and last != principal:
            history.steps.setdefault(Step.SWITCH, []).append(day)
        last = principal
