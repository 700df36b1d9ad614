"""What the word over a clause does to it: denies it, doubts it, wishes it, or only carries it along.

Invariant: a governor changes the state only through the relation in which the clause stands to it; the
same verb over a subject, an object or an infinitive may do different things.
"""

from __future__ import annotations

from oathbook.extraction.factstate import State, is_infinitive, is_negated
from oathbook.extraction.lexicon import verbs
from oathbook.extraction.nominals import govern_by_adjective, govern_by_noun
from oathbook.language.tree import Tree
from oathbook.model import Certainty

_CLAUSAL = frozenset(
    {"ccomp", "xcomp", "csubj", "csubjpass", "pcomp", "advcl", "acl", "parataxis", "oprd", "relcl"}
)
_NOMINAL = frozenset({"dobj", "pobj", "attr", "nsubjpass", "oprd", "dative"})
_BE = frozenset("be is are was were been being 's 're".split())


def is_shut_off(tree: Tree, head: int, at: int) -> bool:
    """ "A left, residents said; B stayed": a semicolon parts a clause from a verb that has words of its own on its side."""
    between = tree.words[min(head, at) : max(head, at)]
    if at > head:
        return ";" in between
    if ";" not in between and ":" not in between:
        return False
    speaks = tree.is_verb(head) and tree.words[head] in verbs("say") | verbs("believe")
    return ":" in between or not speaks or any(k > head for k in tree.kids(head, "ccomp", "xcomp", "dobj"))


def govern(tree: Tree, head: int, at: int, s: State) -> None:
    """Let the word at `head` do to the state what it does to the clause or thing at `at` right under it."""
    if tree.tags[head] in {"IN", "TO"} or tree.deps[head] in {"prep", "agent"}:
        _preposition(tree, head, s)
    elif tree.is_verb(head):
        _verb(tree, head, at, s)
    elif tree.is_noun(head):
        govern_by_noun(tree, head, at, s)
    else:
        govern_by_adjective(tree, head, at, s)


def _preposition(tree: Tree, head: int, s: State) -> None:
    word = tree.words[head]
    if (
        word == "without"
        or (word in {"than", "of"} and tree.words[head - 1] in {"rather", "instead", "short"})
        or (word == "from" and tree.words[head - 1] == "far")
    ):
        s.deny()


# -- verbs --------------------------------------------------------------------------------------------


def _verb(tree: Tree, head: int, at: int, s: State) -> None:
    word, dep = tree.words[head], tree.deps[at]
    prep = tree.words[at] if dep in {"prep", "prt", "agent"} else ""
    infinitive = dep in {"xcomp", "advcl", "acl", "ccomp"} and is_infinitive(tree, at)
    gerund = tree.tags[at] == "VBG" and dep in {"xcomp", "pcomp", "dobj", "ccomp", "advcl"}
    clausal, nominal = dep in _CLAUSAL, dep in _NOMINAL and not tree.is_verb(at)
    passive = tree.kid(head, "auxpass") is not None or (
        tree.tags[head] == "VBN" and tree.kid(head, "aux") is None
    )
    if not (clausal or nominal or prep):
        return
    if word in _BE and dep in {"ccomp", "csubj", "advcl"}:  # "it is possible that"
        for a in tree.kids(head, "acomp", "attr", "oprd"):
            govern_by_adjective(tree, a, at, s)
    _denial(tree, head, at, prep, s, clausal=clausal, nominal=nominal, infinitive=infinitive, gerund=gerund)
    if _forced_after(tree, head) and word in verbs("prospective") and is_negated(tree, head):
        s.deny()  # "did not want to pledge, but were forced to": take back what the "not" did
        return
    wished = word in verbs("prospective") and (
        infinitive or (clausal and not _is_speech_past(tree, head, at))
    )
    if word in {"have", "has", "had"} and infinitive:
        wished = tree.words[head] != "had" and not is_negated(tree, head)
    if (
        passive
        and infinitive
        and word in verbs("hearsay") | verbs("suspected")
        and word not in verbs("prospective")
    ):
        wished = False
    object_ = word in verbs("prospective_object") and (
        gerund or nominal or prep in {"for", "on", "about", "of", "at", "against"}
    )
    if wished or (object_ and not _is_passive_report(tree.words[head], prep)):
        s.prospective = True
        s.demanded_by.append(head)
    if infinitive and word in _BE and dep in {"xcomp", "ccomp"} and tree.kid(head, "attr", "acomp") is None:
        s.prospective = True  # "is to merge with"
    if infinitive and word == "going":
        s.prospective = True
    _doubt(tree, head, at, s, passive=passive, clausal=clausal, prep=prep, nominal=nominal)


