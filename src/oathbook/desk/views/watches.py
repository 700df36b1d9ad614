"""From standing questions and their news to the wire."""

from __future__ import annotations

from oathbook.analysis.watch import Watch
from oathbook.desk.schemas.watches import NewsOut, Watches, WatchOut
from oathbook.desk.state import Desk
from oathbook.ledger import NewsRow

SHOWN_NEWS = 50


def list_watches(desk: Desk) -> Watches:
    """The standing questions, and what they found of late."""
    return Watches(
        items=[watch_out(desk, watch) for watch in desk.book.watches()],
        news=[_news(row) for row in desk.book.ledger.news(limit=SHOWN_NEWS)],
    )


def watch_out(desk: Desk, watch: Watch) -> WatchOut:
    """One standing question in words."""
    return WatchOut(
        id=watch.id,
        kind=watch.kind.value,
        sentence=watch.sentence(desk.book.name_of),
        actor=watch.actor,
        principal=watch.principal,
        since=watch.since,
        by=watch.by,
    )


def _news(row: NewsRow) -> NewsOut:
    claims = row.said.get("claims", [])
    return NewsOut(
        id=row.id,
        watch_id=row.watch_id,
        title=str(row.said.get("title", "")),
        why=[str(line) for line in row.said.get("why", [])],
        claim_ids=[str(claim["id"]) for claim in claims if "id" in claim],
        recorded=row.recorded,
    )
