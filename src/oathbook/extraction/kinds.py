"""What kind of claim a hit makes, and of how much of its subject: by who its parties are."""

from __future__ import annotations

import re

from oathbook.extraction import predicates as p
from oathbook.extraction.match import Hit
from oathbook.extraction.parties import Filler, Reader
from oathbook.extraction.ties import organisations_told, principals_told
from oathbook.extraction.words import nouns
from oathbook.language.tree import Tree
from oathbook.model import ActorType, Kind, Party, Scope

_COALITION = re.compile(
    r"\b(?:Alliance|Coalition|Coordination|Confederation|Federation|Umbrella|Bloc|Axis|Operations Room|Shura Council)\b"
)
_ACTS_OF_THE_GROUP = frozenset(
    {Kind.ATTACK, Kind.GAIN, Kind.LOSE, Kind.CLAIM_ATTACK, Kind.RIVAL, Kind.RECRUIT}
)
_UNDER = frozenset({Kind.AFFILIATE, Kind.SPLIT})
_ACTS_OF_A_PART = frozenset({Kind.PLEDGE, Kind.BREAK, Kind.SPLIT})


def kind_of(reader: Reader, hit: Hit, s: Filler | None, o: Filler | None) -> Kind:
    """The frame's kind, unless who its parties are makes another of it."""
    kind, tree = hit.frame.kind, reader.tree
    if kind is Kind.LEAD and any(tree.words[k] in {"a", "an"} for k in tree.kids(hit.trigger, "det")):
        return Kind.MEMBER  # "a leader of X" is one among several
    if kind is Kind.LEAD and o is not None and o.scope in {Scope.FACTION, Scope.MEMBERS}:
        return Kind.MEMBER  # the head of a part does not head the whole
    if kind is Kind.LEAD and o is not None and _heads_a_region(reader, hit, o):
        return Kind.MEMBER
    if kind is Kind.LEAD and _is_one_of_several(tree, hit.trigger):
        return Kind.MEMBER  # "one of X's top commanders"
    if kind is Kind.LEAD and any(_is_whole_of_a_part(tree, t) for t in hit.roles.get("object", ((),))[0]):
        return Kind.MEMBER
    if kind is Kind.MEMBER and tree.words[hit.trigger] in {"governor", "wali"} and o is not None:
        return Kind.LEAD  # of a group's province its governor is the head
    if kind is Kind.BREAK and _casts_out(reader, s, o):
        return Kind.DISAVOW
    if hit.frame.id == "affiliate.part" and o is not None and is_coalition(reader, o.party):
        return Kind.ALLY
    joins = kind is Kind.MERGE or hit.frame.id.startswith(("pledge.join", "pledge.rally"))
    if joins and s is not None and s.party.type is ActorType.ORGANISATION and o is not None:
        return Kind.ALLY if is_coalition(reader, o.party) else kind  # neither submission nor fusion
    return kind


def _heads_a_region(reader: Reader, hit: Hit, o: Filler) -> bool:
    """ "X's chief for the Orakzai region": not of the whole, unless it is at home there."""
    posts = [hit.trigger, *(t for tokens in hit.roles.get("role", ()) for t in tokens)]
    for t in (t for i in posts for t in p.preposition_objects(reader.tree, i, {"for", "in"})):
        name = reader.name(t)
        if name is not None and name.type in {ActorType.PLACE, ActorType.STATE}:
            home = reader.registry.countries.get(o.party.actor or "")
            return bool(home) and home not in {name.party.written, name.country}
    return False


def _casts_out(reader: Reader, s: Filler | None, o: Filler | None) -> bool:
    """ "The movement cut all links with its former spokesman": who breaks with one of his own disowns him."""
    if s is None or o is None or s.scope is not Scope.GROUP or s.party.type is not ActorType.ORGANISATION:
        return False
    if o.party.type is ActorType.ORGANISATION:  # "al-Qaeda distanced itself from its Iraqi branch"
        under = any(
            c.kind in _UNDER
            and c.subject is not None
            and c.subject.label == o.party.label
            and c.object is not None
            and c.object.label == s.party.label
            for c in reader.claims
        )
        over = {q.label for q in principals_told(reader.claims, s.party.label)}
        return under and o.party.label not in over
    if o.party.type is not ActorType.PERSON:
        return False
    own = {q.label for q in organisations_told(reader.claims, o.party.label)}
    return s.party.label in own | {*reader.registry.leads.get(o.party.actor or "", ())}


def _is_one_of_several(tree: Tree, i: int) -> bool:
    of = tree.heads[i]
    return tree.deps[i] == "pobj" and tree.words[of] == "of" and tree.words[tree.heads[of]] == "one"


def _is_whole_of_a_part(tree: Tree, i: int) -> bool:
    """ "a faction of X led by Y": the parser hangs "led" on X, the language on the faction."""
    if i < 0 or tree.deps[i] != "pobj" or tree.words[tree.heads[i]] != "of":
        return False
    part = tree.heads[tree.heads[i]]
    return tree.words[part] in nouns("part") and tree.deps[tree.heads[i]] == "prep"


def scope_of(kind: Kind, fixed: str | None, s: Filler | None) -> Scope:
    """How much of the subject the claim is about."""
    if s is None:
        return Scope.FACTION if kind is Kind.SPLIT else Scope(fixed or Scope.GROUP)
    if s.party.type is ActorType.PERSON:
        return Scope.PERSON
    scope = Scope(fixed) if fixed is not None else s.scope
    if scope is Scope.MEMBERS and kind in _ACTS_OF_THE_GROUP:
        return Scope.GROUP  # what its fighters do in the field is the group's act
    if scope is Scope.MEMBERS and kind in _ACTS_OF_A_PART and s.party.type is not None:
        return Scope.FACTION
    if kind in {Kind.DEFECT, Kind.MOVE} and s.party.type is None:
        return Scope.MEMBERS
    return scope


def is_coalition(reader: Reader, party: Party) -> bool:
    actor = reader.registry.actors.get(party.actor or "")
    return bool(_COALITION.search(actor.name if actor is not None else party.written))
