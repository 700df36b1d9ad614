"""Reviews and retractions: rows that name what they supersede, and can themselves be taken back."""

from __future__ import annotations

import pytest

from oathbook.errors import NotFound, QueryError, Ungrounded
from oathbook.model import ClaimQuery, Interval, Kind, Verdict

ALL = ClaimQuery()
EVERYTHING = ClaimQuery(include_retracted=True)


@pytest.fixture
def pledge(book, report, claim) -> str:
    """The id of one recorded claim."""
    document = report()
    book.record(document, [claim(document)])
    return claim(document).key(document.id)


def test_a_confirmed_claim_says_so(book, pledge) -> None:
    book.ledger.review(pledge, Verdict.CONFIRMED, by="ana")
    assert book.ledger.get_entry(pledge).verdict is Verdict.CONFIRMED
    assert book.ledger.find_entries(ALL)[0].verdict is Verdict.CONFIRMED


def test_a_rejected_claim_is_left_out_unless_asked_for(book, pledge) -> None:
    book.ledger.review(pledge, Verdict.REJECTED, by="ana")
    assert book.ledger.find_entries(ALL) == ()
    assert [e.verdict for e in book.ledger.find_entries(EVERYTHING)] == [Verdict.REJECTED]
    assert book.ledger.get_entry(pledge).verdict is Verdict.REJECTED


def test_a_corrected_claim_is_found_by_what_it_now_says_and_no_longer_by_what_it_said(book, pledge) -> None:
    fields = {"object": "sea-league", "kind": "ally", "when": "2015-04-02", "said_by": ["a clerk"]}
    book.ledger.review(pledge, Verdict.CORRECTED, fields=fields, by="ana")
    (entry,) = book.ledger.find_entries(ClaimQuery(object="sea-league"))
    assert (entry.id, entry.verdict) == (pledge, Verdict.CORRECTED)
    assert (entry.claim.kind, entry.claim.when) == (Kind.ALLY, Interval.parse("2015-04-02"))
    assert entry.claim.said_by == ("a clerk",)
    assert book.ledger.find_entries(ClaimQuery(object="delta-army", include_retracted=True)) == ()
    assert book.ledger.count_entries(ALL) == 1
    assert book.ledger.get_entry(pledge) == entry


def test_a_second_correction_builds_on_the_first_and_confirming_keeps_both(book, pledge) -> None:
    book.ledger.review(pledge, Verdict.CORRECTED, fields={"object": "sea-league"}, by="ana")
    book.ledger.review(pledge, Verdict.CORRECTED, fields={"polarity": "-"}, by="ben")
    book.ledger.review(pledge, Verdict.CONFIRMED, by="cyd")
    entry = book.ledger.get_entry(pledge)
    assert (entry.claim.object.actor, entry.claim.polarity.value) == ("sea-league", "-")
    assert entry.verdict is Verdict.CONFIRMED
    assert book.ledger.count_entries(EVERYTHING) == 1


def test_taking_reviews_back_gives_the_claim_as_it_was_read(book, pledge) -> None:
    before = book.ledger.get_entry(pledge)
    book.ledger.review(pledge, Verdict.CORRECTED, fields={"object": None}, by="ana")
    book.ledger.review(pledge, Verdict.REJECTED, by="ben")
    book.ledger.review(pledge, None, by="ana")
    assert book.ledger.get_entry(pledge) == before
    assert book.ledger.find_entries(ALL) == (before,)
    with pytest.raises(QueryError, match="no review in force"):
        book.ledger.review(pledge, None, by="ana")


def test_reviews_are_one_line_each_naming_the_one_before(book, pledge) -> None:
    first = book.ledger.review(pledge, Verdict.CONFIRMED, by="ana")
    second = book.ledger.review(
        pledge, Verdict.CORRECTED, fields={"place": "Kidal"}, by="ben", supersedes=first
    )
    rows = book.ledger.reviews(pledge)
    assert [(r.id, r.by, r.supersedes) for r in rows] == [(first, "ana", None), (second, "ben", first)]
    assert rows[1].fields == {"place": "Kidal"}
    with pytest.raises(QueryError, match="reviewed meanwhile"):
        book.ledger.review(pledge, Verdict.REJECTED, by="cyd", supersedes=first)


