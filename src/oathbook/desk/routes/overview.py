"""Overview, Network, Group, and what has changed since the reader last looked."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query

from oathbook.desk.problems import ERRORS
from oathbook.desk.schemas.overview import BookOut, Changes, Group, GroupPage, Network, Overview
from oathbook.desk.state import TheClocks, TheDesk, ThePage
from oathbook.desk.views.changes import changes_since
from oathbook.desk.views.group import show_group
from oathbook.desk.views.network import show_network
from oathbook.desk.views.overview import list_groups, show_book, show_overview

router = APIRouter(responses=ERRORS)
Top = Annotated[int, Query(ge=1, le=200, description="How many groups; the rest is gathered in `other`.")]


@router.get("/book", tags=["overview"])
def book(desk: TheDesk) -> BookOut:
    """The book that is open, in totals."""
    return show_book(desk)


@router.get("/overview", tags=["overview"])
def overview(desk: TheDesk, clocks: TheClocks, top: Top = 60) -> Overview:
    """Who was aligned with whom over time, and the finding of the day."""
    return desk.once(("overview", clocks, top), lambda: show_overview(desk, clocks, top))


@router.get("/network", tags=["network"])
def network(
    desk: TheDesk,
    clocks: TheClocks,
    top: Annotated[int, Query(ge=1, le=20_000, description="How many parties, the heaviest.")] = 400,
    least: Annotated[float, Query(ge=0, le=1, description="Ties of allegiance below it are left out.")] = 0.1,
) -> Network:
    """Who stands with whom on the day."""
    key = ("network", clocks, top, least)
    return desk.once(key, lambda: show_network(desk, clocks, top=top, least=least))


@router.get("/groups", tags=["group"])
def groups(
    desk: TheDesk,
    clocks: TheClocks,
    page: ThePage,
    q: Annotated[str, Query(description="In a name, a country or a region.")] = "",
    sort: Annotated[Literal["weight", "name", "likely"], Query()] = "weight",
) -> GroupPage:
    """All groups that have a principal, without their series."""
    key = ("groups", clocks, page, q, sort)
    return desk.once(key, lambda: list_groups(desk, clocks, page, words=q, order=sort))


@router.get("/groups/{group_id}", tags=["group"])
def group(desk: TheDesk, clocks: TheClocks, group_id: str) -> Group:
    """Everything about one group; it may be named by any of its names."""
    return desk.once(("group", clocks, group_id), lambda: show_group(desk, clocks, group_id))


@router.get("/changes", tags=["overview"])
def changes(
    desk: TheDesk,
    clocks: TheClocks,
    since: Annotated[datetime, Query(description="A moment with its zone, as `last_recorded` gives it.")],
) -> Changes:
    """What has changed in the assessments of the day by what was recorded after a moment."""
    return desk.once(("changes", clocks, since), lambda: changes_since(desk, clocks, since))
