"""Recording: whole or not at all, once, and never changed again."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime

import pytest

from oathbook.errors import LedgerError, NotFound, Ungrounded, UnreadableInput
from oathbook.ledger import tables as t
from oathbook.model import (
    ActorType,
    Certainty,
    ClaimQuery,
    Count,
    Document,
    Interval,
    Kind,
    Party,
    Polarity,
    Realis,
    Scope,
)

ALL = ClaimQuery()


def test_a_document_and_its_claims_come_back_as_they_were_recorded(book, report, claim) -> None:
    document = report(
        "Naïve “quotes” – 𝒳 the River Front of Kidāl split.", url="https://example.org/1", language="en"
    )
    full = claim(
        document,
        "𝒳 the River Front of Kidāl split",
        kind=Kind.SPLIT,
        subject=Party(written="the River Front", actor="river-front", type=ActorType.ORGANISATION),
        object=Party(written="the Front", candidates=("river-front", "sea-front")),
        from_=Party(written="the council"),
        by=Party(written="Abu Test", actor="abu-test", type=ActorType.PERSON),
        of=Party(written="Kidal wing"),
        scope=Scope.FACTION,
        place="Kidāl",
        count=Count(min=0, best=30, max=10**12),
        role="emir",
        reason="a dispute",
        when=Interval.parse("../2013-05~"),
        needs_anchor=True,
        ended=True,
        polarity=Polarity.NEGATIVE,
        certainty=Certainty.POSSIBLE,
        realis=Realis.PROSPECTIVE,
        said_by=('the "Post"', "a commander"),
        reading=0.1,
        frame="split.1",
    )
    book.record(document, [full])
    entry = book.ledger.find_entries(ALL)[0]
    assert entry.claim == full
    assert book.ledger.get_document(document.id) == document
    assert entry.id == full.key(document.id)
    assert (entry.title, entry.source, entry.url, entry.published) == (
        "A pledge",
        "Harbour Post",
        "https://example.org/1",
        date(2015, 3, 8),
    )


def test_the_four_times_of_an_entry_are_kept_apart(book, report, claim) -> None:
    document = report()
    read = datetime(2024, 4, 30, 9, 30, tzinfo=UTC)
    book.ledger.record(document, [claim(document)], run_id=book.run, read=read)
    entry = book.ledger.find_entries(ALL)[0]
    assert entry.claim.when == Interval.parse("2015-03")
    assert (entry.published, entry.read, entry.recorded) == (date(2015, 3, 8), read, book.clock.now)


def test_recording_twice_adds_no_row_at_all(book, report, claim) -> None:
    document = report()
    first = book.record(document, [claim(document)])
    before = book.rows()
    book.clock.advance(days=1)
    again = book.record(document, [claim(document)])
    assert (first.new_document, first.new_claims) == (True, 1)
    assert (again.new_document, again.new_claims) == (False, 0)
    assert book.rows() == before


def test_the_same_document_under_another_name_adds_one_sighting(book, report, claim) -> None:
    document = report()
    book.record(document, [claim(document)])
    for _ in range(2):
        assert not book.record(report(name="copy.txt"), [claim(document)]).new_document
    rows = book.rows()
    assert [len(rows[name]) for name in ("document", "sighting", "reading", "claim")] == [1, 1, 1, 1]


def test_another_extractor_adds_its_own_claims_to_the_same_document(book, report, claim) -> None:
    document = report()
    book.record(document, [claim(document)])
    newer = book.ledger.start_run("frames-newer", {})
    assert book.ledger.has_document(document.id, extractor="frames-test")
    assert not book.ledger.has_document(document.id, extractor="frames-newer")
    recorded = book.record(document, [claim(document, extractor="frames-newer")], run=newer)
    assert (recorded.new_document, recorded.new_claims) == (False, 1)
    assert book.ledger.has_document(document.id, extractor="frames-newer")
    assert book.ledger.check().sound


def test_a_document_without_claims_counts_as_read(book, report) -> None:
    document = report()
    book.record(document)
    assert book.ledger.has_document(document.id, extractor="frames-test")


def test_a_quote_that_does_not_stand_at_its_place_is_refused_and_nothing_is_written(
    book, report, claim
) -> None:
    document, other = report(), report("Another text of the same length, about the river and the delta…")
    book.run  # noqa: B018 - the run is recorded before
    before = book.rows()
    with pytest.raises(Ungrounded) as refusal:
        book.record(document, [claim(document), claim(other)])
    assert refusal.value.quote == other.text
    assert book.rows() == before


def test_a_claim_that_says_no_words_is_refused(book, report, claim) -> None:
    document = report()
    with pytest.raises(Ungrounded):
        book.record(document, [claim(document, "")])


@pytest.mark.parametrize("text", ["a\0b", "half \ud800 pair"])
def test_text_that_no_database_keeps_is_refused_by_its_name(book, text: str) -> None:
    with pytest.raises(UnreadableInput, match=r"odd\.txt"):
        book.record(Document(text=text, name="odd.txt"))


def test_a_party_as_long_as_a_page_is_refused_in_words(book, report, claim) -> None:
    document = report()
    with pytest.raises(UnreadableInput, match="name has 3000 characters"):
        book.record(document, [claim(document, subject=Party(written="x" * 3000))])


def test_many_documents_are_recorded_in_order_and_past_a_refusal(book, report, claim) -> None:
    documents = [report(f"Report {i}: the River Front pledged allegiance.") for i in range(600)]
    items = [(d, [claim(d)], book.clock.now) for d in documents]
    items.insert(300, (documents[0], [claim(report())], book.clock.now))
    refused = []
    done = list(
        book.ledger.record_many(
            items, run_id=book.run, on_refusal=lambda document, error: refused.append(document)
        )
    )
    assert [r.document_id for r in done] == [d.id for d in documents]
    assert refused == [documents[0]]
    assert book.ledger.count_entries(ALL) == 600


def test_what_came_before_a_refused_document_is_recorded(book, report, claim) -> None:
    good, bad = report(), report("Bad.")
    items = [(good, [claim(good)], book.clock.now), (bad, [claim(good)], book.clock.now)]
    done = []
    with pytest.raises(Ungrounded):
        done.extend(book.ledger.record_many(items, run_id=book.run))
    assert book.ledger.count_entries(ALL) == 1


def test_a_document_is_reported_only_once_another_connection_can_see_it(book, report, claim) -> None:
    documents = [report(f"Report {i}: the River Front pledged allegiance.") for i in range(300)]
    items = [(d, [claim(d)], book.clock.now) for d in documents]
    run, reader = book.run, book.open(read_only=True)
    for recorded in book.ledger.record_many(items, run_id=run):
        assert reader.get_document(recorded.document_id).text


def test_an_unknown_run_is_refused(book, report) -> None:
    with pytest.raises(NotFound, match="run1-nowhere"):
        book.ledger.record(report(), [], run_id="run1-nowhere", read=book.clock.now)


def test_ending_a_run_twice_adds_one_row(book) -> None:
    book.ledger.end_run(book.run)
    before = book.rows()
    book.ledger.end_run(book.run)
    assert book.rows() == before
    assert len(before["run_end"]) == 1


def test_a_time_without_a_zone_is_refused(book, report) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        book.ledger.record(report(), [], run_id=book.run, read=datetime(2024, 1, 1))  # noqa: DTZ001


def test_a_clock_set_back_never_makes_the_book_know_earlier(book, report, claim) -> None:
    document = report()
    book.record(report("First."))
    held = book.clock.now
    book.clock.advance(days=-400)
    book.record(document, [claim(document)])
    assert book.ledger.find_entries(ALL)[0].recorded == held


@pytest.mark.parametrize(
    "change", ["UPDATE claim SET kind = 'ally'", "DELETE FROM document", "DELETE FROM log"]
)
def test_the_database_itself_refuses_to_change_a_row(book, report, claim, change: str) -> None:
    document = report()
    book.record(document, [claim(document)])
    with (
        pytest.raises(LedgerError, match="a book only grows"),
        book.ledger._store.transaction() as connection,
    ):
        connection.exec_driver_sql(change)


def test_readers_see_the_last_commit_while_another_writes(book, report, claim) -> None:
    first, second = report(), report("Later the River Front pledged allegiance.")
    book.record(first, [claim(first)])
    reader = book.open(read_only=True)
    with book.ledger._store.writing() as batch:
        batch.add(t.rating, {"source": "Harbour Post", "letter": "B", "by": "reviewer"})
        batch.flush()
        assert reader.count_entries(ALL) == 1
        assert reader.ratings() == {}
    book.record(second, [claim(second)])
    assert reader.count_entries(ALL) == 2
    assert reader.ratings() == {"Harbour Post": "B"}


def test_a_second_writer_waits_and_then_says_who_is_in_the_way(book, report) -> None:
    book.run  # noqa: B018 - the run is recorded before
    second = book.open(wait_s=0.2)
    with book.ledger._store.writing(), pytest.raises(LedgerError, match="another process is writing"):
        second.record(report(), [], run_id=book.run, read=book.clock.now)
    assert second.record(report(), [], run_id=book.run, read=book.clock.now).new_document


def test_two_writers_at_once_both_get_all_their_documents_in(book, report, claim) -> None:
    ledgers = [book.ledger, book.open()]
    run, now = book.run, book.clock.now
    failures: list[BaseException] = []

    def write(ledger, name: str) -> None:
        try:
            for i in range(25):
                document = report(f"{name} {i}: the River Front pledged allegiance.")
                ledger.record(document, [claim(document)], run_id=run, read=now)
        except BaseException as e:  # noqa: BLE001 - reported below
            failures.append(e)

    threads = [
        threading.Thread(target=write, args=(ledger, f"Writer {i}")) for i, ledger in enumerate(ledgers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert book.ledger.count_entries(ALL) == 50
    assert book.ledger.check().sound


def test_a_book_opened_for_reading_only_refuses_to_grow(book, report) -> None:
    run = book.run
    with pytest.raises(LedgerError, match="reading only"):
        book.open(read_only=True).record(report(), [], run_id=run, read=book.clock.now)


def test_slow_reading_is_recorded_every_two_seconds(book, report, claim) -> None:
    documents = [report(f"Slow {i}: the River Front pledged allegiance.") for i in range(4)]
    seen = []

    def slowly():
        for document in documents:
            seen.append(book.ledger.count_entries(ALL))
            book.clock.advance(seconds=1.1)
            yield document, [claim(document)], book.clock.now

    list(book.ledger.record_many(slowly(), run_id=book.run))
    assert seen == [0, 0, 0, 3]
