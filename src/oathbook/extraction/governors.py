"""What the word over a clause does to it: denies it, doubts it, wishes it, or only carries it along.

Invariant: a governor changes the state only through the relation in which the clause stands to it; the
same verb over a subject, an object or an infinitive may do different things.
"""

from __future__ import annotations

from typing import Protocol

from oathbook.extraction.lexicon import governing_nouns, hedges, verbs
from oathbook.language.tree import Tree
from oathbook.model import Certainty

_CLAUSAL = frozenset({"ccomp", "xcomp", "csubj", "csubjpass", "pcomp", "advcl", "acl", "parataxis", "oprd", "relcl"})
_NOMINAL = frozenset({"dobj", "pobj", "attr", "nsubjpass", "oprd", "dative"})
_BE = frozenset("be is are was were been being 's 're".split())


class _State(Protocol):
    negative: bool
    prospective: bool
    reported: bool
    demanded_by: list[int]

    def doubt(self, certainty: Certainty) -> None: ...

    def deny(self) -> None: ...


def govern(tree: Tree, head: int, at: int, s: _State) -> None:
    """Let the word at `head` do to the state what it does to the clause or thing at `at` right under it."""
    if tree.tags[head] in {"IN", "TO"} or tree.deps[head] in {"prep", "agent"}:
        _preposition(tree, head, at, s)
    elif tree.is_verb(head):
        _verb(tree, head, at, s)
    elif tree.is_noun(head):
        _noun(tree, head, at, s)
    else:
        _adjective(tree, head, at, s)


def _negated(tree: Tree, i: int) -> bool:
    from oathbook.extraction.factuality import is_negated

    return is_negated(tree, i)


def _infinitive(tree: Tree, at: int) -> bool:
    auxiliaries = tree.kids(at, "aux")
    return any(tree.words[k] == "to" for k in auxiliaries) or (tree.tags[at] == "VB" and not auxiliaries)


def _preposition(tree: Tree, head: int, at: int, s: _State) -> None:
    word = tree.words[head]
    if word == "without" or (word in {"than", "of"} and tree.words[head - 1] in {"rather", "instead", "short"}):
        s.deny()
    elif word == "from" and tree.words[head - 1] == "far":
        s.deny()


# -- verbs --------------------------------------------------------------------------------------------


def _verb(tree: Tree, head: int, at: int, s: _State) -> None:
    word, dep = tree.words[head], tree.deps[at]
    prep = tree.words[at] if dep in {"prep", "prt", "agent"} else ""
    infinitive = dep in {"xcomp", "advcl", "acl", "ccomp"} and _infinitive(tree, at)
    gerund = tree.tags[at] == "VBG" and dep in {"xcomp", "pcomp", "dobj", "ccomp", "advcl"}
    clausal, nominal = dep in _CLAUSAL, dep in _NOMINAL and not tree.is_verb(at)
    passive = tree.kid(head, "auxpass") is not None or (tree.tags[head] == "VBN" and tree.kid(head, "aux") is None)
    if not (clausal or nominal or prep):
        return
    _denial(tree, head, dep, prep, s, clausal=clausal, nominal=nominal, infinitive=infinitive, gerund=gerund)
    if _forced_after(tree, head) and word in verbs("prospective") and _negated(tree, head):
        s.deny()  # "did not want to pledge, but were forced to": take back what the "not" did
        return
    wished = word in verbs("prospective") and (infinitive or (clausal and not _is_speech_past(tree, head, at)))
    if word in {"have", "has", "had"} and infinitive:
        wished = tree.words[head] != "had" and not _negated(tree, head)
    if passive and infinitive and word in verbs("hearsay") | verbs("suspected") and word not in verbs("prospective"):
        wished = False
    object_ = word in verbs("prospective_object") and (
        gerund or nominal or prep in {"for", "on", "about", "of", "at", "against"}
    )
    if wished or (object_ and not passive_report(tree, head, prep)):
        s.prospective = True
        s.demanded_by.append(head)
    if infinitive and word in _BE and dep in {"xcomp", "ccomp"} and tree.kid(head, "attr", "acomp") is None:
        s.prospective = True  # "is to merge with"
    if infinitive and word == "going":
        s.prospective = True
    _doubt(tree, head, at, s, passive=passive, clausal=clausal, prep=prep, nominal=nominal)


