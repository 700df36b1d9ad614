"""Which rules does the grammar have? Importing its modules fills the table; nothing is added later."""

from __future__ import annotations

from oathbook.language.times import rules_anchored, rules_dates, rules_feasts
from oathbook.language.times.table import RULES, Kind, Rule

_MODULES = (rules_dates, rules_anchored, rules_feasts)  # imported for what they enter in the table
RULES_BY_KIND: dict[Kind, tuple[Rule, ...]] = {kind: tuple(rules) for kind, rules in RULES.items()}
ALL_RULES: tuple[Rule, ...] = tuple(dict.fromkeys(rule for rules in RULES.values() for rule in rules))
