"""Which of a sentence's times belongs to a claim.

A time belongs to the clause it hangs in; who may borrow it from there, `lending` says. A date that heads its
paragraph dates what has no date of its own.
Invariant: the day of publication is never put in a claim's place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from oathbook.extraction.lending import is_relational, lenders, told_attack, wishes
from oathbook.extraction.placing import Timed, place_times
from oathbook.language.times import Need, Relation, TimeExpression, resolve
from oathbook.language.tree import Tree
from oathbook.model import Interval, Kind

STATES = frozenset({Kind.LEAD, Kind.MEMBER, Kind.AFFILIATE, Kind.TOLL})
# Of these "until July 2016" gives a stretch; of an event it gives the day it happened.
_LASTING = STATES | {Kind.RIVAL, Kind.ALLY, Kind.GAIN, Kind.RECRUIT}
# Kinds that a noun for a party tells ("its founder", "his rival") without telling an act.
_BY_NOUN = STATES | {Kind.RIVAL, Kind.ALLY, Kind.FORM, Kind.REPLACE, Kind.SPLIT}
_HEADED = re.compile(r"\s*[:–—-]|\.\s")


def time_of(
    tree: Tree,
    trigger: int,
    kind: Kind,
    times: Sequence[Timed],
    extra: Sequence[int] = (),
    heading: Timed | None = None,
) -> Timed | None:
    """The time of the claim opened at `trigger`, or None. `heading` is the time that heads its paragraph."""
    stands = kind in STATES or (kind in _BY_NOUN and is_relational(tree, trigger))
    ranks: dict[int, tuple[int, bool]] = {}
    # what stands beside the trigger (a light verb, a particle) is one phrase with it
    for start in (trigger, *(x for x in extra if not wishes(tree, x))):
        for lender in lenders(tree, start, stands=stands):
            if lender.token not in ranks:
                ranks[lender.token] = (lender.distance, lender.fronted)
    best: tuple[int, int] | None = None
    chosen: Timed | None = None
    if kind is Kind.CLAIM_ATTACK:  # the time of the attack, not of its being claimed
        attack = told_attack(tree, trigger)
        chosen = next((t for t in times if t.token in attack and t.interval is not None), None)
    for t in times if chosen is None else ():
        if t.host is None or t.host not in ranks or (t.lasting and kind not in _LASTING):
            continue
        distance, fronted = ranks[t.host]
        if fronted and not _opens(tree, t):
            continue
        key = (distance, abs(t.token - trigger))
        if best is None or key < best:
            best, chosen = key, t
    if chosen is not None:
        return _of_the_entry(chosen, heading)
    if stands:
        return None
    if len(times) == 1 and _is_root(tree, ranks) and _is_adrift(tree, times[0]):
        return times[0]
    return heading if not times and _is_root(tree, ranks) else None


def _opens(tree: Tree, t: Timed) -> bool:
    """Whether the time stands before the subject of its clause: then it governs what is coordinated."""
    if t.host is None:
        return False
    return t.token < min([t.host, *tree.kids(t.host, "nsubj", "nsubjpass")])


def _of_the_entry(t: Timed, heading: Timed | None) -> Timed:
    """ "October 2014: ... On 13 November he ...": a chronology's entry gives the year."""
    if heading is None or heading.interval is None or t.expression.needs is not Need.PUBLICATION:
        return t
    if heading.expression.needs is not Need.NONE:
        return t
    interval = resolve(t.expression, context=heading.interval)
    return t if interval is None else replace(t, interval=interval)


def _is_root(tree: Tree, ranks: dict[int, tuple[int, bool]]) -> bool:
    """Whether the trigger borrows from the main clause."""
    return any(tree.heads[i] == i for i in ranks)


def _is_adrift(tree: Tree, t: Timed) -> bool:
    """Whether the parser hung the time on a word that is no act: then it can only be the sentence's."""
    return t.host is not None and not tree.is_verb(t.host) and tree.heads[t.host] == t.host


def interval_for(timed: Timed, kind: Kind) -> Interval | None:
    """The time as a claim of this kind holds it."""
    if timed.expression.relation is Relation.UNTIL and kind not in _LASTING:
        return timed.point or timed.expression.point or timed.interval
    return timed.interval


def heading_time(text: str, at: int, times: Sequence[TimeExpression]) -> Timed | None:
    """The time that heads the paragraph around `at`, as in a chronology: "March 2015: ..." or a line of its own."""
    line = text.rfind("\n", 0, at) + 1
    above_end = len(text[:line].rstrip())
    above = text.rfind("\n", 0, above_end) + 1
    for e in times:
        if e.interval is None or e.relation not in {Relation.AT, Relation.BETWEEN}:
            continue
        heads_line = line <= e.start <= line + 3 and _HEADED.match(text, e.end)
        stands_above = above <= e.start <= above + 3 and not text[e.end : above_end].strip(" .:-")
        if heads_line or (stands_above and above < line):
            return Timed(token=0, expression=e, interval=e.interval, point=e.point)
    return None


__all__ = ["STATES", "Timed", "heading_time", "interval_for", "place_times", "time_of"]
