"""Documents: the list, and one whole with the places of its claims."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from oathbook.desk.problems import ERRORS
from oathbook.desk.schemas.desk import DocumentOut, DocumentPage
from oathbook.desk.state import TheClocks, TheDesk, ThePage
from oathbook.desk.views.documents import document_item, show_document

router = APIRouter(responses=ERRORS, tags=["documents"])


@router.get("/documents")
def documents(
    desk: TheDesk,
    clocks: TheClocks,
    page: ThePage,
    source: Annotated[str | None, Query(description="Of this outlet only.")] = None,
    unreviewed: Annotated[bool, Query(description="Only those with claims that await a verdict.")] = False,
    words: Annotated[str | None, Query(description="In the title or the name.")] = None,
) -> DocumentPage:
    """The documents published by `known_by`, newest first."""
    asked = ("documents", clocks.known_by, source, unreviewed, words, page)
    rows, total = desk.once(
        asked,
        lambda: desk.book.ledger.page_documents(
            source=source,
            known_by=clocks.known_by,
            unreviewed=unreviewed,
            words=words,
            offset=page.offset,
            limit=page.limit,
        ),
    )
    items = [document_item(row) for row in rows]
    return DocumentPage(total=total, offset=page.offset, limit=page.limit, items=items)


@router.get("/documents/{document_id}")
def document(
    desk: TheDesk,
    document_id: str,
    rejected: Annotated[bool, Query(description="With the claims that were rejected.")] = True,
) -> DocumentOut:
    """A document with its claims. Offsets are code points: `Array.from(text)` in JavaScript."""
    return show_document(desk, document_id, include_rejected=rejected)
