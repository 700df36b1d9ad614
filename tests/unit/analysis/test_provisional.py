"""Provisional actors: unknown names, united by judgements, gone once they are judged to be somebody known."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from oathbook.analysis.provisional import find_judged, find_provisional
from oathbook.errors import QueryError
from oathbook.ledger import Identity, JudgementRow, MentionRow
from oathbook.model import ActorType

NOW = datetime(2020, 1, 1, tzinfo=UTC)


def mention(label: str, *types: str, claims: int = 1, first: str = "2015-01-01") -> MentionRow:
    return MentionRow(
        label=label,
        types=types,
        candidates=(),
        claims=claims,
        first=date.fromisoformat(first),
        claim_id=f"clm-{label}",
        quote=f"about {label}",
        source="Courier",
    )


def judged(left: str, right: str, same: bool | None) -> JudgementRow:
    return JudgementRow(left=left, right=right, same=same, by="me", recorded=NOW)


def test_names_judged_the_same_are_one_actor_first_known_by_the_earlier() -> None:
    identity = Identity({"the men": ("reed men", "the men"), "reed men": ("reed men", "the men")})
    rows = [
        mention("the men", claims=2, first="2014-05-01"),
        mention("reed men"),
        mention("others", claims=2),
    ]
    united, other = find_provisional(rows, identity, known=())
    assert (united.label, united.claims, united.claim_id) == ("reed men", 3, "clm-the men")
    assert united.names == ("reed men", "the men")
    assert other.label == "others"


def test_a_name_judged_to_be_a_known_actor_is_no_longer_provisional() -> None:
    identity = Identity({"the men": ("jnim", "the men")})
    assert find_provisional([mention("the men")], identity, known={"jnim"}) == ()


def test_a_type_is_given_where_claims_agree_on_one() -> None:
    found = {
        actor.label: actor.type
        for actor in find_provisional(
            [mention("a", "person"), mention("b", "person", "organisation"), mention("c")],
            Identity(),
            known=(),
        )
    }
    assert found == {"a": ActorType.PERSON, "b": None, "c": None}


def test_places_come_after_those_who_act() -> None:
    rows = [mention("Bosso", "place", claims=9), mention("reed men")]
    assert [actor.label for actor in find_provisional(rows, Identity(), known=())] == ["reed men", "Bosso"]


def test_only_the_pair_itself_can_be_taken_back_and_the_error_names_its_neighbours() -> None:
    rows = [judged("a", "b", True), judged("b", "c", True), judged("a", "b", None)]
    assert find_judged(rows, "c", "b") is True
    with pytest.raises(QueryError, match="b and c"):
        find_judged(rows, "a", "b")


def test_the_registrys_label_stands_for_a_cluster_whatever_the_alphabet_says() -> None:
    identity = Identity({"jnim": ("a-name", "jnim"), "a-name": ("a-name", "jnim")}).preferring({"jnim"})
    assert identity.canonical("a-name") == "jnim"
