"""How close or how hostile are two equals on a day? Claims of alliance and rivalry, weighed over time.

A deliberately simple model beside the one of allegiance. A claim speaks for its tie on the days that it gives
(its own time, else the day it became known) and fades from then on: after each half-life half of it is left.
Of each origin the strongest claim counts; origins are joined as independent witnesses, so that the intensity
is the chance that at least one of them is right about a tie that still holds. A claim that the tie is over,
or denies it, takes its own trust off what is older than it.

Invariant: intensities lie in [0, 1), the order of claims decides nothing, nor does what became known later,
and a copy of a claim changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

import numpy as np

from oathbook.assessment.calibration import Floats, Ints
from oathbook.assessment.origins import group_by_origin
from oathbook.assessment.statements import name_origin
from oathbook.model import SYMMETRIC_KINDS, Entry, Kind, Polarity, Realis

# Half-lives in days. Who fights whom changes slowly and is reported whenever there is fighting: a year without
# a word is much. Pacts are fewer reports and last between them. Both are judgement, not fitted.
HALF_LIFE_DAYS = {Kind.RIVAL: 365.0, Kind.ALLY: 545.0}
CURRENT = 0.25
"""From this intensity on a tie counts as current: one trusted report about a half-life and a half old."""
_DAYS_IN_MONTH = 30.4375

Trust: TypeAlias = Callable[[Entry], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualReason:
    """What one origin contributes on the day asked about: 0 to 1 for the tie, negative for its end.

    `entries` are its claims, those that weigh most first.
    """

    origin: str
    contribution: float
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A stretch of months in which the tie was current, with the highest intensity that it reached."""

    first: date
    last: date
    peak: float


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualTie:
    """An alliance or a rivalry of two equals (`left` before `right` in the alphabet) on a day.

    `last_told` is the last day that a claim speaks of, `over` where the last word is that it ended. `spells`
    go from the first claim to `as_of`. `claims` counts copies, `origins` counts them once.
    """

    kind: Kind
    left: str
    right: str
    as_of: date
    known_by: date
    intensity: float
    spells: tuple[Spell, ...]
    last_told: date
    over: bool
    claims: int
    origins: int
    reasons: tuple[EqualReason, ...]

    @property
    def is_current(self) -> bool:
        """Whether it counts as holding on the day."""
        return self.intensity >= CURRENT

    @property
    def since(self) -> date | None:
        """Since when it has been current; None where it is not."""
        return self.spells[-1].first if self.is_current and self.spells else None

    def other(self, actor: str) -> str:
        """The one that `actor` is tied to."""
        return self.right if actor == self.left else self.left


@dataclass(frozen=True, slots=True)
class _Told:
    """One claim as days and trust; claims with one number go back to one origin."""

    entry: Entry
    origin: int
    first: date
    last: date
    trust: float


def find_equal_ties(
    entries: Iterable[Entry],
    *,
    as_of: date,
    known_by: date,
    trust: Trust,
    actor: str | None = None,
    explained: bool = True,
) -> tuple[EqualTie, ...]:
    """The alliances and rivalries that claims name by `known_by`, as of a day; strongest first.

    With `actor`, only its own. Prospective claims carry no weight; pairs without a claim for the tie are left
    out, so that a denial alone makes none. Spells and reasons are worked out where they are `explained`.
    """
    pairs: dict[tuple[Kind, str, str], list[Entry]] = {}
    for entry in entries:
        claim = entry.claim
        if claim.kind not in SYMMETRIC_KINDS or claim.subject is None or claim.object is None:
            continue
        left, right = sorted((claim.subject.label, claim.object.label))
        mine = actor is None or actor in (left, right)
        if not mine or left == right or entry.known > known_by or claim.realis is not Realis.ACTUAL:
            continue
        if _days(entry)[0] <= as_of:
            pairs.setdefault((claim.kind, left, right), []).append(entry)
    ties = []
    for (kind, left, right), found in pairs.items():
        if not all(_is_end(entry) for entry in found):
            history = _History(kind, found, trust)
            ties.append(_weigh(history, (left, right), as_of, known_by, explained=explained))
    return tuple(sorted(ties, key=lambda tie: (-tie.intensity, tie.kind, tie.left, tie.right)))


def _days(entry: Entry) -> tuple[date, date]:
    """The first and last day that a claim speaks of; an end that it leaves open is the day it was told."""
    when = entry.claim.when
    if when is None:
        return entry.known, entry.known
    first = when.first or when.last or entry.known
    last = max(first, min(when.last or entry.known, max(entry.known, first)))
    return (last, last) if _is_end(entry) else (first, last)


def _is_end(entry: Entry) -> bool:
    """Whether it says that the tie is over, or is none."""
    return entry.claim.ended or entry.claim.polarity is Polarity.NEGATIVE


