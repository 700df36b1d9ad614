"""Flows: each move once, levels apart, and no number that no claim gives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from oathbook.analysis.flows import Between, Flow, Period, answer_flows, to_period
from oathbook.errors import QueryError
from oathbook.model import ActorType, Certainty, Count, Entry, Party, Polarity, Realis, Scope

MakeEntry = Callable[..., Entry]
NOW = date(2020, 1, 1)


def org(label: str) -> Party:
    return Party(written=label, actor=label, type=ActorType.ORGANISATION)


def flows(*entries: Entry, **asked: Any) -> tuple[Flow, ...]:
    return answer_flows(entries, known_by=asked.pop("known_by", NOW), **asked).flows


def defect(entry: MakeEntry, **fields: Any) -> Entry:
    return entry("defect", "fighters", "aq", **({"scope": Scope.MEMBERS, "from_": "isis"} | fields))


def test_copies_and_one_speaker_through_two_outlets_count_their_people_once(entry: MakeEntry) -> None:
    told = {"when": "2017-05", "said_by": ("Otto",), "count": Count(min=200, max=999)}
    (flow,) = flows(
        defect(entry, source="A", **told), defect(entry, source="B", published="2018-02-01", **told)
    )
    assert (flow.min, flow.best, flow.max, flow.origins) == (200, None, 999, 1)
    assert len(flow.events) == 1
    assert (flow.route.origin, flow.route.destination, flow.period) == ("isis", "aq", "2017")


def test_two_origins_of_one_move_give_its_widest_bounds_and_the_middle_of_their_best(
    entry: MakeEntry,
) -> None:
    (flow,) = flows(
        defect(entry, source="A", when="2017-05", count=Count(min=20, best=30)),
        defect(entry, source="B", when="2017-05-09", count=Count(best=50)),
        defect(entry, source="C", when="2017-05", count=Count(best=40, max=60)),
    )
    assert (flow.min, flow.best, flow.max) == (20, 40, 60)


def test_moves_far_apart_are_added_up_by_period(entry: MakeEntry) -> None:
    entries = [
        defect(entry, source="A", when="2017-01", count=Count(best=10)),
        defect(entry, source="A", when="2017-09", count=Count(best=5), published="2018-02-01"),
        defect(entry, source="A", when="2018-01", count=Count(best=1), published="2018-03-01"),
    ]
    assert [(f.period, f.best) for f in flows(*entries)] == [("2017", 15), ("2018", 1)]
    assert [(f.period, f.best) for f in flows(*entries, by=Period.ALL)] == [(None, 16)]
    assert [f.period for f in flows(*entries, by=Period.MONTH)] == ["2017-01", "2017-09", "2018-01"]


def test_a_move_without_a_number_opens_the_most_and_adds_nothing_to_the_least(entry: MakeEntry) -> None:
    (flow,) = flows(
        defect(entry, source="A", when="2017-01", count=Count(best=10)),
        defect(entry, source="B", when="2017-09", published="2018-02-01"),
    )
    assert (flow.min, flow.best, flow.with_best, flow.max, flow.uncounted) == (10, 10, 1, None, 1)


def test_what_is_only_possible_adds_to_the_most_alone(entry: MakeEntry) -> None:
    (flow,) = flows(defect(entry, when="2017", count=Count(best=10), certainty=Certainty.POSSIBLE))
    assert (flow.min, flow.best, flow.max, flow.events[0].doubtful) == (0, None, 10, True)


def test_at_least_so_many_leaves_the_most_open(entry: MakeEntry) -> None:
    (flow,) = flows(defect(entry, when="2017", count=Count(min=20000)))
    assert (flow.min, flow.best, flow.max) == (20000, None, None)


def test_levels_are_kept_apart_and_a_person_is_one(entry: MakeEntry) -> None:
    found = flows(
        defect(entry, when="2017", count=Count(best=10)),
        entry("defect", "amir", "aq", from_="isis", when="2017", scope=Scope.PERSON),
        entry("defect", org("isis"), "aq", when="2017", scope=Scope.FACTION, source="B"),
    )
    assert [(f.route.level, f.route.carrier, f.best) for f in found] == [
        (Scope.FACTION, None, None),
        (Scope.MEMBERS, None, 10),
        (Scope.PERSON, "amir", 1),
    ]


def test_fighters_of_an_organisation_leave_it_where_no_side_left_is_named(entry: MakeEntry) -> None:
    (flow,) = flows(entry("defect", org("isis"), "aq", scope=Scope.MEMBERS))
    assert (flow.route.origin, flow.period) == ("isis", None)


def test_splits_mergers_and_recruits_are_flows_and_a_groups_own_pledge_is_none(entry: MakeEntry) -> None:
    found = flows(
        entry("split", "part", "whole", when="2017"),
        entry("merge", "one", "union", when="2017"),
        entry("recruit", "aq", org("isis"), when="2017"),
        entry("pledge", "g", "p", when="2017"),
        entry("pledge", org("g"), "p", when="2017", scope=Scope.MEMBERS),
    )
    routes = {(f.route.level, f.route.origin, f.route.destination) for f in found}
    assert routes == {
        (Scope.FACTION, "whole", "part"),
        (Scope.GROUP, "one", "union"),
        (Scope.MEMBERS, "isis", "aq"),
        (Scope.MEMBERS, "g", "p"),
    }


def test_a_person_leaves_no_side_but_the_one_that_is_named(entry: MakeEntry) -> None:
    (flow,) = flows(entry("pledge", org("amir"), "p", scope=Scope.PERSON))
    assert (flow.route.origin, flow.route.destination, flow.route.carrier) == (None, "p", "amir")


def test_journeys_are_between_places_and_say_whose_fighters_went(entry: MakeEntry) -> None:
    (flow,) = flows(entry("move", "isis", "Libya", from_="Syria", when="2017", scope=Scope.MEMBERS))
    assert flow.route.between is Between.PLACES
    assert (flow.route.carrier, flow.route.origin, flow.route.destination) == ("isis", "Syria", "Libya")


def test_denials_prospects_and_later_news_are_no_flows(entry: MakeEntry) -> None:
    unreal = (
        defect(entry, polarity=Polarity.NEGATIVE),
        defect(entry, realis=Realis.PROSPECTIVE),
        defect(entry, published="2019-05-01"),
    )
    assert flows(*unreal, known_by=date(2019, 1, 1)) == ()
    assert len(flows(*unreal, known_by=date(2019, 6, 1))) == 1


def test_the_span_keeps_what_can_have_happened_in_it(entry: MakeEntry) -> None:
    vague = defect(entry, when="2016/2018")
    undated = defect(entry, source="B", published="2019-05-01", from_="x")
    assert [f.period for f in flows(vague, undated, since=date(2018, 6, 1), until=date(2018, 7, 1))] == [
        "2016/2018"
    ]
    assert [f.period for f in flows(vague, undated, since=date(2019, 1, 1))] == [None]


def test_an_actor_is_found_on_any_end(entry: MakeEntry) -> None:
    entries = [defect(entry, when="2017"), entry("split", "a", "b", when="2017")]
    assert len(flows(*entries, actor="isis")) == len(flows(*entries, actor="a")) == 1
    assert flows(*entries, actor="nobody") == ()


def test_a_period_that_is_none_is_refused_with_those_there_are() -> None:
    assert to_period("month") is Period.MONTH
    with pytest.raises(QueryError, match="month, year, all"):
        to_period("week")