def test_recorded_by_shows_a_claim_before_its_review(book, pledge) -> None:
    then = book.clock.now
    book.clock.advance(hours=1)
    book.ledger.review(pledge, Verdict.CORRECTED, fields={"object": "sea-league"}, by="ana")
    book.clock.advance(hours=1)
    book.ledger.review(pledge, Verdict.REJECTED, by="ana")
    (entry,) = book.ledger.find_entries(ClaimQuery(recorded_by=then))
    assert (entry.claim.object.actor, entry.verdict) == ("delta-army", None)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"colour": "red"}, "no field 'colour'"),
        ({"kind": "oath"}, "kind cannot be corrected to 'oath'"),
        ({"when": "March 2015"}, "no EDTF date"),
        ({"count": {"most": 3}}, "count cannot be corrected"),
        ({"said_by": "a clerk"}, "must be a list"),
        ({"ended": "yes"}, "must be of type bool"),
        ({}, "at least one field"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_by_its_field_and_nothing_is_written(
    book, pledge, fields, said
) -> None:
    before = book.rows()
    with pytest.raises(QueryError, match=said):
        book.ledger.review(pledge, Verdict.CORRECTED, fields=fields, by="ana")
    assert book.rows() == before


def test_a_correction_of_the_quote_must_stand_in_the_document(book, pledge) -> None:
    quote = "the River Front pledged"
    with pytest.raises(Ungrounded):
        book.ledger.review(pledge, Verdict.CORRECTED, fields={"quote": quote}, by="ana")
    start = book.ledger.get_entry(pledge).claim.quote.index(quote)
    fields = {"quote": quote, "start": start, "end": start + len(quote)}
    book.ledger.review(pledge, Verdict.CORRECTED, fields=fields, by="ana")
    assert book.ledger.get_entry(pledge).claim.quote == quote
    assert book.ledger.check().sound


def test_fields_belong_to_a_correction_and_a_step_to_a_name(book, pledge) -> None:
    with pytest.raises(QueryError, match="only with it"):
        book.ledger.review(pledge, Verdict.CONFIRMED, fields={"place": "Kidal"}, by="ana")
    with pytest.raises(QueryError, match="only with it"):
        book.ledger.review(pledge, Verdict.CORRECTED, by="ana")
    with pytest.raises(QueryError, match="`by` is empty"):
        book.ledger.review(pledge, Verdict.CONFIRMED, by=" ")
    with pytest.raises(NotFound):
        book.ledger.review("clm1-none", Verdict.CONFIRMED, by="ana")


def test_a_retracted_claim_is_left_out_until_the_retraction_is_taken_back(book, pledge) -> None:
    retraction = book.ledger.retract(pledge, reason="withdrawn by the paper", by="ana")
    assert book.ledger.find_entries(ALL) == ()
    assert book.ledger.count_entries(EVERYTHING) == 1
    undo = book.ledger.retract(retraction, reason="the paper stands by it", by="ben")
    assert book.ledger.count_entries(ALL) == 1
    with pytest.raises(QueryError, match="took a retraction back"):
        book.ledger.retract(undo, reason="again", by="ana")
    book.ledger.retract(pledge, reason="again", by="ana")
    assert book.ledger.count_entries(ALL) == 0


def test_retracting_a_document_reaches_all_its_claims_corrected_ones_too(book, report, claim) -> None:
    document, other = report(), report("Elsewhere the River Front pledged allegiance.")
    book.record(document, [claim(document), claim(document, "the River Front")])
    book.record(other, [claim(other)])
    book.ledger.review(
        claim(document).key(document.id), Verdict.CORRECTED, fields={"place": "Kidal"}, by="ana"
    )
    book.ledger.retract(document.id, reason="fabricated", by="ana")
    assert [e.document_id for e in book.ledger.find_entries(ALL)] == [other.id]


def test_recorded_by_shows_a_claim_before_its_retraction(book, pledge) -> None:
    then = book.clock.now
    book.clock.advance(hours=1)
    retraction = book.ledger.retract(pledge, reason="withdrawn", by="ana")
    between = book.clock.now
    book.clock.advance(hours=1)
    book.ledger.retract(retraction, reason="not withdrawn", by="ana")
    assert book.ledger.count_entries(ClaimQuery(recorded_by=then)) == 1
    assert book.ledger.count_entries(ClaimQuery(recorded_by=between)) == 0
    assert book.ledger.count_entries(ALL) == 1


def test_only_what_is_in_the_book_can_be_retracted(book) -> None:
    with pytest.raises(NotFound, match="doc1-none"):
        book.ledger.retract("doc1-none", reason="gone", by="ana")
