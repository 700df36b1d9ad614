"""One word, one claim: which of the kinds that one trigger opened is meant.

"Left" may be a break, a defection, a journey or a loss of ground; who left what decides. Invariant: nothing
is added, and claims from different words never compete.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from oathbook.language.tree import Tree
from oathbook.model import SYMMETRIC_KINDS, ActorType, Claim, Kind, Scope

# The first that is there stays; those after it go. Read: of a fighter's "join", the defection is meant.
_OF_MEMBERS = (Kind.DEFECT, Kind.PLEDGE, Kind.MEMBER, Kind.BREAK, Kind.RECRUIT)
_OF_PERSONS = (Kind.BREAK, Kind.DEFECT, Kind.PLEDGE, Kind.MEMBER)
_OF_GROUPS = (Kind.MERGE, Kind.PLEDGE, Kind.SPLIT, Kind.BREAK, Kind.DEFECT, Kind.MEMBER, Kind.MOVE)
_PARTS = frozenset({Scope.FACTION, Scope.MEMBERS})
_ALWAYS = (
    (Kind.DIE, Kind.ATTACK),
    (Kind.DIE, Kind.TOLL),
    (Kind.GAIN, Kind.ATTACK),
    (Kind.REPLACE, Kind.DISAVOW),
    (Kind.ACCEPT, Kind.GAIN),
    (Kind.CLAIM_ATTACK, Kind.TOLL),
    (Kind.BREAK, Kind.MOVE),
    (Kind.DEFECT, Kind.RECRUIT),
    (Kind.DEFECT, Kind.ALLY),
    (Kind.REJECT, Kind.ALLY),
    (Kind.REJECT, Kind.ACCEPT),
    (Kind.REJECT, Kind.PLEDGE),
    (Kind.REJECT, Kind.MERGE),
    (Kind.REJECT, Kind.AFFILIATE),
    (Kind.REJECT, Kind.MEMBER),
    (Kind.REJECT, Kind.DEFECT),
    (Kind.REJECT, Kind.BREAK),
    (Kind.PLEDGE, Kind.AFFILIATE),
    (Kind.MERGE, Kind.DISSOLVE),
    (Kind.SPLIT, Kind.BREAK),
)


def choose_kinds(found: Sequence[tuple[int, Claim]]) -> list[Claim]:
    """The claims of one sentence, given with the token of their trigger, that survive their rivals."""
    by_trigger: dict[int, list[Claim]] = defaultdict(list)
    for trigger, claim in found:
        by_trigger[trigger].append(claim)
    dropped: set[int] = set()
    for claims in by_trigger.values():
        kinds = {c.kind for c in claims}
        for strong, weak in _ALWAYS:
            if weak in kinds and any(c.kind is strong and id(c) not in dropped for c in claims):
                dropped.update(id(c) for c in claims if c.kind is weak and not _is_place_move(c))
        for claim in claims:
            rank = _ranking(claim)
            if claim.kind in rank:
                better = rank[: rank.index(claim.kind)]
                if any(
                    o.kind in better and o.subject == claim.subject and id(o) not in dropped for o in claims
                ):
                    dropped.add(id(claim))
        persons = any(c.kind is Kind.DEFECT and c.scope is Scope.PERSON for c in claims)
        if persons:  # "a commander of X surrendered", whom the next sentence names
            dropped.update(id(c) for c in claims if c.kind is Kind.DEFECT and c.scope is Scope.MEMBERS)
        deserters = {c.subject for c in claims if c.kind is Kind.DEFECT and c.scope is Scope.MEMBERS}
        dropped.update(
            id(c) for c in claims if c.kind is Kind.PLEDGE and c.scope in _PARTS and c.subject in deserters
        )
        _drop_half_replacements(claims, dropped)
        _choose_toll(claims, dropped)
        _prefer_named_target(claims, dropped)
        _choose_ground(claims, dropped)
        _choose_head(claims, dropped)
    kept = _drop_halves_of_mergers([c for _, c in found if id(c) not in dropped])
    return [c for c in kept if not any(_says_more_of(o, c) for o in kept)]


_ACTS = frozenset({Kind.ATTACK, Kind.CLAIM_ATTACK, Kind.GAIN})


def fold_killings(tree: Tree, found: Sequence[tuple[int, Claim]]) -> list[tuple[int, Claim]]:
    """ "Bombed a bus, killing three tourists", "stormed it and shot two guards": one attack with its dead."""
    kept = list(found)
    for trigger, claim in found:
        gerund = tree.tags[trigger] == "VBG" and tree.deps[trigger] in {"advcl", "acl"}
        goes_on = tree.deps[trigger] == "conj" and claim.frame in _HARM
        if claim.kind not in {Kind.ATTACK, Kind.TOLL} or not (gerund or goes_on):
            continue
        above = set(tree.ancestors(trigger))
        act = next(
            (
                c
                for t, c in kept
                if c.kind in _ACTS and c is not claim and c.subject == claim.subject and t in above
            ),
            None,
        )
        if act is None:
            continue
        kept.remove((trigger, claim))
        if act.count is None and claim.count is not None and act.kind is not Kind.GAIN:
            kept = [(t, replace(c, count=claim.count) if c is act else c) for t, c in kept]
    return kept


def _drop_halves_of_mergers(claims: Sequence[Claim]) -> list[Claim]:
    """ "X was born of a merger between A and B": A and B became X, and neither the other, nor mere allies."""
    wholes = [c for c in claims if c.kind is Kind.MERGE and c.object is not None]
    into = {(c.subject, c.object) for c in wholes}

    def is_half(c: Claim) -> bool:
        return any(
            (c.subject, o.object) in into and (c.object, o.object) in into
            for o in wholes
            if c.object != o.object and c.start < o.end and o.start < c.end
        )

    return [c for c in claims if c.kind not in {Kind.MERGE, Kind.ALLY} or not is_half(c)]


def is_same_act(parsed: Claim, seen: Claim) -> bool:
    """ "The group of X swore": the tree read the group, the pattern the nearest name, who is its man."""
    same = parsed.kind is seen.kind and parsed.object == seen.object and parsed.kind not in SYMMETRIC_KINDS
    if not same or parsed.subject is None or seen.subject is None or parsed.subject.type is seen.subject.type:
        return False
    return seen.subject.type is ActorType.PERSON and parsed.start < seen.end and seen.start < parsed.end


_HARM = frozenset({"attack.kill", "attack.destroy"})


def _says_more_of(o: Claim, c: Claim) -> bool:
    """Whether `o` reads from the same words that it was only some of the subject of `c`."""
    same = o.kind is c.kind and o.subject == c.subject and o.object == c.object
    return same and o.scope in _PARTS and c.scope is Scope.GROUP and o.start < c.end and c.start < o.end


def _choose_head(claims: Sequence[Claim], dropped: set[int]) -> None:
    """The head of a part does not head the whole, unless the part is known by a name of its own."""
    of_parts = [c for c in claims if c.kind is Kind.MEMBER and c.frame.startswith("member.head")]
    leads = [c for c in claims if c.kind is Kind.LEAD]
    wholes = {c.object.label for c in of_parts if c.object is not None}
    if any(c.object is not None and c.object.actor and c.object.label not in wholes for c in leads):
        dropped.update(id(c) for c in of_parts)
    elif of_parts:
        dropped.update(id(c) for c in leads)


def _is_place_move(c: Claim) -> bool:
    return (
        c.kind is Kind.MOVE and c.object is not None and c.object.type in {ActorType.PLACE, ActorType.STATE}
    )


def _ranking(c: Claim) -> tuple[Kind, ...]:
    if c.scope is Scope.MEMBERS:
        return _OF_MEMBERS
    return _OF_PERSONS if c.scope is Scope.PERSON else _OF_GROUPS


def _choose_ground(claims: Sequence[Claim], dropped: set[int]) -> None:
    """Who withdraws from a place loses ground; who withdraws from an organisation breaks with it."""
    lost = [c for c in claims if c.kind is Kind.LOSE]
    broken = [c for c in claims if c.kind in {Kind.BREAK, Kind.DEFECT}]
    if lost:  # "pulled out of Goma": whereto nobody says
        dropped.update(id(c) for c in claims if c.kind is Kind.MOVE and c.object is None)
    if broken:  # "left the group for Syria": an organisation is left, and no ground
        dropped.update(id(c) for c in lost if c.frame == "lose.leave")
        lost = [c for c in lost if c.frame != "lose.leave"]
    if lost and broken:
        ground = any(c.object is not None and c.object.type is ActorType.PLACE for c in lost)
        dropped.update(id(c) for c in (broken if ground else lost))


def _prefer_named_target(claims: Sequence[Claim], dropped: set[int]) -> None:
    """A claimed attack is known by its place where one is named, else by whom it hit."""
    claimed = [c for c in claims if c.kind is Kind.CLAIM_ATTACK and c.object is not None]
    if any(c.object is not None and c.object.type is not None for c in claimed):
        dropped.update(id(c) for c in claimed if c.object is not None and c.object.type is None)


_MANY = 200  # dead of one event are fewer: no single attack in the annotated reports comes near
_EVENT_DAYS = 31  # an attack is dated by its month at the roughest


def _choose_toll(claims: Sequence[Claim], dropped: set[int]) -> None:
    """The dead of a year or of a long war are a toll, those of a day or a month an attack."""
    tolls = [c for c in claims if c.kind is Kind.TOLL]
    attacks = [c for c in claims if c.kind is Kind.ATTACK]
    if tolls and attacks:
        dropped.update(id(c) for c in (attacks if any(map(_is_of_a_period, tolls)) else tolls))


def _is_of_a_period(c: Claim) -> bool:
    if c.when is not None:
        first, last = c.when.first, c.when.last
        return first is None or last is None or (last - first).days > _EVENT_DAYS
    return c.count is not None and (c.count.best or c.count.min or 0) >= _MANY


def _drop_half_replacements(claims: Sequence[Claim], dropped: set[int]) -> None:
    """A removal read from the words of a succession adds nothing to it."""
    whole = {c.object for c in claims if c.kind is Kind.REPLACE and c.subject is not None}
    dropped.update(
        id(c) for c in claims if c.kind is Kind.REPLACE and c.subject is None and c.object in whole
    )
