"""The registry: finding an actor by any of its names, and a user's own folder over the shipped one."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from oathbook.actors import Registry, load_registry
from oathbook.actors.registry import SHIPPED, registry_of
from oathbook.errors import Ambiguous, DataFileError, NotFound
from oathbook.model import ActorType

Write = Callable[..., Path]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("boko-haram", "boko-haram"),
        ("Boko Haram", "boko-haram"),
        ("boko haram", "boko-haram"),
        ("Al Qa'ida", "al-qaeda"),
        ("AQ", "al-qaeda"),
        ("isis", "islamic-state"),
        ("Shekau", "abubakar-shekau"),
        ("Usama bin Ladin", "osama-bin-laden"),
        ("al-Shabab", "al-shabaab"),
        ("Ansaroul Islam", "ansaroul-islam"),
        ("Ansar al Islam", "ansar-al-islam"),
    ],
)
def test_an_actor_is_found_by_id_name_alias_or_spelling(
    asked: str, expected: str, registry: Registry
) -> None:
    assert registry.find(asked) == expected


def test_a_name_of_several_is_ambiguous_and_names_them(registry: Registry) -> None:
    with pytest.raises(Ambiguous) as caught:
        registry.find("Ahrar")
    assert caught.value.candidates == ("ahrar-al-sham", "jamaat-ul-ahrar")


def test_an_unknown_name_is_answered_with_the_nearest(registry: Registry) -> None:
    with pytest.raises(NotFound) as caught:
        registry.find("Bokko Harram Group")
    assert caught.value.near[0] == "Boko Haram (boko-haram)"


@pytest.mark.parametrize("nonsense", ["", " ", "'", "()"])
def test_nonsense_is_not_found(nonsense: str, registry: Registry) -> None:
    with pytest.raises(NotFound):
        registry.find(nonsense)


def test_a_users_row_replaces_the_row_of_its_id_and_new_rows_are_added(write: Write, tmp_path: Path) -> None:
    base = write(
        tmp_path / "base",
        organisations="a;Alpha;;;organisation;africa;;;;;;\nb;Beta;;;organisation;africa;;;;;;",
    )
    own = write(
        tmp_path / "own",
        organisations="b;Beta Renamed;;;organisation;europe;;;a;;;\nc;Gamma;;;organisation;africa;;;;;;",
    )
    registry = registry_of([base, own])
    assert registry.actors["b"].name == "Beta Renamed"
    assert (registry.actors["b"].region, registry.actors["b"].parent) == ("europe", "a")
    assert set(registry.actors) == {"a", "b", "c"}


def test_a_users_folder_of_one_file_goes_over_the_shipped_ones(write: Write, tmp_path: Path) -> None:
    own = write(tmp_path, organisations="my-band;The Purple Lemur Band;;;organisation;africa;;;;;;")
    registry = load_registry(own)
    assert registry.find("purple lemur band") == "my-band"
    assert len(registry.actors) == len(load_registry().actors) + 1


def test_a_fault_in_a_users_folder_names_the_users_file(write: Write, tmp_path: Path) -> None:
    own = write(tmp_path, organisations="my-band;Boko Haram;;;organisation;africa;;;;;;")
    with pytest.raises(DataFileError, match="'Boko Haram' also strongly names 'boko-haram'") as caught:
        load_registry(own)
    assert (caught.value.path, caught.value.line) == (own / "organisations.tsv", 2)


def test_a_registry_cannot_be_changed(registry: Registry) -> None:
    with pytest.raises(TypeError):
        registry.actors["x"] = registry.actors["mali"]  # type: ignore[index]
    with pytest.raises(dataclasses.FrozenInstanceError):
        registry.actors = {}  # type: ignore[misc]


def test_vouchers_are_leaders_parents_and_other_names(registry: Registry) -> None:
    near, wide = registry.vouchers("adnan-abu-walid-al-sahrawi")
    assert near == {"islamic-state-in-the-greater-sahara", "al-mourabitoun"}
    assert "islamic-state" in wide
    assert registry.vouchers("al-nusra-front")[0] == {"al-qaeda", "ahrar-al-sham"}


def test_the_shipped_files_are_in_order_and_of_the_size_promised() -> None:
    registry = load_registry()
    organisations = [a for a in registry.actors.values() if a.type is ActorType.ORGANISATION]
    people = [a for a in registry.actors.values() if a.type is ActorType.PERSON]
    assert all(folder.is_dir() for folder in SHIPPED)
    assert len(organisations) >= 500
    assert len(people) >= 300
    assert len(registry.sources) >= 200
    assert len(registry.places) >= 1000
