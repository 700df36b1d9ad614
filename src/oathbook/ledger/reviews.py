"""What people say of claims: confirmed, corrected, rejected, retracted, and each of these taken back.

Invariant: the reviews of a claim are one line, each superseding the last; a correction adds the corrected
claim as a row of its own, so that questions find it by what it now says.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from oathbook.errors import NotFound, QueryError, Ungrounded
from oathbook.ids import canonical, content_id
from oathbook.ledger import tables as t
from oathbook.ledger.corrections import apply_correction
from oathbook.ledger.rows import (
    Row,
    Stored,
    claim_from_row,
    claim_row,
    document_from_row,
    require_claim_storable,
    require_storable,
)
from oathbook.ledger.store import Batch, Store
from oathbook.ledger.values import ReviewRow
from oathbook.model import Entry, Verdict


def review(
    store: Store,
    claim_id: str,
    verdict: Verdict | None,
    *,
    fields: Mapping[str, Any] | None,
    by: str,
    supersedes: str | None,
) -> str:
    """The id of the new review. See `Ledger.review`."""
    require_name(by)
    _require_fitting(verdict, fields)
    with store.writing() as batch:
        claim = _get_claim(batch.connection, claim_id)
        last = batch.connection.execute(
            sa.select(t.review).where(t.review.c.claim == claim["no"]).order_by(t.review.c.no.desc()).limit(1)
        ).first()
        last_id = None if last is None else last.id
        if supersedes is not None and supersedes != last_id:
            raise QueryError(f"{claim_id} was reviewed meanwhile (last review: {last_id}). Look at it again.")
        if verdict is None and (last is None or last.verdict is None):
            raise QueryError(f"{claim_id} has no review in force to take back.")
        laid_over = _laid_over(last, verdict, fields)
        kept = canonical(laid_over).decode() if laid_over else None
        said = [
            claim_id,
            None if verdict is None else verdict.value,
            kept,
            by,
            batch.now.isoformat(),
            last_id,
        ]
        review_id = content_id("rev", said)
        row = batch.add(
            t.review,
            {
                "id": review_id,
                "claim": claim["no"],
                "verdict": said[1],
                "fields": kept,
                "by": by,
                "supersedes": last_id,
            },
        )
        parts = [_add_corrected(batch, claim, row, laid_over)] if laid_over else []
        batch.link(t.review, row, parts)
    return review_id


def preview(
    connection: Connection, entry: Entry, verdict: Verdict | None, *, fields: Mapping[str, Any] | None
) -> Entry | None:
    """The entry as the verdict would leave it, None where it would no longer stand. See `Ledger.preview`."""
    _require_fitting(verdict, fields)
    claim = _get_claim(connection, entry.id)
    if verdict is Verdict.REJECTED:
        return None
    last = connection.execute(
        sa.select(t.review).where(t.review.c.claim == claim["no"]).order_by(t.review.c.no.desc()).limit(1)
    ).first()
    laid_over = _laid_over(last, verdict, fields)
    said = claim_from_row(claim)
    return replace(entry, claim=apply_correction(said, laid_over) if laid_over else said, verdict=verdict)


def retract(store: Store, target_id: str, *, reason: str, by: str) -> str:
    """The id of the new retraction. See `Ledger.retract`."""
    require_name(by)
    require_storable(target_id, reason)
    with store.writing() as batch:
        target = _find_target(batch.connection, target_id)
        said = [target_id, reason, by, batch.now.isoformat(), batch.head]
        row = batch.add(t.retraction, {"id": content_id("ret", said), "reason": reason, "by": by} | target)
        batch.link(t.retraction, row)
    return str(row["id"])


def find_reviews(connection: Connection, claim_id: str) -> tuple[ReviewRow, ...]:
    """All reviews of a claim, oldest first. Raises NotFound where there is no such claim."""
    claim = _get_claim(connection, claim_id)
    rows = connection.execute(
        sa.select(t.review).where(t.review.c.claim == claim["no"]).order_by(t.review.c.no)
    )
    return tuple(
        ReviewRow(
            id=row.id,
            claim_id=claim_id,
            verdict=None if row.verdict is None else Verdict(row.verdict),
            fields=None if row.fields is None else json.loads(row.fields),
            by=row.by,
            recorded=row.recorded_at,
            supersedes=row.supersedes,
        )
        for row in rows
    )


def require_name(by: str) -> str:
    """`by`, who answers for a step. Raises QueryError where it is empty."""
    if not by.strip():
        raise QueryError("A step in the book needs the name of the one who takes it: `by` is empty.")
    require_storable("by", by)
    return by


def _require_fitting(verdict: Verdict | None, fields: Mapping[str, Any] | None) -> None:
    if (fields is not None) != (verdict is Verdict.CORRECTED):
        raise QueryError("`fields` come with the verdict 'corrected', and only with it.")
    if fields is not None and not fields:
        raise QueryError("A correction needs at least one field, such as {'object': 'islamic-state'}.")


def _laid_over(
    last: sa.Row[Any] | None, verdict: Verdict | None, fields: Mapping[str, Any] | None
) -> dict[str, Any]:
    """The fields in force with this review: it builds on the correction that it confirms or changes."""
    if verdict is None or verdict is Verdict.REJECTED:
        return {}
    builds_on = last is not None and last.verdict != Verdict.REJECTED.value and last.fields is not None
    earlier: dict[str, Any] = json.loads(last.fields) if last is not None and builds_on else {}
    return earlier | dict(fields or {})


def _add_corrected(batch: Batch, original: Stored, review_row: Row, fields: Mapping[str, Any]) -> Row:
    corrected = apply_correction(claim_from_row(original), fields)
    document = document_from_row(
        batch.connection.execute(sa.select(t.document).where(t.document.c.no == original["document"]))
        .mappings()
        .one()
    )
    found = document.text[corrected.start : corrected.end]
    if found != corrected.quote or not 0 <= corrected.start < corrected.end:
        raise Ungrounded(document.name or document.id, corrected.start, corrected.end, corrected.quote, found)
    require_claim_storable(document.name or document.id, corrected)
    kept = {name: original[name] for name in ("document", "reading", "known", "recorded_at")}
    made = {"id": content_id("amd", [review_row["id"]]), "review": review_row["no"], "amends": original["no"]}
    return batch.add(t.claim, claim_row(corrected) | kept | made)


def _get_claim(connection: Connection, claim_id: str) -> Stored:
    query = sa.select(t.claim).where(t.claim.c.id == claim_id, t.claim.c.amends.is_(None))
    row = connection.execute(query).mappings().first()
    if row is None:
        raise NotFound("claim", claim_id)
    return row


def _find_target(connection: Connection, target_id: str) -> Row:
    nothing: Row = {"claim": None, "document": None, "undoes": None}
    claim, document, retraction = t.claim.c, t.document.c, t.retraction.c
    no = connection.scalar(sa.select(claim.no).where(claim.id == target_id, claim.amends.is_(None)))
    if no is not None:
        return nothing | {"claim": no}
    no = connection.scalar(sa.select(document.no).where(document.id == target_id))
    if no is not None:
        return nothing | {"document": no}
    earlier = connection.execute(
        sa.select(retraction.no, retraction.undoes).where(retraction.id == target_id)
    ).first()
    if earlier is None:
        raise NotFound("claim, document or retraction", target_id)
    if earlier.undoes is not None:
        raise QueryError(
            f"{target_id} itself took a retraction back. Retract the claim or the document again."
        )
    return nothing | {"undoes": earlier.no}
