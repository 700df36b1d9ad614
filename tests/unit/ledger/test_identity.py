"""Which labels mean one actor."""

from __future__ import annotations

import pytest

from oathbook.errors import QueryError
from oathbook.ledger.identity import build_identity, require_consistent


def test_judgements_chain_into_clusters_and_others_stand_alone() -> None:
    identity = build_identity([("b", "c"), ("a", "b"), ("x", "y")])
    assert identity.labels("c") == ("a", "b", "c")
    assert identity.labels("x") == ("x", "y")
    assert identity.labels("unjudged") == ("unjudged",)


def test_an_id_stands_for_a_cluster_before_words_as_written() -> None:
    identity = build_identity([("Army of the Delta", "delta-army"), ("AAA", "delta-army")])
    assert identity.canonical("Army of the Delta") == "delta-army"


def test_the_order_of_judgements_does_not_show() -> None:
    pairs = [("a", "b"), ("c", "d"), ("b", "c")]
    assert build_identity(pairs).cluster_of == build_identity(reversed(pairs)).cluster_of


def test_a_pair_judged_before_may_be_turned_round() -> None:
    require_consistent("a", "b", same=False, verdicts={("a", "b"): True})
    require_consistent("b", "a", same=True, verdicts={("a", "b"): False})


def test_clusters_with_a_pair_judged_different_do_not_join() -> None:
    verdicts = {("a", "b"): True, ("c", "d"): True, ("a", "d"): False}
    with pytest.raises(QueryError, match="'a' and 'd' were judged different"):
        require_consistent("b", "c", same=True, verdicts=verdicts)
