"""Which days are Easter, a month of the Islamic calendar, or a part of a year? Pure arithmetic on calendars.

Islamic dates follow the tabular calendar (civil epoch, leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26,
29 of each thirty; the formula is Reingold & Dershowitz, Calendrical Calculations, ch. 7). The sighted
calendar may differ by a day, so they are always approximate.
"""

from __future__ import annotations

from datetime import date

from oathbook.model.interval import Interval

_HIJRI_EPOCH = 227015  # 16 July 622 (Julian) as a proleptic Gregorian ordinal

# (first month, last month) of a part of a year; thirds as the annotators' rule 23 has them.
YEAR_PARTS = {
    "early": (1, 4),
    "mid": (5, 8),
    "late": (9, 12),
    "start": (1, 1),
    "end": (12, 12),
    "h1": (1, 6),
    "h2": (7, 12),
    "q1": (1, 3),
    "q2": (4, 6),
    "q3": (7, 9),
    "q4": (10, 12),
}
# (first year, last year) within a decade.
DECADE_PARTS = {
    "early": (0, 3),
    "mid": (4, 6),
    "late": (7, 9),
    "start": (0, 0),
    "end": (9, 9),
    "h1": (0, 4),
    "h2": (5, 9),
}


def easter(year: int) -> date:
    """Easter Sunday of the Western churches (anonymous computus; Meeus, Astronomical Algorithms, ch. 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 19 * m) // 433
    month = (h + m - 7 * n + 90) // 25
    return date(year, month, (h + m - 7 * n + 33 * month + 19) % 32)


def hijri_day(year: int, month: int, day: int) -> date:
    """Our date of a day of the tabular Islamic calendar. Raises ValueError outside our calendar."""
    ordinal = (
        _HIJRI_EPOCH - 1 + 354 * (year - 1) + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day
    )
    return date.fromordinal(ordinal)


def hijri_month(year: int, month: int) -> Interval:
    """The days of a month of the tabular Islamic calendar, marked as approximate."""
    first = hijri_day(year, month, 1)
    after = hijri_day(year, month + 1, 1) if month < 12 else hijri_day(year + 1, 1, 1)
    return Interval.parse(f"{first}~/{date.fromordinal(after.toordinal() - 1)}~")


def hijri_years(year: int) -> range:
    """The Islamic years that have days in our `year`."""
    first = (date(year, 1, 1).toordinal() - _HIJRI_EPOCH) * 30 // 10631 + 1
    return range(first - 1, first + 3)


def part_of_year(year: int, part: str) -> Interval:
    """Some months of `year`: "early" is its first third, "h1" a half, "early-mid" both thirds."""
    first, _, last = part.partition("-")
    from_month, to_month = YEAR_PARTS[first][0], YEAR_PARTS[last or first][1]
    if from_month == to_month:
        return Interval.parse(f"{year:04}-{from_month:02}")
    return Interval.parse(f"{year:04}-{from_month:02}/{year:04}-{to_month:02}")


def part_of_decade(decade: int, part: str) -> Interval:
    """A stretch of years of the decade that begins with the year `decade`."""
    first, _, last = part.partition("-")
    from_year, to_year = decade + DECADE_PARTS[first][0], decade + DECADE_PARTS[last or first][1]
    return Interval.parse(f"{from_year}" if from_year == to_year else f"{from_year}/{to_year}")


def month_shifted(year: int, month: int, months: int) -> str:
    """The EDTF of the month that lies `months` after the given one."""
    index = year * 12 + month - 1 + months
    return f"{index // 12:04}-{index % 12 + 1:02}"
