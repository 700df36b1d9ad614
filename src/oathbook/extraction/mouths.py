"""Whose mouth one verb or noun of saying is: its subject, whom it cites, who carried the words.

Invariant: the nearest speaker comes first; a verb whose subject nobody can name or type has no speaker.
"""

from __future__ import annotations

from oathbook.extraction import predicates as p
from oathbook.extraction.lexicon import speaker_nouns, verbs
from oathbook.extraction.parties import Reader
from oathbook.extraction.speakers import SpeechLog, label_speaker
from oathbook.language.tree import Tree
from oathbook.model import ActorType


def speaker_of_verb(reader: Reader, v: int, log: SpeechLog) -> list[str]:
    """The speakers of the verb at `v`: the one it cites, its subject, whoever carried the words."""
    tree = reader.tree
    if p.is_passive(tree, v) and tree.tags[v] != "VBG":
        by = [
            s
            for b in p.agents(tree, v)
            if b not in p.objects_of(tree, v)
            for s in label_speaker(reader, b, log)
        ]
        if by:
            return by[:2]
        return ["<reports>"] if tree.words[v] in verbs("hearsay") - verbs("prospective") else []
    found: list[str] = []
    for k in tree.kids(v, "advcl", "prep"):
        if tree.words[k] in {"citing", "quoting"}:
            for o in [*tree.kids(k, "dobj", "pobj")]:
                if tree.words[o] not in speaker_nouns("carriers") | speaker_nouns("papers"):
                    found += [x for t in tree.conjuncts(o) for x in label_speaker(reader, t, log)][:1]
    for s in _subjects(tree, v):
        for t in tree.conjuncts(s):
            found += label_speaker(reader, t, log)
            found += _carried(reader, t, log)
    for k in tree.kids(v, "prep"):
        if tree.words[k] in {"in", "through", "via"}:
            for o in tree.kids(k, "pobj"):
                if tree.words[o] in speaker_nouns("carriers"):
                    found += _carried(reader, o, log)
    return list(dict.fromkeys(found))


def _subjects(tree: Tree, v: int) -> list[int]:
    """Whose mouth it is: also after "quoted Y as saying" and in "said Y"."""
    head = tree.heads[v]
    if tree.deps[v] == "pcomp" and tree.words[head] == "as" and tree.words[tree.heads[head]] in verbs("cite"):
        objects = p.objects_of(tree, tree.heads[head])
        if objects:
            return objects
    lost = lost_subject(tree, v)
    if lost is not None:
        return [lost]
    subjects = p.surface_subjects(tree, v)
    if (
        not subjects
        and tree.deps[v] in {"ROOT", "parataxis", "ccomp"}
        and v + 1 < len(tree)
        and tree.names[v + 1] is not None
    ):
        return [v + 1]  # an inversion whose subject the parser lost
    return subjects


def lost_subject(tree: Tree, v: int) -> int | None:
    """ "... killing 20, two residents told us": the subject that the parser took for an apposition before it."""
    if tree.kid(v, "nsubj") is not None or v < 2 or tree.tags[v] not in {"VBD", "VBZ", "VBP", "VBN"}:
        return None
    closed = tree.words[v - 1] == ","
    if not closed and (tree.deps[v] != "conj" or not tree.is_noun(v - 1)):
        return None
    if tree.deps[v] not in {"ROOT", "conj", "ccomp", "parataxis", "dep"} or tree.kid(v, "cc") is not None:
        return None
    at = v - 2 if closed else v - 1
    while (
        tree.deps[at] in {"pobj", "prep", "compound", "amod", "poss", "conj"}
        and tree.heads[at] < v
        and tree.heads[at] != at
    ):
        if tree.names[at] is not None and tree.deps[at] != "pobj":
            break
        at = tree.heads[at]
    if not tree.is_noun(at):
        return None
    if not closed:
        first = min(x for x in tree.subtree(at) if x <= at)
        opens = tree.deps[at] in {"appos", "conj"} and first > 0 and tree.words[first - 1] == ","
        return at if opens else None
    left = min(x for x in tree.subtree(at) if x <= at and not any(tree.words[y] == "," for y in range(x, at)))
    if (
        tree.names[at] is None
        and left >= 2
        and tree.words[left - 1] == ","
        and tree.names[left - 2] is not None
    ):
        return left - 2
    return at


def _carried(reader: Reader, n: int, log: SpeechLog) -> list[str]:
    """ "an adviser quoted by a radio", "in a statement carried by X"."""
    tree = reader.tree
    return [
        x
        for k in tree.kids(n, "acl")
        if tree.words[k] in verbs("carry") and tree.tags[k] in {"VBN", "VBD"}
        for a in p.preposition_objects(tree, k, {"by", "on"})
        if _is_outlet(reader, a)
        for x in label_speaker(reader, a, log)
    ][:1]


def _is_outlet(reader: Reader, i: int) -> bool:
    index = reader.tree.names[i]
    if index is not None:
        return reader.names[index].type is ActorType.OUTLET
    return bool(
        speaker_nouns("reports") & {reader.tree.words[i], " ".join(reader.tree.words[max(0, i - 1) : i + 1])}
    )


def speaker_of_noun(reader: Reader, n: int, log: SpeechLog) -> list[str]:
    tree = reader.tree
    for t in [
        *p.possessors(tree, n),
        *p.preposition_objects(tree, n, {"by", "from", "of"}),
        *p.modifiers(tree, n),
    ]:
        labels = label_speaker(reader, t, log)
        if labels:
            return labels
    if tree.words[n].startswith(("report", "rumo")):
        return ["<reports>"]
    verb = p.governing_verb(tree, n)
    if (
        verb is not None
        and tree.deps[n] == "dobj"
        and tree.words[verb] in p.LIGHT_VERBS | verbs("carry") | {"put", "posted"}
    ):
        return [x for a in p.agents(tree, verb) for x in label_speaker(reader, a, log)]
    return label_speaker(reader, n, log) if tree.words[n] in speaker_nouns("carriers") else []
