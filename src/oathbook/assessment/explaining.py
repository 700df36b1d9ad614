"""Why is an assessment what it is? Every origin's influence by leaving it out, and what would change it.

Invariant: an influence is exactly what the log-odds of the probability lose when the origin's claims are
taken out and everything else is held.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from oathbook.assessment.calibration import Floats, Ints
from oathbook.assessment.chain import forward_backward
from oathbook.assessment.judging import Judged, has_sign, read_status
from oathbook.assessment.model import (
    Chains,
    Distributions,
    Evidence,
    Row,
    Weighed,
    iter_batches,
    read_levels,
    reweigh,
    sharpen,
)
from oathbook.assessment.parameters import Parameters
from oathbook.assessment.signs import ENDINGS, PLEDGES, PROSPECTIVE, SILENCE
from oathbook.assessment.statements import month_of
from oathbook.assessment.trust import Reliability
from oathbook.assessment.values import Arithmetic, Assessment, Change, Levels, Reason, Status
from oathbook.model import Entry

_DRAWS = 24
_QUANTILES = (0.05, 0.95)
_TRUSTED = (0.9, 0.6)  # how far the claims that might still come are imagined to be trusted
_MIGHT_COME = (
    "pledged", "accepted", "not_accepted", "refused", "broke", "disavowed", "affiliated",
    "affiliation_denied", "owned_attack", "divided", "rivals",
)  # fmt: skip
# Admiralty: the least mean reliability of a letter, and the least likelihood of a digit.
_LETTERS = ((0.90, "A"), (0.75, "B"), (0.60, "C"), (0.40, "D"), (0.0, "E"))
_DIGITS = ((0.9, "1"), (0.7, "2"), (0.4, "3"), (0.15, "4"), (0.0, "5"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """All that was worked out for a set of statements on one day, as known on another.

    `letters` are the Admiralty letters of mouths that have one, by folded name.
    """

    weighed: Weighed
    chains: Chains
    evidence: Evidence
    found: Distributions
    judged: Judged
    letters: Mapping[str, str]
    as_of: date
    known_by: date
    parameters: Parameters


def explain(case: Case, pair: int, assessment: Assessment, *, brief: bool = False) -> Assessment:
    """The assessment with its reasons, strongest first, and its clash.

    Unless it is to be `brief`, also with what would change it and an interval from drawn reliabilities.
    """
    groups = _by_origin(case, pair)
    path = _run(case, pair, [None])[0]
    left_out = _run(case, pair, groups)
    reasons = [
        _reason(case, pair, members, assessment.probability, path, left)
        for members, left in zip(groups, left_out, strict=True)
    ]
    reasons.sort(key=lambda r: (-abs(round(r.weight_nats, 9)), r.sign, r.entries[0].id))
    explained = replace(assessment, reasons=tuple(reasons), clash=_find_clash(reasons, case.parameters))
    if brief:
        return explained
    without = [_probability(case, left[_asked(case, pair)]) for left in left_out]
    drawn = _draw_reliabilities(case, pair)
    low, high = (float(np.quantile(drawn, q)) for q in _QUANTILES)
    moved = [*without, low, high, assessment.probability]
    return replace(
        explained,
        interval=(min(moved), max(moved)),
        changes=tuple(_find_changes(case, pair, assessment.status)),
    )


def _by_origin(case: Case, pair: int) -> list[Ints]:
    """The pair's statements, one group an origin; silences are one."""
    s = case.weighed.statements
    mine = np.flatnonzero(s.pair == pair)
    silent = s.sign[mine] == case.parameters.numbers[SILENCE]
    origin = np.where(silent, -1, case.weighed.origins.origin[mine])
    return [mine[origin == one] for one in np.unique(origin)]


def _run(case: Case, pair: int, left_out: Sequence[Ints | None]) -> list[Floats]:
    """For each set left out, the pair's levels through time, [month, level], before calibration."""
    chain, place = int(case.chains.home[pair]), int(case.chains.place[pair])
    rows = [Row(chain=chain, without=gone) for gone in left_out]
    paths: list[Floats] = [np.zeros(0)] * len(rows)
    batches = iter_batches(
        case.weighed,
        case.chains,
        case.evidence,
        rows,
        as_of=case.as_of,
        known_by=case.known_by,
        parameters=case.parameters,
    )
    for numbers, batch in batches:
        levels = read_levels(forward_backward(batch), place)
        for n, number in enumerate(numbers):
            paths[int(number)] = levels[n]
    return paths


