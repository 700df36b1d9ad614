"""Whom the text so far, or else the registry, puts somebody with: a person's organisation, a group's principal.

Invariant: what the text says outranks the registry, and the registry speaks only of parties that the text names.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from oathbook.actors import Registry
from oathbook.extraction.background import organisations_led
from oathbook.model import ActorType, Claim, Kind, Party, Polarity, Realis

_OF_PERSONS = frozenset({Kind.LEAD, Kind.MEMBER})
_SUBORDINATE = frozenset(
    {Kind.PLEDGE, Kind.MERGE, Kind.AFFILIATE, Kind.ALLY, Kind.MEMBER, Kind.SPLIT, Kind.DEFECT}
)


def organisations_told(claims: Sequence[Claim], person: str, *, founded: bool = False) -> Iterator[Party]:
    """The organisations that the claims put a person in, or say that he `founded`: the last told first, then those he left."""
    kinds = _OF_PERSONS | {Kind.FORM} if founded else _OF_PERSONS
    for ended in (False, True):
        for c in reversed(claims):
            if c.kind in kinds and c.subject is not None and c.object is not None and c.ended is ended:
                if c.subject.label == person and c.object.type is ActorType.ORGANISATION and _holds(c):
                    yield c.object


def organisations_known(registry: Registry, person: Party, named: Container[str | None]) -> Iterator[Party]:
    """The organisations that the registry puts a person in and that the text names."""
    if person.actor is None or person.type is not ActorType.PERSON:
        return
    for o in organisations_led(registry, person.actor):
        if o in named:
            yield Party(written=person.written, actor=o, type=ActorType.ORGANISATION)


def principals_told(claims: Sequence[Claim], party: str) -> Iterator[Party]:
    """The organisations that the claims put an organisation or person under or beside, the last told first."""
    for c in reversed(claims):
        if c.kind in _SUBORDINATE and c.subject is not None and c.object is not None:
            if c.subject.label == party and c.object.type is ActorType.ORGANISATION and _holds(c):
                yield c.object


def _holds(c: Claim) -> bool:
    return c.polarity is Polarity.POSITIVE and c.realis is Realis.ACTUAL
