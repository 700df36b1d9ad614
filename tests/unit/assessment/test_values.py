"""The words for a likelihood are those of ICD 203 at every boundary."""

from __future__ import annotations

import pytest

from oathbook.assessment import estimative_word


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (0.01, "almost no chance"),
        (0.05, "very unlikely"),
        (0.20, "unlikely"),
        (0.45, "roughly even chance"),
        (0.5499, "roughly even chance"),
        (0.55, "likely"),
        (0.80, "very likely"),
        (0.95, "almost certain"),
        (0.999, "almost certain"),
    ],
)
def test_a_boundary_belongs_to_the_word_above_it(probability: float, word: str) -> None:
    assert estimative_word(probability) == word


@pytest.mark.parametrize("probability", [0.0, 1.0, -0.1, 1.5])
def test_certainty_has_no_word(probability: float) -> None:
    with pytest.raises(ValueError, match="no judgement"):
        estimative_word(probability)
