"""How runs, documents and claims come into the book: a document with its claims, whole or not at all.

Invariant: no claim is stored whose quote does not stand at its place in its document, and what is already
there adds nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from oathbook.errors import NotFound, OathbookError, Ungrounded
from oathbook.ids import canonical, content_id
from oathbook.ledger import tables as t
from oathbook.ledger.rows import (
    Row,
    Stored,
    aware,
    claim_row,
    document_row,
    require_claim_storable,
    require_storable,
)
from oathbook.ledger.store import Batch, Store
from oathbook.ledger.values import Recorded
from oathbook.model import Claim, Document

# A batch is committed when it holds this much or its first document has waited this long: about a thousand
# claims a transaction was fastest, and two seconds of work is what a kill may cost.
_BATCH_CLAIMS = 1000
_BATCH_DOCUMENTS = 1000
_BATCH_CHARACTERS = 8_000_000
_BATCH_AGE = timedelta(seconds=2)

Item = tuple[Document, Sequence[Claim], datetime]


@dataclass(slots=True)
class _Prepared:
    document: Document
    row: Row
    claims: dict[str, Row]


@dataclass(slots=True)
class _Pending:
    """What waits for the next commit, and how much it is."""

    items: list[_Prepared] = field(default_factory=list)
    claims: int = 0
    characters: int = 0

    def add(self, prepared: _Prepared) -> None:
        self.items.append(prepared)
        self.claims += len(prepared.claims)
        self.characters += len(prepared.document.text)

    @property
    def is_full(self) -> bool:
        return (
            len(self.items) >= _BATCH_DOCUMENTS
            or self.claims >= _BATCH_CLAIMS
            or self.characters >= _BATCH_CHARACTERS
        )


def start_run(store: Store, extractor: str, settings: Mapping[str, Any]) -> str:
    """The id of a new run: under which extractor and settings documents are being read."""
    with store.writing() as batch:
        count = batch.connection.scalar(sa.select(sa.func.count()).select_from(t.run))
        kept = canonical(dict(settings)).decode()
        run_id = content_id("run", [extractor, kept, batch.now.isoformat(), count])
        row = batch.add(t.run, {"id": run_id, "extractor": extractor, "settings": kept, "started": batch.now})
        batch.link(t.run, row)
    return run_id


def end_run(store: Store, run_id: str) -> None:
    """Records that the run ended, with the chain's head at its end. Raises NotFound."""
    with store.writing() as batch:
        run = _get_run(batch.connection, run_id)
        if batch.connection.scalar(sa.select(t.run_end.c.no).where(t.run_end.c.run == run.no)) is None:
            row = batch.add(t.run_end, {"run": run.no, "ended": batch.now, "chain": batch.head})
            batch.link(t.run_end, row)


def record_many(
    store: Store,
    items: Iterable[Item],
    *,
    run_id: str,
    on_refusal: Callable[[Document, OathbookError], None] | None = None,
) -> Iterator[Recorded]:
    """What each document added, in order, each given only after its commit.

    A document that is refused (Ungrounded, or text that no database keeps) goes to `on_refusal`; without it,
    what came before is committed and the error raised.
    """
    pending = _Pending()
    begun = store.clock()
    for document, claims, read in items:
        try:
            prepared = _prepare(document, claims, read)
        except OathbookError as e:
            if on_refusal is None:
                yield from _commit(store, pending.items, run_id)
                raise
            on_refusal(document, e)
            continue
        if not pending.items:
            begun = store.clock()
        pending.add(prepared)
        if pending.is_full or store.clock() - begun >= _BATCH_AGE:
            yield from _commit(store, pending.items, run_id)
            pending = _Pending()
    yield from _commit(store, pending.items, run_id)


def has_document(store: Store, document_id: str, *, extractor: str) -> bool:
    """Whether this extractor version has already gone over the document."""
    query = (
        sa.select(t.reading.c.no)
        .join(t.document, t.document.c.no == t.reading.c.document)
        .where(t.document.c.id == document_id, t.reading.c.extractor == extractor)
        .limit(1)
    )
    with store.reading() as connection:
        return connection.scalar(query) is not None


