"""What became of each pledge? Offered, announced, accepted, ignored, refused, renewed, due again, broken.

A pledge goes to a leader: it is due again when he is succeeded (docs/concepts/claims.md).

Invariant: a stage rests on claims that had happened by `as_of` and were known by `known_by`, or on their
absence for a number of days that is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from oathbook.analysis.answers import TurningPoint
from oathbook.analysis.timeline import gather_points
from oathbook.model import Claim, Entry, Kind, Party, Polarity, Realis, Scope

IGNORED_AFTER_DAYS = 180
"""After so long without an answer a pledge is called ignored: Boko Haram waited 5 days in 2015, groups in
Yemen, Algeria and Sinai some days in 2014, al-Sahrawi 17 months."""
PLEDGE_KINDS = (Kind.PLEDGE, Kind.ACCEPT, Kind.REJECT, Kind.BREAK, Kind.DISAVOW, Kind.REPLACE, Kind.DIE)


class Stage(StrEnum):
    """How far a pledge has come."""

    OFFERED = "offered"  # in prospect: considered, demanded, promised
    ANNOUNCED = "announced"  # made known; no answer yet, and not for long
    IGNORED = "ignored"  # made known, and no answer for many days
    REFUSED = "refused"
    ACCEPTED = "accepted"
    DUE = "due"  # the leader it was made to is gone, and it was not renewed
    RENEWED = "renewed"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One event in a pledge's life; `earliest` and `latest` bound its time, `dated` is false where that is
    only the day it became known. `denied` where the claims say that it did not happen."""

    stage: Stage
    earliest: date
    latest: date
    dated: bool
    denied: bool
    entries: tuple[Entry, ...]
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """One party's pledge to another, and how far it came by the day asked about.

    `since` is the latest day on which the stage can have begun. `waiting_days` counts from the pledge where
    no answer is known, `answer_denied` says that a claim denies one outright. `leader` is the one whose going
    made it due.
    """

    subject: str
    principal: str
    scope: Scope
    stage: Stage
    since: date
    waiting_days: int | None
    answer_denied: bool
    leader: str | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgesAnswer:
    """The pledges of a book or an actor: those that wait first, then by the day of their stage, latest first."""

    actor: str | None
    as_of: date
    known_by: date
    ignored_after_days: int
    pledges: tuple[Pledge, ...]


def answer_pledges(
    entries: Iterable[Entry],
    *,
    actor: str | None = None,
    as_of: date,
    known_by: date,
    organisations: Mapping[str, tuple[str, ...]] | None = None,
    ignored_after_days: int = IGNORED_AFTER_DAYS,
) -> PledgesAnswer:
    """The stage of every pledge that claims name; `organisations` says for whom a leader stands."""
    stands_for = organisations or {}
    known = [e for e in entries if e.known <= known_by and _day(e) <= as_of]
    steps: dict[tuple[str, str], list[Step]] = {}
    scopes: dict[tuple[str, str], list[Scope]] = {}
    for point in gather_points(known, key=_event_key):
        claim = point.entries[0].claim
        for pair in _pairs(claim, stands_for):
            step = _step(point)
            if step is not None:
                steps.setdefault(pair, []).append(step)
                if claim.kind is Kind.PLEDGE:
                    scopes.setdefault(pair, []).extend(e.claim.scope for e in point.entries)
    changes = _leader_changes(known, stands_for)
    pledges = [
        _read_life(pair, found, scopes[pair], changes.get(pair[1], ()), as_of, ignored_after_days)
        for pair, found in steps.items()
        if pair in scopes and (actor is None or actor in pair)
    ]
    return PledgesAnswer(
        actor=actor,
        as_of=as_of,
        known_by=known_by,
        ignored_after_days=ignored_after_days,
        pledges=tuple(sorted(pledges, key=_in_order)),
    )


def _day(entry: Entry) -> date:
    when = entry.claim.when
    first = None if when is None else when.first or when.last
    return entry.known if first is None else first


def _event_key(claim: Claim) -> tuple[object, ...]:
    """Claims of one event: the scope does not part them, a person and his men pledge in one breath."""
    sides = tuple(None if p is None else p.label for p in (claim.subject, claim.object, claim.of))
    return (claim.kind, sides, claim.polarity, claim.realis)


