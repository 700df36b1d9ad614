"""Whom a pronoun stands for: he, it, they, we.

Invariant: a pronoun has the type of its word, is nobody of its own clause, and "we" is who speaks.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from oathbook.extraction import predicates as p
from oathbook.extraction.fillers import (
    FIRST_PRONOUNS,
    PERSON_PRONOUNS,
    PLURAL_PRONOUNS,
    THING_PRONOUNS,
    Filler,
    from_context,
)
from oathbook.extraction.inflect import verb_forms
from oathbook.extraction.signatures import NOUN
from oathbook.extraction.ties import organisations_told
from oathbook.extraction.words import nouns
from oathbook.language.tree import Tree
from oathbook.model import ActorType, Party, Scope

if TYPE_CHECKING:
    from oathbook.extraction.parties import Reader

_SURE_HE, _SURE_IT, _SURE_THEY, _SURE_WE = 0.85, 0.75, 0.6, 0.7
_PEOPLE_LAST = 2  # sentences that unnamed fighters stay in mind


def read_pronoun(
    reader: Reader, i: int, word: str, want: frozenset[object], *, principal: bool
) -> list[Filler]:
    """Who the pronoun at `i` is; a leader on a principal's side is his organisation."""
    start, end = reader.tree.starts[i], reader.tree.ends[i]
    if word.endswith(("self", "selves")) and reader.tree.deps[i] in {"dobj", "pobj", "dative"}:
        return []  # the subject once more, which is no other party
    first = _first_of_list(reader, i)
    if first is not None and word in THING_PRONOUNS:
        owner = [
            f for f in reader.one(first, want, principal=principal) if f.party.type is not ActorType.PERSON
        ]
        if owner:
            return [replace(f, start=start, end=end, anaphor=True, sure=0.9) for f in owner[:1]]
    if word in PERSON_PRONOUNS:
        ranked = _rank(reader, i, [ActorType.PERSON])
        if principal and ActorType.ORGANISATION in want:
            ranked = [reader.organisation_of(i, q) or q for q in ranked]
        return _fit(ranked, want, start, end, _SURE_HE)
    if word in THING_PRONOUNS:
        if (word == "it" and _is_empty(reader.tree, i)) or _is_a_matter(reader, i):
            return []
        types = (ActorType.ORGANISATION, ActorType.STATE)
        if ActorType.STATE in want and not {ActorType.ORGANISATION, ActorType.PLACE} & want:
            nearest = _rank(reader, i, list(types))[:1]  # a state only where no group is meant
            return _fit(nearest, want, start, end, _SURE_IT)
        things = (
            [ActorType.PLACE] if ActorType.PLACE in want else [t for t in types if t in want or principal]
        )
        return _fit(_group_of_sentence_first(reader, i, _rank(reader, i, things)), want, start, end, _SURE_IT)
    if word in PLURAL_PRONOUNS:
        return read_they(reader, i, want)
    if word in FIRST_PRONOUNS and reader.speaker is not None:
        return _fit([_spoken_for(reader, word, want)], want, start, end, _SURE_WE)
    return []


def _first_of_list(reader: Reader, i: int) -> int | None:
    """ "X and its leader Y": "its" is X's."""
    tree = reader.tree
    if tree.deps[i] != "poss":
        return None
    noun = tree.heads[i]
    while tree.deps[noun] in {"compound", "nmod", "appos"}:
        noun = tree.heads[noun]
    first = tree.heads[noun]
    named = (
        first < noun and tree.deps[noun] == "conj" and (tree.is_noun(first) or tree.names[first] is not None)
    )
    return first if named else None


def _is_empty(tree: Tree, i: int) -> bool:
    """ "It is in this context that ...", "it was clear that ...": nobody."""
    verb = tree.heads[i]
    if tree.deps[i] not in {"nsubj", "nsubjpass"} or tree.words[verb] not in {"is", "was", "'s"}:
        return False
    clauses = tree.kids(verb, "ccomp", "advcl", "csubj", "relcl")
    return any(tree.words[m] == "that" for c in clauses for m in tree.kids(c, "mark"))


