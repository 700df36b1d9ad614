"""Whom a text names: spellings, case, boundaries, and what a document says about its own names."""

from __future__ import annotations

import pytest

from oathbook.actors import Matcher, Strength
from oathbook.model import ActorType


def named(matcher: Matcher, text: str) -> list[tuple[str, str | None]]:
    mentions = matcher.find(text)
    assert all(text[m.start : m.end] == m.text for m in mentions)
    return [(m.text, m.actor) for m in mentions]


@pytest.mark.parametrize(
    ("text", "span", "actor"),
    [
        ("a cell of al-Qaeda here", "al-Qaeda", "al-qaeda"),
        ("a cell of Al Qa'ida here", "Al Qa'ida", "al-qaeda"),
        ("a cell of al-Qā‘ida here", "al-Qā‘ida", "al-qaeda"),
        ("AL-QAEDA CHIEF DEAD", "AL-QAEDA", "al-qaeda"),
        ("al-qaeda in small letters", "al-qaeda", "al-qaeda"),
        ("the Alqaeda network", "Alqaeda", "al-qaeda"),
        ("an al-Qaeda-linked band", "al-Qaeda", "al-qaeda"),
        ("some pro-al-Qaeda preachers", "al-Qaeda", "al-qaeda"),
        ("قال تنظيم القاعدة اليوم", "القاعدة", "al-qaeda"),
        ("men of Boko\nHaram fled", "Boko\nHaram", "boko-haram"),
        ("BOKO HARAM STRIKES AGAIN", "BOKO HARAM", "boko-haram"),
        ("Jabhat an-Nusra fought", "Jabhat an-Nusra", "al-nusra-front"),
        ("the Nusra front fought", "Nusra front", "al-nusra-front"),
        ("the Haqqani Network fought", "Haqqani Network", "haqqani-network"),
        ("Noureddine al-Zinki fought", "Noureddine al-Zinki", "nour-al-din-al-zenki"),
        ("Nour ad-Din al-Zenki fought", "Nour ad-Din al-Zenki", "nour-al-din-al-zenki"),
        ("Lashkar-e-taiba denied it", "Lashkar-e-taiba", "lashkar-e-taiba"),
        ("Lashkar-i-Tayyaba denied it", "Lashkar-i-Tayyaba", "lashkar-e-taiba"),
        ("Abdul Malik Droukdel wrote", "Abdul Malik Droukdel", "abdelmalek-droukdel"),
        ("Abou Moussab Abdelouadoud wrote", "Abou Moussab Abdelouadoud", "abdelmalek-droukdel"),
        ("the Peoples Protection Units", "Peoples Protection Units", "ypg"),
        ("the People’s Protection Units", "People’s Protection Units", "ypg"),
        ("rebels of the M-23 and", "M-23", "m23"),
        ("NDFB(S) cadres", "NDFB(S)", "ndfb-s"),
        ("in the U.S. today", "U.S.", "united-states"),
        ("ISIS’s men", "ISIS", "islamic-state"),
        ("ISIS' men", "ISIS", "islamic-state"),
        ("a pact with ISIS.", "ISIS", "islamic-state"),
    ],
)
def test_a_spelling_is_found_at_its_exact_place(text: str, span: str, actor: str, matcher: Matcher) -> None:
    assert named(matcher, text) == [(span, actor)]


@pytest.mark.parametrize(
    "text",
    [
        "It is as it is.",
        "This IS the end, and it IS bitter.",
        "GROUP IS READY TO TALK PEACE",
        "They dreamt of an islamic state and of the Islamic state of grace.",
        "the front of the house",
        "Boko Haramite, bokoharam, Bokos Haram",
        "a crisis, thesis, ISISian",
        "Let us go; let the dogs out",
        "boko haramNigerian",
        "al-Qaedaists",
        "the united states of mind",
        "The site was bombed",
        "SITE WAS BOMBED AGAIN",
        "A Guardian Council",
    ],
)
def test_these_are_no_names(text: str, matcher: Matcher) -> None:
    assert named(matcher, text) == []


def test_the_longest_name_wins(matcher: Matcher) -> None:
    text = "Islamic State in the Greater Sahara left Islamic State."
    assert [actor for _, actor in named(matcher, text)] == [
        "islamic-state-in-the-greater-sahara",
        "islamic-state",
    ]


def test_a_name_glued_to_the_next_word_is_found_when_that_has_a_capital(matcher: Matcher) -> None:
    assert named(matcher, "Al-ShababNigerian Boko Haram") == [
        ("Al-Shabab", "al-shabaab"),
        ("Boko Haram", "boko-haram"),
    ]


def test_a_name_does_not_reach_over_a_blank_line_or_a_comma(matcher: Matcher) -> None:
    assert named(matcher, "Boko\n\nHaram") == []
    assert named(matcher, "Boko, Haram") == []


