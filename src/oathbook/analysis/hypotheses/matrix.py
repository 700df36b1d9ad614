"""Which hypothesis does the evidence contradict least, and what does that hang on? The matrix and its sums.

Invariant: the answer depends on the set of entries and cells, not on their order, and a copy of a report adds
nothing to a weight.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations
from math import prod

from oathbook.analysis.hypotheses.patterns import in_window, mark_of
from oathbook.analysis.hypotheses.values import (
    Cell,
    HypothesesAnswer,
    Mark,
    MatrixRow,
    Members,
    Question,
    Score,
    Without,
)
from oathbook.analysis.timeline import gather_points
from oathbook.analysis.trust import Trust
from oathbook.assessment import group_by_origin, name_origin
from oathbook.ledger import CellRow
from oathbook.model import Entry

_SAME_SCORE = 1e-9


def answer_hypotheses(
    question: Question,
    entries: Sequence[Entry],
    *,
    as_of: date,
    known_by: date,
    members: Members,
    trust: Trust,
    cells: Iterable[CellRow] = (),
    unknown: tuple[str, ...] = (),
) -> HypothesesAnswer:
    """The matrix of the entries that a pattern means or that a person put into it, and what follows from it."""
    own = _own_cells(question, cells)
    touched = {claim_id for _, claim_id in own}
    met: set[tuple[str, int]] = set()
    marked: list[tuple[Entry, tuple[Cell, ...]]] = []
    for entry in entries:
        if entry.known > known_by or not in_window(entry, question.since, question.until):
            continue
        if not in_window(entry, None, as_of):
            continue
        automatic = tuple(mark_of(hypothesis, entry, members) for hypothesis in question.hypotheses)
        if not any(automatic) and entry.id not in touched:
            continue
        made = []
        for hypothesis, found in zip(question.hypotheses, automatic, strict=True):
            if found is None:
                made.append(Cell(mark=Mark.NEUTRAL))
            else:
                mark, number = found
                met.add((hypothesis.id, number))
                because = hypothesis.patterns[number - 1].because
                made.append(Cell(mark=mark, pattern=number, because=because))
        marked.append((entry, tuple(made)))
    rows = _build_rows(question, marked, own, trust)
    scores = _score(question, rows)
    return HypothesesAnswer(
        question=question,
        as_of=as_of,
        known_by=known_by,
        scores=scores,
        rows=rows,
        decided_by=_decided_by(scores),
        without=_leave_out(question, marked, own, trust, rows, scores),
        unmatched=tuple(
            (h.id, number)
            for h in question.hypotheses
            for number in range(1, len(h.patterns) + 1)
            if (h.id, number) not in met
        ),
        unknown=unknown,
    )


Marked = Sequence[tuple[Entry, tuple[Cell, ...]]]
_Own = Mapping[tuple[str, str], CellRow]


def _own_cells(question: Question, cells: Iterable[CellRow]) -> dict[tuple[str, str], CellRow]:
    """The cells in force by hypothesis and claim; those of hypotheses that the file no longer has do nothing."""
    ids = {hypothesis.id for hypothesis in question.hypotheses}
    return {(c.hypothesis, c.claim_id): c for c in cells if c.hypothesis in ids}


def _build_rows(question: Question, marked: Marked, own: _Own, trust: Trust) -> tuple[MatrixRow, ...]:
    """One row for the claims of one event that the patterns mark alike; a person's cell covers its whole row."""
    by_marks: dict[tuple[Cell, ...], list[Entry]] = {}
    for entry, cells in marked:
        by_marks.setdefault(cells, []).append(entry)
    rows = []
    for cells, entries in by_marks.items():
        for point in gather_points(entries):
            filled = tuple(
                _overridden(cell, hypothesis.id, point.entries, own)
                for hypothesis, cell in zip(question.hypotheses, cells, strict=True)
            )
            rows.append(
                MatrixRow(
                    point=point,
                    cells=filled,
                    weight=_weigh(point.entries, trust),
                    diagnosticity=_diagnosticity([cell.mark for cell in filled]),
                )
            )
    return tuple(sorted(rows, key=lambda row: (-row.worth, -row.weight, row.point.when or "", row.id)))


