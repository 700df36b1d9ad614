"""What a noun or adjective over a clause does to it: "no plans to", "evidence that", "likely to", "it is false that".

Invariant: as with verbs, only what hangs under the word in a clause or "of" is touched.
"""

from __future__ import annotations

from oathbook.extraction.factstate import State, is_infinitive, is_negated
from oathbook.extraction.lexicon import governing_nouns, hedges
from oathbook.language.tree import Tree
from oathbook.model import Certainty

_CLAUSAL = frozenset(
    {"ccomp", "xcomp", "csubj", "csubjpass", "pcomp", "advcl", "acl", "parataxis", "oprd", "relcl"}
)


def govern_by_noun(tree: Tree, head: int, at: int, s: State) -> None:
    word, dep = tree.words[head], tree.deps[at]
    prep = tree.words[at] if dep == "prep" else ""
    if not (
        prep in {"of", "for", "on", "about", "to", "that", "from", "in", "over"}
        or dep in {"acl", "relcl", "ccomp", "xcomp", "pcomp", "advcl"}
    ):
        return
    has_no = any(tree.words[k] in {"no", "little"} for k in tree.kids(head, "det", "amod"))
    known = False
    done = word in {"move", "step", "call", "order", "condition"} and prep == "of"
    if word in governing_nouns("prospective") and not done:
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
    if word in {
        "evidence",
        "proof",
        "sign",
        "signs",
        "indication",
        "indications",
        "trace",
        "record",
        "word",
        "confirmation",
        "reason",
        "suggestion",
        "hint",
        "question",
        "mention",
        "interest",
    }:
        known = True
    if known and has_no:
        s.deny()
    if word.startswith(("rumour", "rumor", "report")):
        s.reported = True


def govern_by_adjective(tree: Tree, head: int, at: int, s: State) -> None:
    word, dep = tree.words[head], tree.deps[at]
    clausal = dep in _CLAUSAL
    prep = tree.words[at] if dep == "prep" else ""
    infinitive = dep in {"xcomp", "ccomp", "advcl"} and is_infinitive(tree, at)
    over = tree.heads[head]
    negated = is_negated(tree, head) or (
        tree.is_verb(over)
        and tree.deps[head] in {"acomp", "attr", "oprd"}
        and tree.kid(over, "neg") is not None
    )
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
    elif (
        clausal
        and word
        in {
            "possible",
            "unclear",
            "uncertain",
            "doubtful",
            "unconfirmed",
            "unknown",
            "questionable",
            "conceivable",
        }
    ) or (clausal and word in {"clear", "certain", "sure", "known"} and negated):
        s.doubt(Certainty.POSSIBLE)
    elif (clausal and word in hedges("untrue")) or (
        clausal and word in {"true", "right", "correct"} and negated
    ):
        s.deny()