def _is_passive_report(word: str, prep: str) -> bool:
    """ "is thought of as", "was called in": no wish of anybody's."""
    return word in {"thought", "called", "considered", "asked"} and prep != "for"


def _is_speech_past(tree: Tree, head: int, at: int) -> bool:
    """ "urged that it disband" is a wish; "warned that X had joined" is a report."""
    if is_infinitive(tree, at):
        return False
    if tree.words[head] in verbs("say") or tree.words[head] in {"expect", "expects", "expected"}:
        return tree.words[head] not in {"demanded", "demands", "demand", "urged", "propose", "proposed"}
    return tree.deps[at] not in {"ccomp", "csubj"} or not tree.words[head].startswith(
        ("hope", "hoping", "wish")
    )


def _forced_after(tree: Tree, head: int) -> bool:
    """ "did not want to pledge, but were forced to"."""
    return any(
        tree.words[c] in {"forced", "compelled", "obliged", "made", "coerced", "pressured"}
        for c in tree.kids(head, "conj")
    )


def _denial(
    tree: Tree,
    head: int,
    at: int,
    prep: str,
    s: State,
    *,
    clausal: bool,
    nominal: bool,
    infinitive: bool,
    gerund: bool,
) -> None:
    word, dep = tree.words[head], tree.deps[at]
    negated = is_negated(tree, head, at)
    if (
        (word in verbs("deny") and (clausal or (nominal and dep != "attr")) and not infinitive)
        or (word in verbs("failing") and (infinitive or gerund or prep in {"from", "in"}))
        or (word in verbs("prevent") and prep == "from")
        or (
            word in {"ruled", "rule", "rules", "ruling"}
            and tree.kid(head, "prt") is not None
            and (nominal or gerund)
        )
    ):
        s.deny()
        if word.startswith("rul") and negated:  # "has not ruled out rejoining"
            s.prospective = True
            s.doubt(Certainty.POSSIBLE)
    elif word in {"stopped", "stop", "stops", "fell", "falls", "fall"} and prep in {"of", "short"}:
        s.deny()  # "stopped short of pledging"
    elif prep in {"without", "instead"}:
        return
    if not negated:
        return
    if dep in {"advcl", "parataxis"} and not infinitive:
        return
    if prep and not _carries(word, prep):
        return
    if (word in {"confirm", "confirmed", "verify", "verified", "independently"} and (clausal or nominal)) or (
        word in {"clear", "know"} and clausal and not infinitive
    ):
        s.doubt(Certainty.POSSIBLE)
    elif word in _BE and dep in {"ccomp", "csubj", "advcl"}:
        return  # what the adjective did has been done
    elif clausal or nominal or prep:
        s.deny()


def _carries(word: str, prep: str) -> bool:
    """Whether the preposition belongs to the verb, so that the verb's "not" reaches what is under it."""
    return prep in {"to", "of", "into", "from", "for", "with"} and word not in verbs("say") - verbs(
        "prospective"
    )


def _doubt(
    tree: Tree, head: int, at: int, s: State, *, passive: bool, clausal: bool, prep: str, nominal: bool
) -> None:
    word, dep = tree.words[head], tree.deps[at]
    if passive and (clausal or prep in {"of", "as"}):
        nobody = tree.kid(head, "agent") is None
        if word == "feared":
            s.doubt(Certainty.POSSIBLE)
        elif word in verbs("suspected") and not (word in {"accused", "charged"} and not nobody):
            s.doubt(Certainty.PROBABLE)
        if (
            word in verbs("hearsay")
            and clausal
            and nobody
            and (tree.kid(head, "nsubjpass", "csubjpass") is not None or tree.deps[head] == "conj")
        ):
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
