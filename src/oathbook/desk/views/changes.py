"""What has changed since the reader last looked? The assessments that what was recorded since has moved."""

from __future__ import annotations

from datetime import UTC, datetime

from oathbook.desk.problems import Refused
from oathbook.desk.schemas.overview import Changes
from oathbook.desk.state import Clocks, Desk


def changes_since(desk: Desk, clocks: Clocks, since: datetime) -> Changes:
    """The pairs whose probability differs from what the book said at `since`, the largest change first."""
    del clocks
    if since.tzinfo is None:
        raise Refused(400, "bad_question", f"{since} has no time zone. Write 2024-05-01T12:00:00Z.")
    found = desk.book.ledger.recorded_since(since)
    if found.labels:
        raise Refused(501, "not_wired", "Comparing with what the book said then is not wired yet.")
    return Changes(
        since=since,
        until=desk.clock().astimezone(UTC),
        mark=desk.mark(),
        documents=found.documents,
        claims=found.claims,
        reviews=found.reviews,
        items=[],
        more=0,
    )
