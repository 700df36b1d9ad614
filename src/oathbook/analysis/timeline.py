"""What happened to an actor, and when? Claims of one event, gathered into turning points in order of time.

Invariant: every entry given is in exactly one turning point, and a vague time never widens a finer one.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from oathbook.analysis.answers import TimelineAnswer, TurningPoint
from oathbook.assessment import begins, group_by_origin
from oathbook.model import SYMMETRIC_KINDS, Claim, Entry, Interval, Kind, Party

SAME_EVENT_DAYS = 14  # reports of one event differ by that much at most: the gap that closes a story
FINE_DAYS = 31  # a time no longer than a month may extend a turning point; a longer one only joins it


@dataclass(slots=True)
class _Gathering:
    """A turning point while its entries are being collected."""

    first: date
    last: date
    entries: list[Entry] = field(default_factory=list)


def answer_timeline(
    actor: str,
    entries: Sequence[Entry],
    *,
    as_of: date,
    known_by: date,
    kinds: Iterable[Kind] | None = None,
    name: str | None = None,
) -> TimelineAnswer:
    """The turning points of `actor` that had begun by `as_of`, from what was published by `known_by`."""
    wanted = frozenset(Kind if kinds is None else kinds)
    points = gather_points(
        entry
        for entry in entries
        if entry.claim.kind in wanted
        and entry.known <= known_by
        and begins(entry) <= as_of
        and _names(entry.claim, actor)
    )
    return TimelineAnswer(
        actor=actor,
        name=name or actor,
        as_of=as_of,
        known_by=known_by,
        points=tuple(sorted((p for p in points if p.when is not None), key=_in_time)),
        undated=tuple(sorted((p for p in points if p.when is None), key=_in_weight)),
    )


def gather_points(
    entries: Iterable[Entry], *, key: Callable[[Claim], Hashable] | None = None
) -> list[TurningPoint]:
    """The turning points that the entries tell of, whoever is named in them.

    Claims of one event share a `key`: kind, parties, polarity, realis and whether it is over, if none is given.
    """
    key = key or _event_key
    by_key: dict[Hashable, list[Entry]] = {}
    for entry in sorted(entries, key=lambda e: (e.known, e.document_id, e.claim.start, e.id)):
        by_key.setdefault(key(entry.claim), []).append(entry)
    return [point for group in by_key.values() for point in _gather(group)]


def _names(claim: Claim, actor: str) -> bool:
    return any(party.label == actor for party in claim.parties)


def _event_key(claim: Claim) -> Hashable:
    """What claims of one event have in common: kind, parties, polarity, realis and whether it is over."""

    def label(party: Party | None) -> str:
        return "" if party is None else party.label.casefold()

    sides = (label(claim.subject), label(claim.object))
    parties: object = frozenset(sides) if claim.kind in SYMMETRIC_KINDS else sides
    return (claim.kind, parties, label(claim.of), claim.polarity, claim.realis, claim.ended)


def _gather(entries: Sequence[Entry]) -> list[TurningPoint]:
    """The turning points among entries of one key; finest times first, so that vague ones join them."""
    dated = [e for e in entries if e.claim.when is not None]
    undated = [e for e in entries if e.claim.when is None]
    gatherings: list[_Gathering] = []
    for entry in sorted(dated, key=lambda e: (_length(_when(e)), _bounds(_when(e)), e.id)):
        first, last = _bounds(_when(entry))
        fine = _length(_when(entry)) <= FINE_DAYS
        gap = timedelta(days=SAME_EVENT_DAYS if fine else 0)
        joined = next((g for g in gatherings if _near(g, first, last, gap)), None)
        if joined is None:
            gatherings.append(_Gathering(first, last, [entry]))
            continue
        joined.entries.append(entry)
        if fine:
            joined.first, joined.last = min(joined.first, first), max(joined.last, last)
    if len(gatherings) == 1:  # the only event of its key: claims without a time tell of it, too
        gatherings[0].entries += undated
        undated = []
    points = [_point(g.entries, g) for g in gatherings]
    return [*points, _point(undated, None)] if undated else points


def _near(gathering: _Gathering, first: date, last: date, gap: timedelta) -> bool:
    """Whether the stretches overlap or lie no further apart than `gap`; safe at the calendar's ends."""
    if first > gathering.last:
        return first - gathering.last <= gap
    if gathering.first > last:
        return gathering.first - last <= gap
    return True


def _when(entry: Entry) -> Interval:
    if entry.claim.when is None:
        raise AssertionError("only dated entries are compared by time")
    return entry.claim.when


def _bounds(when: Interval) -> tuple[date, date]:
    """The interval with an open end closed at its other end: `2009/..` begins a thing in 2009."""
    start = when.first or when.last or date.min
    return start, when.last or start


def _length(when: Interval) -> int:
    first, last = _bounds(when)
    return (last - first).days + 1


def _point(entries: Sequence[Entry], gathering: _Gathering | None) -> TurningPoint:
    claim = entries[0].claim
    finest = None if gathering is None else _when(gathering.entries[0])
    ordered = sorted(entries, key=_finest_first)
    return TurningPoint(
        kind=claim.kind,
        subject=None if claim.subject is None else claim.subject.label,
        object=None if claim.object is None else claim.object.label,
        polarity=claim.polarity,
        realis=claim.realis,
        ended=claim.ended,
        earliest=None if gathering is None else gathering.first,
        latest=None if gathering is None or (finest is not None and finest.last is None) else gathering.last,
        when=None if finest is None else finest.edtf,
        undated=sum(e.claim.when is None for e in entries),
        entries=tuple(ordered),
        origins=len(group_by_origin(ordered)),
        sources=tuple(dict.fromkeys(e.source or e.title or e.document_id for e in ordered)),
        speakers=tuple(dict.fromkeys(speaker for e in ordered for speaker in e.claim.said_by)),
    )


def _finest_first(entry: Entry) -> tuple[bool, int, date, date, int, str]:
    """Entries with the finest time first, then by time, then as they became known."""
    when = entry.claim.when
    length, first = (0, date.min) if when is None else (_length(when), _bounds(when)[0])
    return when is None, length, first, entry.known, entry.claim.start, entry.id


# The vocabulary's order is that of a tie's life: a pledge stands before its acceptance of the same month.
_ORDER = {kind: number for number, kind in enumerate(Kind)}


def _in_time(point: TurningPoint) -> tuple[date, date, int, str]:
    earliest = point.earliest or date.min
    return earliest, point.latest or date.max, _ORDER[point.kind], point.entries[0].id


def _in_weight(point: TurningPoint) -> tuple[int, int, str]:
    return -point.origins, _ORDER[point.kind], point.entries[0].id
