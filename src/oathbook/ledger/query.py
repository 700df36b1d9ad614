"""Which claims answer a question, as entries in one fixed order: published, document, place in the text.

Invariant: the order of recording shows in nothing that is returned. Claims of undated documents come last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from sys import intern
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from oathbook.errors import NotFound, QueryError
from oathbook.ids import canonical
from oathbook.ledger import fulltext
from oathbook.ledger import tables as t
from oathbook.ledger.identity import Identity
from oathbook.ledger.registers import find_identity
from oathbook.ledger.rows import CLAIM_COLUMNS, claim_from_values, names_from_json
from oathbook.ledger.standing import in_force, stands, verdict
from oathbook.ledger.store import Store
from oathbook.model import ClaimPage, ClaimQuery, Entry, Verdict

_CLAIM, _DOCUMENT = t.claim.c, t.document.c
_ORIGINAL = sa.table("claim", sa.column("no"), sa.column("id")).alias("original")
_OF_CLAIM = len(CLAIM_COLUMNS)
_PAGE = 500
_TOGETHER = 2_000  # claims of a page of columns
# Fields of a page of claims that are columns of `claim`.
_OF_PAGE = {
    **{name: name for name in ("kind", "polarity", "realis", "scope", "certainty", "ended", "place", "edtf")},
    **{name: name for name in ("said_by", "quote", "subject", "subject_type", "object", "object_type")},
    "reading": "p_reading",
    **{field: column for field, column in t.ROLES if field not in ("subject", "object")},
    **{f"{field.rstrip('_')}_written": f"{column}_written" for field, column in t.ROLES},
}


def iter_entries(
    connection: Connection, store: Store, query: ClaimQuery, *, in_order: bool = True
) -> Iterator[Entry]:
    """The entries that the query asks for, a page in memory at a time; unless `in_order`, as they come."""
    select = _select_entries_now() if query.recorded_by is None else _select_entries(query.recorded_by)
    select = select.where(*conditions(connection, store, query))
    if in_order:
        select = select.order_by(*_order(newest_first=query.newest_first))
    if query.limit is not None:
        select = select.limit(query.limit)
    if query.offset:
        select = select.offset(query.offset)
    rows = connection.execute(select.execution_options(yield_per=_PAGE))
    return (_entry(row) for row in rows)


def iter_pages(connection: Connection, store: Store, query: ClaimQuery) -> Iterator[ClaimPage]:
    """The claims that the query asks for as columns, as they lie in the book; its limit and offset aside."""
    recorded_by = query.recorded_by
    claim_id = sa.func.coalesce(_ORIGINAL.c.id, _CLAIM.id)
    columns = {
        "id": claim_id,
        "document_id": _DOCUMENT.id,
        "title": _DOCUMENT.title,
        "source": _DOCUMENT.source,
        "published": _DOCUMENT.published,
        "known": _CLAIM.known,
        "verdict": verdict(recorded_by),
        **{name: _CLAIM[column] for name, column in _OF_PAGE.items()},
    }
    select = (
        sa.select(*(_as_it_is(column) for column in columns.values()))
        .join(t.document, _DOCUMENT.no == _CLAIM.document)
        .outerjoin(_ORIGINAL, _ORIGINAL.c.no == _CLAIM.amends)
        .where(*conditions(connection, store, query))
    )
    rows = connection.execute(select.execution_options(yield_per=_TOGETHER))
    for page in rows.partitions():
        found: dict[str, Sequence[Any]] = dict(zip(columns, zip(*page, strict=True), strict=True))
        found["published"] = [None if day is None else _day(day) for day in found["published"]]
        found["known"] = list(map(_day, found["known"]))
        found["said_by"] = list(map(names_from_json, found["said_by"]))
        yield ClaimPage(**found)


def count_entries(connection: Connection, store: Store, query: ClaimQuery) -> int:
    """How many entries the query asks for, its limit and offset aside."""
    select = sa.select(sa.func.count()).select_from(t.claim).where(*conditions(connection, store, query))
    return connection.scalar(select) or 0


def is_named(connection: Connection, label: str) -> bool:
    """Whether some claim that stands names a party by this very label."""
    named = sa.or_(*(_CLAIM[column] == label for column in t.LABEL_COLUMNS))
    select = sa.select(_CLAIM.no).where(named, in_force(), *stands()).limit(1)
    return connection.scalar(select) is not None


def find_known(connection: Connection, claim_ids: Sequence[str]) -> frozenset[str]:
    """Those of the ids that are claims of this book, in whatever state."""
    found: set[str] = set()
    for start in range(0, len(claim_ids), _PAGE):
        page = claim_ids[start : start + _PAGE]
        found |= set(connection.scalars(sa.select(_CLAIM.id).where(_CLAIM.id.in_(page))))
    return frozenset(found)


def get_entry(connection: Connection, claim_id: str) -> Entry:
    """The claim by its id as it stands, corrected, rejected or retracted as it may be. Raises NotFound."""
    number = sa.select(_CLAIM.no).where(_CLAIM.id == claim_id, _CLAIM.amends.is_(None)).scalar_subquery()
    chosen = sa.or_(_CLAIM.no == number, _CLAIM.amends == number)
    row = connection.execute(_select_entries_now().where(chosen, in_force())).first()
    if row is None:
        raise NotFound("claim", claim_id)
    return _entry(row)


def conditions(connection: Connection, store: Store, query: ClaimQuery) -> list[sa.ColumnElement[bool]]:
    """What a row of `claim` must meet to answer the query."""
    if (query.limit is not None and query.limit < 0) or query.offset < 0:
        raise QueryError(f"limit {query.limit} and offset {query.offset} must not be negative.")
    recorded_by = query.recorded_by
    for name in ("recorded_by", "recorded_after"):
        moment = getattr(query, name)
        if moment is not None and moment.tzinfo is None:
            raise QueryError(f"{name} {moment} has no time zone.")
    identity = find_identity(connection, recorded_by=recorded_by)
    chosen = _party_conditions(query, identity) + _time_conditions(query)
    if query.kinds is not None:
        chosen.append(_CLAIM.kind.in_([kind.value for kind in query.kinds]))
    if query.source is not None:
        chosen.append(_CLAIM.document.in_(sa.select(_DOCUMENT.no).where(_DOCUMENT.source == query.source)))
    if query.document_id is not None:
        chosen.append(_CLAIM.document.in_(sa.select(_DOCUMENT.no).where(_DOCUMENT.id == query.document_id)))
    if query.text is not None:
        chosen.append(fulltext.condition(connection, store, query.text))
    if query.places is not None:
        chosen.append(_CLAIM.place.in_(query.places))
    if query.verdicts is not None:
        chosen.append(verdict(recorded_by).in_([said.value for said in query.verdicts]))
    if query.unreviewed:
        chosen.append(verdict(recorded_by).is_(None))
    chosen.append(in_force(recorded_by))
    if not query.include_retracted:
        chosen += stands(recorded_by)
    return chosen


def _party_conditions(query: ClaimQuery, identity: Identity) -> list[sa.ColumnElement[bool]]:
    chosen: list[sa.ColumnElement[bool]] = []
    if query.actor is not None:
        labels = identity.labels(query.actor)
        chosen.append(sa.or_(*(_CLAIM[column].in_(labels) for column in t.LABEL_COLUMNS)))
    if query.actors is not None:
        any_of = sorted({label for actor in query.actors for label in identity.labels(actor)})
        chosen.append(sa.or_(*(_CLAIM[column].in_(any_of) for column in t.LABEL_COLUMNS)))
    if query.pairs is not None:
        both = sorted(
            {
                (s, o)
                for left, right in query.pairs
                for s in identity.labels(left)
                for o in identity.labels(right)
            }
        )
        # SQLite looks several pairs up in no index, and would scan the book; subjects alone it does.
        chosen.append(_CLAIM.subject.in_(sorted({subject for subject, _ in both})))
        chosen.append(sa.tuple_(_CLAIM.subject, _CLAIM.object).in_(both) if both else sa.false())
    if query.subject is not None:
        chosen.append(_CLAIM.subject.in_(identity.labels(query.subject)))
    if query.object is not None:
        chosen.append(_CLAIM.object.in_(identity.labels(query.object)))
    if query.speaker is not None:  # `said_by` is a JSON list, so a name stands in it as a JSON string
        quoted = [canonical(label).decode() for label in identity.labels(query.speaker)]
        chosen.append(sa.or_(*(_CLAIM.said_by.icontains(name, autoescape=True) for name in quoted)))
    return chosen


def begun() -> sa.ColumnElement[Any]:
    """The first day that a claim can be about; without a time of its own, the day it became known."""
    return sa.func.coalesce(_CLAIM.holds_from, _CLAIM.known, type_=sa.Date)


def _time_conditions(query: ClaimQuery) -> list[sa.ColumnElement[bool]]:
    chosen: list[sa.ColumnElement[bool]] = []
    chosen += [begun() <= day for day in (query.until, query.as_of) if day is not None]
    if query.since is not None:  # `holds_to` is exclusive
        without_time = sa.and_(_CLAIM.holds_to.is_(None), _CLAIM.known >= query.since)
        chosen.append(sa.or_(_CLAIM.holds_to > query.since, without_time))
    if query.known_by is not None:
        chosen.append(_CLAIM.known <= query.known_by)
    if query.recorded_by is not None:
        chosen.append(_CLAIM.recorded_at <= query.recorded_by)
    if query.recorded_after is not None:
        chosen.append(_CLAIM.recorded_at > query.recorded_after)
    return chosen


@cache
def _select_entries_now() -> sa.Select[Any]:
    return _select_entries(None)


def _select_entries(recorded_by: datetime | None) -> sa.Select[Any]:
    others = (_DOCUMENT.published, t.reading.c.read_at, _CLAIM.recorded_at, verdict(recorded_by))
    return (
        sa.select(
            *(_as_it_is(_CLAIM[name]) for name in CLAIM_COLUMNS),
            sa.func.coalesce(_ORIGINAL.c.id, _CLAIM.id).label("claim_id"),
            _DOCUMENT.id.label("document_id"),
            _DOCUMENT.title,
            _DOCUMENT.source,
            _DOCUMENT.url,
            *map(_as_it_is, others),
        )
        .join(t.document, _DOCUMENT.no == _CLAIM.document)
        .join(t.reading, t.reading.c.no == _CLAIM.reading)
        .outerjoin(_ORIGINAL, _ORIGINAL.c.no == _CLAIM.amends)
    )


def _order(*, newest_first: bool = False) -> tuple[sa.ColumnElement[Any], ...]:
    undated = _DOCUMENT.published.is_(None)
    place: tuple[sa.ColumnElement[Any], ...] = (
        _CLAIM.span_start,
        _CLAIM.span_end,
        _CLAIM.kind,
        sa.literal_column("claim_id"),
    )
    published = _DOCUMENT.published.desc() if newest_first else _DOCUMENT.published
    return undated, published, _DOCUMENT.id, *place


def _as_it_is(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """The value as the driver gives it: for a whole book, converting each by itself is half of the work."""
    return sa.type_coerce(column, sa.types.NullType())


def _entry(row: Sequence[Any]) -> Entry:
    claim_id, document_id, title, source, url, published, read, recorded, said = row[_OF_CLAIM:]
    return Entry(
        id=claim_id,
        claim=claim_from_values(row[:_OF_CLAIM]),
        document_id=document_id,
        title=title,
        source=None if source is None else intern(source),
        url=url,
        published=None if published is None else _day(published),
        read=_moment(read),
        recorded=_moment(recorded),
        verdict=None if said is None else Verdict(said),
    )


@lru_cache(maxsize=1 << 15)
def _day(stored: str | date) -> date:
    return date.fromisoformat(stored) if isinstance(stored, str) else stored


@lru_cache(maxsize=1 << 12)  # what was recorded in one batch has one moment
def _moment(stored: str | datetime) -> datetime:
    if isinstance(stored, str):  # SQLite's, which is UTC and does not say so
        return datetime.fromisoformat(stored).replace(tzinfo=UTC)
    return stored.astimezone(UTC)
