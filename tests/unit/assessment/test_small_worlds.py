"""Small books made by hand: what an analyst would say of them is what the model says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from oathbook.assessment import Assessment, Background, Status, weigh
from oathbook.model import Entry, Polarity, Scope

MakeEntry = Callable[..., Entry]
NO = Polarity.NEGATIVE


def ask(entries: list[Entry], day: str, *, group: str = "g", of: str = "p", known_by: str = "") -> Assessment:
    return weigh(
        group, of, entries, as_of=date.fromisoformat(day), known_by=date.fromisoformat(known_by or day)
    )


def pledges(entry: MakeEntry, outlets: str, **fields: str) -> list[Entry]:
    given = {"when": "2015-03-07", "published": "2015-03-08", **fields}
    return [entry("pledge", "g", "p", source=outlet, **given) for outlet in outlets]


def affiliate(entry: MakeEntry) -> list[Entry]:
    """A group that pledged, was accepted and acts for its principal."""
    return [
        *pledges(entry, "AB"),
        entry("accept", "p", "g", source="C", when="2015-03-12", published="2015-03-13"),
        *(
            entry("affiliate", "g", "p", source=outlet, published=published)
            for outlet, published in (("A", "2015-09-01"), ("B", "2016-02-01"), ("C", "2016-08-01"))
        ),
    ]


def both_ways(some: list[Entry], others: list[Entry], day: str, *, group: str = "g") -> bool:
    """Whether the tie to p is the same by either."""
    return ask(some, day, group=group).probability == pytest.approx(ask(others, day, group=group).probability)


@pytest.mark.parametrize("outlets", ["A", "AB", "ABCDE"])
def test_one_acceptance_outweighs_however_many_reports_of_the_pledge(entry: MakeEntry, outlets: str) -> None:
    accepted = entry("accept", "p", "g", source="Z", when="2015-03-12", published="2015-03-13")
    found = ask([*pledges(entry, outlets), accepted], "2015-03-13")
    assert (found.status, found.accepted) == (Status.ACCEPTED, True)
    assert found.probability > 0.7


def test_retelling_the_pledge_a_year_later_speaks_not_against_its_acceptance(entry: MakeEntry) -> None:
    told = [
        *pledges(entry, "AB"),
        entry("accept", "p", "g", source="C", when="2015-03-12", published="2015-03-13"),
    ]
    again = [*told, *pledges(entry, "DEF", published="2016-01-10")]
    assert ask(again, "2016-01-31").probability > ask(told, "2016-01-31").probability - 0.02


def test_many_reports_of_a_pledge_alone_are_a_pledge(entry: MakeEntry) -> None:
    found = ask(pledges(entry, "ABCDE"), "2015-03-31")
    assert found.status is Status.PLEDGED
    assert found.levels.pledged > 0.7
    assert found.probability < 0.3


def test_a_pledge_that_the_principal_did_not_accept_is_pledged_two_years_later(entry: MakeEntry) -> None:
    told = [
        entry("pledge", "g", "p", source="A", when="2015", published="2018-01-24"),
        entry("accept", "p", "g", source="A", published="2018-01-24", polarity=NO, said_by=("Monitor",)),
    ]
    day, monitor = date(2018, 2, 1), Background(letters={"Monitor": "B"})
    found = weigh("g", "p", told, as_of=day, known_by=day, background=monitor)
    assert (found.status, found.standing.split(";")[0]) == (Status.PLEDGED, "pledged, not accepted")
    assert found.levels.pledged > 0.5
    assert found.levels.pledged > 2 * found.levels.none
    assert found.probability < 0.3


def test_boko_haram_of_march_2015_and_august_2016_is_no_stranger_to_isis_in_2018(entry: MakeEntry) -> None:
    """The design's own case: acceptance, and a leader that the principal put in the place of another."""
    told = [
        *pledges(entry, "AB"),
        entry("accept", "p", "g", source="C", when="2015-03-12", published="2015-03-13"),
        entry("replace", "new", "old", source="D", when="2016-08-02", published="2016-08-03", of="g", by="p"),
        entry("split", None, "g", source="E", when="2016-08", published="2016-09-01"),
    ]
    found = ask(told, "2018-02-01")
    assert found.levels.none < 0.15
    assert found.probability > 0.8


def test_a_refused_pledge_is_no_alignment(entry: MakeEntry) -> None:
    refused = entry("reject", "p", "g", source="C", when="2015-06-12", published="2015-06-13")
    found = ask([*pledges(entry, "AB"), refused], "2015-06-30")
    assert found.probability < 0.05
    assert found.accepted is False


def test_two_outlets_that_report_a_break_on_a_day_end_the_tie(entry: MakeEntry) -> None:
    told = [
        *affiliate(entry),
        *(entry("break", "g", "p", source=s, when="2017-05-08", published="2017-05-10") for s in "AB"),
    ]
    assert ask(told, "2016-12-31").status is Status.OPERATIONAL
    after = ask(told, "2017-05-31")
    assert after.status is Status.BROKEN
    assert after.levels.none > 0.75
    assert ask(told, "2016-12-31", known_by="2018-05-31").probability > 0.8, "the past stays what it was"


