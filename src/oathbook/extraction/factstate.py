"""What the words around a clause have made of it so far, and the small questions that all of them ask.

Invariant: certainty only falls; polarity turns round with each word that denies.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from oathbook.extraction.lexicon import hedges
from oathbook.language.tree import Tree
from oathbook.model import Certainty, Polarity, Realis

_NO = frozenset({"no", "neither", "none", "nobody", "nothing"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Factuality:
    """How a clause is told; `reported` when the text says "reportedly" of it.

    `demanded_by` are the verbs of wish or demand over it, the nearest first.
    """

    polarity: Polarity = Polarity.POSITIVE
    certainty: Certainty = Certainty.CERTAIN
    realis: Realis = Realis.ACTUAL
    reported: bool = False
    demanded_by: tuple[int, ...] = ()


_ORDER = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE)


@dataclass(slots=True)
class State:
    """What the words met so far make of the clause."""

    negative: bool = False
    certainty: Certainty = Certainty.CERTAIN
    prospective: bool = False
    reported: bool = False
    demanded_by: list[int] = field(default_factory=list)

    def doubt(self, certainty: Certainty) -> None:
        """Lower the certainty to `certainty`, never raise it."""
        self.certainty = max(self.certainty, certainty, key=_ORDER.index)

    def deny(self) -> None:
        """Turn the polarity round."""
        self.negative = not self.negative

    def done(self) -> Factuality:
        """The result of the walk."""
        return Factuality(
            polarity=Polarity.NEGATIVE if self.negative else Polarity.POSITIVE,
            certainty=self.certainty,
            realis=Realis.PROSPECTIVE if self.prospective else Realis.ACTUAL,
            reported=self.reported,
            demanded_by=tuple(self.demanded_by),
        )


def is_participle(tree: Tree, at: int) -> bool:
    """Whether `at` is a bare participle after a noun: "fighters accused of", "the group led by"."""
    bare = tree.kid(at, "mark", "aux", "nsubj", "nsubjpass") is None
    return tree.deps[at] == "acl" and tree.tags[at] in {"VBN", "VBG"} and bare


def is_negated(tree: Tree, i: int, but: int | None = None) -> bool:
    """Whether a word that negates hangs on token `i`, its child `but` left aside: not, no longer, "none of" its subject."""
    odd = False
    for k in tree.children[i]:
        if k == but:
            continue
        word, dep = tree.words[k], tree.deps[k]
        after = tree.words[k + 1] if k + 1 < len(tree) else ""
        if dep == "neg" or (
            word in hedges("negation") and dep in {"advmod", "preconj", "cc", "neg", "det"} and k < i
        ):
            odd ^= after not in hedges("after_not") and dep != "cc"
        elif (word in {"longer", "more"} and any(tree.words[x] == "no" for x in tree.children[k])) or (
            dep in {"advmod", "npadvmod"} and word == "means" and tree.words[k - 1] == "no"
        ):
            odd ^= True
        elif dep in {"nsubj", "nsubjpass", "dobj", "attr", "expl"}:
            odd ^= is_nobody(tree, k)
        elif dep == "prep" and word in {"under", "at", "on", "in"}:
            odd ^= any(tree.words[d] == "no" for o in tree.kids(k, "pobj") for d in tree.kids(o, "det"))
        elif dep == "advmod" and word == "yet" and after == "to":
            odd ^= True  # "has yet to join"
    return odd


def is_nobody(tree: Tree, k: int) -> bool:
    if tree.words[k] in _NO:
        return True
    return any(
        tree.words[x] in {"no", "neither"} and tree.deps[x] in {"det", "preconj", "cc", "advmod", "neg"}
        for x in tree.children[k]
    )


def hedge(word: str, s: State) -> None:
    """What one adverb or adjective of doubt does."""
    if word in hedges("probable"):
        s.doubt(Certainty.PROBABLE)
    elif word in hedges("possible"):
        s.doubt(Certainty.POSSIBLE)
    if word in hedges("reported"):
        s.reported = True


def is_infinitive(tree: Tree, at: int) -> bool:
    """Whether the clause at `at` is an infinitive, with "to" or bare."""
    auxiliaries = tree.kids(at, "aux")
    return any(tree.words[k] == "to" for k in auxiliaries) or (tree.tags[at] == "VB" and not auxiliaries)