def passive_report(tree: Tree, head: int, prep: str) -> bool:
    """ "is thought of as", "was called for in": no wish of anybody's."""
    return tree.words[head] in {"thought", "called", "considered", "asked"} and prep not in {"for"}


def _is_speech_past(tree: Tree, head: int, at: int) -> bool:
    """ "urged that it disband" is a wish; "warned that X had joined" is a report."""
    if _infinitive(tree, at):
        return False
    if tree.words[head] in verbs("say") or tree.words[head] in {"expect", "expects", "expected"}:
        return tree.words[head] not in {"demanded", "demands", "demand", "urged", "propose", "proposed"}
    return tree.deps[at] not in {"ccomp", "csubj"} or not tree.words[head].startswith(("hope", "hoping", "wish"))


def _forced_after(tree: Tree, head: int) -> bool:
    """ "did not want to pledge, but were forced to"."""
    return any(
        tree.words[c] in {"forced", "compelled", "obliged", "made", "coerced", "pressured"}
        for c in tree.kids(head, "conj")
    )


def _denial(
    tree: Tree, head: int, dep: str, prep: str, s: _State, *, clausal: bool, nominal: bool, infinitive: bool, gerund: bool
) -> None:
    word = tree.words[head]
    negated = _negated(tree, head)
    if word in verbs("deny") and (clausal or (nominal and dep != "attr")) and not infinitive:
        s.deny()
    elif word in verbs("failing") and (infinitive or gerund or prep in {"from", "in"}):
        s.deny()
    elif word in verbs("prevent") and prep == "from":
        s.deny()
    elif word in {"ruled", "rule", "rules", "ruling"} and tree.kid(head, "prt") is not None and (nominal or gerund):
        s.deny()
    elif word in {"stopped", "stop", "stops", "fell", "falls", "fall"} and prep in {"of", "short"}:
        s.deny()  # "stopped short of pledging"
    elif prep in {"without", "instead"}:
        return
    if not negated:
        return
    if dep in {"advcl", "parataxis"} and not infinitive:
        return
    if prep and not prep_carries(word, prep):
        return
    if word in {"confirm", "confirmed", "verify", "verified", "independently"} and (clausal or nominal):
        s.doubt(Certainty.POSSIBLE)
    elif word in {"clear", "know"} and clausal and not infinitive:
        s.doubt(Certainty.POSSIBLE)
    elif dep == "attr" and word in _BE:
        s.deny()
    elif clausal or nominal or prep:
        s.deny()


def prep_carries(word: str, prep: str) -> bool:
    """Whether the preposition belongs to the verb, so that the verb's "not" reaches what is under it."""
    return prep in {"to", "of", "into", "from", "for", "with"} and word not in verbs("say") - verbs("prospective")


