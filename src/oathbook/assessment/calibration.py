"""How is a distribution mended that is too sure or too shy? A multinomial logistic map on its logarithms.

Invariant: a map keeps distributions distributions, and the identity map changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
LEVELS = ("none", "P", "A", "O", "S")

_FLOOR = 1e-4  # probabilities below are all the same to the map
_RIDGE = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationMap:
    """p' ~ exp(weights · log p + shift), `weights` [level, level], `shift` [level]."""

    weights: Floats
    shift: Floats

    def apply(self, levels: Floats) -> Floats:
        """The mended distributions, [..., level]; never quite 0 or 1."""
        from scipy.special import softmax

        scores = np.log(np.clip(levels, _FLOOR, 1)) @ self.weights.T + self.shift
        mended: Floats = softmax(scores, axis=-1)
        mended = np.clip(mended, _FLOOR, None)
        return mended / mended.sum(axis=-1, keepdims=True)


def identity_map() -> CalibrationMap:
    """The map that changes nothing (but the floor)."""
    return CalibrationMap(weights=np.eye(len(LEVELS)), shift=np.zeros(len(LEVELS)))


def fit_map(levels: Floats, truth: Ints, *, ridge: float = _RIDGE) -> CalibrationMap:
    """The map that makes `levels` [n, level] say best what turned out true, `truth` [n] a level's number.

    Multinomial logistic regression on log p, drawn towards the identity by `ridge`.
    """
    from scipy.optimize import minimize
    from scipy.special import log_softmax

    size = len(LEVELS)
    x = np.log(np.clip(levels, _FLOOR, 1))
    start = np.concatenate([np.eye(size), np.zeros((size, 1))], axis=1)
    design = np.concatenate([x, np.ones((len(x), 1))], axis=1)
    hot = np.eye(size)[truth]

    def loss(flat: Floats) -> tuple[float, Floats]:
        theta = flat.reshape(size, size + 1)
        scores = log_softmax(design @ theta.T, axis=1)
        away = theta - start
        value = -(scores * hot).sum() / len(x) + ridge * (away**2).sum()
        slope = (np.exp(scores) - hot).T @ design / len(x) + 2 * ridge * away
        return float(value), slope.ravel()

    found = minimize(loss, start.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    theta = found.x.reshape(size, size + 1)
    return CalibrationMap(weights=theta[:, :size], shift=theta[:, size])
