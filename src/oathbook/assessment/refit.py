"""What do adjudicated claims teach about the lifts? How often each kind of claim is made in a month of each level.

Of every adjudicated claim it is known how the group really stood to the principal in the month that the claim
speaks of. Its sign's claims in a level, over the months that pairs spend in that level, are a rate; the rates of a
sign, over that of no tie, are what the table's lifts should come to once softened by trust. Signs with few such
claims keep close to the table.

How far to go is decided on claims held out: half of the groups teach, the other half judge, and the other way
round. Where no share of the way makes what was found out of them clearly likelier, the table stays. Most claims
are made where a tie is, and most months have none: each level counts among the judges as its months do.

Invariant: with no adjudicated claims, or none that prove a better table, nothing changes.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

import numpy as np

from oathbook.assessment.calibration import LEVELS, Floats, Ints
from oathbook.assessment.model import (
    Weighed,
    expect_months,
    find_levels_when_said,
    lay_chains,
    weigh_statements_of,
)
from oathbook.assessment.parameters import Parameters
from oathbook.assessment.statements import Statements
from oathbook.assessment.values import Background

SHARES = (0.25, 0.5, 1.0)  # of the way from the table to what the claims say, in logarithms
_KEPT = 25.0  # so many claims' worth the lifts of the table count
_FEWEST = 10  # adjudicated claims of a sign
_LEAST, _MOST = 0.02, 40.0
_SURE = 1.64  # standard errors that the gain must be above nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Refitted:
    """New lifts at and after what is claimed, by sign, [level] each; empty where the table stays.

    `claims` were used; `share` of the way was gone, by which held-out claims became likelier by `gain` nats each.
    """

    lifts: Mapping[str, Floats]
    claims: int
    share: float = 0.0
    gain: float = 0.0


def refit_lifts(
    statements: Statements,
    background: Background,
    chosen: Ints,
    truth: Ints,
    parameters: Parameters,
    *,
    known_by: date,
) -> Refitted:
    """Lifts refitted where that proves itself.

    `chosen` are statements that were adjudicated, `truth` the level (its place in `LEVELS`) that the pair of each
    was really in.
    """
    if not len(chosen):
        return Refitted(lifts={}, claims=0)
    weighed = weigh_statements_of(statements, background, parameters)
    months = expect_months(weighed, lay_chains(weighed, parameters, as_of=known_by), known_by, parameters)
    group = statements.pairs[statements.pair[chosen], 0]
    half = np.array([zlib.crc32(statements.actors[int(g)].encode()) & 1 for g in group], dtype=bool)

    def judge(lifts: Mapping[str, Floats]) -> tuple[Floats, Floats]:
        """How likely what was found out is made, [claim], and the months spent in each level, [level]."""
        tried = with_lifts(parameters, lifts)
        again = weigh_statements_of(statements, background, tried)
        chains = lay_chains(again, tried, as_of=known_by)
        levels = tried.calibration.apply(find_levels_when_said(again, chains, known_by, tried)[chosen])
        return np.log(levels[np.arange(len(chosen)), truth]), expect_months(again, chains, known_by, tried)

    before, _ = judge({})
    best = Refitted(lifts={}, claims=len(chosen))
    for share in SHARES:
        gain = np.zeros(len(chosen))
        spent = months.copy()  # by the table and by what is tried: neither is to judge for itself
        for held in (half, ~half):
            taught = ~held
            if held.any() and taught.any():
                lifts = _fit(weighed, months, chosen[taught], truth[taught], parameters, share)
                likely, after = judge(lifts)
                gain[held] = (likely - before)[held]
                spent += after / 2
        gain *= _weigh_levels(spent, truth)
        by_group = np.bincount(np.unique(group, return_inverse=True)[1], weights=gain)
        doubt = _SURE * float(np.sqrt((by_group**2).sum())) / len(gain)
        mean = float(gain.mean())
        if mean > max(doubt, best.gain):
            lifts = _fit(weighed, months, chosen, truth, parameters, share)
            best = Refitted(lifts=lifts, claims=len(chosen), share=share, gain=mean)
    return best


def _weigh_levels(months: Floats, truth: Ints) -> Floats:
    """What each adjudicated claim counts, 1 on average, so that levels count as their months do."""
    seen = np.bincount(truth, minlength=len(LEVELS))
    by_level = np.where(seen > 0, months / np.maximum(seen, 1), 0.0)
    weight: Floats = by_level[truth]
    return weight / weight.mean()


def _fit(
    weighed: Weighed, months: Floats, chosen: Ints, truth: Ints, parameters: Parameters, share: float
) -> dict[str, Floats]:
    """The lifts at that share of the way; no tie keeps its own, since only the proportions of lifts count."""
    s = weighed.statements
    fitted: dict[str, Floats] = {}
    for number, sign in enumerate(parameters.signs):
        mine = s.sign[chosen] == number
        if mine.sum() < _FEWEST or sign not in parameters.stated:
            continue
        r = float(weighed.chance[chosen][mine].mean())
        sharp = float(s.factor[chosen][mine].mean())
        table = parameters.after[number]
        soft = 1 - r + r * np.where(table > 1, table * sharp, table)
        expected = months * soft
        seen = np.bincount(truth[mine], minlength=len(LEVELS))
        rate = (seen + _KEPT * expected / expected.sum()) / months
        moved = soft * (rate / rate[0] / (soft / soft[0])) ** share
        lifts = np.clip((moved - 1 + r) / r, _LEAST, _MOST * sharp)
        fitted[sign] = np.where(lifts > 1, np.maximum(lifts / sharp, 1.0), lifts)
    return fitted


def with_lifts(parameters: Parameters, lifts: Mapping[str, Floats]) -> Parameters:
    """The parameters with these lifts in the stead of theirs."""
    stated = {
        name: sign.model_copy(update={"after": tuple(float(x) for x in lifts[name])})
        if name in lifts
        else sign
        for name, sign in parameters.stated.items()
    }
    values = {name: getattr(parameters, name) for name in type(parameters).model_fields}
    return type(parameters).model_construct(**{**values, "stated": stated})


def write_parameters(lifts: Mapping[str, Floats]) -> str:
    """The shipped parameter file with these lifts in it, its comments kept."""
    text = files("oathbook").joinpath("data/assessment/model.toml").read_text("utf-8")
    for name, row in lifts.items():
        numbers = ", ".join(f"{x:.3g}" for x in row)
        pattern = rf"(\[sign\.{name}\]\n(?:(?!\[).*\n)*?after = )\[[^\]]*\]"
        text = re.sub(pattern, rf"\g<1>[{numbers}]", text)
    return text
