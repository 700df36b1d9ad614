"""Which organisation a description is: "the group", "its Syrian branch", "a faction of X", "both groups".

Invariant: an indefinite description is nobody unless the text names it later; a plural one is the last pair or
only a noun.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from oathbook.extraction import predicates as p
from oathbook.extraction.background import branch_of, organisations_led
from oathbook.extraction.discourse import ANYBODY
from oathbook.extraction.fillers import PERSON_PRONOUNS, Filler, from_context
from oathbook.extraction.nounphrase import (
    as_written,
    has_word,
    is_definite,
    is_indefinite,
    is_other,
    is_plural,
    noun_span,
)
from oathbook.extraction.signatures import NOUN
from oathbook.extraction.words import nouns, plain
from oathbook.language.tree import Tree
from oathbook.model import ActorType, Kind, Party, Scope

if TYPE_CHECKING:
    from oathbook.extraction.parties import Reader

_ORG = frozenset({ActorType.ORGANISATION})
_WHOLE = frozenset("remnant remnants rump survivors rest bulk core".split())
_OF_ONE = frozenset("caliphate emirate insurgency network".split())
_VAGUE = frozenset("party parties council command coalition government force forces army".split())
_ORGANS = frozenset("shura shoura majlis consultative political military media religious leadership".split())
_HOSTILE_SIDES = frozenset("side sides camp camps rival rivals foe foes enemies party parties".split())
_TWO = 2
_NUMBERS = {
    "two": 2,
    "both": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "2": 2,
    "3": 3,
    "4": 4,
    "5": 5,
    "6": 6,
}
_HANDFULS = frozenset("group band number handful cell cluster contingent team column core".split())
_LED = frozenset(
    "led headed commanded run directed founded controlled chaired fronted spearheaded overseen".split()
)
_JOINED = (
    "merged",
    "combined",
    "unified",
    "joint",
    "united",
    "resulting",
    "amalgamated",
    "enlarged",
    "umbrella",
)
_OF_ITS_HEAD = frozenset({"group", "organisation", "organization", "movement", "outfit"})
_AGAINST = frozenset(
    "left quit joined rejected refused condemned accused criticised criticized attacked fought denounced abandoned rejoined "
    "opposed disowned expelled deserted branded".split()
)
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
    if is_plural(tree, i):
        several = _counted(reader, i, want)
        if several:
            return several
    if (inner := _of_fighters(reader, i)) is not None:
        return reader.one(inner, want, principal=principal)
    if word in nouns("part", "branch"):
        part = _part(reader, i, word, principal=principal)
        if part:
            return part
    if is_plural(tree, i):
        return as_written(tree, reader.text, i) if NOUN in want else []
    for q in _of_person(reader, i):
        return [Filler(party=q, start=start, end=end, sure=0.8, anaphor=True)]
    whole = (
        _said_to_be(reader, i, want)
        or _led_by(reader, i)
        or _of_owner(reader, i)
        or _with_own_name(reader, i, word)
    )
    if whole:
        return whole
    if not is_definite(tree, i) or is_other(tree, i) or _is_panel(reader, i):
        return []
    meant = _definite(reader, i, word, start)
    if meant and word not in ANYBODY:
        reader.discourse.called[meant[0].label].add(word)  # who was "the movement" once is so again
    return from_context(meant, start, end, 0.85)


def _number(tree: Tree, i: int) -> int:
    return next(
        (
            _NUMBERS[tree.words[k]]
            for k in tree.kids(i, "nummod", "predet", "det")
            if tree.words[k] in _NUMBERS
        ),
        0,
    )


def listed_later(reader: Reader, i: int) -> tuple[Party, ...]:
    """ "Three groups said that ...": the three that are named next in one breath."""
    tree = reader.tree
    if tree.words[i] not in nouns("group") or not is_plural(tree, i) or is_definite(tree, i):
        return ()
    number = _number(tree, i)
    if number < _TWO:
        return ()
    return reader.discourse.listed(number, sentence=reader.sentence, at=tree.starts[i], after=True)


def _counted(reader: Reader, i: int, want: frozenset[object]) -> list[Filler]:
    """ "The three groups": the list of three last named, or of those to come."""
    tree = reader.tree
    number = _number(tree, i)
    if number < _TWO:
        return []
    start, end = noun_span(tree, i)
    listed = listed_later(reader, i)
    if is_definite(tree, i):
        listed = reader.discourse.listed(number, sentence=reader.sentence, at=start, after=False)
        if not listed and number == _TWO:
            return read_pair(reader, i, want)
    return [Filler(party=q, start=start, end=end, sure=0.8, anaphor=True) for q in listed]


def _of_fighters(reader: Reader, i: int) -> int | None:
    """ "A group of Islamist fighters": the fighters, of whom it says how many and no more."""
    tree = reader.tree
    if tree.words[i] not in _HANDFULS or not is_indefinite(tree, i):
        return None
    inner = p.preposition_objects(tree, i, {"of"})
    return next((t for t in inner if tree.words[t] in nouns("fighter") and is_plural(tree, t)), None)


def _led_by(reader: Reader, i: int) -> list[Filler]:
    """ "The network headed by X": the organisation of X."""
    tree = reader.tree
    start, end = noun_span(tree, i)
    for k in tree.kids(i, "acl", "relcl"):
        if tree.words[k] not in _LED:
            continue
        for t in (
            *tree.kids(k, "agent"),
            *(x for x in tree.kids(k, "prep") if tree.words[x] in {"by", "under"}),
        ):
            for o in tree.kids(t, "pobj"):
                for f in reader.one(o, frozenset({ActorType.PERSON})):
                    org = reader.organisation_of(o, f.party)
                    if org is not None:
                        return [Filler(party=org, start=start, end=max(end, f.end), sure=0.8, anaphor=True)]
    return []


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
        kind = written in reader.registry.demonyms or word in _VAGUE or _is_kind_of_group(reader, k, i)
        if kind or written.lower() in _ORGANS:
            continue
        party = Party(written=reader.text[tree.starts[k] : tree.ends[i]], type=ActorType.ORGANISATION)
        return [Filler(party=party, start=tree.starts[k], end=tree.ends[i], sure=0.7)]
    return []


_ARMED_KIND = frozenset(
    "rebel rebels militant insurgent guerrilla separatist secessionist armed jihadist jihadi extremist paramilitary terrorist "
    "dissident opposition splinter breakaway nationalist".split()
)
# A people, a faith or a doctrine: "the Maoist group" is one that is spoken of, not one of that name.
_CREEDS = frozenset(
    "islamist maoist marxist marxist-leninist leninist communist salafist salafi sunni shia shiite shi'ite sufi muslim christian "
    "catholic protestant hindu sikh druze alawite tamil moro kurdish kurd tuareg fulani hutu tutsi karen kachin shan naga bodo "
    "dinka nuer oromo tigrayan amhara baloch baluch pashtun uighur uyghur chechen basque corsican irish republican loyalist "
    "unionist acholi somali afar".split()
)


def _is_kind_of_group(reader: Reader, k: int, i: int) -> bool:
    """ "The Moro rebel group", "the Maoist outfit": what kind of group it is, and no name."""
    tree = reader.tree
    if any(tree.words[j] in _ARMED_KIND for j in range(k + 1, i)):
        return True
    return tree.words[k] in _CREEDS and tree.words[i] in _PLAIN_GROUPS


_PLAIN_GROUPS = frozenset("group organisation organization outfit movement grouping".split())


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
    joined = has_word(reader.tree, i, *_JOINED)
    if joined or has_word(reader.tree, i, "new", "newborn", "fledgling"):
        founded = [
            c.object for c in reader.claims if c.kind in {Kind.FORM, Kind.MERGE} and c.object is not None
        ]
        founded += [q for at, q in sorted(reader.discourse.ahead.items()) if at < start]
        ranked = [*reversed(founded), *(ranked if not joined else ())]
    elif word in _OF_ITS_HEAD:
        ranked = [*_of_clause_head(reader, i), *ranked]
    return list({q.label: q for q in ranked}.values())


def _of_clause_head(reader: Reader, i: int) -> Iterator[Party]:
    """ "The leader of X announced the group's formation": the group of who acts in the clause."""
    tree = reader.tree
    if tree.deps[i] in {"nsubj", "nsubjpass"}:
        return
    verb = next((a for a in tree.ancestors(i) if tree.is_verb(a)), None)
    if verb is None or tree.words[verb] in _AGAINST:
        return
    for s in p.surface_subjects(tree, verb):
        name = reader.name(s)
        if name is not None and name.type is ActorType.PERSON:
            own = reader.organisation_of(s, name.party)
            if own is not None:
                yield own


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
    beside = {
        reader.names[k].party.label for t in reader.tree.kids(i) if (k := reader.tree.names[t]) is not None
    }
    pair = reader.discourse.last_pair(
        types, sentence=reader.sentence, before=start, hostile=word in _HOSTILE_SIDES, but=beside
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
    own = _faction_of(reader, i)
    if own is not None:
        return [Filler(party=own, start=start, end=end, sure=0.85)]
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


def _faction_of(reader: Reader, i: int) -> Party | None:
    """ "Hilu's faction of the movement", "whose wing of X": the organisation that the registry knows him to lead, no part of X."""
    wholes = [
        n.party.actor
        for t in p.preposition_objects(reader.tree, i, {"of", "within"})
        if (n := reader.name(t)) is not None and n.type is ActorType.ORGANISATION
    ]
    for o in p.possessors(reader.tree, i) if wholes else ():
        persons = [f.party for f in reader.one(o, frozenset({ActorType.PERSON}))]
        for q in persons:
            for led in organisations_led(reader.registry, q.actor) if q.actor else ():
                if led not in wholes and reader.registry.actors[led].type is ActorType.ORGANISATION:
                    written = reader.text[noun_span(reader.tree, i)[0] : reader.tree.ends[i]]
                    return Party(written=written, actor=led, type=ActorType.ORGANISATION)
    return None


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
