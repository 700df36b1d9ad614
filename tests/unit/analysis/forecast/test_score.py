"""Brier skill, log score and reliability on cases worked out by hand."""

from __future__ import annotations

from math import log

import numpy as np
import pytest

from oathbook.analysis.forecast import score_forecasts

CAME = np.array([1.0, 0.0, 0.0, 0.0])
BASE = np.full(4, 0.25)


def test_scores_of_four_forecasts_by_hand() -> None:
    chances = np.array([0.5, 0.1, 0.1, 0.3])
    score = score_forecasts(chances, CAME, BASE, ["a", "b", "c", "d"])
    assert score.brier == pytest.approx((0.25 + 0.01 + 0.01 + 0.09) / 4)
    assert score.log_score == pytest.approx(-(log(0.5) + 2 * log(0.9) + log(0.7)) / 4)
    assert score.skill == pytest.approx(1 - 0.36 / (0.5625 + 3 * 0.0625))
    assert (score.number, score.events) == (4, 1)


def test_the_base_rate_has_no_skill_over_itself() -> None:
    score = score_forecasts(BASE, CAME, BASE, list("abcd"))
    assert score.skill == 0
    assert score.interval == (0, 0)


def test_nothing_to_score_is_none() -> None:
    assert score_forecasts(np.zeros(0), np.zeros(0), np.zeros(0), []) is None


def test_reliability_counts_each_forecast_in_one_bin() -> None:
    chances = np.array([0.5, 0.1, 0.1, 0.3])
    bins = score_forecasts(chances, CAME, BASE, list("abcd")).reliability
    assert [(b.low, b.number, b.share) for b in bins] == [(0.1, 2, 0.0), (0.2, 1, 0.0), (0.4, 1, 1.0)]
    assert bins[0].mean == pytest.approx(0.1)


def test_the_interval_resamples_groups_and_is_the_same_every_time() -> None:
    """One group that is forecast well and nothing else: its years are not independent, so nothing varies."""
    chances = np.array([0.5, 0.1, 0.1, 0.3])
    one = score_forecasts(chances, CAME, BASE, ["a"] * 4)
    assert one.interval == pytest.approx((one.skill, one.skill))
    many = [score_forecasts(chances, CAME, BASE, list("abcd")).interval for _ in range(2)]
    assert many[0] == many[1]
    assert many[0][0] < many[0][1]
