"""Lists and totals count what stands."""

from __future__ import annotations

from datetime import date

import pytest

from oathbook.model import ClaimQuery, Kind, Party, Verdict


@pytest.fixture
def filled(book, report, claim):
    """Two dated documents of two sources and an undated one without claims."""
    march = report()
    june = report(
        "The Delta Army attacked the River Front.", published=date(2015, 6, 1), source="Valley Monitor"
    )
    book.record(
        june, [claim(june, kind=Kind.ATTACK, said_by=("Valley Monitor",)), claim(june, "The Delta Army")]
    )
    book.record(march, [claim(march)])
    book.record(report("Weather.", published=None, source=None))
    return march, june


def test_documents_come_by_day_with_the_claims_that_stand(book, filled, claim) -> None:
    march, june = filled
    assert [(d.published, d.claims) for d in book.ledger.iter_documents()] == [
        (date(2015, 3, 8), 1),
        (date(2015, 6, 1), 2),
        (None, 0),
    ]
    book.ledger.review(claim(june, "The Delta Army").key(june.id), Verdict.REJECTED, by="ana")
    book.ledger.review(claim(march).key(march.id), Verdict.CORRECTED, fields={"place": "Kidal"}, by="ana")
    assert [d.claims for d in book.ledger.iter_documents()] == [1, 1, 0]
    (row,) = book.ledger.iter_documents(source="Valley Monitor")
    assert (row.id, row.source, row.title) == (june.id, "Valley Monitor", "A pledge")


def test_sources_are_counted_with_their_days(book, filled) -> None:
    assert [(s.source, s.documents, s.claims, s.first) for s in book.ledger.source_counts()] == [
        ("Valley Monitor", 1, 2, date(2015, 6, 1)),
        ("Harbour Post", 1, 1, date(2015, 3, 8)),
        (None, 1, 0, None),
    ]


def test_a_party_is_counted_once_a_claim_and_under_its_canonical_label(book, filled, report, claim) -> None:
    both = report("The River Front split from the River Front of the south.", published=date(2016, 1, 1))
    words = Party(written="the River Front of the south")
    book.record(both, [claim(both, kind=Kind.SPLIT, object=None, from_=words)])
    book.ledger.judge("river-front", "the River Front of the south", same=True, by="ana")
    rows = {row.label: row for row in book.ledger.actor_counts()}
    assert set(rows) == {"river-front", "delta-army"}
    assert (rows["river-front"].claims, rows["delta-army"].claims) == (4, 3)
    assert (rows["river-front"].first, rows["river-front"].last) == (date(2015, 3, 8), date(2016, 1, 1))
    assert rows["river-front"].in_registry


def test_a_party_only_as_written_is_not_in_the_registry(book, report, claim) -> None:
    document = report()
    book.record(document, [claim(document, subject=Party(written="unknown men"), object=None)])
    (row,) = book.ledger.actor_counts()
    assert (row.label, row.in_registry) == ("unknown men", False)


def test_the_totals_are_those_of_the_lists(book, filled) -> None:
    stats = book.ledger.stats()
    assert (stats.documents, stats.claims, stats.runs) == (3, book.ledger.count_entries(ClaimQuery()), 1)
    assert (stats.first_published, stats.last_published) == (date(2015, 3, 8), date(2015, 6, 1))
    assert stats.last_recorded == book.clock.now
    assert stats.size_bytes > 0
    assert stats.head == book.ledger.check().head


def test_an_empty_book_has_totals_too(book) -> None:
    stats = book.ledger.stats()
    assert (stats.documents, stats.claims, stats.head, stats.last_recorded) == (0, 0, "", None)
    assert book.ledger.actor_counts() == ()
    assert book.ledger.source_counts() == ()


def test_words_as_written_are_listed_with_the_claim_that_named_them_first(book, report, claim) -> None:
    words = Party(written="the River Men")
    late = report("The River Men fought the Delta Army.", published=date(2016, 1, 1), source="Valley Monitor")
    early = report("The River Men split.", published=date(2015, 1, 1), source="Harbour Post")
    book.record(late, [claim(late, kind=Kind.RIVAL, subject=words, object=None)])
    first = claim(early, kind=Kind.SPLIT, subject=words, object=None)
    book.record(early, [first])
    (row,) = book.ledger.first_mentions()
    assert (row.label, row.claims, row.first, row.source) == (
        "the River Men",
        2,
        date(2015, 1, 1),
        "Harbour Post",
    )
    assert row.claim_id == first.key(early.id)
    book.ledger.review(first.key(early.id), Verdict.REJECTED, by="ana")
    (row,) = book.ledger.first_mentions()
    assert (row.claims, row.first) == (1, date(2016, 1, 1))


def test_ids_of_claims_are_known_whatever_became_of_them(book, filled, claim) -> None:
    march, _ = filled
    mine = claim(march).key(march.id)
    book.ledger.review(mine, Verdict.REJECTED, by="ana")
    assert book.ledger.known_claims([mine, "clm1-nobody"]) == frozenset({mine})
    assert book.ledger.known_claims([]) == frozenset()
