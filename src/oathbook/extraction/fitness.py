"""What no claim may be: a rule told of nobody, states among themselves, a party that the frame does not mean."""

from __future__ import annotations

from oathbook.extraction.match import Hit
from oathbook.extraction.parties import Filler
from oathbook.extraction.signatures import STATE_LIKE
from oathbook.extraction.words import nouns
from oathbook.language.tree import Tree
from oathbook.model import ActorType, Claim, Kind, Scope

_OF_PERSONS = frozenset({Kind.DIE, Kind.LEAD, Kind.REPLACE})


def is_generic(tree: Tree, trigger: int) -> bool:
    """ "once ISIS accepts a pledge, that group becomes part of ISIS": how such things go, told of nobody."""
    bare = tree.tags[trigger] == "VB" and tree.deps[trigger] in {"ROOT", "ccomp"}
    if bare and tree.kid(trigger, "nsubj", "nsubjpass", "aux", "mark") is None:
        return True  # "kill him on the spot": nobody has yet
    for v in (trigger, *tree.ancestors(trigger)):
        clauses = (v, *tree.kids(v, "advcl"))
        if any(
            tree.words[k] in {"once", "whenever"} and tree.tags[c] in {"VBZ", "VBP"}
            for c in clauses
            for k in tree.kids(c, "mark", "advmod")
        ):
            return True
    return False


def is_possible(kind: Kind, s: Filler | None, o: Filler | None, *, among_armed: bool) -> bool:
    """What the vocabulary rules out: states among themselves, officials of states, claims about nobody armed."""
    types = {f.party.type for f in (s, o) if f is not None}
    if (
        kind is not Kind.DESIGNATE
        and types
        and types <= STATE_LIKE | {ActorType.PLACE, None}
        and not (kind in {Kind.MOVE, Kind.DEFECT} and s is not None and s.party.type is None)
        and not (kind is Kind.GAIN and o is not None and o.party.type is ActorType.PLACE and among_armed)
    ):
        return False
    if kind in _OF_PERSONS and s is not None and s.party.type not in {ActorType.PERSON, None}:
        return False  # an organisation through its unnamed head
    if kind is Kind.RENAME and o is not None and o.scope is not Scope.GROUP:
        return False  # "became AQIM's battalion" is no new name
    if kind is Kind.AFFILIATE and s is not None and s.scope is Scope.MEMBERS:
        return False
    if kind in {Kind.ATTACK, Kind.CLAIM_ATTACK} and last_word(o) in nouns("event"):
        return False
    if kind in {Kind.PLEDGE, Kind.REJECT, Kind.BREAK} and s is not None and s.party.type is None:
        return last_word(s) in nouns("group", "leader", "armed_people") and last_word(s).endswith(
            ("s", "men")
        )
    return True


def _is_habit(claim: Claim, hit: Hit, tree: Tree) -> bool:
    """ "Its attacks on the security forces", "camps for foreign fighters travelling to Syria": what is done, not what was."""
    if claim.kind is Kind.MOVE and claim.subject is not None and claim.subject.type is None:
        bare = tree.tags[hit.trigger] == "VBG" and tree.deps[hit.trigger] == "acl"
        return bare and claim.when is None and claim.count is None and claim.from_ is None
    if claim.kind is not Kind.ATTACK or tree.tags[hit.trigger] != "NNS" or claim.object is None:
        return False
    told = claim.when is not None or claim.count is not None or claim.place is not None
    return not told and claim.object.type not in {ActorType.PLACE, ActorType.ORGANISATION, ActorType.PERSON}


def is_allowed(claim: Claim, hit: Hit, s: Filler | None, tree: Tree) -> bool:
    frame = hit.frame
    if _is_habit(claim, hit, tree):
        return False
    if frame.only_scope is not None:
        # of members who pledge the claim says "faction"; the frame asks how they are written
        written = claim.scope if s is None or s.party.type is ActorType.PERSON else s.scope
        if written.value not in frame.only_scope:
            return False
    if frame.needs_count and claim.count is None:
        return False
    if frame.armed_subject and s is not None and s.party.type is None:
        # "commanders" and "members" of a named side are its fighters
        known_side = claim.from_ is not None and claim.from_.type in {ActorType.ORGANISATION, ActorType.STATE}
        return last_word(s) in (nouns("fighter") if known_side else nouns("armed_people"))
    return True


def last_word(f: Filler | None) -> str:
    """The head of a party that is only a noun, lower-cased; empty for anybody with a name."""
    return "" if f is None or f.party.type is not None else f.party.written.lower().split()[-1]
