"""Which days does a meaning stand for, given the anchors?

Invariant: None where an anchor is missing or too coarse; a time is never guessed.
"""

from __future__ import annotations

from datetime import date, timedelta

from oathbook.language.times import calendars
from oathbook.language.times.meanings import (
    Between,
    CalendarDate,
    Decade,
    Duration,
    Feast,
    Fixed,
    HijriDate,
    Link,
    Meaning,
    Need,
    Period,
    Reference,
    Shift,
    Stretch,
    Unit,
    Weekday,
    Which,
    Year,
    need_of,
)
from oathbook.language.times.recurring import Recurring, choose, hijri_interval, nearest, occurrences, year_of
from oathbook.model.interval import OPEN, Interval

_STEP = {Which.LAST: -1, Which.PREVIOUS: -1, Which.NEXT: 1, Which.FOLLOWING: 1}
_FROM_CONTEXT = {Which.SAME, Which.FOLLOWING, Which.PREVIOUS}


def evaluate(
    meaning: Meaning, *, published: date | None = None, context: Interval | None = None
) -> Interval | None:
    """The interval of `meaning`; `context` gives yearless dates a year. Raises ValueError on 31 June."""
    try:
        return _evaluate(meaning, published, context)
    except OverflowError:
        return None


def _evaluate(meaning: Meaning, published: date | None, context: Interval | None) -> Interval | None:
    match meaning:
        case Fixed():
            return meaning.interval
        case Decade():
            if meaning.part is not None:
                return calendars.part_of_decade(meaning.decade, meaning.part)
            return Interval.parse(f"{meaning.decade // 10}X")
        case Duration() | Link():
            return None
        case Reference():
            return context
        case Between():
            return _between(meaning, published, context)
        case Stretch():
            return _stretch(meaning, published)
        case Shift():
            anchor = context if meaning.anchor is Need.CONTEXT else _as_interval(published)
            return shift(
                anchor,
                meaning.count,
                meaning.unit,
                count_to=meaning.count_to,
                approximate=meaning.approximate,
            )
        case Period():
            return _period(meaning, _anchor(meaning.which, published, context))
        case Weekday():
            return _weekday(meaning, _anchor(meaning.week or meaning.which, published, context))
        case CalendarDate() | Feast() | HijriDate():
            return _recurring(meaning, published, context)


def _anchor(which: Which, published: date | None, context: Interval | None) -> Interval | None:
    return context if which in _FROM_CONTEXT else _as_interval(published)


def _as_interval(day: date | None) -> Interval | None:
    return None if day is None else Interval.day(day)


def _closed_end(anchor: Interval) -> Interval:
    """The end that is given, of a context such as `2014/..`."""
    first, slash, last = anchor.edtf.partition("/")
    if slash and OPEN in {first, last}:
        return Interval.parse(last if first == OPEN else first)
    return anchor


def shift(
    anchor: Interval | None, count: int, unit: Unit, *, count_to: int | None = None, approximate: bool = False
) -> Interval | None:
    """`anchor` moved, as fine as the unit (weeks give a day with `~`); None when the anchor is coarser."""
    if anchor is None:
        return None
    anchor = _closed_end(anchor)
    first, last = anchor.first, anchor.last
    if first is None or last is None:
        return None
    if count_to is not None:
        left, right = shift(anchor, min(count, count_to), unit), shift(anchor, max(count, count_to), unit)
        return None if left is None or right is None else Interval.parse(f"{left}/{right}".replace("~", ""))
    mark = "~" if approximate or unit in {Unit.WEEK, Unit.DECADE} or anchor.approximate else ""
    match unit:
        case Unit.DAY | Unit.WEEK if first == last:
            days = count * (7 if unit is Unit.WEEK else 1)
            return Interval.parse(f"{first + timedelta(days=days)}{mark}")
        case Unit.MONTH if (first.year, first.month) == (last.year, last.month):
            return Interval.parse(calendars.month_shifted(first.year, first.month, count) + mark)
        case Unit.YEAR | Unit.DECADE if first.year == last.year:
            years = count * (10 if unit is Unit.DECADE else 1)
            return Interval.parse(f"{first.year + years:04}{mark}")
    return None


