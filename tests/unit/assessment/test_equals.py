"""Alliances and rivalries: arithmetic that can be redone by hand, both clocks, and copies that change nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import permutations
from typing import Any

import pytest

from oathbook.assessment import EqualTie, find_equal_ties
from oathbook.model import Entry, Kind, Polarity, Realis

MakeEntry = Callable[..., Entry]


def ties(
    *entries: Entry, as_of: str = "2015-01-01", known_by: str | None = None, **asked: Any
) -> list[EqualTie]:
    found = find_equal_ties(
        entries,
        as_of=date.fromisoformat(as_of),
        known_by=date.fromisoformat(known_by or "2030-01-01"),
        trust=asked.pop("trust", lambda _: 0.6),
        **asked,
    )
    return list(found)


def rival(entry: MakeEntry, **fields: Any) -> Entry:
    return entry("rival", "b", "a", **({"when": "2014-01-01", "published": "2014-01-02"} | fields))


def test_half_of_a_rivalry_is_left_after_a_year_without_a_word(entry: MakeEntry) -> None:
    (on_the_day,) = ties(rival(entry), as_of="2014-01-01")
    (year_on,) = ties(rival(entry), as_of="2015-01-01")
    assert (on_the_day.intensity, year_on.intensity) == (pytest.approx(0.6), pytest.approx(0.3))
    assert (on_the_day.left, on_the_day.right, on_the_day.kind) == ("a", "b", Kind.RIVAL)


def test_two_origins_are_two_witnesses_and_a_copy_is_none(entry: MakeEntry) -> None:
    words = "the two groups have fought over the road to the border since the new year"
    first = rival(entry, source="A", quote=words)
    copy = rival(entry, source="B", quote=words)
    other = rival(entry, source="C")
    (alone,), (copied,), (two,) = (
        ties(*entries, as_of="2014-01-01") for entries in ((first,), (first, copy), (first, other))
    )
    assert copied.intensity == alone.intensity
    assert (copied.claims, copied.origins) == (2, 1)
    assert two.intensity == pytest.approx(1 - 0.4 * 0.4)


def test_a_stretch_of_time_fades_only_from_its_end(entry: MakeEntry) -> None:
    stretch = rival(entry, when="2012/2014", published="2015-06-01")
    assert ties(stretch, as_of="2014-12-31")[0].intensity == pytest.approx(0.6)
    assert ties(stretch, as_of="2013-01-01")[0].intensity == pytest.approx(0.6)
    assert ties(stretch, as_of="2011-12-31") == []


def test_an_open_stretch_holds_until_it_was_told(entry: MakeEntry) -> None:
    since = rival(entry, when="2012/..", published="2014-01-01")
    assert ties(since, as_of="2014-01-01")[0].intensity == pytest.approx(0.6)
    assert ties(since, as_of="2015-01-01")[0].intensity == pytest.approx(0.3)


def test_a_claim_that_it_is_over_takes_its_trust_off_what_is_older(entry: MakeEntry) -> None:
    end = rival(entry, source="B", when="2014-01-10", published="2014-01-11", ended=True)
    (tie,) = ties(rival(entry), end, as_of="2014-01-10")
    assert tie.intensity == pytest.approx(0.6 * 2 ** (-9 / 365) * 0.4)
    assert (tie.over, tie.is_current, tie.since) == (True, False, None)
    again = rival(entry, source="C", when="2014-02-01", published="2014-02-02")
    (back,) = ties(rival(entry), end, again, as_of="2014-02-01")
    assert (back.over, back.is_current) == (False, True)


def test_a_denial_counts_against_it_and_alone_makes_no_tie(entry: MakeEntry) -> None:
    denial = rival(entry, source="B", polarity=Polarity.NEGATIVE, when="2014-01-05", published="2014-01-05")
    assert ties(denial) == []
    (tie,) = ties(rival(entry), denial, as_of="2014-01-05")
    assert tie.intensity < 0.6 * 0.41
    assert [round(reason.contribution, 2) for reason in tie.reasons] == [-0.36, 0.24]


def test_prospects_and_what_became_known_later_change_nothing(entry: MakeEntry) -> None:
    plan = rival(entry, source="B", realis=Realis.PROSPECTIVE)
    later = rival(entry, source="C", published="2014-06-01")
    (tie,) = ties(rival(entry), plan, later, as_of="2014-01-01", known_by="2014-02-01")
    assert (tie.intensity, tie.claims) == (pytest.approx(0.6), 1)


def test_the_order_of_claims_decides_nothing(entry: MakeEntry) -> None:
    entries = [
        rival(entry, source="A"),
        rival(entry, source="B", when="2014-03"),
        rival(entry, source="C", when="2014-06", ended=True),
    ]
    assert len({ties(*order)[0] for order in permutations(entries)}) == 1


def test_spells_are_the_stretches_in_which_it_was_current(entry: MakeEntry) -> None:
    (tie,) = ties(rival(entry, when="2010-01-01", published="2010-01-02"), rival(entry, source="B"))
    first, second = tie.spells
    assert (first.first, first.peak) == (date(2010, 1, 1), pytest.approx(0.6))
    assert date(2011, 3, 1) < first.last < date(2011, 5, 1)  # 461 days to fall from 0.6 to a quarter
    assert (second.first, second.last) == (date(2014, 1, 1), date(2015, 1, 1))
    assert tie.since == date(2014, 1, 1)


def test_alliances_last_longer_than_rivalries_and_stand_apart_from_them(entry: MakeEntry) -> None:
    ally = entry("ally", "a", "b", when="2014-01-01", published="2014-01-02", source="B")
    found = {tie.kind: tie.intensity for tie in ties(rival(entry), ally)}
    assert found[Kind.ALLY] > found[Kind.RIVAL]


def test_one_actors_ties_are_those_that_name_it(entry: MakeEntry) -> None:
    other = entry("rival", "c", "d", when="2014-01-01")
    assert [tie.other("a") for tie in ties(rival(entry), other, actor="a")] == ["b"]
    assert ties(rival(entry), explained=False)[0].reasons == ()
