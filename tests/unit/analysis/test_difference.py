"""Two views compared: what moved, by which claims, on the clock that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pytest

from oathbook.analysis.difference import Clock, DifferenceAnswer, View, answer_difference, make_views
from oathbook.analysis.pledges import Stage
from oathbook.assessment import Assessment, Background, weigh
from oathbook.errors import QueryError
from oathbook.model import Entry

MakeEntry = Callable[..., Entry]
BACKGROUND = Background()


def day(text: str) -> date:
    return date.fromisoformat(text)


def compare(entries: list[Entry], first: str, second: str, **asked: Any) -> DifferenceAnswer:
    clock = asked.pop("clock", Clock.WORLD)
    views = make_views(
        day(first), day(second), clock=clock, as_of=asked.pop("as_of", None), known_by=day("2020-01-01")
    )

    def by(known: date) -> Iterable[Entry]:
        return (entry for entry in entries if entry.known <= known)

    def explain(subject: str, principal: str, view: View) -> Assessment:
        return weigh(subject, principal, entries, as_of=view.as_of, known_by=view.known_by)

    return answer_difference(by, *views, explain=explain, background=BACKGROUND, organisations={}, **asked)


def story(entry: MakeEntry) -> list[Entry]:
    return [
        entry("pledge", "g", "p", when="2015-03-07", published="2015-03-08", source="A"),
        entry("accept", "p", "g", when="2015-03-12", published="2015-03-13", source="B"),
        entry("affiliate", "g", "q", published="2014-12-01", source="C"),
        entry("affiliate", "g", "q", published="2014-11-01", source="D"),
    ]


def test_what_happened_between_the_days_moved_the_tie(entry: MakeEntry) -> None:
    pledge, accept, *_ = story(entry)
    answer = compare(story(entry), "2015-02-28", "2015-04-30")
    moved = next(m for m in answer.moved if m.principal == "p")
    assert moved.shift > 0.35
    assert {e.id for reason in moved.reasons for e in reason.entries} == {pledge.id, accept.id}
    assert answer.clock is Clock.WORLD


def test_a_tie_without_claims_of_its_own_is_drawn_to_the_one_that_rose(entry: MakeEntry) -> None:
    answer = compare(story(entry), "2015-02-28", "2015-04-30")
    lost = next(m for m in answer.moved if m.principal == "q")
    assert (lost.shift < 0, lost.reasons, lost.drawn_to) == (True, (), "p")


def test_what_was_published_between_the_days_is_what_was_learned(entry: MakeEntry) -> None:
    accept = story(entry)[1]
    answer = compare(story(entry), "2015-03-08", "2015-03-14", clock=Clock.KNOWLEDGE, as_of=day("2015-03-13"))
    moved = next(m for m in answer.moved if m.principal == "p")
    assert [e.id for reason in moved.reasons for e in reason.entries] == [accept.id]
    assert {m.after.as_of for m in answer.moved if m.after} == {day("2015-03-13")}


def test_nothing_new_between_two_days_of_knowledge_is_no_difference(entry: MakeEntry) -> None:
    assert compare(story(entry), "2015-04-01", "2016-04-01", clock=Clock.KNOWLEDGE).is_empty


def test_time_alone_moves_a_number_without_a_claim(entry: MakeEntry) -> None:
    """A pledge that nobody answered grows older: likelier accepted by now, and no claim says so."""
    answer = compare([story(entry)[0]], "2015-03-31", "2015-06-30", least=0.01)
    assert answer.moved
    assert all(m.reasons == () and m.drawn_to is None for m in answer.moved)


def test_leaders_pledges_and_rivals_are_compared_too(entry: MakeEntry) -> None:
    more = [
        *story(entry),
        entry("replace", "new", "old", of="g", when="2015-03-20", published="2015-03-21"),
        entry("lead", "old", "g", published="2015-01-01"),
        entry("rival", "g", "r", when="2015-04-01", published="2015-04-02"),
    ]
    answer = compare(more, "2015-02-28", "2015-04-30")
    assert [(m.term.person, m.came) for m in answer.leaders] == [("new", True), ("old", False)]
    assert [(m.before, m.pledge.stage) for m in answer.pledges] == [(None, Stage.ACCEPTED)]
    (rivalry,) = answer.equals
    assert (rivalry.before, len(rivalry.entries)) == (0.0, 1)
    assert rivalry.after > 0.4


def test_an_actor_narrows_everything_to_its_own(entry: MakeEntry) -> None:
    other = entry("pledge", "h", "q", when="2015-03-10", published="2015-03-11")
    answer = compare([*story(entry), other], "2015-02-28", "2015-04-30", actor="h")
    assert {m.subject for m in answer.moved} == {"h"}
    assert {m.pledge.subject for m in answer.pledges} == {"h"}


def test_small_shifts_are_counted_and_not_told(entry: MakeEntry) -> None:
    answer = compare([story(entry)[0]], "2015-03-31", "2015-06-30", least=0.9)
    assert (answer.moved, answer.rest) == ((), 1)


def test_dates_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(QueryError, match="earlier date first"):
        make_views(
            day("2016-01-01"), day("2016-01-01"), clock=Clock.WORLD, as_of=None, known_by=day("2020-01-01")
        )
