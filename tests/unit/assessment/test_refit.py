"""Lifts refitted on adjudicated claims: only as far as claims held out prove."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import pytest

from oathbook.assessment import Background, load_parameters
from oathbook.assessment.gathering import gather
from oathbook.assessment.parameters import Parameters
from oathbook.assessment.refit import Refitted, refit_lifts, with_lifts
from oathbook.assessment.statements import settle
from oathbook.model import Entry, Polarity

MakeEntry = Callable[..., Entry]
KNOWN = date(2016, 1, 1)


@pytest.fixture
def book(entry: MakeEntry) -> tuple[list[Entry], dict[str, int]]:
    """Forty groups, half of them affiliates, of which outlets mostly say so; and the level behind each claim."""
    r = random.Random(3)  # noqa: S311 - a drawn book guards nothing
    entries, truth = [], {}
    for n in range(40):
        tied = n % 2 == 0
        for _ in range(8 if tied else 3):
            said = date(2013, 1, 1) + timedelta(days=r.randrange(1000))
            right = r.random() < 0.85
            one = entry(
                "affiliate",
                f"group {n}",
                "p",
                source=f"Outlet {r.randrange(30)}",
                published=said.isoformat(),
                document=f"doc {len(entries)}",
                polarity=Polarity.POSITIVE if tied is right else Polarity.NEGATIVE,
            )
            entries.append(one)
            truth[one.id] = 3 if tied else 0
    return entries, truth


def refit(entries: list[Entry], truth: dict[str, int], parameters: Parameters) -> Refitted:
    settled = settle(gather(entries, Background(), parameters, keep=True), KNOWN, parameters)
    ids = [settled.entries[int(n)].id for n in settled.entry]
    chosen = np.array([n for n, name in enumerate(ids) if name in truth], dtype=np.int64)
    levels = np.array([truth[ids[n]] for n in chosen], dtype=np.int64)
    return refit_lifts(settled, Background(), chosen, levels, parameters, known_by=KNOWN)


def test_a_table_that_has_it_the_wrong_way_round_is_mended(book: tuple[list[Entry], dict[str, int]]) -> None:
    wrong = with_lifts(load_parameters(), {"affiliated": np.array([2.0, 1.0, 1.0, 0.5, 1.0])})
    found = refit(*book, wrong)
    assert found.gain > 0
    assert found.lifts["affiliated"][3] > found.lifts["affiliated"][0]


def test_a_handful_of_claims_proves_nothing(book: tuple[list[Entry], dict[str, int]]) -> None:
    entries, truth = book
    few = dict(list(truth.items())[:6])
    assert refit(entries, few, load_parameters()) == Refitted(lifts={}, claims=6)


def test_no_adjudicated_claim_changes_nothing(book: tuple[list[Entry], dict[str, int]]) -> None:
    assert refit(book[0], {}, load_parameters()) == Refitted(lifts={}, claims=0)
