"""How far a claim is believed by itself: a better letter, a surer speaker and a surer reading never lower it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oathbook.analysis.trust import trust_by_letters
from oathbook.model import Certainty, Verdict


def test_a_plain_claim_of_a_middling_outlet_is_what_its_parts_multiply_to(entry) -> None:
    trust = trust_by_letters({"Courier": "C"})
    assert trust(entry("pledge", "a", "b", reading=0.9)) == pytest.approx(0.9 * 0.7)
    possible = entry("pledge", "a", "b", reading=0.9, certainty=Certainty.POSSIBLE)
    assert trust(possible) == pytest.approx(0.55 * 0.9 * 0.7)


def test_a_better_letter_never_lowers_it(entry) -> None:
    claim = entry("pledge", "a", "b")
    values = [trust_by_letters({"Courier": letter})(claim) for letter in "ABCDE"]
    assert values == sorted(values, reverse=True)
    assert len(set(values)) == 5


def test_a_confirmed_reading_is_sure(entry) -> None:
    claim = entry("pledge", "a", "b", reading=0.5)
    confirmed = replace(claim, verdict=Verdict.CONFIRMED)
    trust = trust_by_letters({})
    assert trust(confirmed) == pytest.approx(2 * trust(claim))


def test_it_is_never_certain(entry) -> None:
    trust = trust_by_letters({"Courier": "A"})
    assert 0 < trust(entry("pledge", "a", "b", reading=0.0)) < trust(entry("pledge", "a", "b")) < 1
