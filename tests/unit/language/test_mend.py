"""Known faults of parses are put right, and right parses are left alone."""

from __future__ import annotations

from oathbook.language.mend import mend
from oathbook.language.tree import Tree


def _tree(rows: list[tuple[str, str, str, int]]) -> Tree:
    """A tree from (word, tag, label, head) rows."""
    n = len(rows)
    words, tags, deps, heads = (list(column) for column in zip(*rows, strict=True))
    none: list[None] = [None] * n
    return Tree(
        start=0, end=n, words=words, tags=tags, deps=deps, heads=heads, starts=list(range(n)),
        ends=list(range(1, n + 1)), names=list(none), links=list(none), types=list(none),
    )  # fmt: skip


def test_the_only_verb_of_a_sentence_is_its_verb_and_not_a_participle_of_its_subject() -> None:
    tree = mend(
        _tree([("fighters", "NNS", "ROOT", 0), ("trained", "VBN", "acl", 0), ("alongside", "IN", "prep", 1),
               ("aqim", "NNP", "pobj", 2), (".", ".", "punct", 0)])
    )  # fmt: skip
    assert tree.heads == [1, 1, 1, 2, 1]
    assert (tree.deps[0], tree.deps[1], tree.tags[1]) == ("nsubj", "ROOT", "VBD")


def test_a_caption_keeps_its_participle() -> None:
    rows = [("fighters", "NNS", "ROOT", 0), ("captured", "VBN", "acl", 0), ("in", "IN", "prep", 1),
            ("mosul", "NNP", "pobj", 2), (".", ".", "punct", 0)]  # fmt: skip
    tree = _tree(rows)
    assert mend(tree) is tree


def test_a_full_verb_is_not_the_auxiliary_of_the_adjective_after_it() -> None:
    tree = mend(
        _tree([("shabaab", "NNP", "nsubj", 4), ("has", "VBZ", "aux", 3), ("been", "VBN", "aux", 3),
               ("wooing", "VBG", "auxpass", 4), ("disaffected", "VBN", "ROOT", 4), ("militias", "NNS", "dobj", 4)])
    )  # fmt: skip
    assert tree.deps[3] == "ROOT"
    assert tree.heads[0] == 3
    assert (tree.heads[5], tree.deps[5]) == (3, "dobj")
    assert (tree.heads[4], tree.deps[4]) == (5, "amod")


def test_an_auxiliary_stays_one() -> None:
    rows = [("it", "PRP", "nsubjpass", 2), ("was", "VBD", "auxpass", 2), ("founded", "VBN", "ROOT", 2)]
    tree = _tree(rows)
    assert mend(tree) is tree


def test_the_particle_of_a_verb_is_no_preposition_of_its_object() -> None:
    tree = mend(
        _tree([("they", "PRP", "nsubj", 1), ("hunted", "VBD", "ROOT", 1), ("down", "IN", "prep", 1),
               ("deserters", "NNS", "pobj", 2)])
    )  # fmt: skip
    assert tree.deps[2] == "prt"
    assert (tree.heads[3], tree.deps[3]) == (1, "dobj")


def test_every_mended_token_reaches_the_root() -> None:
    tree = mend(
        _tree([("fighters", "NNS", "ROOT", 0), ("loyal", "JJ", "amod", 0), ("trained", "VBN", "acl", 0),
               ("recruits", "NNS", "dobj", 2), ("in", "IN", "prep", 0), ("mali", "NNP", "pobj", 4), (".", ".", "punct", 0)])
    )  # fmt: skip
    roots = {[i, *tree.ancestors(i)][-1] for i in range(len(tree))}
    assert len(roots) == 1