def test_one_folding_for_two_groups_is_decided_by_the_plain_spelling(matcher: Matcher) -> None:
    assert named(matcher, "Ansar al-Islam and Ansaroul Islam") == [
        ("Ansar al-Islam", "ansar-al-islam"),
        ("Ansaroul Islam", "ansaroul-islam"),
    ]


def test_a_third_spelling_of_two_groups_stays_open_with_both(matcher: Matcher) -> None:
    (mention,) = matcher.find("a camp of Ansarul-Islaam there")
    assert mention.actor is None
    assert set(mention.candidates) == {"ansar-al-islam", "ansaroul-islam"}
    assert mention.type is ActorType.ORGANISATION


def test_a_third_spelling_goes_to_the_group_that_the_document_names(matcher: Matcher) -> None:
    mentions = matcher.find("Ansar al-Islam began in 2001. Ansarul-Islaam held a valley.")
    assert [m.actor for m in mentions] == ["ansar-al-islam", "ansar-al-islam"]


# -- weak names ----------------------------------------------------------------------------------------------


def test_a_surname_goes_to_the_person_named_in_full(matcher: Matcher) -> None:
    first, second = matcher.find("Abubakar Shekau spoke. Then Shekau's men left.")
    assert (first.strength, second.strength) == (Strength.STRONG, Strength.WEAK)
    assert (second.text, second.actor) == ("Shekau", "abubakar-shekau")


def test_a_listed_surname_goes_to_the_one_whose_group_is_named(matcher: Matcher) -> None:
    assert ("Shekau", "abubakar-shekau") in named(matcher, "Boko Haram said that Shekau was alive.")


def test_a_listed_surname_alone_stays_open_with_its_candidate(matcher: Matcher) -> None:
    (mention,) = matcher.find("Villagers spoke of Shekau all night.")
    assert (mention.actor, mention.candidates, mention.strength) == (
        None,
        ("abubakar-shekau",),
        Strength.WEAK,
    )


def test_a_surname_that_nobody_listed_is_learnt_from_the_full_name(matcher: Matcher) -> None:
    text = "Osama bin Laden fled. Bin Laden hid; Laden's guards stayed."
    assert named(matcher, text) == [
        ("Osama bin Laden", "osama-bin-laden"),
        ("Bin Laden", "osama-bin-laden"),
        ("Laden", "osama-bin-laden"),
    ]


def test_a_surname_of_two_persons_named_before_stays_open(matcher: Matcher) -> None:
    mentions = matcher.find("Abu Musab al-Barnawi met Khalid al-Barnawi. Barnawi smiled.")
    assert mentions[-1].actor is None
    assert set(mentions[-1].candidates) == {"abu-musab-al-barnawi", "khalid-al-barnawi"}


def test_a_surname_goes_to_the_one_person_named_before_it(matcher: Matcher) -> None:
    mentions = matcher.find("Khalid al-Barnawi came. Barnawi smiled. Abu Musab al-Barnawi did not.")
    assert mentions[1].actor == "khalid-al-barnawi"


@pytest.mark.parametrize("other", ["Ahmed Sahrawi", "Sahrawi Arabs", "Fatima al-Sahrawi"])
def test_a_surname_in_somebody_elses_name_is_no_mention(other: str, matcher: Matcher) -> None:
    text = f"Adnan Abu Walid al-Sahrawi was seen with {other} in the desert."
    assert named(matcher, text) == [("Adnan Abu Walid al-Sahrawi", "adnan-abu-walid-al-sahrawi")]


@pytest.mark.parametrize(
    "before", ["Sheikh Sahrawi", "Boko Haram’s Sahrawi", "Commander Sahrawi", "On Monday Sahrawi"]
)
def test_a_title_before_a_surname_makes_no_other_person(before: str, matcher: Matcher) -> None:
    text = f"Adnan Abu Walid al-Sahrawi was seen. {before} waved."
    assert ("Sahrawi", "adnan-abu-walid-al-sahrawi") in named(matcher, text)


def test_the_front_is_the_front_that_the_document_names(matcher: Matcher) -> None:
    assert named(matcher, "Jabhat al-Nusra grew. In May the Front split.")[-1] == ("Front", "al-nusra-front")
    assert named(matcher, "In May the Front split.") == [("Front", None)]


def test_a_short_form_of_two_groups_is_decided_by_the_document(matcher: Matcher) -> None:
    assert named(matcher, "Ahrar al-Sham met Zenki. Ahrar left.")[-1] == ("Ahrar", "ahrar-al-sham")
    assert named(matcher, "Jamaat-ul-Ahrar split. Ahrar left.")[-1] == ("Ahrar", "jamaat-ul-ahrar")
    (mention,) = matcher.find("He said that Ahrar left.")
    assert (mention.actor, mention.candidates) == (None, ("jamaat-ul-ahrar", "ahrar-al-sham"))


