"""Pages of documents, months, places, what is new, and claims added by hand: the same on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from oathbook.errors import NotFound, QueryError
from oathbook.model import ClaimQuery, Kind, Verdict


@pytest.fixture
def pledge(book, report, claim) -> str:
    """The id of one recorded claim, placed at a lake."""
    document = report()
    placed = replace(claim(document), place="Long Lake")
    book.record(document, [placed])
    return placed.key(document.id)


def test_the_mark_grows_with_every_step_and_with_nothing_else(book, pledge) -> None:
    before = book.ledger.mark()
    assert before > 0
    book.ledger.find_entries(ClaimQuery())
    assert book.ledger.mark() == before
    book.ledger.review(pledge, Verdict.CONFIRMED, by="ana")
    assert book.ledger.mark() > before


def test_documents_come_newest_first_and_undated_ones_last(book, report) -> None:
    days = [date(2015, 3, 8), None, date(2016, 1, 1)]
    made = [report(text=f"Report {n}.", published=day) for n, day in enumerate(days)]
    for document in made:
        book.record(document)
    rows, total = book.ledger.page_documents()
    assert total == 3
    assert [row.id for row in rows] == [made[2].id, made[0].id, made[1].id]
    second, _ = book.ledger.page_documents(offset=1, limit=1)
    assert [row.id for row in second] == [made[0].id]


def test_a_document_counts_its_claims_that_await_a_verdict(book, pledge) -> None:
    (row,), _ = book.ledger.page_documents()
    assert (row.claims, row.unreviewed) == (1, 1)
    assert book.ledger.page_documents(unreviewed=True)[1] == 1
    book.ledger.review(pledge, Verdict.CONFIRMED, by="ana")
    assert book.ledger.get_document_row(row.id).unreviewed == 0
    assert book.ledger.page_documents(unreviewed=True)[1] == 0


def test_what_was_published_later_is_on_no_page_of_an_earlier_day(book, pledge) -> None:
    assert book.ledger.page_documents(known_by=date(2015, 3, 7))[1] == 0
    assert book.ledger.claims_by_month(known_by=date(2015, 3, 7)) == ()


def test_months_tell_reviewed_claims_from_others(book, pledge) -> None:
    (month,) = book.ledger.claims_by_month()
    assert (month.year, month.month, month.reviewed, month.unreviewed) == (2015, 3, 0, 1)
    book.ledger.review(pledge, Verdict.CONFIRMED, by="ana")
    (month,) = book.ledger.claims_by_month()
    assert (month.reviewed, month.unreviewed) == (1, 0)
    book.ledger.review(pledge, None, by="ana")
    (month,) = book.ledger.claims_by_month()
    assert (month.reviewed, month.unreviewed) == (0, 1)


def test_rejected_claims_are_in_no_month(book, pledge) -> None:
    book.ledger.review(pledge, Verdict.REJECTED, by="ana")
    assert book.ledger.claims_by_month() == ()


def test_places_are_counted_by_kind_and_subject(book, pledge) -> None:
    (row,) = book.ledger.claims_by_place(ClaimQuery())
    assert (row.place, row.kind, row.subject, row.claims) == ("Long Lake", Kind.PLEDGE, "river-front", 1)
    assert book.ledger.find_entries(ClaimQuery(places=("Long Lake",)))
    assert not book.ledger.find_entries(ClaimQuery(places=("Short Lake",)))


def test_what_is_new_since_a_moment_names_the_parties_it_is_about(book, pledge, report, claim) -> None:
    moment = book.clock.now
    assert book.ledger.recorded_since(moment).labels == ()
    book.clock.advance(hours=1)
    book.ledger.review(pledge, Verdict.CONFIRMED, by="ana")
    since = book.ledger.recorded_since(moment)
    assert (since.documents, since.claims, since.reviews) == (0, 0, 1)
    assert {"river-front", "delta-army"} <= set(since.labels)


def test_verdicts_are_counted_by_source_as_they_stand(book, pledge) -> None:
    book.ledger.review(pledge, Verdict.CONFIRMED, by="ana")
    book.ledger.review(pledge, Verdict.REJECTED, by="ben")
    assert book.ledger.verdicts_by_source() == {("Harbour Post", "rejected"): 1}
    book.ledger.review(pledge, None, by="ben")
    assert book.ledger.verdicts_by_source() == {}


def test_a_preview_records_nothing_and_gives_what_the_verdict_would_leave(book, pledge) -> None:
    mark = book.ledger.mark()
    corrected = book.ledger.preview(pledge, Verdict.CORRECTED, fields={"object": "sea-league"})
    assert corrected.claim.object.actor == "sea-league"
    assert corrected.verdict is Verdict.CORRECTED
    assert book.ledger.preview(pledge, Verdict.REJECTED) is None
    assert book.ledger.mark() == mark
    book.ledger.review(pledge, Verdict.CORRECTED, fields={"object": "sea-league"}, by="ana")
    assert book.ledger.get_entry(pledge).claim == corrected.claim


def test_a_claim_added_by_hand_stands_on_its_selection_and_is_confirmed_by_whom_added_it(
    book, report
) -> None:
    document = report()
    book.record(document)
    fields = {"kind": "pledge", "subject": "river-front", "object": "delta-army", "when": "2015-03"}
    claim_id = book.ledger.add_claim(document.id, start=14, end=29, fields=fields, by="ana")
    entry = book.ledger.get_entry(claim_id)
    assert entry.claim.quote == document.text[14:29] == "the River Front"
    assert (entry.claim.kind, entry.claim.subject.actor) == (Kind.PLEDGE, "river-front")
    assert entry.verdict is Verdict.CONFIRMED
    assert [row.by for row in book.ledger.reviews(claim_id)] == ["ana"]
    assert book.ledger.check().sound
    again = book.ledger.add_claim(document.id, start=14, end=29, fields=fields, by="ben")
    assert again == claim_id
    assert len(book.ledger.reviews(claim_id)) == 1


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 3), (0, 10_000), (-1, 4)])
def test_a_claim_by_hand_needs_a_selection_of_the_text(book, report, start, end) -> None:
    document = report()
    book.record(document)
    with pytest.raises(QueryError, match="no selection"):
        book.ledger.add_claim(document.id, start=start, end=end, fields={"kind": "pledge"}, by="ana")


def test_a_claim_by_hand_needs_its_kind_and_its_document(book, report) -> None:
    document = report()
    book.record(document)
    with pytest.raises(QueryError, match="kind"):
        book.ledger.add_claim(document.id, start=0, end=4, fields={"subject": "river-front"}, by="ana")
    fields = {"kind": "pledge", "quote": "other words"}
    with pytest.raises(QueryError, match="quote"):
        book.ledger.add_claim(document.id, start=0, end=4, fields=fields, by="ana")
    with pytest.raises(NotFound):
        book.ledger.add_claim("doc1-none", start=0, end=4, fields={"kind": "pledge"}, by="ana")


def test_every_letter_that_a_source_was_given_is_kept(book) -> None:
    book.ledger.rate_source("Harbour Post", "B", by="ana")
    book.ledger.rate_source("Harbour Post", "D", by="ben")
    assert [(r.letter, r.by) for r in book.ledger.rating_rows("Harbour Post")] == [("B", "ana"), ("D", "ben")]
