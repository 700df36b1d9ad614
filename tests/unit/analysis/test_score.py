"""The figures of section 5 of the vocabulary, each against a case counted by hand."""

from __future__ import annotations

from typing import Any

import pytest

from oathbook.analysis.gold import GoldActor, GoldDocument
from oathbook.analysis.misses import explain_misses
from oathbook.analysis.parties import build_parties
from oathbook.analysis.score import Score, score_documents
from oathbook.model import (
    Certainty,
    Claim,
    Count,
    Document,
    Interval,
    Kind,
    Party,
    Polarity,
    Realis,
    Scope,
)

TEXT = "Alpha swore loyalty to Beta. Gamma and Delta fight. Alpha swore loyalty to Beta again in 2016."
ACTORS = {key: GoldActor(id=key, name=key.title()) for key in ("alpha", "beta", "gamma", "delta", "boss")}
PARTIES = build_parties(ACTORS, leads={"boss": ("beta",)})
FIRST, FIGHT, SECOND = (0, 28), (29, 51), (52, 94)


def claim(
    kind: str, subject: str | None, object_: str | None, span: tuple[int, int] = FIRST, **fields: Any
) -> Claim:
    if isinstance(fields.get("when"), str):
        fields["when"] = Interval.parse(fields["when"])
    return Claim(
        kind=Kind(kind),
        subject=None if subject is None else Party(written=subject),
        object=None if object_ is None else Party(written=object_),
        quote=TEXT[span[0] : span[1]],
        start=span[0],
        end=span[1],
        **fields,
    )


def document(*claims: Claim, name: str = "d") -> GoldDocument:
    return GoldDocument(id=name, document=Document(text=TEXT, name=name), claims=claims)


def score(gold: list[Claim], predicted: list[Claim]) -> Score:
    return score_documents([document(*gold)], {"d": predicted}, PARTIES)


def test_two_of_three_found_and_two_of_four_right() -> None:
    """3 gold, 4 predicted, 2 matched: precision 1/2, recall 2/3, F1 = 2*2/(3+4) = 4/7."""
    gold = [
        claim("pledge", "alpha", "beta"),
        claim("rival", "gamma", "delta", FIGHT),
        claim("lead", "boss", "beta"),
    ]
    predicted = [
        claim("pledge", "alpha", "beta"),
        claim("rival", "delta", "gamma", FIGHT),
        claim("lead", "boss", "alpha"),
        claim("die", "boss", None),
    ]
    result = score(gold, predicted)
    assert (result.all.gold, result.all.predicted, result.all.matched) == (3, 4, 2)
    assert result.all.precision == pytest.approx(1 / 2)
    assert result.all.recall == pytest.approx(2 / 3)
    assert result.all.f1 == pytest.approx(4 / 7)
    # `lead` and `die` are no core kinds: 2 gold, 2 predicted, 2 matched.
    assert result.core.f1 == pytest.approx(1.0)
    assert result.kinds[Kind.LEAD].f1 == pytest.approx(0.0)
    assert result.kinds[Kind.RIVAL].f1 == pytest.approx(1.0)


def test_nothing_to_score_is_none_and_not_nought() -> None:
    empty = score([], [])
    assert empty.all.f1 is empty.all.precision is empty.all.recall is None
    assert empty.grounded is None
    assert empty.fields["polarity"].share is None
    only_gold = score([claim("pledge", "alpha", "beta")], [])
    assert (only_gold.all.precision, only_gold.all.recall, only_gold.all.f1) == (None, 0.0, 0.0)
    only_predicted = score([], [claim("pledge", "alpha", "beta")])
    assert (only_predicted.all.precision, only_predicted.all.recall, only_predicted.all.f1) == (
        0.0,
        None,
        0.0,
    )


def test_sides_may_swap_only_where_the_kind_is_mutual() -> None:
    assert score([claim("ally", "alpha", "beta")], [claim("ally", "beta", "alpha")]).all.matched == 1
    assert score([claim("break", "alpha", "beta")], [claim("break", "beta", "alpha")]).all.matched == 0


def test_a_null_party_matches_only_a_null_party() -> None:
    assert score([claim("split", None, "beta")], [claim("split", None, "beta")]).all.matched == 1
    assert score([claim("split", None, "beta")], [claim("split", "alpha", "beta")]).all.matched == 0
    assert score([claim("defect", "alpha", "beta")], [claim("defect", "alpha", None)]).all.matched == 0


