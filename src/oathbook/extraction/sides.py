"""Who stands on each side of a hit: its roles read as parties, and the two sides kept apart.

Invariant: a required side that is nobody gives no sides at all, and no party stands on both.
"""

from __future__ import annotations

from dataclasses import replace

from oathbook.extraction.match import Hit
from oathbook.extraction.nounphrase import is_indefinite, is_plural
from oathbook.extraction.parties import Filler, Reader
from oathbook.extraction.paths import CONTEXT, OWN
from oathbook.extraction.signatures import NOUN, SIDES, Signature
from oathbook.extraction.words import nouns
from oathbook.model import ActorType, Kind

_TYPES: dict[str, object] = {
    "organisation": ActorType.ORGANISATION,
    "person": ActorType.PERSON,
    "state": ActorType.STATE,
    "body": ActorType.BODY,
    "outlet": ActorType.OUTLET,
    "place": ActorType.PLACE,
    "noun": NOUN,
}


Side = list[Filler | None]


def fill_sides(reader: Reader, hit: Hit, signature: Signature) -> tuple[Side, Side, dict[str, Filler]] | None:
    """Subjects, objects and the other roles of a hit; None where a required one is nobody."""
    wanted = {"subject": signature.subject, "object": signature.object}
    order = ["subject", "object"]
    if any(t < 0 for tokens in hit.roles.get("subject", ()) for t in tokens):
        order.reverse()  # who is left unsaid is found by who is said
    found: dict[str, Side] = {}
    for role in order:
        beside = [f for side in found.values() for f in side if f is not None]
        principal = role in (hit.frame.principal or signature.principal)
        side = _fill_role(reader, hit, role, wanted[role], beside, principal=principal)
        if side is None:
            return None
        found[role] = side
    others: dict[str, Filler] = {}
    for role, allowed in SIDES.items():
        if role in hit.roles:
            want = _wanted(hit, role, allowed)
            fillers = [
                f for tokens in hit.roles[role] for f in reader.read(tokens, want, principal=role == "of")
            ]
            if fillers:
                others[role] = fillers[0]
            elif role in hit.frame.roles and not hit.frame.roles[role].optional:
                return None
    return found["subject"], found["object"], others


def _fill_role(
    reader: Reader, hit: Hit, role: str, wanted: frozenset[object], beside: list[Filler], *, principal: bool
) -> Side | None:
    frame = hit.frame
    want = _wanted(hit, role, wanted)
    if (role not in frame.roles and role not in hit.roles) or not want:
        return [None]
    said = False
    alone = any("[=" in pattern for pattern in frame.patterns)
    for tokens in hit.roles.get(role, ()):
        if tokens == (CONTEXT,) and said:
            break  # somebody is named who is no party: nothing is left to the context
        said = said or any(t >= 0 and reader.tree.tags[t] not in {"PRP", "PRP$"} for t in tokens)
        if alone:
            read = [f for t in tokens for f in reader.one(t, want, principal=principal)]
        elif tokens == (OWN,):
            read = reader.own_organisation(beside)
        else:
            aside_of = hit.trigger if role == "subject" else None
            read = reader.read(tokens, want, principal=principal, beside=beside, trigger=aside_of)
        if read:
            return list(read)
    optional = role in frame.roles and frame.roles[role].optional
    return [None] if optional or _is_unnamed(reader, hit, role) else None


def _is_unnamed(reader: Reader, hit: Hit, role: str) -> bool:
    """ "A splinter group broke away from X": X divides, whoever it was. "Five factions formed X": X was formed."""
    if hit.frame.kind not in {Kind.SPLIT, Kind.FORM} or role != "subject":
        return False
    tree = reader.tree
    if hit.frame.kind is Kind.FORM:
        nobody, people = is_plural, nouns("group", "part", "fighter")
    else:
        nobody, people = is_indefinite, nouns("group", "part")
    return any(
        t >= 0 and tree.words[t] in people and nobody(tree, t)
        for tokens in hit.roles.get(role, ())
        for t in tokens
    )


def _wanted(hit: Hit, role: str, allowed: frozenset[object]) -> frozenset[object]:
    types = hit.frame.types
    return frozenset(_TYPES[t] for t in types[role]) if role in types else allowed


def keep_apart(side: Side, other: Side) -> Side:
    """Anaphors of one side read as nobody who stands by name on the other: "A, B and C have sworn loyalty to it"."""
    # a leader who stands for his organisation is named too: in "he fell out with Shekau" he is not Shekau
    named = {q.label for f in other if f is not None and not f.anaphor for q in (f.party, *f.others)}
    read = []
    for f in side:
        if f is not None and f.anaphor and f.party.label in named:
            free = [q for q in f.others if q.label not in named]
            if free:
                f = replace(f, party=free[0], others=tuple(free[1:]), sure=f.sure * 0.8)  # noqa: PLW2901
        read.append(f)
    return read


def as_known(reader: Reader, person: Filler | None, group: Filler | None) -> Filler | None:
    """ "The leader of the group, X": of the groups that may be meant the one that X is known to have led."""
    if person is None or group is None or not group.anaphor or person.party.actor is None:
        return group
    led = reader.registry.leads.get(person.party.actor, ())
    if not led or group.party.actor in led:
        return group
    known = [q for q in group.others if q.actor in led]
    return replace(group, party=known[0], others=(), sure=0.85) if known else group


def is_known(reader: Reader, person: Filler | None, group: Filler | None) -> bool:
    """Whether the registry puts the person in the group."""
    if person is None or group is None or person.party.actor is None:
        return False
    return group.party.actor in reader.registry.leads.get(person.party.actor, ())


def settle(s: Filler | None, o: Filler | None) -> tuple[Filler | None, Filler | None] | None:
    """Two different parties: an anaphor that hit the other side falls back to its next reading."""
    if s is None or o is None:
        return None if s is o else (s, o)
    if s.party.label != o.party.label:
        return s, o
    if s.anaphor and o.anaphor and (s.start, s.end) == (o.start, o.end):
        return None  # one anaphor cannot be both sides
    # Of two that are both read from the context the pronoun gives way to the description, else the later one:
    # in "its fighters deserted to it" the first goes on with the subject.
    last = s.anaphor and o.anaphor and (s.sure > o.sure or (s.sure == o.sure and o.start > s.start))
    order = ((o, s, False), (s, o, True)) if last else ((s, o, True), (o, s, False))
    for a, b, first in order:
        if not a.anaphor and b.anaphor:
            continue  # a leader stands against his own side only where that side is named
        for other in a.others:
            if other.label != b.party.label:
                changed = replace(a, party=other, sure=a.sure * 0.8)
                return (changed, b) if first else (b, changed)
    return None
