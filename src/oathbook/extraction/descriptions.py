"""Which organisation a description is: "the group", "its Syrian branch", "a faction of X", "both groups".

Invariant: an indefinite description is nobody unless the text names it later; a plural one is the last pair or
only a noun.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from oathbook.extraction import predicates as p
from oathbook.extraction.background import branch_of
from oathbook.extraction.fillers import PERSON_PRONOUNS, Filler, from_context
from oathbook.extraction.nounphrase import as_written, has_word, is_definite, is_other, is_plural, noun_span
from oathbook.extraction.signatures import NOUN
from oathbook.extraction.words import nouns, plain
from oathbook.model import ActorType, Kind, Party, Scope

if TYPE_CHECKING:
    from oathbook.extraction.parties import Reader

_ORG = frozenset({ActorType.ORGANISATION})
_WHOLE = frozenset("remnant remnants rump survivors rest bulk core".split())
_OF_ONE = frozenset("caliphate emirate insurgency network".split())
_VAGUE = frozenset("party parties council command coalition government force forces army".split())
_HOSTILE_SIDES = frozenset("side sides camp camps rival rivals foe foes enemies party parties".split())
_PAIR_NOUNS = _HOSTILE_SIDES | frozenset(
    "groups organisations organizations factions movements outfits".split()
)


def read_organisation(
    reader: Reader, i: int, word: str, want: frozenset[object], *, principal: bool
) -> list[Filler]:
    """The organisation that the group noun at `i` describes."""
    tree = reader.tree
    start, end = noun_span(tree, i)
    if ActorType.ORGANISATION not in want:
        return as_written(tree, reader.text, i) if NOUN in want else []
    if word in {"army", "government", "police", "military"} and not reader.owners(i):
        return []  # a state's, whatever was spoken of last
    if is_plural(tree, i) and has_word(tree, i, "two", "both"):
        pair = read_pair(reader, i, want)
        if pair:
            return pair
    if word in nouns("part", "branch"):
        part = _part(reader, i, word, principal=principal)
        if part:
            return part
    if is_plural(tree, i):
        return as_written(tree, reader.text, i) if NOUN in want else []
    for q in _of_person(reader, i):
        return [Filler(party=q, start=start, end=end, sure=0.8, anaphor=True)]
    whole = _said_to_be(reader, i, want) or _of_owner(reader, i) or _with_own_name(reader, i, word)
    if whole:
        return whole
    if not is_definite(tree, i) or is_other(tree, i) or _is_panel(reader, i):
        return []
    return from_context(_definite(reader, i, word, start), start, end, 0.85)


def _of_owner(reader: Reader, i: int) -> list[Filler]:
    """ "The caliphate of X", "X's insurgency": X."""
    start, end = noun_span(reader.tree, i)
    for o in reader.owners(i):
        name = reader.name(o)
        if name is not None and name.type is ActorType.ORGANISATION and reader.tree.words[i] in _OF_ONE:
            return [Filler(party=name.party, start=start, end=max(end, reader.tree.ends[o]), sure=0.9)]
    return []


def _with_own_name(reader: Reader, i: int, word: str) -> list[Filler]:
    """ "The Twa militia": a capital before the noun names another than the one last spoken of."""
    tree = reader.tree
    for k in tree.kids(i, "compound", "nmod", "amod"):
        written = reader.text[tree.starts[k] : tree.ends[k]]
        proper = tree.tags[k] in {"NNP", "NNPS"} and written[:1].isupper() and k > 0
        if not proper or tree.names[k] is not None or written.lower() in plain("opening"):
            continue
        if written in reader.registry.demonyms or word in _VAGUE:
            continue
        party = Party(written=reader.text[tree.starts[k] : tree.ends[i]], type=ActorType.ORGANISATION)
        return [Filler(party=party, start=tree.starts[k], end=tree.ends[i], sure=0.7)]
    return []


def _is_panel(reader: Reader, i: int) -> bool:
    """ "The Group found no evidence": a panel of experts speaks of itself with a capital."""
    return reader.text[reader.tree.starts[i]].isupper() and reader.tree.words[i] in {"group", "panel", "team"}


def _said_to_be(reader: Reader, i: int, want: frozenset[object]) -> list[Filler]:
    """ "X is a militant group that ...": what is said of the group is said of X."""
    tree = reader.tree
    if tree.deps[i] != "attr" or tree.words[tree.heads[i]] not in p.COPULAS:
        return []
    return [f for s in p.surface_subjects(tree, tree.heads[i]) if s != i for f in reader.one(s, want)]


def _definite(reader: Reader, i: int, word: str, start: int) -> list[Party]:
    ranked = reader.discourse.rank(
        _ORG,
        sentence=reader.sentence,
        before=start,
        clause_subject=reader.tree.deps[i] in {"nsubj", "nsubjpass"},
        noun=word,
        but=reader.beside_in_clause(i),
    )
    ranked = _of_country(reader, i, ranked)
    if has_word(reader.tree, i, "new", "newborn", "fledgling"):
        founded = [
            c.object for c in reader.claims if c.kind in {Kind.FORM, Kind.MERGE} and c.object is not None
        ]
        founded += [q for at, q in sorted(reader.discourse.ahead.items()) if at < start]
        ranked = [*reversed(founded), *ranked]
    return list({q.label: q for q in ranked}.values())


def _of_country(reader: Reader, i: int, ranked: list[Party]) -> list[Party]:
    """ "The Somali organisation": those at home there first."""
    tree, registry = reader.tree, reader.registry
    countries = {
        registry.demonyms.get(reader.text[tree.starts[k] : tree.ends[k]])
        for k in tree.kids(i, "amod", "compound")
    } - {None}
    if not countries:
        return ranked
    return sorted(ranked, key=lambda q: registry.countries.get(q.actor or "") not in countries)


def read_pair(reader: Reader, i: int, want: frozenset[object]) -> list[Filler]:
    """ "the two", "both sides", "the pair": the two parties last set side by side."""
    start, end = reader.tree.starts[i], reader.tree.ends[i]
    word = reader.tree.words[i]
    sides = (ActorType.ORGANISATION, ActorType.PERSON, ActorType.STATE)
    types = [t for t in (sides if word not in nouns("group") else sides[:1]) if t in want]
    pair = reader.discourse.last_pair(
        types, sentence=reader.sentence, before=start, hostile=word in _HOSTILE_SIDES
    )
    return [
        Filler(party=q, start=start, end=end, sure=0.75, anaphor=True,
               scope=Scope.PERSON if q.type is ActorType.PERSON else Scope.GROUP)
        for q in pair
    ]  # fmt: skip


def is_pair_noun(word: str) -> bool:
    """Whether "the two" or "both" before this noun means two parties: "both camps"."""
    return word in _PAIR_NOUNS


def _of_person(reader: Reader, i: int) -> Iterator[Party]:
    """ "Belmokhtar's group", "his faction": the organisation of that person."""
    for o in reader.owners(i):
        name = reader.name(o)
        if name is not None and name.type is ActorType.PERSON:
            persons = [name.party]
        elif reader.tree.words[o] in PERSON_PRONOUNS:
            persons = [f.party for f in reader.one(o, frozenset({ActorType.PERSON}))]
        else:
            continue
        for q in persons:
            org = reader.organisation_of(o, q)
            if org is not None:
                yield org


def _part(reader: Reader, i: int, word: str, *, principal: bool) -> list[Filler]:
    """A wing or branch: an actor of its own where the registry has one for that place, else part of the whole."""
    if word == "arms":
        return []  # these are laid down; a wing is an arm
    start, end = noun_span(reader.tree, i)
    for owner in reader.owners(i):
        for f in reader.one(owner, _ORG, principal=True):
            branches = [
                b
                for q in places_near(reader, i)
                if f.party.actor and (b := branch_of(reader.registry, f.party.actor, [q]))
            ]
            if branches:
                return [_branch(reader, b, min(start, f.start), start, end) for b in dict.fromkeys(branches)]
            scope = Scope.GROUP if principal or word in _WHOLE else Scope.FACTION
            return [replace(f, start=min(start, f.start), end=max(end, f.end), scope=scope, others=())]
    return []


def _branch(reader: Reader, actor: str, first: int, start: int, end: int) -> Filler:
    party = Party(written=reader.text[start:end], actor=actor, type=reader.registry.actors[actor].type)
    return Filler(party=party, start=first, end=end, sure=0.9)


def places_near(reader: Reader, i: int) -> list[str]:
    """Countries and regions said beside a noun, demonyms turned into countries."""
    tree = reader.tree
    found: list[str] = []
    beside = [t for t in tree.kids(i, "amod", "compound", "nmod", "poss") if t < i]
    for a in beside:
        for b in beside:
            written = reader.text[tree.starts[a] : tree.ends[b]]
            country = reader.registry.demonyms.get(written) if a <= b else None
            if country:
                found.insert(0, country)
    where = p.preposition_objects(tree, i, {"in", "for", "of", "across"})
    for t in [x for o in where for x in tree.conjuncts(o)]:
        name = reader.name(t)
        if name is not None and name.type in {ActorType.PLACE, ActorType.STATE}:
            actor = name.party.actor
            found.append(name.party.label if actor is None else reader.registry.actors[actor].name)
    return found
