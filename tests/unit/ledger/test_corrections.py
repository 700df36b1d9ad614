"""What a claim says once a reviewer's fields are laid over it."""

from __future__ import annotations

import pytest

from oathbook.errors import QueryError
from oathbook.ledger.corrections import apply_correction
from oathbook.model import ActorType, Claim, Count, Interval, Kind, Party

CLAIM = Claim(
    kind=Kind.PLEDGE,
    subject=Party(written="the Front", type=ActorType.ORGANISATION, candidates=("sea-front", "river-front")),
    object=None,
    quote="the Front swore",
    start=4,
    end=19,
    needs_anchor=True,
)


def test_an_id_as_label_settles_who_an_ambiguous_name_is_and_keeps_the_words() -> None:
    corrected = apply_correction(CLAIM, {"subject": "river-front"})
    assert corrected.subject == Party(written="the Front", actor="river-front")


def test_words_as_label_stay_words() -> None:
    assert apply_correction(CLAIM, {"object": "Hill Brigade"}).object == Party(written="Hill Brigade")


def test_a_time_given_by_a_reviewer_needs_no_anchor_any_more() -> None:
    corrected = apply_correction(CLAIM, {"when": "2015-03"})
    assert (corrected.when, corrected.needs_anchor) == (Interval.parse("2015-03"), False)


def test_every_field_of_the_vocabulary_can_be_corrected_and_the_others_stay() -> None:
    fields = {
        "kind": "split",
        "object": "delta-army",
        "scope": "faction",
        "from": "river-front",
        "by": "ana",
        "of": "x-wing",
        "place": "Kidal",
        "role": "emir",
        "reason": "a dispute",
        "count": {"min": 2, "best": 3},
        "when": "2015",
        "ended": True,
        "polarity": "-",
        "certainty": "possible",
        "realis": "prospective",
        "said_by": ["a clerk"],
    }
    row = apply_correction(CLAIM, fields).to_json()
    assert {name: row[name] for name in fields} == fields
    assert (row["subject"], row["quote"]) == ("the Front", "the Front swore")
    assert apply_correction(CLAIM, {"count": None}).count is None
    assert apply_correction(CLAIM, {"count": {"best": 3}}).count == Count(best=3)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": None},
        {"subject": ""},
        {"subject": 7},
        {"when": 2015},
        {"count": {"min": 5, "max": 2}},
        {"reading": 1.0},
    ],
)
def test_a_value_that_no_claim_can_hold_is_refused_by_its_field(fields: dict[str, object]) -> None:
    with pytest.raises(QueryError, match=next(iter(fields))):
        apply_correction(CLAIM, fields)
