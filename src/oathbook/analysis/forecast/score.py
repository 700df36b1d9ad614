"""How well did forecasts do? Brier skill over the base rate, log score, and a table of reliability.

Invariant: nothing to score is None and never 0; the interval of the skill resamples groups, not years.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_EDGES = (0.0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 1.0)
_RESAMPLES, _SEED = 500, 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """Forecasts between `low` and `high`: how many, their mean, and the share that came true."""

    low: float
    high: float
    number: int
    mean: float
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """`brier` and `log_score` (mean negative log likelihood, nats) are better when lower; `skill` is 1 less
    the Brier score over that of the base rate, `interval` its 90 % interval over resampled groups."""

    number: int
    events: int
    brier: float
    log_score: float
    skill: float | None
    interval: tuple[float, float] | None
    reliability: tuple[Reliability, ...]


def score_forecasts(chances: Floats, came: Floats, base: Floats, groups: Sequence[str]) -> Score | None:
    """The score of `chances` [n] beside `base` [n] on what `came` [n] (0 or 1); None where n is 0."""
    if not len(came):
        return None
    errors, base_errors = (chances - came) ** 2, (base - came) ** 2
    likelihood = np.where(came > 0, chances, 1 - chances)
    total = float(base_errors.sum())
    return Score(
        number=len(came),
        events=int(came.sum()),
        brier=float(errors.mean()),
        log_score=float(-np.log(np.clip(likelihood, 1e-9, 1)).mean()),
        skill=1 - float(errors.sum()) / total if total > 0 else None,
        interval=_interval(errors, base_errors, groups) if total > 0 else None,
        reliability=_reliability(chances, came),
    )


def _interval(errors: Floats, base_errors: Floats, groups: Sequence[str]) -> tuple[float, float]:
    names, of = np.unique(np.array(groups, dtype=object), return_inverse=True)
    by_group = np.bincount(of, weights=errors, minlength=len(names))
    base_by_group = np.bincount(of, weights=base_errors, minlength=len(names))
    random = np.random.default_rng(_SEED)
    drawn = random.integers(0, len(names), size=(_RESAMPLES, len(names)))
    sums, base_sums = by_group[drawn].sum(axis=1), base_by_group[drawn].sum(axis=1)
    skills = 1 - sums[base_sums > 0] / base_sums[base_sums > 0]
    low, high = np.quantile(skills, [0.05, 0.95])
    return float(low), float(high)


def _reliability(chances: Floats, came: Floats) -> tuple[Reliability, ...]:
    found = []
    for low, high in pairwise(_EDGES):
        inside = (chances >= low) & (chances < high)
        if inside.any():
            found.append(
                Reliability(
                    low=low,
                    high=high,
                    number=int(inside.sum()),
                    mean=float(chances[inside].mean()),
                    share=float(came[inside].mean()),
                )
            )
    return tuple(found)
