"""What a book holds, in lists and totals: documents, sources, actors, runs.

Claims are counted as they stand: corrected ones by what they now say, rejected and retracted ones not at all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from oathbook.errors import NotFound
from oathbook.ledger import tables as t
from oathbook.ledger.registers import find_identity
from oathbook.ledger.rows import document_from_row
from oathbook.ledger.standing import in_force, stands
from oathbook.ledger.store import Store
from oathbook.ledger.values import ActorRow, DocumentRow, MentionRow, SourceRow, Stats
from oathbook.model import Document

_DOCUMENT = t.document.c


def get_document(connection: Connection, document_id: str) -> Document:
    """The document, its text whole. Raises NotFound."""
    row = connection.execute(sa.select(t.document).where(_DOCUMENT.id == document_id)).mappings().first()
    if row is None:
        raise NotFound("document", document_id)
    return document_from_row(row)


def iter_documents(connection: Connection, *, source: str | None = None) -> Iterator[DocumentRow]:
    """The documents by day of publication (those without one last), then by id."""
    claims = (
        sa.select(sa.func.count())
        .select_from(t.claim)
        .where(t.claim.c.document == _DOCUMENT.no, in_force(), *stands())
        .correlate(t.document)
        .scalar_subquery()
    )
    columns = [column for column in _DOCUMENT if column.name not in ("no", "text")]
    query = sa.select(*columns, claims.label("claims"))
    if source is not None:
        query = query.where(_DOCUMENT.source == source)
    query = query.order_by(_DOCUMENT.published.is_(None), _DOCUMENT.published, _DOCUMENT.id)
    for row in connection.execute(query.execution_options(yield_per=500)):
        yield DocumentRow(
            id=row.id,
            name=row.name,
            title=row.title,
            source=row.source,
            published=row.published,
            url=row.url,
            language=row.language,
            read=row.read_at,
            recorded=row.recorded_at,
            claims=row.claims,
        )


def source_counts(connection: Connection) -> tuple[SourceRow, ...]:
    """Every source with what it gave, most claims first."""
    per_document = (
        sa.select(t.claim.c.document, sa.func.count().label("claims"))
        .where(in_force(), *stands())
        .group_by(t.claim.c.document)
        .subquery()
    )
    claims = sa.func.coalesce(sa.func.sum(per_document.c.claims), 0)
    query = (
        sa.select(
            _DOCUMENT.source,
            sa.func.count().label("documents"),
            claims.label("claims"),
            sa.func.min(_DOCUMENT.published).label("first"),
            sa.func.max(_DOCUMENT.published).label("last"),
        )
        .outerjoin(per_document, per_document.c.document == _DOCUMENT.no)
        .group_by(_DOCUMENT.source)
    )
    rows = (
        SourceRow(source=r.source, documents=r.documents, claims=int(r.claims), first=r.first, last=r.last)
        for r in connection.execute(query)
    )
    return tuple(sorted(rows, key=lambda row: (-row.claims, -row.documents, row.source or "")))


def actor_counts(connection: Connection) -> tuple[ActorRow, ...]:
    """Every party that claims name on any side, most claims first; labels judged the same count as one."""
    sides = [
        sa.select(
            t.claim.c.no,
            t.claim.c[column].label("label"),
            t.claim.c[f"{column}_known"].label("is_id"),
            t.claim.c.known,
        ).where(t.claim.c[column].is_not(None), in_force(), *stands())
        for column in t.LABEL_COLUMNS
    ]
    named = sa.union(*sides).subquery()
    identity = find_identity(connection)
    merged = [label for label in identity.cluster_of if identity.canonical(label) != label]
    label: sa.ColumnElement[Any] = named.c.label
    if merged:
        label = sa.case({name: identity.canonical(name) for name in merged}, value=label, else_=label)
    days = named.c.known
    query = sa.select(
        label.label("label"),
        sa.func.max(sa.cast(named.c.is_id, sa.Integer)).label("is_id"),
        sa.func.count(named.c.no.distinct()).label("claims"),
        sa.func.min(days).label("first"),
        sa.func.max(days).label("last"),
    ).group_by(label)
    rows = (
        ActorRow(label=r.label, in_registry=bool(r.is_id), claims=r.claims, first=r.first, last=r.last)
        for r in connection.execute(query)
    )
    return tuple(sorted(rows, key=lambda row: (-row.claims, row.label)))


def first_mentions(connection: Connection) -> tuple[MentionRow, ...]:
    """Every label that is only words as written, with the claim that named it first; most claims first."""
    sides = [
        sa.select(
            t.claim.c.no,
            t.claim.c[column].label("label"),
            t.claim.c[f"{column}_type"].label("type"),
            t.claim.c[f"{column}_candidates"].label("candidates"),
            t.claim.c.known,
        ).where(t.claim.c[f"{column}_known"].is_(False), in_force(), *stands())
        for column in t.LABEL_COLUMNS
    ]
    named = sa.union(*sides).subquery()
    in_turn = sa.func.row_number().over(
        partition_by=named.c.label, order_by=(named.c.known, named.c.no, named.c.type)
    )
    ranked = sa.select(named.c.label, named.c.no, in_turn.label("turn")).subquery()
    first = sa.select(ranked.c.label, ranked.c.no).where(ranked.c.turn == 1).subquery()
    claims = sa.func.count(named.c.no.distinct())
    counted = sa.select(named.c.label, claims.label("claims")).group_by(named.c.label).subquery()
    told: dict[str, tuple[set[str], set[str]]] = {}
    for row in connection.execute(sa.select(named.c.label, named.c.type, named.c.candidates).distinct()):
        types, candidates = told.setdefault(row.label, (set(), set()))
        types |= set() if row.type is None else {row.type}
        candidates |= set() if row.candidates is None else set(json.loads(row.candidates))
    original = t.claim.alias("original")
    query = (
        sa.select(
            first.c.label,
            counted.c.claims,
            t.claim.c.known,
            sa.func.coalesce(original.c.id, t.claim.c.id).label("id"),
            t.claim.c.quote,
            _DOCUMENT.source,
        )
        .join(counted, counted.c.label == first.c.label)
        .join(t.claim, t.claim.c.no == first.c.no)
        .outerjoin(original, original.c.no == t.claim.c.amends)
        .join(t.document, _DOCUMENT.no == t.claim.c.document)
    )
    rows = (
        MentionRow(
            label=row.label,
            types=tuple(sorted(told[row.label][0])),
            candidates=tuple(sorted(told[row.label][1])),
            claims=row.claims,
            first=row.known,
            claim_id=row.id,
            quote=row.quote,
            source=row.source,
        )
        for row in connection.execute(query)
    )
    return tuple(sorted(rows, key=lambda row: (-row.claims, row.label)))


def stats(connection: Connection, store: Store) -> Stats:
    """The totals of the book."""

    def count(table: sa.Table, *where: sa.ColumnElement[bool]) -> int:
        return connection.scalar(sa.select(sa.func.count()).select_from(table).where(*where)) or 0

    published: tuple[date | None, date | None] = tuple(
        connection.execute(
            sa.select(sa.func.min(_DOCUMENT.published), sa.func.max(_DOCUMENT.published))
        ).one()
    )
    newest = connection.execute(
        sa.select(t.log.c.chain, t.log.c.recorded_at).order_by(t.log.c.no.desc()).limit(1)
    ).first()
    return Stats(
        documents=count(t.document),
        claims=count(t.claim, in_force(), *stands()),
        runs=count(t.run),
        reviews=count(t.review),
        retractions=count(t.retraction),
        judgements=count(t.judgement),
        first_published=published[0],
        last_published=published[1],
        last_recorded=None if newest is None else newest.recorded_at,
        size_bytes=_size_bytes(connection, store),
        head="" if newest is None else newest.chain,
    )


def _size_bytes(connection: Connection, store: Store) -> int:
    if store.is_sqlite:
        pages, page_bytes = (
            connection.exec_driver_sql(f"PRAGMA {n}").scalar_one() for n in ("page_count", "page_size")
        )
        return int(pages) * int(page_bytes)
    sizes = [f"pg_total_relation_size('{name}')" for name in t.metadata.tables]
    return int(connection.exec_driver_sql(f"SELECT {' + '.join(sizes)}").scalar() or 0)
