"""Whose fighters, commanders, leaders a noun means: "his men", "elements of X", "the leader of Y".

Invariant: people of a named side are that side, as members; nobody's people stand as written.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from oathbook.extraction import predicates as p
from oathbook.extraction.fillers import PLURAL_PRONOUNS, THING_PRONOUNS, Filler, from_context
from oathbook.extraction.nounphrase import (
    as_written,
    count_at,
    has_word,
    is_definite,
    is_indefinite,
    is_plural,
    noun_span,
)
from oathbook.extraction.signatures import NOUN
from oathbook.extraction.whose import state_meant
from oathbook.extraction.words import nouns
from oathbook.model import ActorType, Kind, Scope

if TYPE_CHECKING:
    from oathbook.extraction.parties import Reader

_SIDES: frozenset[object] = frozenset({ActorType.ORGANISATION, ActorType.PERSON})
_ORG: frozenset[object] = frozenset({ActorType.ORGANISATION})
_TIED = frozenset("loyal belonging affiliated linked allied faithful serving fighting".split())
_SERVE = frozenset("fought served fighting serving belonged fight".split())
_LISTS = frozenset({":", ",", ";", "and", ".", "(", "-"})
_SMALL_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_OF_ORDER = frozenset("security government armed police military army state coalition allied foreign".split())
_FAR_OWNER = 60  # characters


def owners(reader: Reader, i: int) -> list[int]:
    """The tokens that say whose `i` is: a modifier, a possessive, "of", "from", "within"."""
    tree = reader.tree
    found = [*p.modifiers(tree, i), *p.possessors(tree, i)]
    found += [m for k in tree.kids(i, "amod", "compound") for m in p.modifiers(tree, k)]
    if not found:
        found = p.preposition_objects(tree, i, {"of", "from", "in", "within", "inside", "with"})
        found = [t for t in found if _could_own(reader, t)]
    if not found:  # "fighters loyal to X", "militants who fought with X"
        for k in tree.kids(i, "amod", "acl"):
            if tree.words[k] in _TIED:
                found += p.preposition_objects(tree, k, {"to", "with", "for", "in"})
        for k in tree.kids(i, "relcl"):
            if tree.words[k] in _SERVE:
                found += p.preposition_objects(tree, k, {"with", "for", "in", "to", "alongside"})
    return found


def read_listed(reader: Reader, i: int, want: frozenset[object]) -> list[Filler]:
    """ "Two other leaders were killed: X, who led the wing, and Y": the names behind the colon."""
    tree = reader.tree
    if (
        ActorType.PERSON not in want
        or not is_plural(tree, i)
        or tree.words[i] not in nouns("leader", "post", "fighter")
    ):
        return []
    colon = next((k for k in range(i + 1, len(tree)) if tree.words[k] == ":"), None)
    if colon is None or tree.deps[i] not in {"nsubj", "nsubjpass", "dobj", "pobj", "attr"}:
        return []
    listed = [
        k
        for k in range(colon + 1, len(tree))
        if (n := reader.name(k)) is not None
        and n.type is ActorType.PERSON
        and _LISTS & {*tree.words[colon:k][-1:], *tree.words[max(colon, k - 2) : k]}
        and (k + 1 == len(tree) or tree.words[k + 1] in _LISTS)
    ]
    number = next(
        (_SMALL_NUMBERS[tree.words[k]] for k in tree.kids(i, "nummod") if tree.words[k] in _SMALL_NUMBERS),
        None,
    )
    if not listed or (number is not None and number != len(listed)):
        return []
    return [f for k in listed for f in reader.one(k, frozenset({ActorType.PERSON}))]


def _could_own(reader: Reader, i: int) -> bool:
    name = reader.name(i)
    if name is not None:
        return name.type in {ActorType.ORGANISATION, ActorType.PERSON}
    word = reader.tree.words[i]
    return word in nouns("group", "part", "fighter") | THING_PRONOUNS | PLURAL_PRONOUNS | {"which", "whom"}


def read_people(reader: Reader, i: int, want: frozenset[object], *, principal: bool) -> list[Filler]:
    """Fighters, commanders, elements: of an organisation where one is named, else as written."""
    tree = reader.tree
    count = count_at(tree, reader.text, i)
    start, end = noun_span(tree, i)
    plural = is_plural(tree, i)
    if not plural and not principal and any(tree.types[b] == "person" for b in p.beside(tree, i)):
        return []  # "a commander of X, Hassan Ali": one man, who is named, and no man is asked for
    # "its leaders" act for it; "a commander", "its commanders" are some of its people
    heads_it = (
        tree.words[i] in nouns("leader") and tree.words[i] != "commanders" and not is_indefinite(tree, i)
    )
    # "Shekau's men" where only an organisation will do are his organisation's
    through = principal or ActorType.PERSON not in want
    scope = Scope.GROUP if principal or heads_it else Scope.MEMBERS
    for owner in owners(reader, i):
        owned = [f for t in reader.with_lists(owner) for f in reader.one(t, _SIDES, principal=through)]
        found = [
            replace(
                f,
                start=min(start, f.start),
                end=max(end, f.end) if f.end - end < _FAR_OWNER else end,
                scope=scope,
                count=count,
            )
            for f in owned
            # "who killed our men": a man's men are not himself where only a person is asked for
            if f.party.type in want and (f.party.type is not ActorType.PERSON or len(want) > 1)
        ]
        if found:
            return found
    if tree.words[i] == "forces" and any(
        tree.words[k] in _OF_ORDER for k in tree.kids(i, "compound", "amod")
    ):
        return state_meant(reader, i) if ActorType.STATE in want else []
    state = state_meant(reader, i) or _loyalists(reader, i) if ActorType.STATE in want else []
    if state:
        return state
    if is_definite(tree, i) and plural and ActorType.ORGANISATION in want and NOUN not in want:
        ranked = reader.discourse.rank(
            [ActorType.ORGANISATION], sentence=reader.sentence, before=start, but=reader.beside_in_clause(i)
        )
        return from_context(ranked, start, end, 0.6, count=count)
    if NOUN in want and (plural or count is not None):
        return as_written(tree, reader.text, i)
    if not plural and ActorType.PERSON in want and is_definite(tree, i):
        ranked = reader.discourse.rank([ActorType.PERSON], sentence=reader.sentence, before=start)
        return from_context(ranked, start, end, 0.6, scope=Scope.PERSON)
    return []


def _loyalists(reader: Reader, i: int) -> list[Filler]:
    """ "Troops loyal to President X", "forces of the government": the state's."""
    tree = reader.tree
    start, end = noun_span(tree, i)
    for k in tree.kids(i, "amod", "acl"):
        if tree.words[k] in _TIED:
            for t in p.preposition_objects(tree, k, {"to", "with"}):
                beside = [t, *tree.kids(t, "compound", "nmod", "amod")]
                if any(tree.words[x] in {"president", "government", "regime"} for x in beside) or any(
                    tree.words[x].startswith(("president ", "prime minister ")) for x in beside
                ):
                    return from_context(reader.homes(), start, end, 0.7)
    return []


