"""How many people a claim is about, and which post."""

from __future__ import annotations

from oathbook.extraction.circumstances import find_deaths
from oathbook.extraction.match import Hit
from oathbook.extraction.parties import Filler, Reader
from oathbook.extraction.predicates import preposition_objects
from oathbook.extraction.words import nouns, plain
from oathbook.model import Count, Kind

_OF_THE_DEAD = frozenset({Kind.ATTACK, Kind.CLAIM_ATTACK, Kind.TOLL, Kind.RIVAL})
_OF_PEOPLE = frozenset({Kind.DEFECT, Kind.MOVE, Kind.RECRUIT, Kind.MEMBER})
_OF_FOLLOWERS = frozenset({Kind.BREAK, Kind.PLEDGE, Kind.SPLIT, Kind.DEFECT, Kind.MOVE})


def count_of(
    reader: Reader, hit: Hit, s: Filler | None, o: Filler | None, start: int, end: int
) -> Count | None:
    tree, kind = reader.tree, hit.frame.kind
    if kind in _OF_THE_DEAD:
        first = max(tree.start, start - 80)
        dead = find_deaths(reader.text[first : min(tree.end, end + 90)], at=tree.starts[hit.trigger] - first)
        if dead is None and kind in {Kind.ATTACK, Kind.CLAIM_ATTACK} and o is not None:
            return o.count
        return dead
    if kind in _OF_PEOPLE:
        side = o if kind is Kind.RECRUIT else s
        if side is not None and side.count is not None:
            return side.count
        if tree.words[hit.trigger] in nouns("fighter"):
            return reader.count_at(hit.trigger)
    if kind in _OF_FOLLOWERS:
        for t in preposition_objects(tree, hit.trigger, frozenset({"with", "along with", "together with"})):
            if tree.words[t] in nouns("fighter"):
                return reader.count_at(t)
    return None


def role_words(reader: Reader, i: int) -> str:
    """The post as written, without its owner and its "former"."""
    tree = reader.tree
    first = i
    for k in sorted(tree.kids(i, "amod", "compound"), reverse=True):
        if (
            k != first - 1
            or tree.words[k - 1] == "-"
            or tree.names[k] is not None
            or tree.words[k] in plain("former")
            or tree.tags[k] in {"JJS", "NNP", "NNPS"}
        ):
            break
        if reader.registry.demonyms.get(reader.text[tree.starts[k] : tree.ends[k]]):
            break
        first = k
    return reader.text[tree.starts[first] : tree.ends[i]].lower()
