"""Every kind of claim can be said in words."""

from __future__ import annotations

import pytest

from oathbook.cli.phrases import phrase
from oathbook.model import Kind, Polarity, Realis


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize(("subject", "object_"), [("A", "B"), ("A", None), (None, "B")])
def test_no_phrase_says_none_or_leaves_a_slot_open(
    kind: Kind, subject: str | None, object_: str | None
) -> None:
    said = phrase(kind, subject, object_)
    assert "None" not in said
    assert "{" not in said


@pytest.mark.parametrize("kind", sorted(set(Kind) - {Kind.DISSOLVE, Kind.DIE, Kind.TOLL}))
def test_both_parties_are_named(kind: Kind) -> None:
    said = phrase(kind, "Alpha", "Beta")
    assert "Alpha" in said
    assert "Beta" in said


def test_what_is_not_so_planned_or_over_says_so_first() -> None:
    assert phrase(Kind.ACCEPT, "A", "B", polarity=Polarity.NEGATIVE) == "not so: A accepts B"
    assert phrase(Kind.ALLY, "A", "B", realis=Realis.PROSPECTIVE) == "planned or wished: A and B are allies"
    assert (
        phrase(Kind.LEAD, "A", "B", ended=True, polarity=Polarity.NEGATIVE) == "not so, formerly: A leads B"
    )


def test_how_somebody_fell_is_told_by_the_role() -> None:
    assert phrase(Kind.DIE, "A", None, role="captured") == "A is captured"