def test_a_pledge_to_the_leader_matches_one_to_his_organisation_and_no_other_kind_does() -> None:
    assert score([claim("pledge", "alpha", "beta")], [claim("pledge", "alpha", "boss")]).all.matched == 1
    assert score([claim("pledge", "alpha", "boss")], [claim("pledge", "alpha", "beta")]).all.matched == 1
    assert score([claim("break", "alpha", "beta")], [claim("break", "alpha", "boss")]).all.matched == 0
    assert score([claim("pledge", "beta", "alpha")], [claim("pledge", "boss", "alpha")]).all.matched == 0


def test_each_gold_claim_is_matched_once() -> None:
    twice = score([claim("pledge", "alpha", "beta")], [claim("pledge", "alpha", "beta")] * 2)
    assert (twice.all.matched, twice.all.predicted) == (1, 2)


def test_the_best_overlap_of_quotes_decides_which_is_which() -> None:
    """Two pledges at two places: each takes its own, so both times are right."""
    gold = [claim("pledge", "alpha", "beta"), claim("pledge", "alpha", "beta", SECOND, when="2016")]
    predicted = [claim("pledge", "alpha", "beta", SECOND, when="2016"), claim("pledge", "alpha", "beta")]
    result = score(gold, predicted)
    assert result.fields["when_exact"].share == pytest.approx(1.0)
    assert [(g.start, p.start) for g, p in result.documents[0].pairs] == [(0, 0), (52, 52)]


def test_without_overlap_the_nearer_quote_decides() -> None:
    gold = [claim("pledge", "alpha", "beta", (0, 5))]
    predicted = [claim("pledge", "alpha", "beta", SECOND), claim("pledge", "alpha", "beta", (6, 11))]
    assert score(gold, predicted).documents[0].pairs[0][1].start == 6


@pytest.mark.parametrize(
    ("gold", "predicted", "exact", "overlap"),
    [
        (None, None, 1, 1),
        ("2015", None, 0, 0),
        (None, "2015", 0, 0),
        ("2015", "2015", 1, 1),
        ("2015-03", "2015", 0, 0),  # overlaps, but a month is no year
        ("2014/2016", "2015", 0, 1),
        ("2015~", "2015", 0, 1),
        ("2015-03-07", "2015-03-08", 0, 0),
        ("2009/..", "2015", 0, 1),
    ],
)
def test_a_time_is_exact_or_overlaps_with_the_same_granularity(
    gold: str | None, predicted: str | None, exact: int, overlap: int
) -> None:
    result = score(
        [claim("pledge", "alpha", "beta", when=gold)], [claim("pledge", "alpha", "beta", when=predicted)]
    )
    assert (result.fields["when_exact"].right, result.fields["when_overlap"].right) == (exact, overlap)


@pytest.mark.parametrize(
    ("gold", "predicted", "same_set", "nearest"),
    [
        ((), (), 1, 1),
        (("Ana", "Ben"), ("Ana", "Ben"), 1, 1),
        (("Ana", "Ben"), ("Ben", "Ana"), 1, 0),
        (("Ana", "Ben"), ("Ana",), 0, 1),
        (("Ana",), (), 0, 0),
        (("<analysts>",), ("<experts>",), 0, 0),
        (("The Guardian",), ("guardian",), 1, 1),
    ],
)
def test_speakers_are_compared_as_a_set_and_by_the_nearest(
    gold: tuple[str, ...], predicted: tuple[str, ...], same_set: int, nearest: int
) -> None:
    result = score(
        [claim("pledge", "alpha", "beta", said_by=gold)],
        [claim("pledge", "alpha", "beta", said_by=predicted)],
    )
    assert (result.fields["said_by_set"].right, result.fields["said_by_nearest"].right) == (same_set, nearest)


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("polarity", {"polarity": Polarity.NEGATIVE}),
        ("certainty", {"certainty": Certainty.POSSIBLE}),
        ("realis", {"realis": Realis.PROSPECTIVE}),
        ("scope", {"scope": Scope.FACTION}),
        ("count", {"count": Count(min=24, max=99)}),
        ("from", {"from_": Party(written="gamma")}),
        ("ended", {"ended": True}),
    ],
)
def test_every_field_is_counted_apart(field: str, changed: dict[str, Any]) -> None:
    """Two matches, one with the field changed: 1 of 2 right, the changed one marked and wrong."""
    gold = [claim("pledge", "alpha", "beta"), claim("break", "gamma", "delta")]
    predicted = [claim("pledge", "alpha", "beta", **changed), claim("break", "gamma", "delta")]
    result = score(gold, predicted)
    share = result.fields[field]
    assert (share.right, share.total, share.marked_right, share.marked) == (1, 2, 0, 1)
    others = [s for name, s in result.fields.items() if name != field]
    assert all(s.share == 1.0 and s.marked_share is None for s in others)


