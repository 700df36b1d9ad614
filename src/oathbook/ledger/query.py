"""Which claims answer a question, as entries in one fixed order: published, document, place in the text.

Invariant: the order of recording shows in nothing that is returned. Claims without a publication date come last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from oathbook.errors import NotFound, QueryError
from oathbook.ids import canonical
from oathbook.ledger import fulltext
from oathbook.ledger import tables as t
from oathbook.ledger.identity import Identity
from oathbook.ledger.registers import find_identity
from oathbook.ledger.rows import claim_from_row
from oathbook.ledger.store import Store
from oathbook.model import ClaimQuery, Entry, Verdict

_CLAIM, _DOCUMENT = t.claim.c, t.document.c
_HIDDEN = frozenset({"no", "id", "document", "reading", "review", "amends", "known", "recorded_at"})
_PAGE = 500


def iter_entries(connection: Connection, store: Store, query: ClaimQuery) -> Iterator[Entry]:
    """The entries that the query asks for, a page in memory at a time."""
    select = _select_entries(query.recorded_by).where(*conditions(connection, store, query))
    select = select.order_by(*_order())
    if query.limit is not None:
        select = select.limit(query.limit)
    if query.offset:
        select = select.offset(query.offset) if query.limit is not None else select.limit(-1).offset(query.offset)
    rows = connection.execution_options(yield_per=_PAGE).execute(select).mappings()
    return (_entry(row) for row in rows)


def count_entries(connection: Connection, store: Store, query: ClaimQuery) -> int:
    """How many entries the query asks for, its limit and offset aside."""
    select = sa.select(sa.func.count()).select_from(t.claim).where(*conditions(connection, store, query))
    return connection.scalar(select) or 0


def get_entry(connection: Connection, claim_id: str) -> Entry:
    """The claim by its id, as it stands: corrected where it was, also where rejected or retracted. Raises NotFound."""
    number = sa.select(_CLAIM.no).where(_CLAIM.id == claim_id, _CLAIM.amends.is_(None)).scalar_subquery()
    chosen = sa.or_(_CLAIM.no == number, _CLAIM.amends == number)
    row = connection.execute(_select_entries(None).where(chosen, in_force(None))).mappings().first()
    if row is None:
        raise NotFound("claim", claim_id)
    return _entry(row)


def conditions(connection: Connection, store: Store, query: ClaimQuery) -> list[sa.ColumnElement[bool]]:
    """What a row of `claim` must meet to answer the query."""
    if query.limit is not None and query.limit < 0 or query.offset < 0:
        raise QueryError(f"limit {query.limit} and offset {query.offset} must not be negative.")
    recorded_by = query.recorded_by
    if recorded_by is not None and recorded_by.tzinfo is None:
        raise QueryError(f"recorded_by {recorded_by} has no time zone.")
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
    chosen.append(in_force(recorded_by))
    if not query.include_retracted:
        chosen += stands(recorded_by)
    return chosen


def in_force(recorded_by: datetime | None) -> sa.ColumnElement[bool]:
    """Of a claim and its corrections, the one row that counts: that of the newest review, else as it was read."""
    newest = _newest_review(recorded_by)
    correcting = sa.select(sa.case((newest.c.verdict == Verdict.CORRECTED.value, newest.c.no), else_=0))
    return sa.func.coalesce(_CLAIM.review, 0) == sa.func.coalesce(_newest(correcting, newest), 0)


def stands(recorded_by: datetime | None) -> list[sa.ColumnElement[bool]]:
    """Neither rejected nor retracted, itself or with its document."""
    newest = _newest_review(recorded_by)
    verdict = _newest(sa.select(newest.c.verdict), newest)
    root = sa.func.coalesce(_CLAIM.amends, _CLAIM.no)
    return [
        sa.func.coalesce(verdict, "") != Verdict.REJECTED.value,
        ~_retraction("claim", recorded_by, lambda retraction: retraction.c.claim == root),
        ~_retraction("document", recorded_by, lambda retraction: retraction.c.document == _CLAIM.document),
    ]
