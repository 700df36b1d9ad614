"""What do adjudicated claims teach about the lifts? Counts of the levels in which each kind of claim was made.

Of every adjudicated claim it is known how the group really stood to the principal in the month that the claim
speaks of. The share of a sign's claims made in a level, over the share of all claims made in it, is what the
sign lifts that level by; softened by trust as in the model, that gives the lift. Signs with few such claims
keep close to the table they started with.

Invariant: with no adjudicated claims nothing changes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files

import numpy as np

from oathbook.assessment.calibration import LEVELS, Floats, Ints
from oathbook.assessment.parameters import Parameters
from oathbook.assessment.statements import Statements

_KEPT = 25.0  # so many claims' worth the lifts of the table count
_LEAST, _MOST = 0.02, 20.0


def refit_lifts(
    statements: Statements, chance: Floats, chosen: Ints, truth: Ints, parameters: Parameters
) -> Mapping[str, Floats]:
    """New lifts at and after what is claimed, by sign, [level] each.

    `chosen` are statements that were adjudicated, `truth` the level (its place in `LEVELS`) that the pair of each
    was really in.
    """
    s, size = statements, len(LEVELS)
    levels = np.eye(size)[truth]
    share = (levels.sum(axis=0) + 0.5) / (len(chosen) + 0.5 * size)
    fitted: dict[str, Floats] = {}
    for number, sign in enumerate(parameters.signs):
        mine = s.sign[chosen] == number
        if not mine.any() or sign not in parameters.stated:
            continue
        r = float(chance[chosen][mine].mean())
        sharp = float(s.factor[chosen][mine].mean())
        table = np.where(
            parameters.after[number] > 1, parameters.after[number] * sharp, parameters.after[number]
        )
        ratio = 1 - r + r * table
        expected = share * ratio / (share * ratio).sum()
        seen = levels[mine].sum(axis=0)
        mixed = (seen + _KEPT * expected) / (seen.sum() + _KEPT) / share
        mixed *= (share * ratio).sum()  # on the table's own scale: only the proportions of lifts count
        lifts = np.clip((mixed - 1 + r) / r, _LEAST, _MOST * sharp)
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
