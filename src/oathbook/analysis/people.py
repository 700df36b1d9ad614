"""Who led an actor, and what parts did it have? Each with the earliest and the latest dates that claims allow.

Invariant: a bound is given only where a claim gives it; that somebody else came after is no end of his own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from oathbook.analysis.timeline import gather_points
from oathbook.assessment import Assessment, begins, group_by_origin
from oathbook.model import Claim, Entry, Interval, Kind, Party, Polarity, Realis, Scope
from oathbook.model.interval import OPEN

LEADER_KINDS = (Kind.LEAD, Kind.REPLACE, Kind.DIE)


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

    def with_standings(self, standings: Mapping[str, Assessment]) -> FactionsAnswer:
        """The same with how each named part stands; a part that nothing at all is told of is left out."""
        factions = (
            replace(f, stands=standings.get(f.label)) if f.label is not None else f for f in self.factions
        )
        return replace(self, factions=tuple(f for f in factions if f.entries or f.stands is not None))


def answer_leaders(
    actor: str, entries: Iterable[Entry], *, as_of: date, known_by: date, name: str | None = None
) -> LeadersAnswer:
    """Who led `actor`, from entries that name it, its leaders, or the deaths of these."""
    found = find_leaders(entries, as_of=as_of, known_by=known_by, actor=actor)
    return LeadersAnswer(
        actor=actor,
        name=name or actor,
        as_of=as_of,
        known_by=known_by,
        leaders=found.get(actor, ()),
    )


def find_leaders(
    entries: Iterable[Entry], *, as_of: date, known_by: date, actor: str | None = None
) -> dict[str, tuple[LeaderTerm, ...]]:
    """The leaders of every actor that claims give one, or of `actor`, first in time first; actors by name."""
    told: dict[str, dict[str, _Term]] = {}
    usable = [e for e in _facts(entries, known_by) if begins(e) <= as_of]
    for entry in usable:
        led = _led_by(entry.claim)
        if led is not None and actor in (None, led):
            _note_leading(told.setdefault(led, {}), led, entry)
    terms_of: dict[str, list[_Term]] = {}
    for terms in told.values():
        for person, term in terms.items():
            terms_of.setdefault(person, []).append(term)
    for entry in usable:
        if entry.claim.kind is Kind.DIE and entry.claim.subject is not None:
            for term in terms_of.get(entry.claim.subject.label, ()):
                term.note_end(entry)
    return {
        led: tuple(sorted((term.close(person) for person, term in told[led].items()), key=_in_time))
        for led in sorted(told)
    }


def _led_by(claim: Claim) -> str | None:
    """The actor whose leader the claim is about."""
    party = {Kind.LEAD: claim.object, Kind.REPLACE: claim.of}.get(claim.kind)
    return None if party is None else party.label


def find_persons(actor: str, entries: Iterable[Entry]) -> tuple[str, ...]:
    """Everybody whom claims put at the head of `actor`, then or before."""
    told: dict[str, _Term] = {}
    for entry in entries:
        _note_leading(told, actor, entry)
    return tuple(told)


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

    def note_end(self, entry: Entry) -> None:
        """He died, was killed or captured."""
        if entry not in self.entries:
            self.entries.append(entry)
        self.ended.append((entry.claim.role, _event_bounds(entry)))

    def close(self, person: str) -> LeaderTerm:
        """The term as all claims together bound it."""
        seen, began, ended = _span(self.seen), _narrow(self.began), _narrow([b for _, b in self.ended])
        if began.latest is None and seen.earliest is not None:
            began = Bounds(latest=seen.earliest)
        over = bool(self.ended)
        if over and ended.latest is not None:
            end = ended.latest
            before = [b.latest for b in self.seen if b.latest is not None and b.latest < end]
            lows = [day for day in (ended.earliest, *before) if day is not None]
            ended = Bounds(earliest=max(lows, default=None), latest=ended.latest)
            # Who is seen in the post after its end came back, or sources differ: he is not gone.
            over = seen.latest is None or seen.latest <= end
        hows = [how for how, _ in self.ended if how is not None]
        return LeaderTerm(
            person=person,
            role=_commonest(self.roles),
            began=began,
            ended=ended,
            seen=seen,
            over=over,
            how=_commonest(hows),
            predecessor=_commonest(self.predecessors),
            successor=_commonest(self.successors),
            entries=tuple(self.entries),
            origins=len(group_by_origin(self.entries)),
        )


def _commonest(words: Sequence[str]) -> str | None:
    return max(words, key=words.count, default=None)


def _note_leading(told: dict[str, _Term], actor: str, entry: Entry) -> None:
    claim = entry.claim
    if claim.kind is Kind.LEAD and _is(claim.object, actor) and claim.subject is not None:
        term = told.setdefault(claim.subject.label, _Term())
        term.entries.append(entry)
        term.roles += [claim.role] if claim.role else []
        if claim.ended:
            term.ended.append((None, Bounds(latest=_event_bounds(entry).latest)))
            return
        term.seen.append(_bounds(entry))
        start = None if claim.when is None or not claim.when.is_range else claim.when.edtf.partition("/")[0]
        if start is not None and start != OPEN:  # "since 2009": it began in that year
            began = Interval.parse(start)
            term.began.append(Bounds(earliest=began.first, latest=began.last))
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


def _bounds(entry: Entry) -> Bounds:
    """The days on which a state is said to hold: its own time as far as it was known, else the day it was told.

    A document without a date vouches for no day.
    """
    when = entry.claim.when
    if when is None:
        return Bounds(earliest=entry.published, latest=entry.published)
    first, last = when.first or when.last, when.last or entry.published
    if last is not None and entry.published is not None:
        last = max(first or last, min(last, entry.published))
    return Bounds(earliest=first, latest=last or first)


def _event_bounds(entry: Entry) -> Bounds:
    """The days on which an event can have happened: no later than it was told of."""
    when = entry.claim.when
    if when is None:
        return Bounds(latest=entry.published)
    last = when.last or entry.published
    if last is not None and entry.published is not None:
        last = max(when.first or last, min(last, entry.published))
    return Bounds(earliest=when.first, latest=last)


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
    name: str | None = None,
) -> FactionsAnswer:
    """What parts `actor` had, from entries that name it; `branches` are the registry's."""
    usable = [e for e in _facts(entries, known_by) if begins(e) <= as_of]
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
    factions = [
        Faction(
            label=label,
            arose=_narrow([_event_bounds(e) for e in found if e.claim.kind in (Kind.SPLIT, Kind.FORM)]),
            registered=label in branches,
            stands=None,
            entries=tuple(found),
            origins=len(group_by_origin(found)),
        )
        for label, found in named.items()
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
