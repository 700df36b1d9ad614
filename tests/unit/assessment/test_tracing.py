"""A trace is what the same questions, asked day by day, would give."""

from __future__ import annotations

from datetime import date

import pytest

from oathbook.assessment import assess_group, trace_group
from oathbook.model import Polarity

KNOWN = date(2018, 6, 30)


@pytest.fixture
def told(entry):
    return [
        entry("pledge", "g", "p", when="2015-03-07", published="2015-03-08"),
        entry("accept", "p", "g", when="2015-03-12", published="2015-03-13", source="Herald"),
        entry("pledge", "g", "q", when="2016-08", published="2016-09-01", source="Gazette"),
        entry("accept", "q", "g", polarity=Polarity.NEGATIVE, published="2017-01-01", source="Herald"),
        entry("pledge", "other", "p", when="2015", source="Gazette"),
    ]


@pytest.mark.parametrize("day", ["2014-06-30", "2015-03-15", "2015-04-01", "2016-12-31", "2018-06-30"])
def test_each_month_is_what_a_question_as_of_then_gives(told, day: str) -> None:
    on = date.fromisoformat(day)
    traces = {t.principal: t for t in trace_group("g", told, until=KNOWN, known_by=KNOWN)}
    asked = assess_group("g", told, as_of=on, known_by=KNOWN)
    assert {a.principal for a in asked.assessments} == set(traces) == {"p", "q"}
    for assessment in asked.assessments:
        assert traces[assessment.principal].on(on).aligned == pytest.approx(assessment.probability, abs=1e-9)


def test_a_day_outside_the_trace_is_read_off_its_nearest_month(told) -> None:
    trace = trace_group("g", told, until=KNOWN, known_by=KNOWN)[0]
    assert trace.on(date(1990, 1, 1)) == trace.months[0]
    assert trace.on(date(2030, 1, 1)) == trace.months[-1]


def test_nothing_told_of_a_group_is_no_trace(told) -> None:
    assert trace_group("nobody", told, until=KNOWN, known_by=KNOWN) == ()