def test_an_ordinary_word_is_no_name_where_any_word_has_a_capital(matcher: Matcher) -> None:
    text = "Officials met the Official IRA. Officials left. The men of the Officials stayed."
    assert [m.start for m in matcher.find(text)] == [18, 63]


def test_a_strong_name_goes_to_its_weak_bearer_if_only_that_one_is_named_in_full(matcher: Matcher) -> None:
    assert named(matcher, "ISIS-Mozambique grew. Locals say al-Shabab.")[-1][1] == "ansar-al-sunna-mozambique"
    assert named(matcher, "Locals say al-Shabab.")[-1][1] == "al-shabaab"


def test_a_weak_exact_spelling_competes_with_a_folded_strong_one(matcher: Matcher) -> None:
    assert named(matcher, "In Turkey, Hizbullah killed two.")[-1] == ("Hizbullah", "kurdish-hizbullah")
    assert named(matcher, "In Lebanon, Hizbullah killed two.")[-1] == ("Hizbullah", "hezbollah")
    assert named(matcher, "Hezbollah denied it. Hizbullah killed two.")[-1] == ("Hizbullah", "hezbollah")
    assert named(matcher, "The men of Hizbullah killed two.") == [("Hizbullah", None)]


# -- acronyms in brackets ------------------------------------------------------------------------------------


def test_an_acronym_in_brackets_binds_for_the_document(matcher: Matcher) -> None:
    text = "Boko Haram (BH) struck. BH denied it; the BH's men fled. bh and BHX did not."
    assert named(matcher, text) == [
        ("Boko Haram", "boko-haram"),
        ("BH", "boko-haram"),
        ("BH", "boko-haram"),
        ("BH", "boko-haram"),
    ]
    assert named(matcher, "BH denied it.") == []


def test_a_bracket_takes_another_groups_acronym(matcher: Matcher) -> None:
    text = "Ahrar al-Dar Forces left. Al-Dawla Fighters; Allied Democratic Forces (ADF). ADF men."
    assert named(matcher, text)[-1] == ("ADF", "allied-democratic-forces")
    taken = "Lashkar-e-Taiba (ISIL) said so; ISIL again."  # the letters do not spell it: nothing is bound
    assert named(matcher, taken)[1:] == [("ISIL", "islamic-state"), ("ISIL", "islamic-state")]
    bound = "The Haqqani network (HNW) and Ansaroul Islam (AQ) spoke. AQ moved on."
    assert named(matcher, bound)[-1] != ("AQ", "al-qaeda")


def test_an_unknown_group_keeps_its_acronym_from_a_known_one(matcher: Matcher) -> None:
    text = "The Alliance of Desert Farmers (ADF) met. ADF herders left."
    mentions = matcher.find(text)
    assert [(m.text, m.actor, m.candidates) for m in mentions] == [("ADF", None, ()), ("ADF", None, ())]
    assert {m.type for m in mentions} == {ActorType.ORGANISATION}


def test_another_wording_of_a_known_name_keeps_its_acronym(matcher: Matcher) -> None:
    text = "The Alliance of Democratic Forces (ADF) met. ADF rebels left."
    assert [actor for _, actor in named(matcher, text)] == ["allied-democratic-forces"] * 2


def test_a_credit_in_brackets_binds_nothing(matcher: Matcher) -> None:
    text = "Men of Boko Haram (AFP) fled. AFP saw them."
    assert [actor for _, actor in named(matcher, text)] == [
        "boko-haram",
        "agence-france-presse",
        "agence-france-presse",
    ]


# -- states and outlets --------------------------------------------------------------------------------------


def test_states_and_their_forces_are_named_as_states(matcher: Matcher) -> None:
    (mention,) = matcher.find("The Malian army withdrew.")
    assert (mention.text, mention.actor, mention.type) == ("Malian army", "mali", ActorType.STATE)


@pytest.mark.parametrize(
    "text", ["He flew to Bamako.", "BAMAKO, March 3 - He flew.", "He died in Washington."]
)
def test_a_capital_as_a_place_is_no_state(text: str, matcher: Matcher) -> None:
    assert named(matcher, text) == []


def test_a_capital_that_acts_is_its_state(matcher: Matcher) -> None:
    assert named(matcher, "Then Washington blacklisted it.") == [("Washington", "united-states")]
    assert named(matcher, "It was listed by Washington then.") == [("Washington", "united-states")]
    assert named(matcher, "Then Washington residents fled.") == [("Washington", None)]


def test_outlets_are_named_as_outlets(matcher: Matcher) -> None:
    mentions = matcher.find("SITE and the Guardian quoted Amaq News Agency.")
    assert [(m.actor, m.type) for m in mentions] == [
        ("site-intelligence-group", ActorType.OUTLET),
        ("the-guardian", ActorType.OUTLET),
        ("amaq", ActorType.OUTLET),
    ]


def test_nothing_in_nothing(matcher: Matcher) -> None:
    assert matcher.find("") == ()
    assert matcher.any("") is False