def _overridden(cell: Cell, hypothesis: str, entries: Iterable[Entry], own: _Own) -> Cell:
    set_here = [own[hypothesis, e.id] for e in entries if (hypothesis, e.id) in own]
    if not set_here:
        return cell
    newest = max(set_here, key=lambda c: (c.recorded, c.claim_id))
    if newest.mark is None:
        return cell
    return Cell(mark=Mark(newest.mark), because=newest.note, by=newest.by, overrides=cell.mark)


def _weigh(entries: Sequence[Entry], trust: Trust) -> float:
    """The chance that one origin at least is to be believed; an origin is worth its best claim."""
    origins = group_by_origin(entries)
    return 1 - prod(1 - max(trust(entry) for entry in origin) for origin in origins)


def _diagnosticity(marks: Sequence[Mark]) -> float:
    """The mean distance between the marks of two hypotheses, as a share of the widest (CC against II)."""
    pairs = list(combinations([mark.value_for for mark in marks], 2))
    return sum(abs(left - right) for left, right in pairs) / (4 * len(pairs))


def _score(question: Question, rows: Iterable[MatrixRow]) -> tuple[Score, ...]:
    """Least contradicted first; among equals the one that more speaks for; among those, as in the file."""
    listed = list(rows)
    scores = []
    for column, hypothesis in enumerate(question.hypotheses):
        values = [(row.cells[column].mark.value_for, row.weight) for row in listed]
        scores.append(
            Score(
                hypothesis=hypothesis.id,
                name=hypothesis.name,
                inconsistency=sum(-value * weight for value, weight in values if value < 0),
                consistency=sum(value * weight for value, weight in values if value > 0),
            )
        )
    return tuple(sorted(scores, key=lambda s: (round(s.inconsistency, 9), -round(s.consistency, 9))))


def _decided_by(scores: Sequence[Score]) -> str:
    first, second = scores[:2]
    if second.inconsistency - first.inconsistency > _SAME_SCORE:
        return "inconsistency"
    return "consistency" if first.consistency - second.consistency > _SAME_SCORE else "nothing"


def _leave_out(
    question: Question,
    marked: Marked,
    own: _Own,
    trust: Trust,
    rows: Sequence[MatrixRow],
    scores: tuple[Score, ...],
) -> tuple[Without, ...]:
    """The scores without each outlet, each origin and each row; what changes most comes first."""
    found = []
    outlets = sorted({entry.source for entry, _ in marked if entry.source is not None})
    origins = sorted({name_origin(entry) for entry, _ in marked} - set(outlets))
    for what, names in (("outlet", outlets), ("origin", origins)):
        for name in names:
            kept = [
                (entry, cells)
                for entry, cells in marked
                if (entry.source if what == "outlet" else name_origin(entry)) != name
            ]
            left = _score(question, _build_rows(question, kept, own, trust))
            found.append(_compare(what, name, scores, left))
    for row in rows:
        left = _score(question, (other for other in rows if other is not row))
        found.append(_compare("row", row.id, scores, left))
    return tuple(sorted(found, key=lambda w: (not w.leader_changes, not w.order_changes)))


def _compare(what: str, name: str, before: tuple[Score, ...], after: tuple[Score, ...]) -> Without:
    """Whether the order changes: hypotheses that nothing separates have no order to change."""
    old, new = _ranks(before), _ranks(after)
    return Without(
        what=what,
        name=name,
        scores=after,
        leader_changes=[h for h, rank in old.items() if rank == 0]
        != [h for h, rank in new.items() if rank == 0],
        order_changes=old != new,
    )


def _ranks(scores: Sequence[Score]) -> dict[str, int]:
    """Each hypothesis' place from 0, by id; equals share one."""
    places: dict[str, int] = {}
    last: tuple[float, float] | None = None
    place = 0
    for number, score in enumerate(scores):
        key = round(score.inconsistency, 9), round(score.consistency, 9)
        place = place if key == last else number
        places[score.hypothesis], last = place, key
    return dict(sorted(places.items()))


def find_row(answer: HypothesesAnswer, claim: str) -> str | None:
    """The id of the claim in the matrix that `claim`, an id or the start of one, means; None unless exactly one."""
    bare = claim.removeprefix("clm1-")
    ids = {e.id for row in answer.rows for e in row.point.entries}
    found = [i for i in ids if bare and i.removeprefix("clm1-").startswith(bare)]
    return found[0] if len(found) == 1 else None
