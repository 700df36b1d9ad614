"""The tally: what moves a likelihood, in which direction, and what does not."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date

import pytest

from oathbook.assessment import Assessment, Background, Confidence, Status, weigh
from oathbook.assessment.table import load_table
from oathbook.model import Certainty, Entry, Polarity, Realis, Scope

MakeEntry = Callable[..., Entry]
LATE = date(2030, 1, 1)
NO = {"polarity": Polarity.NEGATIVE}


def assess(
    entries: Sequence[Entry],
    *,
    as_of: date = LATE,
    known_by: date = LATE,
    background: Background | None = None,
) -> Assessment:
    return weigh("g", "p", entries, as_of=as_of, known_by=known_by, background=background)


def test_without_a_claim_the_prior_stands_and_the_status_is_none() -> None:
    empty = assess([])
    assert empty.probability == pytest.approx(1 / (1 + math.exp(1.0)))
    assert empty.status is Status.NONE
    assert empty.confidence is Confidence.LOW


def test_one_plain_pledge_by_hand(entry: MakeEntry) -> None:
    """Prior -1.0, weight 2.0, trust 1.0 (certain) x 0.95 (reading) x 0.8 (letter F) x 1.0 (group) = 0.76."""
    pledged = assess([entry("pledge", "g", "p")])
    assert pledged.probability == pytest.approx(1 / (1 + math.exp(1.0 - 2.0 * 0.76)))
    assert [r.weight_nats for r in pledged.reasons] == pytest.approx([1.52])
    assert pledged.status is Status.PLEDGED
    assert pledged.standing == "pledged, acceptance not found"


def test_a_better_source_moves_it_further(entry: MakeEntry) -> None:
    claim = entry("pledge", "g", "p", source="Monitor")
    by_letter = [
        assess([claim], background=Background(letters={"Monitor": letter})).probability for letter in "ABCDE"
    ]
    assert by_letter == sorted(by_letter, reverse=True)
    assert len(set(by_letter)) == 5


def test_hedged_claims_weigh_less(entry: MakeEntry) -> None:
    plain, likely, maybe = (assess([entry("pledge", "g", "p", certainty=c)]).probability for c in Certainty)
    assert plain > likely > maybe > assess([]).probability


def test_ten_copies_weigh_as_much_as_one(entry: MakeEntry) -> None:
    words = "the fighters swore allegiance to the caliph in a recording that surfaced on Saturday"
    copies = [entry("pledge", "g", "p", source=f"Outlet {n}", quote=words) for n in range(10)]
    assert assess(copies).probability == assess(copies[:1]).probability
    assert assess(copies).origins == 1
    assert assess(copies).claims == 10


def test_a_second_origin_moves_it_further(entry: MakeEntry) -> None:
    one, two = (entry("pledge", "g", "p", source=s) for s in ("Courier", "Monitor"))
    assert assess([one, two]).probability > assess([one]).probability


def test_what_was_published_later_changes_nothing(entry: MakeEntry) -> None:
    early = entry("pledge", "g", "p", published="2015-03-08")
    late = entry("break", "g", "p", published="2019-05-01")
    known = date(2018, 1, 1)
    assert assess([early, late], known_by=known) == assess([early], known_by=known)


def test_what_had_not_begun_by_the_day_asked_about_is_left_out(entry: MakeEntry) -> None:
    pledge = entry("pledge", "g", "p", when="2015", published="2018-01-24")
    assert assess([pledge], as_of=date(2014, 12, 31)).status is Status.NONE
    assert assess([pledge], as_of=date(2015, 12, 31)).status is Status.PLEDGED


def test_the_order_of_entries_does_not_matter(entry: MakeEntry) -> None:
    entries = [
        entry("pledge", "g", "p", source="Courier", when="2015"),
        entry("accept", "p", "g", source="Monitor", when="2016"),
        entry("break", "g", "p", source="Herald", when="2017"),
        entry("rival", "g", "p", source="Courier"),
    ]
    assert assess(entries) == assess(entries[::-1])


def test_a_break_overtakes_the_ties_before_it_and_the_status_is_broken(entry: MakeEntry) -> None:
    ties = [
        entry("pledge", "g", "p", when="2014-11"),
        entry("accept", "p", "g", source="Monitor", when="2014-12"),
    ]
    broken = assess(
        [*ties, entry("break", "g", "p", source="Herald", when="2016-07", published="2016-07-29")]
    )
    assert assess(ties).status is Status.ACCEPTED
    assert broken.status is Status.BROKEN
    assert broken.probability < 0.2
    assert not broken.disputed


def test_a_pledge_after_the_break_overtakes_it(entry: MakeEntry) -> None:
    old = entry("break", "g", "p", when="2014")
    new = entry("pledge", "g", "p", source="Monitor", when="2016")
    renewed = assess([old, new])
    assert renewed.status is Status.PLEDGED
    assert renewed.probability > assess([entry("pledge", "g", "p", when="2013"), old]).probability


def test_an_acceptance_overtakes_an_earlier_silence(entry: MakeEntry) -> None:
    silent = entry("accept", "p", "g", published="2015-09-01", **NO)
    accepted = entry("accept", "p", "g", source="Monitor", published="2016-10-30")
    assert assess([silent]).accepted is False
    assert assess([silent, accepted]).accepted is True


def test_what_has_no_time_overtakes_nothing_and_is_overtaken(entry: MakeEntry) -> None:
    """A denial in an undated report does not outlive the acceptance for having been recorded later."""
    denied = entry("accept", "p", "g", published=None, recorded="2020-01-01", **NO)
    accepted = entry("accept", "p", "g", source="Monitor", published="2016-10-30")
    weights = {r.sign: r.weight_nats for r in assess([denied, accepted]).reasons}
    assert weights["not_accepted"] == pytest.approx(-1.4 * 0.76 * (1 - 0.76))
    broken = entry("break", "g", "p", published=None, recorded="2020-01-01")
    kept = {
        r.sign: r.weight_nats for r in assess([broken, entry("pledge", "g", "p", source="Monitor")]).reasons
    }
    assert kept["pledged"] == pytest.approx(1.52)


def test_a_tie_that_is_far_outweighed_is_none_and_still_marked_as_disputed(entry: MakeEntry) -> None:
    tie = entry("affiliate", "g", "p", source="Courier")
    denials = [entry("affiliate", "g", "p", source=s, **NO) for s in ("Monitor", "Herald", "Gazette")]
    assert assess([tie, *denials]).status is Status.NONE
    assert assess([tie, *denials]).disputed


def test_a_plan_carries_no_weight(entry: MakeEntry) -> None:
    planned = assess([entry("pledge", "g", "p", realis=Realis.PROSPECTIVE)])
    assert planned.probability == assess([]).probability
    assert [r.sign for r in planned.reasons] == ["prospective"]
    assert planned.origins == 0


def test_a_faction_alone_splits_and_weighs_half(entry: MakeEntry) -> None:
    faction = assess([entry("pledge", "g", "p", scope=Scope.FACTION)])
    assert faction.status is Status.SPLIT
    assert faction.reasons[0].weight_nats == pytest.approx(0.76)


def test_two_origins_for_a_standing_tie_make_it_operational(entry: MakeEntry) -> None:
    one = entry("affiliate", "g", "p", source="Courier")
    two = entry("affiliate", "g", "p", source="Monitor")
    assert assess([one]).status is Status.REPORTED
    assert assess([one, two]).status is Status.OPERATIONAL


def test_both_sides_with_weight_from_two_origins_are_disputed(entry: MakeEntry) -> None:
    tie = entry("affiliate", "g", "p", source="Courier")
    denial = entry("affiliate", "g", "p", source="Monitor", **NO)
    assert assess([tie, denial]).disputed
    assert assess([tie, denial]).status is Status.DISPUTED
    assert not assess([tie]).disputed


def test_no_number_of_claims_makes_it_certain(entry: MakeEntry) -> None:
    many = [entry("accept", "p", "g", source=f"Outlet {n}") for n in range(60)]
    few = [entry("disavow", "p", "g", source=f"Outlet {n}") for n in range(60)]
    limit = load_table().limit_nats
    assert assess(many).probability == pytest.approx(1 / (1 + math.exp(-limit)))
    assert 0 < assess(few).probability < 0.02


def test_confidence_follows_origins_and_not_likelihood(entry: MakeEntry) -> None:
    denials = [entry("affiliate", "g", "p", source=f"Outlet {n}", **NO) for n in range(6)]
    assert assess(denials).probability < 0.05
    assert assess(denials).confidence is Confidence.HIGH
    assert assess(denials[:1]).confidence is Confidence.LOW
    assert "6 independent origins" in assess(denials).confidence_reason


def test_the_case_of_the_seed_is_pledged_not_accepted_and_disputed(entry: MakeEntry) -> None:
    entries = [
        entry("pledge", "g", "p", when="2015", scope=Scope.PERSON),
        entry("accept", "p", "g", said_by=("SITE Intelligence Group",), **NO),
        entry("claim_attack", "g", "Niger", when="2017-10"),
        entry("claim_attack", "p", "Niger", when="2017-10", **NO),
        entry("member", "g", "p", certainty=Certainty.POSSIBLE, said_by=("SITE Intelligence Group",)),
    ]
    found = assess(entries)
    assert (found.status, found.accepted, found.disputed) == (Status.PLEDGED, False, True)
    assert found.standing == "pledged, not accepted; disputed"
    assert found.word == "unlikely"
    assert {r.sign for r in found.reasons} == {
        "pledged",
        "not_accepted",
        "unowned_attack",
        "belonging_doubted",
    }
