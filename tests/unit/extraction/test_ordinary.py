"""Ordinary news: what is read in texts that are not about armed groups, and in texts that only mention them.

`tests/ordinary/plain.txt` has 60 of the first sort, with names that armed groups bear as well; `near.txt` 30 of the
second, with the few claims that an annotator would take from each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from oathbook.actors import load_registry
from oathbook.extraction.extractor import Extractor, build_extractor
from oathbook.extraction.interest import is_of_interest
from oathbook.extraction.names import find_names
from oathbook.model import Claim, Document

FOLDER = Path(__file__).parents[2] / "ordinary"
Marked = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One text with its claims: kind and parts of the labels of both parties, "-" for none."""

    id: str
    text: str
    published: date
    claims: tuple[Marked, ...]


def _reports(file: str) -> Iterator[Report]:
    for block in re.split(r"^=== ", (FOLDER / file).read_text("utf-8"), flags=re.MULTILINE)[1:]:
        head, _, body = block.partition("\n")
        id_, _, day = head.partition(" | ")
        lines = body.splitlines()
        marked = [
            tuple(part.strip() for part in line[2:].split("|")) for line in lines if line.startswith("> ")
        ]
        text = "\n".join(line for line in lines if not line.startswith("> ")).strip()
        published = date.fromisoformat(day) if day else date(2018, 1, 24)
        yield Report(id=id_, text=text, published=published, claims=tuple((m[0], m[1], m[2]) for m in marked))


PLAIN, NEAR = tuple(_reports("plain.txt")), tuple(_reports("near.txt"))


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return build_extractor(load_registry())


def _read(report: Report, extractor: Extractor) -> tuple[Claim, ...]:
    return extractor.extract(Document(text=report.text, published=report.published)).claims


def _label(party: object) -> str:
    return "-" if party is None else str(party).casefold()


def _fits(claim: Claim, marked: Marked) -> bool:
    kind, subject, object_ = marked
    sides = ((subject, _label(claim.subject)), (object_, _label(claim.object)))
    return claim.kind.value == kind and all(part == "-" or part in label for part, label in sides)


def test_plain_news_gives_less_than_one_claim_in_ten_reports(extractor: Extractor) -> None:
    false = [f"{r.id}: {c.kind.value} {c.quote!r} ({c.frame})" for r in PLAIN for c in _read(r, extractor)]
    assert len(PLAIN) >= 60
    assert len(false) / len(PLAIN) < 0.1, "\n".join(false)


def test_four_of_five_claims_from_news_that_mentions_armed_groups_are_right(extractor: Extractor) -> None:
    read = [(r, c) for r in NEAR for c in _read(r, extractor)]
    false = [
        f"{r.id}: {c.kind.value} {c.subject} > {c.object} ({c.frame})"
        for r, c in read
        if not any(_fits(c, marked) for marked in r.claims)
    ]
    assert len(read) >= 8
    assert len(false) / len(read) <= 0.2, "\n".join(false)


def test_half_the_claims_of_news_that_mentions_armed_groups_are_read(extractor: Extractor) -> None:
    read = {r.id: _read(r, extractor) for r in NEAR}
    missed = [(r.id, m) for r in NEAR for m in r.claims if not any(_fits(c, m) for c in read[r.id])]
    assert len(missed) / sum(len(r.claims) for r in NEAR) <= 0.5, missed


@pytest.mark.parametrize(
    ("text", "of_interest"),
    [
        ("The ADF sent soldiers to clear mud in New South Wales.", False),
        ("The ADF moved north from Beni in DR Congo.", True),
        ("The ADF rebels moved north.", True),
        ("The M23 near Gatwick is closed on Saturday.", False),
        ("Al-Shabab of Riyadh have dismissed their coach.", False),
        ("Boko Haram said nothing.", True),
        ("Savers with an IRA lost six per cent.", False),
        ("The ballet has a new director.", False),
    ],
)
def test_a_name_that_others_bear_counts_only_where_the_text_is_about_arms_or_the_place(
    text: str, of_interest: bool, extractor: Extractor
) -> None:
    names = find_names(
        text, extractor.registry, extractor.matcher, extractor.places, sentence_starts=frozenset({0})
    )
    assert is_of_interest(text, names, extractor.registry, extractor.places) is of_interest
