"""Map, hypotheses, search, sources: finding things in the book."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from oathbook.desk.problems import ERRORS
from oathbook.desk.schemas.claims import KindName
from oathbook.desk.schemas.desk import ActorHits
from oathbook.desk.schemas.evidence import (
    MapOut,
    Places,
    RatingIn,
    SearchOut,
    SourceDetail,
    SourceOut,
    SourcePage,
)
from oathbook.desk.state import Reviewer, TheClocks, TheDesk, ThePage
from oathbook.desk.views.completion import complete_actors
from oathbook.desk.views.map import complete_places, show_map
from oathbook.desk.views.search import search_claims
from oathbook.desk.views.sources import show_source, show_sources, source_out

router = APIRouter(responses=ERRORS)


@router.get("/map", tags=["map"])
def map_(
    desk: TheDesk,
    clocks: TheClocks,
    actor: Annotated[str | None, Query(description="Claims of this actor only.")] = None,
    top: Annotated[int, Query(ge=1, le=2_000)] = 500,
) -> MapOut:
    """Where claims are placed, with how far off each point may be."""
    key = ("map", clocks, actor, top)
    return desk.once(key, lambda: show_map(desk, clocks, actor=actor, top=top))


@router.get("/places", tags=["map"])
def places(
    desk: TheDesk,
    q: Annotated[str, Query(description="The beginning of a name.")],
    limit: Annotated[int, Query(ge=1, le=50)] = 12,
) -> Places:
    """Places of the gazetteer with a name that begins so, to complete what a reviewer writes."""
    return Places(items=complete_places(desk, q, limit))


@router.get("/search", tags=["search"])
def search(
    desk: TheDesk,
    clocks: TheClocks,
    page: ThePage,
    q: Annotated[
        str,
        Query(
            description='Words; "in quotes" side by side, stem* any ending. Empty: what the filters leave.'
        ),
    ] = "",
    kind: Annotated[list[KindName] | None, Query()] = None,
    source: str | None = None,
    actor: str | None = None,
    year: Annotated[int | None, Query(ge=1, le=9999)] = None,
    unreviewed: bool = False,
) -> SearchOut:
    """Claims with these words, newest first, with facets; and actors of that name."""
    return search_claims(
        desk, clocks, page, q, kinds=kind, source=source, actor=actor, year=year, unreviewed=unreviewed
    )


@router.get("/sources", tags=["sources"])
def sources(desk: TheDesk, clocks: TheClocks, page: ThePage) -> SourcePage:
    """Every outlet with its grade and its record, most claims first."""
    return show_sources(desk, clocks, page)


@router.get("/sources/detail", tags=["sources"])
def source(
    desk: TheDesk,
    clocks: TheClocks,
    name: Annotated[str, Query(description="As documents carry it.")],
) -> SourceDetail:
    """One outlet with its latest claims and what was corrected."""
    return show_source(desk, clocks, name)


@router.post("/sources/rating", tags=["sources"], status_code=201)
def rate(
    desk: TheDesk, clocks: TheClocks, user: Reviewer, name: Annotated[str, Query()], rating: RatingIn
) -> SourceOut:
    """Gives an outlet a letter; the last one given is in force."""
    desk.book.ledger.rate_source(name, rating.letter, by=user.name)
    return source_out(desk, clocks, name)


@router.get("/actors", tags=["actors"])
def actors(
    desk: TheDesk,
    q: Annotated[str, Query(description="The beginning of a name, or a name roughly.")] = "",
    limit: Annotated[int, Query(ge=1, le=50)] = 12,
    kind: Annotated[str | None, Query(alias="type", description="organisation, person, …")] = None,
) -> ActorHits:
    """Actors that a name may mean, best first; without one, those with most claims."""
    return complete_actors(desk, q, limit=limit, kind=kind)
