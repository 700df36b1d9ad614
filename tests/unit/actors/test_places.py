"""Places of the gazetteer in a text."""

from __future__ import annotations

from oathbook.actors import Registry, build_place_finder
from oathbook.actors.places import country_of


def test_places_stand_at_their_exact_offsets(registry: Registry) -> None:
    text = "From Idlib to al-Bab, and on to Mali's north."
    found = build_place_finder(registry)(text)
    assert [(m.text, text[m.start : m.end]) for m in found] == [
        ("Idlib", "Idlib"),
        ("al-Bab", "al-Bab"),
        ("Mali", "Mali"),
    ]


def test_a_spelling_close_enough_is_the_place_and_a_short_one_is_not(registry: Registry) -> None:
    find_places = build_place_finder(registry)
    assert find_places("near Idleb")[0].place == registry.places[2]
    assert find_places("near Umann and Oeman") == ()


def test_small_letters_and_demonyms_are_no_places(registry: Registry) -> None:
    assert build_place_finder(registry)("a syria of the mind, a Syrian, a Malian, idlib") == ()


def test_a_town_that_is_an_ordinary_word_needs_a_preposition_of_place(registry: Registry) -> None:
    find_places = build_place_finder(registry)
    assert find_places("They said that Power corrupts. Power does.") == ()
    assert [m.text for m in find_places("The market in Power burnt.")] == ["Power"]


def test_of_two_towns_of_one_name_the_documents_country_chooses(registry: Registry) -> None:
    find_places = build_place_finder(registry)
    (tripoli, _) = find_places("A bomb in Tripoli shook Lebanon.")
    assert tripoli.place is not None
    assert tripoli.place.country == "Lebanon"
    (alone,) = find_places("A bomb in Tripoli.")
    assert alone.place is None
    assert [p.country for p in alone.candidates] == ["Libya", "Lebanon"]


def test_a_demonym_points_to_its_country(registry: Registry) -> None:
    assert country_of("Malian", registry) == "Mali"
    assert country_of("Martian", registry) is None
