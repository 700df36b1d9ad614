"""Which state "the army", "Iraqi troops", "government forces" belong to.

Invariant: a state named with the noun is never overruled; without one, the state that the sentence and the
text speak of most is meant, or none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oathbook.extraction import predicates as p
from oathbook.extraction.background import state_of
from oathbook.extraction.fillers import Filler, from_context
from oathbook.extraction.nounphrase import is_definite, noun_span
from oathbook.extraction.words import nouns
from oathbook.model import ActorType, Party, Scope

if TYPE_CHECKING:
    from oathbook.extraction.parties import Reader

# Bodies that need no state named with them: there is one of each in a country.
_OF_THE_COUNTRY = frozenset(
    "army government military police parliament authorities navy gendarmerie gendarmes".split()
)
_BARE = frozenset("police parliament authorities gendarmes prosecutors".split())
_OF_GOVERNMENT = frozenset(
    "government army federal security state regime loyalist regular national pro-government".split()
)


def shares_force(reader: Reader, i: int) -> list[Filler]:
    """ "the Ugandan and the Congolese armies": the first adjective stands for its army as well."""
    tree = reader.tree
    start, end = tree.starts[i], tree.ends[i]
    if tree.words[i] in nouns("state_force") or not any(
        tree.words[k] in nouns("state_force") for k in tree.conjuncts(i)
    ):
        return []
    country = reader.registry.demonyms.get(reader.text[start:end])
    state = state_of(reader.registry, country) if country else None
    if state is None:
        return []
    return [
        Filler(
            party=Party(written=reader.text[start:end], actor=state, type=ActorType.STATE),
            start=start,
            end=end,
            sure=0.85,
        )
    ]


# "Uzbek militants" are nobody's army.
_NO_STATES = nouns("armed_people") - nouns("state_force")


def state_meant(reader: Reader, i: int) -> list[Filler]:
    """The state whose force or body the noun at `i` is; nothing where it is nobody's in particular."""
    tree = reader.tree
    start, end = noun_span(tree, i)
    of_fighters = tree.words[i] in nouns("fighter")
    for t in [*tree.kids(i, "amod", "compound", "nmod", "poss"), i]:
        name = reader.name(t)
        if name is not None and name.type in {ActorType.STATE, ActorType.BODY}:
            scope = Scope.MEMBERS if t != i and of_fighters else Scope.GROUP
            return [Filler(party=name.party, start=start, end=end, sure=0.95, scope=scope)]
        country = reader.registry.demonyms.get(reader.text[tree.starts[t] : tree.ends[t]])
        state = state_of(reader.registry, country) if country else None
        if state is not None and tree.words[i] not in _NO_STATES:
            party = Party(written=reader.text[start:end], actor=state, type=ActorType.STATE)
            return [Filler(party=party, start=start, end=end, sure=0.95)]
    for t in p.preposition_objects(tree, i, {"of"}):
        named = [(k, n) for k in reader.with_lists(t) if (n := reader.name(k)) is not None]
        if named and named[0][1].type is ActorType.STATE:  # "the governments of A, B and C"
            return [
                Filler(party=n.party, start=start, end=max(end, tree.ends[k]), sure=0.9)
                for k, n in named
                if n.type in {ActorType.STATE, ActorType.BODY}
            ]
    word = tree.words[i]
    by_government = any(tree.words[k] in _OF_GOVERNMENT for k in tree.kids(i, "compound", "amod"))
    bare = word in _BARE and not tree.kids(i, "det", "poss", "nummod", "amod")
    if (word in _OF_THE_COUNTRY and (is_definite(tree, i) or bare)) or by_government:
        homes = reader.homes()
        return from_context(homes, start, end, 0.6, scope=Scope.MEMBERS if of_fighters else Scope.GROUP)
    return []