def _prepare(document: Document, claims: Sequence[Claim], read: datetime) -> _Prepared:
    require_storable(
        document.name or "document",
        document.text,
        document.title,
        document.source,
        document.url,
        document.name,
    )
    read = aware(read, "the time of reading")
    row = document_row(document, read)
    rows: dict[str, Row] = {}
    for claim in claims:
        found = document.text[claim.start : claim.end]
        if found != claim.quote or not 0 <= claim.start < claim.end:
            raise Ungrounded(document.name or row["id"], claim.start, claim.end, claim.quote, found)
        require_claim_storable(document.name or row["id"], claim)
        key = claim.key(row["id"])
        rows.setdefault(key, {"id": key} | claim_row(claim))
    return _Prepared(document, row, rows)


def _commit(store: Store, pending: Sequence[_Prepared], run_id: str) -> tuple[Recorded, ...]:
    if not pending:
        return ()
    with store.writing() as batch:
        return tuple(_add_all(batch, pending, run_id))


def _add_all(batch: Batch, pending: Sequence[_Prepared], run_id: str) -> Iterator[Recorded]:
    run = _get_run(batch.connection, run_id)
    known = _Known(batch.connection, [p.row["id"] for p in pending], run.extractor)
    for prepared in pending:
        document_id = prepared.row["id"]
        stored = known.documents.get(document_id)
        is_new = stored is None
        if stored is None:
            stored = batch.add(t.document, prepared.row)
            batch.link(t.document, stored)
            known.documents[document_id] = stored
        elif (prepared.document.name, document_id) not in known.names and prepared.document.name != stored[
            "name"
        ]:
            seen = {"document": stored["no"], "name": prepared.document.name, "seen": prepared.row["read_at"]}
            batch.link(t.sighting, batch.add(t.sighting, seen))
            known.names.add((prepared.document.name, document_id))
        new = [row for key, row in prepared.claims.items() if key not in known.claims]
        if new or document_id not in known.read:
            reading = batch.add(
                t.reading,
                {
                    "document": stored["no"],
                    "run": run.no,
                    "extractor": run.extractor,
                    "read_at": prepared.row["read_at"],
                },
            )
            published = prepared.document.published
            origin = {
                "document": stored["no"],
                "reading": reading["no"],
                "review": None,
                "amends": None,
                "known": batch.now.date() if published is None else published,
            }
            batch.link(t.reading, reading, [batch.add(t.claim, row | origin) for row in new])
            known.read.add(document_id)
            known.claims |= {row["id"] for row in new}
        yield Recorded(document_id=document_id, new_document=is_new, new_claims=len(new))


class _Known:
    """What the book already holds of some documents; kept up while a batch adds to it."""

    def __init__(self, connection: Connection, ids: Sequence[str], extractor: str) -> None:
        document = t.document
        found = connection.execute(
            sa.select(document.c.no, document.c.id, document.c.name).where(document.c.id.in_(ids))
        ).mappings()
        self.documents: dict[str, Stored] = {row["id"]: row for row in found}
        self.names: set[tuple[str, str]] = set()
        self.read: set[str] = set()
        self.claims: set[str] = set()
        if not self.documents:
            return
        id_of = {row["no"]: row["id"] for row in self.documents.values()}
        sightings = sa.select(t.sighting.c.name, t.sighting.c.document).where(
            t.sighting.c.document.in_(id_of)
        )
        self.names = {(name, id_of[no]) for name, no in connection.execute(sightings)}
        readings = sa.select(t.reading.c.document).where(
            t.reading.c.document.in_(id_of), t.reading.c.extractor == extractor
        )
        self.read = {id_of[no] for no in connection.scalars(readings)}
        self.claims = set(connection.scalars(sa.select(t.claim.c.id).where(t.claim.c.document.in_(id_of))))


def _get_run(connection: Connection, run_id: str) -> sa.Row[Any]:
    row = connection.execute(sa.select(t.run).where(t.run.c.id == run_id)).first()
    if row is None:
        raise NotFound("run", run_id)
    return row
