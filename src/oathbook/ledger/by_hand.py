"""How does a person add a claim? As a claim of the document like any other, with his name as its reader.

Invariant: what is added by hand is grounded as what an extractor reads is, and confirmed by a review of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from oathbook.errors import QueryError
from oathbook.ledger import listing, record, reviews
from oathbook.ledger.corrections import apply_correction
from oathbook.ledger.store import Store
from oathbook.model import Claim, Kind, Verdict

EXTRACTOR = "hand/1"  # stands where an extractor's version does
_PLACE = ("quote", "start", "end")


def add_claim(
    store: Store, document_id: str, *, start: int, end: int, fields: Mapping[str, Any], by: str
) -> str:
    """The id of the claim. See `Ledger.add_claim`."""
    reviews.require_name(by)
    if given := [name for name in _PLACE if name in fields]:
        raise QueryError(f"{', '.join(given)} cannot be given as fields: the selection says it.")
    if "kind" not in fields:
        raise QueryError("A claim needs its kind, such as {'kind': 'pledge'}.")
    with store.reading() as connection:
        document = listing.get_document(connection, document_id)
    if not 0 <= start < end <= len(document.text):
        raise QueryError(
            f"{start} to {end} is no selection of a text of {len(document.text)} code points: "
            "offsets count code points, not bytes or UTF-16 units."
        )
    bare = Claim(
        kind=Kind.PLEDGE,  # replaced by the fields' own, which must name one
        subject=None,
        object=None,
        quote=document.text[start:end],
        start=start,
        end=end,
        reading=1.0,
        frame="by hand",
        extractor=EXTRACTOR,
    )
    claim = apply_correction(bare, fields)
    run_id = record.start_run(store, EXTRACTOR, {"by": by})
    (added,) = record.record_many(store, [(document, [claim], store.clock())], run_id=run_id)
    record.end_run(store, run_id)
    claim_id = claim.key(document_id)
    if added.new_claims:
        reviews.review(store, claim_id, Verdict.CONFIRMED, fields=None, by=by, supersedes=None)
    return claim_id
