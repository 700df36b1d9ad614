"""Who stands on each side of a hit: its roles read as parties, and the two sides kept apart.

Invariant: a required side that is nobody gives no sides at all, and no party stands on both.
"""

from __future__ import annotations

from dataclasses import replace

from oathbook.extraction.match import Hit
from oathbook.extraction.parties import Filler, Reader
from oathbook.extraction.paths import OWN
from oathbook.extraction.signatures import NOUN, SIDES, Signature
from oathbook.model import ActorType

_TYPES: dict[str, object] = {
    "organisation": ActorType.ORGANISATION,
    "person": ActorType.PERSON,
    "state": ActorType.STATE,
    "body": ActorType.BODY,
    "outlet": ActorType.OUTLET,
    "place": ActorType.PLACE,
    "noun": NOUN,
}


def fill_sides(
    reader: Reader, hit: Hit, signature: Signature
) -> tuple[list[Filler | None], list[Filler | None], dict[str, Filler]] | None:
    frame = hit.frame
    found: dict[str, list[Filler | None]] = {}
    for role, wanted in (("subject", signature.subject), ("object", signature.object)):
        want = frozenset(_TYPES[t] for t in frame.types[role]) if role in frame.types else wanted
        if (role not in frame.roles and role not in hit.roles) or not want:
            found[role] = [None]
            continue
        fillers: list[Filler | None] = []
        for tokens in hit.roles.get(role, ()):
            if tokens == (OWN,):
                fillers = list(
                    reader.own_organisation([f for f in found.get("subject", []) if f is not None])
                )
            else:
                aside_of = hit.trigger if role == "subject" else None
                principal = role in (frame.principal or signature.principal)
                fillers = list(reader.read(tokens, want, principal=principal, trigger=aside_of))
            if fillers:
                break
        if not fillers:
            if role not in frame.roles or not frame.roles[role].optional:
                return None
            fillers = [None]
        found[role] = fillers
    others: dict[str, Filler] = {}
    for role, allowed in SIDES.items():
        if role in hit.roles:
            want = frozenset(_TYPES[t] for t in frame.types[role]) if role in frame.types else allowed
            fillers_ = [
                f for tokens in hit.roles[role] for f in reader.read(tokens, want, principal=role == "of")
            ]
            if fillers_:
                others[role] = fillers_[0]
            elif role in frame.roles and not frame.roles[role].optional:
                return None
    return found["subject"], found["object"], others


def keep_apart(side: list[Filler | None], other: list[Filler | None]) -> list[Filler | None]:
    """Anaphors of one side read as nobody who stands by name on the other: "A, B and C have sworn loyalty to it"."""
    named = {f.party.label for f in other if f is not None and not f.anaphor}
    read = []
    for f in side:
        if f is not None and f.anaphor and f.party.label in named:
            free = [q for q in f.others if q.label not in named]
            if free:
                f = replace(f, party=free[0], others=tuple(free[1:]), sure=f.sure * 0.8)  # noqa: PLW2901
        read.append(f)
    return read


def settle(s: Filler | None, o: Filler | None) -> tuple[Filler | None, Filler | None] | None:
    """Two different parties: an anaphor that hit the other side falls back to its next reading."""
    if s is None or o is None:
        return None if s is o else (s, o)
    if s.party.label != o.party.label:
        return s, o
    if s.anaphor and o.anaphor and (s.start, s.end) == (o.start, o.end):
        return None  # one anaphor cannot be both sides
    for a, b, first in ((s, o, True), (o, s, False)):
        for other in a.others:
            if other.label != b.party.label:
                changed = replace(a, party=other, sure=a.sure * 0.8)
                return (changed, b) if first else (b, changed)
    return None
