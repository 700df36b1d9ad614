"""Review: the queue, verdicts and what they would change, claims added by hand, actors told apart or together."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query

from oathbook.desk.problems import ERRORS
from oathbook.desk.schemas.claims import (
    ClaimDetail,
    ClaimIn,
    ClaimOut,
    ClaimPage,
    KindName,
    PreviewOut,
    Queue,
    VerdictIn,
    VerdictOut,
)
from oathbook.desk.schemas.desk import JudgementIn, JudgementOut, Judgements
from oathbook.desk.state import Reviewer, TheClocks, TheDesk, ThePage
from oathbook.desk.views.claims import claim_out, claims_out
from oathbook.desk.views.map import names_of_place
from oathbook.desk.views.parties import named
from oathbook.desk.views.reviewing import give_verdict, preview, show_claim, show_queue
from oathbook.ledger import JudgementRow

router = APIRouter(responses=ERRORS, tags=["review"])


@router.get("/review/queue")
def review_queue(
    desk: TheDesk,
    clocks: TheClocks,
    page: ThePage,
    document: Annotated[str | None, Query(description="Of this document only.")] = None,
) -> Queue:
    """The claims without a verdict, in the order in which one would change assessments most."""
    key = ("queue", clocks, page, document)
    return desk.once(key, lambda: show_queue(desk, clocks, page, document))


@router.get("/claims")
def claims(
    desk: TheDesk,
    clocks: TheClocks,
    page: ThePage,
    actor: Annotated[str | None, Query(description="On any side, by id or name.")] = None,
    subject: str | None = None,
    object_: Annotated[str | None, Query(alias="object")] = None,
    kind: Annotated[list[KindName] | None, Query()] = None,
    source: str | None = None,
    place: Annotated[str | None, Query(description="By any name that the gazetteer knows.")] = None,
    unreviewed: bool = False,
) -> ClaimPage:
    """Claims that had begun by `as_of` and were known by `known_by`, newest first."""
    places = None if place is None else names_of_place(desk, place, clocks.known_by)
    query = desk.book.query(
        actor=actor,
        subject=subject,
        object=object_,
        kinds=kind,
        source=source,
        as_of=clocks.as_of,
        known_by=clocks.known_by,
        places=places,
        unreviewed=unreviewed,
        newest_first=True,
    )
    total = desk.once(("count", query), lambda: desk.book.count(query))
    found = desk.book.claims(replace(query, offset=page.offset, limit=page.limit))
    return ClaimPage(total=total, offset=page.offset, limit=page.limit, items=claims_out(desk, found))


@router.get("/claims/{claim_id}")
def claim(desk: TheDesk, claim_id: str) -> ClaimDetail:
    """A claim with its verdicts, and where else the same is said."""
    return show_claim(desk, claim_id)


@router.post("/claims/{claim_id}/preview")
def preview_verdict(desk: TheDesk, clocks: TheClocks, claim_id: str, verdict: VerdictIn) -> PreviewOut:
    """What a verdict would change, computed by the model; nothing is recorded."""
    return preview(desk, claim_id, verdict, clocks)


@router.post("/claims/{claim_id}/review")
def review_claim(
    desk: TheDesk, clocks: TheClocks, user: Reviewer, claim_id: str, verdict: VerdictIn
) -> VerdictOut:
    """Gives a verdict. It is a row of its own, with who and when; null takes the last one back."""
    return give_verdict(desk, claim_id, verdict, user, clocks)


@router.post("/documents/{document_id}/claims", status_code=201)
def add_claim(desk: TheDesk, user: Reviewer, document_id: str, claim: ClaimIn) -> ClaimOut:
    """Adds a claim by a selection of the document's text; it counts as confirmed by who adds it."""
    ledger = desk.book.ledger
    claim_id = ledger.add_claim(
        document_id, start=claim.start, end=claim.end, fields=claim.fields, by=user.name
    )
    return claim_out(desk, ledger.get_entry(claim_id))


@router.get("/judgements")
def judgements(desk: TheDesk) -> Judgements:
    """Every judgement on whether two labels mean one actor, newest first."""
    rows = reversed(desk.book.ledger.judgements())
    return Judgements(items=[_judgement(desk, row) for row in rows])


@router.post("/judgements", status_code=201)
def judge(desk: TheDesk, user: Reviewer, judgement: JudgementIn) -> JudgementOut:
    """Merges two labels, keeps them apart, or takes that back. Nothing is rewritten."""
    desk.book.ledger.judge(judgement.left, judgement.right, same=judgement.same, by=user.name)
    sides = sorted((judgement.left, judgement.right))
    row = next(r for r in reversed(desk.book.ledger.judgements()) if [r.left, r.right] == sides)
    return _judgement(desk, row)


def _judgement(desk: TheDesk, row: JudgementRow) -> JudgementOut:
    return JudgementOut(
        left=named(desk.book, row.left),
        right=named(desk.book, row.right),
        same=row.same,
        by=row.by,
        recorded=row.recorded,
    )
