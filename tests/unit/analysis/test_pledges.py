"""The life of a pledge: every stage by the claims that make it, on the day asked about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from oathbook.analysis.pledges import Pledge, Stage, answer_pledges
from oathbook.model import Entry, Polarity, Realis

MakeEntry = Callable[..., Entry]


def pledges(*entries: Entry, as_of: str = "2020-01-01", **asked: Any) -> list[Pledge]:
    known = asked.pop("known_by", as_of)
    answer = answer_pledges(
        entries, as_of=date.fromisoformat(as_of), known_by=date.fromisoformat(known), **asked
    )
    return list(answer.pledges)


def told(entry: MakeEntry) -> list[Entry]:
    """A pledge to a leader, accepted; the leader killed; the pledge renewed; broken at last."""
    return [
        entry("pledge", "g", "chief", realis=Realis.PROSPECTIVE, published="2014-11-01", when="2014-11-01"),
        entry("pledge", "g", "chief", when="2015-03-07", published="2015-03-08"),
        entry("accept", "p", "g", when="2015-03-12", published="2015-03-13"),
        entry("die", "chief", None, when="2016-10-26", published="2016-10-27", role="killed"),
        entry("pledge", "g", "p", when="2016-11-04", published="2016-11-05"),
        entry("break", "g", "p", when="2018-02", published="2018-03-01"),
    ]


@pytest.mark.parametrize(
    ("as_of", "stage", "since"),
    [
        ("2015-03-07", Stage.ANNOUNCED, "2015-03-07"),
        ("2015-03-11", Stage.ANNOUNCED, "2015-03-07"),
        ("2015-03-12", Stage.ACCEPTED, "2015-03-12"),
        ("2016-10-31", Stage.DUE, "2016-10-26"),
        ("2016-11-04", Stage.RENEWED, "2016-11-04"),
        ("2018-03-01", Stage.BROKEN, "2018-02-28"),
    ],
)
def test_each_day_has_its_stage(entry: MakeEntry, as_of: str, stage: Stage, since: str) -> None:
    (pledge,) = pledges(*told(entry), as_of=as_of, known_by="2020-01-01", organisations={"chief": ("p",)})
    assert (pledge.stage, str(pledge.since)) == (stage, since)
    assert (pledge.subject, pledge.principal) == ("g", "p")
    assert pledge.leader == ("chief" if stage is Stage.DUE else None)


def test_what_was_not_yet_published_leaves_an_earlier_stage(entry: MakeEntry) -> None:
    (pledge,) = pledges(
        *told(entry), as_of="2016-12-01", known_by="2015-03-10", organisations={"chief": ("p",)}
    )
    assert pledge.stage is Stage.IGNORED


def test_without_an_answer_it_waits_and_is_then_ignored(entry: MakeEntry) -> None:
    vow = entry("pledge", "g", "p", when="2015-05-01", published="2015-05-02")
    (early,) = pledges(vow, as_of="2015-10-27")
    (late,) = pledges(vow, as_of="2015-10-29")
    assert (early.stage, early.waiting_days) == (Stage.ANNOUNCED, 179)
    assert (late.stage, late.waiting_days, str(late.since)) == (Stage.IGNORED, 181, "2015-10-29")
    assert pledges(vow, as_of="2015-10-29", ignored_after_days=365)[0].stage is Stage.ANNOUNCED


def test_a_denied_acceptance_is_no_answer_and_is_told(entry: MakeEntry) -> None:
    (pledge,) = pledges(
        entry("pledge", "g", "p", when="2015-05-01", published="2015-05-02"),
        entry("accept", "p", "g", polarity=Polarity.NEGATIVE, published="2015-06-01"),
        as_of="2015-06-02",
    )
    assert (pledge.stage, pledge.answer_denied, pledge.waiting_days) == (Stage.ANNOUNCED, True, 32)


def test_a_refusal_ends_the_waiting(entry: MakeEntry) -> None:
    (pledge,) = pledges(
        entry("pledge", "g", "p", when="2015-05-01", published="2015-05-02"),
        entry("reject", "p", "g", published="2015-06-01"),
    )
    assert (pledge.stage, pledge.waiting_days) == (Stage.REFUSED, None)


def test_a_later_report_that_gives_no_time_tells_of_the_old_pledge(entry: MakeEntry) -> None:
    """Two dated pledges of different years, and one report without a time: that makes no third pledge."""
    (pledge,) = pledges(
        entry("pledge", "g", "p", when="2014-01-05", published="2014-01-06"),
        entry("pledge", "g", "p", when="2015-03-07", published="2015-03-08"),
        entry("accept", "p", "g", when="2015-03-12", published="2015-03-13"),
        entry("pledge", "g", "p", published="2018-01-01", source="B"),
    )
    assert (pledge.stage, str(pledge.since)) == (Stage.ACCEPTED, "2015-03-12")


def test_a_wish_alone_is_an_offer_and_an_answer_without_a_pledge_is_none(entry: MakeEntry) -> None:
    found = pledges(
        entry("pledge", "g", "p", realis=Realis.PROSPECTIVE), entry("accept", "p", "h"), as_of="2020-01-01"
    )
    assert [(p.subject, p.stage) for p in found] == [("g", Stage.OFFERED)]


def test_those_that_wait_come_first_and_an_actor_narrows_to_its_own(entry: MakeEntry) -> None:
    entries = [
        entry("pledge", "a", "p", when="2015-01-01", published="2015-01-02"),
        entry("accept", "p", "a", when="2019-01-05", published="2019-01-06"),
        entry("pledge", "b", "q", when="2014-01-01", published="2014-01-02"),
    ]
    assert [p.subject for p in pledges(*entries)] == ["b", "a"]
    assert [p.subject for p in pledges(*entries, actor="p")] == ["a"]
