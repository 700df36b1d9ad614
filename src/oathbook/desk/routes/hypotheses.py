"""Hypotheses: a question's matrix, and a person's own marks in it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from oathbook.desk.problems import ERRORS
from oathbook.desk.schemas.hypotheses import CellIn, Matrix, Questions
from oathbook.desk.state import Clocks, Reviewer, TheClocks, TheDesk
from oathbook.desk.views.hypotheses import find_question, list_questions, show_matrix

router = APIRouter(responses=ERRORS, tags=["hypotheses"])
TheQuestion = Annotated[str, Query(alias="id", description="Of one of the user's own questions.")]
TheGroup = Annotated[str | None, Query(description="Instead of an id: whom this group stands with.")]


@router.get("/hypotheses/questions")
def questions(desk: TheDesk) -> Questions:
    """The questions that lie as files beside the book."""
    return list_questions(desk)


@router.get("/hypotheses")
def hypotheses(
    desk: TheDesk, clocks: TheClocks, question_id: TheQuestion = "", group: TheGroup = None
) -> Matrix:
    """The evidence by hypothesis, what sets them furthest apart first."""

    def work_out() -> Matrix:
        question, own = find_question(desk, question_id, group, clocks)
        return show_matrix(desk, question, own=own, clocks=clocks)

    return desk.once(("hypotheses", question_id, group, clocks), work_out)


@router.post("/hypotheses/cells", status_code=201)
def set_cell(
    desk: TheDesk,
    clocks: TheClocks,
    user: Reviewer,
    cell: CellIn,
    question_id: TheQuestion = "",
    group: TheGroup = None,
) -> Matrix:
    """Puts a person's own mark into the matrix, or takes it back; the matrix as it then stands."""
    asked = Clocks(as_of=clocks.as_of, known_by=clocks.known_by)
    question, own = find_question(desk, question_id, group, asked)
    desk.book.set_cell(question, cell.hypothesis, cell.claim, cell.mark, note=cell.note, by=user.name)
    return show_matrix(desk, question, own=own, clocks=asked)
