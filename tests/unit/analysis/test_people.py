"""Leaders and factions: every bound comes from a claim, and a vague claim never tightens one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from oathbook.analysis.people import Bounds, LeaderTerm, answer_factions, answer_leaders, find_persons
from oathbook.model import Entry, Polarity, Scope

MakeEntry = Callable[..., Entry]
NOW = date(2020, 1, 1)


def day(text: str) -> date:
    return date.fromisoformat(text)


def leaders(*entries: Entry, **asked: Any) -> dict[str, LeaderTerm]:
    answer = answer_leaders("g", entries, **({"as_of": NOW, "known_by": NOW} | asked))
    return {term.person: term for term in answer.leaders}


def test_a_replacement_ends_one_term_and_begins_the_next(entry: MakeEntry) -> None:
    found = leaders(
        entry("lead", "old", "g", published="2016-06-22"),
        entry("replace", "new", "old", of="g", when="2016-08", published="2016-08-20"),
    )
    old, new = found["old"], found["new"]
    assert (old.over, old.how, old.successor, new.predecessor) == (True, "replaced", "new", "old")
    assert old.ended == new.began == Bounds(earliest=day("2016-08-01"), latest=day("2016-08-20"))
    assert old.began == Bounds(latest=day("2016-06-22"))
    assert not new.over


def test_an_undated_end_lies_between_the_last_sighting_and_the_report(entry: MakeEntry) -> None:
    (old,) = leaders(
        entry("lead", "old", "g", published="2016-06-22"),
        entry("replace", None, "old", of="g", published="2016-08-03"),
    ).values()
    assert old.ended == Bounds(earliest=day("2016-06-22"), latest=day("2016-08-03"))


def test_since_a_year_means_that_it_began_in_it(entry: MakeEntry) -> None:
    (term,) = leaders(entry("lead", "a", "g", when="2009/..", published="2016-08-03")).values()
    assert term.began == Bounds(earliest=day("2009-01-01"), latest=day("2009-12-31"))
    assert term.seen == Bounds(earliest=day("2009-01-01"), latest=day("2016-08-03"))


def test_who_is_seen_in_the_post_after_his_removal_is_not_gone(entry: MakeEntry) -> None:
    (term,) = leaders(
        entry("replace", None, "a", of="g", when="2016-08-03", published="2016-08-04"),
        entry("lead", "a", "g", published="2017-01-01"),
    ).values()
    assert not term.over


def test_a_leaders_death_ends_his_term_and_a_strangers_does_not(entry: MakeEntry) -> None:
    found = leaders(
        entry("lead", "a", "g", published="2015-01-01"),
        entry("die", "a", None, role="killed", when="2015-05-01", published="2015-05-02"),
        entry("die", "b", None, role="killed"),
    )
    assert list(found) == ["a"]
    assert (found["a"].how, found["a"].over) == ("killed", True)


def test_denials_later_news_and_other_groups_say_nothing(entry: MakeEntry) -> None:
    entries = [
        entry("lead", "a", "g", polarity=Polarity.NEGATIVE),
        entry("lead", "b", "other"),
        entry("lead", "c", "g", published="2019-05-05"),
    ]
    assert leaders(*entries, known_by=day("2019-01-01")) == {}
    assert find_persons("g", entries) == ("a", "c")


def test_leaders_come_in_order_of_time(entry: MakeEntry) -> None:
    found = leaders(
        entry("lead", "late", "g", published="2018-01-01"),
        entry("lead", "early", "g", when="2009/..", published="2019-01-01"),
    )
    assert list(found) == ["early", "late"]


def test_parts_with_a_name_stand_before_what_unnamed_parts_did(entry: MakeEntry) -> None:
    answer = answer_factions(
        "g",
        [
            entry("split", "new", "g", when="2012-01", published="2015-01-01"),
            entry("form", None, "new", when="2012-01-26", source="B", published="2015-02-01"),
            entry("split", None, "g", scope=Scope.FACTION, published="2016-01-01"),
            entry("pledge", "g", "p", scope=Scope.FACTION, when="2017", source="C"),
            entry("split", "elsewhere", "h"),
        ],
        as_of=NOW,
        known_by=NOW,
        branches=("branch",),
    )
    labels = [faction.label for faction in answer.factions]
    assert labels == ["new", "branch", None, None]
    assert answer.factions[0].arose == Bounds(earliest=day("2012-01-26"), latest=day("2012-01-26"))
    assert answer.factions[1].registered
    assert [f.label for f in answer.with_standings({}).factions] == ["new", None, None]
