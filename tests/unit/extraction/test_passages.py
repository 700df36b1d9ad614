"""Passages of several sentences: who is meant, who says so, when, how sure; a share must be read, some things never."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from oathbook.actors import load_registry
from oathbook.extraction.extractor import Extractor, build_extractor
from oathbook.model import SYMMETRIC_KINDS, Claim, Document

FOLDER = Path(__file__).parent / "passages"
# What was reached when it was last looked at; it only rises.
FLOORS = {"anaphora": 0.74, "unknown": 0.8, "news": 0.74, "newsroom": 0.8, "speech": 0.75, "second": 0.6}


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One claim as a line of a passage file gives it."""

    kind: str
    subject: str | None
    object: str | None
    qualifiers: dict[str, str]

    @staticmethod
    def read(line: str) -> Expected:
        kind, subject, object_, *rest = (part.strip() for part in line.split("|"))
        sides = [None if side == "-" else side for side in (subject, object_)]
        qualifiers = dict(word.split("=", 1) for word in " ".join(rest).split())
        return Expected(kind=kind, subject=sides[0], object=sides[1], qualifiers=qualifiers)

    def same_parties(self, claim: Claim) -> bool:
        sides = tuple(None if q is None else q.label.casefold() for q in (claim.subject, claim.object))
        mine = tuple(None if q is None else q.casefold() for q in (self.subject, self.object))
        swapped = claim.kind in SYMMETRIC_KINDS and sides[::-1] == mine
        return claim.kind.value == self.kind and (sides == mine or swapped)

    def wrong(self, claim: Claim) -> list[str]:
        """The qualifiers that the claim has otherwise."""
        found = {
            "when": str(claim.when),
            "said_by": ",".join(s.replace(" ", "_") for s in claim.said_by),
            "polarity": claim.polarity.value,
            "certainty": claim.certainty.value,
            "realis": claim.realis.value,
            "scope": claim.scope.value,
            "ended": str(claim.ended).lower(),
            "from": "" if claim.from_ is None else claim.from_.label,
        }
        return [f"{k}={found[k]}, not {v}" for k, v in self.qualifiers.items() if found[k] != v]


@cache
def extractor() -> Extractor:
    return build_extractor(load_registry())


def passages(name: str) -> list[dict[str, object]]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))["passage"]


def read(passage: dict[str, object]) -> tuple[Claim, ...]:
    published = passage.get("published")
    day = date.fromisoformat(str(published)) if published else None
    return extractor().extract(Document(text=str(passage["text"]).strip(), published=day)).claims


def missing(passage: dict[str, object], claims: tuple[Claim, ...]) -> list[str]:
    """The expected claims that were not read, or read with another qualifier."""
    lost = []
    for line in passage["claims"]:  # type: ignore[attr-defined]
        wanted = Expected.read(line)
        same = [c for c in claims if wanted.same_parties(c)]
        if not any(not wanted.wrong(c) for c in same):
            lost.append(f"{line}  {[wanted.wrong(c) for c in same]}")
    return lost


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_the_expected_share_of_a_file_of_passages_is_read(name: str) -> None:
    total = found = 0
    report = []
    for passage in passages(name):
        lost = missing(passage, read(passage))
        total += len(passage["claims"])  # type: ignore[arg-type]
        found += len(passage["claims"]) - len(lost)  # type: ignore[arg-type]
        report += [f"{passage['id']}: {line}" for line in lost]
    assert found / total >= FLOORS[name], f"{found} of {total}\n" + "\n".join(report)


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_no_passage_gives_a_claim_that_it_does_not_make(name: str) -> None:
    for passage in passages(name):
        claims = read(passage)
        for line in passage.get("never", []):  # type: ignore[attr-defined]
            wrong = Expected.read(line)
            read_so = [c for c in claims if wrong.same_parties(c) and not wrong.wrong(c)]
            assert not read_so, f"{passage['id']} was read as {line}: {[c.quote for c in read_so]}"
