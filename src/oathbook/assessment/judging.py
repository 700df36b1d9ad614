"""How is a distribution put into words? Status, confidence and what clashes, for many pairs at once.

Invariant: the status is read off the likelihoods; the confidence off the basis alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from oathbook.assessment.calibration import Floats, Ints
from oathbook.assessment.chain import forward_backward
from oathbook.assessment.model import (
    Chains,
    Distributions,
    Evidence,
    Row,
    Weighed,
    iter_batches,
    read_levels,
)
from oathbook.assessment.parameters import Parameters
from oathbook.assessment.signs import DOUBTS, ENDINGS, PLEDGES
from oathbook.assessment.statements import month_of
from oathbook.assessment.values import Confidence, Status

_MEMORY_MONTHS = 24.0  # how fast an old statement ceases to be among the heaviest to try without
_SETTLED = 0.97  # a pair that is none with so much, and that little speaks against, hangs on no one mouth
_STATUS_OF_LEVEL = (Status.NONE, Status.PLEDGED, Status.ACCEPTED, Status.OPERATIONAL, Status.SPLIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What is read off each pair, [pair] each. `shift` is the most that leaving one mouth out moves the
    probability, `heaviest` that mouth (-1: none), `without` what it would be; `origins` the effective ones."""

    levels: Floats
    probability: Floats
    status: list[Status]
    accepted: list[bool | None]
    disputed: np.ndarray[tuple[int], np.dtype[np.bool_]]
    confidence: list[Confidence]
    claims: Ints
    origins: Ints
    effective: Floats
    heaviest: Ints
    without: Floats


def judge_pairs(
    weighed: Weighed,
    chains: Chains,
    evidence: Evidence,
    found: Distributions,
    *,
    as_of: date,
    known_by: date,
    parameters: Parameters,
) -> Judged:
    """Everything that is said of a pair beside its reasons."""
    from scipy.special import logit

    s, reading = weighed.statements, parameters.reading
    pairs = len(s.pairs)
    levels = parameters.calibration.apply(found.levels) if pairs else found.levels
    probability = levels[:, 2:].sum(axis=1) if pairs else np.zeros(0)
    tie = parameters.tie[s.sign] if len(s) else np.zeros(0, dtype=np.int8)
    force = np.where(tie > 0, weighed.after[:, 1:].max(axis=1, initial=0), 0.0) - np.where(
        tie < 0, np.maximum(weighed.after[:, 1], 0) - weighed.after[:, 2:].min(axis=1, initial=0), 0.0
    )
    at_stake = (levels[:, 0] < _SETTLED) | (
        np.bincount(s.pair, weights=np.maximum(-force, 0), minlength=pairs) > reading.opposed_nats
    )
    force = force * at_stake[s.pair]
    pro = _heaviest(weighed, np.maximum(force, 0), as_of)
    contra = _heaviest(weighed, np.maximum(-force, 0), as_of)
    rows: list[Row] = []
    owner: list[int] = []
    side_of: list[int] = []  # one statement of each mouth left out
    for side in (pro, contra):
        for pair, gone in side.items():
            rows.append(Row(chain=int(chains.home[pair]), without=gone))
            owner.append(pair)
            side_of.append(int(gone[0]))
    left = _run_without(weighed, chains, evidence, rows, owner, as_of, known_by, parameters)
    heaviest, without = np.full(pairs, -1), probability.copy()
    moved = np.zeros((2, pairs))
    for number, pair in enumerate(owner):
        shift = abs(left[number] - probability[pair])
        if shift > abs(without[pair] - probability[pair]) or heaviest[pair] < 0:
            heaviest[pair] = s.speaker[side_of[number]]
            without[pair] = left[number]
        moved[int(number >= len(pro)), pair] = logit(probability[pair]) - logit(left[number])
    clash = (moved[0] >= reading.opposed_nats) & (moved[1] <= -reading.opposed_nats)
    doubted = has_sign(weighed, DOUBTS, parameters)
    ended = has_sign(weighed, ENDINGS, parameters)
    pledge_told = has_sign(weighed, PLEDGES, parameters)
    spoken_for = np.bincount(s.pair, weights=tie > 0, minlength=pairs) > 0
    status = [
        read_status(
            levels[n],
            broken=float(found.broken[n]),
            rejoined=float(found.rejoined[n]),
            clash=bool(clash[n]),
            spoken_for=bool(spoken_for[n]),
            pledge_told=bool(pledge_told[n]),
            ended=bool(ended[n]),
            parameters=parameters,
        )
        for n in range(pairs)
    ]
    over = np.array([one in {Status.BROKEN, Status.NONE} for one in status], dtype=bool)
    disputed = (clash | doubted) & ~over | np.array([one is Status.DISPUTED for one in status], dtype=bool)
    bears = np.abs(weighed.after[:, 1:]).max(axis=1, initial=0) > 0
    effective, origins = _count_origins(weighed, bears)
    confidence = [
        _judge_confidence(effective[n], abs(without[n] - probability[n]), bool(clash[n]), parameters)
        for n in range(pairs)
    ]
    uttered = s.speaker >= 0
    return Judged(
        levels=levels,
        probability=probability,
        status=status,
        accepted=_read_acceptance(weighed, parameters),
        disputed=disputed,
        confidence=confidence,
        claims=np.bincount(s.pair[uttered], minlength=pairs),
        origins=origins,
        effective=effective,
        heaviest=heaviest,
        without=without,
    )


