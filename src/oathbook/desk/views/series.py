"""How was a group aligned, month by month? A series thinned to the points where it bends.

Invariant: between two points of a thinned series values run straight, and none is off by more than `TOLERANCE`.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

TOLERANCE = 0.01


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


def month_name(month: int) -> str:
    """The name of a month that is counted since year 0: `2015-03`."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def day_of(month: int, *, end: bool = False) -> date:
    """The first or the last day of a month."""
    if end:
        return day_of(month + 1) - timedelta(days=1)
    return date(month // 12, month % 12 + 1, 1)


def edtf_of(first: int, last: int) -> str:
    """The stretch from one month to another."""
    return month_name(first) if first == last else f"{month_name(first)}/{month_name(last)}"
