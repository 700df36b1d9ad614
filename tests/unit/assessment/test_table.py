"""The weight table is complete and means what the code takes it to mean."""

from __future__ import annotations

from oathbook.assessment.signs import DOUBTS, PROSPECTIVE
from oathbook.assessment.table import load_table
from oathbook.model import Certainty, Scope


def test_every_certainty_and_scope_has_a_factor() -> None:
    table = load_table()
    assert set(table.certainty) == {c.value for c in Certainty}
    assert set(table.scope) == {s.value for s in Scope}
    assert set(table.letter) == set("ABCDEF")


def test_superseded_signs_exist() -> None:
    signs = load_table().signs
    assert {name for sign in signs.values() for name in sign.supersedes} <= set(signs)


def test_doubts_and_plans_carry_no_weight() -> None:
    signs = load_table().signs
    assert {signs[name].weight_nats for name in (*DOUBTS, PROSPECTIVE)} == {0.0}


def test_a_sign_supersedes_only_signs_of_the_other_side() -> None:
    signs = load_table().signs
    for sign in signs.values():
        assert all(signs[name].weight_nats * sign.weight_nats < 0 for name in sign.supersedes), sign.name
