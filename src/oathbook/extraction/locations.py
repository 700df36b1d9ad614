"""Which place "the city of X", "X province", "the town" is. Invariant: a town is never read as a region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oathbook.extraction import predicates as p
from oathbook.extraction.fillers import Filler, from_context
from oathbook.extraction.nounphrase import is_definite, is_plural, noun_span
from oathbook.model import ActorType, Party

if TYPE_CHECKING:
    from oathbook.extraction.parties import Reader

_TOWN_WORDS = frozenset("city town village port capital hamlet stronghold settlement municipality".split())
_REGION_WORDS = frozenset(
    "province region governorate district state area valley island peninsula county".split()
)
_SITES = frozenset(
    "airport airfield airbase barracks garrison prison jail mosque cathedral church market bazaar university college school "
    "hospital hotel mall stadium embassy consulate refinery port bridge station checkpoint palace courthouse dam".split()
)
_TOWNS = frozenset({"city", "town", "site", None})
_REGIONS = frozenset({"region", "area", None})


def read_location(reader: Reader, i: int) -> list[Filler]:
    """The place that the noun at `i` names, or last named."""
    tree = reader.tree
    start, end = noun_span(tree, i)
    named = []
    inside = p.preposition_objects(tree, i, {"of", "around", "surrounding", "near"}) or [
        *p.modifiers(tree, i),
        *tree.kids(i, "appos"),
    ]
    for t in inside:
        for k in tree.conjuncts(t):
            name = reader.name(k)
            if name is not None and name.type in {ActorType.PLACE, ActorType.STATE}:
                first, last = min(start, tree.starts[k]), max(end, tree.ends[k])
                party = name.party
                if tree.words[i] in _SITES and k == i - 1:  # "Karachi airport" is less than Karachi
                    party = Party(written=reader.text[tree.starts[k] : tree.ends[i]], type=ActorType.PLACE)
                named.append(Filler(party=party, start=first, end=last))
    if named:
        return named
    for t in p.preposition_objects(tree, i, {"of"}):
        written = reader.text[tree.starts[t] : tree.ends[t]]
        if tree.tags[t] == "NNP" and written[:1].isupper() and tree.types[t] is None:
            # "the village of X", which no gazetteer has
            party = Party(written=written, type=ActorType.PLACE)
            return [Filler(party=party, start=start, end=tree.ends[t], sure=0.8)]
    if not is_definite(tree, i) or is_plural(tree, i):
        return []
    word = tree.words[i]
    sorts = _TOWNS if word in _TOWN_WORDS else _REGIONS if word in _REGION_WORDS else None
    ranked = reader.discourse.rank(
        [ActorType.PLACE, ActorType.STATE] if sorts is _TOWNS else [ActorType.PLACE],
        sentence=reader.sentence,
        before=start,
        sorts=sorts,
        but=reader.beside_in_clause(i),
    )
    return from_context([_land(q) for q in ranked], start, end, 0.75)


def read_unknown_location(reader: Reader, i: int) -> list[Filler]:
    """ "Withdrew from Muhajiriya": a capital where only a place makes sense, which no gazetteer has."""
    tree = reader.tree
    first = i
    while first > 0 and tree.heads[first - 1] == i and tree.tags[first - 1] in {"NNP", "NNPS"}:
        first -= 1
    written = reader.text[tree.starts[first] : tree.ends[i]]
    plain_word = first == 0 or not written[:1].isupper() or written in reader.registry.demonyms
    if plain_word or any(tree.names[k] is not None for k in range(first, i + 1)):
        return []
    party = Party(written=written, type=ActorType.PLACE)
    return [Filler(party=party, start=tree.starts[first], end=tree.ends[i], sure=0.75)]


def _land(q: Party) -> Party:
    """A capital that the registry reads as its state is a town here."""
    return q if q.type is ActorType.PLACE else Party(written=q.written, type=ActorType.PLACE)