def _period(meaning: Period, anchor: Interval | None) -> Interval | None:
    if anchor is None:
        return None
    step = _STEP.get(meaning.which, 0)
    if meaning.unit in {Unit.DAY, Unit.MONTH}:
        return shift(anchor, step, meaning.unit)
    anchor = _closed_end(anchor)
    if meaning.unit is Unit.DECADE:
        year = year_of(anchor)
        return None if year is None else Interval.parse(f"{year // 10 + step}X")
    day = anchor.last
    if day is None or anchor.first is None or (day - anchor.first).days > 6:
        return None
    monday = day - timedelta(days=day.weekday())
    if meaning.unit is Unit.WEEKEND:
        if meaning.which is Which.NEAREST:  # "over the weekend": the last one that has begun
            step = 0 if day.weekday() >= 5 else -1
        saturday = monday + timedelta(days=5 + 7 * step)
        return Interval.parse(f"{saturday}/{saturday + timedelta(days=1)}")
    monday += timedelta(days=7 * step)
    return Interval.parse(f"{monday}/{monday + timedelta(days=6)}")


def _weekday(meaning: Weekday, anchor: Interval | None) -> Interval | None:
    if anchor is None:
        return None
    anchor = _closed_end(anchor)
    if meaning.week is not None:
        week = _period(Period(unit=Unit.WEEK, which=meaning.week), anchor)
        return (
            None
            if week is None or week.first is None
            else Interval.day(week.first + timedelta(days=meaning.weekday))
        )
    if anchor.first is None or anchor.last is None or (anchor.last - anchor.first).days > 6:
        return None
    back = timedelta(days=(anchor.last.weekday() - meaning.weekday) % 7)
    ahead = timedelta(days=(meaning.weekday - anchor.first.weekday()) % 7)
    week_on = timedelta(days=7)
    match meaning.which:
        case Which.LAST | Which.PREVIOUS:
            return Interval.day(
                anchor.first - timedelta(days=(anchor.first.weekday() - meaning.weekday) % 7 or 7)
            )
        case Which.NEXT | Which.FOLLOWING:
            return Interval.day(
                anchor.last + timedelta(days=(meaning.weekday - anchor.last.weekday()) % 7 or 7)
            )
        case Which.UPCOMING:
            return Interval.day(anchor.first + (ahead or week_on))
        case Which.SAME:
            return Interval.day(anchor.first + ahead)
    return Interval.day(anchor.last - back)


def _stretch(meaning: Stretch, published: date | None) -> Interval | None:
    there = shift(_as_interval(published), meaning.count, meaning.unit)
    here = shift(_as_interval(published), 0, meaning.unit)
    if there is None or here is None:
        return None
    first, last = (there, here) if meaning.count < 0 else (here, there)
    return Interval.parse(f"{first}/{last}".replace("~", ""))


def _between(meaning: Between, published: date | None, context: Interval | None) -> Interval | None:
    right = _evaluate(meaning.right, published, context)
    if right is None:
        return None
    left = _before(meaning.left, right) if need_of(meaning.left) is Need.PUBLICATION else None
    left = left or _evaluate(meaning.left, published, context)
    if left is None:
        return None
    edtf = f"{left.edtf.partition('/')[0]}/{right.edtf.rpartition('/')[2]}"
    return Interval.parse(edtf)


def _before(left: Meaning, right: Interval) -> Interval | None:
    """A yearless left end: the last one not after the right end, "from October to March 2015"."""
    if right.last is None:
        return None
    match left:
        case (
            CalendarDate(year=None, which=Which.NEAREST)
            | Feast(year=None, which=Which.NEAREST)
            | HijriDate(year=None)
        ):
            return choose(left, Which.NEAREST, Interval.day(right.first or right.last))
        case Weekday(which=Which.NEAREST, week=None):
            return _weekday(left, Interval.day(right.first or right.last))
    return None


# -- things that come round: years, months, days, seasons, feasts --


def _recurring(meaning: Recurring, published: date | None, context: Interval | None) -> Interval | None:
    if isinstance(meaning, HijriDate) and meaning.hijri_year is not None:
        return hijri_interval(meaning, meaning.hijri_year)
    year = meaning.year
    if year is not None:
        number = _year_number(year, published, context)
        return None if number is None else next(occurrences(meaning, number), None)
    if meaning.which is Which.NEAREST and context is not None:
        return nearest(meaning, _closed_end(context))
    anchor = _anchor(meaning.which, published, context)
    return None if anchor is None else choose(meaning, meaning.which, _closed_end(anchor))


def _year_number(year: Year, published: date | None, context: Interval | None) -> int | None:
    if not isinstance(year, Which):
        return year
    anchor = _anchor(year, published, context)
    base = None if anchor is None else year_of(_closed_end(anchor))
    return None if base is None else base + _STEP.get(year, 0)