def _asked(case: Case, pair: int) -> int:
    home = int(case.chains.home[pair])
    month = min(month_of(case.as_of), int(case.chains.last[home]))
    return max(month - int(case.chains.first[home]), 0)


def _probability(case: Case, raw: Floats) -> float:
    return float(case.parameters.calibration.apply(raw)[2:].sum())


def _reason(case: Case, pair: int, members: Ints, probability: float, path: Floats, left: Floats) -> Reason:
    from scipy.special import logit

    s, weight = case.weighed.statements, case.weighed.weight
    ordered = sorted(members.tolist(), key=lambda n: (-weight[n], s.known[n], s.entries[int(s.entry[n])].id))
    lead = ordered[0]
    sign = case.parameters.signs[int(s.sign[lead])]
    moved = float(logit(probability) - logit(_probability(case, left[_asked(case, pair)])))
    entries = dict.fromkeys(s.entries[int(s.entry[n])] for n in ordered)
    return Reason(
        weight_nats=0.0 if sign == PROSPECTIVE or abs(moved) < 1e-9 else moved,
        sign=sign,
        rule=case.parameters.sign[sign].rule,
        tie=case.parameters.sign[sign].tie,
        origin="silence" if sign == SILENCE else s.spoken[int(s.speaker[lead])],
        entries=tuple(entries),
        admiralty=_letter(case, lead) + _digit(case, pair, lead, members, left),
        arithmetic=_arithmetic(case, pair, lead, path),
    )


