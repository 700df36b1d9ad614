"""Where in a sentence do its times stand, and which days are they there?

Each time gets its token and its host, the clause that it dates. A link ("six weeks after they fled") and an
"until" clause give the time of one clause to the other; what is told relative to the narrative is resolved.
Invariant: a time whose anchor is unknown keeps an interval of None.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from oathbook.extraction.lending import host, is_relational
from oathbook.language.times import Need, Relation, TimeExpression, resolve, since, until
from oathbook.language.times.meanings import Link, Shift
from oathbook.language.tree import Tree
from oathbook.model import Interval

_STRETCHES = frozenset({Relation.UNTIL, Relation.SINCE, Relation.BETWEEN})
_UNPLACED = frozenset({Relation.DURATION, Relation.DATELINE})
# How far back, in characters, the narrative's time is looked for.
_NEAR = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """A time expression at its token in a tree, resolved as far as it can be.

    `host` is the token of the clause that it dates; None: no clause. `point` is the interval without its
    "since" or "until"; `lasting` is a time only of what lasts ("until the army came in May").
    """

    token: int
    expression: TimeExpression
    interval: Interval | None
    point: Interval | None = None
    host: int | None = None
    lasting: bool = False


def place_times(
    tree: Tree, expressions: Sequence[TimeExpression], context: Interval | None
) -> tuple[list[Timed], Interval | None]:
    """The times of one sentence at their tokens, and the context that they leave to the next sentence.

    `context` is the last time told before: "three months later" counts from it.
    """
    context = _narrated(tree, expressions, context)
    found: list[Timed] = []
    links: list[tuple[int, TimeExpression]] = []
    for e in expressions:
        if not tree.start <= e.start < tree.end or e.relation in _UNPLACED or _is_by_then(e):
            continue
        token = _token(tree, e)
        if token is None:
            continue
        link = _as_link(tree, e)
        if link is not None:
            links.append((token, link))
            continue
        interval, point = _resolved(tree, e, token, found, context)
        found.append(
            Timed(token=token, expression=e, interval=interval, point=point, host=_host(tree, token, e))
        )
        if interval is not None:
            context = interval
    placed = [*found, *(d for t in found for d in _derived(tree, t))]
    return [*placed, *(t for token, e in links for t in _linked(tree, token, e, found))], context


def _narrated(tree: Tree, expressions: Sequence[TimeExpression], context: Interval | None) -> Interval | None:
    """The last time told before the sentence, be it in a sentence that nobody parsed."""
    for e in reversed(expressions):
        if e.end > tree.start or e.relation in _UNPLACED or e.relation is Relation.LINK:
            continue
        if e.needs is Need.CONTEXT:
            return context
        if e.interval is not None:
            return e.interval if tree.start - e.end < _NEAR else context
    return context


def _is_by_then(e: TimeExpression) -> bool:
    """ "By then", "by that time" say nothing that the narrative has not said."""
    return e.relation is Relation.UNTIL and e.needs is Need.CONTEXT and e.text.lower().startswith("by ")


def _resolved(
    tree: Tree, e: TimeExpression, token: int, found: Sequence[Timed], context: Interval | None
) -> tuple[Interval | None, Interval | None]:
    if e.needs is Need.CONTEXT and context is not None:
        return resolve(e, context=context), resolve(e, context=context, point=True)
    if e.needs is Need.PUBLICATION and found and _tells_year(found[-1].expression):
        # "captured it on 20 November 2012 and withdrew on 1 December": the year goes on
        before = found[-1]
        told = before.point or before.interval
        if (
            told is not None
            and before.host is not None
            and _coordinated(tree, before.host, host(tree, token))
        ):
            interval = resolve(e, context=told)
            if interval is not None:
                return interval, resolve(e, context=told, point=True)
    return e.interval, e.point


def _tells_year(e: TimeExpression) -> bool:
    return e.needs is Need.NONE and e.relation is Relation.AT


def _coordinated(tree: Tree, first: int, second: int | None) -> bool:
    while (
        second is not None
        and second != first
        and tree.deps[second] == "conj"
        and tree.heads[second] != second
    ):
        second = tree.heads[second]
    return second == first


def _token(tree: Tree, e: TimeExpression) -> int | None:
    """The highest token inside the expression."""
    inside = _inside(tree, e)
    chosen = set(inside)
    for i in inside:
        if tree.heads[i] not in chosen or tree.heads[i] == i:
            return i
    return inside[0] if inside else None


def _inside(tree: Tree, e: TimeExpression) -> list[int]:
    return [i for i in range(len(tree)) if tree.starts[i] < e.end and tree.ends[i] > e.start]


def _host(tree: Tree, token: int, e: TimeExpression) -> int | None:
    aside = _aside(tree, e)
    if aside is not None:
        return aside
    return host(tree, token, stretch=e.relation in _STRETCHES)


def _aside(tree: Tree, e: TimeExpression) -> int | None:
    """ "X, till this summer a commander of Y, will ...": the noun that the time in the aside belongs to."""
    if e.relation not in _STRETCHES:
        return None
    inside = _inside(tree, e)
    if not inside or inside[0] < 2 or tree.words[inside[0] - 1] != "," or tree.names[inside[0] - 2] is None:
        return None
    for k in range(inside[-1] + 1, len(tree)):
        if tree.words[k] == "," or tree.tags[k] in {"VBD", "VBZ", "VBP", "MD"}:
            return None
        if tree.is_noun(k) and tree.names[k] is None and is_relational(tree, k):
            return k
    return None


def _derived(tree: Tree, t: Timed) -> Iterator[Timed]:
    """What a time says of another clause: "in May, when ...", "until it was beaten in May", "since the war of 2014"."""
    told = t.point or t.interval
    if told is None:
        return
    for k in [x for i in _inside(tree, t.expression) for x in tree.kids(i, "relcl", "advcl")]:
        # the parser takes "The following year it merged" for "the year in which it merged"
        opens = (
            tree.heads[t.token] == t.token and tree.deps[k] == "relcl" and t.expression.start == tree.start
        )
        if opens or any(tree.words[m] == "when" for m in tree.kids(k, "advmod", "mark")):
            yield replace(t, interval=told, point=told, host=k)
    if t.expression.relation not in {Relation.AT, Relation.BETWEEN}:
        return
    for a in (t.token, *tree.ancestors(t.token)):
        marks = {tree.words[m] for m in tree.kids(a, "mark")} if tree.deps[a] == "advcl" else set()
        if tree.deps[a] == "prep" and a != t.token and tree.deps[tree.heads[a]] != "prep":
            marks = {tree.words[a]}
        for words, beyond in (({"until", "till"}, until), ({"since"}, since)):
            if marks & words:
                main = host(tree, a)
                yield replace(t, interval=beyond(told), point=told, host=main, lasting=True)
        if marks & {"until", "till", "since"} or tree.deps[a] in {"relcl", "ccomp"}:
            return


def _as_link(tree: Tree, e: TimeExpression) -> TimeExpression | None:
    """The expression as a link: also "a year after" where the tree shows that a clause follows."""
    if e.relation is Relation.LINK:
        return e
    last = _inside(tree, e)[-1]
    if tree.words[last] not in {"after", "before"} or tree.deps[last] != "mark":
        return None
    m = e.meaning
    if not isinstance(m, Shift):
        return None
    return replace(
        e, relation=Relation.LINK, meaning=Link(count=m.count, unit=m.unit, approximate=m.approximate)
    )


def _linked(tree: Tree, token: int, e: TimeExpression, found: Sequence[Timed]) -> Iterator[Timed]:
    """The two clauses of "A, six weeks after B": the time of one gives the other's."""
    word = _inside(tree, e)[-1]  # "after", "before"
    side = tree.heads[word] if tree.deps[word] == "mark" else word
    main = next((a for a in tree.ancestors(side) if tree.is_verb(a)), None)
    if main is None or not isinstance(e.meaning, Link):
        return
    under = set(tree.subtree(side))
    sub = side if tree.is_verb(side) else next((k for k in tree.kids(side, "pobj", "pcomp")), side)
    back = replace(e, meaning=replace(e.meaning, count=-e.meaning.count))
    for t in found:
        told = t.point or t.interval
        if told is None:
            continue
        if t.token in under:
            yield Timed(token=token, expression=e, interval=resolve(back, context=told), host=main)
            return
        if t.host == main:
            yield Timed(token=token, expression=e, interval=resolve(e, context=told), host=sub)
            return
