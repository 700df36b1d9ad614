"""Whether a clause is told as so or not so, how surely, and as a fact or as a prospect.

Walks from the trigger to the root of its sentence and lets each word on the way do its work: negation,
modals, hedges, verbs of denial, failure, wish and demand. Invariant: attributive material on the way
(relative clauses, appositions) stops the walk, so a background clause inherits nobody's doubt.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from oathbook.extraction.governors import govern
from oathbook.extraction.lexicon import governing_nouns, hedges, verbs
from oathbook.language.tree import Tree
from oathbook.model import Certainty, Polarity, Realis


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


_BACKGROUND = frozenset({"relcl", "appos"})
_NO = frozenset({"no", "neither", "none", "nobody", "nothing"})


def read_factuality(tree: Tree, trigger: int, *, aside: bool = False) -> Factuality:
    """How the clause around `trigger` is told; an `aside` has only its own words."""
    s = State()
    _own_words(tree, trigger, s)
    if aside:
        return s.done()
    at = trigger
    for head in tree.ancestors(trigger):
        dep = tree.deps[at]
        if dep in _BACKGROUND and not _completes_noun(tree, at, head):
            break
        if dep == "acl" and tree.tags[at] in {"VBN", "VBG"} and not _is_governing_noun(tree, head):
            break
        if dep == "conj":
            _coordinated(tree, head, at, s)
        elif dep == "advcl" and not _is_purpose(tree, at):
            break
        elif dep in {"nsubj", "nsubjpass"} and not tree.is_verb(at):
            # "The pledge was never accepted" says nothing against the pledge itself.
            if _says_untrue(tree, head) or tree.words[head] in verbs("deny"):
                s.deny()
            if dep == "nsubjpass":
                _modals(tree, head, s)
            break
        else:
            govern(tree, head, at, s)
            if dep not in {"ccomp", "parataxis", "csubj"}:
                _passing_words(tree, head, s)
        at = head
    _condition(tree, trigger, s)
    if tree.words[-1] == "?" or (len(tree) > 1 and tree.words[-2] == "?"):
        s.doubt(Certainty.POSSIBLE)
    return s.done()


def is_negated(tree: Tree, i: int) -> bool:
    """Whether a word that negates hangs on token `i`: not, never, no longer, hardly, "none of" its subject."""
    odd = False
    for k in tree.children[i]:
        word, dep = tree.words[k], tree.deps[k]
        after = tree.words[k + 1] if k + 1 < len(tree) else ""
        if dep == "neg" or (word in hedges("negation") and dep in {"advmod", "preconj", "cc", "neg", "det"} and k < i):
            odd ^= after not in hedges("after_not") and dep != "cc"
        elif word in {"longer", "more"} and any(tree.words[x] == "no" for x in tree.children[k]):
            odd ^= True
        elif dep in {"advmod", "npadvmod"} and word == "means" and tree.words[k - 1] == "no":
            odd ^= True
        elif dep in {"nsubj", "nsubjpass", "dobj", "attr", "expl"}:
            odd ^= _is_nobody(tree, k)
        elif dep == "prep" and word in {"under", "at", "on", "in"}:
            odd ^= any(tree.words[d] == "no" for o in tree.kids(k, "pobj") for d in tree.kids(o, "det"))
        elif dep == "advmod" and word == "yet" and after == "to":
            odd ^= True  # "has yet to join"
    return odd


def _is_nobody(tree: Tree, k: int) -> bool:
    if tree.words[k] in _NO:
        return True
    return any(tree.words[x] in {"no", "neither"} and tree.deps[x] in {"det", "preconj", "cc", "advmod", "neg"}
               for x in tree.children[k])  # fmt: skip


def _own_words(tree: Tree, i: int, s: State) -> None:
    if is_negated(tree, i):
        s.deny()
    for k in tree.children[i]:
        word, dep = tree.words[k], tree.deps[k]
        if dep in {"advmod", "amod", "acomp", "nmod", "npadvmod"}:
            hedge(word, s)
        elif dep in {"nsubj", "nsubjpass", "agent"}:
            for x in (k, *tree.kids(k, "pobj")):
                for a in tree.kids(x, "amod", "advmod"):
                    if tree.words[a] in {"suspected", "alleged", "presumed"}:  # "suspected X gunmen attacked"
                        s.doubt(Certainty.PROBABLE)
                    elif tree.deps[a] == "advmod":
                        hedge(tree.words[a], s)
        elif dep == "det" and word == "no" and not tree.is_verb(i):
            s.deny()
        if not tree.is_verb(i) and dep == "amod" and word in hedges("prospective"):
            s.prospective = True
    if tree.is_verb(i) or tree.kid(i, "cop", "aux") is not None:
        _modals(tree, i, s)
    elif tree.deps[i] in {"attr", "acomp", "oprd"}:
        return
    # The parser hangs an adverb of doubt before the auxiliary on the auxiliary's sister.
    for k in tree.kids(i, "aux", "auxpass"):
        for a in tree.kids(k, "advmod"):
            hedge(tree.words[a], s)


def hedge(word: str, s: State) -> None:
    """What one adverb or adjective of doubt does."""
    if word in hedges("probable"):
        s.doubt(Certainty.PROBABLE)
    elif word in hedges("possible"):
        s.doubt(Certainty.POSSIBLE)
    if word in hedges("reported"):
        s.reported = True


def _passing_words(tree: Tree, head: int, s: State) -> None:
    """Modals and adverbs of a word that carries the clause along: "may have decided to join"."""
    if tree.is_verb(head):
        _modals(tree, head, s)
    for k in tree.kids(head, "advmod"):
        hedge(tree.words[k], s)
    for n in tree.kids(head, "nsubj", "nsubjpass"):
        if any(tree.words[a] in {"suspected", "alleged", "presumed"} for a in tree.kids(n, "amod")):
            s.doubt(Certainty.PROBABLE)


def _modals(tree: Tree, v: int, s: State) -> None:
    perfect = any(tree.words[k] in {"have", "'ve", "of"} for k in tree.kids(v, "aux"))
    being = tree.words[v] in {"be", "have", "belong", "remain", "know", "mean"}
    ongoing = tree.kid(v, "aux", "auxpass") is not None and any(tree.words[k] == "be" for k in tree.kids(v, "aux"))
    for k in tree.kids(v, "aux"):
        word = tree.words[k]
        if word in {"may", "might", "could"}:
            if word == "could" and tree.kid(v, "neg") is not None:
                continue  # "could not agree" happened
            s.doubt(Certainty.POSSIBLE)
            if not perfect and not ongoing and (not being or word == "could"):
                s.prospective = True
        elif word in {"can", "ca"}:
            s.prospective = True
        elif word in {"will", "'ll", "shall", "wo"}:
            s.prospective = s.prospective or not perfect
        elif word in {"should", "must", "ought"}:
            if not perfect:
                s.prospective = True
            elif word == "must":
                s.doubt(Certainty.PROBABLE)
            else:
                s.deny()  # "should have broken with them"
        elif word in {"would", "'d"}:
            _would(tree, v, s, perfect=perfect)


_LATER = frozenset("later eventually soon finally ultimately subsequently then afterwards shortly".split())


def _would(tree: Tree, v: int, s: State, *, perfect: bool) -> None:
    """A prospect, unless it is a refusal, later history ("would go on to") or hearsay put in the conditional."""
    if any(tree.words[k] == "if" for k in tree.kids(v, "mark")):
        s.prospective = True
        return
    conditional = _has_condition(tree, v)
    if perfect:
        if conditional:
            s.prospective = True
        elif tree.deps[v] in {"ROOT", "relcl", "conj"}:
            s.doubt(Certainty.PROBABLE)
        return
    if conditional:
        s.prospective = True
        return
    refusal = tree.kid(v, "neg") is not None and tree.deps[v] == "ROOT"
    history = any(tree.words[k] in _LATER for k in tree.kids(v, "advmod")) or (
        tree.words[v] == "go" and tree.kid(v, "xcomp") is not None
    )
    if not refusal and not history and tree.deps[v] != "relcl":
        s.prospective = True


def _has_condition(tree: Tree, v: int) -> bool:
    for k in tree.kids(v, "advcl", "prep"):
        if any(tree.words[m] in {"if", "unless", "provided"} for m in (k, *tree.kids(k, "mark"))):
            return True
        if tree.deps[k] == "advcl" and tree.words[min(tree.subtree(k))] in {"had", "were", "should"}:
            return True
    return any(tree.words[k] == "if" for a in tree.ancestors(v) for k in tree.kids(a, "mark"))


def _condition(tree: Tree, i: int, s: State) -> None:
    verb = i if tree.is_verb(i) else next((a for a in tree.ancestors(i) if tree.is_verb(a)), None)
    if verb is None:
        return
    marks = {tree.words[k] for k in tree.kids(verb, "mark", "advmod")}
    if marks & {"if", "unless", "provided", "lest"}:
        s.prospective = True
    elif "whether" in marks:
        s.doubt(Certainty.POSSIBLE)


def _coordinated(tree: Tree, head: int, at: int, s: State) -> None:
    """A coordinated verb shares the first one's "not" and modal where it has no auxiliary of its own."""
    if not tree.is_verb(head) and not tree.is_noun(head):
        return
    joiners = {tree.words[k] for k in (*tree.kids(head, "cc"), *tree.kids(at, "cc", "preconj"))}
    own = tree.kid(at, "nsubj", "nsubjpass", "aux", "auxpass") is not None
    same_form = tree.tags[at] == tree.tags[head] and tree.tags[at] in {"VB", "VBN"}
    shares = not own and (joiners & {"or", "nor"} or (same_form and "but" not in joiners))
    if shares or (joiners & {"or", "nor"} and not is_negated(tree, at)):
        if _verb_negated(tree, head):
            s.deny()
    if tree.is_verb(at) and not own:
        _modals(tree, head, s)
        for k in tree.kids(head, "advmod"):
            if k < head and tree.words[k] in hedges("reported"):
                hedge(tree.words[k], s)


def _verb_negated(tree: Tree, v: int) -> bool:
    """Negation of the verb or its subject; that of its own object is not shared."""
    objects = any(_is_nobody(tree, k) for k in tree.kids(v, "dobj", "attr"))
    return is_negated(tree, v) ^ objects


def _is_purpose(tree: Tree, at: int) -> bool:
    """ "left the group to join another": told as having happened."""
    return tree.tags[at] == "VB" and any(tree.words[k] == "to" for k in tree.kids(at, "aux"))


def _completes_noun(tree: Tree, at: int, head: int) -> bool:
    """ "reports that X had joined", which the parser takes for a relative clause."""
    marked = any(tree.words[k] == "that" for k in tree.kids(at, "mark"))
    return tree.deps[at] == "relcl" and marked and tree.is_noun(head)


def _is_governing_noun(tree: Tree, n: int) -> bool:
    return any(tree.words[n] in governing_nouns(x) for x in ("prospective", "possible", "probable", "negative"))


def _says_untrue(tree: Tree, v: int) -> bool:
    return any(tree.words[k] in hedges("untrue") for k in tree.kids(v, "acomp", "attr", "oprd"))
