"""What holds of a ledger whatever is done to it, in whatever order."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oathbook.errors import QueryError
from oathbook.ledger import Ledger, open_ledger
from oathbook.ledger.rows import claim_from_row, claim_row
from oathbook.model import (
    ActorType,
    Certainty,
    Claim,
    ClaimQuery,
    Count,
    Document,
    Interval,
    Kind,
    Party,
    Polarity,
    Realis,
    Scope,
    Verdict,
)

FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
START = datetime(2024, 5, 1, tzinfo=UTC)
ALL = ClaimQuery()

LABELS = st.sampled_from(["river-front", "delta-army", "The Hill Brigade", "Ánä"])
TIMES = st.sampled_from(["2015", "2015-03", "2014-12-31", "../2013", "2016/..", "201X", "2015-21~"])
WORDS = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=12)
PARTIES = st.builds(
    lambda written, actor, kind, candidates: Party(
        written=written, actor=actor, type=kind, candidates=() if actor else tuple(candidates)
    ),
    WORDS,
    st.none() | LABELS,
    st.none() | st.sampled_from(ActorType),
    st.lists(LABELS, max_size=2),
)
COUNTS = st.builds(
    lambda ns: Count(min=min(ns), best=None, max=max(ns)), st.lists(st.integers(0, 2**62), min_size=1)
)


@st.composite
def claims(draw: st.DrawFn, text: str) -> Claim:
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return Claim(
        kind=draw(st.sampled_from(Kind)),
        subject=draw(st.none() | PARTIES),
        object=draw(st.none() | PARTIES),
        quote=text[start:end],
        start=start,
        end=end,
        scope=draw(st.sampled_from(Scope)),
        from_=draw(st.none() | PARTIES),
        place=draw(st.none() | WORDS),
        count=draw(st.none() | COUNTS),
        by=draw(st.none() | PARTIES),
        of=draw(st.none() | PARTIES),
        role=draw(st.none() | WORDS),
        reason=draw(st.none() | WORDS),
        when=draw(st.none() | TIMES.map(Interval.parse)),
        needs_anchor=draw(st.booleans()),
        ended=draw(st.booleans()),
        polarity=draw(st.sampled_from(Polarity)),
        certainty=draw(st.sampled_from(Certainty)),
        realis=draw(st.sampled_from(Realis)),
        said_by=tuple(draw(st.lists(WORDS, max_size=2))),
        reading=draw(st.floats(0, 1)),
        extractor="frames-test",
    )


Report = tuple[Document, tuple[Claim, ...]]


@st.composite
def reports(draw: st.DrawFn) -> Report:
    text = draw(
        st.sampled_from(["The Front swore.", "Ánä 𝒳 left the Hill Brigade.", "Oaths – “many” oaths."])
    )
    document = Document(
        text=text,
        source=draw(st.none() | st.sampled_from(["Post", "Monitor"])),
        published=draw(st.none() | st.dates(date(2013, 1, 1), date(2017, 1, 1))),
        name=draw(st.sampled_from(["a.txt", "b.txt"])),
    )
    return document, tuple(draw(st.lists(claims(text), max_size=3)))


def _one_reading_each(batch: list[Report]) -> list[Report]:
    """An extractor says the same of the same document whenever it reads it: the first claims drawn are its."""
    readings: dict[str, tuple[Claim, ...]] = {}
    return [(document, readings.setdefault(document.id, found)) for document, found in batch]


BATCHES = st.lists(reports(), min_size=1, max_size=5).map(_one_reading_each)


class Hand:
    """A clock that moves an hour with every step of a test."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@contextmanager
def fresh_book() -> Iterator[tuple[Ledger, Hand, Path]]:
    clock = Hand()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.oathbook"
        with open_ledger(path, clock=clock) as ledger:
            yield ledger, clock, path


