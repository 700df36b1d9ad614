"""Which rows of `claim` count: of a claim and its corrections the one in force, unless rejected or retracted.

Each condition is a "there is no such row" on its own, since that is what both databases estimate well; comparing
with a looked-up value made PostgreSQL expect a handful of rows and take minutes.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from oathbook.ledger import tables as t
from oathbook.model import Verdict

ROOT = sa.func.coalesce(t.claim.c.amends, t.claim.c.no)  # the claim that a row is, or corrects
_REVIEW, _NEWER = t.review.alias("said"), t.review.alias("newer")
_RETRACTION, _UNDOING = t.retraction.alias("taken"), t.retraction.alias("undoing")


def in_force(recorded_by: datetime | None = None) -> sa.ColumnElement[bool]:
    """The row of the newest review that corrects or keeps a correction, else the claim as it was read."""
    correction = t.claim.c.review
    newer = _until(
        sa.select(_NEWER.c.no).where(_NEWER.c.claim == ROOT, _NEWER.c.no > correction), _NEWER, recorded_by
    )
    in_time = _until(sa.select(_REVIEW.c.no).where(_REVIEW.c.no == correction), _REVIEW, recorded_by)
    corrected = _newest_review(recorded_by).where(_REVIEW.c.fields.is_not(None))
    return sa.case(
        (correction.is_(None), ~corrected.correlate(t.claim).exists()),
        else_=sa.and_(~newer.correlate(t.claim).exists(), in_time.correlate(t.claim).exists()),
    )


def stands(recorded_by: datetime | None = None) -> tuple[sa.ColumnElement[bool], ...]:
    """Neither rejected nor retracted, itself or with its document."""
    rejected = _newest_review(recorded_by).where(_REVIEW.c.verdict == Verdict.REJECTED.value)
    return (
        ~rejected.correlate(t.claim).exists(),
        ~_retracted(_RETRACTION.c.claim == ROOT, recorded_by),
        ~_retracted(_RETRACTION.c.document == t.claim.c.document, recorded_by),
    )


def verdict(recorded_by: datetime | None = None) -> sa.ScalarSelect[str]:
    """The verdict of the newest review, null where there is none or it took the earlier ones back."""
    query = _until(sa.select(_REVIEW.c.verdict).where(_REVIEW.c.claim == ROOT), _REVIEW, recorded_by)
    return query.order_by(_REVIEW.c.no.desc()).limit(1).correlate(t.claim).scalar_subquery()


def _newest_review(recorded_by: datetime | None) -> sa.Select[Any]:
    newer = sa.select(_NEWER.c.no).where(_NEWER.c.claim == _REVIEW.c.claim, _NEWER.c.no > _REVIEW.c.no)
    newer = _until(newer, _NEWER, recorded_by)
    query = sa.select(_REVIEW.c.no).where(_REVIEW.c.claim == ROOT, ~newer.correlate(_REVIEW).exists())
    return _until(query, _REVIEW, recorded_by)


def _retracted(aimed: sa.ColumnElement[bool], recorded_by: datetime | None) -> sa.Exists:
    undone = _until(
        sa.select(_UNDOING.c.no).where(_UNDOING.c.undoes == _RETRACTION.c.no), _UNDOING, recorded_by
    )
    query = _until(sa.select(_RETRACTION.c.no).where(aimed), _RETRACTION, recorded_by)
    return query.where(~undone.correlate(_RETRACTION).exists()).correlate(t.claim).exists()


def _until(query: sa.Select[Any], rows: sa.FromClause, recorded_by: datetime | None) -> sa.Select[Any]:
    return query if recorded_by is None else query.where(rows.c.recorded_at <= recorded_by)
