"""The application: routes under `/api/v1`, the documentation of the API, and the built pages, behind one gate."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import anyio.to_thread
from fastapi import APIRouter, FastAPI, Request
from fastapi.routing import APIRoute

from oathbook import __version__
from oathbook.desk import pages
from oathbook.desk.etags import Tags
from oathbook.desk.problems import handle_errors
from oathbook.desk.routes import (
    documents,
    evidence,
    finding,
    hypotheses,
    overview,
    reading,
    review,
    session,
    watches,
)
from oathbook.desk.security import Gate, Guard
from oathbook.desk.state import Desk
from oathbook.desk.users import User

# Fewer than the ledger's readers (15 connections), so that no request waits for one in vain.
THREADS = 12
DESCRIPTION = """\
Every read takes two clocks: `as_of` (true on) and `known_by` (as known on); partial dates mean their last day.
Offsets into texts are **code points**, half open. Errors have one shape, `{"error": {code, message, …}}`.
Answers carry an ETag that changes only when something is recorded.
"""


def build_app(
    desk: Desk,
    *,
    gate: Gate | None = None,
    authenticate: Callable[[Request], User | None] | None = None,
    static: Path | None = None,
) -> Any:
    """The ASGI application over `desk`. `authenticate` tells who asks, where there is more than one user."""
    api = build_api()
    api.state.desk, api.state.authenticate = desk, authenticate
    pages.add_pages(api, static)
    return Guard(Tags(api, desk), gate or Gate())


def build_api() -> FastAPI:
    """The API alone, without a book: what `openapi.json` is made from."""
    api = FastAPI(
        title="Oathbook desk",
        version=__version__,
        description=DESCRIPTION,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=_route_name,
        lifespan=_lifespan,
    )
    handle_errors(api)
    for room in (session, overview, documents, review, evidence, finding, hypotheses, watches, reading):
        router: APIRouter = room.router
        api.include_router(router, prefix="/api/v1")
    return api


@asynccontextmanager
async def _lifespan(api: FastAPI) -> AsyncIterator[None]:
    anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
    yield
    await anyio.to_thread.run_sync(api.state.desk.jobs.close)


def _route_name(route: APIRoute) -> str:
    return route.name.strip("_")
