"""What do the model's own rates say of the months to come? The chance that a chain takes a certain step.

A step is counted the first time that it is taken: the chain is moved month by month with the steps of that
sort taken out, and what is lost on the way is the chance.

Invariant: only claims known by the day are used, and a longer look ahead never gives a smaller chance.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np

from oathbook.assessment.calibration import Floats
from oathbook.assessment.chain import ALIGNED, NO_STATES, Motion, forward_backward
from oathbook.assessment.model import (
    Evidence,
    Row,
    iter_batches,
    lay_chains,
    read_levels,
    weigh_statements_of,
)
from oathbook.assessment.parameters import Parameters
from oathbook.assessment.statements import Gathered, month_of, settle
from oathbook.assessment.values import Background

_SPLIT = 3  # its place among a principal's four states


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """The chances of a group's next steps, and with whom it now most likely stands (None below even odds)."""

    pledge: float
    split: float
    switch: float
    principal: str | None
    aligned: float


def look_ahead(
    gathered: Gathered, day: date, background: Background, parameters: Parameters, *, months: int = 12
) -> dict[str, Ahead]:
    """For every group with a pair known by the day, its chances of a step within so many months.

    `pledge`: it comes to another principal, by a pledge or accepted at once. `split`: a part of it comes to
    stand otherwise. `switch`: it leaves the principal that it stands with.
    """
    settled = settle(gathered, day, parameters)
    weighed = weigh_statements_of(settled, background, parameters)
    chains = lay_chains(weighed, parameters, as_of=day)
    rows = [Row(chain=int(c)) for c in np.flatnonzero(chains.main)]
    replaced: dict[int, int] = {}
    for group, month in settled.windows:
        replaced[int(group)] = max(int(month), replaced.get(int(group), 0))
    found: dict[str, Ahead] = {}
    batches = iter_batches(
        weighed, chains, Evidence(weighed), rows, as_of=day, known_by=day, parameters=parameters
    )
    for numbers, batch in batches:
        now = forward_backward(batch)[np.arange(len(numbers)), batch.asked]
        slots = [chains.slots[rows[n].chain] for n in numbers]
        groups = [int(settled.pairs[pairs[0], 0]) for pairs in slots]
        window = parameters.chain.leader_window_months
        left = np.array([replaced.get(g, -window) + window - month_of(day) for g in groups])
        steps = {
            name: _chance(now, left, batch.motion, taken, months)
            for name, taken in (("pledge", _comes), ("split", _splits), ("switch", _leaves))
        }
        for row, (group, pairs) in enumerate(zip(groups, slots, strict=True)):
            aligned = [
                float(read_levels(now[row], slot)[1 + ALIGNED[0] :].sum())
                for slot in range(batch.motion.size)
            ]
            best = int(np.argmax(aligned))
            principal = settled.actors[int(settled.pairs[pairs[best], 1])]
            found[settled.actors[group]] = Ahead(
                **{name: float(chances[row]) for name, chances in steps.items()},
                principal=principal if aligned[best] >= 0.5 else None,
                aligned=aligned[best],
            )
    return found


_Taken = Callable[[int], Floats]


def _chance(now: Floats, left: np.ndarray, motion: Motion, taken: _Taken, months: int) -> Floats:
    """1 less the chance that no such step is taken; the first `left` months move as after a change of leader."""
    kept = 1 - taken(motion.size)
    ordinary, upset = motion.monthly * kept, motion.after_leader * kept
    still = now.copy()
    for month in range(months):
        after_change = left > month
        moved = still @ ordinary
        if after_change.any():
            moved[after_change] = still[after_change] @ upset
        still = moved
    chance: Floats = np.clip(1 - still.sum(axis=1), 0.0, 1.0)
    return chance


def _blocks(size: int) -> np.ndarray:
    """The principal of each state, -1 for none."""
    return np.concatenate([[-1], np.repeat(np.arange(size), NO_STATES)])


@lru_cache(maxsize=32)
def _comes(size: int) -> Floats:
    block = _blocks(size)
    steps: Floats = ((block[None, :] >= 0) & (block[:, None] != block[None, :])).astype(float)
    return steps


@lru_cache(maxsize=32)
def _splits(size: int) -> Floats:
    place = np.concatenate([[-1], np.tile(np.arange(NO_STATES), size)])
    block = _blocks(size)
    same = block[:, None] == block[None, :]
    steps: Floats = (same & (place[None, :] == _SPLIT) & (place[:, None] != _SPLIT)).astype(float)
    return steps


@lru_cache(maxsize=32)
def _leaves(size: int) -> Floats:
    place = np.concatenate([[-1], np.tile(np.arange(NO_STATES), size)])
    block = _blocks(size)
    aligned = np.isin(place, ALIGNED)
    steps: Floats = (aligned[:, None] & (block[:, None] != block[None, :])).astype(float)
    return steps
