"""How does a group's allegiance move through time? Hidden Markov chains, many of one size at once.

States: 0 is none; principal j of a chain has 1 + 4j … 4 + 4j: pledged, accepted, operational, split. One main
allegiance at a time: that is what makes a pledge to one principal speak against a tie to another.

Invariant: every row of a batch is worked out by itself; what it is batched with changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from oathbook.assessment.calibration import Floats
from oathbook.assessment.parameters import Chain

NO_STATES = 4  # levels besides none
ALIGNED = (1, 2, 3)  # of the four: accepted, operational, split


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion:
    """The start and the monthly matrices of chains over `size` principals; `after_leader` for the window."""

    size: int
    start: Floats
    monthly: Floats
    after_leader: Floats


@lru_cache(maxsize=64)
def _rates(size: int, key: str) -> Floats:
    chain = Chain.model_validate_json(key)
    states = 1 + NO_STATES * size
    rates = np.zeros((states, states))
    others = max(size - 1, 1)
    for j in range(size):
        p, a, o, s = range(1 + NO_STATES * j, 5 + NO_STATES * j)
        rates[0, p] += chain.none_to_p / size
        rates[0, a] += chain.none_to_a / size
        rates[0, s] += chain.none_to_s / size
        rates[p, a], rates[p, 0] = chain.p_to_a, chain.p_to_none
        rates[a, o], rates[a, 0], rates[a, s] = chain.a_to_o, chain.a_to_none, chain.a_to_s
        rates[o, 0], rates[o, s] = chain.o_to_none, chain.o_to_s
        rates[s, o], rates[s, 0] = chain.s_to_o, chain.s_to_none
        for q in range(size):
            if q != j:
                pledged = 1 + NO_STATES * q
                for state, rate in zip((p, a, o, s), chain.to_other.model_dump().values(), strict=True):
                    rates[state, pledged] += rate / others
    return rates


@lru_cache(maxsize=64)
def _motion(size: int, key: str) -> Motion:
    chain = Chain.model_validate_json(key)
    rates = _rates(size, key)
    upset = rates.copy()
    for j in range(size):
        upset[:, NO_STATES * (j + 1)] *= chain.leader_split_factor
    start = np.empty(1 + NO_STATES * size)
    start[0] = chain.start.none
    start[1:] = np.tile(chain.start.array[1:] / size, size)
    return Motion(
        size=size,
        start=start / start.sum(),
        monthly=_monthly(rates),
        after_leader=_monthly(upset),
    )


def motion(size: int, chain: Chain) -> Motion:
    """The motion of chains over so many principals."""
    return _motion(size, chain.model_dump_json())


def _monthly(rates: Floats) -> Floats:
    from scipy.linalg import expm

    generator = rates - np.diag(rates.sum(axis=1))
    matrix: Floats = np.clip(expm(generator / 12), 0, None)
    return matrix / matrix.sum(axis=1, keepdims=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Chains of one size. `loglik` [row, month, 4·size] is relative to the state none; `upset` [row, month]
    marks the months after a leader was replaced; `asked` [row] is the month to read off."""

    motion: Motion
    loglik: Floats
    upset: NDArray[np.bool_]
    asked: NDArray[np.int64]


def _likelihood(batch: Batch) -> Floats:
    """exp(loglik) with the state none put in front, scaled so that the largest of a month is 1."""
    rows, months, _ = batch.loglik.shape
    full = np.zeros((rows, months, 1 + batch.loglik.shape[2]))
    full[:, :, 1:] = batch.loglik
    full -= full.max(axis=2, keepdims=True)
    return np.exp(full, out=full)


def _step(now: Floats, upset: NDArray[np.bool_], moves: Motion) -> Floats:
    after: Floats = now @ moves.monthly
    if upset.any():
        after[upset] = now[upset] @ moves.after_leader
    return after


def _step_back(then: Floats, upset: NDArray[np.bool_], moves: Motion) -> Floats:
    before: Floats = then @ moves.monthly.T
    if upset.any():
        before[upset] = then[upset] @ moves.after_leader.T
    return before


