"""Whether a clause is told as so or not so, how surely, and as a fact or as a prospect.

Walks from the trigger to the root of its sentence and lets each word on the way do its work: negation,
modals, hedges, verbs of denial, failure, wish and demand. Invariant: attributive material on the way
(relative clauses, appositions) stops the walk, so a background clause inherits nobody's doubt.
"""

from __future__ import annotations

from oathbook.extraction.factstate import Factuality, State, hedge, is_negated, is_nobody, is_participle
from oathbook.extraction.governors import govern, is_shut_off
from oathbook.extraction.lexicon import governing_nouns, hedges, verbs
from oathbook.language.tree import Tree
from oathbook.model import Certainty

_BACKGROUND = frozenset({"relcl", "appos"})


def read_factuality(tree: Tree, trigger: int, *, aside: bool = False) -> Factuality:
    """How the clause around `trigger` is told; an `aside` has only its own words."""
    s = State()
    _own_words(tree, trigger, s)
    if aside or (tree.deps[trigger] == "amod" and tree.tags[trigger] in {"VBN", "JJ"}):
        return s.done()
    at = trigger
    for head in tree.ancestors(trigger):
        dep = tree.deps[at]
        if is_shut_off(tree, head, at):
            break
        if dep in _BACKGROUND and not _completes_noun(tree, at, head):
            break
        if is_participle(tree, at) and not _is_governing_noun(tree, head):
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


def _own_words(tree: Tree, i: int, s: State) -> None:
    if is_negated(tree, i):
        s.deny()
    for k in tree.children[i]:
        word, dep = tree.words[k], tree.deps[k]
        if dep in {"advmod", "amod", "acomp", "nmod", "npadvmod"}:
            hedge(word, s)
        elif dep == "prep" and word == "as":  # "described him as a member as murky"
            for x in tree.kids(k, "amod", "pobj", "acomp"):
                hedge(tree.words[x], s)
        elif dep in {"nsubj", "nsubjpass", "agent"}:
            for x in (k, *tree.kids(k, "pobj")):
                for a in tree.kids(x, "amod", "advmod", "compound", "nmod"):
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
    ongoing = tree.kid(v, "aux", "auxpass") is not None and any(
        tree.words[k] == "be" for k in tree.kids(v, "aux")
    )
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
    history = (tree.deps[v] != "ccomp" and any(tree.words[k] in _LATER for k in tree.kids(v, "advmod"))) or (
        tree.words[v] == "go" and tree.kid(v, "xcomp", "advcl") is not None
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
    inverted = tree.deps[verb] == "advcl" and any(
        tree.words[k] in {"had", "were", "should"} and k == min(tree.subtree(verb))
        for k in tree.kids(verb, "aux", "auxpass")
    )
    if inverted or marks & {"if", "unless", "provided", "lest"}:
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
    shares = not own and (bool(joiners & {"or", "nor"}) or (same_form and "but" not in joiners))
    shares = shares or (bool(joiners & {"or", "nor"}) and not is_negated(tree, at))
    if shares and _verb_negated(tree, head):
        s.deny()
    if tree.is_verb(at) and not own:
        _modals(tree, head, s)
        for k in tree.kids(head, "advmod"):
            if k < head and tree.words[k] in hedges("reported"):
                hedge(tree.words[k], s)


def _verb_negated(tree: Tree, v: int) -> bool:
    """Negation of the verb or its subject; that of its own object is not shared."""
    objects = any(is_nobody(tree, k) for k in tree.kids(v, "dobj", "attr"))
    return is_negated(tree, v) ^ objects


def _is_purpose(tree: Tree, at: int) -> bool:
    """ "left the group to join another": told as having happened."""
    return tree.tags[at] == "VB" and any(tree.words[k] == "to" for k in tree.kids(at, "aux"))


def _completes_noun(tree: Tree, at: int, head: int) -> bool:
    """ "reports that X had joined", "nothing to do with": no background, though the parser says relative clause."""
    marked = any(tree.words[k] == "that" for k in tree.kids(at, "mark"))
    to = any(tree.words[k] == "to" for k in tree.kids(at, "aux"))
    return tree.deps[at] == "relcl" and (to or (marked and tree.is_noun(head)))


def _is_governing_noun(tree: Tree, n: int) -> bool:
    return any(
        tree.words[n] in governing_nouns(x) for x in ("prospective", "possible", "probable", "negative")
    )


def _says_untrue(tree: Tree, v: int) -> bool:
    return any(tree.words[k] in hedges("untrue") for k in tree.kids(v, "acomp", "attr", "oprd"))


__all__ = ["Factuality", "is_negated", "is_participle", "read_factuality"]
