"""How a book is reached: many readers, one writer, each change in one transaction with its link of the chain.

Invariant: rows are only added, by the one `Batch` that a writing transaction hands out, and a batch that is
not committed leaves nothing behind.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from oathbook.clock import Clock
from oathbook.errors import LedgerError
from oathbook.ids import chain
from oathbook.ledger import tables as t
from oathbook.ledger.rows import Row, Stored, aware, payload
from oathbook.ledger.words import fold

WAIT_FOR_WRITER_S = 15.0
_MANY_ROWS = 500
_LOCK = "SELECT pg_advisory_xact_lock(hashtext('oathbook ' || current_schema()))"


class Store:
    """An open database: `reading()` gives a snapshot, `writing()` the right to add rows."""

    def __init__(
        self,
        url: sa.URL,
        *,
        clock: Clock,
        path: Path | None,
        read_only: bool,
        wait_s: float = WAIT_FOR_WRITER_S,
    ) -> None:
        self.url, self.clock, self.path, self.read_only, self.wait_s = url, clock, path, read_only, wait_s
        self.is_sqlite = path is not None
        self.rows_added = 0
        self._lock = threading.RLock()
        if self.is_sqlite:
            self.reader = _sqlite_engine(url, writes=False, wait_s=wait_s)
            self.writer = None if read_only else _sqlite_engine(url, writes=True, wait_s=wait_s)
        else:
            self.reader = _postgresql_engine(url, writes=False)
            self.writer = None if read_only else _postgresql_engine(url, writes=True)

    @property
    def name(self) -> str:
        """What messages call the book; never shows a password."""
        return str(self.path) if self.path is not None else self.url.render_as_string(hide_password=True)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees the book as it stood when the block began."""
        with self._explained(), self.reader.connect() as connection:
            yield connection

    @contextmanager
    def writing(self, *, wait_s: float | None = None) -> Iterator[Batch]:
        """A batch that is committed at the end of the block, or not at all.

        Raises LedgerError where another process goes on writing for longer than `wait_s`.
        """
        with self.transaction(wait_s=wait_s) as connection:
            batch = Batch(connection, self.clock)
            yield batch
            self.rows_added += batch.flush()

    @contextmanager
    def transaction(self, *, wait_s: float | None = None) -> Iterator[Connection]:
        """The one writing transaction of the book, for a batch or for what is derived from the rows."""
        if self.writer is None:
            raise LedgerError(
                f"{self.name} was opened for reading only. Open it again without read_only to add to it."
            )
        wait_s = self.wait_s if wait_s is None else wait_s
        wait_ms = max(int(wait_s * 1000), 1)
        with self._lock, self._explained(), self.writer.connect() as connection:
            if self.is_sqlite:  # `BEGIN IMMEDIATE` (see below) then waits this long
                _cursor(connection).execute(f"PRAGMA busy_timeout = {wait_ms}")
            with connection.begin():
                if not self.is_sqlite:  # one chain has one writer: the others queue here, per schema
                    connection.execute(sa.text(f"SET LOCAL lock_timeout = {wait_ms}"))
                    connection.execute(sa.text(_LOCK))
                yield connection

    def refresh_statistics(self) -> None:
        """Lets SQLite see how many rows were added: without, it may sort a whole book for one page."""
        if not self.is_sqlite or self.rows_added < _MANY_ROWS:
            return
        with suppress(LedgerError), self.transaction(wait_s=0) as connection:
            # Looks at so many rows of each index: enough to choose by, and done in milliseconds.
            connection.exec_driver_sql("PRAGMA analysis_limit = 400")
            connection.exec_driver_sql("ANALYZE")
            self.rows_added = 0

    def close(self) -> None:
        """Gives all connections back; SQLite then folds its journal into the file."""
        self.reader.dispose()
        if self.writer is not None:
            self.writer.dispose()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sa.exc.DBAPIError as e:
            raise explain(e, self.name) from e


