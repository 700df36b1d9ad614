"""What would a verdict on a claim change? The same question asked of the entries as they are and as they would be.

Invariant: nothing is estimated: both answers come from the model that gives every other answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from oathbook.analysis.who import answer_who
from oathbook.assessment import Assessment, Background
from oathbook.model import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One pair before and after; None where there is nothing to assess on that side."""

    subject: str
    principal: str
    before: Assessment | None
    after: Assessment | None

    @property
    def size(self) -> float:
        """By how much the probability moves; a pair that comes or goes moves by all it has."""
        return abs(_probability(self.after) - _probability(self.before))


def answer_what_if(
    actors: Sequence[str],
    entries: Sequence[Entry],
    changed: Sequence[Entry],
    *,
    as_of: date,
    known_by: date,
    background: Background | None = None,
) -> tuple[Shift, ...]:
    """How the ties of `actors` differ between `entries` and `changed`, the largest shift first."""
    shifts: dict[tuple[str, str], Shift] = {}
    for actor in actors:
        before, after = (
            _pairs(actor, side, as_of=as_of, known_by=known_by, background=background)
            for side in (entries, changed)
        )
        for pair in {**before, **after}:
            shifts[pair] = Shift(
                subject=pair[0], principal=pair[1], before=before.get(pair), after=after.get(pair)
            )
    return tuple(sorted(shifts.values(), key=lambda s: (-s.size, s.subject, s.principal)))


def _pairs(
    actor: str, entries: Sequence[Entry], *, as_of: date, known_by: date, background: Background | None
) -> dict[tuple[str, str], Assessment]:
    answer = answer_who(actor, entries, as_of=as_of, known_by=known_by, background=background)
    return {(actor, standing.other): standing.assessment for standing in answer.principals}


def _probability(assessment: Assessment | None) -> float:
    return 0.0 if assessment is None else assessment.probability
