"""Which labels mean the same party."""

from __future__ import annotations

import pytest

from oathbook.analysis.gold import GoldActor
from oathbook.analysis.parties import build_parties, fold
from oathbook.model import Actor, ActorType, Claim, Kind, Party, Source

GOLD = {
    "islamic-state": GoldActor(id="islamic-state", name="Islamic State", aliases=("ISIS", "Daesh")),
    "abu-bakr": GoldActor(id="abu-bakr", name="Abu Bakr al-Baghdadi"),
    "left": GoldActor(id="left", name="Left Front", aliases=("the Front",)),
    "right": GoldActor(id="right", name="Right Front", aliases=("the Front",)),
}
KNOWN = {
    "isil": Actor(
        id="isil",
        name="Islamic State of Iraq and the Levant",
        type=ActorType.ORGANISATION,
        aliases=("Daesh",),
    ),
    "farc": Actor(id="farc", name="FARC", type=ActorType.ORGANISATION),
}
LEAD = Claim(
    kind=Kind.LEAD,
    subject=Party(written="Abu Bakr al-Baghdadi"),
    object=Party(written="ISIS"),
    quote="",
    start=0,
    end=0,
)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The Islamic State", "islamic-state"),
        ("Ansar al-Dîne", "ansar el dine"),
        ("Jama’at", "Jamaat"),
        ("al-Qaeda", "Al Qaeda"),
        ("a militia", "militia"),
    ],
)
def test_case_marks_hyphens_and_articles_do_not_count(left: str, right: str) -> None:
    assert fold(left) == fold(right)


def test_different_words_stay_different() -> None:
    assert fold("Boko Haram") != fold("Boko Harami")
    assert fold("The") == "the"
    assert fold("<analysts>") == "<analysts>"


def test_an_id_a_name_and_an_alias_are_one_party() -> None:
    parties = build_parties(GOLD)
    assert parties.same("Daesh", "islamic-state")
    assert parties.same("islamic state", "ISIS")
    assert not parties.same("ISIS", "abu-bakr")


def test_none_agrees_only_with_none() -> None:
    parties = build_parties(GOLD)
    assert parties.same(None, None)
    assert not parties.same(None, "ISIS")
    assert not parties.same_principal("ISIS", None)


def test_an_alias_of_two_actors_names_neither() -> None:
    parties = build_parties(GOLD)
    assert not parties.same("the Front", "left")
    assert parties.same("the Front", "front")


def test_registry_ids_are_carried_over_by_a_shared_name() -> None:
    parties = build_parties(GOLD, known=KNOWN)
    assert parties.same("isil", "islamic-state")
    assert parties.same("Islamic State of Iraq and the Levant", "ISIS")
    assert parties.same("FARC", "farc")


def test_sources_are_known_as_speakers_by_all_their_names() -> None:
    site = Source(id="site", name="SITE Intelligence Group", aliases=("SITE",))
    parties = build_parties(GOLD, sources={"site": site})
    assert parties.same("SITE", "SITE Intelligence Group")


def test_a_leader_stands_for_his_organisation_as_principal_only() -> None:
    parties = build_parties(GOLD, leads={"abu-bakr": ("islamic-state",)})
    assert parties.same_principal("abu-bakr", "ISIS")
    assert parties.same_principal("ISIS", "abu-bakr")
    assert not parties.same("abu-bakr", "ISIS")


def test_the_golds_own_lead_claims_say_who_leads() -> None:
    assert build_parties(GOLD, claims=[LEAD]).same_principal("abu-bakr", "islamic-state")
