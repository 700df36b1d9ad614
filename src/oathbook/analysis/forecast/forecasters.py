"""What does each way of forecasting make of what was known? Shares of years past, and a small regression.

Invariant: a chance lies strictly between 0 and 1, and comes from group-years that had ended by the day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, logit

from oathbook.analysis.forecast.values import Step, Way

Floats = NDArray[np.float64]

_PRIOR_YEARS = 10.0  # group-years of the base rate that a stratum starts with
_LEAST_YEARS, _LEAST_EVENTS = 40, 8  # before a regression is worth fitting
_RIDGE = 1.0
_FLOOR = 0.002


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What was known of one group on one day: `stirred` 0 to 2 (within 12 months, within 36, longer or
    never), `leader` whether it changed its leader within 12 months, `rates` the model's chance of each step;
    `came` what followed, None while that is not known."""

    group: str
    stirred: int
    leader: bool
    rates: dict[Step, float]
    came: dict[Step, bool] | None = None


def forecast(past: Sequence[Known], now: Sequence[Known], step: Step) -> dict[Way, Floats]:
    """The chances of the step for each of `now`, by each way, from `past` alone, whose outcome is known."""
    came = np.array([_outcome(k, step) for k in past], dtype=float)
    # Laplace's rule keeps a step that was never seen possible.
    base = float((came.sum() + 1) / (len(came) + 2)) if len(came) else 0.5
    rates = np.array([k.rates[step] for k in now])
    found = {
        Way.BASE: np.full(len(now), base),
        Way.RECENCY: _by_stratum(past, now, came, base),
        Way.RATES: rates,
        Way.BLEND: _blend(past, now, came, step, base),
    }
    return {way: np.clip(chances, _FLOOR, 1 - _FLOOR) for way, chances in found.items()}


def _by_stratum(past: Sequence[Known], now: Sequence[Known], came: Floats, base: float) -> Floats:
    strata: dict[tuple[int, bool], list[float]] = {}
    for known, happened in zip(past, came, strict=True):
        strata.setdefault((known.stirred, known.leader), []).append(float(happened))
    chances = []
    for known in now:
        seen = strata.get((known.stirred, known.leader), [])
        chances.append((sum(seen) + _PRIOR_YEARS * base) / (len(seen) + _PRIOR_YEARS))
    return np.array(chances)


def _blend(past: Sequence[Known], now: Sequence[Known], came: Floats, step: Step, base: float) -> Floats:
    """Ridge logistic regression drawn towards the base rate; the base rate itself while there is too little."""
    if len(past) < _LEAST_YEARS or not _LEAST_EVENTS <= came.sum() <= len(past) - _LEAST_EVENTS:
        return np.full(len(now), base)
    x, y = _design(past, step), came
    middle, spread = x.mean(axis=0), np.maximum(x.std(axis=0), 1e-6)
    x = (x - middle) / spread

    def loss(theta: Floats) -> tuple[float, Floats]:
        chance = expit(theta[0] + x @ theta[1:])
        value = -(y * np.log(chance + 1e-12) + (1 - y) * np.log(1 - chance + 1e-12)).sum()
        slope = np.concatenate([[(chance - y).sum()], x.T @ (chance - y) + 2 * _RIDGE * theta[1:]])
        return float(value + _RIDGE * (theta[1:] ** 2).sum()), slope

    start = np.concatenate([[float(logit(base))], np.zeros(x.shape[1])])
    theta = minimize(loss, start, jac=True, method="L-BFGS-B").x
    chances: Floats = expit(theta[0] + ((_design(now, step) - middle) / spread) @ theta[1:])
    return chances


def _design(known: Sequence[Known], step: Step) -> Floats:
    return np.array(
        [
            [float(logit(np.clip(k.rates[step], 1e-4, 1 - 1e-4))), k.stirred == 0, k.stirred == 1, k.leader]
            for k in known
        ],
        dtype=float,
    ).reshape(len(known), 4)


def _outcome(known: Known, step: Step) -> bool:
    if known.came is None:
        raise ValueError(f"{known.group}: a year whose outcome is not known teaches nothing")
    return known.came[step]
