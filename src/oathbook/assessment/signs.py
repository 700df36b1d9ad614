"""What does one claim say about which pairs of group and principal? Signs of the parameter file, by kind.

Invariant: a claim that does not name both sides of a pair says nothing about it (attacks aside, which
`statements` matches by place and time), and a claim about some members says nothing about the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum

from oathbook.assessment.values import Background
from oathbook.model import ActorType, Certainty, Claim, Entry, Kind, Party, Polarity, Realis, Scope

PROSPECTIVE = "prospective"
SILENCE = "silence"
DOUBTS = frozenset({"affiliation_doubted", "belonging_doubted"})


class Reach(IntEnum):
    """Which pair a sign bears on, where that takes the other claims to say."""

    NAMED = 0  # this one
    REFUSAL = 1  # this one, unless other claims tie only the turned-round pair
    EQUALS = 2  # this one and its turned-round, where other claims tie them; makes no candidate by itself
    DIVISION = 3  # "divided" where other claims tie the pair, else a splinter leaves its parent
    ATTACK = 4  # only where other claims tie the pair
    ASIDE = 5  # this one; an office, or what a part does, competes with no main tie


Said = tuple[str, str, str, Reach]  # group, principal, sign, reach

# Kind -> the signs when it is so and when it is not.
_UP = {
    Kind.PLEDGE: ("pledged", "pledge_denied"),
    Kind.BREAK: ("broke", "break_denied"),
    Kind.MERGE: ("merged", "merger_denied"),
}
_DOWN = {
    Kind.ACCEPT: ("accepted", "not_accepted"),
    Kind.DISAVOW: ("disavowed", "disavowal_denied"),
}
_EQUALS = {Kind.RIVAL: ("rivals", "rivalry_denied"), Kind.ALLY: ("allies", "alliance_denied")}
_STATES = {Kind.AFFILIATE: "affiliat", Kind.LEAD: "belong", Kind.MEMBER: "belong"}
_OF_A_PART = {"pledged": "part_tied", "merged": "part_tied", "broke": "part_broke"}
# Whose word is the act itself: the group's (0) or the principal's (1).
CONSTITUTIVE = {
    "pledged": 0,
    "broke": 0,
    "merged": 0,
    "accepted": 1,
    "refused": 1,
    "disavowed": 1,
    "steered": 1,
    "owned_attack": 1,
}
PLEDGES = frozenset({"pledged", "accepted", "not_accepted", "refused"})  # each tells of one
DIVIDED = ("divided", "division_denied")
ENDINGS = frozenset({"broke", "disavowed", "affiliation_over", "belonging_over", "split_off"})
SPLINTER = ("split_off", "split_off_denied")
AGAINST_OWN_SIDE = frozenset({"divided", "part_broke", "split_off"})
NO_PAIR = frozenset({ActorType.STATE, ActorType.BODY, ActorType.OUTLET, ActorType.PLACE})


def read_claim(claim: Claim, background: Background) -> Iterator[Said]:
    """What the claim says, pair by pair; a leader as principal stands for his organisations."""
    prospective = claim.realis is Realis.PROSPECTIVE
    for group, principal, sign, reach in _read(claim):
        if group is None or principal is None or not sign:
            continue
        for stands_for in background.organisations.get(principal.label, (principal.label,)):
            if stands_for != group.label:
                yield group.label, stands_for, PROSPECTIVE if prospective else sign, reach


def _read(claim: Claim) -> Iterator[tuple[Party | None, Party | None, str, Reach]]:
    kind, positive = claim.kind, claim.polarity is Polarity.POSITIVE
    side = 0 if positive else 1
    if kind is Kind.DEFECT:
        yield from _read_defection(claim, positive)
    elif claim.scope is Scope.MEMBERS:
        return
    elif kind in _UP:
        yield claim.subject, claim.object, _of_scope(_UP[kind][side], claim), _reach(claim)
    elif kind in _DOWN:
        yield claim.object, claim.subject, _DOWN[kind][side], Reach.NAMED
    elif kind in _STATES:
        yield claim.subject, claim.object, _read_state(claim, _STATES[kind]), _reach(claim)
    elif kind is Kind.REJECT:
        yield claim.object, claim.subject, ("refused", "refusal_denied")[side], Reach.REFUSAL
    elif kind is Kind.SPLIT:
        yield claim.subject, claim.object, ("divided", "division_denied")[side], Reach.DIVISION
    elif kind in _EQUALS:
        if claim.subject is not None and claim.object is not None:
            yield claim.subject, claim.object, _EQUALS[kind][side] if not claim.ended else "", Reach.EQUALS
    elif kind is Kind.REPLACE and positive:
        yield claim.of, claim.by, "steered", Reach.NAMED
        yield claim.subject, claim.of, "belongs", Reach.ASIDE
        yield claim.object, claim.of, "belonging_over", Reach.ASIDE
    elif kind is Kind.CLAIM_ATTACK:
        for attacker in (claim.by, claim.of, claim.from_, claim.object):
            if attacker is not None:  # a report that names the attacker beside the claimant
                yield attacker, claim.subject, ("owned_attack", "unowned_attack")[side], Reach.ATTACK


def _reach(claim: Claim) -> Reach:
    """Who leads a group may stand with its principal, and a part may go where the whole does not."""
    return Reach.ASIDE if claim.kind is Kind.LEAD or claim.scope is Scope.FACTION else Reach.NAMED


def _of_scope(sign: str, claim: Claim) -> str:
    """A faction that pledges or breaks says something else of the whole."""
    return _OF_A_PART.get(sign, "") if claim.scope is Scope.FACTION else sign


def _read_state(claim: Claim, stem: str) -> str:
    if claim.scope is Scope.FACTION:
        return "part_tied" if claim.polarity is Polarity.POSITIVE and not claim.ended else ""
    noun = {"affiliat": "affiliation", "belong": "belonging"}[stem]
    if claim.polarity is Polarity.NEGATIVE:
        return f"{noun}_denied"
    if claim.ended:
        return f"{noun}_over"
    if claim.certainty is Certainty.POSSIBLE:
        return f"{noun}_doubted"
    return {"affiliat": "affiliated", "belong": "belongs"}[stem]


def _read_defection(claim: Claim, positive: bool) -> Iterator[tuple[Party | None, Party | None, str, Reach]]:
    """Members who change sides say nothing about the whole; a person, a part or a group does."""
    if claim.scope is Scope.MEMBERS or not positive:
        return
    yield claim.subject, claim.object, _of_scope("pledged", claim), _reach(claim)
    yield claim.subject, claim.from_, _of_scope("broke", claim), _reach(claim)


def groups_of(entry: Entry, background: Background) -> tuple[str, ...]:
    """The groups on whose ties the claim bears."""
    said = read_claim(entry.claim, background)
    both = {Reach.EQUALS, Reach.REFUSAL}  # these may bear on the pair turned round
    sides = ((group, *((principal,) if reach in both else ())) for group, principal, _, reach in said)
    return tuple(dict.fromkeys(side for pair in sides for side in pair))


def pairs_of(entries: Iterable[Entry], background: Background) -> list[tuple[str, str]]:
    """Every pair of group and principal that some claim ties, denies or doubts, in the order met."""
    named: dict[tuple[str, str], None] = {}
    refusals: dict[tuple[str, str], None] = {}
    for entry in entries:
        for group, principal, _, reach in read_claim(entry.claim, background):
            if reach in {Reach.NAMED, Reach.DIVISION, Reach.ASIDE}:
                named[group, principal] = None
            elif reach is Reach.REFUSAL:
                refusals[group, principal] = None
    for group, principal in refusals:
        if (principal, group) not in named:
            named[group, principal] = None
    return list(named)
