"""How quick is the desk on a great book? Makes one, serves it in this process, asks every read, prints a table.

    python -m bench.desk [--claims 1000000] [--book FILE] [--asks 40]

The book is synthetic: actors of Zipf frequency, fifteen years, a few outlets. It is made through the ledger, as
readings are, and kept where `--book` names it. What is printed: the first look (everything is laid), then each
read asked many times with the dates, actors and documents moving, as a reader moves them; median and 99th
percentile in milliseconds, beside the time of one plain read of the database.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from oathbook.book import Book, open_book
from oathbook.model import ActorType, Claim, Document, Interval, Kind, Party

START, DAYS = date(2010, 1, 1), 15 * 365
NOW = datetime(2025, 1, 1, 12, tzinfo=UTC)
ACTORS, PRINCIPALS, OUTLETS = 3_000, 30, 60
CLAIMS_A_DOCUMENT = 4
SEED_CLAIMS = 50_000  # recorded one by one; the rest are copies of them
SENTENCE = "{s} {verb} {o} near {place}."
VERBS = {
    Kind.PLEDGE: "pledged allegiance to",
    Kind.ACCEPT: "accepted the pledge of",
    Kind.AFFILIATE: "acts as an affiliate of",
    Kind.BREAK: "broke with",
    Kind.RIVAL: "fought",
    Kind.ALLY: "stood beside",
    Kind.ATTACK: "attacked",
    Kind.LEAD: "is led beside",
}
KINDS = [
    Kind.PLEDGE,
    Kind.ACCEPT,
    *[Kind.AFFILIATE] * 3,
    Kind.BREAK,
    Kind.RIVAL,
    Kind.ALLY,
    *[Kind.ATTACK] * 4,
    Kind.LEAD,
]
PLACES = [
    "Gao",
    "Mosul",
    "Maiduguri",
    "Kidal",
    "Aleppo",
    "Sambisa forest",
    "northern Mali",
    "Borno",
    "Derna",
    "Diffa",
]


def make_documents(claims: int, seed: int = 7) -> Iterator[tuple[Document, list[Claim], datetime]]:
    """Synthetic documents with grounded claims."""
    dice = random.Random(seed)  # noqa: S311 - a bench, no secret
    weights = [1 / (rank + 1) for rank in range(ACTORS)]
    groups = [f"group-{rank}" for rank in range(ACTORS)]
    patron = {
        group: dice.choices(range(PRINCIPALS), [1 / (n + 1) for n in range(PRINCIPALS)])[0]
        for group in groups
    }
    for number in range(claims // CLAIMS_A_DOCUMENT):
        day = START + timedelta(days=dice.randrange(DAYS))
        text, made = f"Report {number}. ", []
        for group in dice.choices(groups, weights, k=CLAIMS_A_DOCUMENT):
            kind = dice.choice(KINDS)
            principal = f"patron-{patron[group] if dice.random() < 0.8 else dice.randrange(PRINCIPALS)}"
            sides = (principal, group) if kind is Kind.ACCEPT else (group, principal)
            place = dice.choice(PLACES)
            sentence = SENTENCE.format(s=sides[0], verb=VERBS[kind], o=sides[1], place=place)
            when = Interval.day(day - timedelta(days=dice.randrange(20))) if dice.random() < 0.5 else None
            made.append(
                Claim(
                    kind=kind,
                    subject=Party(written=sides[0], actor=sides[0], type=ActorType.ORGANISATION),
                    object=Party(written=sides[1], actor=sides[1], type=ActorType.ORGANISATION),
                    quote=sentence,
                    start=len(text),
                    end=len(text) + len(sentence),
                    place=place,
                    when=when,
                    frame="bench",
                    extractor="bench/1",
                )
            )
            text += sentence + " "
        outlet = f"Outlet {min(int(dice.expovariate(0.08)), OUTLETS - 1)}"
        yield (
            Document(text=text, title=f"Report {number}", source=outlet, published=day, name=f"{number}"),
            made,
            NOW,
        )


def make_book(path: Path, claims: int) -> None:
    """Makes the book, unless it is there."""
    if path.exists():
        return
    began = time.perf_counter()
    seed = min(claims, SEED_CLAIMS)
    with open_book(path, clock=lambda: NOW) as book:
        run_id = book.ledger.start_run("bench/1", {"claims": claims})
        added = sum(r.new_claims for r in book.ledger.record_many(make_documents(seed), run_id=run_id))
        book.ledger.end_run(run_id)
    took = time.perf_counter() - began
    print(f"recorded {added:,} claims in {took:.0f} s ({added / took:,.0f} a second)", flush=True)
    multiply(path, claims)


def multiply(path: Path, claims: int) -> None:
    """Copies documents and claims, each copy some days later, until there are so many claims.

    Past the ledger, since hashing a million claims into its chain is not what is measured here.
    """
    began = time.perf_counter()
    with closing(sqlite3.connect(path)) as book:
        columns = {
            table: [row[1] for row in book.execute(f"PRAGMA table_info({table})")]
            for table in ("document", "claim")
        }
        last = {table: book.execute(f"SELECT max(no) FROM {table}").fetchone()[0] for table in columns}
        for copy in range(1, claims // last["claim"]):
            later = f"+{copy * 37 % 300} days"
            changed = {
                "no": f"no + {copy} * {{last}}",
                "id": f"id || '-{copy}'",
                "document": f"document + {copy} * {last['document']}",
                "published": f"date(published, '{later}')",
                "known": f"date(known, '{later}')",
            }
            for table, names in columns.items():
                values = ", ".join(changed.get(name, f'"{name}"').format(last=last[table]) for name in names)
                listed = ", ".join(f'"{name}"' for name in names)
                book.execute(
                    f"INSERT INTO {table} ({listed}) SELECT {values} FROM {table} WHERE no <= {last[table]}"
                )
            book.commit()
        book.execute("ANALYZE")
        book.commit()
        (made,) = book.execute("SELECT count(*) FROM claim").fetchone()
    print(f"multiplied to {made:,} claims in {time.perf_counter() - began:.0f} s", flush=True)


def questions(book: Book, dice: random.Random) -> dict[str, Callable[[], str]]:
    """Every read of the API as a function that gives its next address."""
    documents = [row.id for row in book.ledger.page_documents(limit=200, offset=1_000)[0]]
    claims = [entry.id for entry in book.claims(limit=200, offset=5_000)]

    def clocks() -> str:
        day = START + timedelta(days=dice.randrange(DAYS))
        # A reader moves the day asked about much more often than the day known by.
        known = dice.choice(["2025-01-01"] * 8 + ["2020-06-30", "2015-12-31"])
        return f"as_of={min(day, date.fromisoformat(known))}&known_by={known}"

    def group() -> str:
        return f"group-{min(int(dice.paretovariate(0.5)) - 1, ACTORS - 1)}"

    def patron() -> str:
        return f"patron-{dice.randrange(PRINCIPALS)}"

    return {
        "book": lambda: "book",
        "overview": lambda: f"overview?{clocks()}",
        "network": lambda: f"network?{clocks()}",
        "group": lambda: f"groups/{group()}?{clocks()}",
        "evidence": lambda: f"evidence/{group()}/{patron()}?{clocks()}",
        "documents": lambda: f"documents?offset={50 * dice.randrange(40)}",
        "document": lambda: f"documents/{dice.choice(documents)}",
        "claims": lambda: f"claims?actor={group()}&{clocks()}",
        "claim": lambda: f"claims/{dice.choice(claims)}",
        "queue": lambda: f"review/queue?limit=10&{clocks()}",
        "map": lambda: f"map?{clocks()}",
        "search": lambda: f"search?q={group()}+pledged&{clocks()}",
        "sources": lambda: f"sources?{clocks()}",
        "actors": lambda: f"actors?q={group()[:9]}",
        "diff": lambda: f"diff?before=2012-01-01&clock=as_of&as_of=201{dice.randrange(3, 9)}-06-30",
    }


def measure(book: Book, asks: int, only: set[str]) -> None:
    """Prints the figures."""
    from fastapi.testclient import TestClient

    from oathbook.desk.app import build_app
    from oathbook.desk.state import Desk

    desk = Desk(book=book, clock=lambda: NOW)
    dice = random.Random(11)  # noqa: S311 - as above
    began = time.perf_counter()
    rows = book.ledger.page_documents()[0]
    plain = [_timed(partial(book.ledger.get_document_row, row.id)) for row in rows]
    with TestClient(build_app(desk), base_url="http://127.0.0.1") as client:
        first = _timed(lambda: client.get("/api/v1/overview?known_by=2025-01-01"))
        print(f"first look at the whole book: {first / 1000:.1f} s; another day known: ", end="")
        print(f"{_timed(lambda: client.get('/api/v1/overview?known_by=2020-06-30')) / 1000:.1f} s")
        client.get("/api/v1/overview?known_by=2015-12-31")
        print(f"one plain read of the database: {statistics.median(plain):.1f} ms\n")
        print(f"{'read':<12}{'asked':>6}{'first ms':>10}{'median ms':>11}{'p99 ms':>9}{'KB':>8}")
        for name, address in questions(book, dice).items():
            if only and name not in only:
                continue
            times, size, opening = [], 0, 0.0
            for number in range(asks):
                path = f"/api/v1/{address()}"
                took, answer = _asked(client, path)
                if answer.status_code not in {200, 404}:
                    raise SystemExit(f"{path}: {answer.status_code} {answer.text[:200]}")
                size = max(size, len(answer.content))
                if number:
                    times.append(took)
                else:
                    opening = took
            times.sort()
            last = times[min(int(len(times) * 0.99), len(times) - 1)]
            print(
                f"{name:<12}{asks:>6}{opening:>10.0f}{statistics.median(times):>11.0f}{last:>9.0f}{size / 1024:>8.0f}",
                flush=True,
            )
    print(f"\n{time.perf_counter() - began:.0f} s in all")


def ready_ms(path: Path) -> float:
    """From the start of the process to its first answer."""
    import httpx

    began = time.perf_counter()
    command = [sys.executable, "-m", "oathbook", "serve", "--book", str(path), "--port", "0", "--no-token"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None  # noqa: S101 - narrows the type only
        address = process.stdout.readline().split()[-1]
        httpx.get(f"{address}api/v1/session", trust_env=False).raise_for_status()
        took = (time.perf_counter() - began) * 1000
        process.terminate()
    return took


def _timed(ask: Callable[[], Any]) -> float:
    began = time.perf_counter()
    ask()
    return (time.perf_counter() - began) * 1000


def _asked(client: Any, path: str) -> tuple[float, Any]:
    began = time.perf_counter()
    answer = client.get(path)
    return (time.perf_counter() - began) * 1000, answer


def main() -> None:
    """Makes the book where it is not there, and asks."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--book", type=Path)
    parser.add_argument("--asks", type=int, default=40)
    parser.add_argument("--only", nargs="*", default=[])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.book or Path(folder) / "bench.oathbook"
        make_book(path, given.claims)
        print(f"from start to first answer: {ready_ms(path) / 1000:.1f} s")
        with open_book(path, clock=lambda: NOW) as book:
            measure(book, given.asks, set(given.only))


if __name__ == "__main__":
    main()
