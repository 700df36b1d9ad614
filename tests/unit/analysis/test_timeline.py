"""Claims of one event become one turning point, and of two events two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from oathbook.analysis.answers import TimelineAnswer
from oathbook.analysis.timeline import answer_timeline
from oathbook.model import Entry, Kind, Polarity, Realis

MakeEntry = Callable[..., Entry]
LATE = date(2030, 1, 1)


def ask(entries: Sequence[Entry], **options: Any) -> TimelineAnswer:
    return answer_timeline("g", entries, **({"as_of": LATE, "known_by": LATE} | options))


def test_two_dates_of_one_pledge_a_day_apart_are_one_turning_point(entry: MakeEntry) -> None:
    answer = ask(
        [
            entry("pledge", "g", "p", source="Courier", when="2015-03-06"),
            entry("pledge", "g", "p", source="Monitor", when="2015-03-07", said_by=("SITE",)),
        ]
    )
    (point,) = answer.points
    assert (point.earliest, point.latest) == (date(2015, 3, 6), date(2015, 3, 7))
    assert (point.origins, point.sources, point.speakers) == (2, ("Courier", "Monitor"), ("SITE",))


def test_fourteen_days_apart_is_one_event_and_fifteen_are_two(entry: MakeEntry) -> None:
    first = entry("attack", "g", "town", source="Courier", when="2015-03-01")
    near = entry("attack", "g", "town", source="Monitor", when="2015-03-15")
    far = entry("attack", "g", "town", source="Monitor", when="2015-03-16")
    assert len(ask([first, near]).points) == 1
    assert len(ask([first, far]).points) == 2


def test_a_year_joins_the_day_within_it_and_does_not_widen_it(entry: MakeEntry) -> None:
    answer = ask(
        [
            entry("pledge", "g", "p", source="Courier", when="2015"),
            entry("pledge", "g", "p", source="Monitor", when="2015-03-07"),
        ]
    )
    (point,) = answer.points
    assert point.when == "2015-03-07"
    assert (point.earliest, point.latest) == (date(2015, 3, 7), date(2015, 3, 7))


def test_a_year_does_not_draw_two_events_into_one(entry: MakeEntry) -> None:
    answer = ask(
        [
            entry("attack", "g", "town", source="Courier", when="2015-02-01"),
            entry("attack", "g", "town", source="Monitor", when="2015-11-20"),
            entry("attack", "g", "town", source="Herald", when="2015"),
        ]
    )
    assert [len(point.entries) for point in answer.points] == [2, 1]


def test_two_years_side_by_side_are_two_events(entry: MakeEntry) -> None:
    answer = ask([entry("pledge", "g", "p", when="2015"), entry("pledge", "g", "p", source="M", when="2016")])
    assert [point.when for point in answer.points] == ["2015", "2016"]


def test_other_polarity_realis_or_end_is_another_turning_point(entry: MakeEntry) -> None:
    answer = ask(
        [
            entry("pledge", "g", "p", when="2015"),
            entry("pledge", "g", "p", when="2015", source="B", polarity=Polarity.NEGATIVE),
            entry("pledge", "g", "p", when="2015", source="C", realis=Realis.PROSPECTIVE),
            entry("lead", "x", "g", when="2015"),
            entry("lead", "x", "g", when="2015", source="B", ended=True),
        ]
    )
    assert len(answer.points) == 5


def test_the_sides_of_an_alliance_may_stand_either_way(entry: MakeEntry) -> None:
    answer = ask([entry("ally", "g", "q", when="2015"), entry("ally", "q", "g", source="M", when="2015")])
    assert len(answer.points) == 1


def test_claims_without_a_time_join_the_only_event_of_their_kind(entry: MakeEntry) -> None:
    (point,) = ask([entry("pledge", "g", "p", when="2015"), entry("pledge", "g", "p", source="M")]).points
    assert (len(point.entries), point.undated) == (2, 1)


def test_claims_without_a_time_stay_apart_from_several_events(entry: MakeEntry) -> None:
    answer = ask(
        [
            entry("pledge", "g", "p", source="A", when="2012"),
            entry("pledge", "g", "p", source="B", when="2015"),
            entry("pledge", "g", "p", source="C"),
        ]
    )
    assert [len(point.entries) for point in answer.points] == [1, 1]
    (undated,) = answer.undated
    assert (undated.when, undated.earliest, undated.undated) == (None, None, 1)


def test_points_stand_in_order_of_time_whatever_the_order_of_entries(entry: MakeEntry) -> None:
    entries = [
        entry("break", "g", "p", when="2016-07"),
        entry("form", None, "g", when="2012"),
        entry("toll", "g", None, when="2009/.."),
    ]
    assert [p.when for p in ask(entries).points] == ["2009/..", "2012", "2016-07"]
    assert ask(entries) == ask(entries[::-1])


def test_a_pledge_stands_before_its_acceptance_of_the_same_month(entry: MakeEntry) -> None:
    entries = [entry("accept", "p", "g", when="2015-03"), entry("pledge", "g", "p", when="2015-03")]
    assert [p.kind for p in ask(entries).points] == [Kind.PLEDGE, Kind.ACCEPT]


def test_an_open_end_stays_open(entry: MakeEntry) -> None:
    (point,) = ask([entry("toll", "g", None, when="2009/..")]).points
    assert (point.earliest, point.latest) == (date(2009, 1, 1), None)


def test_every_entry_that_names_the_actor_is_in_exactly_one_point(entry: MakeEntry) -> None:
    entries = [
        entry("pledge", "g", "p", when=when, source=source)
        for source in "ABC"
        for when in (None, "2015", "2015-03", "2017-01-02")
    ]
    answer = ask([*entries, entry("pledge", "x", "y", when="2015")])
    shown = [e.id for point in (*answer.points, *answer.undated) for e in point.entries]
    assert sorted(shown) == sorted(e.id for e in entries)


def test_days_and_kinds_narrow_it(entry: MakeEntry) -> None:
    entries = [
        entry("pledge", "g", "p", when="2015", published="2015-12-01"),
        entry("break", "g", "p", when="2017", published="2017-12-01"),
    ]
    assert [p.kind for p in ask(entries, as_of=date(2016, 1, 1)).points] == [Kind.PLEDGE]
    assert [p.kind for p in ask(entries, known_by=date(2016, 1, 1)).points] == [Kind.PLEDGE]
    assert [p.kind for p in ask(entries, kinds=[Kind.BREAK]).points] == [Kind.BREAK]