def _pairs(claim: Claim, stands_for: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """The (pledging party, principal) pairs that the claim is about, a leader standing for his organisation."""
    upward, downward = (claim.subject, claim.object), (claim.object, claim.subject)
    sides = {
        Kind.PLEDGE: upward,
        Kind.BREAK: upward,
        Kind.ACCEPT: downward,
        Kind.REJECT: downward,
        Kind.DISAVOW: downward,
    }.get(claim.kind)
    if sides is None or sides[0] is None or sides[1] is None:
        return []
    subject, principal = sides[0].label, sides[1].label
    return [(subject, p) for p in stands_for.get(principal, (principal,)) if p != subject]


def _step(point: TurningPoint) -> Step | None:
    claim = point.entries[0].claim
    prospective = point.realis is Realis.PROSPECTIVE
    denied = point.polarity is Polarity.NEGATIVE
    stage = {
        Kind.PLEDGE: Stage.OFFERED if prospective else Stage.ANNOUNCED,
        Kind.ACCEPT: Stage.ACCEPTED,
        Kind.REJECT: Stage.REFUSED,
        Kind.BREAK: Stage.BROKEN,
        Kind.DISAVOW: Stage.BROKEN,
    }.get(claim.kind)
    if stage is None or (prospective and stage is not Stage.OFFERED):
        return None
    return _bounded(stage, point, denied=denied)


def _bounded(stage: Stage, point: TurningPoint, *, denied: bool) -> Step:
    told = min(entry.known for entry in point.entries)
    dated = point.earliest is not None
    latest = told if point.latest is None else min(point.latest, max(told, point.earliest or told))
    return Step(
        stage=stage,
        earliest=point.earliest or told,
        latest=max(latest, point.earliest or told),
        dated=dated,
        denied=denied,
        entries=point.entries,
        origins=point.origins,
    )


def _leader_changes(
    entries: Sequence[Entry], stands_for: Mapping[str, tuple[str, ...]]
) -> dict[str, list[tuple[str | None, Step]]]:
    """For each organisation, when a leader went, and who."""
    going = [
        e
        for e in entries
        if e.claim.kind in (Kind.REPLACE, Kind.DIE)
        and e.claim.polarity is Polarity.POSITIVE
        and e.claim.realis is Realis.ACTUAL
    ]
    found: dict[str, list[tuple[str | None, Step]]] = {}
    for point in gather_points(going):
        claim = point.entries[0].claim
        gone: Party | None = claim.object if claim.kind is Kind.REPLACE else claim.subject
        organisations: tuple[str, ...]
        if claim.kind is Kind.REPLACE:
            organisations = () if claim.of is None else (claim.of.label,)
        else:
            organisations = () if gone is None else stands_for.get(gone.label, ())
        for organisation in organisations:
            step = _bounded(Stage.DUE, point, denied=False)
            found.setdefault(organisation, []).append((None if gone is None else gone.label, step))
    return found


def _read_life(
    pair: tuple[str, str],
    steps: Sequence[Step],
    scopes: Sequence[Scope],
    changes: Sequence[tuple[str | None, Step]],
    as_of: date,
    ignored_after_days: int,
) -> Pledge:
    """The stage that the last of the steps leaves it at."""
    ordered = sorted(steps, key=lambda s: (s.latest, _ORDER[s.stage], s.entries[0].id))
    stage, since, last_vow, leader = Stage.OFFERED, ordered[0].latest, None, None
    told: list[Step] = []
    answered = False
    for step in ordered:
        if step.denied:
            told.append(step)
            continue
        if step.stage is Stage.ANNOUNCED:
            if last_vow is not None and not step.dated:  # later reports that give no time tell of an old vow
                told.append(step)
                continue
            renewed = last_vow is not None and (
                stage is Stage.BROKEN
                or answered
                or any(last_vow < c.latest <= step.latest for _, c in changes)
            )
            stage, last_vow = Stage.RENEWED if renewed else Stage.ANNOUNCED, step.latest
            told.append(_as(step, stage))
        elif step.stage is Stage.OFFERED:
            told.append(step)
            if last_vow is not None:
                continue
            stage = Stage.OFFERED
        else:
            stage = step.stage
            answered = answered or stage in (Stage.ACCEPTED, Stage.REFUSED)
            told.append(step)
        since = step.latest
    if last_vow is not None and stage in (Stage.ACCEPTED, Stage.RENEWED):
        gone = [(who, c) for who, c in changes if c.latest > since]
        if gone:
            leader, change = max(gone, key=lambda g: g[1].latest)
            stage, since = Stage.DUE, change.latest
            told.append(change)
    waiting = None
    if last_vow is not None and not answered and stage in (Stage.ANNOUNCED, Stage.RENEWED):
        waiting = (as_of - last_vow).days
        if waiting > ignored_after_days:
            stage, since = Stage.IGNORED, last_vow + timedelta(days=ignored_after_days + 1)
    return Pledge(
        subject=pair[0],
        principal=pair[1],
        scope=max(set(scopes), key=lambda scope: (scopes.count(scope), scope)),
        stage=stage,
        since=since,
        waiting_days=waiting,
        answer_denied=any(step.denied and step.stage is Stage.ACCEPTED for step in told),
        leader=leader,
        steps=tuple(told),
    )


def _as(step: Step, stage: Stage) -> Step:
    return Step(
        stage=stage,
        earliest=step.earliest,
        latest=step.latest,
        dated=step.dated,
        denied=step.denied,
        entries=step.entries,
        origins=step.origins,
    )


_ORDER = {stage: number for number, stage in enumerate(Stage)}
_WAITING = (Stage.IGNORED, Stage.ANNOUNCED, Stage.DUE, Stage.OFFERED)


def _in_order(pledge: Pledge) -> tuple[object, ...]:
    return pledge.stage not in _WAITING, -pledge.since.toordinal(), pledge.subject, pledge.principal