def _heaviest(weighed: Weighed, force: Floats, as_of: date) -> dict[int, Ints]:
    """For each pair, the statements of the one mouth whose statements weigh most on the day."""
    s = weighed.statements
    near = force * np.exp(-np.abs(month_of(as_of) - s.after) / _MEMORY_MONTHS)
    said = np.flatnonzero((near > 0) & (s.speaker >= 0))
    if not len(said):
        return {}
    width = int(s.speaker.max()) + 1
    codes, place = np.unique(s.pair[said] * width + s.speaker[said], return_inverse=True)
    total = np.bincount(place, weights=near[said])
    names = np.array([s.mouths[code % width] for code in codes], dtype=object)
    order = np.lexsort((np.argsort(np.argsort(names, kind="stable")), -np.round(total, 9), codes // width))
    pair = codes[order] // width
    first = np.flatnonzero(np.r_[True, pair[1:] != pair[:-1]])
    best = {int(codes[order[n]]) for n in first}
    chosen = np.isin(codes[place], sorted(best))
    found: dict[int, list[int]] = {}
    for n in said[chosen]:
        found.setdefault(int(s.pair[n]), []).append(int(n))
    return {pair: np.array(gone, dtype=np.int64) for pair, gone in found.items()}


def _run_without(
    weighed: Weighed,
    chains: Chains,
    evidence: Evidence,
    rows: Sequence[Row],
    owner: Sequence[int],
    as_of: date,
    known_by: date,
    parameters: Parameters,
) -> Floats:
    """The probability of each row's pair without the row's statements."""
    left = np.zeros(len(rows))
    for number, levels in run_rows(weighed, chains, evidence, rows, owner, as_of, known_by, parameters):
        left[number] = levels[2:].sum()
    return left


def run_rows(
    weighed: Weighed,
    chains: Chains,
    evidence: Evidence,
    rows: Sequence[Row],
    owner: Sequence[int],
    as_of: date,
    known_by: date,
    parameters: Parameters,
) -> list[tuple[int, Floats]]:
    """For each row its number and the calibrated levels of its pair (`owner`)."""
    results: list[tuple[int, Floats]] = []
    batches = iter_batches(
        weighed, chains, evidence, rows, as_of=as_of, known_by=known_by, parameters=parameters
    )
    for numbers, batch in batches:
        gamma = forward_backward(batch)[np.arange(len(numbers)), batch.asked]
        raw = np.stack(
            [read_levels(gamma[n], int(chains.place[owner[number]])) for n, number in enumerate(numbers)]
        )
        results += zip((int(n) for n in numbers), parameters.calibration.apply(raw), strict=True)
    return results


def read_status(
    levels: Floats,
    *,
    broken: float,
    rejoined: float,
    clash: bool,
    spoken_for: bool,
    pledge_told: bool,
    ended: bool,
    parameters: Parameters,
) -> Status:
    """The word for a distribution and its history; whether any claim speaks for a tie, of a pledge, of an end.

    It never says more than the probability does: accepted or above takes even odds of standing with the principal.
    """
    reading = parameters.reading
    none, pledged, aligned = levels[0], levels[1], levels[2:].sum()
    if rejoined >= reading.level and aligned >= reading.level:
        return Status.REJOINED
    top = int(levels.argmax())
    if levels[top] >= reading.level and top:
        return _STATUS_OF_LEVEL[top]
    if (spoken_for and broken >= reading.level) or (ended and none >= reading.level):
        return Status.BROKEN
    if clash and max(none, pledged, aligned) < reading.undecided:
        return Status.DISPUTED
    if aligned >= reading.level:
        return _STATUS_OF_LEVEL[2 + int(levels[2:].argmax())]
    if pledged + aligned >= reading.level:  # a tie is likely, that it was accepted is not
        return Status.PLEDGED if pledge_told or pledged > aligned else Status.REPORTED
    if pledged + aligned >= reading.reported and spoken_for:
        return Status.REPORTED
    return Status.NONE


def _judge_confidence(effective: float, shift: float, clash: bool, parameters: Parameters) -> Confidence:
    reading = parameters.reading
    if effective >= reading.high_origins and shift <= reading.high_shift and not clash:
        return Confidence.HIGH
    if effective >= reading.moderate_origins and shift <= reading.moderate_shift:
        return Confidence.MODERATE
    return Confidence.LOW


def count_origins_of_pairs(weighed: Weighed) -> Ints:
    """How many independent origins bear on each pair, [pair]."""
    bears = np.abs(weighed.after[:, 1:]).max(axis=1, initial=0) > 0
    return _count_origins(weighed, bears)[1]


def _count_origins(
    weighed: Weighed, bears: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> tuple[Floats, Ints]:
    """Per pair: the weights of different mouths' strongest statements summed, and how many mouths."""
    s = weighed.statements
    pairs = len(s.pairs)
    said = np.flatnonzero(bears & (s.speaker >= 0) & (weighed.weight > 0))
    if not len(said):
        return np.zeros(pairs), np.zeros(pairs, dtype=np.int64)
    of = weighed.origins.origin
    first = np.full(int(of.max()) + 1, np.iinfo(np.int64).max)
    np.minimum.at(first, of, s.speaker)  # copies count for one mouth of theirs, whichever
    mouth = first[of[said]]
    width = int(s.speaker.max()) + 1
    codes, place = np.unique(s.pair[said] * width + mouth, return_inverse=True)
    best = np.zeros(len(codes))
    np.maximum.at(best, place, weighed.weight[said])
    return (
        np.bincount(codes // width, weights=best, minlength=pairs).astype(np.float64),
        np.bincount(codes // width, minlength=pairs).astype(np.int64),
    )


def has_sign(
    weighed: Weighed, signs: Iterable[str], parameters: Parameters
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whether each pair has a statement of one of the signs."""
    s = weighed.statements
    found = np.zeros(len(s.pairs), dtype=bool)
    found[s.pair[np.isin(s.sign, [parameters.numbers[sign] for sign in signs])]] = True
    return found


def _read_acceptance(weighed: Weighed, parameters: Parameters) -> list[bool | None]:
    """True or False where claims say whether the principal accepted, by which side weighs more."""
    s = weighed.statements
    value = weighed.chance * weighed.weight
    said = np.zeros((2, len(s.pairs)))
    for side, signs in enumerate((("accepted",), ("not_accepted", "refused"))):
        chosen = np.isin(s.sign, [parameters.numbers[sign] for sign in signs])
        said[side] = np.bincount(s.pair, weights=value * chosen, minlength=len(s.pairs))
    return [None if yes == no == 0 else bool(yes > no) for yes, no in said.T]
