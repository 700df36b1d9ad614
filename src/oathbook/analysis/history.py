"""How did an actor stand over the years, as is thought now? Levels by principal on evenly spaced days.

Invariant: every day is asked about with the same claims, those known by one day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from oathbook.assessment import Background, Levels, assess_history, begins
from oathbook.model import Entry

MOST_DAYS = 96  # a point a month for eight years, wider apart for longer: what a chart can show
_MONTH_DAYS = 30.4375


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The levels of each principal at each of `days`, the last of which is the day asked about."""

    actor: str
    days: tuple[date, ...]
    known_by: date
    levels: Mapping[str, tuple[Levels, ...]]


def answer_history(
    actor: str,
    entries: Sequence[Entry],
    *,
    as_of: date,
    known_by: date,
    background: Background | None = None,
) -> History:
    """How `actor` stood from its first claim to `as_of`."""
    days = _choose_days((begins(e) for e in entries if e.known <= known_by), as_of)
    levels = assess_history(actor, entries, days, known_by=known_by, background=background)
    return History(actor=actor, days=days, known_by=known_by, levels=levels)


def _choose_days(told: Iterable[date], as_of: date) -> tuple[date, ...]:
    first = min((day for day in told if day <= as_of), default=as_of)
    months = (as_of - first).days / _MONTH_DAYS
    step = max(1.0, months / (MOST_DAYS - 2)) * _MONTH_DAYS
    days = [first + timedelta(days=round(n * step)) for n in range(int((as_of - first).days / step) + 1)]
    return tuple(dict.fromkeys([*days, as_of]))
