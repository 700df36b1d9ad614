"""Which of a sentence's times belongs to a claim.

A time belongs to the clause it hangs in; a participle, an infinitive or a noun of action takes the time of
the clause that carries it; a standing relation ("leader of", "linked to") takes only a time of its own.
Invariant: the day of publication is never put in a claim's place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from oathbook.extraction import predicates as p
from oathbook.language.times import Need, Relation, TimeExpression, resolve
from oathbook.language.tree import Tree
from oathbook.model import Interval, Kind

STATES = frozenset({Kind.LEAD, Kind.MEMBER, Kind.AFFILIATE, Kind.TOLL})
# Of these "until July 2016" gives a stretch; of an event it gives the day it happened.
_LASTING = STATES | {Kind.RIVAL, Kind.ALLY, Kind.GAIN, Kind.RECRUIT}
_CLAUSAL = frozenset({"relcl", "ccomp", "advcl", "acl", "appos", "parataxis"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """A time expression at its token in a tree, resolved as far as it can be."""

    token: int
    expression: TimeExpression
    interval: Interval | None


def place_times(
    tree: Tree, expressions: Sequence[TimeExpression], context: Interval | None
) -> tuple[list[Timed], Interval | None]:
    """The times of one sentence at their tokens, and the context that they leave to the next sentence.

    `context` is the last time told before: "three months later" counts from it.
    """
    found: list[Timed] = []
    for e in expressions:
        if not tree.start <= e.start < tree.end or e.relation in {
            Relation.DURATION,
            Relation.DATELINE,
            Relation.LINK,
        }:
            continue
        interval = e.interval
        if e.needs is Need.CONTEXT and context is not None:
            interval = resolve(e, context=context) or interval
        token = _token(tree, e)
        if token is None:
            continue
        found.append(Timed(token=token, expression=e, interval=interval))
        if interval is not None:
            context = interval
    return found, context


def _token(tree: Tree, e: TimeExpression) -> int | None:
    """The highest token inside the expression."""
    inside = [i for i in range(len(tree)) if tree.starts[i] < e.end and tree.ends[i] > e.start]
    if not inside:
        return None
    chosen = set(inside)
    for i in inside:
        if tree.heads[i] not in chosen or tree.heads[i] == i:
            return i
    return inside[0]


def time_of(
    tree: Tree,
    trigger: int,
    kind: Kind,
    times: Sequence[Timed],
    extra: Sequence[int] = (),
    heading: Timed | None = None,
) -> Timed | None:
    """The time of the claim opened at `trigger`, or None. `heading` is the time that heads its paragraph."""
    chosen = _own_time(tree, trigger, kind, times, extra)
    if chosen is None and kind not in STATES:
        if len(times) == 1 and _is_main(tree, trigger) and not _in_other_clause(tree, times[0].token, trigger):
            return times[0]
        if heading is not None and not times:
            return heading
    return chosen


def _is_main(tree: Tree, i: int) -> bool:
    """Whether the trigger is the verb of the main clause, or coordinated with it, or what somebody says."""
    if not tree.is_verb(i):
        verb = p.governing_verb(tree, i)
        if verb is None:
            return False
        i = verb
    at = i
    while tree.deps[at] in {"conj", "ccomp", "xcomp"} and tree.heads[at] != at:
        at = tree.heads[at]
    return tree.heads[at] == at


def _in_other_clause(tree: Tree, token: int, trigger: int) -> bool:
    """Whether the time stands in a clause of its own beside the trigger's ("as it was called then" is none)."""
    for a in (token, *tree.ancestors(token)):
        if a == trigger:
            return False
        if tree.is_verb(a) and (tree.deps[a] in {"relcl", "ccomp", "acl", "conj", "advcl"} or tree.heads[a] == a):
            return not (tree.deps[a] == "advcl" and tree.words[a] in {"called", "known", "named"})
    return False


def _own_time(
    tree: Tree, trigger: int, kind: Kind, times: Sequence[Timed], extra: Sequence[int]
) -> Timed | None:
    if not times:
        return None
    own = {trigger, *extra}
    best: tuple[int, int] | None = None
    chosen: Timed | None = None
    for t in times:
        rank = _rank(tree, own, trigger, t.token, kind)
        if rank is None:
            continue
        key = (rank, abs(t.token - trigger))
        if best is None or key < best:
            best, chosen = key, t
    return chosen


def _rank(tree: Tree, own: set[int], trigger: int, token: int, kind: Kind) -> int | None:
    """0 in the trigger's own phrase, growing with the distance of the clause that lends its time."""
    clause = _clause_of(tree, token)
    path_up = list(tree.ancestors(token))
    if trigger in path_up or own & set(path_up):
        between = path_up[: path_up.index(trigger)] if trigger in path_up else []
        if any(tree.is_verb(x) and tree.deps[x] in _CLAUSAL and x != trigger for x in between):
            return None
        if any(tree.is_verb(x) and tree.deps[x] == "conj" and x != trigger for x in between):
            return None
        return 0
    if kind in STATES:
        return None
    verb = p.governing_verb(tree, trigger) if not tree.is_verb(trigger) else None
    if verb is not None and clause == verb:
        return 1
    # an event noun under an event noun: "the merger of ... in January"
    at, steps = trigger, 2
    for head in tree.ancestors(trigger):
        dep = tree.deps[at]
        if dep in {"relcl", "appos", "ccomp", "parataxis"} or (
            dep == "acl" and tree.tags[at] in {"VBN", "VBG"}
        ):
            return None
        fronted = token < min([*tree.kids(head, "nsubj", "nsubjpass"), head])
        if clause == head:
            if dep == "conj" and tree.is_verb(at):
                return steps if fronted else None
            if dep in {"nsubj", "nsubjpass"} and tree.is_verb(head):
                return steps
            return steps
        at = head
        steps += 1
    return None


def _clause_of(tree: Tree, token: int) -> int:
    """The verb (or, failing one, the root) that the time modifies."""
    for a in (token, *tree.ancestors(token)):
        if tree.is_verb(a):
            return a
        if tree.heads[a] == a:
            return a
    return token


def interval_for(timed: Timed, kind: Kind) -> Interval | None:
    """The time as a claim of this kind holds it."""
    e = timed.expression
    if e.relation is Relation.UNTIL and kind not in _LASTING and e.point is not None:
        return e.point
    return timed.interval
