"""What a sentence leaves on a reader's mind: its names, its pairs, and whom its pronouns were read as.

Invariant: a remark stands at the offset of its word, so that only what comes after can refer to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from oathbook.actors import Registry
from oathbook.extraction.ahead import new_groups, new_persons
from oathbook.extraction.descriptions import listed_later
from oathbook.extraction.discourse import Discourse, Pair, Remark, nameless
from oathbook.extraction.fillers import PRONOUNS
from oathbook.extraction.names import Name
from oathbook.extraction.nounphrase import is_indefinite
from oathbook.extraction.parties import Reader
from oathbook.extraction.predicates import bearers, surface_subjects
from oathbook.extraction.words import nouns
from oathbook.language.segments import Segment, SegmentKind
from oathbook.language.tree import Tree
from oathbook.model import SYMMETRIC_KINDS, ActorType, Claim, Kind, Party

_ORG: frozenset[object] = frozenset({ActorType.ORGANISATION})
_PERSON: frozenset[object] = frozenset({ActorType.PERSON})
_IN_COMPOUND, _IN_SIDE_CLAUSE, _AS_PRONOUN = 0.6, 0.75, 0.9


# -- the whole document ---------------------------------------------------------------------------------


def find_topics(segments: Iterable[Segment], text: str, names: Sequence[Name]) -> list[tuple[int, Party]]:
    """The organisation that a heading names is what the text under it is about."""
    found = []
    for segment in segments:
        if segment.kind is SegmentKind.HEADING and text.count(" ", segment.start, segment.end) >= 2:
            inside = [
                n
                for n in names
                if segment.start <= n.start < segment.end and n.type is ActorType.ORGANISATION
            ]
            if len({n.party.label for n in inside}) == 1:
                found.append((segment.start, inside[0].party))
    return found


def note_unparsed(
    discourse: Discourse, names: Sequence[Name], spans: Sequence[tuple[int, int]], parsed: set[int]
) -> None:
    """The names of sentences that nobody parsed, the first of each as its subject."""
    for number, (a, b) in enumerate(spans):
        if a in parsed:
            continue
        for k, n in enumerate(n for n in names if a <= n.start < b):
            discourse.note(Remark(party=n.party, sentence=number, at=n.start, is_subject=k == 0, sort=n.sort))


# -- one sentence, before its claims are read -----------------------------------------------------------


def note_names(reader: Reader) -> None:
    """The names of a parsed sentence, with the nouns by which it calls them and those it sets side by side."""
    tree, discourse = reader.tree, reader.discourse
    for i, index in enumerate(tree.names):
        if index is None:
            continue
        name = reader.names[index]
        is_subject = tree.links[i] is None and _is_subject(tree, i)
        weight = _IN_COMPOUND if tree.links[i] is not None or tree.deps[i] in {"compound", "nmod"} else 1.0
        if is_subject and _in_side_clause(tree, i):
            weight = _IN_SIDE_CLAUSE
        discourse.note(
            Remark(
                party=name.party,
                sentence=reader.sentence,
                at=tree.starts[i],
                is_subject=is_subject,
                is_object=tree.deps[i] in {"dobj", "attr", "appos"}
                or _is_new_name(tree, i)
                or _in_subject(tree, i),
                weight=weight,
                sort=name.sort,
            )
        )
        if name.type is ActorType.ORGANISATION and tree.links[i] is None:
            discourse.called[name.party.label].update(_called(tree, i))
        _note_list(reader, i)


def note_spelling(discourse: Discourse, registry: Registry, names: Iterable[Name]) -> None:
    """ "The council" may be any organisation that has "Council" in its name."""
    for party in {n.party.label: n.party for n in names if n.type is ActorType.ORGANISATION}.values():
        actor = registry.actors.get(party.actor or "")
        written = party.written if actor is None else actor.name
        words = set(written.lower().replace("-", " ").split())
        discourse.called[party.label].update(words & nouns("group", "part"))


def _called(tree: Tree, i: int) -> set[str]:
    """The group nouns in apposition to a name, before it, or predicated of it."""
    near = [*tree.kids(i, "appos", "compound", "nmod")]
    if tree.deps[i] in {"appos", "compound", "nmod"}:
        near.append(tree.heads[i])
    if tree.deps[i] == "nsubj":
        near += tree.kids(tree.heads[i], "attr")
    return {tree.words[k] for k in near if tree.names[k] is None and tree.words[k] in nouns("group", "part")}


def _note_list(reader: Reader, i: int) -> None:
    """ "X and Y": named in one breath."""
    tree = reader.tree
    if tree.deps[i] == "conj" or tree.kid(i, "conj") is None:
        return
    parties: dict[str, Party] = {}
    for t in reader.with_lists(i):
        name = reader.name(t)
        if name is None or name.type is not reader.names[tree.names[i] or 0].type:
            return
        parties.setdefault(name.party.label, name.party)
    if len(parties) >= 2:
        pair = Pair(
            parties=tuple(parties.values()),
            sentence=reader.sentence,
            at=tree.starts[i],
            is_subject=_is_subject(tree, i),
        )
        reader.discourse.pairs.append(pair)


def note_offices(reader: Reader) -> None:
    """ "The head of X": from here on "he" may mean him, and stands for X."""
    tree = reader.tree
    for i, word in enumerate(tree.words):
        unnamed = word in nouns("leader") and tree.names[i] is None and not bearers(tree, i)
        if unnamed and not is_indefinite(tree, i):
            for t in reader.owners(i):
                index = tree.names[t]
                if index is not None and reader.names[index].type is ActorType.ORGANISATION:
                    reader.discourse.note(
                        Remark(
                            party=reader.names[index].party,
                            sentence=reader.sentence,
                            at=tree.starts[i],
                            is_subject=_is_subject(tree, i),
                            by_office=True,
                        )
                    )


def _is_new_name(tree: Tree, i: int) -> bool:
    """ "Will be known as X": X is what is spoken of from here on."""
    return tree.deps[i] == "pobj" and tree.words[tree.heads[i]] in {"as", "called", "named"}


def _in_subject(tree: Tree, i: int) -> bool:
    """ "The origin of X is unclear": what is said of X's origin is said of X."""
    if tree.deps[i] != "pobj" or tree.words[tree.heads[i]] != "of":
        return False
    noun = tree.heads[tree.heads[i]]
    return tree.is_noun(noun) and tree.deps[noun] in {"nsubj", "nsubjpass"}


