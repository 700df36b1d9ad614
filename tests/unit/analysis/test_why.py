"""Reasons stand on the side that they move the likelihood to, and what is absent is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from oathbook.analysis.answers import WhyAnswer
from oathbook.analysis.why import answer_why
from oathbook.model import Entry, Polarity, Realis

MakeEntry = Callable[..., Entry]
LATE = date(2018, 2, 28)


def ask(entries: Sequence[Entry]) -> WhyAnswer:
    return answer_why("g", "p", entries, as_of=LATE, known_by=LATE, names=("Group", "Principal"))


def test_reasons_are_sorted_to_their_sides(entry: MakeEntry) -> None:
    answer = ask(
        [
            entry("affiliate", "g", "p"),
            entry("accept", "p", "g", source="Monitor", polarity=Polarity.NEGATIVE),
            entry("pledge", "g", "p", source="Herald", realis=Realis.PROSPECTIVE),
        ]
    )
    assert [r.sign for r in answer.reasons_for] == ["affiliated"]
    assert [r.sign for r in answer.reasons_against] == ["not_accepted"]
    assert [r.sign for r in answer.without_weight] == ["prospective"]


def test_a_pledge_without_acceptance_says_so(entry: MakeEntry) -> None:
    pledge = entry("pledge", "g", "p")
    assert "No acceptance by Principal is found." in ask([pledge]).missing
    accepted = ask([pledge, entry("accept", "p", "g", source="Monitor")])
    assert "No acceptance by Principal is found." not in accepted.missing


def test_a_denied_acceptance_is_still_an_acceptance_missing(entry: MakeEntry) -> None:
    denied = entry("accept", "p", "g", source="Monitor", polarity=Polarity.NEGATIVE)
    assert "No acceptance by Principal is found." in ask([entry("pledge", "g", "p"), denied]).missing


def test_a_single_origin_and_missing_times_are_said(entry: MakeEntry) -> None:
    missing = ask([entry("affiliate", "g", "p", source="Courier")]).missing
    assert "No second origin is found: everything goes back to Courier." in missing
    assert "No pledge by Group is found." in missing
    assert "No claim gives a time." in missing
    dated = [entry("affiliate", "g", "p", source=s, when="2015") for s in ("Courier", "Monitor")]
    assert not {"No claim gives a time."} & set(ask(dated).missing)


def test_no_claim_at_all_is_one_sentence(entry: MakeEntry) -> None:
    assert ask([entry("pledge", "x", "y")]).missing == ("No claim says how Group stands to Principal.",)


def test_copies_stand_under_one_reason(entry: MakeEntry) -> None:
    words = "the fighters swore allegiance to the caliph in a recording that surfaced on Saturday"
    answer = ask([entry("pledge", "g", "p", source=s, quote=words) for s in ("Courier", "Monitor", "Herald")])
    (reason,) = answer.reasons_for
    assert len(reason.entries) == 3
