"""Which frames fire in a tree, and at which tokens their parties stand.

Invariant: a hit has every role that its frame requires, as token indices; who those tokens are is not
asked here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from oathbook.extraction import predicates as p
from oathbook.extraction.frames import Frame, Frames, Trigger
from oathbook.extraction.paths import PLEDGER, walk
from oathbook.language.tree import Tree
from oathbook.model import Kind

# A word that is unmistakably a verb form is believed over the tagger.
# What makes another verb of a verb: "broke" is not "broke away".
_PHRASAL = frozenset("away off out over down up apart in back together".split())
_ADRIFT = frozenset("in on over up down off out".split())
_PARTICLES = frozenset("prt advmod prep acomp oprd dobj npadvmod advcl dative pobj".split())


_FINITE = frozenset({"VBD", "VBZ", "VBP"})
# "rejected claims of having joined" denies a report; nothing was asked of anybody.
_REPORTS = frozenset(
    f
    for w in ("claim", "report", "rumour", "rumor", "allegation", "suggestion", "accusation")
    for f in (w, w + "s")
)
_GOVERNED = frozenset({"xcomp", "ccomp", "acl", "advcl", "pcomp", "prep", "dobj", "pobj", "prt", "nsubjpass"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A frame that fired: the trigger token, further tokens of the trigger phrase, and tokens by role.

    `seat` is the token whose certainty and polarity are the claim's: the governor where the frame asks for one.

    Each role has its alternatives in the frame's order: the first that names a fit party is meant. A role
    whose path is literal (`=killed`) is in `literals`.
    """

    frame: Frame
    trigger: int
    extra: tuple[int, ...]
    roles: dict[str, tuple[tuple[int, ...], ...]]
    literals: dict[str, str]
    seat: int


def find_hits(tree: Tree, frames: Frames) -> Iterator[Hit]:
    """All hits of all frames in one tree, in text order of their triggers."""
    for i, word in enumerate(tree.words):
        if tree.names[i] is not None and tree.links[i] is None:
            continue
        key = tree.links[i] or word
        for trigger in frames.by_word.get(key, ()):
            extra = _fits(tree, i, trigger)
            if extra is None:
                continue
            hit = _fill(tree, i, trigger, extra)
            if hit is not None:
                yield hit


def _fits(tree: Tree, i: int, t: Trigger) -> tuple[int, ...] | None:
    """The further tokens of the trigger phrase when `t` can stand at `i`, else None."""
    tag = tree.tags[i]
    if t.pos == "verb":
        verbal = tag.startswith("V") or tree.links[i] is not None
        headline = tree.heads[i] == i and (
            (tag == "NNS" and t.tag == "VBZ")
            or (tag == "NN" and t.tag == "VB" and tree.kid(i, "dobj") is not None)
        )
        if not (verbal or headline) and not (
            tag in {"JJ", "NN", "NNS"} and t.tag in {"VBD", "VBN"} and _verb_like(tree, i)
        ):
            return None
    elif t.pos == "noun":
        if not tag.startswith("N") and not (
            tag in {"JJ", "VBG", "VBN", "VB", "VBP", "VBZ", "RB", "CD"} and _noun_like(tree, i)
        ):
            return None
    elif not tag.startswith(("J", "R", "V")) and tree.links[i] is None:
        return None
    extra: list[int] = []
    for k, before in enumerate(reversed(t.before)):
        j = i - 1 - k
        while j >= 0 and tree.words[j] == "-":
            j -= 1
        if j < 0 or tree.words[j] != before:
            return None
        extra.append(j)
    if t.pos == "verb":
        for c in tree.kids(i, "prt", "advmod"):
            if (
                tree.words[c] in _PHRASAL
                and tree.words[c] not in " ".join(t.after)
                and (c == i + 1 or tree.deps[c] == "prt")
            ):
                return None
    for word in t.after:
        companion = _companion(tree, i, word, extra)
        if companion is None:
            return None
        extra.append(companion)
    return tuple(extra)


def _verb_like(tree: Tree, i: int) -> bool:
    return tree.deps[i] in {"ROOT", "relcl", "acl", "conj", "ccomp", "advcl", "amod"}


def _noun_like(tree: Tree, i: int) -> bool:
    return tree.deps[i] in {
        "pobj",
        "dobj",
        "nsubj",
        "nsubjpass",
        "attr",
        "appos",
        "compound",
        "conj",
        "amod",
        "npadvmod",
    }


def _has_own_object(tree: Tree, i: int, c: int) -> bool:
    """ "took Qusayr in May": a preposition with a noun of its own, not beside the verb, is no particle."""
    return tree.words[c] in _ADRIFT and c > i + 1 and tree.kid(c, "pobj") is not None


def _companion(tree: Tree, i: int, word: str, extra: list[int]) -> int | None:
    """The particle, adverb or noun of a phrasal verb, among the verb's own or just after it."""
    alternatives = word.split("/")
    for c in tree.children[i]:
        if tree.words[c] in alternatives and tree.deps[c] in _PARTICLES and not _has_own_object(tree, i, c):
            return c
    last = max([i, *extra])
    for j in range(last + 1, min(last + 4, len(tree))):
        if tree.words[j] in alternatives and (tree.heads[j] in {i, *extra} or j == last + 1):
            return j
    for e in extra:  # "lay down their arms": arms hangs on down or on lay
        for c in tree.children[e]:
            if tree.words[c] in alternatives:
                return c
    return None


