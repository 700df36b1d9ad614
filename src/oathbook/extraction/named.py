"""What a name stands for in one role: itself, or the organisation of the leader who is named.

Invariant: a name beside a noun ("the rebel group X", "factions such as X") is read as the name.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from oathbook.extraction import predicates as p
from oathbook.extraction.background import organisations_led, state_by_capital
from oathbook.extraction.fillers import Filler
from oathbook.extraction.names import Name
from oathbook.extraction.nounphrase import count_at, is_plural
from oathbook.extraction.ties import organisations_told
from oathbook.extraction.words import nouns
from oathbook.language.tree import Tree
from oathbook.model import ActorType, Party, Scope

if TYPE_CHECKING:
    from oathbook.extraction.parties import Reader


# An organisation named by its people: "FARC guerrillas" are some of them.
_PEOPLE = frozenset("guerrillas rebels fighters militants insurgents gunmen terrorists cadres".split())
_CALLED = frozenset("known called named calling calls styling styles identified nicknamed dubbed".split())


def _are_some(reader: Reader, i: int, party: Party) -> bool:
    """Whether a number, or "some" before people of that name, says that not all of it is meant."""
    tree = reader.tree
    if tree.kid(i, "nummod") is not None:
        return True
    of_people = party.written.lower().rsplit(" ", 1)[-1] in _PEOPLE
    return of_people and any(tree.words[k] in {"some", "several", "many", "few"} for k in tree.kids(i))


def read_name(
    reader: Reader, i: int, name: Name, want: frozenset[object], *, principal: bool
) -> list[Filler]:
    """The party that the name at token `i` stands for, if it is one of those wanted."""
    party, type_ = name.party, name.type
    start, end = reader.tree.starts[i], reader.tree.ends[i]
    if type_ is ActorType.PERSON and principal and ActorType.ORGANISATION in want:
        org = organisation_of(reader, i, party)
        if org is not None:
            # where his organisation is the other side, he himself is meant: "it cut all links with its founder"
            own = (party,) if ActorType.PERSON in want else ()
            return [Filler(party=org, start=start, end=end, others=own, sure=0.95)]
    if type_ is ActorType.PLACE and ActorType.STATE in want and ActorType.PLACE not in want:
        state = state_by_capital(reader.registry, party.written)  # "on the orders of Damascus"
        if state is not None:
            capital = Party(written=party.written, actor=state, type=ActorType.STATE)
            return [Filler(party=capital, start=start, end=end, sure=0.8)]
    if type_ not in want:
        return []
    scope = Scope.PERSON if type_ is ActorType.PERSON else Scope.GROUP
    count = None
    if type_ is ActorType.ORGANISATION and not principal and _are_some(reader, i, party):
        scope, count = Scope.MEMBERS, count_at(reader.tree, reader.text, i)  # "some 200 ELN guerrillas"
    return [Filler(party=party, start=start, end=end, scope=scope, count=count)]


def organisation_of(reader: Reader, i: int, party: Party) -> Party | None:
    """The organisation that a leader stands for: said beside the name, told before, or known to the registry."""
    tree = reader.tree
    for k in tree.kids(i, "compound", "nmod", "appos", "amod"):
        if tree.words[k] in nouns("leader"):
            for o in (
                *p.modifiers(tree, k),
                *p.possessors(tree, k),
                *p.preposition_objects(tree, k, {"of"}),
            ):
                n = reader.name(o)
                if n is not None and n.type is ActorType.ORGANISATION:
                    return n.party
    for m in (*p.modifiers(tree, i), *p.possessors(tree, i), *p.preposition_objects(tree, i, {"of"})):
        n = reader.name(m)
        if n is not None and n.type is ActorType.ORGANISATION:
            return n.party
    for told in organisations_told(reader.claims, party.label, founded=True):
        return told
    if party.actor is None:
        return None
    led = organisations_led(reader.registry, party.actor)
    named = reader.discourse.named()
    here = [o for o in led if o in named]
    if not here:
        return None
    actor = reader.registry.actors[here[0]]
    return Party(written=party.written, actor=actor.id, type=actor.type)


def read_named_beside(reader: Reader, i: int, want: frozenset[object], *, principal: bool) -> list[Filler]:
    """ "the rebel group X", "the emir, X", "X group": the name stands in apposition or just before."""
    tree, word = reader.tree, reader.tree.words[i]
    fits = {
        ActorType.PERSON: word not in nouns("group", "part") and not is_plural(tree, i),
        ActorType.ORGANISATION: word not in nouns("leader", "post") or is_plural(tree, i),
    }
    beside = [*p.beside(tree, i), *_called(tree, i)]
    head = tree.heads[i]
    if tree.deps[i] in {"compound", "nmod", "nsubj"} and head > i and reader.name(head) is not None:
        beside = [*beside, head]  # "the al-Qaeda-aligned coalition X"
    elif i + 1 < len(tree) and reader.name(i + 1) is not None and word in nouns("group", "part"):
        beside = [*beside, i + 1]
    for a in beside:
        name = reader.name(a)
        if name is not None and name.type is not None and fits.get(name.type, False):
            start = min(tree.starts[i], tree.starts[a])
            return [
                replace(f, start=start)
                for t in tree.conjuncts(a)
                for f in reader.one(t, want, principal=principal)
            ]
    some = (
        word in nouns("fighter") and is_plural(tree, i) and word != "forces"
    )  # "ELN guerrillas" are some of them
    if word in nouns("group") and word not in nouns("part") and not some:
        for m in p.modifiers(tree, i):
            name = reader.name(m)
            if name is not None and name.type in {ActorType.ORGANISATION, ActorType.PERSON}:
                if all(tree.heads[k] == i for k in range(m + 1, i)):
                    return reader.one(m, want, principal=principal)
    return []


def _called(tree: Tree, i: int) -> list[int]:
    """ "a man known as X", "a coalition calling itself X": what the noun is called."""
    return [
        o
        for k in tree.kids(i, "acl", "relcl")
        if tree.words[k] in _CALLED
        for t in (*tree.kids(k, "oprd", "dobj", "attr"), *p.preposition_objects(tree, k, {"as", "by"}))
        for o in (t, *(p.beside(tree, t) if tree.names[t] is None else ()))
    ]


def read_examples(reader: Reader, i: int, want: frozenset[object], *, principal: bool) -> list[Filler]:
    """ "affiliates like X", "factions of groups such as X and Y", "gathers groups including X"."""
    tree, word = reader.tree, reader.tree.words[i]
    if word not in nouns("group", "part", "fighter", "leader", "post"):
        return []
    of_a_part = word in nouns("fighter") or (word in nouns("part") and word not in nouns("group", "branch"))
    for k in tree.subtree(i):
        w = tree.words[k]
        opens = w in {"like", "including", "among"} or (
            w == "as" and any(tree.words[x] == "such" for x in tree.children[k])
        )
        if not opens or k < i or tree.deps[k] != "prep":
            continue
        found = [
            f
            for o in tree.kids(k, "pobj")
            for t in reader.with_lists(o)
            if reader.name(t)
            for f in reader.one(t, want, principal=principal)
        ]
        if found:
            return [
                replace(f, scope=Scope.FACTION) if of_a_part and f.party.type is ActorType.ORGANISATION else f
                for f in found
            ]
    return []