def _arithmetic(case: Case, pair: int, n: int, path: Floats) -> Arithmetic:
    s, weighed = case.weighed.statements, case.weighed
    month = int(s.after[n])
    with_ = path[_month(case, pair, month, path)]
    likelihood = np.concatenate([[0.0], weighed.after[n, 1:]])
    soft = np.log(1 - weighed.chance[n] + weighed.chance[n] * _lifts(case, n)) * weighed.weight[n]
    without = with_ * np.exp(-likelihood)
    return Arithmetic(
        entry=s.entries[int(s.entry[n])],
        month=date(month // 12, month % 12 + 1, 1),
        factors=_factors(case, n),
        chance=float(weighed.chance[n]),
        weight=float(weighed.weight[n]),
        lifts=_levels(_lifts(case, n)),
        likelihood=_levels(np.exp(soft)),
        without=_levels(without / without.sum()),
        with_=_levels(with_),
    )


def _month(case: Case, pair: int, month: int, path: Floats) -> int:
    return min(max(month - int(case.chains.first[case.chains.home[pair]]), 0), len(path) - 1)


def _lifts(case: Case, n: int) -> Floats:
    s = case.weighed.statements
    return sharpen(case.parameters.after[s.sign[n : n + 1]], s.factor[n : n + 1])[0]


def _levels(row: Floats) -> Levels:
    none, pledged, accepted, operational, split = (float(x) for x in row)
    return Levels(none=none, pledged=pledged, accepted=accepted, operational=operational, split=split)


def _factors(case: Case, n: int) -> tuple[tuple[str, float], ...]:
    s, reliability = case.weighed.statements, case.weighed.reliability
    if s.speaker[n] < 0:
        return (("nobody utters a silence", 1.0),)
    said: Entry = s.entries[int(s.entry[n])]
    certainty = case.parameters.trust.certainty[said.claim.certainty.value]
    factors = [(f"certainty ({said.claim.certainty})", certainty)]
    factors.append(("reading", float(s.sure[n]) / certainty if certainty else 0.0))
    alpha, beta = reliability.speaker[s.speaker[n], s.interest[n]]
    factors.append(
        (
            f"reliability of {s.spoken[int(s.speaker[n])]} ({alpha:.1f}:{beta:.1f})",
            float(alpha / (alpha + beta)),
        )
    )
    for link in (int(s.between[n]), int(s.relay[n])):
        if link >= 0:
            alpha, beta = reliability.relay[link]
            factors.append(
                (f"passed on by {s.spoken[link]} ({alpha:.1f}:{beta:.1f})", float(alpha / (alpha + beta)))
            )
    return tuple(factors)


def _letter(case: Case, n: int) -> str:
    """The letter of the original speaker: the learned one where there is ground for it, else the given one."""
    s, trust = case.weighed.statements, case.parameters.trust
    if s.speaker[n] < 0:
        return "F"
    given = case.letters.get(s.mouths[int(s.speaker[n])], "F")
    alpha, beta = case.weighed.reliability.speaker[s.speaker[n], s.interest[n]]
    known = alpha + beta - float(np.sum(trust.letters[given]))
    if known < case.parameters.learning.least_claims:
        return given
    return next(letter for least, letter in _LETTERS if alpha / (alpha + beta) >= least)


def _digit(case: Case, pair: int, n: int, members: Ints, left: Floats) -> str:
    """How likely what it says is by everything but its own origin."""
    s = case.weighed.statements
    others = (s.pair == pair) & (s.speaker >= 0)
    others[members] = False
    if not others.any():
        return "6"
    levels = left[_month(case, pair, int(s.after[n]), left)]
    likely = float(levels[case.parameters.after[s.sign[n]] >= 1].sum())
    return next(digit for least, digit in _DIGITS if likely >= least)


def _find_clash(reasons: list[Reason], parameters: Parameters) -> tuple[Reason, Reason] | None:
    """The strongest reason on each side, where both weigh heavily and come from two mouths."""
    least = parameters.reading.clash_nats
    pro = next((r for r in reasons if r.weight_nats >= least), None)
    if pro is None:
        return None
    contra = next((r for r in reasons if r.weight_nats <= -least and r.origin != pro.origin), None)
    return None if contra is None else (pro, contra)


def _draw_reliabilities(case: Case, pair: int) -> Floats:
    """The probability at reliabilities drawn from their Beta counts, [draw]; the same for the same pair."""
    s, held = case.weighed.statements, case.weighed.reliability
    name = f"{s.actors[s.pairs[pair, 0]]} {s.actors[s.pairs[pair, 1]]}"
    # Mouths in an order of their own, so that no order of entries changes what is drawn for whom.
    order = np.argsort(np.array([*s.mouths, ""], dtype=object)[:-1], kind="stable")
    random = np.random.default_rng(int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big"))
    drawn = np.empty(_DRAWS)
    for number in range(_DRAWS):
        speaker, relay = held.speaker.copy(), held.relay.copy()
        means = random.beta(held.speaker[order][..., 0], held.speaker[order][..., 1])
        speaker[order] = np.stack([means, 1 - means], axis=-1)
        passing = random.beta(held.relay[order][..., 0], held.relay[order][..., 1])
        relay[order] = np.stack([passing, 1 - passing], axis=-1)
        moved = Reliability(speaker=speaker, relay=relay, copying=held.copying)
        weighed = reweigh(case.weighed, moved, case.parameters)
        varied = replace(case, weighed=weighed, evidence=Evidence(weighed))
        drawn[number] = _probability(case, _run(varied, pair, [None])[0][_asked(case, pair)])
    return drawn


def _find_changes(case: Case, pair: int, status: Status) -> list[Change]:
    """The claims that, made now, would give another status: the posterior times what they would say."""
    parameters = case.parameters
    raw, broken = case.found.levels[pair], float(case.found.broken[pair])
    pledge_told = bool(has_sign(case.weighed, PLEDGES, parameters)[pair])
    changes = []
    for chance in _TRUSTED:
        for sign in _MIGHT_COME:
            rule = parameters.sign[sign]
            likelihood = 1 - chance + chance * np.array(rule.after)
            after = raw * likelihood
            whole = float(after.sum())
            levels = parameters.calibration.apply(after / whole)
            became = read_status(
                levels,
                broken=broken * float(likelihood[0]) / whole,
                rejoined=float(case.found.rejoined[pair]),
                clash=False,
                spoken_for=True,
                pledge_told=pledge_told or sign in PLEDGES,
                ended=sign in ENDINGS,
                parameters=parameters,
            )
            if became is not status:
                changes.append(
                    Change(
                        sign=sign,
                        rule=rule.rule,
                        chance=chance,
                        probability=float(levels[2:].sum()),
                        status=became,
                    )
                )
    return changes
