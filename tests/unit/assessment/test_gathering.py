"""Gathering reads each kind of saying once; it must lose nothing by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bench.worlds import DENSITIES, make_world

from oathbook.assessment import Background, assess_book, load_parameters
from oathbook.assessment.gathering import gather
from oathbook.assessment.signs import read_claim
from oathbook.model import ClaimPage, Entry

WORLD = make_world(replace(DENSITIES["base"], groups=6, years=6), 3)
BACKGROUND = Background(organisations={"p1": ("p0",)}, sides={WORLD.entries[0].source or "": "p2"})


def pages(entries: tuple[Entry, ...], size: int) -> list[ClaimPage]:
    """The entries as pages of a size."""
    return [ClaimPage.of_entries(entries[n : n + size]) for n in range(0, len(entries), size)]


def test_claims_say_the_same_one_by_one_and_in_pages_of_any_size() -> None:
    entries, day = tuple(WORLD.entries), date(2020, 1, 1)
    one, other = (
        assess_book(told, as_of=day, known_by=day, background=BACKGROUND)
        for told in (entries, pages(entries, 7))
    )
    assert len(one) > 6
    assert one == other


def test_what_is_gathered_of_a_claim_is_what_reading_it_by_itself_says() -> None:
    parameters = load_parameters()
    gathered = gather(WORLD.entries, BACKGROUND, parameters, keep=True)
    names = gathered.actors.names
    found = [
        (gathered.ids[u], names[g], names[p], parameters.signs[sign], reach)
        for u, g, p, sign, reach in zip(
            gathered.utterance, gathered.group, gathered.principal, gathered.sign, gathered.reach, strict=True
        )
    ]
    assert [entry.id for entry in gathered.entries] == gathered.ids
    assert found == [
        (entry.id, group, principal, sign, int(reach))
        for entry in gathered.entries
        for group, principal, sign, reach in read_claim(entry.claim, BACKGROUND)
    ]
