"""The probes of `tests/probes`: passages written to see what is missed, and the share of them that is read.

They are no examples of frames: most were written before the frames were looked at, so the floors are what was reached.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.unit.extraction.test_frame_examples import _MARK, _agrees, _bare

from oathbook.actors import load_registry
from oathbook.extraction.extractor import Extractor, build_extractor
from oathbook.model import Claim, Document, Kind

FOLDER = Path(__file__).parents[2] / "probes"
# The share of the passages that must be read, by kind.
FLOORS = {
    "attack": 0.95,
    "claim_attack": 0.75,
    "designate": 0.88,
    "die": 0.95,
    "gain": 0.90,
    "lead": 0.82,
    "lose": 0.95,
    "member": 0.85,
    "move": 0.72,
    "replace": 0.85,
    "toll": 0.75,
}


def _lines(kind: str, sign: str) -> Iterator[str]:
    for line in (FOLDER / f"{kind}.txt").read_text("utf-8").splitlines():
        if line.startswith(f"{sign} "):
            yield line[2:]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return build_extractor(load_registry())


def _claims(passage: str, kind: str, extractor: Extractor) -> list[Claim]:
    document = Document(text=_MARK.sub(_bare, passage), published=date(2018, 1, 24))
    return [c for c in extractor.extract(document).claims if c.kind is Kind(kind)]


def _is_read(passage: str, kind: str, extractor: Extractor) -> bool:
    subjects = [m.group(1) for m in _MARK.finditer(passage) if m.group(1)]
    objects = [m.group(2) for m in _MARK.finditer(passage) if m.group(2)]
    claims = _claims(passage, kind, extractor)
    return all(
        any(_agrees(c, s, o, extractor) for c in claims)
        for s in subjects or [None]
        for o in objects or [None]
    )


@pytest.mark.parametrize("kind", sorted(FLOORS))
def test_no_fewer_passages_are_read_than_were(kind: str, extractor: Extractor) -> None:
    passages = list(_lines(kind, "+"))
    missed = [p for p in passages if not _is_read(p, kind, extractor)]
    share = 1 - len(missed) / len(passages)
    assert share >= FLOORS[kind], "missed:\n" + "\n".join(missed)


@pytest.mark.parametrize("kind", sorted(FLOORS))
def test_a_passage_of_other_matters_gives_no_claim_of_the_kind(kind: str, extractor: Extractor) -> None:
    false = {p: _claims(p, kind, extractor) for p in _lines(kind, "-")}
    assert {p: c for p, c in false.items() if c} == {}


def test_every_file_of_probes_has_a_floor() -> None:
    assert {p.stem for p in FOLDER.glob("*.txt")} == FLOORS.keys()
