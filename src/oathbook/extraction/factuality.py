"""Whether a clause is told as so or not so, how surely, and as a fact or as a prospect.

Walks from the trigger to the root of its sentence and lets each word on the way do its work: negation,
modals, hedges, verbs of denial, failure, wish and demand. Invariant: attributive material on the way
(relative clauses, appositions) stops the walk, so a background clause inherits nobody's doubt.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from oathbook.data import read_text
from oathbook.extraction.inflect import verb_forms
from oathbook.language.tree import Tree
from oathbook.model import Certainty, Polarity, Realis


@dataclass(frozen=True, slots=True, kw_only=True)
class Factuality:
    """How a clause is told; `reported` when the text says "reportedly" of it."""

    polarity: Polarity = Polarity.POSITIVE
    certainty: Certainty = Certainty.CERTAIN
    realis: Realis = Realis.ACTUAL
    reported: bool = False
    demanded_by: tuple[int, ...] = ()


@lru_cache(maxsize=32)
def verbs(name: str) -> frozenset[str]:
    """All written forms of a list of `data/words/verbs.toml`."""
    data = tomllib.loads(read_text("words", "verbs.toml"))
    return frozenset(form for base in data[name] if " " not in base for form in verb_forms(base))


@lru_cache(maxsize=32)
def hedges(name: str) -> frozenset[str]:
    """The words of a list of `data/words/hedges.toml`."""
    data = tomllib.loads(read_text("words", "hedges.toml"))
    return frozenset(data[name])


_STOPS = frozenset({"relcl", "appos"})
_NEGATIVE_NOUN_DET = frozenset({"no", "neither"})
_EMBEDDING_NOUNS = {
    "denial": (Polarity.NEGATIVE, Realis.ACTUAL),
    "refusal": (Polarity.NEGATIVE, Realis.ACTUAL),
    "failure": (Polarity.NEGATIVE, Realis.ACTUAL),
    "evidence": (Polarity.POSITIVE, Realis.ACTUAL),
    "plan": (Polarity.POSITIVE, Realis.PROSPECTIVE),
    "plans": (Polarity.POSITIVE, Realis.PROSPECTIVE),
    "attempt": (Polarity.POSITIVE, Realis.PROSPECTIVE),
    "attempts": (Polarity.POSITIVE, Realis.PROSPECTIVE),
    "effort": (Polarity.POSITIVE, Realis.PROSPECTIVE),
    "efforts": (Polarity.POSITIVE, Realis.PROSPECTIVE),
    "bid": (Polarity.POSITIVE, Realis.PROSPECTIVE),
    "call": (Polarity.POSITIVE, Realis.PROSPECTIVE),
    "calls": (Polarity.POSITIVE, Realis.PROSPECTIVE),
    "demand": (Polarity.POSITIVE, Realis.PROSPECTIVE),
    "demands": (Polarity.POSITIVE, Realis.PROSPECTIVE),
    "appeal": (Polarity.POSITIVE, Realis.PROSPECTIVE),
    "intention": (Polarity.POSITIVE, Realis.PROSPECTIVE),
    "proposal": (Polarity.POSITIVE, Realis.PROSPECTIVE),
    "offer": (Polarity.POSITIVE, Realis.PROSPECTIVE),
    "threat": (Polarity.POSITIVE, Realis.PROSPECTIVE),
    "possibility": (Polarity.POSITIVE, Realis.PROSPECTIVE),
    "prospect": (Polarity.POSITIVE, Realis.PROSPECTIVE),
    "talks": (Polarity.POSITIVE, Realis.PROSPECTIVE),
    "negotiations": (Polarity.POSITIVE, Realis.PROSPECTIVE),
    "invitation": (Polarity.POSITIVE, Realis.PROSPECTIVE),
    "order": (Polarity.POSITIVE, Realis.PROSPECTIVE),
    "orders": (Polarity.POSITIVE, Realis.PROSPECTIVE),
    "speculation": (Polarity.POSITIVE, Realis.ACTUAL),
}


class _State:
    __slots__ = ("certainty", "demanded_by", "negative", "realis", "reported")

    def __init__(self) -> None:
        self.negative = False
        self.certainty = Certainty.CERTAIN
        self.realis = Realis.ACTUAL
        self.reported = False
        self.demanded_by: tuple[int, ...] = ()

    def done(self) -> Factuality:
        return Factuality(
            polarity=Polarity.NEGATIVE if self.negative else Polarity.POSITIVE,
            certainty=self.certainty,
            realis=self.realis,
            reported=self.reported,
            demanded_by=self.demanded_by,
        )

    def doubt(self, certainty: Certainty) -> None:
        order = [Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE]
        self.certainty = max(self.certainty, certainty, key=order.index)


def read_factuality(tree: Tree, trigger: int, *, aside: bool = False) -> Factuality:
    """How the clause around `trigger` is told; an `aside` has only its own words."""
    s = _State()
    _own_words(tree, trigger, s, is_trigger=True)
    if aside:
        return s.done()
    at = trigger
    for head in tree.ancestors(trigger):
        dep = tree.deps[at]
        if dep in _STOPS:
            break
        if dep == "acl" and tree.tags[at] in {"VBN", "VBG"}:
            break
        if dep == "conj":
            if any(tree.words[k] in {"or", "nor"} for k in tree.kids(head, "cc")) and _is_negated(tree, head):
                s.negative = not s.negative  # "never announced it or embraced him"
            # A coordinated verb shares what governs the first one, not its own negation or modal.
            if tree.is_verb(at) and tree.kid(at, "nsubj", "nsubjpass", "aux", "auxpass") is None:
                _modals(tree, head, s)
            at = head
            continue
        if dep == "advcl" and not _is_purpose(tree, at):
            _condition(tree, at, s)
            break
        if dep in {"nsubj", "nsubjpass"} and tree.is_verb(head) and not tree.is_verb(at):
            # "The pledge was never accepted" says nothing against the pledge itself.
            if tree.words[head] in {"denied", "unconfirmed"} or _noun_denied(tree, head):
                s.negative = not s.negative
            break
        _governor(tree, head, at, s)
        at = head
    _condition(tree, trigger, s)
    return s.done()


def _is_negated(tree: Tree, v: int) -> bool:
    return tree.kid(v, "neg") is not None


def _noun_denied(tree: Tree, v: int) -> bool:
    return tree.words[v] in verbs("deny") and tree.kid(v, "auxpass") is not None


def _is_purpose(tree: Tree, at: int) -> bool:
    """ "left the group to join another": told as having happened."""
    return tree.tags[at] == "VB" and any(tree.words[k] == "to" for k in tree.kids(at, "aux"))


def _own_words(tree: Tree, i: int, s: _State, *, is_trigger: bool) -> None:
    for k in tree.children[i]:
        word, dep = tree.words[k], tree.deps[k]
        if dep == "neg" or word in {"not", "n't", "never", "nor"}:
            s.negative = not s.negative
        elif dep in {"advmod", "amod", "acomp", "attr"}:
            _hedge(word, s)
            if word == "longer" and any(tree.words[x] == "no" for x in tree.children[k]):
                s.negative = not s.negative
        elif dep in {"nsubj", "nsubjpass", "dobj"} and any(
            tree.words[x] in _NEGATIVE_NOUN_DET for x in tree.kids(k, "det")
        ):
            s.negative = not s.negative
        elif dep == "det" and word in _NEGATIVE_NOUN_DET and tree.is_noun(i):
            s.negative = not s.negative
        elif dep == "nsubj" and word in {"nobody", "none", "neither"}:
            s.negative = not s.negative
    if tree.is_verb(i):
        _modals(tree, i, s)
    if not tree.is_verb(i) and is_trigger:
        for k in tree.kids(i, "amod"):
            if tree.words[k] in {
                "possible",
                "planned",
                "proposed",
                "prospective",
                "future",
                "eventual",
                "attempted",
                "would-be",
                "imminent",
            }:
                s.realis = Realis.PROSPECTIVE
                if tree.words[k] in {"possible", "eventual"}:
                    s.doubt(Certainty.POSSIBLE)


def _hedge(word: str, s: _State) -> None:
    if word in hedges("probable"):
        s.doubt(Certainty.PROBABLE)
    elif word in hedges("possible"):
        s.doubt(Certainty.POSSIBLE)
    elif word in hedges("reported"):
        s.reported = True


def _modals(tree: Tree, v: int, s: _State) -> None:
    perfect = any(tree.words[k] in {"have", "'ve"} for k in tree.kids(v, "aux"))
    for k in tree.kids(v, "aux"):
        word = tree.words[k]
        if word in {"may", "might"}:
            s.doubt(Certainty.POSSIBLE)
            if not perfect and tree.words[v] not in {"be", "have"}:
                s.realis = Realis.PROSPECTIVE
        elif word in {"could", "can"}:
            if not perfect:
                s.realis = Realis.PROSPECTIVE
            if word == "could":
                s.doubt(Certainty.POSSIBLE)
        elif word in {"will", "'ll", "shall", "should", "must", "wo"}:
            s.realis = Realis.PROSPECTIVE
        elif word in {"would", "'d"} and not perfect and _is_conditional(tree, v):
            s.realis = Realis.PROSPECTIVE


def _is_conditional(tree: Tree, v: int) -> bool:
    """ "would" of a refusal ("would not take it") or of later history ("would go on to") is no prospect."""
    if tree.kid(v, "neg") is not None:
        return False
    return not any(tree.words[k] in {"later", "eventually", "soon"} for k in tree.kids(v, "advmod"))


def _condition(tree: Tree, i: int, s: _State) -> None:
    verb = i if tree.is_verb(i) else next((a for a in tree.ancestors(i) if tree.is_verb(a)), None)
    if verb is None:
        return
    if any(tree.words[k] in {"if", "unless", "whether"} for k in tree.kids(verb, "mark")):
        s.realis = Realis.PROSPECTIVE


def _governor(tree: Tree, head: int, at: int, s: _State) -> None:
    """What the word that governs the clause at `at` does to it."""
    word, dep = tree.words[head], tree.deps[at]
    clausal = dep in {"ccomp", "xcomp", "csubj", "pcomp", "advcl", "acl", "parataxis", "oprd"}
    infinitive = dep in {"xcomp", "advcl", "acl", "ccomp"} and any(
        tree.words[k] == "to" for k in tree.kids(at, "aux")
    )
    nominal = dep in {"dobj", "pobj", "nsubjpass", "attr"}
    negated = tree.kid(head, "neg") is not None or any(
        tree.words[k] in {"never"} for k in tree.kids(head, "advmod")
    )
    if word in verbs("deny") and (clausal or (nominal and dep != "attr")):
        s.negative = not s.negative
        return
    if word in verbs("failing") and (infinitive or dep == "pcomp"):
        s.negative = not s.negative
    elif tree.is_verb(head) and infinitive and word in verbs("prospective"):
        forced = any(tree.words[c] in {"forced", "compelled", "obliged"} for c in tree.kids(head, "conj"))
        if forced:  # "did not want to pledge, but were forced to"
            return
        s.realis = Realis.PROSPECTIVE
        s.demanded_by = s.demanded_by or (head,)
        if negated and word not in {"want", "plan", "intend"}:
            s.negative = not s.negative
        elif negated:
            s.negative = not s.negative
    elif tree.is_verb(head) and nominal and word in {"urge", "urged", "demand", "demanded", "seek", "sought", "seeking", "plan", "planned",
                                                      "planning", "propose", "proposed", "discuss", "discussed", "discussing",
                                                      "negotiate", "negotiating", "consider", "considering", "considered"}:  # fmt: skip
        s.realis = Realis.PROSPECTIVE
    elif negated and (clausal or nominal) and word not in verbs("believe") | verbs("say"):
        s.negative = not s.negative
    elif negated and word in verbs("announce_like") and nominal:
        s.negative = not s.negative
    if (
        clausal
        and word in {"believed", "thought", "suspected", "understood", "alleged"}
        and tree.kid(head, "auxpass") is not None
    ):
        s.doubt(Certainty.PROBABLE)
    elif clausal and word in verbs("appear_like"):
        s.doubt(Certainty.PROBABLE)
    elif clausal and word in {
        "suggest",
        "suggests",
        "suggested",
        "suggesting",
        "hint",
        "hints",
        "hinted",
        "fear",
        "fears",
        "feared",
    }:
        s.doubt(Certainty.POSSIBLE)
    elif clausal and word in {
        "believe",
        "believes",
        "suspect",
        "suspects",
        "suspected",
        "think",
        "thinks",
        "presume",
        "assume",
    }:
        s.doubt(Certainty.PROBABLE)
    if (
        clausal
        and word in {"said", "reported", "rumoured", "rumored"}
        and tree.kid(head, "auxpass") is not None
    ):
        s.reported = True
    if (
        tree.is_noun(head)
        and (clausal or tree.deps[at] in {"pobj", "prep"})
        and word in _EMBEDDING_NOUNS
        and tree.is_verb(at)
    ):
        polarity, realis = _EMBEDDING_NOUNS[word]
        if polarity is Polarity.NEGATIVE:
            s.negative = not s.negative
        if realis is Realis.PROSPECTIVE:
            s.realis = realis
    if tree.is_verb(head) or tree.words[head] in {
        "likely",
        "unlikely",
        "ready",
        "set",
        "willing",
        "possible",
        "poised",
        "reluctant",
    }:
        if word in {"likely", "poised", "set", "ready", "willing", "expected"} and infinitive:
            s.realis = Realis.PROSPECTIVE
            if word == "likely":
                s.doubt(Certainty.PROBABLE)
        if word == "unlikely" and infinitive:
            s.realis, s.negative = Realis.PROSPECTIVE, not s.negative
        for k in tree.kids(head, "advmod"):
            if clausal and dep != "ccomp":
                _hedge(tree.words[k], s)
        if clausal and dep in {"xcomp"}:
            _modals(tree, head, s)
        if nominal and tree.is_verb(head):
            _modals(tree, head, s)
            for k in tree.kids(head, "advmod"):
                _hedge(tree.words[k], s)
