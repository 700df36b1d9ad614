"""Who stands with whom, in the whole book? Every tie as of a day, from one pass over all claims.

Invariant: each pair that has a claim known by the day is in the answer once, with its whole distribution.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from oathbook.assessment import Assessment, Background, Parameters, assess_book
from oathbook.assessment.trust import Learned
from oathbook.model import Entry


class TieKind(StrEnum):
    """What kind of tie it is."""

    ALLEGIANCE = "allegiance"


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkTie:
    """One tie: `subject` stands to `object` (its principal, for allegiance) as the assessment says."""

    kind: TieKind
    subject: str
    object: str
    assessment: Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkAnswer:
    """All ties of a book as of a day, likeliest first."""

    as_of: date
    known_by: date
    ties: tuple[NetworkTie, ...]


def answer_network(
    entries: Iterable[Entry],
    *,
    as_of: date,
    known_by: date,
    background: Background | None = None,
    parameters: Parameters | None = None,
    learned: Learned | None = None,
) -> NetworkAnswer:
    """Every pair of group and principal that a claim names, weighed; `entries` are taken one at a time."""
    assessed = assess_book(
        entries,
        as_of=as_of,
        known_by=known_by,
        background=background,
        parameters=parameters,
        learned=learned,
    )
    ties = [
        NetworkTie(kind=TieKind.ALLEGIANCE, subject=a.subject, object=a.principal, assessment=a)
        for a in assessed
    ]
    ties.sort(key=lambda t: (-t.assessment.levels.tied, t.subject, t.object))
    return NetworkAnswer(as_of=as_of, known_by=known_by, ties=tuple(ties))
