"""What a claim says about one pair."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from oathbook.assessment import Background
from oathbook.assessment.signs import read_signs
from oathbook.model import Certainty, Entry, Polarity, Realis, Scope

NO = {"polarity": Polarity.NEGATIVE}


def signs(*entries: Entry, background: Background | None = None) -> list[str]:
    return [sign for _, sign in read_signs("g", "p", entries, background or Background())]


@pytest.mark.parametrize(
    ("kind", "sides", "fields", "sign"),
    [
        ("pledge", "gp", {}, "pledged"),
        ("pledge", "gp", NO, "pledge_denied"),
        ("pledge", "pg", {}, None),
        ("accept", "pg", {}, "accepted"),
        ("accept", "pg", NO, "not_accepted"),
        ("accept", "gp", {}, None),
        ("reject", "pg", {}, "refused"),
        ("reject", "gp", {}, "refused"),
        ("reject", "gp", NO, None),
        ("break", "gp", {}, "broke"),
        ("disavow", "pg", {}, "disavowed"),
        ("affiliate", "gp", {}, "affiliated"),
        ("affiliate", "gp", NO, "affiliation_denied"),
        ("affiliate", "gp", {"ended": True}, "affiliation_over"),
        ("affiliate", "gp", {"certainty": Certainty.POSSIBLE}, "affiliation_doubted"),
        ("member", "gp", {"certainty": Certainty.POSSIBLE}, "belonging_doubted"),
        ("lead", "gp", {}, "belongs"),
        ("lead", "gp", {"ended": True}, "belonging_over"),
        ("merge", "gp", {}, "merged"),
        ("merge", "pg", {}, None),
        ("rival", "pg", {}, "rivals"),
        ("ally", "gp", {}, None),
        ("recruit", "pg", {}, None),
        ("split", "gp", {}, "split_off"),
        ("pledge", "gp", {"realis": Realis.PROSPECTIVE}, "prospective"),
        ("defect", "gp", {"scope": Scope.PERSON}, "pledged"),
        ("defect", "gp", {"scope": Scope.MEMBERS}, None),
    ],
)
def test_kind_sides_and_polarity_decide_the_sign(
    entry: Callable[..., Entry], kind: str, sides: str, fields: dict[str, object], sign: str | None
) -> None:
    assert signs(entry(kind, sides[0], sides[1], **fields)) == ([] if sign is None else [sign])


def test_a_pledge_to_the_leader_is_one_to_his_organisation(entry: Callable[..., Entry]) -> None:
    pledge = entry("pledge", "g", "boss")
    assert signs(pledge) == []
    assert signs(pledge, background=Background(organisations={"boss": ("p",)})) == ["pledged"]


def test_a_principal_that_replaces_the_leader_steers(entry: Callable[..., Entry]) -> None:
    assert signs(entry("replace", "new", "old", by="p", of="g")) == ["steered"]


def test_a_replaced_leader_no_longer_belongs(entry: Callable[..., Entry]) -> None:
    assert signs(entry("replace", "new", "g", of="p")) == ["belonging_over"]
    assert signs(entry("replace", "g", "old", of="p")) == ["belongs"]


def test_an_attack_of_the_subject_that_the_principal_left_unclaimed_counts_against(
    entry: Callable[..., Entry],
) -> None:
    own = entry("claim_attack", "g", "Niger", when="2017-10")
    silent = entry("claim_attack", "p", "Niger", when="2017-10", **NO)
    assert signs(own, silent) == ["unowned_attack"]


def test_an_attack_elsewhere_or_at_another_time_says_nothing(entry: Callable[..., Entry]) -> None:
    own = entry("attack", "g", "Niger", when="2017-10")
    assert signs(own, entry("claim_attack", "p", "Mali", when="2017-10")) == []
    assert signs(own, entry("claim_attack", "p", "Niger", when="2016-10")) == []
    assert signs(own, entry("claim_attack", "p", "niger", when="2017-10-04")) == ["owned_attack"]
