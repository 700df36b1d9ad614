"""Evidence for a pair, and the difference between two days."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from oathbook.desk.problems import ERRORS, Refused
from oathbook.desk.schemas.evidence import Difference, Evidence
from oathbook.desk.state import TheClocks, TheDesk
from oathbook.desk.views.evidence import show_evidence

router = APIRouter(responses=ERRORS, tags=["evidence"])


@router.get("/evidence/{subject}/{principal}")
def evidence(desk: TheDesk, clocks: TheClocks, subject: str, principal: str) -> Evidence:
    """The claims for and against `subject` standing with `principal`, grouped by independent origin."""
    key = ("evidence", subject, principal, clocks)
    return desk.once(key, lambda: show_evidence(desk, subject, principal, clocks))


@router.get("/diff")
def diff(
    desk: TheDesk,
    clocks: TheClocks,
    before: Annotated[str, Query(description="The earlier day.")],
    clock: Annotated[str, Query(pattern="^(as_of|known_by|both)$", description="Which clock `before` sets.")],
    actor: Annotated[str | None, Query(description="Of this actor's ties only.")] = None,
) -> Difference:
    """What changed between two days or two states of knowledge, and the claims that changed it."""
    del desk, clocks, before, clock, actor
    raise Refused(501, "not_wired", "The difference is not wired yet.")
