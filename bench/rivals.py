"""What else could weigh claims? The methods that the model is measured against, each in its plain form.

Every method is handed the same statements and gives a distribution over the five levels for every pair on a
day. They see each claim's pair, what it says, its month, its source and which claims are copies.
"""

# ruff: noqa: ARG001 - every method is handed the same, and takes what it needs
from __future__ import annotations

from collections.abc import Callable

import numpy as np

from oathbook.assessment.calibration import Floats, Ints
from oathbook.assessment.origins import Origins
from oathbook.assessment.parameters import Parameters
from oathbook.assessment.statements import Statements

NONE, PLEDGED, ACCEPTED, OPERATIONAL, SPLIT = range(5)
SIZE = 5
# The level that each sign votes for; signs that are not here cast no vote.
_VOTES = {
    "pledged": PLEDGED,
    "pledge_denied": NONE,
    "accepted": ACCEPTED,
    "not_accepted": PLEDGED,
    "refused": NONE,
    "broke": NONE,
    "disavowed": NONE,
    "affiliated": OPERATIONAL,
    "affiliation_doubted": OPERATIONAL,
    "affiliation_denied": NONE,
    "divided": SPLIT,
    "part_tied": SPLIT,
    "split_off": NONE,
    "rivals": NONE,
    "owned_attack": OPERATIONAL,
}
BASE = np.array([0.89, 0.02, 0.02, 0.055, 0.015])
_WINDOW = 24  # months
_FALSE_VALUES = SIZE - 1

Rival = Callable[[Statements, Origins, int, Parameters], Floats]


def _votes(s: Statements, parameters: Parameters) -> Ints:
    by_sign = np.array([_VOTES.get(sign, -1) for sign in parameters.signs])
    return by_sign[s.sign]


def _once(s: Statements, origins: Origins) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """The first of each origin."""
    order = np.lexsort((np.arange(len(s)), s.known, origins.origin))
    first = np.zeros(len(s), dtype=bool)
    _, places = np.unique(origins.origin[order], return_index=True)
    first[order[places]] = True
    return first


def _spread(s: Statements, level: Ints, weight: Floats) -> Floats:
    totals = np.zeros((len(s.pairs), SIZE))
    np.add.at(totals, (s.pair, level), weight)
    return totals


def base_rate(s: Statements, origins: Origins, month: int, parameters: Parameters) -> Floats:
    """The same for all."""
    return np.tile(BASE, (len(s.pairs), 1))


def majority(s: Statements, origins: Origins, month: int, parameters: Parameters) -> Floats:
    """Shares of the votes of the last 24 months, copies counted once."""
    vote = _votes(s, parameters)
    recent = (month - s.after >= 0) & (month - s.after < _WINDOW)
    weight = ((vote >= 0) & recent & _once(s, origins)).astype(float)
    totals = _spread(s, np.maximum(vote, 0), weight)
    totals[totals.sum(axis=1) == 0, NONE] = 1
    return totals / totals.sum(axis=1, keepdims=True)


def latest(s: Statements, origins: Origins, month: int, parameters: Parameters) -> Floats:
    """What the most recent claim about the pair says."""
    return _latest(s, s.pair, month, parameters)[0]


def _latest(s: Statements, by: Ints, month: int, parameters: Parameters) -> tuple[Floats, Ints]:
    vote = _votes(s, parameters)
    usable = np.flatnonzero((vote >= 0) & (s.after <= month))
    order = usable[np.lexsort((s.known[usable], s.after[usable], by[usable]))]
    last = order[np.r_[by[order][1:] != by[order][:-1], True]] if len(order) else order
    shares = np.zeros((len(s.pairs), SIZE))
    shares[:, NONE] = 1
    shares[s.pair[last]] = np.eye(SIZE)[vote[last]]
    return shares * 0.96 + 0.008, last


def latest_exclusive(s: Statements, origins: Origins, month: int, parameters: Parameters) -> Floats:
    """The most recent claim of a tie of the group holds; all its other principals have none."""
    vote = _votes(s, parameters)
    own, _ = _latest(s, s.pair, month, parameters)
    ties = np.flatnonzero((vote > 0) & (s.after <= month))
    group = s.pairs[s.pair, 0]
    order = ties[np.lexsort((s.known[ties], s.after[ties], group[ties]))]
    last = order[np.r_[group[order][1:] != group[order][:-1], True]] if len(order) else order
    chosen = np.zeros(len(s.pairs), dtype=bool)
    chosen[s.pair[last]] = True
    shares = np.tile(np.eye(SIZE)[NONE], (len(s.pairs), 1)) * 0.96 + 0.008
    shares[chosen] = own[chosen]
    return shares


