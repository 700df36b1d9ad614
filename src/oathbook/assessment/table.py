"""What does each sign weigh? The tally's weights, read once from the shipped table."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One thing a claim can say about a pair: its weight in nats, its rule, and the signs it overtakes."""

    name: str
    weight_nats: float
    rule: str
    supersedes: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightTable:
    """The whole table: the prior and limit of the log-odds, the factors of trust, and the signs."""

    prior_nats: float
    limit_nats: float
    certainty: Mapping[str, float]
    letter: Mapping[str, float]
    scope: Mapping[str, float]
    signs: Mapping[str, Sign]


@cache
def load_table() -> WeightTable:
    """The shipped table, `data/assessment/tally.toml`."""
    raw = tomllib.loads(files("oathbook").joinpath("data/assessment/tally.toml").read_text("utf-8"))
    signs = {
        name: Sign(
            name=name,
            weight_nats=row["weight"],
            rule=row["rule"],
            supersedes=frozenset(row.get("supersedes", ())),
        )
        for name, row in raw["sign"].items()
    }
    return WeightTable(
        prior_nats=raw["odds"]["prior"],
        limit_nats=raw["odds"]["limit"],
        certainty=raw["certainty"],
        letter=raw["letter"],
        scope=raw["scope"],
        signs=signs,
    )
