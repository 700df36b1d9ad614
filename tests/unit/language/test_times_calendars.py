"""The calendars behind the grammar of time, against dates that almanacs print."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from oathbook.language.times import calendars


@pytest.mark.parametrize(
    "day",
    [date(1818, 3, 22), date(1943, 4, 25), date(2000, 4, 23), date(2016, 3, 27), date(2019, 4, 21)],
)
def test_easter_falls_where_the_almanac_has_it(day: date) -> None:
    assert calendars.easter(day.year) == day


@pytest.mark.parametrize(
    ("hijri", "day"),
    [
        ((1, 1, 1), date(622, 7, 19)),  # the Gregorian name of 16 July 622 of the Julian calendar
        ((1400, 1, 1), date(1979, 11, 20)),  # the seizure of the Grand Mosque
        ((1435, 9, 1), date(2014, 6, 29)),  # the proclamation of a caliphate
        ((1436, 9, 1), date(2015, 6, 18)),
        ((1440, 1, 1), date(2018, 9, 11)),
    ],
)
def test_the_tabular_islamic_calendar_lands_on_the_days_of_known_events(
    hijri: tuple[int, int, int], day: date
) -> None:
    assert abs((calendars.hijri_day(*hijri) - day).days) <= 1


def test_islamic_months_follow_one_another_without_a_gap() -> None:
    months = [calendars.hijri_month(year, month) for year in range(1395, 1450) for month in range(1, 13)]
    for earlier, later in pairwise(months):
        assert earlier.last is not None
        assert later.first is not None
        assert (later.first - earlier.last).days == 1
        assert later.approximate


def test_the_parts_of_a_year_and_of_a_decade_do_not_overlap_and_leave_nothing_out() -> None:
    for parts in (("early", "mid", "late"), ("h1", "h2"), ("q1", "q2", "q3", "q4")):
        stretches = [calendars.part_of_year(2016, part) for part in parts]
        days = sum((s.last - s.first).days + 1 for s in stretches if s.first and s.last)
        assert days == 366
    thirds = [calendars.part_of_decade(1990, part) for part in ("early", "mid", "late")]
    assert [t.edtf for t in thirds] == ["1990/1993", "1994/1996", "1997/1999"]


def test_months_are_counted_over_the_turn_of_the_year() -> None:
    assert calendars.month_shifted(2016, 10, 3) == "2017-01"
    assert calendars.month_shifted(2016, 1, -1) == "2015-12"
