"""A number of people is read with the bounds that its words give it."""

from __future__ import annotations

import pytest

from oathbook.extraction.counts import add_counts, find_count
from oathbook.model import Count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20 fighters", Count(best=20)),
        ("about 1,700 of the 3,500 deaths", Count(best=1_700)),
        ("some 2,000 men", Count(best=2_000)),
        ("twenty-five men", Count(best=25)),
        ("three hundred men", Count(best=300)),
        ("two hundred and fifty rebels", Count(best=250)),
        ("two dozen fighters", Count(best=24)),
        ("half a dozen commanders", Count(best=6)),
        ("a dozen recruits", Count(best=12)),
        ("a couple of hundred men", Count(best=200)),
        ("1.5 million people", Count(best=1_500_000)),
        ("10 thousand people", Count(best=10_000)),
        ("500-strong column", Count(best=500)),
        ("at least 20,000 people", Count(min=20_000)),
        ("more than two dozen", Count(min=24)),
        ("over two hundred", Count(min=200)),
        ("no fewer than 40", Count(min=40)),
        ("as many as 90", Count(max=90)),
        ("up to 300", Count(max=300)),
        ("no more than 50", Count(max=50)),
        ("fewer than 100", Count(max=100)),
        ("between 30 and 40 militants", Count(min=30, max=40)),
        ("200-300 men", Count(min=200, max=300)),
        ("2,000 to 3,000 men", Count(min=2_000, max=3_000)),
        ("two to three hundred fighters", Count(min=200, max=300)),
        ("hundreds of fighters", Count(min=200, max=999)),
        ("several hundred of its men", Count(min=200, max=999)),
        ("dozens of soldiers", Count(min=24, max=99)),
        ("a few dozen men", Count(min=24, max=99)),
        ("scores of Muslims", Count(min=40, max=99)),
        ("thousands of fighters", Count(min=2_000, max=9_999)),
        ("tens of thousands of deaths", Count(min=20_000, max=99_999)),
        ("hundreds of thousands of people", Count(min=200_000, max=999_999)),
        ("the fighters", None),
        ("M23 rebels", None),
        ("the 1st Brigade", None),
        ("no one", None),
        ("", None),
    ],
)
def test_a_count_keeps_the_bounds_that_its_words_give(text: str, expected: Count | None) -> None:
    assert find_count(text) == expected


def test_two_exact_counts_add_up_to_an_exact_one() -> None:
    assert add_counts(Count(best=2), Count(best=3)) == Count(best=5)


def test_a_vague_part_leaves_only_a_lower_bound_of_the_whole() -> None:
    assert add_counts(Count(best=2), Count(min=24, max=99)) == Count(min=26)
