"""What does a watch see today? From a book's evidence and answers to findings.

Invariant: a look changes nothing; whoever asks records what was found.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from oathbook.analysis.answers import WhoAnswer, WhyAnswer
from oathbook.analysis.evidence import Evidence
from oathbook.analysis.pledges import PledgesAnswer
from oathbook.analysis.watch.find import (
    find_claims,
    find_contradictions,
    find_new_actors,
    find_pledges,
    find_principal,
    find_probability,
    find_withdrawn,
    principal_state,
    probability_state,
)
from oathbook.analysis.watch.values import Finding, Watch, WatchKind
from oathbook.model import ClaimQuery


class Questions(Protocol):
    """What a look asks of a book, as of today."""

    def who(self, actor: str) -> WhoAnswer:
        """Whom the actor stands with."""

    def why(self, subject: str, principal: str) -> WhyAnswer:
        """How the one stands to the other."""

    def pledges(self, actor: str | None, *, ignored_after_days: int | None) -> PledgesAnswer:
        """Every pledge, or those of and to the actor, with its stage."""

    def name_of(self, label: str) -> str:
        """What an actor is called."""


def start(kind: WatchKind, actor: str | None, principal: str | None, questions: Questions) -> dict[str, Any]:
    """What holds when a watch begins, so that only what comes later is news."""
    if kind is WatchKind.PRINCIPAL and actor is not None:
        return principal_state(questions.who(actor).principals)
    if kind is WatchKind.PROBABILITY and actor is not None and principal is not None:
        return probability_state(questions.why(actor, principal).assessment)
    return {}


def look(watch: Watch, evidence: Evidence, questions: Questions, *, today: date) -> list[Finding]:
    """What has come up and was not told by this watch before."""
    told, name_of = evidence.ledger.told(watch.id), questions.name_of
    actor, principal = watch.actor or "", watch.principal or ""
    match watch.kind:
        case WatchKind.PRINCIPAL:
            return find_principal(watch, questions.who(actor).principals, told, name_of(actor), name_of)
        case WatchKind.PROBABILITY:
            assessment = questions.why(actor, principal).assessment
            return find_probability(watch, assessment, told, (name_of(actor), name_of(principal)), name_of)
        case WatchKind.PLEDGE:
            pledges = questions.pledges(watch.actor, ignored_after_days=watch.days).pledges
            return find_pledges(watch, pledges, told, today, name_of)
        case WatchKind.CLAIMS:
            entries = evidence.naming([actor], today)
            standing = {entry.id for entry in entries}
            return [
                *find_claims(watch, entries, told, name_of),
                *find_withdrawn(told, standing, evidence.ledger.get_entry, name_of),
            ]
        case WatchKind.NEW_ACTORS:

            def known_before(label: str) -> bool:
                return evidence.ledger.count_entries(ClaimQuery(actor=label, recorded_by=watch.since)) > 0

            return find_new_actors(evidence.since(watch.since, today), told, known_before, name_of)
        case WatchKind.CONTRADICTIONS:
            if not evidence.since(watch.since, today):
                return []
            return find_contradictions(watch, evidence.of_kinds(None, today), told, name_of)
