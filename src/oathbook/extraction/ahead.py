"""Who is introduced by a description before the name comes: "a new coalition ... The group, called X, ...".

Invariant: only a party that the text has not named before its description is looked ahead for, and only a few
sentences on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from oathbook.extraction.discourse import ANYBODY
from oathbook.extraction.frames import Frames
from oathbook.extraction.match import Hit
from oathbook.extraction.names import Name
from oathbook.extraction.nounphrase import has_word, is_definite, is_indefinite, is_plural
from oathbook.extraction.parties import Reader
from oathbook.extraction.predicates import bearers, beside
from oathbook.extraction.words import nouns
from oathbook.language.tree import Tree
from oathbook.model import ActorType, Party

_GROUP_SENTENCES, _PERSON_SENTENCES = 4, 2
_HEADS = frozenset("leader head chief emir amir boss chairman caliph commander-in-chief".split())
_NEW = frozenset(
    "new newly newborn fledgling nascent little-known unknown shadowy breakaway rival splinter".split()
)
_CALLED = frozenset(
    "called named calling naming known dubbed styled titled name calls styles styling".split()
)
_NAMING = _CALLED | frozenset(
    "names announced formed founded created launched unveiled creation formation launch proclaimed announces announce "
    "united unites form forming".split()
)


def find_ahead(readers: Sequence[Reader]) -> dict[int, Party]:
    """The parties that indefinite descriptions announce, by the descriptions' offsets."""
    found: dict[int, Party] = {}
    named = _first_mentions(readers)
    for k, reader in enumerate(readers):
        for i in new_groups(reader):
            party = _group_named_later(readers, k, i, named)
            if party is not None:
                found[reader.tree.starts[i]] = party
                reader.discourse.called[party.label].add(reader.tree.words[i])
        for i in (*new_persons(reader), *_unnamed_heads(reader)):
            party = _person_named_next(readers, k, i, named)
            if party is not None:
                found[reader.tree.starts[i]] = party
    return found


def _first_mentions(readers: Sequence[Reader]) -> dict[str, int]:
    named: dict[str, int] = {}
    for remark in readers[0].discourse.remarks if readers else ():
        label = remark.party.label
        named[label] = min(remark.at, named.get(label, remark.at))
    return named


def new_groups(reader: Reader) -> Iterator[int]:
    """Indefinite singular group nouns without a name of their own."""
    tree = reader.tree
    for i, word in enumerate(tree.words):
        if (
            word in nouns("group")
            and tree.is_noun(i)
            and tree.names[i] is None
            and not is_plural(tree, i)
            and (
                is_indefinite(tree, i)
                or (has_word(tree, i, *_NEW) and not is_definite(tree, i))
                or _is_bare(tree, i)
            )
            and not beside(tree, i)
            and not any(reader.name(k) for k in tree.kids(i, "appos", "compound", "nmod", "poss"))
        ):
            yield i


def _is_bare(tree: Tree, i: int) -> bool:
    """ "Algerian group swears loyalty": a headline leaves out the article."""
    return tree.deps[i] == "nsubj" and not tree.kids(i, "det", "poss", "nummod") and i == max(tree.subtree(i))


def _group_named_later(readers: Sequence[Reader], k: int, i: int, named: dict[str, int]) -> Party | None:
    """The first organisation named for the first time after the description, where it is given its name."""
    at = readers[k].tree.starts[i]
    word = readers[k].tree.words[i]
    for reader in readers[k:]:
        if reader.sentence - readers[k].sentence > _GROUP_SENTENCES:
            return None
        for name in reader.names:
            if name.type is not ActorType.ORGANISATION or name.start < at:
                continue
            if named.get(name.party.label, name.start) < at:
                continue
            called_so = word not in ANYBODY and word in reader.discourse.called.get(name.party.label, ())
            same = reader.sentence == readers[k].sentence
            if called_so or _is_called(reader, name) or (not same and _is_christened(reader, name)):
                return name.party
    return None


def _place(tree: Tree, name: Name) -> int | None:
    return next((i for i in range(len(tree)) if tree.starts[i] <= name.start < tree.ends[i]), None)


def _is_called(reader: Reader, name: Name) -> bool:
    """Whether a word of naming stands just before the name: "which calls itself X"."""
    here = _place(reader.tree, name)
    return here is not None and any(w in _CALLED for w in reader.tree.words[max(0, here - 5) : here])


def _is_christened(reader: Reader, name: Name) -> bool:
    """Whether a word of naming or founding stands near the name in its sentence."""
    here = _place(reader.tree, name)
    return here is not None and any(w in _NAMING for w in reader.tree.words[max(0, here - 6) : here + 13])


def new_persons(reader: Reader) -> Iterator[int]:
    """ "A senior commander of X" as a subject, without a name."""
    tree = reader.tree
    for i, word in enumerate(tree.words):
        if (
            word in nouns("leader", "post", "fighter")
            and tree.deps[i] in {"nsubj", "nsubjpass"}
            and not is_plural(tree, i)
            and is_indefinite(tree, i)
            and not any(
                (n := reader.name(b)) is not None and n.type is ActorType.PERSON for b in bearers(tree, i)
            )
        ):
            yield i


def _unnamed_heads(reader: Reader) -> Iterator[int]:
    """ "The leader of X" as a subject, without his name."""
    tree = reader.tree
    for i, word in enumerate(tree.words):
        if (
            word in _HEADS
            and tree.names[i] is None
            and tree.deps[i] in {"nsubj", "nsubjpass"}
            and is_definite(tree, i)
            and not tree.kids(i, "amod")
            and not any(reader.name(b) for b in bearers(tree, i))
            and _owned_by(reader, i)
        ):
            yield i


def _owned_by(reader: Reader, i: int) -> tuple[int, ...]:
    tree = reader.tree
    owners = reader.owners(i)
    branches = tuple(o for o in owners if tree.words[o] in nouns("branch") and reader.owners(o))
    if branches:
        return branches
    named = [a for o in owners for a in (o, *beside(tree, o), *tree.kids(o, "compound", "nmod"))]
    return tuple(a for a in named if (n := reader.name(a)) is not None and n.type is ActorType.ORGANISATION)


def find_heads_named_later(reader: Reader, frames: Frames) -> Iterator[Hit]:
    """ "The leader of X spoke ... Y said": Y leads X, though no sentence says so alone."""
    frame = next((f for f in frames.all if f.id == "lead.noun"), None)
    if frame is None:
        return
    for i in _unnamed_heads(reader):
        if reader.tree.starts[i] in reader.discourse.ahead:
            roles: dict[str, tuple[tuple[int, ...], ...]] = {
                "subject": ((i,),), "object": (_owned_by(reader, i),), "role": ((i,),)
            }  # fmt: skip
            yield Hit(frame=frame, trigger=i, extra=(), roles=roles, literals={}, seat=i)


def _person_named_next(readers: Sequence[Reader], k: int, i: int, named: dict[str, int]) -> Party | None:
    """The person newly named as the subject of the next sentence."""
    at = readers[k].tree.starts[i]
    for reader in readers[k + 1 :]:
        if reader.sentence - readers[k].sentence > _PERSON_SENTENCES:
            return None
        tree = reader.tree
        for t in range(len(tree)):
            name = reader.name(t)
            if name is None or name.type is not ActorType.PERSON:
                continue
            new = named.get(name.party.label, name.start) > at
            return name.party if new and tree.deps[t] in {"nsubj", "nsubjpass"} else None
    return None