def _doubt(tree: Tree, head: int, at: int, s: _State, *, passive: bool, clausal: bool, prep: str, nominal: bool) -> None:
    word, dep = tree.words[head], tree.deps[at]
    if passive and (clausal or prep in {"of", "as"}):
        nobody = tree.kid(head, "agent") is None
        if word in {"feared"}:
            s.doubt(Certainty.POSSIBLE)
        elif word in verbs("suspected") and not (word in {"accused", "charged"} and not nobody):
            s.doubt(Certainty.PROBABLE)
        if word in verbs("hearsay") and clausal and nobody and tree.kid(head, "nsubjpass", "csubjpass") is not None:
            planned = word == "supposed" and not any(tree.words[k] == "have" for k in tree.kids(at, "aux"))
            s.reported = s.reported or not planned
            s.prospective = s.prospective or planned
            if word.startswith("rumo"):
                s.doubt(Certainty.POSSIBLE)
        return
    if clausal and word in verbs("appear_like") and dep in {"xcomp", "ccomp", "oprd", "advcl"}:
        s.doubt(Certainty.PROBABLE)
    elif clausal and word in verbs("possible"):
        s.doubt(Certainty.POSSIBLE)
    elif (clausal or nominal or prep == "of") and word in verbs("probable"):
        s.doubt(Certainty.PROBABLE)
    elif nominal and word in {"fear", "fears", "feared", "fearing"}:
        s.doubt(Certainty.POSSIBLE)


# -- nouns and adjectives -----------------------------------------------------------------------------


def _noun(tree: Tree, head: int, at: int, s: _State) -> None:
    word, dep = tree.words[head], tree.deps[at]
    prep = tree.words[at] if dep == "prep" else ""
    if not (prep in {"of", "for", "on", "about", "to", "that", "from", "in", "over"} or dep in {"acl", "relcl", "ccomp", "xcomp", "pcomp", "advcl"}):
        return
    has_no = any(tree.words[k] in {"no", "any", "little"} and tree.words[k] != "any" for k in tree.kids(head, "det", "amod"))
    known = False
    if word in governing_nouns("prospective"):
        if not (word in {"move", "step", "call", "order", "condition"} and prep == "of"):
            s.prospective, known = True, True
    if word in governing_nouns("possible"):
        s.doubt(Certainty.POSSIBLE)
        known = True
    elif word in governing_nouns("probable"):
        s.doubt(Certainty.PROBABLE)
        known = True
    if word in governing_nouns("negative"):
        s.deny()
        known = True
    if word in {"evidence", "proof", "sign", "signs", "indication", "indications", "trace", "record", "word", "confirmation",
                "reason", "suggestion", "hint", "question", "mention", "interest"}:  # fmt: skip
        known = True
    if known and has_no:
        s.deny()
    if word.startswith(("rumour", "rumor")) or word in {"reports", "report"}:
        s.reported = True


def _adjective(tree: Tree, head: int, at: int, s: _State) -> None:
    word, dep = tree.words[head], tree.deps[at]
    clausal = dep in _CLAUSAL
    prep = tree.words[at] if dep == "prep" else ""
    infinitive = dep in {"xcomp", "ccomp", "advcl"} and _infinitive(tree, at)
    over = tree.heads[head]
    negated = _negated(tree, head) or (tree.is_verb(over) and tree.deps[head] in {"acomp", "attr", "oprd"} and tree.kid(over, "neg") is not None)
    if word in hedges("ready") and (infinitive or prep in {"to", "for", "on"}):
        s.prospective = True
        if word == "likely":
            s.doubt(Certainty.PROBABLE)
        if negated:
            s.deny()
    elif word in hedges("unready") and (infinitive or prep in {"to", "of"}):
        s.deny()
        if word == "unlikely":
            s.prospective = True
            s.doubt(Certainty.PROBABLE)
        if negated:
            s.deny()
    elif clausal and word in {"likely", "probable"}:
        s.doubt(Certainty.PROBABLE)
    elif clausal and word == "unlikely":
        s.deny()
        s.doubt(Certainty.PROBABLE)
    elif clausal and word in {"possible", "unclear", "uncertain", "doubtful", "unconfirmed", "unknown", "questionable", "conceivable"}:
        s.doubt(Certainty.POSSIBLE)
    elif clausal and word in {"clear", "certain", "sure", "known"} and negated:
        s.doubt(Certainty.POSSIBLE)
    elif clausal and word in hedges("untrue"):
        s.deny()
    elif clausal and word in {"true", "right", "correct"} and negated:
        s.deny()