# What is done to agreements, offers and statements as well as to organisations.
_OF_MATTERS = frozenset(
    f
    for verb in (
        "abandon reject accept condemn denounce endorse approve welcome renounce oppose support dismiss ignore violate refuse honour "
        "honor break end back disown disavow repudiate"
    ).split()
    for f in verb_forms(verb)
)
_MATTERS = frozenset(
    "deal agreement accord pact truce ceasefire treaty peace process plan offer proposal settlement talks charter decision demand "
    "statement message video recording announcement pledge oath merger attack move bid call ideology constitution law vote".split()
)


def _is_a_matter(reader: Reader, i: int) -> bool:
    """ "He signed the deal and abandoned it": the object is what was just spoken of, no organisation of this sentence."""
    tree = reader.tree
    if tree.deps[i] != "dobj" or tree.words[tree.heads[i]] not in _OF_MATTERS:
        return False
    before = range(i - 1, -1, -1)
    matter = next((k for k in before if tree.words[k] in _MATTERS and tree.is_noun(k)), None)
    subjects = set(p.surface_subjects(tree, tree.heads[i]))
    group = next((k for k in before if tree.types[k] == "organisation" and k not in subjects), None)
    return group is None or (matter is not None and group < matter)


def _spoken_for(reader: Reader, word: str, want: frozenset[object]) -> Party:
    """ "I" is the speaker; "we" is what he speaks for, where the text has said that."""
    speaker = reader.speaker
    assert speaker is not None  # noqa: S101 - asked by the caller
    if word in {"we", "us", "our", "ourselves"} and ActorType.ORGANISATION in want:
        for q in organisations_told(reader.claims, speaker.label):
            return q
    return speaker


def _group_of_sentence_first(reader: Reader, i: int, ranked: list[Party]) -> list[Party]:
    """ "Kigali says that the group and its ally ...": "its" is the group's, which is nearer than the state."""
    if not ranked or ranked[0].type is not ActorType.STATE:
        return ranked
    tree = reader.tree
    here = {
        f.party.label
        for k in range(i)
        if (tree.names[k] is None and tree.words[k] in nouns("group") and reader.is_definite(k))
        for f in reader.one(k, frozenset({ActorType.ORGANISATION}))
    }
    return sorted(ranked, key=lambda q: q.label not in here)


def read_they(reader: Reader, i: int, want: frozenset[object]) -> list[Filler]:
    """Those last spoken of together, unnamed fighters, or one organisation."""
    start, end = reader.tree.starts[i], reader.tree.ends[i]
    people = reader.discourse.people
    if NOUN in want and people is not None and reader.sentence - people[0] <= _PEOPLE_LAST:
        return [
            Filler(party=people[1], start=start, end=end, scope=Scope.MEMBERS, sure=_SURE_THEY, anaphor=True)
        ]
    together = reader.discourse.last_together(want, sentence=reader.sentence, before=start)
    if together:
        return [
            Filler(party=q, start=start, end=end, sure=_SURE_THEY, anaphor=True,
                   scope=Scope.PERSON if q.type is ActorType.PERSON else Scope.GROUP)
            for q in together
        ]  # fmt: skip
    return _fit(_rank(reader, i, [ActorType.ORGANISATION]), want, start, end, _SURE_THEY)


def _rank(reader: Reader, i: int, types: list[ActorType]) -> list[Party]:
    tree = reader.tree
    return reader.discourse.rank(
        types,
        sentence=reader.sentence,
        before=tree.starts[i],
        clause_subject=tree.deps[i] in {"nsubj", "nsubjpass", "poss"},
        but=reader.beside_in_clause(i),
    )


def _fit(ranked: list[Party], want: frozenset[object], start: int, end: int, sure: float) -> list[Filler]:
    fit = [q for q in ranked if q.type in want]
    scope = Scope.PERSON if fit and fit[0].type is ActorType.PERSON else Scope.GROUP
    return from_context(fit, start, end, sure, scope=scope)
