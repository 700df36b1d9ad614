"""What each way of forecasting makes of years past, worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from oathbook.analysis.forecast import Step
from oathbook.analysis.forecast.forecasters import Known, forecast
from oathbook.analysis.forecast.values import Way


def known(came: bool | None = None, *, stirred: int = 2, leader: bool = False, rate: float = 0.1) -> Known:
    return Known(
        group="g",
        stirred=stirred,
        leader=leader,
        rates=dict.fromkeys(Step, rate),
        came=None if came is None else dict.fromkeys(Step, came),
    )


def chances(past, now) -> dict[Way, float]:
    return {way: float(c[0]) for way, c in forecast(past, [now], Step.SPLIT).items()}


def test_the_base_rate_is_the_share_of_years_with_one_more_of_each(tmp_path) -> None:
    assert chances([known(True), *[known(False)] * 7], known())[Way.BASE] == pytest.approx(2 / 10)


def test_recency_is_the_share_of_its_stratum_drawn_towards_the_base_rate() -> None:
    """Base (3 + 1) / (20 + 2) = 2/11; the stratum has 3 of 5: (3 + 10 · 2/11) / (5 + 10)."""
    past = [known(True, leader=True)] * 3 + [known(False, leader=True)] * 2 + [known(False)] * 15
    assert chances(past, known(leader=True))[Way.RECENCY] == pytest.approx((3 + 20 / 11) / 15)
    assert chances(past, known(stirred=0))[Way.RECENCY] == pytest.approx(2 / 11)


def test_the_models_rates_pass_through() -> None:
    assert chances([known(False)] * 4, known(rate=0.37))[Way.RATES] == pytest.approx(0.37)


def test_the_blend_is_the_base_rate_while_there_is_too_little_to_fit() -> None:
    past = [known(True)] * 7 + [known(False)] * 60
    found = chances(past, known())
    assert found[Way.BLEND] == found[Way.BASE]


def test_the_blend_learns_what_goes_with_a_step() -> None:
    past = [known(True, leader=True)] * 20 + [known(False, leader=True)] * 5
    past += [known(True)] * 5 + [known(False)] * 170
    yes, no = chances(past, known(leader=True))[Way.BLEND], chances(past, known())[Way.BLEND]
    assert no < 0.06
    assert yes > 0.6


def test_no_chance_is_ever_0_or_1() -> None:
    for rate in (0.0, 1.0):
        found = forecast([known(False)] * 4000, [known(rate=rate)], Step.SPLIT)
        assert all(0 < c[0] < 1 for c in found.values())


def test_without_a_past_the_base_rate_says_nothing() -> None:
    assert chances([], known())[Way.BASE] == 0.5


def test_a_year_whose_outcome_is_not_known_teaches_nothing() -> None:
    with pytest.raises(ValueError, match="teaches nothing"):
        forecast([known(None)], [known()], Step.SPLIT)


def test_nobody_to_forecast_for_is_no_fault() -> None:
    found = forecast([known(True)] * 30 + [known(False)] * 30, [], Step.SPLIT)
    assert all(isinstance(c, np.ndarray) and len(c) == 0 for c in found.values())