def forward_backward(batch: Batch) -> Floats:
    """What is thought of every month in the light of all: [row, month, state], each summing to one."""
    likelihood, moves = _likelihood(batch), batch.motion
    months = likelihood.shape[1]
    forward = np.empty_like(likelihood)
    now = moves.start * likelihood[:, 0]
    forward[:, 0] = now / now.sum(axis=1, keepdims=True)
    for t in range(1, months):
        now = _step(forward[:, t - 1], batch.upset[:, t], moves) * likelihood[:, t]
        forward[:, t] = now / now.sum(axis=1, keepdims=True)
    back = np.ones_like(now)
    for t in range(months - 2, -1, -1):
        back = _step_back(back * likelihood[:, t + 1], batch.upset[:, t + 1], moves)
        back /= back.max(axis=1, keepdims=True)
        forward[:, t] *= back
        forward[:, t] /= forward[:, t].sum(axis=1, keepdims=True)
    return forward


def read_endings(batch: Batch, wanted: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """The chances that a tie once accepted is over, and that it is back after it was: [row, principal] each.

    Exact: the chain is run with a memory of the spells so far (none, first, ended, again). Only where it is
    `wanted` [row, principal]; 0 elsewhere.
    """
    size = batch.motion.size
    broken, rejoined = np.zeros((len(batch.loglik), size)), np.zeros((len(batch.loglik), size))
    for j in range(size):
        rows = np.flatnonzero(wanted[:, j])
        if len(rows):
            part = Batch(
                motion=batch.motion,
                loglik=batch.loglik[rows],
                upset=batch.upset[rows],
                asked=batch.asked[rows],
            )
            broken[rows, j], rejoined[rows, j] = _endings_of(part, j)
    return broken, rejoined


def _endings_of(batch: Batch, j: int) -> tuple[Floats, Floats]:
    likelihood, moves = _likelihood(batch), batch.motion
    rows, months, states = likelihood.shape
    back = np.ones((rows, months, states))
    for t in range(months - 2, -1, -1):
        step = _step_back(back[:, t + 1] * likelihood[:, t + 1], batch.upset[:, t + 1], moves)
        back[:, t] = step / step.max(axis=1, keepdims=True)
    broken, rejoined = np.zeros(rows), np.zeros(rows)
    aligned = np.zeros(states, dtype=bool)
    aligned[[1 + NO_STATES * j + level for level in ALIGNED]] = True
    start = moves.start * likelihood[:, 0]
    spells = np.zeros((4, rows, states))
    spells[0], spells[1] = start * ~aligned, start * aligned
    for t in range(int(batch.asked.max()) + 1):
        if t:
            flat = spells.reshape(4 * rows, states)
            moved = _step(flat, np.tile(batch.upset[:, t], 4), moves).reshape(4, rows, states)
            spells[0] = moved[0] * ~aligned
            spells[1] = (moved[0] + moved[1]) * aligned
            spells[2] = (moved[1] + moved[2] + moved[3]) * ~aligned
            spells[3] = (moved[2] + moved[3]) * aligned
            spells *= likelihood[:, t]
            spells /= spells.sum(axis=(0, 2), keepdims=True).reshape(1, rows, 1)
        asked = batch.asked == t
        if asked.any():
            chances = (spells[:, asked] * back[asked, t]).sum(axis=2)
            chances /= chances.sum(axis=0)
            broken[asked], rejoined[asked] = chances[2], chances[3]
    return broken, rejoined


def sample_histories(batch: Batch, row: int, count: int, seed: int) -> NDArray[np.int64]:
    """Histories of one row drawn from all that are possible in the light of the claims: [draw, month]."""
    likelihood, moves = _likelihood(batch)[row], batch.motion
    months = len(likelihood)
    forward = np.empty_like(likelihood)
    now = moves.start * likelihood[0]
    forward[0] = now / now.sum()
    for t in range(1, months):
        matrix = moves.after_leader if batch.upset[row, t] else moves.monthly
        now = forward[t - 1] @ matrix * likelihood[t]
        forward[t] = now / now.sum()
    random = np.random.default_rng(seed)
    histories = np.empty((count, months), dtype=np.int64)
    histories[:, -1] = _draw(np.tile(forward[-1], (count, 1)), random)
    for t in range(months - 2, -1, -1):
        matrix = moves.after_leader if batch.upset[row, t + 1] else moves.monthly
        histories[:, t] = _draw(forward[t] * matrix[:, histories[:, t + 1]].T, random)
    return histories


def _draw(weights: Floats, random: np.random.Generator) -> NDArray[np.int64]:
    cumulated = np.cumsum(weights, axis=1)
    drawn = random.random(len(weights)) * cumulated[:, -1]
    return (cumulated < drawn[:, None]).sum(axis=1)
