"""From a question to the matrix on the wire: the user's own questions, and the one that every group has."""

from __future__ import annotations

from oathbook.analysis.hypotheses import Cell, HypothesesAnswer, MatrixRow, Question
from oathbook.analysis.hypotheses.standing import question_of_standing
from oathbook.analysis.phrases import phrase
from oathbook.desk.schemas.common import When
from oathbook.desk.schemas.hypotheses import (
    CellOut,
    HypothesisOut,
    Matrix,
    QuestionOut,
    Questions,
    RowOut,
    ScoreOut,
    WithoutOut,
)
from oathbook.desk.state import Clocks, Desk
from oathbook.desk.views.claims import claims_out
from oathbook.errors import NotFound

MOST_ROWS = 150
SHOWN_CLAIMS = 3


def list_questions(desk: Desk) -> Questions:
    """The questions of the files beside the book."""
    return Questions(items=[_question(question, own=True) for question in desk.book.questions()])


def find_question(desk: Desk, question_id: str, group: str | None, clocks: Clocks) -> tuple[Question, bool]:
    """The question and whether it is the user's own. With a group, the one about whom it stands with."""
    if group is None:
        own = {question.id: question for question in desk.book.questions()}
        if question_id not in own:
            raise NotFound("question", question_id, list(own))
        return own[question_id], True
    label = desk.book.find_actor(group)
    # The patrons of the last day known: the hypotheses do not change while the day asked about moves.
    answer = desk.book.who(label, as_of=clocks.known_by, known_by=clocks.known_by)
    patrons = [(standing.other, desk.book.name_of(standing.other)) for standing in answer.principals]
    return question_of_standing(label, desk.book.name_of(label), patrons), False


def show_matrix(desk: Desk, question: Question, *, own: bool, clocks: Clocks) -> Matrix:
    """The matrix of a question."""
    answer = desk.book.hypotheses(question, as_of=clocks.as_of, known_by=clocks.known_by)
    return Matrix(
        as_of=clocks.as_of,
        known_by=clocks.known_by,
        question=_question(question, own=own),
        scores=[
            ScoreOut(
                hypothesis=score.hypothesis,
                name=score.name,
                inconsistency=score.inconsistency,
                consistency=score.consistency,
            )
            for score in answer.scores
        ],
        decided_by=answer.decided_by,
        rows=[_row(desk, row) for row in answer.rows[:MOST_ROWS]],
        more=max(0, len(answer.rows) - MOST_ROWS),
        claims=answer.claims,
        without=_hangs_on(desk, answer),
        unknown=list(answer.unknown),
    )


def _question(question: Question, *, own: bool) -> QuestionOut:
    hypotheses = [HypothesisOut(id=h.id, name=h.name) for h in question.hypotheses]
    return QuestionOut(
        id=question.id, title=question.title, note=question.note, own=own, hypotheses=hypotheses
    )


def _row(desk: Desk, row: MatrixRow) -> RowOut:
    point = row.point
    said = phrase(point.entries[0].claim, desk.book.name_of)
    when = None
    if point.when is not None:
        when = When(edtf=point.when, earliest=point.earliest, latest=point.latest)
    return RowOut(
        claim_id=row.id,
        sentence=said[:1].upper() + said[1:],
        kind=point.kind.value,
        when=when,
        claims=claims_out(desk, point.entries[:SHOWN_CLAIMS]),
        claim_count=len(point.entries),
        origins=point.origins,
        weight=row.weight,
        diagnosticity=row.diagnosticity,
        cells=[_cell(cell) for cell in row.cells],
    )


def _cell(cell: Cell) -> CellOut:
    return CellOut(
        mark=cell.mark.value,
        because=cell.because,
        by=cell.by,
        overrides=None if cell.overrides is None else cell.overrides.value,
    )


def _hangs_on(desk: Desk, answer: HypothesesAnswer) -> list[WithoutOut]:
    """What would change the order if it fell away, those that change the first place before the others."""
    changed = sorted((w for w in answer.without if w.order_changes), key=lambda w: not w.leader_changes)
    return [
        WithoutOut(
            what=w.what,
            name=desk.book.name_of(w.name),
            leader=w.scores[0].name,
            leader_changes=w.leader_changes,
        )
        for w in changed
    ]
