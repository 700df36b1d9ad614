"""Which parties a token stands for: the one entrance to names, pronouns, descriptions, people and states.

Invariant: every filler carries the span of the words it was read from and never invents a name: a
description or pronoun that cannot be resolved gives nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from oathbook.actors import Registry
from oathbook.extraction import implied, named, people, whose
from oathbook.extraction import predicates as p
from oathbook.extraction.descriptions import read_organisation, read_pair
from oathbook.extraction.discourse import Discourse, nameless
from oathbook.extraction.fillers import PRONOUNS, QUANTIFIERS, Filler, from_context
from oathbook.extraction.locations import read_location, read_unknown_location
from oathbook.extraction.names import Name
from oathbook.extraction.nounphrase import as_written, count_at, has_word, is_definite, is_plural
from oathbook.extraction.pronouns import read_pronoun, read_they
from oathbook.extraction.signatures import NOUN, STATE_LIKE
from oathbook.extraction.words import nouns, plain
from oathbook.language.tree import Tree
from oathbook.model import ActorType, Claim, Count, Kind, Party, Scope

# What is done to towns and not to people: "overran Sake".
_SEIZE = frozenset(
    "seize seized seizes seizing overrun overran retake retook retaken recapture recaptured occupy occupied liberated besiege "
    "besieged shelled torched razed vacated".split()
)
_CROWDS = frozenset("others some many several most dozens hundreds".split())


@dataclass(slots=True, kw_only=True)
class Reader:
    """What is needed to read parties in one sentence of one document."""

    tree: Tree
    names: Sequence[Name]
    text: str
    sentence: int
    discourse: Discourse
    registry: Registry
    speaker: Party | None = None
    claims: list[Claim] = field(default_factory=list)
    _cache: dict[tuple[int, frozenset[object], bool], list[Filler]] = field(default_factory=dict)

    def read(
        self,
        tokens: Iterable[int],
        want: frozenset[object],
        *,
        principal: bool = False,
        beside: Sequence[Filler] = (),
        trigger: int | None = None,
    ) -> list[Filler]:
        """The fillers at `tokens` and everything coordinated with them; `beside` is the claim's other side.

        What is joined to a token behind a `trigger` that stands in an aside to it is left out: in "arrested A,
        once its jurist, and B" only A was the jurist.
        """
        found: dict[str, Filler] = {}
        for token in tokens:
            if token < 0:
                for filler in implied.read_implied(self, token, want, beside):
                    found.setdefault(filler.party.label, filler)
                continue
            for t in self.with_lists(token):
                if trigger is not None and token < trigger < t and token in self.tree.ancestors(trigger):
                    continue
                if trigger is not None and t != token and self._is_title(trigger, token):
                    continue
                for filler in self.one(t, want, principal=principal):
                    found.setdefault(filler.party.label, filler)
        self._note_people(found.values(), want)
        known = [f for f in found.values() if f.party.type is not None]
        return known or list(found.values())

    def _is_title(self, i: int, token: int) -> bool:
        """ "JuA chief X and HuA's emir Y": one man's title is not the next man's."""
        tree = self.tree
        return (
            tree.heads[i] == token and tree.deps[i] in {"compound", "nmod", "amod"} and not is_plural(tree, i)
        )

    def _note_people(self, fillers: Iterable[Filler], want: frozenset[object]) -> None:
        """Unnamed fighters just spoken of are whom "they" and "others" mean next."""
        if NOUN in want:
            for f in fillers:
                if f.scope is Scope.MEMBERS and not f.anaphor:
                    self.discourse.people = (self.sentence, f.party)

    # -- one token ---------------------------------------------------------------------------------

    def one(self, i: int, want: frozenset[object], *, principal: bool = False) -> list[Filler]:
        """The fillers at the token `i` alone; with `principal` a leader is his organisation."""
        key = (i, want, principal)
        if key not in self._cache:
            self._cache[key] = []  # a description that refers to itself finds nothing
            self._cache[key] = self._read(i, want, principal)
        return self._cache[key]

    def _read(self, i: int, want: frozenset[object], principal: bool) -> list[Filler]:
        tree, word = self.tree, self.tree.words[i]
        if tree.types[i] == "time":
            return []
        if word in {"latter", "former"} and tree.kid(i, "det") is not None:
            return self._latter(i, want) if word == "latter" else read_pair(self, i, want)[:1]
        index = tree.names[i]
        if index is not None:
            return named.read_name(self, i, self.names[index], want, principal=principal)
        if tree.tags[i] in {"PRP", "PRP$"} or word in PRONOUNS:
            return read_pronoun(self, i, word, want, principal=principal)
        if tree.tags[i].startswith("J"):
            after = [a for a in tree.kids(i, "appos") if self.name(a) is not None]
            if after:  # "a Malaysian, Mahmud Ahmad"
                return self.one(after[0], want, principal=principal)
        if word in QUANTIFIERS or tree.tags[i] in {"CD", "DT", "JJS", "JJ", "JJR"}:
            return self._quantified(i, want, principal)
        if tree.tags[i].startswith("N") or tree.tags[i] in {"VBG", "VBN"}:
            return self._noun(i, word, want, principal)
        return []

    def _latter(self, i: int, want: frozenset[object]) -> list[Filler]:
        """The last named before it in its sentence, else the second of the last pair."""
        near = [k for k in range(i) if (n := self.name(k)) is not None and n.type in want]
        return self.one(near[-1], want) if near else read_pair(self, i, want)[1:2]

    def _quantified(self, i: int, want: frozenset[object], principal: bool) -> list[Filler]:
        """ "some of its commanders", "most of the group", "dozens", "the two"."""
        inner = p.preposition_objects(self.tree, i, {"of", "among", "from"})
        for t in inner if self.tree.words[i] == "one" and ActorType.PERSON in want else ():
            for a in self.tree.kids(t, "appos"):  # "one of its commanders, X"
                if (name := self.name(a)) is not None and name.type is ActorType.PERSON:
                    return self.one(a, want, principal=principal)
        if inner:
            fillers = [
                f
                for t in inner
                for f in self.one(t, want | {ActorType.ORGANISATION}, principal=principal)
                # "28 of his men": not he
                if f.party.type is not ActorType.PERSON or NOUN in want or self.name(t) is not None
            ]
            count = count_at(self.tree, self.text, i)
            start = self.tree.starts[i]
            return [
                replace(f, start=min(start, f.start), count=count or f.count,
                        scope=Scope.MEMBERS if f.party.type is not ActorType.PERSON and f.scope is Scope.GROUP else f.scope)
                for f in fillers
                if f.party.type in want or (NOUN in want and ActorType.PERSON in want)
            ]  # fmt: skip
        if self.tree.words[i] in {"two", "both"}:
            return read_pair(self, i, want)
        if self.tree.words[i] in _CROWDS and NOUN in want:
            return read_they(self, i, want)
        return []

    def _noun(self, i: int, word: str, want: frozenset[object], principal: bool) -> list[Filler]:
        found = people.read_listed(self, i, want)
        found = found or named.read_named_beside(self, i, want, principal=principal)
        found = found or self._announced(i, want)
        found = found or named.read_examples(self, i, want, principal=principal)
        if not found and word in nouns("leader", "post") and (ActorType.PERSON in want or principal):
            found = people.read_office(self, i, word, want, principal=principal)
        if not found and word in nouns("organ", "weapon") and ActorType.ORGANISATION in want:
            found = self._of_owner(i)
        if found:
            return found
        if word in nouns("fighter") or word in {"ranks", "cells", "men", "people"}:
            return people.read_people(self, i, want, principal=principal)
        if ActorType.STATE in want and (shared := whose.shares_force(self, i)):
            return shared
        if word in nouns("state_force") and ({ActorType.STATE} & want or ActorType.BODY in want):
            state = self.state_meant(i)
            if state:
                return state
        if word in nouns("group", "part"):
            return read_organisation(self, i, word, want, principal=principal)
        if word in nouns("place_words") and ActorType.PLACE in want:
            return read_location(self, i) or (as_written(self.tree, self.text, i) if NOUN in want else [])
        if word in plain("person_words") and ActorType.PERSON in want:
            return self._the_person(i)
        if NOUN in want:
            return as_written(self.tree, self.text, i)
        proper = self.tree.tags[i] in {"NNP", "NNPS"} and (
            self.tree.deps[i] in {"pobj", "conj"}
            or (self.tree.deps[i] == "dobj" and self.tree.words[self.tree.heads[i]] in _SEIZE)
        )
        return read_unknown_location(self, i) if proper and ActorType.PLACE in want else []

    def _announced(self, i: int, want: frozenset[object]) -> list[Filler]:
        """ "A senior commander", whom the next sentence names."""
        if self.tree.deps[i] == "attr" and any(
            self.name(s) for s in p.surface_subjects(self.tree, self.tree.heads[i])
        ):
            return []  # "X is a group that ...": named already
        party = self.discourse.ahead.get(self.tree.starts[i])
        if party is None or party.type not in want:
            return []
        scope = Scope.PERSON if party.type is ActorType.PERSON else Scope.GROUP
        return from_context([party], self.tree.starts[i], self.tree.ends[i], 0.8, scope=scope)

    def _of_owner(self, i: int) -> list[Filler]:
        """ "its leadership", "the group's bombs": the organisation itself."""
        for owner in self.owners(i):
            owned = self.one(owner, frozenset({ActorType.ORGANISATION}), principal=True)
            if owned:
                return owned
        return []

    def _the_person(self, i: int) -> list[Filler]:
        start, end = self.tree.starts[i], self.tree.ends[i]
        if has_word(self.tree, i, *nouns("former")):
            gone = [c.object for c in self.claims if c.kind is Kind.REPLACE and c.object is not None]
            return from_context(gone[-1:], start, end, 0.7, scope=Scope.PERSON)
        ranked = self.discourse.rank([ActorType.PERSON], sentence=self.sentence, before=start)
        return from_context(ranked, start, end, 0.7, scope=Scope.PERSON) if self.is_definite(i) else []

    # -- what the rooms and the callers share ----------------------------------------------------------

    def name(self, i: int) -> Name | None:
        """The name at token `i`, if it is one and no adjective made of one."""
        index = self.tree.names[i]
        return None if index is None or self.tree.links[i] is not None else self.names[index]

    def with_lists(self, i: int) -> list[int]:
        """`i` and what is coordinated with it, also where the parser took a list for appositions."""
        tokens = [t for t in self.tree.conjuncts(i) if t == i or not self._is_excluded(t)]
        for t in list(tokens):
            name = self.name(t)
            if name is not None and name.type is not None:
                tokens += [
                    a
                    for k in self.tree.kids(t, "appos")
                    for a in self.tree.conjuncts(k)
                    if (n := self.name(a)) is not None
                    and (n.type is name.type or {n.type, name.type} == STATE_LIKE)
                    and (self.tree.kid(k, "cc") is not None or self.tree.kid(k, "conj") is not None)
                ]
        return list(dict.fromkeys(tokens))

    def _is_excluded(self, t: int) -> bool:
        """ "On behalf of X and not Y": Y is named only to be left out."""
        first = min(self.tree.subtree(t))
        return "not" in self.tree.words[max(0, first - 1) : t]

    def beside_in_clause(self, i: int) -> frozenset[str]:
        """Labels that the anaphor at `i` cannot mean: the named subject of the clause whose object it is."""
        tree = self.tree
        at = i
        if tree.deps[at] == "poss" or tree.deps[at] in {"nsubj", "nsubjpass"}:
            return frozenset()
        while tree.deps[at] in {"pobj", "prep", "agent", "dative"} and tree.heads[at] != at:
            at = tree.heads[at]
            if tree.is_noun(at):
                return frozenset()
        if tree.deps[at] not in {"dobj", "pobj", "prep", "agent", "dative"} or not tree.is_verb(
            tree.heads[at]
        ):
            return frozenset()
        labels = set()
        for s in tree.kids(tree.heads[at], "nsubj", "nsubjpass"):
            for t in self.with_lists(s):
                name = self.name(t)
                labels.add(nameless(tree.starts[t]).label if name is None else name.party.label)
        return frozenset(labels)

    def owners(self, i: int) -> list[int]:
        """The tokens that say whose `i` is."""
        return people.owners(self, i)

    def own_organisation(self, subjects: Sequence[Filler]) -> list[Filler]:
        """The organisation that a person was said, or is known, to belong to."""
        return implied.own_organisation(self, subjects)

    def organisation_of(self, i: int, party: Party) -> Party | None:
        """The organisation that the leader named at `i` stands for."""
        return named.organisation_of(self, i, party)

    def state_meant(self, i: int) -> list[Filler]:
        """The state whose force or body the noun at `i` is."""
        return whose.state_meant(self, i)

    def homes(self) -> list[Party]:
        """The states that this sentence and the text are about, the likeliest first."""
        return self.discourse.homes.rank(self.tree.start, self.tree.end)

    def antecedent_of(self, i: int) -> Party | None:
        """Whom the pronoun or description at `i` was read as in this sentence, if it was read at all."""
        for (token, _, _), fillers in self._cache.items():
            if token == i and fillers and fillers[0].anaphor and fillers[0].party.type is not None:
                return fillers[0].party
        return None

    def count_at(self, i: int) -> Count | None:
        """How many the noun at `i` is said to be."""
        return count_at(self.tree, self.text, i)

    def is_definite(self, i: int) -> bool:
        """Whether the noun at `i` is one that the reader is taken to know."""
        return is_definite(self.tree, i)


__all__ = ["Filler", "Reader"]
