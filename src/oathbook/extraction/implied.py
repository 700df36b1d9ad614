"""Who is meant where no word stands for a party: "was expelled" (by whom?), "the oath" (whose?), "quit" (what?)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from oathbook.extraction.fillers import Filler, from_context
from oathbook.extraction.paths import CONTEXT, EVENT, PLEDGEE, PLEDGER
from oathbook.extraction.ties import organisations_known, organisations_told, principals_told
from oathbook.model import ActorType, Kind, Party

if TYPE_CHECKING:
    from oathbook.extraction.parties import Reader

_NEAR = 250  # characters between two oaths that one "the oaths" may mean


def read_implied(
    reader: Reader, place: int, want: frozenset[object], beside: Sequence[Filler] = ()
) -> list[Filler]:
    """The parties at one of the places of `paths` that are no token; `beside` is the claim's other side."""
    at = reader.tree.start
    if place == PLEDGER:
        return [Filler(party=q, start=at, end=at, sure=0.7, anaphor=True) for q in _pledgers(reader, want)]
    if place == PLEDGEE:
        made = [c.object for c in reader.claims if c.kind is Kind.PLEDGE and c.object is not None][-1:]
        return [Filler(party=q, start=at, end=at, sure=0.7, anaphor=True) for q in made if q.type in want]
    if place == EVENT:
        return _last_target(reader, at)
    if place == CONTEXT and ActorType.ORGANISATION in want:
        own = [q for f in beside for q in _own(reader, f.party) if q.label != f.party.label]
        ranked = reader.discourse.rank(
            [ActorType.ORGANISATION], sentence=reader.sentence, before=reader.tree.end
        )
        return from_context(list({q.label: q for q in (*own, *ranked)}.values()), at, at, 0.6)
    return []


def own_organisation(reader: Reader, subjects: Sequence[Filler]) -> list[Filler]:
    """The organisation that a person was said, or is known, to belong to."""
    at = reader.tree.start
    for s in subjects:
        for q in _own_of_person(reader, s.party):
            return [Filler(party=q, start=at, end=at, sure=0.75, anaphor=True)]
    return []


def _own(reader: Reader, party: Party) -> Iterator[Party]:
    yield from principals_told(reader.claims, party.label)
    if party.type is ActorType.PERSON:
        yield from _own_of_person(reader, party)


def _own_of_person(reader: Reader, party: Party) -> Iterator[Party]:
    yield from organisations_told(reader.claims, party.label)
    yield from organisations_known(reader.registry, party, reader.discourse.named())


def _pledgers(reader: Reader, want: frozenset[object]) -> list[Party]:
    """Who swore last, with those who swore the same in the same breath."""
    pledges = [
        c for c in reader.claims if c.kind is Kind.PLEDGE and c.subject is not None and c.subject.type in want
    ]
    if not pledges:
        return []
    last = pledges[-1]
    together = [c for c in pledges if last.end - c.end < _NEAR and c.object == last.object]
    return [c.subject for c in together if c.subject is not None]


def _last_target(reader: Reader, at: int) -> list[Filler]:
    attacks = [
        c for c in reader.claims if c.kind in {Kind.ATTACK, Kind.CLAIM_ATTACK} and c.object is not None
    ]
    if not attacks or attacks[-1].object is None:
        return []
    named = attacks[-1].place
    target = Party(written=named, type=ActorType.PLACE) if named else attacks[-1].object
    return [Filler(party=target, start=at, end=at, sure=0.6, anaphor=True)]
