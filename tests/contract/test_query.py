"""Asking: each field of a query narrows by what its name says, and by nothing else."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest

from oathbook.errors import NotFound, QueryError
from oathbook.model import ClaimPage, ClaimQuery, Interval, Kind, Party, Verdict


@pytest.fixture
def three(book, report, claim):
    """Three documents, recorded a day apart and not in the order of their publication."""
    late = report(
        "The Delta Army accepted the oath of the River Front.",
        published=date(2015, 6, 1),
        source="Valley Monitor",
        name="late.txt",
    )
    early = report("In March 2015 the River Front pledged allegiance to the Delta Army.", name="early.txt")
    undated = report(
        "The Hill Brigade, led by Commander Ana, left the River Front.", published=None, source=None
    )
    claims = {
        "accept": claim(
            late,
            kind=Kind.ACCEPT,
            subject=Party(written="the Delta Army", actor="delta-army"),
            object=Party(written="the River Front", actor="river-front"),
            when=Interval.parse("2015-05/.."),
            said_by=("a spokesman", "Valley Monitor"),
        ),
        "pledge": claim(early),
        "split": claim(
            undated,
            kind=Kind.SPLIT,
            subject=Party(written="The Hill Brigade"),
            object=None,
            from_=Party(written="the River Front", actor="river-front"),
            by=Party(written="Commander Ana", actor="ana"),
            when=None,
        ),
    }
    for document, name in ((late, "accept"), (early, "pledge"), (undated, "split")):
        book.record(document, [claims[name]])
        book.clock.advance(days=1)
    return {name: c.key(d.id) for (name, c), d in zip(claims.items(), (late, early, undated), strict=True)}


def found(book, three, **query) -> list[str]:
    names = {claim_id: name for name, claim_id in three.items()}
    asked = ClaimQuery(**query)
    entries = [names[entry.id] for entry in book.ledger.find_entries(asked)]
    if asked.limit is None and not asked.offset:
        assert book.ledger.count_entries(asked) == len(entries)
    return entries


def test_answers_come_by_day_of_publication_and_undated_ones_last(book, three) -> None:
    assert found(book, three) == ["pledge", "accept", "split"]


def test_limit_and_offset_page_through_that_order(book, three) -> None:
    assert found(book, three, limit=2) == ["pledge", "accept"]
    assert found(book, three, limit=2, offset=2) == ["split"]
    assert found(book, three, offset=1) == ["accept", "split"]
    assert found(book, three, limit=0) == []


def test_an_actor_is_found_on_every_side_of_a_claim(book, three) -> None:
    assert found(book, three, actor="river-front") == ["pledge", "accept", "split"]
    assert found(book, three, actor="ana") == ["split"]
    assert found(book, three, actor="The Hill Brigade") == ["split"]
    assert found(book, three, actor="nobody") == []


def test_subject_and_object_are_told_apart(book, three) -> None:
    assert found(book, three, subject="river-front") == ["pledge"]
    assert found(book, three, object="river-front") == ["accept"]


def test_kinds_sources_documents_and_speakers_narrow(book, three) -> None:
    assert found(book, three, kinds=(Kind.SPLIT, Kind.ACCEPT)) == ["accept", "split"]
    assert found(book, three, kinds=()) == []
    assert found(book, three, source="Valley Monitor") == ["accept"]
    assert found(book, three, speaker="a spokesman") == ["accept"]
    assert found(book, three, speaker="spokesman") == []
    pledge = book.ledger.get_entry(three["pledge"])
    assert found(book, three, document_id=pledge.document_id) == ["pledge"]


def test_as_of_keeps_what_had_begun_and_counts_a_claim_without_time_by_when_it_was_known(book, three) -> None:
    assert found(book, three, as_of=date(2015, 2, 28)) == []
    assert found(book, three, as_of=date(2015, 3, 1)) == ["pledge"]
    assert found(book, three, as_of=date(2015, 5, 1)) == ["pledge", "accept"]
    recorded = date(2024, 5, 3)
    assert found(book, three, as_of=recorded - timedelta(days=1)) == ["pledge", "accept"]
    assert found(book, three, as_of=recorded) == ["pledge", "accept", "split"]


def test_a_time_open_at_its_start_has_always_begun(book, report, claim) -> None:
    document = report()
    book.record(document, [claim(document, when=Interval.parse("../2013"))])
    assert book.ledger.count_entries(ClaimQuery(as_of=date(1900, 1, 1))) == 1
    assert book.ledger.count_entries(ClaimQuery(since=date(2013, 12, 31))) == 1
    assert book.ledger.count_entries(ClaimQuery(since=date(2014, 1, 1))) == 0


def test_since_and_until_keep_times_that_touch_the_stretch(book, three) -> None:
    assert found(book, three, since=date(2015, 3, 31), until=date(2015, 4, 30)) == ["pledge"]
    assert found(book, three, since=date(2015, 4, 1), until=date(2020, 1, 1)) == ["accept"]
    assert found(book, three, since=date(2023, 1, 1)) == ["accept", "split"]


def test_known_by_goes_by_publication_and_for_an_undated_document_by_recording(book, three) -> None:
    assert found(book, three, known_by=date(2015, 3, 7)) == []
    assert found(book, three, known_by=date(2015, 5, 31)) == ["pledge"]
    assert found(book, three, known_by=date(2024, 5, 2)) == ["pledge", "accept"]
    assert found(book, three, known_by=date(2024, 5, 3)) == ["pledge", "accept", "split"]


def test_recorded_by_shows_the_book_as_it_stood_then(book, three) -> None:
    start = book.clock.now - timedelta(days=3)
    assert found(book, three, recorded_by=start - timedelta(seconds=1)) == []
    assert found(book, three, recorded_by=start) == ["accept"]
    assert found(book, three, recorded_by=start + timedelta(days=1)) == ["pledge", "accept"]


@pytest.mark.parametrize("indexed", [False, True])
@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("oath", ["accept"]),
        ("OATH accepted", ["accept"]),
        ("oath brigade", []),
        ('"river front"', ["pledge", "accept", "split"]),
        ('"front river"', []),
        ("river-front", ["pledge", "accept", "split"]),
        ("alleg*", ["pledge"]),
        ("alleg", []),
        ("ána", ["split"]),
        ("100% _", []),
    ],
)
def test_a_text_query_means_the_same_before_and_after_indexing(book, three, text, names, indexed) -> None:
    if indexed:
        book.ledger.close()
        book._open.clear()
        book.open()
    else:
        book.open(read_only=True)
        book._open.reverse()
    assert found(book, three, text=text) == names


def test_text_finds_words_of_other_scripts_and_without_their_accents(book, report, claim) -> None:
    document = report("Le Front du Fleuve a prêté serment. بايعت جبهة النهر الجيش. ФРОНТ присягнул.")
    book.record(document, [claim(document)])
    for text in ("prete serment", "PRÊTÉ", "جبهة النهر", "фронт ПРИСЯГНУЛ"):
        assert book.ledger.count_entries(ClaimQuery(text=text)) == 1, text


def test_a_text_query_without_a_word_is_refused(book) -> None:
    with pytest.raises(QueryError, match="holds no word"):
        book.ledger.find_entries(ClaimQuery(text=' "-" '))


def test_negative_pages_are_refused(book) -> None:
    for query in (ClaimQuery(limit=-1), ClaimQuery(offset=-1)):
        with pytest.raises(QueryError, match="negative"):
            book.ledger.find_entries(query)


def test_what_is_not_there_is_named_in_the_error(book) -> None:
    with pytest.raises(NotFound, match="clm1-none"):
        book.ledger.get_entry("clm1-none")
    with pytest.raises(NotFound, match="doc1-none"):
        book.ledger.get_document("doc1-none")


def test_entries_can_be_streamed_while_more_are_recorded(book, three, report, claim) -> None:
    seen = []
    for i, entry in enumerate(book.ledger.iter_entries(ClaimQuery())):
        document = report(f"Meanwhile {i}: the River Front pledged allegiance.")
        book.record(document, [claim(document)])
        seen.append(entry.id)
    assert len(seen) == 3
    assert book.ledger.count_entries(ClaimQuery()) == 6


def test_a_page_of_columns_holds_what_the_entries_would(book, report, claim) -> None:
    dated, undated = report(), report("The River Front pledged to Ana.", published=None, source=None)
    first = replace(claim(dated), place="Long Lake", said_by=("Ana", "Valley Monitor"))
    book.record(dated, [first])
    book.record(undated, [claim(undated, when=None, object=Party(written="Ana"))])
    corrected = {"certainty": "possible", "when": "2015"}
    book.ledger.review(first.key(dated.id), Verdict.CORRECTED, fields=corrected, by="ana")
    (page,) = book.ledger.iter_pages(ClaimQuery())
    entries = {entry.id: entry for entry in book.ledger.find_entries(ClaimQuery())}
    expected = ClaimPage.of_entries([entries[name] for name in page.id])
    assert len(page) == 2
    for column in fields(ClaimPage):
        assert list(getattr(page, column.name)) == list(getattr(expected, column.name)), column.name
