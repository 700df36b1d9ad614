"""Checking: whatever an intruder changes, removes or adds is told in words."""

from __future__ import annotations

import zlib

import pytest

from oathbook.model import Actor, ActorType, ClaimQuery, Source, Verdict


@pytest.fixture
def full(book, report, claim):
    """A book with a row of every kind."""
    first, second = report(), report("Later the Delta Army refused the oath.", name="later.txt")
    book.record(first, [claim(first), claim(first, "pledged allegiance")])
    book.record(second, [claim(second)])
    book.record(report(name="copy.txt"), [claim(first)])
    claim_id = claim(first).key(first.id)
    book.ledger.review(claim_id, Verdict.CORRECTED, fields={"place": "Kidal"}, by="ana")
    book.ledger.retract(book.ledger.retract(claim_id, reason="error", by="ana"), reason="no error", by="ana")
    book.ledger.judge("delta-army", "DA", same=True, by="ana")
    book.ledger.add_actor(Actor(id="x", name="X", type=ActorType.PERSON, aliases=("a", "b"), weak=("c",)))
    book.ledger.add_source(Source(id="harbour-post", name="Harbour Post"))
    book.ledger.rate_source("harbour-post", "B", by="ana")
    book.ledger.end_run(book.run)
    book.close()
    return book


def test_a_book_that_was_only_used_is_sound(full) -> None:
    report = full.ledger.check()
    assert report.faults == ()
    assert report.sound
    assert (report.documents, report.claims) == (2, 3)
    assert report.head == full.ledger.stats().head
    assert report.links == len(full.rows()["log"])
    assert report.database.startswith("SQLite 3" if full.is_sqlite else "PostgreSQL")


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "UPDATE claim SET certainty = 'possible' WHERE no = 2",
            "row 1 of reading and its 2 claims is not what",
        ),
        ("UPDATE claim SET quote = 'never said' WHERE no = 2", "not 'never said'"),
        ("UPDATE claim SET polarity = '-' WHERE no = 3", "is not what its id says"),
        ("UPDATE claim SET kind = 'oath' WHERE no = 3", "cannot be read"),
        ("UPDATE claim SET place = 'Gao' WHERE no = 4", "row 1 of review and its 1 claims is not what"),
        ("UPDATE document SET title = 'Else' WHERE no = 1", "is not what its id says"),
        ("UPDATE document SET language = 'fr' WHERE no = 1", "row 1 of document is not what was recorded"),
        ("UPDATE review SET verdict = 'rejected'", "row 1 of review"),
        ("UPDATE retraction SET reason = 'none' WHERE no = 1", "row 1 of retraction"),
        ("UPDATE judgement SET verdict = 'different'", "row 1 of judgement"),
        ("UPDATE alias SET weak = true WHERE no = 1", "row 1 of actor and its 3 alias"),
        ("UPDATE sighting SET name = 'other.txt'", "row 1 of sighting"),
        ("UPDATE rating SET letter = 'A'", "row 1 of rating"),
        ("UPDATE run SET settings = '{}'", "row 1 of run is not what"),
        ("UPDATE run_end SET chain = 'x'", "another head of the chain"),
        ("UPDATE log SET payload = 'x' WHERE no = 3", "Link 3 (reading 1) does not follow"),
        ("DELETE FROM log WHERE no = 2", "Link 2 is missing"),
        ("DELETE FROM rating", "Row 1 of rating was recorded"),
        (
            "INSERT INTO rating VALUES (2, 's', 'A', 'x', '2024-05-01 12:00:00')",
            "Row 2 of rating is there and was never recorded",
        ),
        ("UPDATE review SET claim = 99", "of a claim that is not there"),
    ],
)
def test_a_change_past_the_triggers_is_told_in_words(full, statement: str, said: str) -> None:
    full.tamper(statement)
    report = full.ledger.check()
    assert any(said in fault for fault in report.faults), report.faults
    assert not report.sound


def test_one_changed_row_does_not_blame_the_rows_after_it(full) -> None:
    full.tamper("UPDATE claim SET certainty = 'possible' WHERE no = 1")
    assert len(full.ledger.check().faults) == 1


def test_a_removed_claim_does_not_blame_the_claims_after_it(full, claim, report) -> None:
    full.tamper("DELETE FROM claim WHERE no = 2")
    faults = full.ledger.check().faults
    assert len(faults) == 1
    assert "row 1 of reading and its 2 claims" in faults[0]


def bytes_literal(book, value: bytes) -> str:
    return f"x'{value.hex()}'" if book.is_sqlite else f"decode('{value.hex()}', 'hex')"


def test_a_changed_text_is_told_by_its_document_and_its_quotes(full) -> None:
    forged = zlib.compress(b"In March 2015 nobody pledged anything to anyone at all, it was said.")
    full.tamper(f"UPDATE document SET text = {bytes_literal(full, forged)} WHERE no = 1")  # noqa: S608
    faults = " ".join(full.ledger.check().faults)
    assert "is not what its id says" in faults
    assert "reads 'In March 2015 nobody" in faults


def test_a_damaged_text_is_told(full) -> None:
    full.tamper(f"UPDATE document SET text = {bytes_literal(full, b'x')} WHERE no = 1")  # noqa: S608
    assert any("cannot be read" in fault for fault in full.ledger.check().faults)


def test_progress_ends_at_the_number_of_links(full) -> None:
    told = []
    report = full.ledger.check(progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (report.links, report.links)


def test_reading_a_sound_book_changes_nothing_in_it(full) -> None:
    full.ledger.find_entries(ClaimQuery(text="oath"))
    full.close()
    before = full.rows()
    full.ledger.check()
    full.close()
    assert full.rows() == before
