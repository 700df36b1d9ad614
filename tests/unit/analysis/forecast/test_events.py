"""What counts as a step, and on which day it was taken."""

from __future__ import annotations

from datetime import date

import pytest

from oathbook.analysis.forecast import Step
from oathbook.analysis.forecast.events import read_histories
from oathbook.model import Polarity, Realis, Scope


def steps(entries, group="g", organisations=None):
    history = read_histories(entries, organisations or {}).get(group)
    return {} if history is None else history.steps


def test_a_dated_step_is_taken_in_the_middle_of_its_time(entry) -> None:
    assert steps([entry("pledge", "g", "p", when="2015-03-07")]) == {Step.PLEDGE: [date(2015, 3, 7)]}
    assert steps([entry("pledge", "g", "p", when="2015")]) == {Step.PLEDGE: [date(2015, 7, 2)]}


def test_a_time_of_several_years_dates_no_step(entry) -> None:
    assert steps([entry("pledge", "g", "p", when="2010/2015")]) == {}


def test_an_undated_step_is_taken_when_it_is_first_told_of(entry) -> None:
    first = entry("pledge", "g", "p", published="2015-03-08")
    later = entry("pledge", "g", "p", published="2018-01-24", source="Herald")
    assert steps([later, first]) == {Step.PLEDGE: [date(2015, 3, 8)]}


def test_an_undated_report_of_an_old_step_makes_no_new_one(entry) -> None:
    dated = entry("pledge", "g", "p", when="2015-03", published="2015-03-08")
    later = entry("pledge", "g", "p", published="2018-01-24", source="Herald")
    (day,) = steps([later, dated])[Step.PLEDGE]
    assert day.year == 2015


@pytest.mark.parametrize(
    ("kind", "sides", "step"),
    [
        ("split", ("new", "g"), Step.SPLIT),
        ("split", ("g", None), Step.SPLIT),
        ("break", ("g", "p"), Step.SWITCH),
        ("disavow", ("p", "g"), Step.SWITCH),
    ],
)
def test_each_kind_makes_its_step_of_the_right_group(entry, kind, sides, step) -> None:
    assert list(steps([entry(kind, *sides, when="2015-03-07")])) == [step]


@pytest.mark.parametrize(
    "fields",
    [{"polarity": Polarity.NEGATIVE}, {"realis": Realis.PROSPECTIVE}, {"scope": Scope.MEMBERS}],
)
def test_a_denial_a_plan_and_some_members_are_no_step(entry, fields) -> None:
    assert steps([entry("break", "g", "p", when="2015-03-07", **fields)]) == {}


def test_a_pledge_to_another_than_the_last_principal_is_a_switch(entry) -> None:
    oaths = [
        entry("pledge", "g", "p", when="2012-01-01"),
        entry("pledge", "g", "leader-of-p", when="2013-01-01"),
        entry("pledge", "g", "q", when="2015-01-01"),
    ]
    found = steps(oaths, organisations={"leader-of-p": ("p",)})
    assert found[Step.SWITCH] == [date(2015, 1, 1)]
    assert len(found[Step.PLEDGE]) == 3


def test_a_change_of_leader_is_a_replacement_or_the_death_of_one_who_led(entry) -> None:
    told = [
        entry("replace", "anna", "boris", of="g", when="2014-05-01"),
        entry("die", "carla", None, when="2015-05-01"),
    ]
    history = read_histories(told, {"carla": ("g",)})["g"]
    assert history.leader_changes == [date(2014, 5, 1), date(2015, 5, 1)]
    assert history.last_leader_change(date(2015, 1, 1)) == date(2014, 5, 1)


def test_a_step_is_in_a_year_that_ends_on_its_day_and_not_in_one_that_begins_on_it(entry) -> None:
    history = read_histories([entry("break", "g", "p", when="2015-06-30")], {})["g"]
    assert history.happens(Step.SWITCH, date(2014, 6, 30), date(2015, 6, 30))
    assert not history.happens(Step.SWITCH, date(2015, 6, 30), date(2016, 6, 30))
