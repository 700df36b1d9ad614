"""The chance that a claim was read rightly: what lowers it, and that it stays a probability."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from oathbook.actors import load_registry
from oathbook.extraction.confidence import FEATURES, Signs, load_model
from oathbook.extraction.extractor import Extraction, Extractor, build_extractor
from oathbook.model import Document, Kind

PLAIN = Signs(
    kind=Kind.PLEDGE, trust=2.2, doubt=0.0, anaphors=0, unknown=0, nameless=0, gap=0.2, surface=0, length=1.5
)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return build_extractor(load_registry())


def _read(text: str, extractor: Extractor) -> Extraction:
    return extractor.extract(Document(text=text, published=date(2018, 1, 24)))


def test_every_shipped_coefficient_belongs_to_a_sign_or_a_kind() -> None:
    model = load_model()
    assert set(model.features) == set(FEATURES)
    assert set(model.kinds) <= {k.value for k in Kind}


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("doubt", [0.0, 3.0, 50.0])
def test_the_chance_is_never_certainty_in_either_direction(kind: Kind, doubt: float) -> None:
    p = load_model().probability(replace(PLAIN, kind=kind, doubt=doubt, anaphors=2 if doubt else 0))
    assert 0 < p < 1


def test_a_party_read_from_a_pronoun_makes_a_reading_less_sure() -> None:
    model = load_model()
    assert model.probability(replace(PLAIN, anaphors=1, doubt=0.3)) < model.probability(PLAIN)


def test_two_frames_that_agree_make_a_reading_surer_than_one() -> None:
    model = load_model()
    assert model.probability(replace(PLAIN, agree=1)) > model.probability(PLAIN)


def test_a_pledge_between_two_names_is_surer_than_one_by_a_pronoun(extractor: Extractor) -> None:
    named = _read("Boko Haram pledged allegiance to Islamic State.", extractor).claims
    meant = _read("Boko Haram was weak. Later it pledged allegiance to Islamic State.", extractor).claims
    assert named[0].kind is meant[0].kind is Kind.PLEDGE
    assert meant[0].reading < named[0].reading


def test_a_claim_is_as_sure_as_its_signs_or_surer_for_being_read_twice(extractor: Extractor) -> None:
    text = "Boko Haram pledged allegiance to Islamic State. Its leader, Abubakar Shekau, read the oath."
    extraction = _read(text, extractor)
    assert len(extraction.signs) == len(extraction.claims) > 1
    for claim, signs in zip(extraction.claims, extraction.signs, strict=True):
        assert signs is not None
        assert claim.reading >= load_model().probability(signs)
