"""Watches: what is asked again and again, and what came of it."""

from __future__ import annotations

from fastapi import APIRouter

from oathbook.desk.problems import ERRORS
from oathbook.desk.schemas.watches import Watches, WatchIn, WatchOut
from oathbook.desk.state import Reviewer, TheDesk
from oathbook.desk.views.watches import list_watches, watch_out

router = APIRouter(responses=ERRORS, tags=["watches"])


@router.get("/watches")
def watches(desk: TheDesk) -> Watches:
    """The standing questions, oldest first, and their news, newest first."""
    return list_watches(desk)


@router.post("/watches", status_code=201)
def add_watch(desk: TheDesk, user: Reviewer, asked: WatchIn) -> WatchOut:
    """Asks a question from now on; only what comes later is news."""
    watch = desk.book.add_watch(
        asked.actor, asked.principal, kind=asked.kind, source=asked.source, days=asked.days, by=user.name
    )
    return watch_out(desk, watch)


@router.post("/watches/look")
def look(desk: TheDesk, user: Reviewer) -> Watches:
    """Asks every standing question now; what came up is recorded and told once."""
    del user
    desk.book.run_watches()
    return list_watches(desk)


@router.delete("/watches/{watch_id}")
def end_watch(desk: TheDesk, user: Reviewer, watch_id: str) -> WatchOut:
    """Asks no more."""
    return watch_out(desk, desk.book.end_watch(watch_id, by=user.name))
