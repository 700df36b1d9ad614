"""Which claims a pattern means: each field narrows, a denial mirrors the mark."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from oathbook.analysis.hypotheses import Hypothesis, Mark, Pattern
from oathbook.analysis.hypotheses.patterns import in_window, mark_of, means
from oathbook.model import Kind, Polarity, Realis, Scope


def members(name: str) -> frozenset[str]:
    """`with q` is q and its branch; every other name is itself."""
    return frozenset({"q", "q-branch"}) if name == "with q" else frozenset({name.casefold()})


@pytest.fixture
def defection(entry):
    return entry("defect", "isis", "q", from_="isis", scope=Scope.MEMBERS, quote="fighters returned to Q")


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"kinds": frozenset({Kind.DEFECT, Kind.MOVE})},
        {"subject": ("ISIS",)},
        {"object": ("someone else", "with q")},
        {"from_": ("isis",)},
        {"actor": ("q",)},
        {"scope": frozenset({Scope.MEMBERS})},
        {"words": ("return*",)},
        {"ended": False},
        {"dated": False},
        {"polarity": Polarity.POSITIVE},
        {"not_object": ("r",)},
    ],
)
def test_a_claim_that_agrees_in_every_field_is_meant(defection, fields) -> None:
    assert means(Pattern(mark=Mark.CONSISTENT, **fields), defection, members)


@pytest.mark.parametrize(
    "fields",
    [
        {"kinds": frozenset({Kind.MOVE})},
        {"subject": ("q",)},
        {"object": ("r",)},
        {"by": ("q",)},
        {"actor": ("r",)},
        {"scope": frozenset({Scope.GROUP})},
        {"words": ("return",)},
        {"ended": True},
        {"dated": True},
        {"polarity": Polarity.NEGATIVE},
        {"not_object": ("with q",)},
        {"not_subject": ("isis",)},
        {"place": ("Turkey",)},
        {"speaker": ("somebody",)},
        {"realis": frozenset({Realis.PROSPECTIVE})},
        {"since": date(2018, 2, 1)},
    ],
)
def test_a_claim_that_differs_in_one_field_is_not_meant(defection, fields) -> None:
    assert not means(Pattern(mark=Mark.CONSISTENT, **fields), defection, members)


def test_a_place_is_met_by_the_goal_of_a_move_and_by_the_place_of_an_event(entry) -> None:
    pattern = Pattern(mark=Mark.CONSISTENT, place=("Turkey",))
    assert means(pattern, entry("move", "fighters", "turkey"), members)
    assert means(pattern, entry("attack", "isis", None, place="Turkey"), members)
    assert not means(pattern, entry("attack", "isis", None, place="Iraq"), members)


def test_a_speaker_is_met_anywhere_in_the_chain(entry) -> None:
    said = entry("defect", "isis", "q", said_by=("Otto", "SITE"))
    assert means(Pattern(mark=Mark.CONSISTENT, speaker=("site",)), said, members)


def test_the_first_pattern_that_means_a_claim_gives_the_mark(defection) -> None:
    hypothesis = Hypothesis(
        id="h",
        name="H",
        patterns=(
            Pattern(mark=Mark.CONSISTENT, kinds=frozenset({Kind.MOVE})),
            Pattern(mark=Mark.VERY_INCONSISTENT, object=("q",)),
            Pattern(mark=Mark.VERY_CONSISTENT),
        ),
    )
    assert mark_of(hypothesis, defection, members) == (Mark.VERY_INCONSISTENT, 2)


def test_a_denial_of_what_a_pattern_means_is_marked_the_other_way_round(defection) -> None:
    denied = replace(defection, claim=replace(defection.claim, polarity=Polarity.NEGATIVE))
    pattern = Pattern(mark=Mark.VERY_CONSISTENT, object=("q",))
    hypothesis = Hypothesis(id="h", name="H", patterns=(pattern,))
    assert mark_of(hypothesis, denied, members) == (Mark.VERY_INCONSISTENT, 1)
    asked = Hypothesis(id="h", name="H", patterns=(replace(pattern, polarity=Polarity.NEGATIVE),))
    assert mark_of(asked, denied, members) == (Mark.VERY_CONSISTENT, 1)


def test_a_time_is_in_a_window_that_it_touches_and_no_time_counts_as_published(entry) -> None:
    year = entry("defect", "a", "b", when="2017")
    assert in_window(year, date(2017, 7, 1), None)
    assert in_window(year, None, date(2017, 1, 1))
    assert not in_window(year, date(2018, 1, 1), None)
    assert not in_window(year, None, date(2016, 12, 31))
    assert in_window(entry("defect", "a", "b", when="2017/.."), date(2030, 1, 1), None)
    undated = entry("defect", "a", "b", published="2018-01-24")
    assert in_window(undated, date(2018, 1, 24), date(2018, 1, 24))
    assert not in_window(undated, date(2018, 1, 25), None)
