"""Where a frame's path leads from a trigger: `subj`, `obj.of`, `poss`, any preposition, or no token at all.

Invariant: a path gives alternatives in the frame's order, each a tuple of token indices; a place that is no
token (who pledged last, the organisation last spoken of) is one of the negative constants below.
"""

from __future__ import annotations

from collections.abc import Callable

from oathbook.extraction import predicates as p
from oathbook.extraction.frames import RolePath
from oathbook.language.tree import Tree

# The organisation last spoken of, who pledged last, the subject's own organisation, the last attack's target, to
# whom the last pledge went.
CONTEXT, PLEDGER, OWN, EVENT, PLEDGEE = -1, -2, -3, -4, -5


def walk(tree: Tree, i: int, pos: str, extra: tuple[int, ...], path: RolePath) -> tuple[tuple[int, ...], ...]:
    found = []
    for steps in path.alternatives:
        tokens = [i]
        for k, step in enumerate(steps):
            tokens = [
                t
                for s in tokens
                if s >= 0
                for t in _step(tree, s, step, pos if k == 0 else None, extra if k == 0 else ())
            ]
        kept = tuple(
            t for t in dict.fromkeys(tokens) if t != i or steps == ("trigger",) or tree.links[i] is not None
        )
        if kept:
            found.append(kept)
    return tuple(found)


def _step(tree: Tree, i: int, step: str, pos: str | None, extra: tuple[int, ...]) -> list[int]:
    if tree.links[i] is not None and step in {"subj", "by", "to", "with", "mod", "name"}:
        return [i]  # the name inside "al-Qaeda-linked"
    verbal = pos == "verb" or (pos is None and tree.is_verb(i))
    if step in _NOWHERE:
        return list(_NOWHERE[step])
    if step == "subj":
        return _agents(tree, i, verbal)
    if step == "head":
        return _modified(tree, i, verbal)
    handler = _STEP.get(step)
    if handler is not None:
        return handler(tree, i)
    preps = frozenset({step.replace("_", " ")})
    if verbal or pos == "adj":
        found = p.reach(tree, i, preps)
        for e in extra:
            found = found or p.preposition_objects(tree, e, preps)
            if not found and tree.words[e] == step:  # the preposition is part of the trigger
                found = [*tree.kids(e, "pobj")]
        if not found and pos == "adj" and tree.deps[i] in {"acomp", "attr", "oprd"}:
            found = p.preposition_objects(tree, tree.heads[i], preps)
        return found
    found = p.preposition_objects(tree, i, preps)
    if not found:
        verb = p.governing_verb(tree, i)
        if verb is not None and (tree.words[verb] in p.LIGHT_VERBS | p.COPULAS or tree.deps[i] == "dobj"):
            found = [o for o in p.preposition_objects(tree, verb, preps) if o > i]
    if not found and tree.names[i] is None:  # "an ally rather than a member of X"
        for c in tree.conjuncts(i)[1:]:
            if tree.is_noun(c) and tree.names[c] is None:
                found = found or p.preposition_objects(tree, c, preps)
    if not found:  # "an alliance between equals with X": one step down
        for prep in tree.kids(i, "prep"):
            for o in tree.kids(prep, "pobj"):
                found += p.preposition_objects(tree, o, preps)
    return found


def _modified(tree: Tree, i: int, verbal: bool) -> list[int]:
    """What an adjective or participle says something about."""
    dep, head = tree.deps[i], tree.heads[i]
    if dep in {"acomp", "attr", "oprd"} and tree.is_verb(head):
        return p.surface_subjects(tree, head) if dep != "oprd" else p.objects_of(tree, head)
    if dep in {"amod", "acl", "relcl", "appos", "nmod", "compound"}:
        return [head]
    if dep == "conj":
        return _modified(tree, head, verbal)
    if verbal:
        return p.objects_of(tree, i) if p.is_passive(tree, i) else p.surface_subjects(tree, i)
    if tree.is_verb(head) and dep in {"advcl", "ccomp", "dep"}:
        return p.surface_subjects(tree, head)
    return []


def _governing_subject(tree: Tree, i: int) -> list[int]:
    verb = p.governing_verb(tree, i)
    return [] if verb is None else p.agents(tree, verb)


def _governing_object(tree: Tree, i: int) -> list[int]:
    verb = p.governing_verb(tree, i)
    return [] if verb is None else p.objects_of(tree, verb)


def _agents(tree: Tree, i: int, verbal: bool) -> list[int]:
    return p.agents(tree, i) if verbal else p.light_subjects(tree, i)


Step = Callable[[Tree, int], list[int]]
_STEP: dict[str, Step] = {
    "any": p.surface_subjects,
    "obj": p.objects_of,
    "iobj": p.indirect_objects,
    "poss": p.possessors,
    "self": p.bearers,
    "mod": p.modifiers,
    "gov": p.light_subjects,
    "govsubj": _governing_subject,
    "govobj": _governing_object,
    "appos": lambda tree, i: tree.kids(i, "appos"),
    "acl": lambda tree, i: tree.kids(i, "acl", "relcl"),
    "attr": lambda tree, i: tree.kids(i, "attr", "oprd", "acomp"),
    "conj": lambda tree, i: tree.conjuncts(i)[1:],
    "xcomp": lambda tree, i: tree.kids(i, "xcomp", "advcl", "ccomp"),
    "reciprocal": p.reciprocals,
    "upper": lambda tree, i: [tree.heads[i]] if tree.heads[i] != i and tree.is_verb(tree.heads[i]) else [],
    "owner": lambda tree, i: [o for o in p.possessors(tree, i) if not tree.tags[o].startswith("PRP")],
    "joined": p.sides_joined,
    "named_before": p.names_before,
    "next": p.name_after,
    "trigger": lambda _tree, i: [i],
}
_NOWHERE = {
    "nobody": (),
    "context": (CONTEXT,),
    "pledger": (PLEDGER,),
    "own": (OWN,),
    "event": (EVENT,),
    "pledgee": (PLEDGEE,),
}