def read_office(
    reader: Reader, i: int, word: str, want: frozenset[object], *, principal: bool
) -> list[Filler]:
    """ "the leader of X": on a principal's side X itself; a spokesman speaks for X; else the person if known."""
    tree = reader.tree
    if is_plural(tree, i) or (is_indefinite(tree, i) and not principal):
        return []
    start, end = noun_span(tree, i)
    bearers = [
        b for b in p.bearers(tree, i) if (n := reader.name(b)) is not None and n.type is ActorType.PERSON
    ]
    if bearers and not principal:
        return reader.one(bearers[0], want)
    if has_word(tree, i, *nouns("former")) and ActorType.PERSON in want and not principal:
        gone = [c.object for c in reader.claims if c.kind is Kind.REPLACE and c.object is not None]
        return from_context(gone[-1:], start, end, 0.7, scope=Scope.PERSON) if is_definite(tree, i) else []
    if ActorType.ORGANISATION in want and (principal or word in nouns("leader", "post")):
        for owner in owners(reader, i):
            fillers = reader.one(owner, _ORG, principal=True)
            if fillers:
                return [
                    replace(f, start=min(start, f.start), end=max(end, f.end), scope=Scope.GROUP)
                    for f in fillers[:1]
                ]
    if word == "president" and not owners(reader, i):
        return []  # a state's, as a rule
    if ActorType.PERSON in want and is_definite(tree, i) and not owners(reader, i):
        ranked = reader.discourse.rank([ActorType.PERSON], sentence=reader.sentence, before=start)
        if principal:
            ranked = [reader.organisation_of(i, q) or q for q in ranked]
        ranked = [q for q in ranked if q.type in want]
        scope = Scope.PERSON if ranked and ranked[0].type is ActorType.PERSON else Scope.GROUP
        return from_context(ranked, start, end, 0.6, scope=scope)
    return []