def test_a_new_pledge_after_a_break_is_a_pledge_and_its_acceptance_a_return(entry: MakeEntry) -> None:
    told = [
        *affiliate(entry),
        *(entry("break", "g", "p", source=s, when="2017-05-08", published="2017-05-10") for s in "AB"),
        *(entry("pledge", "g", "p", source=s, when="2019-02-01", published="2019-02-03") for s in "AB"),
        entry("accept", "p", "g", source="C", when="2019-02-28", published="2019-03-01"),
    ]
    assert ask(told, "2018-12-31").status is Status.BROKEN
    assert ask(told, "2019-02-10").status is Status.PLEDGED
    assert ask(told, "2019-03-31").status is Status.REJOINED


def test_a_group_that_changes_sides_leaves_the_one_and_stands_with_the_other(entry: MakeEntry) -> None:
    told = [
        *affiliate(entry),
        *(entry("pledge", "g", "q", source=s, when="2018-02-01", published="2018-02-03") for s in "AB"),
        entry("accept", "q", "g", source="C", when="2018-02-28", published="2018-03-01"),
    ]
    assert ask(told, "2018-03-31").status is Status.BROKEN
    assert ask(told, "2018-03-31", of="q").status is Status.ACCEPTED


def test_members_who_go_over_move_nothing_and_a_faction_shows_as_a_part(entry: MakeEntry) -> None:
    def leave(scope: Scope) -> list[Entry]:
        told = {"when": "2017-05-08", "published": "2017-05-10", "scope": scope}
        return [
            *affiliate(entry),
            *(entry("defect", "g", "q", from_="p", source=s, **told) for s in "AB"),
        ]

    assert ask(leave(Scope.MEMBERS), "2017-05-31") == ask(affiliate(entry), "2017-05-31")
    assert ask(leave(Scope.FACTION), "2017-05-31").status is Status.SPLIT
    assert ask(leave(Scope.FACTION), "2017-05-31", of="q").status is Status.SPLIT


def test_a_faction_that_pledges_elsewhere_takes_nothing_from_the_groups_own_tie(entry: MakeEntry) -> None:
    told = {"when": "2017-05-08", "published": "2017-05-10", "scope": Scope.FACTION}
    both = [*affiliate(entry), *(entry("pledge", "g", "q", source=s, **told) for s in "AB")]
    assert ask(both, "2017-05-31", of="q").status is Status.SPLIT
    assert both_ways(both, affiliate(entry), "2017-05-31")


def test_who_leads_a_group_may_stand_with_its_principal(entry: MakeEntry) -> None:
    told = [
        *(entry("lead", "man", "own", source=s, published="2016-05-01") for s in "AB"),
        *(entry("pledge", "man", "p", source=s, when="2015-05-13", published="2015-05-14") for s in "CD"),
        entry("accept", "p", "man", source="E", when="2016-10-30", published="2016-10-31"),
    ]
    assert both_ways(told, told[2:], "2016-11-30", group="man")
    assert ask(told, "2016-11-30", group="man", of="own").probability > 0.5


def test_a_late_report_of_an_acceptance_changes_the_past_as_now_seen(entry: MakeEntry) -> None:
    late = entry("accept", "p", "g", source="Z", when="2015-04-10", published="2016-09-01")
    told = [*pledges(entry, "AB"), late]
    assert ask(told, "2015-05-31").status is Status.PLEDGED
    assert ask(told, "2015-05-31", known_by="2016-09-30").status is Status.ACCEPTED


def test_the_principals_own_word_accepts_where_one_outlet_told_of_the_pledge(entry: MakeEntry) -> None:
    own = entry("accept", "p", "g", source="p", when="2015-03-12", published="2015-03-13")
    found = ask([*pledges(entry, "A"), own], "2015-03-31")
    assert (found.status, found.probability > 0.8) == (Status.ACCEPTED, True)


def test_a_status_of_accepted_or_above_takes_even_odds(entry: MakeEntry) -> None:
    """Whatever is told: the word never says more than the number."""
    told: list[Entry] = []
    above = {Status.ACCEPTED, Status.OPERATIONAL, Status.SPLIT, Status.REJOINED}
    more = [
        entry("pledge", "g", "p", source="A", when="2015-03-07", published="2015-03-08"),
        entry("accept", "p", "g", source="B", when="2015-03-12", published="2015-03-13", reading=0.5),
        entry("accept", "p", "g", source="C", published="2015-03-20", polarity=NO),
        entry("affiliate", "g", "p", source="D", published="2015-04-02"),
        entry("affiliate", "g", "q", source="E", published="2015-04-12"),
        entry("break", "g", "p", source="F", published="2015-05-12"),
        entry("affiliate", "g", "p", source="G", published="2015-05-20"),
    ]
    for one in more:
        told.append(one)
        found = ask(told, "2015-06-01")
        assert (found.status in above) <= (found.probability >= 0.5), [e.claim.kind for e in told]
        assert (found.status is Status.NONE) <= (found.levels.tied < 0.5)