def test_the_party_left_is_compared_as_a_party() -> None:
    gold = [claim("defect", "alpha", "beta", from_=Party(written="gamma"))]
    same = [claim("defect", "alpha", "beta", from_=Party(written="The Gamma"))]
    assert score(gold, same).fields["from"].marked_share == 1.0


@pytest.mark.parametrize(
    "changed",
    [
        {"polarity": Polarity.NEGATIVE},
        {"realis": Realis.PROSPECTIVE},
        {"said_by": ("Ana",)},
        {"when": "2016"},
    ],
)
def test_strict_f1_drops_a_match_with_a_wrong_qualifier(changed: dict[str, Any]) -> None:
    gold = [claim("pledge", "alpha", "beta"), claim("break", "gamma", "delta")]
    predicted = [claim("pledge", "alpha", "beta", **changed), claim("break", "gamma", "delta")]
    result = score(gold, predicted)
    assert result.all.f1 == 1.0
    assert result.strict.f1 == pytest.approx(0.5)


def test_strict_f1_forgives_certainty_and_scope() -> None:
    changed = {"certainty": Certainty.PROBABLE, "scope": Scope.FACTION}
    result = score([claim("pledge", "alpha", "beta")], [claim("pledge", "alpha", "beta", **changed)])
    assert result.strict_core.f1 == 1.0


def test_grounded_is_the_share_of_predictions_whose_quote_stands_there() -> None:
    sound = claim("pledge", "alpha", "beta")
    moved = Claim(kind=Kind.PLEDGE, subject=None, object=None, quote="Alpha", start=1, end=6)
    assert score([], [sound, moved]).grounded == pytest.approx(0.5)


def test_predictions_for_documents_outside_the_gold_are_left_out() -> None:
    predicted = {"d": [claim("pledge", "alpha", "beta")], "other": [claim("die", "boss", None)] * 5}
    result = score_documents([document(claim("pledge", "alpha", "beta"))], predicted, PARTIES)
    assert result.all.predicted == 1


def test_documents_are_matched_apart() -> None:
    gold = [document(claim("pledge", "alpha", "beta"), name="a"), document(name="b")]
    result = score_documents(gold, {"b": [claim("pledge", "alpha", "beta")]}, PARTIES)
    assert (result.all.matched, result.all.gold, result.all.predicted) == (0, 1, 1)


def test_the_interval_holds_the_figure_and_repeats() -> None:
    right, wrong = claim("pledge", "alpha", "beta"), claim("pledge", "alpha", "gamma")
    gold = [document(right, name=str(n)) for n in range(10)]
    predicted = {str(n): [right if n < 6 else wrong] for n in range(10)}
    result = score_documents(gold, predicted, PARTIES)
    assert result.all.f1 == pytest.approx(0.6)
    assert result.all.interval is not None
    low, high = result.all.interval
    # With one claim a document F1 is a mean of ten coins of 0.6: its 95 % interval is 0.3 to 0.9.
    assert (low, high) == (pytest.approx(0.3), pytest.approx(0.9))
    assert score_documents(gold, predicted, PARTIES).all.interval == (low, high)


def test_one_document_has_no_interval() -> None:
    assert score([claim("pledge", "alpha", "beta")], [claim("pledge", "alpha", "beta")]).all.interval is None


@pytest.mark.parametrize(
    ("predicted", "missed_reason"),
    [
        ([], "nothing predicted there"),
        ([claim("pledge", "alpha", "gamma")], "other object: gamma"),
        ([claim("pledge", "gamma", "beta")], "other subject: gamma"),
        ([claim("pledge", "beta", "alpha")], "subject and object swapped"),
        ([claim("affiliate", "alpha", "beta")], "other kind: affiliate"),
        ([claim("pledge", "gamma", "delta")], "other parties: gamma → delta"),
        ([claim("die", "boss", None)], "nothing predicted there"),
    ],
)
def test_a_missed_claim_says_what_stood_in_its_place(predicted: list[Claim], missed_reason: str) -> None:
    result = score([claim("pledge", "alpha", "beta")], predicted)
    misses = explain_misses(result.documents[0], PARTIES)
    assert [m.reason for m in misses if m.missed] == [missed_reason]
    assert len([m for m in misses if not m.missed]) == len(predicted)


def test_a_claim_predicted_twice_is_an_extra_that_says_so() -> None:
    result = score([claim("pledge", "alpha", "beta")], [claim("pledge", "alpha", "beta")] * 2)
    assert [m.reason for m in explain_misses(result.documents[0], PARTIES)] == [
        "said twice: its partner matched another"
    ]
