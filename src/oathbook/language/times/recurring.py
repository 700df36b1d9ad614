"""Which one is meant of the things that come round: years' months, days, seasons and feasts?

Invariant: only days that the calendar has are chosen; 29 February falls in leap years alone.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from oathbook.language.times import calendars, names
from oathbook.language.times.meanings import CalendarDate, Feast, HijriDate, Which
from oathbook.model.interval import Granularity, Interval

Recurring = CalendarDate | Feast | HijriDate
_LEAP_GAP = 8  # years between two 29 Februaries around a century, the longest wait for a yearless date
_SOON = timedelta(days=14)  # "12 October" printed on the 5th is next week's, not last year's


def year_of(anchor: Interval) -> int | None:
    """The one year of `anchor`, None when it spans more."""
    if anchor.first is None or anchor.last is None:
        return None
    # a northern winter belongs to the year in which it begins
    is_one = anchor.first.year == anchor.last.year or anchor.granularity is Granularity.SEASON
    return anchor.first.year if is_one else None


def occurrences(meaning: Recurring, year: int) -> Iterator[Interval]:
    """Those of `meaning` that fall in `year`, in order; a 29 February only falls in leap years."""
    match meaning:
        case CalendarDate():
            interval = _calendar(meaning, year)
            if interval is not None:
                yield interval
        case Feast():
            row = names.FESTIVALS[meaning.name]
            if "hijri" in row:
                month, day = row["hijri"]
                yield from occurrences(HijriDate(month=month, day=day), year)
                return
            day_of = (
                calendars.easter(year) + timedelta(days=row["easter"])
                if "easter" in row
                else date(year, *row["day"])
            )
            yield Interval.parse(f"{day_of}{'~' if row.get('approximate') else ''}")
        case HijriDate():
            for hijri_year in calendars.hijri_years(year):
                interval = hijri_interval(meaning, hijri_year)
                if interval.first is not None and interval.first.year == year:
                    yield interval


def _calendar(meaning: CalendarDate, year: int) -> Interval | None:
    if meaning.season is not None:
        edtf = f"{year:04}-{meaning.season}"
    elif meaning.month is None:
        if meaning.part is not None:
            return calendars.part_of_year(year, meaning.part)
        edtf = f"{year:04}"
    elif meaning.day is None:  # the annotators write "mid-March" and "the end of May" as the month
        edtf = f"{year:04}-{meaning.month:02}"
    else:
        longest = calendar.monthrange(year, meaning.month)[1]
        if meaning.day > longest:
            return None
        edtf = f"{year:04}-{meaning.month:02}-{meaning.day:02}"
        if meaning.last_day is not None:
            edtf += f"/{year:04}-{meaning.month:02}-{min(meaning.last_day, longest):02}"
    return Interval.parse(f"{edtf}~" if meaning.approximate else edtf)


def hijri_interval(meaning: HijriDate, hijri_year: int) -> Interval:
    """The days of a time of the Islamic calendar in one of its years, marked as approximate."""
    if meaning.month is None:
        first, last = calendars.hijri_month(hijri_year, 1), calendars.hijri_month(hijri_year, 12)
        return Interval.parse(f"{first.first}~/{last.last}~")
    if meaning.day is None:
        return calendars.hijri_month(hijri_year, meaning.month)
    return Interval.parse(f"{calendars.hijri_day(hijri_year, meaning.month, meaning.day)}~")


def _around(meaning: Recurring, year: int, reach: int) -> list[Interval]:
    low, high = max(1, year - reach), min(9998, year + reach)
    return [interval for y in range(low, high + 1) for interval in occurrences(meaning, y)]


def choose(meaning: Recurring, which: Which, anchor: Interval) -> Interval | None:
    """The one of those that come round that stands to `anchor` as `which` says."""
    first, last = anchor.first, anchor.last
    if first is None or last is None:
        return None
    reach = _LEAP_GAP if isinstance(meaning, CalendarDate) and meaning.day == 29 else 2
    found = [
        (i.first, i.last, i)
        for i in _around(meaning, first.year, reach)
        if i.first is not None and i.last is not None
    ]
    match which:
        case Which.NEAREST:
            if isinstance(meaning, CalendarDate) and meaning.day is not None:
                soon = [i for start, _, i in found if last < start <= last + _SOON]
                if soon and anchor.granularity is Granularity.DAY:
                    return soon[0]
            begun = [i for start, _, i in found if start <= last]
            return begun[-1] if begun else None
        case Which.UPCOMING:
            coming = [i for _, end, i in found if end > last]
            return coming[0] if coming else None
        case Which.LAST | Which.PREVIOUS:
            over = [i for _, end, i in found if end < first]
            return over[-1] if over else None
        case Which.NEXT | Which.FOLLOWING:
            ahead = [i for start, _, i in found if start > last]
            return ahead[0] if ahead else None
    around = [i for start, end, i in found if start <= first and last <= end]
    if around:
        return around[0]
    year = year_of(anchor)
    return next((i for start, _, i in found if start.year == year), None)


def nearest(meaning: Recurring, context: Interval) -> Interval | None:
    """The one nearest to what the narrative has reached; a context of a year keeps its year."""
    if context.first is None or context.last is None:
        return None
    if context.granularity in {Granularity.YEAR, Granularity.DECADE}:
        year = year_of(context)
        return None if year is None else next(occurrences(meaning, year), None)
    middle = (context.first.toordinal() + context.last.toordinal()) / 2
    reach = _LEAP_GAP if isinstance(meaning, CalendarDate) and meaning.day == 29 else 2
    found = [
        (abs((i.first.toordinal() + i.last.toordinal()) / 2 - middle), -i.first.toordinal(), i)
        for i in _around(meaning, context.first.year, reach)
        if i.first is not None and i.last is not None
    ]
    return min(found, key=lambda row: row[:2])[2] if found else None
