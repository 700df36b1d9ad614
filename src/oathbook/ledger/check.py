"""Whether the book is what was recorded: one walk along the chain, looking at each row, quote and hash again.

Memory does not grow with the book: each table is read once, in the order of its numbers, beside the chain.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from itertools import islice

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from oathbook.ids import chain
from oathbook.ledger import tables as t
from oathbook.ledger.rows import Stored, claim_from_row, document_from_row, payload
from oathbook.ledger.store import Store, link_value
from oathbook.ledger.values import CheckReport

_FAULT_LIMIT = 1000
_SAFE_SQLITE = (3, 51, 3)
_TEXTS_KEPT = 16  # a claim's document is nearly always the one just passed

Progress = Callable[[int, int], None]


def check(connection: Connection, store: Store, *, progress: Progress | None = None) -> CheckReport:
    """The state of the whole book; `progress` is told the links checked so far and their number."""
    walk = _Walk(connection, progress)
    faults = list(islice(_all_faults(connection, store, walk), _FAULT_LIMIT + 1))
    if len(faults) > _FAULT_LIMIT:
        faults[_FAULT_LIMIT:] = [f"The check stopped after {_FAULT_LIMIT} faults; there are more."]
    return CheckReport(
        documents=walk.documents,
        claims=walk.claims,
        links=walk.links,
        head=walk.head,
        faults=tuple(faults),
        warnings=_warnings(connection, store),
        database=_database(connection, store),
    )


def _all_faults(connection: Connection, store: Store, walk: _Walk) -> Iterator[str]:
    if store.is_sqlite:
        yield from _sqlite_faults(connection)
    try:
        yield from walk.faults()
    except (ValueError, TypeError) as e:  # a column that holds what its type cannot
        yield f"After link {walk.links} a row cannot be read ({e}); the check cannot go on."
    orphans = sa.select(t.review.c.id).where(~sa.exists().where(t.claim.c.no == t.review.c.claim))
    for review_id in connection.scalars(orphans):
        yield f"Review {review_id} is of a claim that is not there."


class _Walk:
    """The walk along the chain; what it has passed so far is in its attributes."""

    def __init__(self, connection: Connection, progress: Progress | None) -> None:
        self.documents = self.claims = self.links = 0
        self.head = ""
        self._connection, self._progress = connection, progress
        self._tables = {
            name: _Numbered(connection, table) for name, table in t.metadata.tables.items() if name != "log"
        }
        self._texts: dict[int, tuple[str, str]] = {}  # number of a document -> its id and text

    def faults(self) -> Iterator[str]:
        total = self._connection.scalar(sa.select(sa.func.count()).select_from(t.log)) or 0
        for link in _stream(self._connection, t.log):
            self.links += 1
            if link["no"] != self.links:
                yield f"Link {self.links} is missing: the next that is there is {link['no']}."
                self.links = link["no"]
            yield from self._link_faults(link)
            if self._progress is not None and (self.links % 500 == 0 or self.links == total):
                self._progress(self.links, total)
        for numbered in self._tables.values():
            yield from numbered.unrecorded(None)

    def _link_faults(self, link: Stored) -> Iterator[str]:
        name, number = link["what"], link["target"]
        before, self.head = self.head, link["chain"]
        if chain(before, link_value(link)) != link["chain"]:
            yield f"Link {link['no']} ({name} {number}) does not follow from the one before: a broken chain."
        if name not in self._tables:
            yield f"Link {link['no']} is about {name!r}, which no table of a book is called."
            return
        yield from self._tables[name].unrecorded(number)
        row = self._tables[name].take(number)
        if row is None:
            yield f"Row {number} of {name} was recorded (link {link['no']}) and is not there."
        parts: list[Stored] = []
        if link["parts"]:
            parts = self._tables[t.PARTS[name].name].take_next(link["parts"])
        if row is None:
            return
        if payload(row, parts) != link["payload"]:
            rows = f"row {number} of {name}" + (
                f" and its {link['parts']} {t.PARTS[name].name}s" if parts else ""
            )
            yield f"What is stored in {rows} is not what was recorded (link {link['no']})."
        if name == "document":
            yield from self._document_faults(row)
        elif name in ("reading", "review"):
            for part in parts:
                yield from self._claim_faults(part)
        elif name == "run_end" and row["chain"] != before:
            yield f"The end of run {row['run']} names another head of the chain than the one it came after."

    def _document_faults(self, row: Stored) -> Iterator[str]:
        self.documents += 1
        try:
            document = document_from_row(row)
        except (zlib.error, UnicodeDecodeError) as e:
            yield f"The text of document {row['id']} cannot be read: {e}."
            return
        if document.id != row["id"]:
            yield f"Document {row['id']} is not what its id says: its content is that of {document.id}."
        self._texts[row["no"]] = row["id"], document.text
        if len(self._texts) > _TEXTS_KEPT:
            del self._texts[next(iter(self._texts))]

    def _claim_faults(self, row: Stored) -> Iterator[str]:
        self.claims += row["amends"] is None
        try:
            claim = claim_from_row(row)
        except (ValueError, TypeError) as e:
            yield f"Claim {row['id']} cannot be read: {e}."
            return
        document_id, text = self._text(row["document"])
        if text is None:
            yield f"Claim {row['id']} is from document {row['document']}, whose text is not there."
            return
        found = text[claim.start : claim.end]
        if found != claim.quote:
            where = f"{document_id}[{claim.start}:{claim.end}]"
            yield f"Claim {row['id']}: {where} reads {found!r}, not {claim.quote!r}."
        key = claim.key(document_id)
        if row["amends"] is None and key != row["id"]:
            yield f"Claim {row['id']} is not what its id says: its content is that of {key}."

    def _text(self, number: int) -> tuple[str, str | None]:
        if number not in self._texts:
            query = sa.select(t.document).where(t.document.c.no == number)
            row = self._connection.execute(query).mappings().first()
            if row is None:
                return "", None
            try:
                return row["id"], document_from_row(row).text
            except (zlib.error, UnicodeDecodeError):
                return row["id"], None
        return self._texts[number]


class _Numbered:
    """A table read once in the order of its numbers, which have no gaps in a sound book."""

    def __init__(self, connection: Connection, table: sa.Table) -> None:
        self._name = table.name
        self._rows = _stream(connection, table)
        self._next: Stored | None = next(self._rows, None)
        self._passed = 0

    def take(self, number: int) -> Stored | None:
        """The row of that number, None where it is missing."""
        self._passed = max(self._passed, number)
        if self._next is None or self._next["no"] != number:
            return None
        row, self._next = self._next, next(self._rows, None)
        return row

    def take_next(self, count: int) -> list[Stored]:
        """The rows of the next `count` numbers, as far as they are there."""
        rows = (self.take(number) for number in range(self._passed + 1, self._passed + count + 1))
        return [row for row in list(rows) if row is not None]

    def unrecorded(self, before: int | None) -> Iterator[str]:
        """A fault for each row with a smaller number (or any) that no link has asked for."""
        while self._next is not None and (before is None or self._next["no"] < before):
            yield f"Row {self._next['no']} of {self._name} is there and was never recorded in the chain."
            self._next = next(self._rows, None)


def _stream(connection: Connection, table: sa.Table) -> Iterator[Stored]:
    query = sa.select(table).order_by(table.c.no)
    return iter(connection.execute(query.execution_options(yield_per=200)).mappings())


def _sqlite_faults(connection: Connection) -> Iterator[str]:
    for (fault,) in connection.exec_driver_sql("PRAGMA quick_check(20)"):
        if fault != "ok":
            yield f"SQLite finds the file damaged: {fault}."
    for table, number, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"Row {number} of {table} points to a row of {parent} that is not there."


def _warnings(connection: Connection, store: Store) -> tuple[str, ...]:
    warnings = []
    if store.is_sqlite:
        version = _sqlite_version(connection)
        if tuple(map(int, version.split("."))) < _SAFE_SQLITE:
            warnings.append(
                f"SQLite {version} has a fault, mended in 3.51.3, that can damage a file which several "
                "connections write to at once. Oathbook writes through one; let no other program write to it."
            )
        triggers = (
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").scalar()
            or 0
        )
        if triggers < 2 * len(t.metadata.tables):
            warnings.append("Triggers that refuse changes to recorded rows have been removed from the file.")
    return tuple(warnings)


def _database(connection: Connection, store: Store) -> str:
    if store.is_sqlite:
        return f"SQLite {_sqlite_version(connection)}"
    return f"PostgreSQL {connection.exec_driver_sql('SHOW server_version').scalar()}"


def _sqlite_version(connection: Connection) -> str:
    return str(connection.exec_driver_sql("SELECT sqlite_version()").scalar())
