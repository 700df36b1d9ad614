"""Whom an actor stands with, from entries made by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from oathbook.analysis.answers import WhoAnswer
from oathbook.analysis.who import answer_who, find_others
from oathbook.assessment import Background, Status
from oathbook.model import Entry, Polarity, Realis, Scope

MakeEntry = Callable[..., Entry]
LATE = date(2018, 2, 28)


def ask(actor: str, entries: Sequence[Entry], **options: Any) -> WhoAnswer:
    return answer_who(actor, entries, **({"as_of": LATE, "known_by": LATE} | options))


def test_principals_are_ranked_with_what_is_over_last(entry: MakeEntry) -> None:
    answer = ask(
        "g",
        [
            entry("pledge", "g", "new", source="Courier", when="2015"),
            entry("affiliate", "g", "weak", source="Monitor", scope=Scope.FACTION),
            entry("affiliate", "g", "old", source="Herald", ended=True),
        ],
    )
    assert [s.other for s in answer.principals] == ["new", "weak", "old"]
    assert answer.principals[-1].assessment.status is Status.BROKEN


def test_since_is_the_earliest_time_told_of_the_tie(entry: MakeEntry) -> None:
    answer = ask(
        "g",
        [
            entry("pledge", "g", "p", source="Courier", when="2015-03-07"),
            entry("pledge", "g", "p", source="Monitor", when="2015-03"),
            entry("affiliate", "g", "p", source="Herald"),
        ],
    )
    assert str(answer.principals[0].since) == "2015-03"


def test_a_tie_without_a_time_has_no_since(entry: MakeEntry) -> None:
    assert ask("g", [entry("affiliate", "g", "p")]).principals[0].since is None


def test_the_principal_sees_the_same_assessment_of_its_follower(entry: MakeEntry) -> None:
    entries = [entry("pledge", "g", "p"), entry("accept", "p", "g", source="Monitor")]
    assert ask("g", entries).principals[0].assessment == ask("p", entries).followers[0].assessment


def test_a_pledge_to_the_leader_appears_under_his_organisation(entry: MakeEntry) -> None:
    background = Background(organisations={"boss": ("p",)})
    answer = ask("g", [entry("pledge", "g", "boss")], background=background)
    assert [s.other for s in answer.principals] == ["p"]


def test_members_who_defect_make_no_pair(entry: MakeEntry) -> None:
    answer = ask("g", [entry("defect", "g", "p", scope=Scope.MEMBERS)])
    assert answer.is_empty


def test_allies_and_rivals_stand_on_either_side_and_denials_do_not_count(entry: MakeEntry) -> None:
    answer = ask(
        "g",
        [
            entry("ally", "g", "friend"),
            entry("rival", "foe", "g", source="Courier", when="2014"),
            entry("rival", "g", "foe", source="Monitor"),
            entry("ally", "g", "stranger", polarity=Polarity.NEGATIVE),
            entry("ally", "g", "hoped", realis=Realis.PROSPECTIVE),
        ],
    )
    assert [tie.other for tie in answer.allies] == ["friend"]
    assert [(tie.other, tie.origins, str(tie.since)) for tie in answer.rivals] == [("foe", 2, "2014")]


def test_an_alliance_that_the_latest_claim_calls_over_is_over(entry: MakeEntry) -> None:
    answer = ask(
        "g",
        [
            entry("ally", "g", "friend", published="2014-01-01"),
            entry("ally", "g", "friend", published="2016-01-01", ended=True),
        ],
    )
    assert [tie.over for tie in answer.allies] == [True]


def test_the_replaced_leader_is_former_and_the_new_one_is_not(entry: MakeEntry) -> None:
    answer = ask(
        "g",
        [
            entry("lead", "old", "g", role="leader", published="2015-01-01"),
            entry("replace", "new", "old", of="g", when="2016-08", published="2016-08-10"),
        ],
    )
    assert [(leader.person, leader.over) for leader in answer.leaders] == [("new", False), ("old", True)]
    assert str(answer.leaders[0].since) == "2016-08"
    assert answer.leaders[1].role == "leader"


def test_leaders_are_not_listed_among_the_followers(entry: MakeEntry) -> None:
    answer = ask("g", [entry("lead", "boss", "g"), entry("pledge", "small", "g")])
    assert [s.other for s in answer.followers] == ["small"]


def test_nothing_known_later_shows(entry: MakeEntry) -> None:
    entries = [
        entry("pledge", "g", "p", published="2015-03-08"),
        entry("ally", "g", "q", published="2017-01-01"),
    ]
    answer = ask("g", entries, known_by=date(2016, 1, 1))
    assert len(answer.principals) == 1
    assert answer.allies == ()


def test_others_are_all_whom_some_claim_pairs_with_the_actor(entry: MakeEntry) -> None:
    entries = [
        entry("pledge", "g", "p"),
        entry("accept", "g", "small"),
        entry("replace", "new", "old", by="q", of="g"),
        entry("pledge", "x", "y"),
    ]
    assert set(find_others("g", entries, Background())) == {"p", "small", "q", "new", "old"}


def test_a_refusal_alone_makes_the_refuser_the_principal(entry: MakeEntry) -> None:
    """The vocabulary's order: a principal rejects an actor."""
    refusal = entry("reject", "p", "g")
    assert [(s.other, s.assessment.status) for s in ask("g", [refusal]).principals] == [("p", Status.NONE)]
    assert ask("p", [refusal]).principals == ()


def test_a_refused_pledge_shows_once_and_under_the_one_who_pledged(entry: MakeEntry) -> None:
    entries = [entry("pledge", "small", "g"), entry("reject", "g", "small", source="Monitor")]
    answer = ask("g", entries)
    assert answer.principals == ()
    assert [s.other for s in answer.followers] == ["small"]
