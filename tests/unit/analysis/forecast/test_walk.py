"""Walking forward: a planted regularity is found, chance is not taken for skill, and nobody looks ahead."""

from __future__ import annotations

import random
from datetime import date

import pytest

from oathbook.analysis.forecast import Step, Verdict, answer_forecast
from oathbook.analysis.forecast.values import Way
from oathbook.assessment import Background

ORIGIN = date(2020, 12, 31)


def world(entry, *, after_leader: float, otherwise: float, seed: int = 1, groups: int = 24):
    """Groups with a principal each; a fifth of them change their leader in a year, after which some split."""
    draw = random.Random(seed)  # noqa: S311 - a made-up world
    told = []
    for number in range(groups):
        group = f"group-{number}"
        told.append(
            entry("pledge", group, "p", when="2009-01-15", published="2009-02-01", source=f"Outlet {number}")
        )
        changed = False
        for year in range(2010, 2021):
            if draw.random() < (after_leader if changed else otherwise):
                told.append(
                    entry(
                        "split",
                        None,  # a named part would be a group of its own, and one that never splits
                        group,
                        when=f"{year}-06-15",
                        published=f"{year}-06-20",
                        source=f"Outlet {number} {year}",
                    )
                )
            changed = draw.random() < 0.2
            if changed:
                told.append(
                    entry(
                        "replace",
                        f"new-{number}-{year}",
                        None,
                        of=group,
                        when=f"{year}-09-01",
                        published=f"{year}-09-03",
                        source=f"Paper {number} {year}",
                    )
                )
    return told


def ask(told, origin=ORIGIN, **options):
    return answer_forecast(told, origin=origin, background=Background(), **options)


def test_a_planted_regularity_is_found_and_called_skill(entry) -> None:
    record = ask(world(entry, after_leader=0.8, otherwise=0.03)).backtest
    assert record.verdicts[Step.SPLIT][Way.RECENCY] is Verdict.SKILL
    assert record.verdicts[Step.SPLIT][Way.BLEND] is Verdict.SKILL
    assert record.scores[Step.SPLIT][Way.BLEND].skill > 0.2
    assert record.has_skill


def test_where_steps_come_by_chance_no_skill_is_claimed(entry) -> None:
    record = ask(world(entry, after_leader=0.15, otherwise=0.15)).backtest
    assert record.events[Step.SPLIT] >= 8
    assert Verdict.SKILL not in record.verdicts[Step.SPLIT].values()


def test_a_step_that_hardly_ever_came_is_too_little_to_tell(entry) -> None:
    record = ask(world(entry, after_leader=0.5, otherwise=0.05)).backtest
    assert set(record.verdicts[Step.SWITCH].values()) == {Verdict.UNKNOWN}


def test_what_was_published_after_the_day_changes_nothing(entry) -> None:
    told = world(entry, after_leader=0.8, otherwise=0.03)
    origin = date(2015, 12, 31)
    known = [e for e in told if e.known <= origin]
    assert ask(told, origin) == ask(known, origin)


def test_the_order_of_entries_decides_nothing(entry) -> None:
    told = world(entry, after_leader=0.8, otherwise=0.03, groups=6)
    mixed = told.copy()
    random.Random(3).shuffle(mixed)  # noqa: S311 - any order will do
    left, right = ask(told), ask(mixed)
    assert [g.group for g in left.groups] == [g.group for g in right.groups]
    for one, other in zip(left.groups, right.groups, strict=True):
        for step in Step:
            assert one.chances[step] == pytest.approx(other.chances[step], abs=1e-6)


def test_a_group_that_just_changed_its_leader_stands_above_one_that_did_not(entry) -> None:
    answer = ask(world(entry, after_leader=0.8, otherwise=0.03))
    changed = [g for g in answer.groups if g.last_leader_change and g.last_leader_change.year == 2020]
    calm = [g for g in answer.groups if g not in changed]
    lowest = min(g.chances[Step.SPLIT][Way.BLEND] for g in changed)
    assert lowest > max(g.chances[Step.SPLIT][Way.BLEND] for g in calm)


def test_one_group_can_be_asked_for_and_people_are_no_groups(entry) -> None:
    told = world(entry, after_leader=0.8, otherwise=0.03, groups=4)
    assert [g.group for g in ask(told, actor="group-2").groups] == ["group-2"]
    assert "group-2" not in {g.group for g in ask(told, people=frozenset({"group-2"})).groups}


def test_who_leads_or_replaces_is_a_person_and_no_group(entry) -> None:
    told = world(entry, after_leader=0.8, otherwise=0.03, groups=4)
    assert {g.group for g in ask(told).groups} == {f"group-{n}" for n in range(4)}


def test_an_empty_book_has_no_forecast_and_no_record() -> None:
    answer = ask([])
    assert answer.groups == ()
    assert answer.backtest.group_years == 0
    assert not answer.backtest.has_skill
