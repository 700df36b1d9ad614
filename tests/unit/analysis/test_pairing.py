"""The pairing is the best there is, compared with trying every one."""

from __future__ import annotations

import itertools
import random

from oathbook.analysis.pairing import Pair, pair_best


def best_by_trial(weights: dict[Pair, float]) -> tuple[int, float]:
    """The most pairs and then the most weight, by trying every choice of pairs."""
    best = (0, 0.0)
    for size in range(len(weights) + 1):
        for chosen in itertools.combinations(weights, size):
            lefts, rights = zip(*chosen, strict=True) if chosen else ((), ())
            if len(set(lefts)) == len(set(rights)) == size:
                best = max(best, (size, round(sum(weights[pair] for pair in chosen), 9)))
    return best


def test_a_greedy_choice_that_costs_a_pair_is_not_made() -> None:
    """(0, 0) weighs most, but taking it leaves 1 without a partner."""
    assert pair_best({(0, 0): 0.9, (0, 1): 0.1, (1, 0): 0.1}) == [(0, 1), (1, 0)]


def test_among_as_many_pairs_the_weightier_are_chosen() -> None:
    assert pair_best({(0, 0): 0.2, (0, 1): 0.6, (1, 0): 0.5, (1, 1): 0.3}) == [(0, 1), (1, 0)]


def test_more_on_one_side_than_on_the_other_leaves_some_alone() -> None:
    assert pair_best({(0, 0): 0.1, (1, 0): 0.7, (2, 0): 0.4}) == [(1, 0)]
    assert pair_best({(0, 0): 0.1, (0, 1): 0.7, (0, 2): 0.4}) == [(0, 1)]


def test_nothing_to_pair_gives_no_pairs() -> None:
    assert pair_best({}) == []


def test_it_is_never_worse_than_trying_everything() -> None:
    draw = random.Random(7)  # noqa: S311 - the same cases every time
    for _ in range(150):
        cells = [(i, j) for i in range(4) for j in range(4) if draw.random() < 0.5][:9]
        weights = {cell: round(draw.random(), 3) for cell in cells}
        found = pair_best(weights)
        assert len({i for i, _ in found}) == len({j for _, j in found}) == len(found)
        assert (len(found), round(sum(weights[pair] for pair in found), 9)) == best_by_trial(weights)
