"""Attributions that stand beside a clause and not over it: ", officials said", "according to X", ": police".

Invariant: an attribution does not reach over a semicolon, out of a quotation's marks, or into a clause that
says of itself who speaks.
"""

from __future__ import annotations

from oathbook.extraction import predicates as p
from oathbook.extraction.lexicon import speaker_nouns, verbs
from oathbook.extraction.mouths import lost_subject
from oathbook.extraction.parties import Reader
from oathbook.extraction.quotations import Quotation, quotation_at
from oathbook.extraction.speakers import label_speaker
from oathbook.extraction.spoken import Speakers
from oathbook.language.tree import Tree
from oathbook.model import ActorType

_DASHES = frozenset({",", "-", "--", "—", '"', "''", "``", "'"})
_STOPS = frozenset({",", ".", ";", ":", "-", "--", "—", '"', "''", "``", "?", "!", ")"})
_VIEWS = frozenset("words view opinion judgement judgment account telling reckoning eyes estimation".split())
_REACH = 14  # tokens from a verb of saying to the mark that closes its phrase


def speakers_beside(
    reader: Reader, trigger: int, speakers: Speakers, *, within: int | None, quoted: Quotation | None
) -> list[str]:
    """The speakers set beside the clause of `trigger`; only those inside the background clause `within`, if any."""
    tree = reader.tree
    allowed = set(tree.subtree(within)) if within is not None else set(range(len(tree)))
    found: list[str] = []
    for v in range(len(tree)):
        if v not in allowed or v == trigger or not _same_part(tree, trigger, v):
            continue
        speaks = tree.words[v] in verbs("say") | verbs("believe") and tree.is_verb(v)
        if speaks and _is_inserted(tree, v, trigger) and _same_side(speakers, tree, v, quoted):
            found += speakers.by_verb.get((tree.start, v), [])
    found += [
        x for o in _according(tree, trigger) if o in allowed for x in label_speaker(reader, o, speakers.log)
    ]
    if within is None:
        found += _by_colon(reader, trigger, speakers)
    return found


def _same_part(tree: Tree, a: int, b: int) -> bool:
    return ";" not in tree.words[min(a, b) : max(a, b)]


def _same_side(speakers: Speakers, tree: Tree, v: int, quoted: Quotation | None) -> bool:
    """A verb inside other marks than the clause's own speaks of something else."""
    q = quotation_at(speakers.quotations, tree.starts[v])
    return q is None or (quoted is not None and q.start == quoted.start)


def _is_inserted(tree: Tree, v: int, trigger: int) -> bool:
    """ ", officials said." or ", said the army,": set off by marks and with nothing said under it."""
    if tree.tags[v] not in {"VBD", "VBZ", "VBP", "VBN"} or p.is_passive(tree, v):
        return False
    if any(a == v for a in tree.ancestors(trigger)):
        return False
    if tree.deps[v] in {"relcl", "acl", "xcomp", "pcomp"}:
        return False
    if any(k > v for k in tree.kids(v, "ccomp", "xcomp")) or (
        tree.kid(v, "dobj") is not None and tree.words[v] not in {"told", "tells", "informed"}
    ):
        return False
    subjects = tree.kids(v, "nsubj")
    first = v
    for s in subjects:
        inner = [x for x in tree.subtree(s) if x < v]
        first = min([first, *inner])
    lost = lost_subject(tree, v)
    if lost is not None:
        first = min(first, *tree.subtree(lost))
    for k in tree.kids(v, "aux", "advmod", "neg"):
        first = min(first, k) if k < v else first
    if (
        not subjects
        and lost is None
        and (v + 1 >= len(tree) or not (tree.is_noun(v + 1) or tree.tags[v + 1] == "DT"))
    ):
        return False
    if first and tree.words[first - 1] == "as":
        first -= 1
    if first == 0 or tree.words[first - 1] not in _DASHES:
        return False
    after = next((k for k in range(v + 1, min(v + _REACH, len(tree))) if tree.words[k] in _STOPS), None)
    at_end = after is None and len(tree) - v < _REACH
    closed = at_end or after is not None
    return closed and "that" not in tree.words[v : after or len(tree)]


def _according(tree: Tree, trigger: int) -> list[int]:
    """Whom "according to", "per" or "in the view of" name for the clause of `trigger`."""
    found: list[int] = []
    for i, word in enumerate(tree.words):
        after = tree.words[i + 1] if i + 1 < len(tree) else ""
        if not _same_part(tree, i, trigger):
            continue
        if word == "according" and after == "to":
            objects = [
                o for k in (i, i + 1) for q in (k, *tree.kids(k, "prep")) for o in tree.kids(q, "pobj")
            ]
            objects = objects or _next_noun(tree, i + 2)
        elif word == "per" and tree.kid(i, "pobj") is not None:
            objects = [
                o
                for o in tree.kids(i, "pobj")
                if tree.is_noun(o) and tree.words[o] not in {"cent", "day", "year", "month", "week", "person"}
            ]
        elif word in {"in", "by"} and (view := [o for o in tree.kids(i, "pobj") if tree.words[o] in _VIEWS]):
            objects = [*p.possessors(tree, view[0]), *p.preposition_objects(tree, view[0], {"of"})]
        else:
            continue
        joined = i > 0 and (
            tree.words[i - 1] in {"and", "but", "while"}
            or (tree.words[i - 1] == "," and i > 1 and tree.words[i - 2] in {"and", "but"})
        )
        if joined and trigger < i:
            continue
        found += [t for o in objects[:1] for t in tree.conjuncts(o)]
    return found


def _next_noun(tree: Tree, start: int) -> list[int]:
    for i in range(start, min(start + 8, len(tree))):
        if tree.is_noun(i) and not (i + 1 < len(tree) and tree.is_noun(i + 1)):
            return [i]
    return []


def _by_colon(reader: Reader, trigger: int, speakers: Speakers) -> list[str]:
    """Headlines: "X joins Y: army" and "Army: X joins Y"."""
    tree = reader.tree
    colons = [i for i, w in enumerate(tree.words) if w == ":"]
    if not colons:
        return []
    first, last = colons[0], colons[-1]
    if trigger < last and 0 < len(tree) - 1 - last <= 4:
        noun = _next_noun(tree, last + 1)
    elif trigger > first and first <= 4:
        noun = [i for i in range(first) if tree.is_noun(i)][-1:]
        noun = [i for i in noun if tree.types[i] in {None, ActorType.PERSON.value, ActorType.OUTLET.value}]
        noun = [i for i in noun if tree.names[i] is not None or _is_typed(tree.words[i])]
    else:
        return []
    return [x for i in noun for x in label_speaker(reader, i, speakers.log)]


def _is_typed(word: str) -> bool:
    return any(
        word in speaker_nouns(x)
        for x in ("analysts", "experts", "officials", "residents", "source", "reports", "state_bodies")
    )