def all_rows(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    connection = sqlite3.connect(path)
    names = [n for (n,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    kept = [n for n in names if not n.startswith(("claim_words", "sqlite_"))]
    rows = {n: connection.execute(f"SELECT rowid, * FROM {n} ORDER BY rowid").fetchall() for n in kept}  # noqa: S608
    connection.close()
    return rows


@given(st.sampled_from(["x" * 40, "Ánä 𝒳 left the Hill Brigade."]).flatmap(claims))
def test_a_claim_survives_its_way_through_a_row(claim: Claim) -> None:
    assert claim_from_row(claim_row(claim)) == claim


STEPS = st.lists(
    st.tuples(st.sampled_from(["record", "review", "retract", "judge", "undo"]), st.integers(0, 10**6)),
    max_size=8,
)


@FEW
@given(BATCHES, STEPS)
def test_no_step_ever_changes_a_row_that_is_there_and_the_chain_always_holds(
    batch: list[Report], steps: list[tuple[str, int]]
) -> None:
    with fresh_book() as (ledger, clock, path):
        run = ledger.start_run("frames-test", {})
        before = all_rows(path)
        for what, number in steps:
            clock.now += timedelta(hours=1)
            take_step(ledger, run, batch, what, number)
            after = all_rows(path)
            for table, rows in before.items():
                assert after[table][: len(rows)] == rows
            before = after
        assert ledger.check().faults == ()


def take_step(ledger: Ledger, run: str, batch: list[Report], what: str, number: int) -> None:
    entries = ledger.find_entries(ClaimQuery(include_retracted=True))
    entry = entries[number % len(entries)] if entries else None
    if what == "record":
        document, found = batch[number % len(batch)]
        ledger.record(document, found, run_id=run, read=START)
    elif what == "judge":
        labels = ["river-front", "delta-army", "The Hill Brigade"]
        try:
            ledger.judge(
                labels[number % 3], labels[(number + 1) % 3], same=[True, False, None][number % 7 % 3], by="a"
            )
        except QueryError:
            return  # it would contradict another
    elif entry is None:
        return
    elif what == "retract":
        ledger.retract(entry.id if number % 2 else entry.document_id, reason="error", by="a")
    elif what == "review":
        verdict = list(Verdict)[number % 3]
        fields = {"object": "sea-league"} if verdict is Verdict.CORRECTED else None
        ledger.review(entry.id, verdict, fields=fields, by="a")
    elif entry.verdict is not None:
        ledger.review(entry.id, None, by="a")


@FEW
@given(BATCHES.flatmap(lambda r: st.tuples(st.just(r), st.permutations(r))))
def test_the_order_of_recording_does_not_show_in_any_answer(orders: tuple[Any, Any]) -> None:
    answers = []
    for order in orders:
        with fresh_book() as (ledger, _, _):
            run = ledger.start_run("frames-test", {})
            list(ledger.record_many([(d, c, START) for d, c in order], run_id=run))
            queries = (
                ALL,
                ClaimQuery(actor="river-front"),
                ClaimQuery(as_of=date(2015, 1, 1)),
                ClaimQuery(text="the"),
            )
            # One document met twice keeps the first name: all else must be the same.
            answers.append([ledger.find_entries(query) for query in queries])
            answers[-1] += [ledger.actor_counts(), ledger.source_counts()]
    assert answers[0] == answers[1]


@FEW
@given(st.lists(reports(), max_size=5))
def test_recording_everything_again_adds_no_row(batch: list[Report]) -> None:
    with fresh_book() as (ledger, clock, path):
        run = ledger.start_run("frames-test", {})
        items = [(d, c, START) for d, c in batch]
        list(ledger.record_many(items, run_id=run))
        before = all_rows(path)
        clock.now += timedelta(days=1)
        again = list(ledger.record_many(items, run_id=run))
        assert all(not r.new_document and r.new_claims == 0 for r in again)
        assert all_rows(path) == before


@FEW
@given(st.lists(reports(), max_size=4), st.dates(date(2012, 1, 1), date(2018, 1, 1)))
def test_what_the_book_says_as_of_a_day_only_grows_with_the_day(batch: list[Report], day: date) -> None:
    with fresh_book() as (ledger, _, _):
        list(
            ledger.record_many([(d, c, START) for d, c in batch], run_id=ledger.start_run("frames-test", {}))
        )
        for name in ("as_of", "known_by", "until"):
            earlier = {e.id for e in ledger.find_entries(ClaimQuery(**{name: day}))}
            later = {e.id for e in ledger.find_entries(ClaimQuery(**{name: day + timedelta(days=30)}))}
            assert earlier <= later, name
        for entry in ledger.find_entries(ClaimQuery(known_by=day)):
            assert entry.known <= day
