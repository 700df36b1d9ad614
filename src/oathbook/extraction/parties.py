"""Which parties a token stands for: names, their people, offices, descriptions, pronouns, plain nouns.

Invariant: every filler carries the span of the words it was read from and never invents a name: a
description or pronoun that cannot be resolved gives nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from oathbook.actors import Registry
from oathbook.extraction import predicates as p
from oathbook.extraction.background import branch_of, organisations_led, state_of
from oathbook.extraction.counts import find_count
from oathbook.extraction.discourse import Discourse
from oathbook.extraction.names import Name
from oathbook.extraction.paths import CONTEXT, EVENT, PLEDGEE, PLEDGER
from oathbook.extraction.signatures import NOUN
from oathbook.extraction.words import nouns, plain
from oathbook.language.tree import Tree
from oathbook.model import ActorType, Claim, Count, Kind, Party, Scope

_PERSON_PRONOUNS = frozenset("he him his she her himself herself".split())
_THING_PRONOUNS = frozenset("it its itself".split())
_PLURAL_PRONOUNS = frozenset("they them their themselves".split())
_FIRST_PRONOUNS = frozenset("we us our i me my ourselves".split())
_QUANTIFIERS = frozenset(
    "some several many most few dozens hundreds thousands scores all both others rest half number part one two three four five "
    "majority parts much bulk swathes chunk handful dozen hundred thousand any none each tens lot".split()
)
_DEFINITE = frozenset("the this that these those its their his her both such same".split())
_NOT_IN_NAMES = frozenset(
    "new several many some other various small smaller larger more most local own few numerous different certain two three "
    "four five six seven eight nine ten last first next additional further entire whole main key top leading such own remaining "
    "dozens hundreds thousands least".split()
)
_PAIR_WORDS = frozenset(
    "two both pair sides rivals groups organisations organizations factions movements outfits camps".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """One party for one role: the likeliest first, `others` when it was resolved from the context.

    `sure` is the share of such readings that are right; `start`, `end` are the words it was read from.
    """

    party: Party
    start: int
    end: int
    scope: Scope = Scope.GROUP
    count: Count | None = None
    others: tuple[Party, ...] = ()
    sure: float = 1.0
    anaphor: bool = False


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
        trigger: int | None = None,
    ) -> list[Filler]:
        """The fillers at `tokens` and everything coordinated with them.

        What is joined to a token behind a `trigger` that stands in an aside to it is left out: in "arrested A,
        once its jurist, and B" only A was the jurist.
        """
        found: dict[str, Filler] = {}
        for token in tokens:
            if token < 0:
                for filler in self._implied(token, want):
                    found.setdefault(filler.party.label, filler)
                continue
            for t in self._with_lists(token):
                if trigger is not None and token < trigger < t and token in self.tree.ancestors(trigger):
                    continue
                for filler in self._one(t, want, principal):
                    found.setdefault(filler.party.label, filler)
        self._note_people(found.values(), want)
        known = [f for f in found.values() if f.party.type is not None]
        return known or list(found.values())

    def _note_people(self, fillers: Iterable[Filler], want: frozenset[object]) -> None:
        """Unnamed fighters just spoken of are whom "they" and "others" mean next."""
        if NOUN in want:
            for f in fillers:
                if f.scope is Scope.MEMBERS and not f.anaphor:
                    self.discourse.people = (self.sentence, f.party)

    def _implied(self, place: int, want: frozenset[object]) -> list[Filler]:
        """The organisation last spoken of, or who pledged last: what "was expelled" and "the oath" leave unsaid."""
        at = self.tree.start
        if place == PLEDGER:
            pledges = [
                c
                for c in self.claims
                if c.kind is Kind.PLEDGE and c.subject is not None and c.subject.type in want
            ]
            last = [
                c.subject
                for c in pledges
                if pledges and pledges[-1].end - c.end < 250 and c.object == pledges[-1].object
            ]
            return [Filler(party=q, start=at, end=at, sure=0.7, anaphor=True) for q in last if q is not None]
        if place == PLEDGEE:
            made = [c.object for c in self.claims if c.kind is Kind.PLEDGE and c.object is not None]
            return [
                Filler(party=q, start=at, end=at, sure=0.7, anaphor=True) for q in made[-1:] if q.type in want
            ]
        if place == EVENT:
            attacks = [
                c for c in self.claims if c.kind in {Kind.ATTACK, Kind.CLAIM_ATTACK} and c.object is not None
            ]
            if attacks and attacks[-1].object is not None:
                named = attacks[-1].place
                target = Party(written=named, type=ActorType.PLACE) if named else attacks[-1].object
                return [Filler(party=target, start=at, end=at, sure=0.6, anaphor=True)]
        if place == CONTEXT and ActorType.ORGANISATION in want:
            ranked = self.discourse.rank(
                [ActorType.ORGANISATION], sentence=self.sentence, before=self.tree.end
            )
            return self._anaphor(ranked, at, at, 0.6)
        return []

    def own_organisation(self, subjects: Sequence[Filler]) -> list[Filler]:
        """The organisation that a person was said, or is known, to belong to."""
        at = self.tree.start
        for s in subjects:
            for c in reversed(self.claims):
                if c.kind in {Kind.MEMBER, Kind.LEAD} and c.subject is not None and c.object is not None:
                    if c.subject.label == s.party.label and c.object.type is ActorType.ORGANISATION:
                        return [Filler(party=c.object, start=at, end=at, sure=0.8, anaphor=True)]
            if s.party.actor is not None and s.party.type is ActorType.PERSON:
                said = {r.party.actor for r in self.discourse.remarks}
                for o in organisations_led(self.registry, s.party.actor):
                    if o in said:
                        party = Party(written=s.party.written, actor=o, type=ActorType.ORGANISATION)
                        return [Filler(party=party, start=at, end=at, sure=0.7, anaphor=True)]
        return []

    # -- one token ---------------------------------------------------------------------------------

    def _with_lists(self, i: int) -> list[int]:
        tokens = self.tree.conjuncts(i)
        for t in list(tokens):
            name = self._name(t)
            if name is not None and name.type is not None:
                # A list that the parser took for a chain of appositions: "A, B and C".
                tokens += [
                    a
                    for k in self.tree.kids(t, "appos")
                    for a in self.tree.conjuncts(k)
                    if (n := self._name(a)) is not None
                    and n.type is name.type
                    and (self.tree.kid(k, "cc") is not None or self.tree.kid(k, "conj") is not None)
                ]
        return list(dict.fromkeys(tokens))

    def _name(self, i: int) -> Name | None:
        index = self.tree.names[i]
        return None if index is None or self.tree.links[i] is not None else self.names[index]

    def _one(self, i: int, want: frozenset[object], principal: bool) -> list[Filler]:
        key = (i, want, principal)
        if key not in self._cache:
            self._cache[key] = []  # a description that refers to itself finds nothing
            self._cache[key] = self._read(i, want, principal)
        return self._cache[key]

    def _read(self, i: int, want: frozenset[object], principal: bool) -> list[Filler]:
        tree = self.tree
        if tree.types[i] == "time":
            return []
        if tree.words[i] in {"latter", "former"} and tree.kid(i, "det") is not None:
            return self._pair(i, want)[tree.words[i] == "latter" :][:1]
        if tree.links[i] is not None and tree.names[i] is not None:
            return self._named(i, self.names[tree.names[i]], want, principal)  # type: ignore[index]
        name = self._name(i)
        if name is not None:
            return self._named(i, name, want, principal)
        word = tree.words[i]
        if tree.tags[i] in {"PRP", "PRP$"} or word in _PERSON_PRONOUNS | _THING_PRONOUNS | _PLURAL_PRONOUNS:
            return self._pronoun(i, word, want, principal)
        if tree.tags[i].startswith("J"):
            named = [a for a in tree.kids(i, "appos") if self._name(a) is not None]
            if named:  # "a Malaysian, Mahmud Ahmad"
                return self._one(named[0], want, principal)
        if word in _QUANTIFIERS or tree.tags[i] in {"CD", "DT", "JJS", "JJ", "JJR"}:
            return self._quantified(i, want, principal)
        if tree.tags[i].startswith("N") or tree.tags[i] in {"VBG", "VBN"}:
            return self._noun(i, word, want, principal)
        return []

    # -- names -------------------------------------------------------------------------------------

    def _named(self, i: int, name: Name, want: frozenset[object], principal: bool) -> list[Filler]:
        party, type_ = name.party, name.type
        span = (self.tree.starts[i], self.tree.ends[i])
        if type_ is ActorType.PERSON and principal and ActorType.ORGANISATION in want:
            org = self.organisation_of(i, party)
            if org is not None:
                return [Filler(party=org, start=span[0], end=span[1], sure=0.95)]
        if type_ in want:
            scope = Scope.PERSON if type_ is ActorType.PERSON else Scope.GROUP
            count = None
            if type_ is ActorType.ORGANISATION and not principal and self.tree.kid(i, "nummod") is not None:
                scope, count = Scope.MEMBERS, self.count_at(i)  # "some 200 ELN guerrillas"
            return [Filler(party=party, start=span[0], end=span[1], scope=scope, count=count)]
        return []

    def organisation_of(self, i: int, party: Party) -> Party | None:
        """The organisation that a named leader stands for: said beside the name, else known to the registry."""
        tree = self.tree
        for k in [*tree.kids(i, "compound", "nmod", "appos", "amod")]:
            if tree.words[k] in nouns("leader"):
                for o in (
                    *p.modifiers(tree, k),
                    *p.possessors(tree, k),
                    *p.preposition_objects(tree, k, {"of"}),
                ):
                    n = self._name(o)
                    if n is not None and n.type is ActorType.ORGANISATION:
                        return n.party
        for m in p.modifiers(tree, i):
            n = self._name(m)
            if n is not None and n.type is ActorType.ORGANISATION:
                return n.party
        if party.actor is None:
            return None
        orgs = organisations_led(self.registry, party.actor)
        said = {r.party.actor for r in self.discourse.remarks}
        here = [o for o in orgs if o in said] or list(orgs)
        if not here:
            return None
        actor = self.registry.actors[here[0]]
        return Party(written=party.written, actor=actor.id, type=actor.type)

    # -- pronouns ----------------------------------------------------------------------------------

    def _pronoun(self, i: int, word: str, want: frozenset[object], principal: bool) -> list[Filler]:
        tree = self.tree
        start, end = tree.starts[i], tree.ends[i]
        is_subject = tree.deps[i] in {"nsubj", "nsubjpass", "poss"}
        types: list[ActorType]
        if word in _PERSON_PRONOUNS:
            types, sure = [ActorType.PERSON], 0.85
        elif word in _THING_PRONOUNS:
            types, sure = (
                [ActorType.PLACE]
                if ActorType.PLACE in want
                else [t for t in (ActorType.ORGANISATION, ActorType.STATE) if t in want or principal],
                0.75,
            )
        elif word in _PLURAL_PRONOUNS:
            types, sure = [ActorType.ORGANISATION], 0.6
        elif word in _FIRST_PRONOUNS and self.speaker is not None:
            ok = self.speaker.type in want
            return [Filler(party=self.speaker, start=start, end=end, sure=0.7, anaphor=True)] if ok else []
        else:
            return []
        if word in _PLURAL_PRONOUNS and NOUN in want and self.discourse.people is not None:
            sentence, people = self.discourse.people
            if self.sentence - sentence <= 2:
                return [
                    Filler(party=people, start=start, end=end, scope=Scope.MEMBERS, sure=0.6, anaphor=True)
                ]
        ranked = self.discourse.rank(types, sentence=self.sentence, before=start, clause_subject=is_subject)
        if word in _PERSON_PRONOUNS and principal and ActorType.ORGANISATION in want:
            mapped = [self.organisation_of(i, party) or party for party in ranked]
            ranked = mapped
        ranked = [party for party in ranked if party.type in want]
        return self._anaphor(ranked, start, end, sure)

    def _anaphor(
        self,
        ranked: list[Party],
        start: int,
        end: int,
        sure: float,
        scope: Scope | None = None,
        count: Count | None = None,
    ) -> list[Filler]:
        if not ranked:
            return []
        if scope is None:
            scope = Scope.PERSON if ranked[0].type is ActorType.PERSON else Scope.GROUP
        return [
            Filler(
                party=ranked[0], start=start, end=end, scope=scope, others=tuple(ranked[1:4]), sure=sure, anaphor=True,
                count=count,
            )
        ]  # fmt: skip

    # -- nouns -------------------------------------------------------------------------------------

    def _quantified(self, i: int, want: frozenset[object], principal: bool) -> list[Filler]:
        """ "some of its commanders", "most of the group", "dozens", "the two"."""
        inner = p.preposition_objects(self.tree, i, {"of", "among", "from"})
        if inner:
            fillers = [f for t in inner for f in self._one(t, want | {ActorType.ORGANISATION}, principal)]
            count = find_count(self._phrase(i))
            start = self.tree.starts[i]
            return [
                replace(f, start=min(start, f.start), count=count or f.count,
                        scope=Scope.MEMBERS if f.party.type is not ActorType.PERSON and f.scope is Scope.GROUP else f.scope)
                for f in fillers
                if f.party.type in want or (NOUN in want and ActorType.PERSON in want)
            ]  # fmt: skip
        if self.tree.words[i] in {"two", "both"}:
            return self._pair(i, want)
        if (
            self.tree.words[i] in {"others", "some", "many", "several", "most", "dozens", "hundreds"}
            and NOUN in want
        ):
            return self._pronoun(i, "they", want, principal)
        return []

    def _pair(self, i: int, want: frozenset[object]) -> list[Filler]:
        types = [t for t in (ActorType.ORGANISATION, ActorType.PERSON) if t in want]
        start, end = self.tree.starts[i], self.tree.ends[i]
        pair = self.discourse.last_pair(types[:1], before=start)
        return [Filler(party=q, start=start, end=end, sure=0.75, anaphor=True) for q in pair]

    def _noun(self, i: int, word: str, want: frozenset[object], principal: bool) -> list[Filler]:
        tree = self.tree
        named = self._named_beside(i, want, principal) or self._examples(i, word, want, principal)
        if named:
            return named
        is_office = word in nouns("leader", "post")
        indefinite = any(
            tree.words[k] in {"a", "an", "one", "another"} for k in tree.kids(i, "det", "nummod")
        )
        if (
            is_office
            and (ActorType.PERSON in want or principal)
            and not _is_plural(tree, i)
            and (principal or not indefinite)
        ):
            office = self._office(i, word, want, principal)
            if office:
                return office
        if word in nouns("organ", "weapon") and ActorType.ORGANISATION in want:
            for owner in self.owners(i):
                owned = self._one(owner, frozenset({ActorType.ORGANISATION}), True)
                if owned:
                    return owned
        if word in nouns("fighter") or word in {"ranks", "cells", "men", "people"}:
            return self._people(i, want, principal)
        if word in nouns("state_force") and ({ActorType.STATE} & want or ActorType.BODY in want):
            state = self.state_meant(i)
            if state:
                return state
        if word in nouns("group", "part"):
            return self._organisation(i, word, want, principal)
        if word in nouns("place_words") and ActorType.PLACE in want:
            return self._place(i) or (self._as_written(i) if NOUN in want else [])
        if word in plain("person_words") and ActorType.PERSON in want:
            ranked = self.discourse.rank([ActorType.PERSON], sentence=self.sentence, before=tree.starts[i])
            return self._anaphor(ranked, tree.starts[i], tree.ends[i], 0.7) if self.is_definite(i) else []
        if NOUN in want:
            return self._as_written(i)
        if ActorType.PLACE in want and tree.tags[i] in {"NNP", "NNPS"} and tree.deps[i] in {"pobj", "conj"}:
            return self._unknown_place(i)
        return []

    def _unknown_place(self, i: int) -> list[Filler]:
        """ "Withdrew from Muhajiriya": a capital where only a place makes sense, which no gazetteer has."""
        tree = self.tree
        first = i
        while first > 0 and tree.heads[first - 1] == i and tree.tags[first - 1] in {"NNP", "NNPS"}:
            first -= 1
        written = self.text[tree.starts[first] : tree.ends[i]]
        plain_word = first == 0 or not written[:1].isupper() or written in self.registry.demonyms
        if plain_word or any(tree.names[k] is not None for k in range(first, i + 1)):
            return []
        party = Party(written=written, type=ActorType.PLACE)
        return [Filler(party=party, start=tree.starts[first], end=tree.ends[i], sure=0.75)]

    def _place(self, i: int) -> list[Filler]:
        """ "the city of X", "X province", "the town" last spoken of."""
        tree = self.tree
        start, end = self._noun_span(i)
        named = []
        inside = p.preposition_objects(tree, i, {"of"}) or [*p.modifiers(tree, i), *tree.kids(i, "appos")]
        for t in inside:
            for k in tree.conjuncts(t):
                name = self._name(k)
                if name is not None and name.type in {ActorType.PLACE, ActorType.STATE}:
                    first, last = min(start, tree.starts[k]), max(end, tree.ends[k])
                    named.append(Filler(party=name.party, start=first, end=last))
        if named:
            return named
        for t in p.preposition_objects(tree, i, {"of"}):
            written = self.text[tree.starts[t] : tree.ends[t]]
            if tree.tags[t] == "NNP" and written[:1].isupper() and tree.types[t] is None:
                party = Party(
                    written=written, type=ActorType.PLACE
                )  # "the village of X", which no gazetteer has
                return [Filler(party=party, start=start, end=tree.ends[t], sure=0.8)]
        if self.is_definite(i) and not _is_plural(tree, i):
            ranked = self.discourse.rank([ActorType.PLACE], sentence=self.sentence, before=start)
            return self._anaphor(ranked, start, end, 0.75)
        return []

    def _named_beside(self, i: int, want: frozenset[object], principal: bool) -> list[Filler]:
        """ "the rebel group X", "the emir, X", "X group": the name stands in apposition or just before."""
        tree = self.tree
        word = tree.words[i]
        fits = {
            ActorType.PERSON: word not in nouns("group", "part") and not _is_plural(tree, i),
            ActorType.ORGANISATION: word not in nouns("leader", "post") or _is_plural(tree, i),
        }
        beside = p.beside(tree, i)
        head = tree.heads[i]
        if tree.deps[i] in {"compound", "nmod", "nsubj"} and head > i and self._name(head) is not None:
            beside = [*beside, head]  # "the al-Qaeda-aligned coalition X"
        elif i + 1 < len(tree) and self._name(i + 1) is not None and tree.words[i] in nouns("group", "part"):
            beside = [*beside, i + 1]
        for a in beside:
            name = self._name(a)
            if name is not None and name.type is not None and fits.get(name.type, False):
                start = min(tree.starts[i], tree.starts[a])
                return [
                    replace(f, start=start) for t in tree.conjuncts(a) for f in self._one(t, want, principal)
                ]
        people = word in nouns("fighter") and _is_plural(tree, i)  # "ELN guerrillas" are some of them
        if word in nouns("group") and word not in nouns("part") and not (people and word != "forces"):
            for m in p.modifiers(tree, i):
                name = self._name(m)
                if name is not None and name.type in {ActorType.ORGANISATION, ActorType.PERSON}:
                    if all(tree.heads[k] == i for k in range(m + 1, i)):
                        return self._one(m, want, principal)
        return []

    def _examples(self, i: int, word: str, want: frozenset[object], principal: bool) -> list[Filler]:
        """ "affiliates like X", "factions of groups such as X and Y", "gathers groups including X"."""
        tree = self.tree
        if word not in nouns("group", "part", "fighter", "leader", "post"):
            return []
        scope = (
            Scope.FACTION
            if word in nouns("fighter") or (word in nouns("part") and word not in nouns("group", "branch"))
            else None
        )
        for k in tree.subtree(i):
            w = tree.words[k]
            if w in {"like", "including"} or (
                w == "as" and any(tree.words[x] == "such" for x in tree.children[k])
            ):
                if k < i or tree.deps[k] != "prep":
                    continue
                found = [
                    f
                    for o in tree.kids(k, "pobj")
                    for t in self._with_lists(o)
                    if self._name(t)
                    for f in self._one(t, want, principal)
                ]
                if found:
                    return [
                        replace(f, scope=scope) if scope and f.party.type is ActorType.ORGANISATION else f
                        for f in found
                    ]
        return []

    def owners(self, i: int) -> list[int]:
        """The tokens that say whose `i` is: a modifier, a possessive, "of", "from", "within"."""
        tree = self.tree
        found = [*p.modifiers(tree, i), *p.possessors(tree, i)]
        found += [m for k in tree.kids(i, "amod", "compound") for m in p.modifiers(tree, k)]
        if not found:
            found = p.preposition_objects(tree, i, {"of", "from", "in", "within", "inside", "with"})
            found = [t for t in found if self._could_own(t)]
        if not found:  # "fighters loyal to X", "militants who fought with X"
            for k in tree.kids(i, "amod", "acl"):
                if tree.words[k] in {
                    "loyal",
                    "belonging",
                    "affiliated",
                    "linked",
                    "allied",
                    "faithful",
                    "serving",
                    "fighting",
                }:
                    found += p.preposition_objects(tree, k, {"to", "with", "for", "in"})
            for k in tree.kids(i, "relcl"):
                if tree.words[k] in {"fought", "served", "fighting", "serving", "belonged", "fight"}:
                    found += p.preposition_objects(tree, k, {"with", "for", "in", "to", "alongside"})
        return found

    def _could_own(self, i: int) -> bool:
        name = self._name(i)
        if name is not None:
            return name.type in {ActorType.ORGANISATION, ActorType.PERSON}
        return self.tree.words[i] in nouns(
            "group", "part", "fighter"
        ) | _THING_PRONOUNS | _PLURAL_PRONOUNS | {"which", "whom"}

    def _people(self, i: int, want: frozenset[object], principal: bool) -> list[Filler]:
        """Fighters, commanders, elements: of an organisation where one is named, else as written."""
        tree = self.tree
        count = find_count(self._phrase(i))
        start, end = self._noun_span(i)
        plural = _is_plural(tree, i)
        sides = frozenset({ActorType.ORGANISATION, ActorType.PERSON})
        heads_it = tree.words[i] in nouns("leader") and tree.words[i] != "commanders"
        for owner in self.owners(i):
            # "Shekau's men" where only an organisation will do are his organisation's
            through = principal or ActorType.PERSON not in want
            owned = [f for t in self._with_lists(owner) for f in self._one(t, sides, through)]
            scope = Scope.GROUP if principal or heads_it else Scope.MEMBERS
            found = [
                replace(
                    f,
                    start=min(start, f.start),
                    end=max(end, f.end) if f.end - end < 60 else end,
                    scope=scope,
                    count=count,
                )
                for f in owned
                if f.party.type in want
            ]
            if found:
                return found
        state = self.state_meant(i) if ActorType.STATE in want else []
        if state:
            return state
        if self.is_definite(i) and plural and ActorType.ORGANISATION in want and NOUN not in want:
            ranked = self.discourse.rank([ActorType.ORGANISATION], sentence=self.sentence, before=start)
            return self._anaphor(ranked, start, end, 0.6, Scope.GROUP, count)
        if NOUN in want and (plural or count is not None):
            return self._as_written(i, count)
        if not plural and ActorType.PERSON in want and self.is_definite(i):
            ranked = self.discourse.rank([ActorType.PERSON], sentence=self.sentence, before=start)
            return self._anaphor(ranked, start, end, 0.6)
        return []

    def _office(self, i: int, word: str, want: frozenset[object], principal: bool) -> list[Filler]:
        """ "the leader of X": on a principal's side X itself; a spokesman speaks for X; else the person if known."""
        tree = self.tree
        start, end = self._noun_span(i)
        bearers = [
            b for b in p.bearers(tree, i) if (n := self._name(b)) is not None and n.type is ActorType.PERSON
        ]
        if bearers and not principal:
            return self._one(bearers[0], want, principal)
        if ActorType.ORGANISATION in want and (principal or word in nouns("leader", "post")):
            for owner in self.owners(i):
                fillers = self._one(owner, frozenset({ActorType.ORGANISATION}), True)
                if fillers:
                    return [
                        replace(f, start=min(start, f.start), end=max(end, f.end), scope=Scope.GROUP)
                        for f in fillers[:1]
                    ]
        if ActorType.PERSON in want and self.is_definite(i) and not self.owners(i):
            ranked = self.discourse.rank([ActorType.PERSON], sentence=self.sentence, before=start)
            if principal:
                ranked = [self.organisation_of(i, q) or q for q in ranked]
            return self._anaphor([q for q in ranked if q.type in want], start, end, 0.6)
        return []

    def _organisation(self, i: int, word: str, want: frozenset[object], principal: bool) -> list[Filler]:
        """ "the group", "its Syrian branch", "a faction of X", "both groups", "armed groups"."""
        tree = self.tree
        start, end = self._noun_span(i)
        if ActorType.ORGANISATION not in want:
            return self._as_written(i) if NOUN in want else []
        if _is_plural(tree, i) and any(tree.words[k] in {"two", "both"} for k in tree.kids(i)):
            pair = self._pair(i, want)
            if pair:
                return pair
        if word in nouns("part", "branch"):
            part = self._part(i, word, principal)
            if part:
                return part
        owners = [
            o for o in self.owners(i) if (n := self._name(o)) is not None and n.type is ActorType.PERSON
        ]
        if owners and not _is_plural(tree, i):  # "Belmokhtar's group"
            org = self.organisation_of(owners[0], self._name(owners[0]).party)  # type: ignore[union-attr]
            if org is not None:
                return [Filler(party=org, start=start, end=end, sure=0.8, anaphor=True)]
        if self.is_definite(i) and not _is_plural(tree, i) and not self._is_other(i):
            if any(tree.words[k] == "new" for k in tree.kids(i, "amod")):
                founded = [c.object for c in self.claims if c.kind is Kind.FORM and c.object is not None]
                if founded:
                    return self._anaphor(founded[-1:], start, end, 0.85)
            ranked = self.discourse.rank(
                [ActorType.ORGANISATION], sentence=self.sentence, before=start,
                clause_subject=tree.deps[i] in {"nsubj", "nsubjpass"},
            )  # fmt: skip
            return self._anaphor(ranked, start, end, 0.85)
        if _is_plural(tree, i) and NOUN in want:
            return self._as_written(i)
        return []

    def _part(self, i: int, word: str, principal: bool) -> list[Filler]:
        """A wing or branch: an actor of its own where the registry has one for that place, else part of the whole."""
        start, end = self._noun_span(i)
        for owner in self.owners(i):
            for f in self._one(owner, frozenset({ActorType.ORGANISATION}), True):
                branches = [
                    b
                    for q in self._places_near(i)
                    if f.party.actor and (b := branch_of(self.registry, f.party.actor, [q]))
                ]
                if branches:
                    return [self._branch(b, min(start, f.start), start, end) for b in dict.fromkeys(branches)]
                whole = word in {"remnant", "remnants", "rump", "survivors", "rest", "bulk", "core"}
                scope = Scope.GROUP if principal or whole else Scope.FACTION
                return [replace(f, start=min(start, f.start), end=max(end, f.end), scope=scope, others=())]
        return []

    def _branch(self, actor: str, first: int, start: int, end: int) -> Filler:
        party = Party(written=self.text[start:end], actor=actor, type=self.registry.actors[actor].type)
        return Filler(party=party, start=first, end=end, sure=0.9)

    def _places_near(self, i: int) -> list[str]:
        """Countries and regions said beside a noun, demonyms turned into countries."""
        tree = self.tree
        found: list[str] = []
        beside = [t for t in tree.kids(i, "amod", "compound", "nmod", "poss") if t < i]
        for a in beside:
            for b in beside:
                written = self.text[tree.starts[a] : tree.ends[b]]
                country = self.registry.demonyms.get(written) if a <= b else None
                if country:
                    found.insert(0, country)
        where = p.preposition_objects(tree, i, {"in", "for", "of", "across"})
        for t in [x for o in where for x in tree.conjuncts(o)]:
            name = self._name(t)
            if name is not None and name.type in {ActorType.PLACE, ActorType.STATE}:
                found.append(
                    name.party.label
                    if name.party.actor is None
                    else self.registry.actors[name.party.actor].name
                )
        return found

    def state_meant(self, i: int) -> list[Filler]:
        """ "Iraqi troops", "government forces" of the state last spoken of."""
        tree = self.tree
        start, end = self._noun_span(i)
        for t in [*tree.kids(i, "amod", "compound", "nmod", "poss"), i]:
            name = self._name(t)
            if name is not None and name.type in {ActorType.STATE, ActorType.BODY}:
                scope = Scope.MEMBERS if t != i and tree.words[i] in nouns("fighter") else Scope.GROUP
                return [Filler(party=name.party, start=start, end=end, sure=0.95, scope=scope)]
            country = self.registry.demonyms.get(self.text[tree.starts[t] : tree.ends[t]])
            state = state_of(self.registry, country) if country else None
            if state is not None:
                party = Party(written=self.text[start:end], actor=state, type=ActorType.STATE)
                return [Filler(party=party, start=start, end=end, sure=0.95)]
        for t in p.preposition_objects(tree, i, {"of"}):
            name = self._name(t)
            if name is not None and name.type is ActorType.STATE:
                return [Filler(party=name.party, start=start, end=end, sure=0.9)]
        unnamed = tree.words[i] in {
            "army",
            "government",
            "military",
            "police",
            "parliament",
            "authorities",
            "navy",
        }
        by_government = any(
            tree.words[k] in {"government", "army", "federal"} for k in tree.kids(i, "compound", "amod")
        )
        if (unnamed and self.is_definite(i)) or by_government:
            home = self.discourse.main_state()
            if home is not None:
                scope = Scope.MEMBERS if tree.words[i] in nouns("fighter") else Scope.GROUP
                return self._anaphor([home], start, end, 0.6, scope)
        return []

    # -- helpers -----------------------------------------------------------------------------------

    def _as_written(self, i: int, count: Count | None = None) -> list[Filler]:
        """The noun with its adjectives, without articles, numbers and what comes after."""
        tree = self.tree
        first = i
        for k in sorted(tree.kids(i, "amod", "compound", "nmod"), reverse=True):
            if k == first - 1 or (k < first and all(tree.words[j] == "-" for j in range(k + 1, first))):
                if tree.words[k] in _NOT_IN_NAMES or tree.tags[k] in {"JJR", "JJS", "CD"}:
                    break
                first = min(tree.subtree(k)) if max(tree.subtree(k)) < first else k
        written = self.text[tree.starts[first] : tree.ends[i]]
        party = Party(written=written.strip("\"' "))
        scope = Scope.MEMBERS if tree.words[i] in nouns("fighter") else Scope.GROUP
        start, end = self._noun_span(i)
        return [
            Filler(
                party=party,
                start=start,
                end=end,
                scope=scope,
                count=count or find_count(self._phrase(i)),
                sure=0.8,
            )
        ]

    def _noun_span(self, i: int) -> tuple[int, int]:
        left = min(
            [i, *[k for k in self.tree.kids(i) if k < i and self.tree.deps[k] not in {"punct", "prep", "cc"}]]
        )
        return self.tree.starts[left], self.tree.ends[i]

    def _phrase(self, i: int) -> str:
        """The words before and with a noun, for its count."""
        tree = self.tree
        left = i
        for k in tree.kids(i, "nummod", "amod", "quantmod", "det", "compound", "advmod", "nmod"):
            left = min(left, *tree.subtree(k))
        if tree.deps[i] == "pobj" and tree.words[tree.heads[i]] == "of":
            quantity = tree.heads[tree.heads[i]]
            if tree.words[quantity] in _QUANTIFIERS:
                left = min(
                    [
                        left,
                        quantity,
                        *tree.kids(quantity, "quantmod", "nummod", "det", "amod", "advmod"),
                    ]
                )
        right = i if tree.words[i] not in _QUANTIFIERS else min(i + 3, len(tree) - 1)
        return self.text[tree.starts[left] : tree.ends[right]]

    def antecedent_of(self, i: int) -> Party | None:
        """Whom the pronoun or description at `i` was read as in this sentence, if it was read at all."""
        for (token, _, _), fillers in self._cache.items():
            if token == i and fillers and fillers[0].anaphor and fillers[0].party.type is not None:
                return fillers[0].party
        return None

    def count_at(self, i: int) -> Count | None:
        """How many the noun at `i` is said to be."""
        return find_count(self._phrase(i))

    def is_definite(self, i: int) -> bool:
        return any(self.tree.words[k] in _DEFINITE for k in self.tree.kids(i, "det", "poss", "predet"))

    def _is_other(self, i: int) -> bool:
        return any(
            self.tree.words[k] in {"other", "another", "rival", "parent", "latter", "former"}
            for k in self.tree.kids(i)
        )


def _is_plural(tree: Tree, i: int) -> bool:
    return tree.tags[i] in {"NNS", "NNPS"} or tree.words[i] in {"men", "people", "police", "troops", "forces"}