def _in_side_clause(tree: Tree, i: int) -> bool:
    verb = next((a for a in tree.ancestors(i) if tree.is_verb(a)), None)
    return verb is not None and tree.deps[verb] in {"advcl", "relcl", "acl"}


def _is_subject(tree: Tree, i: int) -> bool:
    if tree.deps[i] in {"nsubj", "nsubjpass"}:
        return True
    if tree.deps[i] in {"conj", "appos"} and tree.heads[i] != i:
        return _is_subject(tree, tree.heads[i])
    return False


def note_introduced(reader: Reader) -> None:
    """ "A new group", by the name that it is given later; without one "it" and "the group" are nobody for a while."""
    tree, discourse = reader.tree, reader.discourse
    groups = [(i, ActorType.ORGANISATION) for i in new_groups(reader)]
    for i, type_ in (*groups, *((i, ActorType.PERSON) for i in new_persons(reader))):
        at = tree.starts[i]
        is_subject = _is_subject(tree, i)
        party = discourse.ahead.get(at)
        if party is None:
            if not is_subject or (type_ is ActorType.ORGANISATION and reader.owners(i)):
                continue
            party = nameless(at, type_)
            discourse.called[party.label].add(tree.words[i])
        discourse.note(
            Remark(party=party, sentence=reader.sentence, at=at, is_subject=is_subject, weight=_AS_PRONOUN)
        )
    for i in range(len(tree)):
        if _is_subject(tree, i) and tree.names[i] is None and len(listed := listed_later(reader, i)) > 1:
            discourse.pairs.append(
                Pair(parties=listed, sentence=reader.sentence, at=tree.starts[i], is_subject=True)
            )


# -- one sentence, once its claims are read -----------------------------------------------------------------


def note_claims(reader: Reader, found: Sequence[tuple[int, Claim]]) -> None:
    """Whom the sentence's pronouns and descriptions were read as, and whom its claims set side by side."""
    tree, discourse = reader.tree, reader.discourse
    read: dict[int, Party] = {}
    for trigger, claim in found:
        for token in surface_subjects(tree, trigger)[:1]:
            if claim.subject is not None and claim.subject.type is not None:
                read.setdefault(token, claim.subject)
        _note_sides(reader, trigger, claim)
    for i in range(len(tree)):
        is_subject = tree.deps[i] in {"nsubj", "nsubjpass"}
        if tree.names[i] is not None or not (is_subject or _describes(reader, i)):
            continue
        party = read.get(i) or reader.antecedent_of(i) or _meant(reader, i)
        if party is not None:
            discourse.note(
                Remark(
                    party=party,
                    sentence=reader.sentence,
                    at=tree.starts[i],
                    is_subject=is_subject,
                    is_object=tree.deps[i] in {"dobj", "attr"},
                    weight=_AS_PRONOUN,
                )
            )


def _describes(reader: Reader, i: int) -> bool:
    """ "The group", in whatever role."""
    word = reader.tree.words[i]
    return word in nouns("group") and word not in nouns("part") and reader.is_definite(i)


def _meant(reader: Reader, i: int) -> Party | None:
    """Who the subject of a clause that makes no claim is, so that the next sentence can go on with him."""
    word = reader.tree.words[i]
    if word in PRONOUNS:
        want = _PERSON if word in {"he", "she"} else _ORG
    elif _describes(reader, i):
        want = _ORG
    else:
        return None
    fillers = reader.one(i, want)
    return fillers[0].party if len(fillers) == 1 else None


def _note_sides(reader: Reader, trigger: int, claim: Claim) -> None:
    s, o = claim.subject, claim.object
    if s is None or o is None or s.type is not o.type or claim.kind not in SYMMETRIC_KINDS:
        return
    pair = Pair(
        parties=(s, o),
        sentence=reader.sentence,
        at=reader.tree.starts[trigger],
        is_subject=False,
        hostile=claim.kind is Kind.RIVAL,
    )
    reader.discourse.pairs.append(pair)