def truth_finder(s: Statements, origins: Origins, month: int, parameters: Parameters) -> Floats:
    """Yin, Han and Yu 2008: facts are as sure as their sources, sources as their facts."""
    vote, source, mine = _windowed(s, month, parameters)
    trust = np.full(len(s.mouths) or 1, 0.9)
    confidence = np.zeros((len(s.pairs), SIZE))
    for _ in range(8):
        score = np.zeros((len(s.pairs), SIZE))
        np.add.at(score, (s.pair[mine], vote[mine]), -np.log(1 - np.clip(trust[source[mine]], 0, 0.999)))
        confidence = np.where(score > 0, 1 / (1 + np.exp(-0.3 * score)), 0)
        said = confidence[s.pair[mine], vote[mine]]
        count = np.bincount(source[mine], minlength=len(trust))
        total = np.bincount(source[mine], weights=said, minlength=len(trust))
        trust = np.where(count > 0, total / np.maximum(count, 1), 0.9)
    return _normalise(confidence)


def crh(s: Statements, origins: Origins, month: int, parameters: Parameters) -> Floats:
    """Li et al. 2014: votes weighted by how seldom a source disagrees with the weighted vote."""
    vote, source, mine = _windowed(s, month, parameters)
    weight = np.ones(len(s.mouths) or 1)
    totals = np.zeros((len(s.pairs), SIZE))
    for _ in range(8):
        totals = np.zeros((len(s.pairs), SIZE))
        np.add.at(totals, (s.pair[mine], vote[mine]), weight[source[mine]])
        winner = totals.argmax(axis=1)
        wrong = (winner[s.pair[mine]] != vote[mine]).astype(float)
        error = (np.bincount(source[mine], weights=wrong, minlength=len(weight)) + 0.5) / (
            np.bincount(source[mine], minlength=len(weight)) + 1
        )
        weight = -np.log(error / error.max() * 0.99)
    return _normalise(totals)


def accu(s: Statements, origins: Origins, month: int, parameters: Parameters) -> Floats:
    """Dong, Berti-Equille and Srivastava 2009: Bayesian votes by accuracy, copies counted once."""
    vote, source, mine = _windowed(s, month, parameters)
    mine = mine[_once(s, origins)[mine]]
    accuracy = np.full(len(s.mouths) or 1, 0.75)
    shares = np.tile(BASE, (len(s.pairs), 1))
    for _ in range(6):
        score = np.tile(np.log(BASE), (len(s.pairs), 1))
        sure = np.clip(accuracy[source[mine]], 0.05, 0.97)
        np.add.at(score, (s.pair[mine], vote[mine]), np.log(_FALSE_VALUES * sure / (1 - sure)))
        score -= score.max(axis=1, keepdims=True)
        shares = np.exp(score) / np.exp(score).sum(axis=1, keepdims=True)
        right = np.bincount(source[mine], weights=shares[s.pair[mine], vote[mine]], minlength=len(accuracy))
        accuracy = (right + 7) / (np.bincount(source[mine], minlength=len(accuracy)) + 10)
    return shares


def subjective_logic(s: Statements, origins: Origins, month: int, parameters: Parameters) -> Floats:
    """Jøsang 2016: cumulative fusion of multinomial opinions that age, base rates for what is not said."""
    vote = _votes(s, parameters)
    ageing = np.exp(-np.abs(month - s.after) / 18.0)
    weight = np.where((vote >= 0) & _once(s, origins), s.sure * 0.7 * ageing, 0.0)
    evidence = _spread(s, np.maximum(vote, 0), weight) * 3
    return (evidence + 2 * BASE) / (evidence.sum(axis=1, keepdims=True) + 2)


def log_odds_pool(s: Statements, origins: Origins, month: int, parameters: Parameters) -> Floats:
    """The model's own lifts, each claim forgotten with time, no states that change, pair by pair."""
    chance = np.clip(s.sure * 0.7, 0.005, 0.97)[:, None]
    said = np.log(1 - chance + chance * parameters.after[s.sign])
    ageing = np.exp(-np.abs(month - s.after) / 24.0) * _once(s, origins)
    score = np.tile(np.log(BASE), (len(s.pairs), 1))
    np.add.at(score, s.pair, said * ageing[:, None])
    score -= score.max(axis=1, keepdims=True)
    return np.exp(score) / np.exp(score).sum(axis=1, keepdims=True)


def _windowed(s: Statements, month: int, parameters: Parameters) -> tuple[Ints, Ints, Ints]:
    vote = _votes(s, parameters)
    age = month - s.after
    mine = np.flatnonzero((vote >= 0) & (age >= 0) & (age < _WINDOW) & (s.speaker >= 0))
    return vote, np.maximum(s.speaker, 0), mine


def _normalise(shares: Floats) -> Floats:
    shares = shares.copy()
    shares[shares.sum(axis=1) <= 0, NONE] = 1
    return shares / shares.sum(axis=1, keepdims=True)


RIVALS: dict[str, Rival] = {
    "base rate": base_rate,
    "majority of the last 24 months": majority,
    "most recent claim": latest,
    "most recent, exclusive principals": latest_exclusive,
    "TruthFinder": truth_finder,
    "CRH": crh,
    "ACCU, copies once": accu,
    "subjective logic with ageing": subjective_logic,
    "decayed log-odds pool": log_odds_pool,
}
