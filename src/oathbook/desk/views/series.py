"""How was a group aligned, month by month? A series thinned to the points where it bends.

Invariant: between two points of a thinned series values run straight, and none is off by more than `TOLERANCE`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

TOLERANCE = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Probabilities by month: `values[m, c]` is that of column `c` at the end of `months[m]`.

    Column 0 is no allegiance; then four for each principal: pledged, accepted, operational, split.
    """

    months: tuple[str, ...]
    principals: tuple[str, ...]
    values: NDArray[np.float64]


def thin(values: NDArray[np.float64], tolerance: float = TOLERANCE) -> list[int]:
    """The rows to keep so that straight lines between them stay within `tolerance` of all others.

    A step of one month stays a step: both its ends are kept.
    """
    count = len(values)
    if count <= 2:
        return list(range(count))
    kept = {0, count - 1}
    pending = [(0, count - 1)]
    while pending:
        left, right = pending.pop()
        if right - left < 2:
            continue
        weights = (np.arange(left + 1, right) - left)[:, None] / (right - left)
        straight = values[left] + weights * (values[right] - values[left])
        errors = np.abs(values[left + 1 : right] - straight).max(axis=1)
        worst = int(errors.argmax())
        if errors[worst] > tolerance:
            middle = left + 1 + worst
            kept.add(middle)
            pending += [(left, middle), (middle, right)]
    return sorted(kept)


def month_of(day: date) -> str:
    """The month of a day, `2015-03`."""
    return f"{day:%Y-%m}"


def months_between(first: date, last: date) -> tuple[str, ...]:
    """Every month from that of `first` to that of `last`."""
    count = (last.year - first.year) * 12 + last.month - first.month
    start = first.year * 12 + first.month - 1
    return tuple(f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(start, start + count + 1))


def end_of(month: str) -> date:
    """The last day of a month."""
    year, number = map(int, month.split("-"))
    after = date(year + number // 12, number % 12 + 1, 1)
    return after - timedelta(days=1)


def index_of(months: Sequence[str], day: date) -> int:
    """The place of a day's month among `months`, held within them."""
    first = int(months[0][:4]) * 12 + int(months[0][5:7])
    return min(max(day.year * 12 + day.month - first, 0), len(months) - 1)
