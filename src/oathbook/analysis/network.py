"""Who stands with whom, in the whole book? Every tie as of a day, from one pass over all claims.

Invariant: each pair that has a claim known by the day is in the answer once, with its whole distribution.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from oathbook.analysis.people import LEADER_KINDS, LeaderTerm, find_leaders
from oathbook.analysis.trust import trust_by_letters
from oathbook.assessment import (
    Assessment,
    Background,
    EqualTie,
    Parameters,
    assess_book,
    find_equal_ties,
)
from oathbook.assessment.gathering import Told
from oathbook.assessment.values import Learned
from oathbook.model import ClaimPage, Entry, Kind


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
class Command:
    """Who is said to lead an actor: a person who has not been seen to go."""

    actor: str
    term: LeaderTerm


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkAnswer:
    """All ties of a book as of a day.

    `ties` are those of allegiance, likeliest first. `alliances` and `rivalries` between equals come by
    intensity, those that have faded last; `commands` by actor.
    """

    as_of: date
    known_by: date
    ties: tuple[NetworkTie, ...]
    alliances: tuple[EqualTie, ...]
    rivalries: tuple[EqualTie, ...]
    commands: tuple[Command, ...]


def answer_network(
    told: Told,
    *,
    as_of: date,
    known_by: date,
    beside: Iterable[Entry] | None = None,
    background: Background | None = None,
    parameters: Parameters | None = None,
    learned: Learned | None = None,
) -> NetworkAnswer:
    """Every pair of group and principal that a claim names, weighed, and the ties of other kinds beside them.

    What is `told` is taken one at a time. The claims of kinds `BESIDE`, which tell of equals and leaders, are
    kept; where `told` comes as pages, they are given besides.
    """
    background = background or Background()
    kept = [] if beside is None else list(beside)
    assessed = assess_book(
        _keeping(told, kept) if beside is None else told,
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
    equals = find_equal_ties(
        kept,
        as_of=as_of,
        known_by=known_by,
        trust=trust_by_letters(background.letters),
        explained=False,
    )
    leaders = find_leaders(kept, as_of=as_of, known_by=known_by)
    return NetworkAnswer(
        as_of=as_of,
        known_by=known_by,
        ties=tuple(ties),
        alliances=tuple(tie for tie in equals if tie.kind is Kind.ALLY),
        rivalries=tuple(tie for tie in equals if tie.kind is Kind.RIVAL),
        commands=tuple(
            Command(actor=actor, term=term)
            for actor, terms in leaders.items()
            for term in terms
            if not term.over
        ),
    )


def _keeping(told: Told, kept: list[Entry]) -> Iterator[Entry]:
    for entry in told:
        if isinstance(entry, ClaimPage):
            raise TypeError("pages hold no entries: give those of BESIDE besides")
        if entry.claim.kind in BESIDE:
            kept.append(entry)
        yield entry


BESIDE = frozenset({Kind.ALLY, Kind.RIVAL, *LEADER_KINDS})
