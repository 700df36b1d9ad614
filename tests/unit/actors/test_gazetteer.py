"""Points with the distance within which they hold."""

from __future__ import annotations

import pytest

from oathbook.actors import Place, load_registry
from oathbook.actors.gazetteer import Gazetteer, distance_km


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer(registry=load_registry())


def place(gazetteer: Gazetteer, name: str) -> Place:
    found = gazetteer.find(name)
    assert found is not None, name
    return found


def test_a_country_is_drawn_larger_than_its_region_and_that_larger_than_its_town(
    gazetteer: Gazetteer,
) -> None:
    radii = [gazetteer.radius_km(place(gazetteer, name)) for name in ("Nigeria", "Borno", "Gwoza")]
    assert radii == sorted(radii, reverse=True)
    assert len(set(radii)) == 3


def test_every_country_and_area_has_an_extent_of_its_own(gazetteer: Gazetteer) -> None:
    registry = gazetteer.registry
    wanted = {p.name for p in registry.places if p.kind in {"country", "area"}}
    assert set(registry.extents) == wanted


def test_every_place_has_a_point_that_is_not_far_out_of_its_country(gazetteer: Gazetteer) -> None:
    """Swapped or mistyped coordinates land in another part of the world; islands far off are named here."""
    countries = {p.name: p for p in gazetteer.registry.places if p.kind == "country"}
    far = set()
    for p in gazetteer.registry.places:
        assert p.lat is not None
        assert p.lon is not None
        country = countries.get(p.country or "")
        if country is not None and p is not country:
            away = distance_km(p, country)
            assert away is not None
            if away > 4.2 * gazetteer.radius_km(country) + 60:
                far.add(p.name)
    islands = {"Funchal", "Santa Cruz de Tenerife", "Telde", "Las Palmas de Gran Canaria"}
    borneo = {"Sipadan", "Lahad Datu", "Sandakan", "Tawau", "Sabah", "Kota Kinabalu"}
    assert far <= islands | borneo


def test_a_name_of_two_places_is_chosen_by_its_country(gazetteer: Gazetteer) -> None:
    assert place(gazetteer, "Tripoli").country == "Libya"
    assert place(gazetteer, "Tripoli, Lebanon").country == "Lebanon"


def test_a_name_that_nobody_knows_is_placed_nowhere(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Xyzzytown") is None
    assert gazetteer.find("Tripoli, Peru") is None


def test_completion_gives_the_larger_kinds_first(gazetteer: Gazetteer) -> None:
    found = gazetteer.near("mal", 50)
    kinds = [p.kind for p in found]
    assert found[0].kind == "country"
    assert kinds == sorted(kinds, key=["country", "region", "area", "city", "town", "site"].index)