class Batch:
    """Rows to be added together; numbers and links of the chain are given here and nowhere else."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self.connection = connection
        self._rows: dict[sa.Table, list[Row]] = {}
        self._last: dict[sa.Table, int] = {}
        newest = connection.execute(
            sa.select(t.log.c.chain, t.log.c.recorded_at).order_by(t.log.c.no.desc()).limit(1)
        ).first()
        self.head: str = "" if newest is None else newest.chain
        # A clock that was set back must not make the book say that it knew something earlier than it did.
        now = aware(clock(), "the clock's time")
        self.now: datetime = now if newest is None else max(now, newest.recorded_at)

    def add(self, table: sa.Table, row: Mapping[str, Any]) -> Row:
        """The row as it will be stored, with its number; `recorded_at` is now unless the row says it."""
        if table not in self._last:
            self._last[table] = self.connection.scalar(sa.select(sa.func.max(table.c.no))) or 0
        self._last[table] += 1
        full: Row = {"no": self._last[table], "recorded_at": self.now, **row}
        self._rows.setdefault(table, []).append(full)
        return full

    def link(self, table: sa.Table, row: Row, parts: Sequence[Row] = ()) -> None:
        """Appends the row, with the rows that belong to it, to the chain of hashes."""
        link = {"what": table.name, "target": row["no"], "parts": len(parts), "payload": payload(row, parts)}
        self.head = chain(self.head, link_value(link | {"recorded_at": self.now}))
        self.add(t.log, link | {"chain": self.head})

    def flush(self) -> int:
        """Sends the rows to the database, those referred to first; gives their number."""
        count = 0
        for table in t.metadata.sorted_tables:
            if rows := self._rows.pop(table, None):
                _insert(self.connection, table, rows)
                count += len(rows)
        return count


def _insert(connection: Connection, table: sa.Table, rows: list[Row]) -> None:
    """Adds rows of one set of columns; where the driver takes them by place, column by column.

    That is the same statement and the same conversions as `connection.execute(sa.insert(table), rows)`, in a
    third of the time: a claim has sixty columns, and SQLAlchemy looks at each of every row three times.
    """
    dialect = connection.dialect
    statement = sa.insert(table).compile(dialect=dialect, column_keys=list(rows[0]))
    if not dialect.positional or statement.positiontup is None:
        connection.execute(sa.insert(table), rows)
        return
    columns = []
    for name in statement.positiontup:
        values: list[Any] = [row[name] for row in rows]
        convert = table.c[name].type.dialect_impl(dialect).bind_processor(dialect)
        columns.append(values if convert is None else _convert_each(convert, values))
    connection.exec_driver_sql(str(statement), list(zip(*columns, strict=True)))


def link_value(row: Stored) -> list[Any]:
    """What one link of the chain is the hash of, besides the link before it."""
    at = _written(row["recorded_at"])
    return [row["what"], row["target"], row["parts"], row["payload"], at]


def _convert_each(convert: Callable[[Any], Any], values: list[Any]) -> list[Any]:
    """Each value converted, equal ones once: a batch has few days and moments, and many rows of each."""
    if values and isinstance(values[0], bytes):
        return [convert(value) for value in values]
    converted = {value: convert(value) for value in set(values)}
    return [converted[value] for value in values]


@lru_cache(maxsize=64)  # one moment for all links of a batch
def _written(moment: datetime) -> str:
    return aware(moment, "the time of a link").isoformat(timespec="microseconds")


def explain(error: sa.exc.DBAPIError, name: str) -> LedgerError:
    """The database's complaint as one of ours, with the way out."""
    cause = str(error.orig).strip()
    said = cause.lower()
    if "locked" in said or "lock timeout" in said or "busy" in said:
        return LedgerError(
            f"{name}: another process is writing to this book. Try again when it has finished."
        )
    if "disk is full" in said or "no space left" in said:
        return LedgerError(
            f"{name}: the disk is full. Nothing of this step was recorded; make room and run it again."
        )
    if "malformed" in said or "not a database" in said:
        return LedgerError(
            f"{name} is damaged ({cause}). Keep the file, and restore the last backup beside it."
        )
    if "readonly" in said or "read-only" in said:
        return LedgerError(
            f"{name} cannot be written to ({cause}). Check the permissions of the file and its folder."
        )
    return LedgerError(f"{name}: the database refused: {cause}")


def _cursor(connection: Connection) -> Any:
    return connection.connection.cursor()


def _postgresql_engine(url: sa.URL, *, writes: bool) -> Engine:
    if writes:
        engine = sa.create_engine(url, pool_size=1, max_overflow=0)
    else:
        read_only = {"postgresql_readonly": True}
        engine = sa.create_engine(url, isolation_level="REPEATABLE READ", execution_options=read_only)

    @sa.event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: Any) -> None:
        connection.execute("SET jit = off")  # compiling a question took seconds, answering it milliseconds
        connection.execute("SET cursor_tuple_fraction = 1")  # streamed answers are read to their end
        connection.commit()

    return engine


def _sqlite_engine(url: sa.URL, *, writes: bool, wait_s: float) -> Engine:
    # Exactly one connection ever writes: SQLite before 3.51.3 can damage a WAL that several writers reset.
    engine = sa.create_engine(url, pool_size=1 if writes else 5, max_overflow=0 if writes else 10)
    # `FULL`, since what is reported as recorded must survive a power cut; `NORMAL` may lose the last commits.
    # The checkpoint every 4,000 pages (16 MB) instead of 1,000 gains 40 % on a big book.
    settings = {
        "busy_timeout": int(wait_s * 1000),
        "foreign_keys": "ON",
        "recursive_triggers": "ON",  # so that INSERT OR REPLACE meets the refusing triggers, too
        "cache_size": -65536,
        **({"synchronous": "FULL", "wal_autocheckpoint": 4000} if writes else {"query_only": "ON"}),
    }

    @sa.event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions begin below and not where the driver guesses
        connection.create_function("oathbook_fold", 1, fold, deterministic=True)
        for name, value in settings.items():
            connection.execute(f"PRAGMA {name} = {value}")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
