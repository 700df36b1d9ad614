"""What a claim says about one pair."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from oathbook.assessment import Background, load_parameters
from oathbook.assessment.gathering import gather
from oathbook.assessment.statements import settle
from oathbook.model import Certainty, Entry, Polarity, Realis, Scope

NO = {"polarity": Polarity.NEGATIVE}


def signs(*entries: Entry, background: Background | None = None) -> list[str]:
    """What is settled of the pair (g, p)."""
    parameters = load_parameters()
    settled = settle(gather(entries, background or Background(), parameters), date(2030, 1, 1), parameters)
    of = [(settled.actors[g], settled.actors[p]) == ("g", "p") for g, p in settled.pairs]
    return [parameters.signs[sign] for sign, pair in zip(settled.sign, settled.pair, strict=True) if of[pair]]


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
        ("reject", "pg", NO, "refusal_denied"),
        ("reject", "gp", {}, None),
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
        ("rival", "gp", {}, "rivals"),
        ("rival", "pg", {}, None),
        ("ally", "gp", {}, "allies"),
        ("pledge", "gp", {"scope": Scope.FACTION}, "part_tied"),
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


def test_a_refusal_bears_on_the_pair_that_other_claims_tie(entry: Callable[..., Entry]) -> None:
    turned = entry("reject", "g", "p", source="Monitor")
    assert signs(entry("pledge", "g", "p"), turned) == ["pledged", "refused"]


def test_a_rivalry_bears_on_a_tied_pair_whichever_side_is_named_first(entry: Callable[..., Entry]) -> None:
    assert signs(entry("pledge", "g", "p"), entry("rival", "p", "g")) == ["pledged", "rivals"]


def test_a_division_is_the_groups_own_where_its_tie_is_told_of(entry: Callable[..., Entry]) -> None:
    """A splinter leaves its parent; a group that stands with a principal divides over it."""
    division = entry("split", "g", "p")
    assert signs(division) == ["split_off"]
    assert signs(division, entry("accept", "p", "g")) == ["divided", "accepted"]


TIE = {"kind": "pledge", "subject": "g", "object_": "p"}


def test_an_attack_of_the_subject_that_the_principal_left_unclaimed_counts_against(
    entry: Callable[..., Entry],
) -> None:
    own = entry("claim_attack", "g", "Niger", when="2017-10")
    silent = entry("claim_attack", "p", "Niger", when="2017-10", **NO)
    assert signs(entry(**TIE), own, silent) == ["pledged", "unowned_attack"]
    assert signs(own, silent) == []


def test_an_attack_elsewhere_or_at_another_time_says_nothing(entry: Callable[..., Entry]) -> None:
    tie, own = entry(**TIE), entry("attack", "g", "Niger", when="2017-10")
    assert signs(tie, own, entry("claim_attack", "p", "Mali", when="2017-10")) == ["pledged", "silence"]
    assert signs(tie, own, entry("claim_attack", "p", "Niger", when="2016-10")) == ["pledged", "silence"]
    owned = entry("claim_attack", "p", "niger", when="2017-10-04")
    assert signs(tie, own, owned) == ["pledged", "owned_attack"]


def test_silence_speaks_only_of_a_principal_that_is_heard_to_claim_attacks(
    entry: Callable[..., Entry],
) -> None:
    tie, own = entry(**TIE), entry("attack", "g", "Niger", when="2017-10")
    assert signs(tie, own) == ["pledged"]
