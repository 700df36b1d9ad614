"""What a noun phrase looks like, before anybody asks who is meant: its span, number, article and count."""

from __future__ import annotations

from oathbook.extraction.counts import find_count
from oathbook.extraction.fillers import QUANTIFIERS, Filler
from oathbook.extraction.words import nouns
from oathbook.language.tree import Tree
from oathbook.model import Count, Party, Scope

_DEFINITE = frozenset("the this that these those its their his her both such same".split())
_OTHER = frozenset("other another rival parent latter former".split())
_NOT_IN_NAMES = frozenset(
    "very same new several many some other various small smaller larger more most local own few numerous different certain two three "
    "four five six seven eight nine ten last first next additional further entire whole main key top leading such own remaining "
    "dozens hundreds thousands least".split()
)


def is_definite(tree: Tree, i: int) -> bool:
    """Whether an article, demonstrative or possessive says that the reader knows it."""
    return any(tree.words[k] in _DEFINITE for k in tree.kids(i, "det", "poss", "predet"))


def is_indefinite(tree: Tree, i: int) -> bool:
    """Whether "a", "one" or "another" says that it is new."""
    return any(tree.words[k] in {"a", "an", "one", "another"} for k in tree.kids(i, "det", "nummod"))


def is_other(tree: Tree, i: int) -> bool:
    """Whether it is said to be another than the one last spoken of."""
    return any(tree.words[k] in _OTHER for k in tree.kids(i))


def is_plural(tree: Tree, i: int) -> bool:
    """Whether the noun is plural in form or sense."""
    return tree.tags[i] in {"NNS", "NNPS"} or tree.words[i] in {"men", "people", "police", "troops", "forces"}


def has_word(tree: Tree, i: int, *words: str) -> bool:
    """Whether one of `words` hangs on the noun."""
    return any(tree.words[k] in words for k in tree.kids(i))


def noun_span(tree: Tree, i: int) -> tuple[int, int]:
    """Offsets from the noun's first modifier to its own end."""
    left = min([i, *[k for k in tree.kids(i) if k < i and tree.deps[k] not in {"punct", "prep", "cc"}]])
    return tree.starts[left], tree.ends[i]


def count_at(tree: Tree, text: str, i: int) -> Count | None:
    """How many the noun at `i` is said to be."""
    left = i
    for k in tree.kids(i, "nummod", "amod", "quantmod", "det", "compound", "advmod", "nmod"):
        left = min(left, *tree.subtree(k))
    if tree.deps[i] == "pobj" and tree.words[tree.heads[i]] == "of":
        quantity = tree.heads[tree.heads[i]]
        if tree.words[quantity] in QUANTIFIERS:
            around = tree.kids(quantity, "quantmod", "nummod", "det", "amod", "advmod")
            left = min([left, quantity, *around])
    right = i if tree.words[i] not in QUANTIFIERS else min(i + 3, len(tree) - 1)
    return find_count(text[tree.starts[left] : tree.ends[right]])


def as_written(tree: Tree, text: str, i: int) -> list[Filler]:
    """The noun with its adjectives, without articles, numbers and what comes after."""
    first = i
    for k in sorted(tree.kids(i, "amod", "compound", "nmod"), reverse=True):
        if k == first - 1 or (k < first and all(tree.words[j] == "-" for j in range(k + 1, first))):
            if tree.words[k] in _NOT_IN_NAMES or tree.tags[k] in {"JJR", "JJS", "CD"}:
                break
            first = min(tree.subtree(k)) if max(tree.subtree(k)) < first else k
    party = Party(written=text[tree.starts[first] : tree.ends[i]].strip("\"' "))
    scope = Scope.MEMBERS if tree.words[i] in nouns("fighter") else Scope.GROUP
    start, end = noun_span(tree, i)
    return [Filler(party=party, start=start, end=end, scope=scope, count=count_at(tree, text, i), sure=0.8)]
