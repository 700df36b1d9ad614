"""A field is what `who` says, for all groups and months at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from oathbook.analysis.field import _storable, levels_of
from oathbook.book import Book, open_book
from oathbook.model import Verdict

EXAMPLES = Path(__file__).parents[3] / "examples" / "reports"
KNOWN = date(2020, 1, 1)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    with open_book(tmp_path_factory.mktemp("field") / "examples.oathbook") as opened:
        opened.read(EXAMPLES)
        yield opened


@pytest.mark.parametrize(
    "day", [date(2014, 6, 30), date(2015, 3, 31), date(2016, 12, 31), date(2019, 12, 31)]
)
def test_a_field_says_of_every_pair_what_who_says(book: Book, day: date) -> None:
    field = book.lay_field(book.gather_field(), known_by=KNOWN, until=KNOWN)
    assert len(field.tracks) > 10
    compared = 0
    for track in field.tracks.values():
        for standing in book.who(track.group, as_of=day, known_by=KNOWN).principals:
            if standing.other in track.principals:
                levels = track.at(day)[track.principals.index(standing.other)]
                assert standing.assessment.probability == pytest.approx(float(levels[2:].sum()), abs=1e-4)
                assert standing.assessment.levels.pledged == pytest.approx(float(levels[1]), abs=1e-4)
                compared += 1
    assert compared > 10


def test_without_followers_who_says_the_same_of_the_principals(book: Book) -> None:
    for row in book.actors():
        whole = book.who(row.label, as_of=KNOWN, known_by=KNOWN)
        own = book.who(row.label, as_of=KNOWN, known_by=KNOWN, followers=False)
        assert own.followers == ()
        assert [(s.other, round(s.assessment.probability, 6)) for s in own.principals] == [
            (s.other, round(s.assessment.probability, 6)) for s in whole.principals
        ], row.label
        assert [(x.person, x.over, x.since, x.origins) for x in own.leaders] == [
            (x.person, x.over, x.since, x.origins) for x in whole.leaders
        ]
        assert {t.other for t in own.allies} == {t.other for t in whole.allies}


def test_a_group_laid_by_itself_is_the_group_of_the_whole_field(book: Book) -> None:
    """What brings one group up to date must not depend on the rest of the book."""
    whole = book.lay_field(book.gather_field(), known_by=KNOWN, until=KNOWN)
    for group, track in whole.tracks.items():
        alone = book.lay_field(book.gather_groups([group]), known_by=KNOWN, until=KNOWN).tracks[group]
        assert alone.principals == track.principals, group
        assert alone.first == track.first
        np.testing.assert_allclose(alone.levels, track.levels, atol=1e-5, err_msg=group)
        assert (alone.claims, alone.origins, alone.since) == (track.claims, track.origins, track.since)


def test_nothing_known_later_is_in_a_field(book: Book) -> None:
    gathered = book.gather_field()
    early = date(2015, 3, 10)
    then = book.lay_field(gathered, known_by=early, until=KNOWN).tracks
    assert 0 < len(then) < len(book.lay_field(gathered, known_by=KNOWN, until=KNOWN).tracks)


def test_a_field_brought_up_to_date_is_the_field_laid_anew(book: Book) -> None:
    before = book.lay_field(book.gather_field(), known_by=KNOWN, until=KNOWN)
    claim = book.claims(subject="boko-haram", kinds=["pledge"])[0]
    mark = book.mark()
    book.ledger.review(claim.id, Verdict.REJECTED, by="ana")
    touched = book.ledger.touched_since(mark)
    assert touched is not None
    assert "boko-haram" in touched.labels
    part = book.lay_field(book.gather_groups(touched.labels), known_by=KNOWN, until=KNOWN)
    patched = before.with_tracks(touched.labels, part)
    anew = book.lay_field(book.gather_field(), known_by=KNOWN, until=KNOWN)
    book.ledger.review(claim.id, None, by="ana")
    assert list(patched.tracks) == list(anew.tracks)
    for group, track in anew.tracks.items():
        np.testing.assert_allclose(patched.tracks[group].levels, track.levels, atol=1e-5)


def test_no_level_is_kept_as_sure_as_0_or_1() -> None:
    kept = _storable(np.array([[1.0, 1e-60, 0.0, 0.0, 0.0], [1e-60, 0.0, 1.0, 1e-50, 1e-50]]))
    for row in kept:
        assert 0 < levels_of(row).aligned < 1
