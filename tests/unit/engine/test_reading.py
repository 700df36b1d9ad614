"""The reading loop of a book: what is recorded, in which order, and what is counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest

from oathbook.engine import ReadProgress, ReadReport, read_into
from oathbook.errors import UnreadableInput
from oathbook.ledger import Ledger, open_ledger
from oathbook.model import ClaimQuery, Document

Item = Document | UnreadableInput


def clock() -> datetime:
    return datetime(2020, 1, 1, tzinfo=UTC)


def inputs() -> list[tuple[str, list[Item]]]:
    """Forty inputs: some fail, some kill, some repeat, one holds nothing, one a claim that stands nowhere."""
    made: list[tuple[str, list[Item]]] = []
    for n in range(40):
        text = f"number {n} " + "pledge " * (n % 4) + "Yesterday " * (n == 5) + "FAIL" * (n == 8)
        items: list[Item] = [Document(text=text, name=f"{n}")]
        if n == 3:
            items = [UnreadableInput("3", "is empty.")]
        if n == 17:
            items.append(Document(text="number 1 pledge ", name="the first again"))
        made.append((f"input {n}", items))
    return made


def read(
    ledger: Ledger,
    made: list[tuple[str, list[Item]]],
    extractors: ModuleType,
    traces: Path,
    **options: object,
) -> ReadReport:
    streams: Iterator[tuple[str, Iterator[Item]]] = ((name, iter(items)) for name, items in made)
    make = partial(extractors.make, traces)
    return read_into(ledger, streams, make, version="words-1", total=len(made), clock=clock, **options)  # type: ignore[arg-type]


def held(ledger: Ledger) -> list[object]:
    """Documents and claims in the order in which they were recorded."""
    entries = sorted(ledger.find_entries(ClaimQuery()), key=lambda e: (e.document_id, e.claim.start))
    return [
        [row.id for row in ledger.iter_documents()],
        [(e.id, e.claim) for e in entries],
        ledger.check().head,
    ]


def test_the_book_is_the_same_whatever_the_number_of_workers(extractors: ModuleType, tmp_path: Path) -> None:
    reports, books = [], []
    for workers in (1, 2):
        with open_ledger(tmp_path / f"{workers}.oathbook", clock=clock) as ledger:
            report = read(ledger, inputs(), extractors, tmp_path, workers=workers)
            reports.append((report, [str(fault) for fault in report.failed]))
            books.append(held(ledger)[:2])
    (one, faults), (two, same_faults) = reports
    assert faults == same_faults
    assert [f.name for f in one.failed] == ["3", "8"]
    assert (one.documents_new, one.documents_known, one.claims_new, one.unresolved_times) == (38, 1, 57, 1)
    assert (two.documents_new, two.documents_known, two.claims_new, two.words) == (38, 1, 57, one.words)
    assert books[0] == books[1]


def test_reading_again_adds_nothing_and_extracts_nothing(extractors: ModuleType, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "b.oathbook", clock=clock) as ledger:
        first = read(ledger, inputs(), extractors, tmp_path)
        again = read(ledger, inputs(), extractors, tmp_path)
        anew = read(ledger, inputs(), extractors, tmp_path, again=True)
    assert (again.documents_new, again.documents_known, again.claims_new) == (0, first.documents_new + 1, 0)
    assert (again.words, anew.words > 0) == (0, True)
    assert (anew.documents_new, anew.claims_new) == (0, 0)


def test_a_document_that_kills_its_workers_is_counted_and_the_rest_is_in_the_book(
    extractors: ModuleType, tmp_path: Path
) -> None:
    made: list[tuple[str, list[Item]]] = [
        (f"{n}", [Document(text=f"{n} pledge" + " DIE" * (n == 2), name=f"{n}.txt")]) for n in range(6)
    ]
    with open_ledger(tmp_path / "b.oathbook", clock=clock) as ledger:
        report = read(ledger, made, extractors, tmp_path, workers=2)
        assert (report.documents_new, [f.name for f in report.failed]) == (5, ["2.txt"])
        assert [row.name for row in ledger.iter_documents()].count("2.txt") == 0


@pytest.mark.parametrize("workers", [1, 2])
def test_progress_never_goes_back_and_ends_at_the_whole(
    extractors: ModuleType, tmp_path: Path, workers: int
) -> None:
    told: list[ReadProgress] = []
    with open_ledger(tmp_path / "b.oathbook", clock=clock) as ledger:
        report = read(ledger, inputs(), extractors, tmp_path, workers=workers, progress=told.append)
        read(ledger, inputs(), extractors, tmp_path, progress=told.append)
    cut = next(i for i, p in enumerate(told) if p.done == 40) + 1
    for part in (told[:cut], told[cut:]):
        assert [p.done for p in part] == sorted(p.done for p in part)
        assert part[-1].done == part[-1].total == 40
        assert len({p.done for p in part}) > 20
    assert told[cut - 1].claims == report.claims_new
