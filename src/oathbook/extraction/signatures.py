"""Which parties each kind of claim can have, and on which side a leader stands for his organisation."""

from __future__ import annotations

from dataclasses import dataclass

from oathbook.model import ActorType, Kind

ORG, PERSON, STATE, BODY, OUTLET, PLACE = (
    ActorType.ORGANISATION,
    ActorType.PERSON,
    ActorType.STATE,
    ActorType.BODY,
    ActorType.OUTLET,
    ActorType.PLACE,
)
NOUN = "noun"  # unnamed people or things, as written
STATE_LIKE = frozenset({STATE, BODY})


@dataclass(frozen=True, slots=True)
class Signature:
    """What may stand on each side; `principal` sides read "its leader" as the organisation."""

    subject: frozenset[object]
    object: frozenset[object]
    principal: frozenset[str] = frozenset()


def _s(subject: set[object], object_: set[object], *principal: str) -> Signature:
    return Signature(frozenset(subject), frozenset(object_), frozenset(principal))


_ARMED: set[object] = {ORG, PERSON}
_ANY: set[object] = {ORG, PERSON, STATE, BODY}

SIGNATURES: dict[Kind, Signature] = {
    Kind.PLEDGE: _s({*_ARMED, NOUN}, {*_ARMED}, "object"),
    Kind.ACCEPT: _s(_ARMED, {*_ARMED}, "subject"),
    Kind.REJECT: _s({*_ARMED, NOUN}, {*_ARMED, STATE}, "object"),
    Kind.BREAK: _s({*_ARMED, NOUN}, {*_ARMED, STATE}, "object"),
    Kind.DISAVOW: _s(_ARMED, _ARMED, "subject"),
    Kind.AFFILIATE: _s(_ARMED, {*_ARMED, STATE}, "object"),
    Kind.ALLY: _s({*_ARMED, STATE}, {*_ARMED, STATE}),
    Kind.RIVAL: _s({*_ARMED, STATE, BODY}, {*_ARMED, STATE, BODY}),
    Kind.SPLIT: _s(_ARMED, {ORG}, "object"),
    Kind.MERGE: _s({ORG, NOUN}, {ORG, STATE}),
    Kind.RENAME: _s({ORG}, {ORG}),
    Kind.FORM: _s({PERSON, STATE}, {ORG}),
    Kind.DISSOLVE: _s({ORG}, set()),
    Kind.DEFECT: _s({*_ARMED, NOUN, STATE}, {*_ARMED, STATE, BODY}, "object"),
    Kind.RECRUIT: _s({*_ARMED, STATE}, {ORG, PERSON, NOUN}),
    Kind.LEAD: _s({PERSON}, {ORG}),
    Kind.REPLACE: _s({PERSON}, {PERSON}),
    Kind.MEMBER: _s({PERSON, ORG}, {ORG}),
    Kind.DIE: _s({PERSON}, set()),
    Kind.ATTACK: _s({*_ARMED, STATE}, {*_ANY, PLACE, OUTLET, NOUN}),
    Kind.CLAIM_ATTACK: _s(_ARMED, {*_ANY, PLACE, NOUN}),
    Kind.GAIN: _s({*_ARMED, STATE}, {PLACE, STATE}),
    Kind.LOSE: _s({*_ARMED, STATE}, {PLACE, STATE}),
    Kind.MOVE: _s({*_ARMED, NOUN}, {PLACE, STATE, NOUN}),
    Kind.TOLL: _s({ORG}, set()),
    Kind.DESIGNATE: _s({STATE, BODY}, {ORG, PERSON}),
}
SIDES: dict[str, frozenset[object]] = {
    "from": frozenset({ORG, PERSON, STATE, PLACE, NOUN}),
    "by": frozenset({ORG, PERSON, STATE, BODY}),
    "of": frozenset({ORG}),
}