def _fill(tree: Tree, i: int, t: Trigger, extra: tuple[int, ...]) -> Hit | None:
    frame = t.frame
    if t.pos == "verb":
        passive = p.is_passive(tree, i) or tree.links[i] is not None
        if frame.voice is not None and (frame.voice == "passive") != passive:
            return None
        objects = p.objects_of(tree, i)
        if frame.no_obj and any(not tree.words[o].endswith(("self", "selves")) for o in tree.kids(i, "dobj")):
            return None
        if frame.obj is not None:
            inside = [o for o in objects if _is_one_of(tree, o, frame.obj)]
            inside += [] if inside else [o for o in _prep_nouns(tree, i) if _is_one_of(tree, o, frame.obj)]
            if not inside:
                return None
            extra = (*extra, inside[0])
        if frame.not_obj and any(_is_one_of(tree, o, frame.not_obj) for o in objects):
            return None
    if frame.comp is not None and not any(tree.words[m] in frame.comp for m in _left_words(tree, i)):
        return None
    if frame.not_comp and any(tree.words[m] in frame.not_comp for m in _left_words(tree, i)):
        return None
    seat = i
    if frame.governor is not None:
        governors = [a for a in _governors(tree, i) if _is_governor(tree, a, frame.governor)]
        if not governors:
            return None
        seat = governors[0]
    if frame.needs is not None and not any(w in frame.needs for w in tree.words):
        return None
    if frame.not_near and any(w in frame.not_near for w in tree.words[max(0, i - 6) : i + 7]):
        return None
    if frame.prep is not None and not p.reach(tree, i, frame.prep):
        return None
    if frame.not_prep and any(
        _has_preposition(tree, k, frame.not_prep) for k in (i, *extra) if k == i or not tree.is_noun(k)
    ):
        return None
    if t.pos == "noun" and frame.kind is Kind.ATTACK and _is_suffered(tree, i):
        return None
    definite = t.pos != "verb" or frame.obj is None or not extra or _is_definite(tree, extra[-1])
    roles: dict[str, tuple[tuple[int, ...], ...]] = {}
    literals: dict[str, str] = {}
    for role, path in frame.roles.items():
        if path.alternatives[0][0].startswith("="):
            literals[role] = path.alternatives[0][0][1:]
            continue
        alternatives = walk(tree, i, t.pos, extra, path)
        if not definite:  # "has taken oaths" is nobody's in particular
            alternatives = tuple(a for a in alternatives if a != (PLEDGER,))
        if alternatives:
            roles[role] = alternatives
        elif not path.optional:
            return None
    return Hit(frame=frame, trigger=i, extra=extra, roles=roles, literals=literals, seat=seat)


_SUFFER = frozenset(
    "suffer suffers suffered suffering survive survives survived surviving escape escapes escaped escaping undergo underwent "
    "sustain sustained sustaining experience experienced".split()
)


def _is_suffered(tree: Tree, i: int) -> bool:
    """ "he was wounded in an attack", "the army suffered an ambush": whose subject is the victim."""
    verb = p.governing_verb(tree, i)
    return verb is not None and tree.deps[i] != "nsubj" and tree.words[verb] in _SUFFER


def _has_preposition(tree: Tree, i: int, words: frozenset[str]) -> bool:
    """Whether one of `words` hangs on token `i`, also where what it governs stands elsewhere: "that it walked out of"."""
    stranded = any(tree.words[k] in words and not tree.kids(k) for k in tree.kids(i, "prep"))
    return stranded or bool(p.preposition_objects(tree, i, words))


def _is_definite(tree: Tree, i: int) -> bool:
    return any(
        tree.words[k] in {"the", "this", "that", "both"} or tree.tags[k] == "PRP$"
        for k in tree.kids(i, "det", "poss", "predet")
    )


def _is_one_of(tree: Tree, o: int, words: frozenset[str]) -> bool:
    if tree.words[o] in words:
        return True
    # "their oath of allegiance", "the allegiance pledge": what is pledged may be one step down
    near = [*tree.kids(o, "compound"), *p.preposition_objects(tree, o, {"of"})]
    return any(tree.words[k] in words for k in near)


def _prep_nouns(tree: Tree, v: int) -> list[int]:
    return [o for prep in tree.kids(v, "prep") for o in tree.kids(prep, "pobj")]


def _is_governor(tree: Tree, a: int, words: frozenset[str]) -> bool:
    """Whether the word at `a` is one of these, phrasal verbs with their particle."""
    word = tree.words[a]
    return word in words or any(
        f"{word} {tree.words[c]}" in words for c in tree.kids(a, "prt", "advmod", "prep")
    )


def _governors(tree: Tree, i: int) -> list[int]:
    """What an infinitive, gerund or noun hangs on, nearest first: "refused an invitation to join", "balked at joining".

    A verb that it is only coordinated with governs nothing: "refused X and joined Y".
    """
    found: list[int] = []
    if tree.tags[i] in _FINITE:
        return found
    at = i
    for head in tree.ancestors(i):
        if tree.deps[at] == "conj":
            if tree.tags[at] in _FINITE:
                break
        elif tree.deps[at] not in _GOVERNED or tree.words[head] in _REPORTS:
            break
        else:
            found.append(head)
        at = head
    return found


def _left_words(tree: Tree, i: int) -> list[int]:
    """Article, adjectives and modifiers before the noun `i`, or before the name that it stands before."""
    heads = [i]
    if tree.deps[i] in {"compound", "nmod"} and tree.names[tree.heads[i]] is not None:
        heads.append(tree.heads[i])
    return [
        c for h in heads for c in tree.kids(h, "det", "compound", "amod", "nmod", "poss", "npadvmod") if c < i
    ]
