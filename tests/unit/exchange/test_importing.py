"""Coded rows in a book: faults cost their row alone, repeats add nothing, and exports come home unchanged."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import oathbook
from oathbook.book import Book, open_book
from oathbook.model import Claim, Count, Document, Interval, Kind, Party, Polarity, Scope

NOW = datetime(2020, 1, 1, tzinfo=UTC)
# Where a claim stands is its document's affair, and how its parties were spelt no part of what it says.
_OF_THE_DOCUMENT = {"start", "end"}


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with open_book(tmp_path / "test.oathbook", clock=lambda: NOW) as opened:
        yield opened


def said(book: Book) -> list[Mapping[str, Any]]:
    """What the claims of a book say, in an order of their own."""
    claims = [entry.claim.to_json() | {"extractor": entry.claim.extractor} for entry in book.claims()]
    told = [{k: v for k, v in claim.items() if k not in _OF_THE_DOCUMENT} for claim in claims]
    return sorted(told, key=lambda claim: json.dumps(claim, sort_keys=True))


def test_a_faulty_row_is_named_and_the_rest_goes_in(book: Book) -> None:
    report = book.import_rows(
        [
            {"kind": "pledge", "subject": "g1", "object": "p1"},
            {"kind": "nonsense"},
            {"kind": "split", "object": "p1"},
        ]
    )
    assert (report.rows, report.claims_new, report.claims_known) == (3, 2, 0)
    assert [fault.name for fault in report.failed] == ["row 2"]
    assert report.provisional == ("g1", "p1")


def test_importing_again_adds_nothing(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text("kind,subject,object\npledge,g,p\npledge,g,p\nsplit,g,p\n", "utf-8")
    first, second = book.import_claims(path), book.import_claims(path)
    assert (first.claims_new, first.claims_known) == (2, 1)
    assert (second.claims_new, second.claims_known) == (0, 3)
    assert len(book.claims()) == 2
    assert book.check().sound


def test_rows_of_one_text_stay_apart(book: Book) -> None:
    row = {
        "kind": "pledge",
        "object": "p",
        "quote": "both swore loyalty",
        "source": "A",
        "published": "2015-01-01",
    }
    book.import_rows([row | {"subject": "g1"}, row | {"subject": "g2"}])
    assert len({entry.document_id for entry in book.claims()}) == 2


def test_columns_that_hold_no_field_are_told(book: Book) -> None:
    assert book.import_rows([{"kind": "pledge", "subject": "g", "coder": "AB"}]).ignored == ("coder",)


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_an_export_makes_the_same_claims_in_a_new_book(book: Book, tmp_path: Path, form: str) -> None:
    text = '"=We swear," he said, and left; ISIS never accepted him. They are 200 to 999 men.'
    whole = {"quote": text, "start": 0, "end": len(text)}
    claims = [
        Claim(
            kind=Kind.PLEDGE,
            subject=Party(written="Boko Haram", actor="boko-haram"),
            object=Party(written="the Unheard-of Front"),
            when=Interval.parse("2015-03-07"),
            said_by=("Otto", "<analysts>"),
            reading=0.7,
            frame="swear",
            extractor="rules-9",
            **whole,
        ),
        Claim(kind=Kind.ACCEPT, subject=None, object=Party(written="x"), polarity=Polarity.NEGATIVE, **whole),
        Claim(
            kind=Kind.MOVE,
            subject=Party(written="fighters"),
            object=Party(written="Nigeria"),
            from_=Party(written="Libya"),
            scope=Scope.MEMBERS,
            count=Count(min=200, max=999),
            place="the border",
            reason="hunger",
            needs_anchor=True,
            ended=True,
            **whole,
        ),
    ]
    run = book.ledger.start_run("rules-9", {})
    document = Document(
        text=text, source="Courier", published=NOW.date(), url="https://example.org", title="T"
    )
    book.ledger.record(document, claims, run_id=run, read=NOW)
    file = io.StringIO(newline="")
    book.export(form, file)
    target = tmp_path / f"out.{form}"
    target.write_text(file.getvalue(), "utf-8", newline="")
    with open_book(tmp_path / "new.oathbook", clock=lambda: NOW) as new:
        report = new.import_claims(target)
        assert (report.claims_new, report.failed) == (3, ())
        expected = [c | {"extractor": c["extractor"] or "hand"} for c in said(book)]
        assert said(new) == sorted(expected, key=lambda claim: json.dumps(claim, sort_keys=True))
        assert {entry.source for entry in new.claims()} == {"Courier"}
        assert new.check().sound
    assert book.import_claims(target).claims_known == 3  # what comes home is there already
    assert len(book.claims()) == 3


def test_coded_actors_can_be_asked_about(book: Book) -> None:
    book.import_rows(
        [{"kind": "pledge", "subject": "g17", "object": "p3", "when": "2015-03", "published": "2015-04-01"}]
    )
    (standing,) = book.who("g17", as_of="2015-06", known_by="2015-06").principals
    assert standing.other == "p3"


def test_the_report_is_exported() -> None:
    assert oathbook.ImportReport.__name__ in oathbook.__all__
