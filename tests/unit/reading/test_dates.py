"""A date counts when it is one whole day, and never when it takes a guess."""

from __future__ import annotations

from datetime import date

import pytest

from oathbook.reading.dates import parse_day


@pytest.mark.parametrize(
    "text",
    [
        "2018-01-24",
        " 2018-01-24 ",
        "2018/1/24",
        "2018.01.24",
        "20180124",
        "20180124T101500Z",
        "2018-01-24T23:59:59Z",
        "2018-01-24T23:59:59.123456+02:00",
        "2018-01-24 10:15:00 +0100",
        "2018-01-24 10:15",
        "Wed, 24 Jan 2018 10:15:00 +0100",
        "Wed, 24 Jan 2018 10:15:00 GMT",
        "24 January 2018",
        "24th January, 2018",
        "January 24, 2018",
        "Wednesday, Jan. 24, 2018",
        "January 24th, 2018 at 10:15 p.m. EST",
        "24 JAN 2018",
    ],
)
def test_every_usual_spelling_of_a_day_names_that_day(text: str) -> None:
    assert parse_day(text) == date(2018, 1, 24)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2018",
        "2018-01",
        "January 2018",
        "24 January",
        "01/02/2018",  # the first of February or the second of January
        "24-01-2018",
        "24 Jan 18",
        "1516752000",
        "2018-02-30",
        "31 June 2018",
        "2018-13-01",
        "0000-01-01",
        "last Tuesday",
        "2018-01-24 and later",
        "updated 24 January 2018",
        "2018-01/24",
        "x" * 1000,
    ],
)
def test_a_part_of_a_date_or_an_ambiguous_one_is_no_day(text: str) -> None:
    assert parse_day(text) is None


def test_the_day_is_the_one_written_and_is_not_moved_to_utc() -> None:
    assert parse_day("2018-01-24T00:30:00+03:00") == date(2018, 1, 24)