class _History:
    """The claims of one pair as days, trust and origin: columns, since every month of years is looked at."""

    def __init__(self, kind: Kind, entries: Sequence[Entry], trust: Trust) -> None:
        self.half_life_days = HALF_LIFE_DAYS[kind]
        self.kind = kind
        ordered = sorted(entries, key=lambda e: (e.known, e.id))
        self.told = [
            _Told(entry, number, *_days(entry), trust(entry))
            for number, group in enumerate(group_by_origin(ordered))
            for entry in group
        ]
        self.ties = [t for t in self.told if not _is_end(t.entry)]
        self._tie = _columns(self.ties)
        self._end = _columns([t for t in self.told if _is_end(t.entry)])

    def intensity(self, day: date, *, without: int = -1) -> float:
        """1 minus the chance that every origin is wrong, or right about a tie that holds no longer."""
        return float(self.intensities([day], without=without)[0])

    def intensities(self, days: Sequence[date], *, without: int = -1) -> Floats:
        """The same for each of the days: the strongest that each origin says counts, and origins are joined."""
        on = np.array([day.toordinal() for day in days])
        first, last, trust, origin = (column[self._tie[3] != without] for column in self._tie)
        gone = np.maximum(on - last[:, None], 0)
        left = trust[:, None] * 2.0 ** (-gone / self.half_life_days)
        for kept in self._endings(last, on, without):
            left *= kept
        left = np.where(first[:, None] <= on, left, 0.0)
        origins, place = np.unique(origin, return_inverse=True)
        strongest = np.zeros((len(origins), len(days)))
        np.maximum.at(strongest, place, left)
        found: Floats = 1 - (1 - strongest).prod(axis=0)
        return found

    def _endings(self, last: Ints, on: Ints, without: int) -> Iterator[Floats]:
        """For each origin that tells of an end: what it leaves of each tie on each day, [tie, day]."""
        _, ended, trust, origin = self._end
        for one in np.unique(origin[origin != without]):
            taken = np.zeros((len(last), len(on)))
            for n in np.flatnonzero(origin == one):
                over = (last <= ended[n])[:, None] & (ended[n] <= on)
                taken = np.maximum(taken, np.where(over, trust[n], 0.0))
            yield 1 - taken


def _columns(told: Sequence[_Told]) -> tuple[Ints, Ints, Floats, Ints]:
    """First and last day, trust and origin of each."""
    return (
        np.array([t.first.toordinal() for t in told], dtype=np.int64),
        np.array([t.last.toordinal() for t in told], dtype=np.int64),
        np.array([t.trust for t in told], dtype=np.float64),
        np.array([t.origin for t in told], dtype=np.int64),
    )


def _weigh(
    history: _History, pair: tuple[str, str], as_of: date, known_by: date, *, explained: bool
) -> EqualTie:
    last = max(history.told, key=lambda t: (t.last, _is_end(t.entry), t.entry.id))
    return EqualTie(
        kind=history.kind,
        left=pair[0],
        right=pair[1],
        as_of=as_of,
        known_by=known_by,
        intensity=history.intensity(as_of),
        spells=_find_spells(history, as_of) if explained else (),
        last_told=last.last,
        over=_is_end(last.entry),
        claims=len(history.told),
        origins=len({t.origin for t in history.told}),
        reasons=_find_reasons(history, as_of) if explained else (),
    )


def _find_reasons(history: _History, day: date) -> tuple[EqualReason, ...]:
    """What each origin adds to the intensity, or takes off it, the others being as they are."""
    whole = history.intensity(day)
    reasons = []
    by_origin: dict[int, list[_Told]] = {}
    for told in history.told:
        by_origin.setdefault(told.origin, []).append(told)
    for origin, mine in by_origin.items():
        ranked = sorted(mine, key=lambda t: (-t.trust, t.last, t.entry.id))
        reasons.append(
            EqualReason(
                origin=name_origin(ranked[0].entry),
                contribution=whole - history.intensity(day, without=origin),
                entries=tuple(t.entry for t in ranked),
            )
        )
    return tuple(sorted(reasons, key=lambda r: (-abs(r.contribution), r.origin, r.entries[0].id)))


def _find_spells(history: _History, as_of: date) -> tuple[Spell, ...]:
    """Stretches in which the tie was current, looked at once a month and on every day that a claim names."""
    first = min(t.first for t in history.ties)
    told = {day for t in history.told for day in (t.first, t.last) if first <= day <= as_of}
    months = int((as_of - first).days / _DAYS_IN_MONTH)
    regular = {first + timedelta(days=round(n * _DAYS_IN_MONTH)) for n in range(months + 1)}
    spells: list[Spell] = []
    begun: date | None = None
    peak, previous = 0.0, first
    days = sorted({*told, *regular, as_of})
    for day, intensity in zip(days, history.intensities(days).tolist(), strict=True):
        if intensity >= CURRENT:
            begun = begun or day
            peak = max(peak, intensity)
        elif begun is not None:
            spells.append(Spell(first=begun, last=previous, peak=peak))
            begun, peak = None, 0.0
        previous = day
    if begun is not None:
        spells.append(Spell(first=begun, last=as_of, peak=peak))
    return tuple(spells)
