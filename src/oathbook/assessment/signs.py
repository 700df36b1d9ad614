"""What does a claim say about one pair of subject and principal? A sign of the weight table, or nothing.

Invariant: a claim that does not name both sides of the pair says nothing about it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from oathbook.assessment.values import Background
from oathbook.model import Certainty, Claim, Entry, Kind, Party, Polarity, Realis, Scope

PROSPECTIVE = "prospective"
DOUBTS = frozenset({"affiliation_doubted", "belonging_doubted"})

Side = Callable[[Party | None], bool]


def read_signs(
    subject: str, principal: str, entries: Sequence[Entry], background: Background
) -> list[tuple[Entry, str]]:
    """The entries that bear on the pair, each with its sign, in the order given."""

    def is_subject(party: Party | None) -> bool:
        return party is not None and party.label == subject

    def is_principal(party: Party | None) -> bool:
        return party is not None and (
            party.label == principal or principal in background.organisations.get(party.label, ())
        )

    attacks = [e for e in entries if e.claim.kind in _ATTACKS and is_subject(e.claim.subject)]
    found: list[tuple[Entry, str]] = []
    for entry in entries:
        sign = _read_sign(entry.claim, is_subject, is_principal)
        if sign is None and entry.claim.kind is Kind.CLAIM_ATTACK and is_principal(entry.claim.subject):
            sign = _read_attack(entry, attacks)
        if sign is not None:
            found.append((entry, PROSPECTIVE if entry.claim.realis is Realis.PROSPECTIVE else sign))
    return found


def _read_sign(claim: Claim, is_subject: Side, is_principal: Side) -> str | None:
    upward = is_subject(claim.subject) and is_principal(claim.object)
    downward = is_principal(claim.subject) and is_subject(claim.object)
    positive = claim.polarity is Polarity.POSITIVE
    kind = claim.kind
    if kind in _STATES:
        return _read_state(claim, _STATES[kind]) if upward else None
    if kind is Kind.REPLACE:
        return _read_replacement(claim, is_subject, is_principal)
    if kind is Kind.DEFECT:
        return _read_defection(claim, is_subject, is_principal)
    direction, signs = _ACTS.get(kind, ("", ("", "")))
    named = {"up": upward, "down": downward, "either": upward or downward, "": False}[direction]
    return (signs[0] if positive else signs[1]) or None if named else None


# Kind -> the side that acts, and the signs when it is so and when it is not; an empty sign says nothing.
_ACTS: Mapping[Kind, tuple[str, tuple[str, str]]] = {
    Kind.PLEDGE: ("up", ("pledged", "pledge_denied")),
    Kind.ACCEPT: ("down", ("accepted", "not_accepted")),
    Kind.REJECT: ("either", ("refused", "")),
    Kind.BREAK: ("up", ("broke", "break_denied")),
    Kind.DISAVOW: ("down", ("disavowed", "disavowal_denied")),
    Kind.MERGE: ("up", ("merged", "merger_denied")),
    Kind.SPLIT: ("up", ("split_off", "")),
    Kind.RIVAL: ("either", ("rivals", "")),
}
_STATES = {Kind.AFFILIATE: "affiliat", Kind.LEAD: "belong", Kind.MEMBER: "belong"}
_ATTACKS = frozenset({Kind.ATTACK, Kind.CLAIM_ATTACK})


def _read_state(claim: Claim, stem: str) -> str:
    noun = {"affiliat": "affiliation", "belong": "belonging"}[stem]
    if claim.polarity is Polarity.NEGATIVE:
        return f"{noun}_denied"
    if claim.ended:
        return f"{noun}_over"
    if claim.certainty is Certainty.POSSIBLE:
        return f"{noun}_doubted"
    return {"affiliat": "affiliated", "belong": "belongs"}[stem]


def _read_replacement(claim: Claim, is_subject: Side, is_principal: Side) -> str | None:
    if claim.polarity is Polarity.NEGATIVE:
        return None
    if is_principal(claim.by) and is_subject(claim.of):
        return "steered"
    if is_principal(claim.of):
        if is_subject(claim.subject):
            return "belongs"
        if is_subject(claim.object):
            return "belonging_over"
    return None


def _read_defection(claim: Claim, is_subject: Side, is_principal: Side) -> str | None:
    """Members who change sides say nothing about the whole; a person or a group as a whole does."""
    if claim.scope is Scope.MEMBERS or claim.polarity is Polarity.NEGATIVE or not is_subject(claim.subject):
        return None
    if is_principal(claim.object):
        return "pledged"
    return "broke" if is_principal(claim.from_) else None


def _read_attack(claimed: Entry, attacks: Sequence[Entry]) -> str | None:
    """Whether the principal claimed, or is said not to have claimed, an attack that is the subject's own."""
    for attack in attacks:
        if attack.claim.polarity is Polarity.POSITIVE and _same_attack(claimed, attack):
            return "owned_attack" if claimed.claim.polarity is Polarity.POSITIVE else "unowned_attack"
    return None


def _same_attack(left: Entry, right: Entry) -> bool:
    a, b = left.claim, right.claim
    places = [{p.casefold() for p in (c.place, c.object and c.object.label) if p} for c in (a, b)]
    if not places[0] & places[1]:
        return False
    if a.when is not None and b.when is not None:
        return a.when.overlaps(b.when)
    return left.document_id == right.document_id
