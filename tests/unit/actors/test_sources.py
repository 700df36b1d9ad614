"""Sources by the name a document gives, or by its address."""

from __future__ import annotations

import pytest

from oathbook.actors import Registry, find_source, source_of


@pytest.mark.parametrize(
    "name",
    [
        "The Guardian",
        "Guardian",
        "the guardian",
        "The Guardian (as republished)",
        "the-guardian",
        "theguardian.com",
    ],
)
def test_a_source_is_found_by_what_a_document_calls_it(name: str, registry: Registry) -> None:
    source = find_source(registry, name)
    assert source is not None
    assert source.id == "the-guardian"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.theguardian.com/world/x", "the-guardian"),
        ("http://ent.siteintelgroup.com", "site-intelligence-group"),
        ("https://nottheguardian.com/", None),
        ("https://[broken", None),
        ("", None),
    ],
)
def test_a_source_is_found_by_its_address(url: str, expected: str | None, registry: Registry) -> None:
    source = source_of(registry, url=url)
    assert (None if source is None else source.id) == expected


def test_the_name_goes_before_the_address(registry: Registry) -> None:
    source = source_of(registry, name="AFP", url="https://theguardian.com/x")
    assert source is not None
    assert source.id == "agence-france-presse"
    assert source_of(registry, name="Nobody's Gazette") is None
