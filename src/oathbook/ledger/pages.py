"""Which page of a list, and how much is new? What a screen asks for often, answered without reading it all.

Invariant: claims are counted as they stand, as in `listing`; one is unreviewed while no verdict on it is in force.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from oathbook.errors import NotFound
from oathbook.ledger import tables as t
from oathbook.ledger.query import begun, conditions
from oathbook.ledger.standing import in_force, stands, verdict
from oathbook.ledger.store import Store
from oathbook.ledger.values import DocumentRow, MonthRow, PlaceRow, Since, Touched
from oathbook.model import ClaimQuery, Kind

MOST_TOUCHED = 500  # steps: beyond that many, everything is looked at anew
_BEAR_ON_ALL = frozenset({"rating", "source", "actor", "alias"})

_DOCUMENT, _CLAIM = t.document.c, t.claim.c


def find_mark(connection: Connection) -> int:
    """The number of the last step recorded, 0 for an empty book."""
    return connection.scalar(sa.select(sa.func.max(t.log.c.no))) or 0


def page_documents(
    connection: Connection,
    *,
    source: str | None,
    known_by: date | None,
    unreviewed: bool,
    words: str | None,
    offset: int,
    limit: int,
) -> tuple[tuple[DocumentRow, ...], int]:
    """Documents, the newest first (those without a day last), and how many there are on all pages."""
    chosen: list[sa.ColumnElement[bool]] = []
    if source is not None:
        chosen.append(_DOCUMENT.source == source)
    if known_by is not None:
        chosen.append(sa.or_(_DOCUMENT.published.is_(None), _DOCUMENT.published <= known_by))
    if words is not None:
        chosen.append(
            sa.or_(*(c.icontains(words, autoescape=True) for c in (_DOCUMENT.title, _DOCUMENT.name)))
        )
    if unreviewed:
        chosen.append(_claims(unreviewed=True).correlate(t.document).exists())
    total = connection.scalar(sa.select(sa.func.count()).select_from(t.document).where(*chosen)) or 0
    newest_first = (_DOCUMENT.published.is_(None), _DOCUMENT.published.desc(), _DOCUMENT.no.desc())
    # First which documents, then their counts: in one query, the claims of all would be counted and sorted away.
    page = sa.select(_DOCUMENT.no).where(*chosen).order_by(*newest_first).limit(limit).offset(offset)
    numbers = list(connection.scalars(page))
    query = _rows().where(_DOCUMENT.no.in_(numbers)).order_by(*newest_first)
    return tuple(map(_row, connection.execute(query))), total


def get_document(connection: Connection, document_id: str) -> DocumentRow:
    """One document without its text. Raises NotFound."""
    found = connection.execute(_rows().where(_DOCUMENT.id == document_id)).first()
    if found is None:
        raise NotFound("document", document_id)
    return _row(found)


def count_claims(connection: Connection) -> int:
    """How many claims were recorded, standing or not: the number of the last, so that it costs nothing."""
    return connection.scalar(sa.select(sa.func.max(_CLAIM.no))) or 0


def claims_by_month(connection: Connection, *, known_by: date | None) -> tuple[MonthRow, ...]:
    """How many claims became known in each month, reviewed and not, oldest first."""
    year, month = sa.extract("year", _CLAIM.known), sa.extract("month", _CLAIM.known)
    reviewed = sa.case((verdict().is_(None), 0), else_=1)
    query = sa.select(year, month, sa.func.count(), sa.func.sum(reviewed)).where(in_force(), *stands())
    if known_by is not None:
        query = query.where(_CLAIM.known <= known_by)
    return tuple(
        MonthRow(year=int(y), month=int(m), reviewed=int(r), unreviewed=int(n) - int(r))
        for y, m, n, r in connection.execute(query.group_by(year, month).order_by(year, month))
    )


def claims_by_place(connection: Connection, store: Store, query: ClaimQuery) -> tuple[PlaceRow, ...]:
    """How many claims of each kind, subject and day the query finds at each place, as claims write it."""
    select = (
        sa.select(
            _CLAIM.place,
            _CLAIM.kind,
            _CLAIM.subject,
            begun(),
            sa.func.count(),
            sa.func.min(_CLAIM.known),
            sa.func.max(_CLAIM.known),
        )
        .where(_CLAIM.place.is_not(None), *conditions(connection, store, query))
        .group_by(_CLAIM.place, _CLAIM.kind, _CLAIM.subject, begun())
    )
    return tuple(
        PlaceRow(
            place=place, kind=Kind(kind), subject=subject, begun=day, claims=count, first=first, last=last
        )
        for place, kind, subject, day, count, first, last in connection.execute(select)
    )


def verdicts_by_source(connection: Connection) -> dict[tuple[str | None, str], int]:
    """How many claims of each source have each verdict in force."""
    newer = t.review.alias("newer")
    newest = (
        ~sa.select(newer.c.no).where(newer.c.claim == t.review.c.claim, newer.c.no > t.review.c.no).exists()
    )
    query = (
        sa.select(_DOCUMENT.source, t.review.c.verdict, sa.func.count())
        .select_from(t.review)
        .join(t.claim, _CLAIM.no == t.review.c.claim)
        .join(t.document, _DOCUMENT.no == _CLAIM.document)
        .where(t.review.c.verdict.is_not(None), newest)
        .group_by(_DOCUMENT.source, t.review.c.verdict)
    )
    return {(source, said): count for source, said, count in connection.execute(query)}


def source_names(connection: Connection) -> tuple[str, ...]:
    """The outlets that documents name, by alphabet."""
    query = sa.select(_DOCUMENT.source).where(_DOCUMENT.source.is_not(None)).distinct()
    return tuple(sorted(connection.execute(query).scalars()))


def touched_since(connection: Connection, mark: int) -> Touched | None:
    """The labels of claims that are new or stand otherwise since a mark, and of judgements.

    None where something was recorded that bears on every claim (a rating, a source, an actor), or so much
    that looking at all is quicker.
    """
    new = sa.select(t.log.c.what, t.log.c.target).where(t.log.c.no > mark).limit(MOST_TOUCHED + 1)
    targets: dict[str, list[int]] = {}
    for what, target in connection.execute(new):
        targets.setdefault(what, []).append(target)
    if sum(map(len, targets.values())) > MOST_TOUCHED or targets.keys() & _BEAR_ON_ALL:
        return None
    labels: set[str] = set()
    judged = sa.select(t.judgement.c.left, t.judgement.c.right)
    for left, right in connection.execute(judged.where(t.judgement.c.no.in_(targets.get("judgement", [])))):
        labels |= {left, right}
    reviewed = sa.select(t.review.c.claim).where(t.review.c.no.in_(targets.get("review", [])))
    withdrawn = t.retraction.c.no.in_(targets.get("retraction", []))
    undone = t.retraction.alias("undone")
    again = undone.c.no == sa.func.coalesce(t.retraction.c.undoes, t.retraction.c.no)
    of_claims = sa.select(undone.c.claim).select_from(t.retraction.join(undone, again)).where(withdrawn)
    of_documents = sa.select(undone.c.document).select_from(t.retraction.join(undone, again)).where(withdrawn)
    touched = sa.or_(
        _CLAIM.reading.in_(targets.get("reading", [])),
        _CLAIM.no.in_(reviewed),
        _CLAIM.amends.in_(reviewed),
        _CLAIM.no.in_(of_claims.where(undone.c.claim.is_not(None))),
        _CLAIM.document.in_(of_documents.where(undone.c.document.is_not(None))),
    )
    sides = [sa.select(_CLAIM[c]).where(touched, _CLAIM[c].is_not(None)) for c in t.LABEL_COLUMNS]
    claimants = sa.select(_CLAIM.subject).where(
        touched, _CLAIM.kind == Kind.CLAIM_ATTACK.value, _CLAIM.subject.is_not(None)
    )
    return Touched(
        labels=frozenset(labels.union(connection.execute(sa.union(*sides)).scalars())),
        wide=frozenset(labels.union(connection.execute(claimants).scalars())),
    )


def recorded_since(connection: Connection, moment: datetime) -> Since:
    """How much was recorded after a moment, and which labels it touches (of claims new or judged)."""

    def count(table: sa.Table, *where: sa.ColumnElement[bool]) -> int:
        query = sa.select(sa.func.count()).select_from(table).where(table.c.recorded_at > moment, *where)
        return connection.scalar(query) or 0

    judged = sa.select(t.review.c.claim).where(t.review.c.recorded_at > moment)
    withdrawn = sa.select(t.retraction.c.claim).where(
        t.retraction.c.recorded_at > moment, t.retraction.c.claim.is_not(None)
    )
    touched = sa.or_(_CLAIM.recorded_at > moment, _CLAIM.no.in_(judged), _CLAIM.no.in_(withdrawn))
    sides = [sa.select(_CLAIM[c]).where(touched, _CLAIM[c].is_not(None)) for c in t.LABEL_COLUMNS]
    labels = connection.execute(sa.union(*sides)).scalars()
    return Since(
        documents=count(t.document),
        claims=count(t.claim, _CLAIM.amends.is_(None)),
        reviews=count(t.review),
        labels=tuple(sorted(labels)),
    )


def _claims(*, unreviewed: bool) -> sa.Select[tuple[int]]:
    query = sa.select(_CLAIM.no).where(_CLAIM.document == _DOCUMENT.no, in_force(), *stands())
    return query.where(verdict().is_(None)) if unreviewed else query


def _count(*, unreviewed: bool) -> sa.ScalarSelect[int]:
    query = _claims(unreviewed=unreviewed).with_only_columns(sa.func.count())
    return query.correlate(t.document).scalar_subquery()


def _rows() -> sa.Select[Any]:
    columns = [column for column in _DOCUMENT if column.name != "text"]
    counts = (_count(unreviewed=False).label("claims"), _count(unreviewed=True).label("unreviewed"))
    return sa.select(*columns, *counts)


def _row(row: sa.Row[Any]) -> DocumentRow:
    return DocumentRow(
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
        unreviewed=row.unreviewed,
    )
