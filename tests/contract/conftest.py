"""One book, empty, on each database: every test of this folder runs on both."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from oathbook.ledger import Ledger, open_ledger
from oathbook.model import Claim, Document, Interval, Kind, Party

START = datetime(2024, 5, 1, 12, tzinfo=UTC)
EXTRACTOR = "frames-test"


@dataclass
class Hand:
    """A clock that moves when told to."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **by: float) -> datetime:
        self.now += timedelta(**by)
        return self.now


@dataclass
class Book:
    """An address that can be opened several times, and short ways to say what tests record."""

    where: str
    is_sqlite: bool
    clock: Hand = field(default_factory=Hand)
    _open: list[Ledger] = field(default_factory=list)
    _run: str | None = None

    def open(self, **options: Any) -> Ledger:
        ledger = open_ledger(self.where, clock=self.clock, **options)
        self._open.append(ledger)
        return ledger

    @property
    def ledger(self) -> Ledger:
        return self._open[0] if self._open else self.open()

    @property
    def run(self) -> str:
        if self._run is None:
            self._run = self.ledger.start_run(EXTRACTOR, {"frames": 150})
        return self._run

    def record(self, document: Document, claims: Sequence[Claim] = (), run: str | None = None) -> Any:
        return self.ledger.record(document, claims, run_id=run or self.run, read=self.clock.now)

    def tamper(self, *statements: str) -> None:
        """Changes rows as an intruder would, past the triggers."""
        self.close()
        engine = sa.create_engine(f"sqlite:///{self.where}" if self.is_sqlite else sa.make_url(self.where))
        with engine.begin() as connection:
            if self.is_sqlite:
                names = connection.exec_driver_sql(
                    "SELECT name FROM sqlite_master WHERE type = 'trigger'"
                ).scalars()
                for name in list(names):
                    connection.exec_driver_sql(f"DROP TRIGGER {name}")
            else:
                connection.exec_driver_sql("SET session_replication_role = replica")
            for statement in statements:
                connection.exec_driver_sql(statement)
        engine.dispose()

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table, as the database gives it."""
        engine = sa.create_engine(f"sqlite:///{self.where}" if self.is_sqlite else sa.make_url(self.where))
        with engine.connect() as connection:
            tables = [n for n in sa.inspect(connection).get_table_names() if not n.startswith("claim_words")]
            found = {
                name: [tuple(row) for row in connection.execute(sa.text(f"SELECT * FROM {name} ORDER BY 1"))]  # noqa: S608
                for name in tables
                if name not in ("sqlite_stat1", "sqlite_stat4")
            }
        engine.dispose()
        return found

    def close(self) -> None:
        for ledger in self._open:
            ledger.close()
        self._open.clear()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Book]:
    if request.param == "sqlite":
        book = Book(str(tmp_path / "book.oathbook"), is_sqlite=True)
        yield book
        book.close()
        return
    server = os.environ.get("OATHBOOK_TEST_POSTGRES")
    if not server:
        reason = "OATHBOOK_TEST_POSTGRES names no server (postgresql://user@host:port/database)"
        if os.environ.get("CI") == "true":
            pytest.fail(f"{reason}; in CI the contract must run on both databases")
        pytest.skip(reason)
    schema = f"test_{uuid.uuid4().hex[:12]}"
    url = sa.make_url(server).set(drivername="postgresql+psycopg")
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
    inside = url.update_query_dict({"options": f"-csearch_path={schema}"})
    book = Book(inside.render_as_string(hide_password=False), is_sqlite=False)
    yield book
    book.close()
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP SCHEMA {schema} CASCADE")
    engine.dispose()


@pytest.fixture
def report() -> Callable[..., Document]:
    """A short report; each keyword replaces what it usually is."""

    def make(
        text: str = "In March 2015 the River Front pledged allegiance to the Delta Army.", **other: Any
    ) -> Document:
        usual: dict[str, Any] = {"title": "A pledge", "source": "Harbour Post", "published": date(2015, 3, 8)}
        return Document(text=text, **({"name": "pledge.txt"} | usual | other))

    return make


@pytest.fixture
def claim() -> Callable[..., Claim]:
    """A claim whose quote is found in its document; each keyword replaces what it usually is."""

    def make(document: Document, quote: str | None = None, **other: Any) -> Claim:
        quote = document.text if quote is None else quote
        start = document.text.index(quote)
        usual: dict[str, Any] = {
            "kind": Kind.PLEDGE,
            "subject": Party(written="the River Front", actor="river-front"),
            "object": Party(written="the Delta Army", actor="delta-army"),
            "when": Interval.parse("2015-03"),
            "extractor": EXTRACTOR,
        }
        return Claim(quote=quote, start=start, end=start + len(quote), **(usual | other))

    return make
