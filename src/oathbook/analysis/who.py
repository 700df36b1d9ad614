"""Whom does an actor stand with, and who with it? Assessments of the pairs that claims name, and other ties.

Invariant: an answer rests only on claims that were known by `known_by` and had begun by `as_of`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from oathbook.analysis.answers import Leadership, Standing, Tie, WhoAnswer
from oathbook.analysis.trust import trust_by_letters
from oathbook.assessment import (
    Assessment,
    Background,
    EqualTie,
    Parameters,
    Status,
    assess_groups,
    begins,
    find_equal_ties,
    group_by_origin,
    happens,
    pairs_of,
)
from oathbook.assessment.values import Learned
from oathbook.model import Entry, Interval, Kind, Party, Polarity, Realis

_PAST = (Status.NONE, Status.BROKEN)


def answer_who(
    actor: str,
    entries: Sequence[Entry],
    *,
    as_of: date,
    known_by: date,
    background: Background | None = None,
    parameters: Parameters | None = None,
    learned: Learned | None = None,
    name: str | None = None,
    followers: bool = True,
) -> WhoAnswer:
    """How `actor` stands, from entries that name it or the leaders who stand for it (others do no harm).

    Without `followers` nobody else's ties are weighed, and none are told.
    """
    background = background or Background()
    in_time = [e for e in entries if e.known <= known_by and begins(e) <= as_of]

    followers_named = [
        subject
        for subject, principal in pairs_of(in_time, background)
        if followers and principal == actor != subject
    ]
    assessed = assess_groups(
        list(dict.fromkeys([actor, *followers_named])),
        [e for e in entries if e.known <= known_by],
        as_of=as_of,
        known_by=known_by,
        background=background,
        parameters=parameters,
        learned=learned,
        explained=lambda group, principal: actor in {group, principal},
        brief=True,
    )
    named = set(pairs_of(in_time, background))
    standings = [
        (a.subject, a.principal, a)
        for group in assessed
        for a in group.assessments
        if (a.subject, a.principal) in named
    ]
    principals = (_standing(p, a) for s, p, a in standings if s == actor)
    following = (_standing(s, a) for s, p, a in standings if p == actor)
    leaders = _find_leaders(actor, in_time)
    trust = trust_by_letters(background.letters)
    equals = find_equal_ties(entries, as_of=as_of, known_by=known_by, trust=trust, actor=actor)
    ties = [_tie(actor, tie) for tie in equals]
    led_by = {leader.person for leader in leaders}
    return WhoAnswer(
        actor=actor,
        name=name or actor,
        as_of=as_of,
        known_by=known_by,
        principals=_rank(principals),
        followers=_rank(s for s in following if s.other not in led_by),
        allies=tuple(tie for tie in ties if tie.kind is Kind.ALLY),
        rivals=tuple(tie for tie in ties if tie.kind is Kind.RIVAL),
        leaders=leaders,
    )


def answer_leaders(
    actor: str, entries: Iterable[Entry], *, as_of: date, known_by: date
) -> tuple[Leadership, ...]:
    """Who leads or led `actor`, those who do so first."""
    return _find_leaders(actor, [e for e in entries if e.known <= known_by and begins(e) <= as_of])


def answer_equals(
    actor: str, entries: Iterable[Entry], *, as_of: date, known_by: date, background: Background
) -> tuple[tuple[Tie, ...], tuple[Leadership, ...]]:
    """The allies and rivals of `actor`, and its leaders."""
    listed = list(entries)
    trust = trust_by_letters(background.letters)
    equals = find_equal_ties(listed, as_of=as_of, known_by=known_by, trust=trust, actor=actor)
    leaders = answer_leaders(actor, listed, as_of=as_of, known_by=known_by)
    return tuple(_tie(actor, tie) for tie in equals), leaders


def find_others(actor: str, entries: Sequence[Entry], background: Background) -> tuple[str, ...]:
    """Every party that some claim pairs with `actor`, as principal or as follower."""
    pairs = pairs_of(entries, background)
    others = (other for pair in pairs if actor in pair for other in pair if other != actor)
    return tuple(dict.fromkeys(others))


def _standing(other: str, assessment: Assessment) -> Standing:
    return Standing(other=other, assessment=assessment, since=_since(assessment))


def _since(assessment: Assessment) -> Interval | None:
    """The earliest time among the reasons that speak for the tie."""
    times = [
        entry.claim.when
        for reason in assessment.reasons
        if reason.tie > 0 and reason.weight_nats
        for entry in reason.entries
        if entry.claim.when is not None
    ]
    return min(times, key=lambda when: (when.first or when.last or date.min, when.edtf), default=None)


def _rank(standings: Iterable[Standing]) -> tuple[Standing, ...]:
    """Present ties first, then by likelihood; pairs that no claim bears on are left out."""
    told = [s for s in standings if s.assessment.reasons]
    return tuple(
        sorted(told, key=lambda s: (s.assessment.status in _PAST, -s.assessment.probability, s.other))
    )


def _tie(actor: str, weighed: EqualTie) -> Tie:
    told = [entry for reason in weighed.reasons for entry in reason.entries]
    since = _earliest(e for e in told if not e.claim.ended and e.claim.polarity is Polarity.POSITIVE)
    return Tie(other=weighed.other(actor), kind=weighed.kind, since=since, weighed=weighed)


def _find_leaders(actor: str, entries: Iterable[Entry]) -> tuple[Leadership, ...]:
    """Who leads or led the actor: `lead` claims, and both sides of a replacement in it."""
    told: dict[str, list[tuple[Entry, bool]]] = {}  # person -> (claim, whether it says that he leads no more)
    for entry in entries:
        claim = entry.claim
        if claim.polarity is Polarity.NEGATIVE or claim.realis is not Realis.ACTUAL:
            continue
        if claim.kind is Kind.LEAD and _is(claim.object, actor) and claim.subject is not None:
            told.setdefault(claim.subject.label, []).append((entry, claim.ended))
        elif claim.kind is Kind.REPLACE and _is(claim.of, actor):
            for person, over in ((claim.subject, False), (claim.object, True)):
                if person is not None:
                    told.setdefault(person.label, []).append((entry, over))
    leaders = [_leadership(person, claims) for person, claims in told.items()]
    return tuple(sorted(leaders, key=lambda leader: (leader.over, -leader.origins, leader.person)))


def _leadership(person: str, claims: list[tuple[Entry, bool]]) -> Leadership:
    entries = [entry for entry, _ in claims]
    _, over = max(claims, key=lambda told: (happens(told[0]) or date.min, told[1], told[0].id))
    roles = [entry.claim.role for entry in entries if entry.claim.role and entry.claim.kind is Kind.LEAD]
    return Leadership(
        person=person,
        role=max(roles, key=roles.count, default=None),
        since=_earliest([entry for entry, ended in claims if not ended]),
        over=over,
        entries=tuple(entries),
        origins=len(group_by_origin(entries)),
    )


def _earliest(entries: Iterable[Entry]) -> Interval | None:
    times = [e.claim.when for e in entries if e.claim.when is not None]
    return min(times, key=lambda when: (when.first or when.last or date.min, when.edtf), default=None)


def _is(party: Party | None, actor: str) -> bool:
    return party is not None and party.label == actor
