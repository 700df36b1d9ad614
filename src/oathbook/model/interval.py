"""When a claim is said to hold: an EDTF expression and the days it can mean.

Invariant: an `Interval` is made only of text that parses, so `first` and `last` always agree with `edtf`.
The subset of EDTF (ISO 8601-2:2019) is that of the claims vocabulary: years, months, days, seasons 21–24,
decades `201X`, the qualifiers `~ ? %`, and intervals whose ends may be open (`../2013`, `2015-03/..`).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

_DATE = re.compile(r"(\d{3}X)|(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%])?")
_SEASON_FIRST_MONTH = {21: 3, 22: 6, 23: 9, 24: 12}  # northern hemisphere, meteorological
OPEN = ".."


class Granularity(StrEnum):
    """How finely a time is given, finest first."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"


_FINENESS = list(Granularity)


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of days; `first` and `last` are inclusive, None where that end is open.

    >>> Interval.parse("2015-03").last
    datetime.date(2015, 3, 31)
    """

    edtf: str
    first: date | None
    last: date | None
    granularity: Granularity
    approximate: bool

    @staticmethod
    def parse(edtf: str) -> Interval:
        """The interval that `edtf` means. Raises ValueError naming what is wrong."""
        return _parse(edtf)

    @staticmethod
    def day(day: date) -> Interval:
        """That one day."""
        return _parse(day.isoformat())

    @property
    def is_range(self) -> bool:
        """Whether it is written with two ends."""
        return "/" in self.edtf

    def overlaps(self, other: Interval) -> bool:
        """Whether some day lies in both."""
        starts_in_time = self.first is None or other.last is None or self.first <= other.last
        ends_in_time = self.last is None or other.first is None or other.first <= self.last
        return starts_in_time and ends_in_time

    def contains(self, day: date) -> bool:
        """Whether `day` lies in it."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def __str__(self) -> str:
        return self.edtf


@lru_cache(maxsize=1 << 15)  # the days of a lifetime
def _parse(edtf: str) -> Interval:
    start, slash, end = edtf.partition("/")
    if not slash:
        return Interval(edtf, *_parse_date(start, edtf))
    if start == end == OPEN:
        raise ValueError(f"{edtf!r} is open at both ends: leave the time out instead")
    ends = [_parse_date(part, edtf) for part in (start, end) if part != OPEN]
    first: date | None = None if start == OPEN else ends[0][0]
    last: date | None = None if end == OPEN else ends[-1][1]
    if first is not None and last is not None and first > last:
        raise ValueError(f"{edtf!r} ends before it starts")
    granularity = max((e[2] for e in ends), key=_FINENESS.index)
    return Interval(edtf, first, last, granularity, any(e[3] for e in ends))


def _parse_date(part: str, whole: str) -> tuple[date, date, Granularity, bool]:
    m = _DATE.fullmatch(part)
    if not m:
        raise ValueError(f"{whole!r} is no EDTF date or interval such as 2015, 2015-03, 2014/2016, ../2013")
    decade, year_text, month_text, day_text, qualifier = m.groups()
    approximate = qualifier is not None
    if decade:
        start = int(decade[:3]) * 10
        return date(max(start, 1), 1, 1), date(start + 9, 12, 31), Granularity.DECADE, approximate
    year = int(year_text)
    if year == 0:
        raise ValueError(f"{whole!r}: there is no year 0 here")
    if month_text is None:
        return date(year, 1, 1), date(year, 12, 31), Granularity.YEAR, approximate
    month = int(month_text)
    if day_text is not None:
        try:
            day = date(year, month, int(day_text))
        except ValueError as e:
            raise ValueError(f"{whole!r}: {e}") from e
        return day, day, Granularity.DAY, approximate
    if month in _SEASON_FIRST_MONTH:
        first = date(year, _SEASON_FIRST_MONTH[month], 1)
        return first, _month_end(first, 2), Granularity.SEASON, approximate
    if not 1 <= month <= 12:
        raise ValueError(f"{whole!r}: there is no month {month}")
    first = date(year, month, 1)
    return first, _month_end(first, 0), Granularity.MONTH, approximate


def _month_end(first: date, months_on: int) -> date:
    index = first.month - 1 + months_on
    year, month = first.year + index // 12, index % 12 + 1
    return date(year, month, calendar.monthrange(year, month)[1])


def day_before(day: date) -> date:
    """The day before `day`."""
    return day - timedelta(days=1)
