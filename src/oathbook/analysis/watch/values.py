"""What can be watched, and what does a look find? Frozen values; a watch is a row of the ledger with its meaning."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from oathbook.errors import QueryError, Undelivered
from oathbook.ledger import NewsRow, WatchRow
from oathbook.model import Entry

PLEDGE_DAYS = 90  # a pledge unanswered for that long is news; acceptance has taken from 5 days to 17 months


class WatchKind(StrEnum):
    """What is asked again and again."""

    CLAIMS = "claims"  # what is newly told of an actor
    PRINCIPAL = "principal"  # whom an actor stands with
    PROBABILITY = "probability"  # whether the likelihood of one tie crosses into another ICD 203 band
    PLEDGE = "pledge"  # whether pledges stay without an answer, or get one
    NEW_ACTORS = "new-actors"  # who is named for the first time
    CONTRADICTIONS = "contradictions"  # whether a source says the opposite of what it said


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A standing question; None where it does not narrow. `since` is when it was first asked."""

    id: str
    kind: WatchKind
    actor: str | None
    principal: str | None
    source: str | None
    days: int
    state: Mapping[str, Any]
    since: datetime
    by: str

    def sentence(self, name_of: Callable[[str], str] = str) -> str:
        """What is watched, in words; `name_of` gives actors their names."""
        actor = name_of(self.actor) if self.actor else ""
        if self.kind is WatchKind.CLAIMS:
            return f"What is told of {actor}"
        if self.kind is WatchKind.PRINCIPAL:
            return f"Whom {actor} stands with"
        if self.kind is WatchKind.PROBABILITY:
            principal = name_of(self.principal) if self.principal else ""
            return f"How likely it is that {actor} stands with {principal}"
        if self.kind is WatchKind.PLEDGE:
            whose = f"Pledges of or to {actor}" if actor else "Every pledge"
            return f"{whose} without an answer for {self.days} days"
        if self.kind is WatchKind.NEW_ACTORS:
            return "Actors named for the first time"
        return (
            f"Contradictions of {self.source} with itself"
            if self.source
            else "Sources that contradict themselves"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A piece of news: `keys` are what is thereby told, `state` what the next look compares with."""

    title: str
    why: tuple[str, ...]
    keys: tuple[str, ...]
    state: Mapping[str, Any]
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchReport:
    """What a look at all watches found, in the order of the watches, and what could not be sent."""

    looked: int
    news: tuple[NewsRow, ...]
    undelivered: tuple[Undelivered, ...]


def asked_to_json(
    kind: WatchKind, *, actor: str | None, principal: str | None, source: str | None, days: int | None
) -> dict[str, Any]:
    """What the ledger keeps of a watch, what does not narrow left out. QueryError where the words do not fit."""
    if kind in (WatchKind.CLAIMS, WatchKind.PRINCIPAL, WatchKind.PROBABILITY) and actor is None:
        raise QueryError(f"A watch for {kind.value} is about one actor: oathbook watch add ACTOR.")
    if kind in (WatchKind.NEW_ACTORS, WatchKind.CONTRADICTIONS) and actor is not None:
        raise QueryError(f"A watch for {kind.value} is not about one actor. Leave {actor!r} out.")
    if kind is WatchKind.PROBABILITY and principal is None:
        raise QueryError(
            "A watch for probability wants a principal, too: oathbook watch add ACTOR PRINCIPAL."
        )
    if kind is not WatchKind.PROBABILITY and principal is not None:
        raise QueryError(f"A watch for {kind.value} takes no principal. Leave {principal!r} out.")
    if source is not None and kind is not WatchKind.CONTRADICTIONS:
        raise QueryError("A source narrows a watch for contradictions only.")
    if days is not None and (kind is not WatchKind.PLEDGE or days < 1):
        raise QueryError("A number of days is for a watch for pledges, and at least 1.")
    asked = {"actor": actor, "principal": principal, "source": source, "days": days}
    return {name: value for name, value in asked.items() if value is not None}


def watch_from_row(row: WatchRow) -> Watch:
    """The watch that a row of the ledger means."""
    return Watch(
        id=row.id,
        kind=WatchKind(row.kind),
        actor=row.asked.get("actor"),
        principal=row.asked.get("principal"),
        source=row.asked.get("source"),
        days=row.asked.get("days", PLEDGE_DAYS),
        state=row.state,
        since=row.recorded,
        by=row.by,
    )
