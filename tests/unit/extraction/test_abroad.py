"""French and Spanish: each frame reads its examples, other languages are left alone, and what was reached on 24 reports stays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.unit.extraction.test_frame_examples import _MARK, _agrees, _bare

from oathbook.actors import load_registry
from oathbook.analysis.gold import read_gold
from oathbook.analysis.parties import build_parties
from oathbook.analysis.score import score_documents
from oathbook.extraction.abroad import LANGUAGES, load_tongue, read_abroad
from oathbook.extraction.extractor import Extractor, build_extractor
from oathbook.extraction.frames import Frame
from oathbook.language.languages import find_language
from oathbook.model import Certainty, Claim, Document, Kind, Polarity, Realis

GOLD = Path(__file__).parents[3] / "bench" / "gold"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return build_extractor(load_registry())


def _read(text: str, code: str, extractor: Extractor) -> tuple[Claim, ...]:
    document = Document(text=text, published=date(2018, 1, 24))
    return read_abroad(document, code, extractor.registry, extractor.matcher, extractor.places)[0]


def _examples(which: str) -> Iterator[object]:
    for code in LANGUAGES:
        for frame in load_tongue(code).frames:
            for example in getattr(frame, which):
                yield pytest.param(code, frame, example, id=f"{frame.id}: {example[:60]}")


@pytest.mark.parametrize(("code", "frame", "example"), list(_examples("fires")))
def test_a_sentence_that_fires_a_frame_gives_its_kind_with_the_marked_parties(
    code: str, frame: Frame, example: str, extractor: Extractor
) -> None:
    subjects = [m.group(1) for m in _MARK.finditer(example) if m.group(1)]
    objects = [m.group(2) for m in _MARK.finditer(example) if m.group(2)]
    claims = [c for c in _read(_MARK.sub(_bare, example), code, extractor) if c.kind is frame.kind]
    for subject in subjects or [None]:
        for object_ in objects or [None]:
            assert any(_agrees(c, subject, object_, extractor) for c in claims), claims


@pytest.mark.parametrize(("code", "frame", "example"), list(_examples("near")))
def test_a_near_miss_gives_no_claim_of_the_frame(
    code: str, frame: Frame, example: str, extractor: Extractor
) -> None:
    assert [c for c in _read(_MARK.sub(_bare, example), code, extractor) if c.frame == frame.id] == []


@pytest.mark.parametrize(("code", "core", "precision"), [("fr", 0.74, 0.80), ("es", 0.85, 0.90)])
def test_what_was_reached_on_twelve_reports_is_not_lost(
    code: str, core: float, precision: float, extractor: Extractor
) -> None:
    gold = read_gold([GOLD / code])
    found = {d.document.name: extractor.extract(d.document).claims for d in gold.documents}
    registry = extractor.registry
    parties = build_parties(
        gold.actors,
        known=registry.actors,
        sources=registry.sources,
        leads=registry.leads,
        claims=[c for d in gold.documents for c in d.claims],
    )
    score = score_documents(list(gold.documents), found, parties, resamples=1)
    assert score.grounded == 1
    assert (score.core.f1 or 0) >= core
    assert (score.all.precision or 0) >= precision


def test_denial_doubt_and_plan_are_read_beside_a_french_frame(extractor: Extractor) -> None:
    denied = _read("Boko Haram n'a pas prêté allégeance à l'État islamique.", "fr", extractor)
    planned = _read("Ansar Dine souhaite rejoindre Aqmi.", "fr", extractor)
    doubted = _read("Le Mujao pourrait rejoindre Aqmi.", "fr", extractor)
    assert [c.polarity for c in denied if c.kind is Kind.PLEDGE] == [Polarity.NEGATIVE]
    assert [c.realis for c in planned] == [Realis.PROSPECTIVE]
    assert [c.certainty for c in doubted] == [Certainty.POSSIBLE]


def test_according_to_names_the_speaker_of_a_spanish_claim(extractor: Extractor) -> None:
    claims = _read(
        "Según analistas, el ELN se alió con la Segunda Marquetalia en marzo de 2019.", "es", extractor
    )
    assert [(c.said_by, str(c.when)) for c in claims] == [(("<analysts>",), "2019-03")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "Boko Haram pledged allegiance to Islamic State in March, and the group has since split in two.",
            "en",
        ),
        ("Le chef de Boko Haram a prêté allégeance à l'État islamique dans un enregistrement audio.", "fr"),
        ("El jefe del ELN anunció que la guerrilla volverá a la mesa de diálogo en La Habana.", "es"),
        ("Die Gruppe hat sich von der Organisation getrennt und einen neuen Anführer bestimmt.", "de"),
        ("Boko Haram, al-Qaeda", "en"),
    ],
)
def test_the_language_of_a_text_is_found_without_network(text: str, code: str) -> None:
    assert find_language(text) == code


def test_a_text_in_another_language_is_named_and_left_unread(extractor: Extractor) -> None:
    text = "Boko Haram hat dem Islamischen Staat die Treue geschworen, wie die Gruppe am Samstag mitteilte."
    extraction = extractor.extract(Document(text=text))
    assert (extraction.claims, extraction.language, extraction.is_unread) == ((), "de", True)
