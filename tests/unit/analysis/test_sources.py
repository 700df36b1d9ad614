"""What a book teaches of its sources: who is borne out, who copies, and what stays as it started."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from oathbook.analysis.sources import SourceAccount, answer_sources
from oathbook.assessment import Background
from oathbook.model import Certainty, Entry, Polarity

MakeEntry = Callable[..., Entry]
NOW = date(2020, 1, 1)


def accounts(*entries: Entry, background: Background | None = None) -> dict[str, SourceAccount]:
    answer = answer_sources(entries, known_by=NOW, background=background or Background())
    return {account.name: account for account in answer.sources}


def agreeing(entry: MakeEntry) -> list[Entry]:
    """Three outlets tell of ten groups' ties in words of their own; a fourth denies each of them."""
    told = []
    for n in range(10):
        day = f"2016-{n + 1:02}-10"
        told += [entry("affiliate", f"g{n}", "p", source=s, published=day) for s in ("A", "B", "C")]
        told.append(entry("affiliate", f"g{n}", "p", source="D", published=day, polarity=Polarity.NEGATIVE))
    return told


def test_who_is_borne_out_gains_and_who_is_not_loses(entry: MakeEntry) -> None:
    found = accounts(*agreeing(entry))
    good, bad = found["A"].speaking["neutral"], found["D"].speaking["neutral"]
    assert good.start == bad.start == pytest.approx(0.7)
    assert good.learned > good.start > bad.learned
    assert found["A"].calibration[0].borne_out > found["D"].calibration[0].borne_out
    assert (found["A"].spoke, found["A"].passed) == (10, 0)


def test_a_letter_sets_the_start_and_a_side_makes_a_claim_its_own(entry: MakeEntry) -> None:
    claims = [entry("affiliate", "g", "p", source="Voice"), entry("affiliate", "h", "q", source="Wire")]
    found = accounts(
        *claims, background=Background(letters={"Wire": "A", "Voice": "C"}, sides={"Voice": "p"})
    )
    assert found["Wire"].letter == "A"
    assert found["Wire"].speaking["neutral"].start > found["Voice"].speaking["own"].start
    assert found["Voice"].side == "p"


def test_whoever_repeats_the_words_of_others_is_seen_to_copy(entry: MakeEntry) -> None:
    told = []
    for n in range(8):
        words = (
            f"the men of the {n}th brigade have been fighting under the banner of the principal for a year"
        )
        told.append(entry("affiliate", f"g{n}", "p", source="First", published="2016-01-10", quote=words))
        told.append(entry("affiliate", f"g{n}", "p", source="Echo", published="2016-01-12", quote=words))
    found = accounts(*told)
    assert (found["Echo"].copying > 0.4, found["First"].copying < 0.2) == (True, True)


def test_passing_on_is_measured_apart_from_speaking(entry: MakeEntry) -> None:
    found = accounts(entry("affiliate", "g", "p", source="Wire", said_by=("Otto",)))
    assert (found["Wire"].spoke, found["Wire"].passed) == (0, 1)
    assert (found["Otto"].spoke, found["Otto"].passed) == (1, 0)
    assert found["Wire"].speaking == {}


def test_claims_are_counted_by_their_certainty(entry: MakeEntry) -> None:
    found = accounts(
        entry("affiliate", "g", "p", source="A"),
        entry("affiliate", "h", "p", source="A", certainty=Certainty.POSSIBLE),
    )
    sure, unsure = found["A"].calibration
    assert (sure.certainty, unsure.certainty) == (Certainty.CERTAIN, Certainty.POSSIBLE)
    assert sure.believed > unsure.believed


def test_nothing_to_learn_from_is_no_source() -> None:
    assert accounts() == {}
