"""What does a document look like in a list and whole?"""

from __future__ import annotations

from oathbook.desk.schemas.desk import DocumentItem, DocumentOut
from oathbook.desk.state import Desk
from oathbook.desk.views.claims import claims_out, letters_of
from oathbook.desk.views.parties import direction_of
from oathbook.ledger import DocumentRow
from oathbook.model import ClaimQuery

_RTL_LANGUAGES = frozenset({"ar", "fa", "ur", "he", "ps", "ku", "sd", "dv"})


def document_item(row: DocumentRow) -> DocumentItem:
    """A row of a list."""
    language = (row.language or "").lower().split("-")[0]
    direction = direction_of(row.title or "")
    return DocumentItem(
        id=row.id,
        name=row.name,
        title=row.title,
        source=row.source,
        published=row.published,
        url=row.url,
        language=row.language,
        direction="rtl" if language in _RTL_LANGUAGES else direction,
        claims=row.claims,
        unreviewed=row.unreviewed or 0,
        read=row.read,
        recorded=row.recorded,
    )


def show_document(desk: Desk, document_id: str, *, include_rejected: bool) -> DocumentOut:
    """The document with its claims by place in the text. Raises NotFound."""
    ledger = desk.book.ledger
    document = ledger.get_document(document_id)
    row = ledger.get_document_row(document_id)
    query = ClaimQuery(document_id=document_id, include_retracted=include_rejected)
    entries = sorted(ledger.find_entries(query), key=lambda e: (e.claim.start, e.claim.end, e.id))
    item = document_item(row)
    if item.direction == "ltr":
        item = item.model_copy(update={"direction": direction_of(document.text)})
    return DocumentOut(
        document=item,
        letter=letters_of(desk, [document.source]).get(document.source or ""),
        text=document.text,
        code_points=len(document.text),
        claims=claims_out(desk, entries),
    )
