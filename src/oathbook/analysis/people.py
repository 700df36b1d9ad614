"""Who led an actor, and what parts did it have? Each with the earliest and the latest dates that claims allow.

Invariant: a bound is given only where a claim gives it; that somebody else came after is no end of his own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from oathbook.analysis.timeline import gather_points
from oathbook.assessment import Assessment
from oathbook.assessment.origins import name_origin
from oathbook.model import Claim, Entry, Kind, Party, Polarity, Realis, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Between which days something happened; None where claims leave that side open."""

    earliest: date | None = None
    latest: date | None = None

    def __bool__(self) -> bool:
        """Whether anything is known of it."""
        return self.earliest is not None or self.latest is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderTerm:
    """One person at the head of an actor.

    `began` and `ended` bound the beginning and the end, `seen` the days on which claims say that he leads.
    `over` where a claim says so. `how` it ended: `replaced`, `killed`, `captured`, `died`, or None.
    """

    person: str
    role: str | None
    began: Bounds
    ended: Bounds
    seen: Bounds
    over: bool
    how: str | None
    predecessor: str | None
    successor: str | None
    entries: tuple[Entry, ...]
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadersAnswer:
    """The leaders of an actor, the first in time first; those without any day last."""

    actor: str
    name: str
    as_of: date
    known_by: date
    leaders: tuple[LeaderTerm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Faction:
    """A part of an actor, or one that came of it: `label` is None where claims speak of a part without a name.

    `arose` bounds its separation. `registered` where the registry calls it a branch. `stands` is how it now
    stands to the principal it likeliest has, None where no claim says.
    """

    label: str | None
    arose: Bounds
    registered: bool
    stands: Assessment | None
    entries: tuple[Entry, ...]
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FactionsAnswer:
    """The parts of an actor, named ones by time of separation, then what unnamed parts did."""

    actor: str
    name: str
    as_of: date
    known_by: date
    factions: tuple[Faction, ...]


def answer_leaders(
    actor: str, entries: Iterable[Entry], *, as_of: date, known_by: date, name: str | None = None
) -> LeadersAnswer:
    """Who led `actor`, from entries that name it, its leaders, or the deaths of these."""
    told: dict[str, _Term] = {}
    usable = [e for e in _facts(entries, known_by) if _begins(e) <= as_of]
    for entry in usable:
        _note_leading(told, actor, entry)
    for entry in usable:
        _note_death(told, entry)
    terms = [term.close(person) for person, term in told.items()]
    return LeadersAnswer(
        actor=actor,
        name=name or actor,
        as_of=as_of,
        known_by=known_by,
        leaders=tuple(sorted(terms, key=_in_time)),
    )


def _facts(entries: Iterable[Entry], known_by: date) -> list[Entry]:
    usable = (
        e
        for e in entries
        if e.known <= known_by and e.claim.realis is Realis.ACTUAL and e.claim.polarity is Polarity.POSITIVE
    )
    return sorted(usable, key=lambda e: (e.known, e.document_id, e.claim.start, e.id))


@dataclass(slots=True)
class _Term:
    """A leader's time while claims are gathered: intervals in which it began, was seen and ended."""

    entries: list[Entry] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    began: list[Bounds] = field(default_factory=list)
    ended: list[tuple[str | None, Bounds]] = field(default_factory=list)
    seen: list[Bounds] = field(default_factory=list)
    predecessors: list[str] = field(default_factory=list)
    successors: list[str] = field(default_factory=list)

    def close(self, person: str) -> LeaderTerm:
        seen = _span(self.seen)
        began, ended = _narrow(self.began), _narrow([bounds for _, bounds in self.ended])
        if began.latest is None or (seen.earliest is not None and seen.earliest < began.latest):
            began = Bounds(earliest=began.earliest, latest=seen.earliest or began.latest)
        if ended.earliest is None and self.ended and seen.latest is not None:
            before_end = ended.latest is None or seen.latest <= ended.latest
            ended = Bounds(earliest=seen.latest if before_end else None, latest=ended.latest)
        over = bool(self.ended)
        later = began.latest if began.latest is not None and not self.seen else seen.latest
        if over and ended.latest is not None and later is not None and later > ended.latest:
            over = False  # he is seen in the post after it: he came back, or sources differ
        hows = [how for how, _ in self.ended if how is not None]
        return LeaderTerm(
            person=person,
            role=max(self.roles, key=self.roles.count, default=None),
            began=began,
            ended=ended,
            seen=seen,
            over=over,
            how=max(hows, key=hows.count, default=None),
            predecessor=max(self.predecessors, key=self.predecessors.count, default=None),
            successor=max(self.successors, key=self.successors.count, default=None),
            entries=tuple(self.entries),
            origins=len({name_origin(entry).casefold() for entry in self.entries}),
        )


def _note_leading(told: dict[str, _Term], actor: str, entry: Entry) -> None:
    claim = entry.claim
    if claim.kind is Kind.LEAD and _is(claim.object, actor) and claim.subject is not None:
        term = told.setdefault(claim.subject.label, _Term())
        term.entries.append(entry)
        term.roles += [claim.role] if claim.role else []
        if claim.ended:
            term.ended.append((None, Bounds(latest=_bounds(entry).latest)))
        else:
            term.seen.append(_bounds(entry))
    elif claim.kind is Kind.REPLACE and _is(claim.of, actor):
        new, old = claim.subject, claim.object
        when = _event_bounds(entry)
        if new is not None:
            term = told.setdefault(new.label, _Term())
            term.entries.append(entry)
            term.began.append(when)
            term.roles += [claim.role] if claim.role else []
            term.predecessors += [old.label] if old is not None else []
        if old is not None:
            term = told.setdefault(old.label, _Term())
            term.entries.append(entry)
            term.ended.append(("replaced", when))
            term.successors += [new.label] if new is not None else []


def _note_death(told: dict[str, _Term], entry: Entry) -> None:
    claim = entry.claim
    if claim.kind is Kind.DIE and claim.subject is not None and claim.subject.label in told:
        term = told[claim.subject.label]
        if entry not in term.entries:
            term.entries.append(entry)
        term.ended.append((claim.role, _event_bounds(entry)))


def _bounds(entry: Entry) -> Bounds:
    """The days on which a state is said to hold: its own time, else the day it was published."""
    when = entry.claim.when
    if when is None:
        return Bounds(earliest=entry.known, latest=entry.known)
    latest = when.last if when.last is not None else max(entry.known, when.first or entry.known)
    return Bounds(
        earliest=when.first or when.last, latest=min(latest, max(entry.known, when.first or latest))
    )


def _event_bounds(entry: Entry) -> Bounds:
    """The days on which an event can have happened: no later than it was told of."""
    when = entry.claim.when
    latest = entry.known if when is None or when.last is None else min(when.last, entry.known)
    return Bounds(earliest=None if when is None else when.first, latest=latest)


def _begins(entry: Entry) -> date:
    when = entry.claim.when
    first = None if when is None else when.first or when.last
    return entry.known if first is None else first


def _span(many: Sequence[Bounds]) -> Bounds:
    """From the first day to the last."""
    return Bounds(
        earliest=min((b.earliest for b in many if b.earliest is not None), default=None),
        latest=max((b.latest for b in many if b.latest is not None), default=None),
    )


def _narrow(many: Sequence[Bounds]) -> Bounds:
    """What all of them allow; where they contradict each other, from the first day to the last."""
    earliest = max((b.earliest for b in many if b.earliest is not None), default=None)
    latest = min((b.latest for b in many if b.latest is not None), default=None)
    if earliest is not None and latest is not None and earliest > latest:
        return _span(many)
    return Bounds(earliest=earliest, latest=latest)


def _in_time(term: LeaderTerm) -> tuple[date, date, str]:
    first = term.began.earliest or term.seen.earliest or term.began.latest or term.ended.earliest
    return first or term.ended.latest or date.max, term.ended.latest or date.max, term.person


def answer_factions(
    actor: str,
    entries: Iterable[Entry],
    *,
    as_of: date,
    known_by: date,
    branches: Sequence[str] = (),
    standings: Mapping[str, Assessment] | None = None,
    name: str | None = None,
) -> FactionsAnswer:
    """What parts `actor` had, from entries that name it; `branches` are the registry's."""
    usable = [e for e in _facts(entries, known_by) if _begins(e) <= as_of]
    named: dict[str, list[Entry]] = {branch: [] for branch in branches}
    unnamed: list[Entry] = []
    for entry in usable:
        part = _part(entry.claim, actor)
        if part is not None:
            named.setdefault(part, []).append(entry)
        elif _is_unnamed_part(entry.claim, actor):
            unnamed.append(entry)
    for entry in usable:  # what else is told of when a part came to be
        claim = entry.claim
        if claim.kind is Kind.FORM and claim.object is not None and claim.object.label in named:
            named[claim.object.label].append(entry)
    standings = standings or {}
    factions = [
        Faction(
            label=label,
            arose=_narrow([_event_bounds(e) for e in found if e.claim.kind in (Kind.SPLIT, Kind.FORM)]),
            registered=label in branches,
            stands=standings.get(label),
            entries=tuple(found),
            origins=len({name_origin(entry).casefold() for entry in found}),
        )
        for label, found in named.items()
        if found or label in standings
    ]
    factions.sort(key=lambda f: (f.arose.earliest or f.arose.latest or date.max, -f.origins, f.label or ""))
    parts = [
        Faction(
            label=None,
            arose=Bounds(earliest=point.earliest, latest=point.latest),
            registered=False,
            stands=None,
            entries=point.entries,
            origins=point.origins,
        )
        for point in gather_points(unnamed)
    ]
    parts.sort(key=lambda f: (f.arose.earliest or f.entries[0].known, f.entries[0].id))
    return FactionsAnswer(
        actor=actor, name=name or actor, as_of=as_of, known_by=known_by, factions=(*factions, *parts)
    )


def _part(claim: Claim, actor: str) -> str | None:
    """The part that a claim names as separated from the actor, or as a faction of it."""
    if claim.kind is Kind.SPLIT and _is(claim.object, actor) and claim.subject is not None:
        return claim.subject.label
    faction = claim.kind in (Kind.AFFILIATE, Kind.MEMBER) and claim.scope is Scope.FACTION
    if faction and _is(claim.object, actor) and claim.subject is not None:
        return claim.subject.label
    return None


def _is_unnamed_part(claim: Claim, actor: str) -> bool:
    if claim.kind is Kind.SPLIT and claim.subject is None:
        return _is(claim.object, actor)
    return claim.scope is Scope.FACTION and _is(claim.subject, actor)


def _is(party: Party | None, label: str) -> bool:
    return party is not None and party.label == label
