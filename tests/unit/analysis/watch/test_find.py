"""What counts as news, what was told already, and what a change of mind looks like."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from oathbook.analysis.answers import Standing
from oathbook.analysis.pledges import answer_pledges
from oathbook.analysis.watch import Watch, WatchKind
from oathbook.analysis.watch.find import (
    find_claims,
    find_contradictions,
    find_new_actors,
    find_pledges,
    find_principal,
    find_probability,
    find_withdrawn,
)
from oathbook.assessment import Assessment, Confidence, Levels, Status
from oathbook.model import ActorType, Party, Polarity, Realis

SINCE = datetime(2020, 1, 1, tzinfo=UTC)
LATER = "2020-02-01"
TODAY = date(2020, 6, 1)


def watch(kind: str, **fields) -> Watch:
    usual = {"actor": "g", "principal": None, "source": None, "days": 90, "state": {}}
    return Watch(id="wat1-x", kind=WatchKind(kind), since=SINCE, by="ana", **(usual | fields))


def assessment(probability: float, status: Status = Status.ACCEPTED, reasons=()) -> Assessment:
    return Assessment(
        subject="g",
        principal="p",
        as_of=TODAY,
        known_by=TODAY,
        levels=Levels(none=1 - probability, pledged=0.0, accepted=probability, operational=0.0, split=0.0),
        status=status,
        accepted=None,
        disputed=False,
        confidence=Confidence.LOW,
        confidence_reason="One origin.",
        claims=1,
        origins=1,
        interval=(probability, probability),
        reasons=tuple(reasons),
    )


def standing(other: str, probability: float, status: Status = Status.ACCEPTED) -> Standing:
    return Standing(other=other, assessment=assessment(probability, status), since=None)


def test_only_what_the_book_learned_since_is_news_of_an_actor(entry) -> None:
    old = entry("pledge", "g", "p", recorded="2020-01-01")
    new = entry("break", "g", "p", recorded=LATER)
    (found,) = find_claims(watch("claims"), [old, new], set(), str)
    assert found.title == "g broke with p"
    assert found.keys == (new.id,)
    assert find_claims(watch("claims"), [old, new], {new.id}, str) == []


def test_reports_of_one_event_are_one_piece_of_news(entry) -> None:
    two = [entry("break", "g", "p", source=s, when="2020-01", recorded=LATER) for s in ("Courier", "Herald")]
    (found,) = find_claims(watch("claims"), two, set(), str)
    assert set(found.keys) == {e.id for e in two}
    assert len(found.why) == 2


def test_the_same_words_of_the_same_outlet_are_quoted_once(entry) -> None:
    two = [
        entry("break", "g", "p", quote="they broke", document=d, recorded=LATER) for d in ("doc-a", "doc-b")
    ]
    (found,) = find_claims(watch("claims"), two, set(), str)
    assert len(found.why) == 1
    assert len(found.keys) == 2


def test_attacks_are_not_told_by_a_watch_for_claims(entry) -> None:
    assert find_claims(watch("claims"), [entry("attack", "g", "p", recorded=LATER)], set(), str) == []


def test_what_was_told_and_then_rejected_is_taken_back_once(entry) -> None:
    told_before = entry("break", "g", "p")
    (found,) = find_withdrawn({told_before.id}, set(), lambda _: told_before, str)
    assert found.title == "Taken back: g broke with p"
    assert find_withdrawn({told_before.id, *found.keys}, set(), lambda _: told_before, str) == []
    assert find_withdrawn({told_before.id}, {told_before.id}, lambda _: told_before, str) == []


def test_a_new_principal_is_told_with_the_one_before() -> None:
    asked = watch("principal", state={"principal": "q", "status": "accepted"})
    (found,) = find_principal(asked, [standing("q", 0.2), standing("p", 0.8)], set(), "G", str)
    assert found.title == "G: with p, accepted; before, with q, accepted"
    assert found.state == {"principal": "p", "status": "accepted"}


def test_the_same_principal_in_another_status_is_told() -> None:
    asked = watch("principal", state={"principal": "p", "status": "accepted"})
    (found,) = find_principal(asked, [standing("p", 0.8, Status.SPLIT)], set(), "G", str)
    assert found.title == "G: with p, split; before, with p, accepted"
    same = replace(asked, state=found.state)
    assert find_principal(same, [standing("p", 0.7, Status.SPLIT)], set(found.keys), "G", str) == []


def test_a_tie_below_even_odds_is_no_principal() -> None:
    asked = watch("principal", state={"principal": None, "status": None})
    assert find_principal(asked, [standing("p", 0.49)], set(), "G", str) == []


def test_a_likelihood_is_news_when_it_crosses_into_another_band_and_back() -> None:
    asked = watch("probability", principal="p", state={"word": "likely"})
    assert find_probability(asked, assessment(0.79), set(), ("G", "P"), str) == []
    (up,) = find_probability(asked, assessment(0.81), set(), ("G", "P"), str)
    assert up.title == "G with P: very likely; before, likely"
    then = replace(asked, state=up.state)
    told = set(up.keys)
    (down,) = find_probability(then, assessment(0.6), told, ("G", "P"), str)
    assert down.state == {"word": "likely"}
    assert down.keys[0] not in told
    (again,) = find_probability(asked, assessment(0.81), told | set(down.keys), ("G", "P"), str)
    assert again.keys[0] not in told


def test_a_change_without_a_new_claim_says_that_no_claim_made_it() -> None:
    asked = watch("probability", principal="p", state={"word": "likely"})
    (found,) = find_probability(asked, assessment(0.5), set(), ("G", "P"), str)
    assert found.why[0].startswith("No new claim bears on it")


def find(entries, today: date, told=(), **fields):
    asked = watch("pledge", **fields)
    answer = answer_pledges(entries, as_of=today, known_by=today, ignored_after_days=asked.days)
    return find_pledges(asked, answer.pledges, set(told), today, str)


def test_a_pledge_is_unanswered_after_ninety_days_and_not_before(entry) -> None:
    pledge = entry("pledge", "g", "p", when="2020-03-03", published="2020-03-04", recorded=LATER)
    assert find([pledge], date(2020, 6, 1)) == []
    (found,) = find([pledge], date(2020, 6, 2))
    assert found.title == "Pledge of g to p: no answer for 91 days"
    assert find([pledge], date(2020, 6, 2), told=found.keys) == []
    assert find([pledge], date(2020, 6, 2), days=91) == []


def test_a_pledge_that_had_waited_long_before_the_watch_began_is_no_news(entry) -> None:
    assert find([entry("pledge", "g", "p", when="2015-03-03", published="2015-03-04")], TODAY) == []


def test_a_pledge_of_long_ago_that_the_book_learns_of_now_is_news(entry) -> None:
    old = entry("pledge", "g", "p", when="2015-03-03", published="2015-03-04", recorded=LATER)
    (found,) = find([old], TODAY)
    assert found.entries == (old,)


@pytest.mark.parametrize(
    ("kind", "sides", "said"),
    [
        ("accept", ("p", "g"), "accepted"),
        ("reject", ("p", "g"), "refused"),
        ("disavow", ("p", "g"), "broken"),
        ("break", ("g", "p"), "broken"),
    ],
)
def test_an_answer_is_told_when_it_comes_and_once(entry, kind: str, sides, said: str) -> None:
    pledge = entry("pledge", "g", "p", when="2019-12-01", published="2019-12-02")
    answer = entry(kind, *sides, when="2020-03-01", published="2020-03-05", recorded="2020-03-06")
    (found,) = find([pledge, answer], TODAY)
    assert found.title == f"Pledge of g to p: {said}"
    assert answer in found.entries
    assert find([pledge, answer], TODAY, told=found.keys) == []


def test_an_answer_that_the_book_held_before_the_watch_is_no_news(entry) -> None:
    pledge = entry("pledge", "g", "p", when="2019-12-01", published="2019-12-02")
    answer = entry("accept", "p", "g", when="2019-12-20", published="2019-12-21")
    assert find([pledge, answer], TODAY) == []


def named(entry, label: str, type_: ActorType | None):
    claim = entry.claim
    return replace(entry, claim=replace(claim, subject=Party(written=label, type=type_)))


def test_an_organisation_or_person_is_new_that_the_book_never_named(entry) -> None:
    base = entry("split", "x", "g")
    fresh = [
        named(base, "New Front", ActorType.ORGANISATION),
        named(base, "Old Front", ActorType.ORGANISATION),
        named(base, "Kidal", ActorType.PLACE),
        named(base, "some fighters", None),
    ]
    found = find_new_actors(fresh, set(), lambda label: label == "Old Front", str)
    assert [f.title for f in found] == ["Named for the first time: New Front"]
    assert find_new_actors(fresh, set(found[0].keys), lambda label: label == "Old Front", str) == []


def contradiction(entry, **second):
    yes = entry("affiliate", "g", "p", when="2019", recorded=LATER)
    no = entry(
        "affiliate",
        "g",
        "p",
        **({"when": "2019-06", "polarity": Polarity.NEGATIVE, "document": "other"} | second),
    )
    return [yes, no]


def test_one_outlet_that_says_and_denies_the_same_of_the_same_time_contradicts_itself(entry) -> None:
    pair = contradiction(entry)
    (found,) = find_contradictions(watch("contradictions", actor=None), pair, set(), str)
    assert found.title == "Courier says both: g is an affiliate of p; g is not an affiliate of p"
    assert find_contradictions(watch("contradictions"), pair, set(found.keys), str) == []


@pytest.mark.parametrize(
    "second",
    [
        {"source": "Herald"},
        {"when": "2020"},
        {"polarity": Polarity.POSITIVE},
        {"said_by": ("Otto",)},
        {"realis": Realis.PROSPECTIVE},
        {"ended": True},
    ],
)
def test_another_mouth_another_time_or_a_plan_is_no_contradiction(entry, second) -> None:
    pair = contradiction(entry, **second)
    assert find_contradictions(watch("contradictions", actor=None), pair, set(), str) == []


def test_two_old_claims_are_no_news_though_they_contradict(entry) -> None:
    pair = [replace(e, recorded=SINCE) for e in contradiction(entry)]
    assert find_contradictions(watch("contradictions", actor=None), pair, set(), str) == []


def test_without_times_claims_contradict_each_other_when_published_within_a_month(entry) -> None:
    for published, number in (("2018-02-20", 1), ("2018-04-01", 0)):
        pair = contradiction(entry, when=None, published=published)
        pair[0] = entry("affiliate", "g", "p", recorded=LATER)
        found = find_contradictions(watch("contradictions", actor=None), pair, set(), str)
        assert len(found) == number


def test_a_watch_for_one_source_is_deaf_to_others(entry) -> None:
    pair = contradiction(entry)
    assert find_contradictions(watch("contradictions", source="Herald"), pair, set(), str) == []
    assert len(find_contradictions(watch("contradictions", source="Courier"), pair, set(), str)) == 1
