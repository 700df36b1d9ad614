"""What is a forecast, and what is its record? Chances by each way of forecasting, side by side.

Invariant: a chance never stands without the base rate beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oathbook.analysis.forecast.score import Score


class Step(StrEnum):
    """What a group may do within the horizon."""

    PLEDGE = "pledge"  # it pledges allegiance to somebody
    SPLIT = "split"  # a part of it goes its own way
    SWITCH = "switch"  # it breaks with a principal, is disowned by him, or pledges to another


class Way(StrEnum):
    """How a chance is arrived at."""

    BASE = "base"  # the share of all group-years so far in which it happened
    RECENCY = "recency"  # the same among groups alike in how lately they stirred or changed their leader
    RATES = "rates"  # the model's own rates from where the group now stands
    BLEND = "blend"  # a logistic regression over all three, fitted on the years before


class Verdict(StrEnum):
    """What the backtest says of a way of forecasting."""

    SKILL = "skill"  # better than the base rate, beyond chance
    NONE = "no skill"  # not better than the base rate, or not beyond chance
    UNKNOWN = "too little to tell"  # too few years or events


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupForecast:
    """One group's chances of each step, by each way; `principal` is whom it more likely than not stands with."""

    group: str
    principal: str | None
    chances: Mapping[Step, Mapping[Way, float]]
    last_step: date | None
    last_leader_change: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest:
    """How each way has done, walking forward: at each of `origins` only what was known then was used."""

    origins: tuple[date, ...]
    scores: Mapping[Step, Mapping[Way, Score]]
    verdicts: Mapping[Step, Mapping[Way, Verdict]]
    group_years: int
    events: Mapping[Step, int]

    @property
    def has_skill(self) -> bool:
        """Whether any way beats the base rate at any step."""
        return any(v is Verdict.SKILL for ways in self.verdicts.values() for v in ways.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastAnswer:
    """The chances within `months` after `origin`, groups of the highest chances first, with their record."""

    origin: date
    months: int
    groups: tuple[GroupForecast, ...]
    backtest: Backtest
