"""Evidence for a pair, and the difference between two days."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from oathbook.analysis.questions import to_day
from oathbook.desk.problems import ERRORS, Refused
from oathbook.desk.schemas.evidence import Difference, Evidence
from oathbook.desk.state import Clocks, TheClocks, TheDesk
from oathbook.desk.views.changes import show_difference
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
    day = to_day(before)
    earlier = Clocks(
        as_of=clocks.as_of if clock == "known_by" else day,
        known_by=clocks.known_by if clock == "as_of" else day,
    )
    if earlier.as_of > clocks.as_of or earlier.known_by > clocks.known_by:
        raise Refused(400, "bad_question", f"{before} does not lie before the day that it is compared with.")
    key = ("diff", earlier, clocks, actor)
    return desk.once(key, lambda: show_difference(desk, earlier, clocks, actor))
