"""How far has each source deserved belief? Learned from the whole book: by interest, as a relay, as a copier.

Invariant: what a source said is measured against what all sources together make likely, and the numbers that
it started with stand beside those that were learned.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from oathbook.assessment import Background, Parameters, load_parameters
from oathbook.assessment.calibration import Floats
from oathbook.assessment.gathering import Told, gather
from oathbook.assessment.model import Weighed, bear_out, lay_chains, learn_reliability
from oathbook.assessment.statements import ACT, AGAINST, NEUTRAL, OWN, fold_name, settle
from oathbook.assessment.trust import start_reliability
from oathbook.model import Certainty

_INTERESTS = {"against": AGAINST, "neutral": NEUTRAL, "own": OWN, "act": ACT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """A reliability: where it starts, what was learned, and how much weight of claims it was learned from."""

    start: float
    learned: float
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Claims of one certainty: how far they are believed by themselves, and how far all others bear them out."""

    certainty: Certainty
    claims: int
    believed: float
    borne_out: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceAccount:
    """One source or speaker, its claims weighed.

    `letter` is its Admiralty letter, None where nobody gave one. `speaking` holds a belief for each interest
    that its claims show: `against` its own side's interest, `neutral`, `own`, `act` for constitutive acts.
    `passing_on` is its belief as a relay of others. `copying` is the share of its claims that came after the
    first of their origin, with the same words or speaker, smoothed. `spoke` and `passed` count its claims.
    """

    name: str
    letter: str | None
    side: str | None
    spoke: int
    passed: int
    speaking: Mapping[str, Belief]
    passing_on: Belief
    copying: float
    calibration: tuple[Calibration, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesAnswer:
    """Every source and speaker whose claims bear on a tie, most claims first."""

    known_by: date
    sources: tuple[SourceAccount, ...]


def answer_sources(
    told: Told,
    *,
    known_by: date,
    background: Background,
    parameters: Parameters | None = None,
) -> SourcesAnswer:
    """What the claims known by a day teach about those who make and pass them on."""
    parameters = parameters or background.parameters or load_parameters()
    gathered = gather(told, background, parameters)
    settled = settle(gathered, known_by, parameters)
    certainty = np.array(gathered.certainty)[settled.entry]
    if not len(settled):
        return SourcesAnswer(known_by=known_by, sources=())
    start = start_reliability(settled.mouths, background, parameters)
    weighed = learn_reliability(settled, background, parameters, known_by=known_by)
    chains = lay_chains(weighed, parameters, as_of=known_by)
    q = bear_out(weighed, chains, known_by, parameters)
    letters = {fold_name(name): letter for name, letter in background.letters.items()}
    sides = {fold_name(name): side for name, side in background.sides.items()}
    accounts, scale = [], parameters.learning.prior_scale
    for number, mouth in enumerate(settled.mouths):
        spoke, passed = settled.speaker == number, (settled.relay == number) | (settled.between == number)
        if not (spoke.any() or passed.any()):
            continue
        learned = weighed.reliability
        speaking = {
            name: _belief(start.speaker[number, column], learned.speaker[number, column], scale)
            for name, column in _INTERESTS.items()
            if (spoke & (settled.interest == column)).any()
        }
        copied, own = learned.copying[number]
        accounts.append(
            SourceAccount(
                name=settled.spoken[number],
                letter=letters.get(mouth),
                side=sides.get(mouth),
                spoke=len(set(settled.entry[spoke].tolist())),
                passed=len(set(settled.entry[passed].tolist())),
                speaking=speaking,
                passing_on=_belief(start.relay[number], learned.relay[number], scale),
                copying=float(copied / (copied + own)),
                calibration=_calibrate(weighed, q, spoke, certainty),
            )
        )
    accounts.sort(key=lambda a: (-(a.spoke + a.passed), a.name))
    return SourcesAnswer(known_by=known_by, sources=tuple(accounts))


def _belief(start: Floats, learned: Floats, scale: float) -> Belief:
    """`scale` is by how much learning firms up the counts that it starts from."""
    return Belief(
        start=float(start[0] / start.sum()),
        learned=float(learned[0] / learned.sum()),
        weight=float(max(learned.sum() - start.sum() * scale, 0.0)),
    )


def _calibrate(
    weighed: Weighed,
    borne_out: Floats,
    chosen: NDArray[np.bool_],
    certainty: NDArray[np.int8],
) -> tuple[Calibration, ...]:
    """By how sure the source presents itself, `certainty` [statement] being a place among the three."""
    of = {one: np.flatnonzero(chosen & (certainty == number)) for number, one in enumerate(Certainty)}
    return tuple(
        Calibration(
            certainty=one,
            claims=len(np.unique(weighed.statements.entry[said])),
            believed=float(weighed.chance[said].mean()),
            borne_out=float(borne_out[said].mean()),
        )
        for one, said in of.items()
        if len(said)
    )
