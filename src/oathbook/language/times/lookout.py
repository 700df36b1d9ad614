"""Which interval lies beyond or before another? What "since", "until" and a length of time make of it."""

from __future__ import annotations

from oathbook.language.times.evaluate import shift
from oathbook.language.times.meanings import Duration
from oathbook.language.times.values import TimeExpression
from oathbook.model.interval import OPEN, Interval


def since(interval: Interval) -> Interval | None:
    """From the start of `interval` on, `2014-05/2014-08` gives `2014-05/..`; None when it has no start."""
    first = interval.edtf.partition("/")[0]
    return None if first == OPEN else Interval.parse(f"{first}/{OPEN}")


def until(interval: Interval) -> Interval | None:
    """Up to the end of `interval`, `2014-05/2014-08` gives `../2014-08`; None when it has no end."""
    last = interval.edtf.rpartition("/")[2]
    return None if last == OPEN else Interval.parse(f"{OPEN}/{last}")


def duration_start(expression: TimeExpression, *, end: Interval) -> Interval | None:
    """When the length of time began that ended at `end`: "for two years" up to July 2015 gives 2013."""
    meaning = expression.meaning
    if not isinstance(meaning, Duration) or meaning.count is None:
        return None
    return shift(end, -meaning.count, meaning.unit)
