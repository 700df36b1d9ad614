"""Where in a text are the times, and which days are they? What the rest of the program asks.

Invariant: expressions are in text order, do not overlap, and `text[start:end] == expression.text`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from oathbook.language.times.datelines import is_dateline
from oathbook.language.times.evaluate import evaluate, shift
from oathbook.language.times.lookout import since, until
from oathbook.language.times.meanings import (
    Between,
    CalendarDate,
    Duration,
    Feast,
    HijriDate,
    Link,
    Meaning,
    Need,
    Which,
    need_of,
)
from oathbook.language.times.phrases import Hit, find_hits
from oathbook.language.times.table import Vague
from oathbook.language.times.values import Relation, TimeExpression
from oathbook.model.interval import Interval

# What may stand between two dates that share their year: "on 5 March and 7 April 2015".
_SHARING = re.compile(
    r"(?:,|,?\s+(?:and|or|to|&))\s+(?:(?:on|in|then|again in|in late|in early)\s+)?(?:the\s+)?"
)


def find_times(text: str, *, published: date | None) -> tuple[TimeExpression, ...]:
    """The time expressions of `text`; without `published`, what is told relative to it has no interval."""
    hits = _share_years(text, list(find_hits(text, published)))
    expressions = (_express(text, hit, published) for hit in hits)
    return tuple(expression for expression in expressions if expression is not None)


def resolve(expression: TimeExpression, *, context: Interval, point: bool = False) -> Interval | None:
    """The interval of `expression` once the narrative has reached `context`; None if that is too coarse.

    "On 1 December" takes its year from the context; what is absolute or counted from the publication
    stays. A LINK ("they retook it six weeks after it fell") gives the time of the clause that it
    introduces, seen from the main clause's. With `point`, the interval without its relation: 2013-05
    for "until that May".
    """
    meaning, relation = expression.meaning, expression.relation
    is_told_here = expression.needs is Need.PUBLICATION and not _takes_context(meaning)
    if is_told_here or expression.needs is Need.NONE:
        return expression.point if point else expression.interval
    try:
        if isinstance(meaning, Link):
            return shift(context, -meaning.count, meaning.unit, approximate=meaning.approximate)
        interval = evaluate(meaning, context=context)
    except (ValueError, OverflowError):  # a day or a year that no calendar has
        return None
    return interval if point else _related(interval, relation)


def _takes_context(meaning: Meaning) -> bool:
    """Whether the year is left out, so that the narrative may give it."""
    match meaning:
        case CalendarDate() | Feast() | HijriDate():
            return meaning.year is None and meaning.which is Which.NEAREST
        case Between():
            return all(_takes_context(m) or need_of(m) is Need.NONE for m in (meaning.left, meaning.right))
    return False


def _related(interval: Interval | None, relation: Relation) -> Interval | None:
    if interval is not None and relation is Relation.SINCE:
        return since(interval)
    if interval is not None and relation is Relation.UNTIL:
        return until(interval)
    return interval


def _express(text: str, hit: Hit, published: date | None) -> TimeExpression | None:
    meaning = hit.meaning
    if isinstance(meaning, Vague):
        return None
    try:
        point = evaluate(meaning, published=published)
    except ValueError:
        return None
    needs = need_of(meaning)
    if needs is Need.NONE and point is None and not isinstance(meaning, Duration):
        return None
    relation = hit.relation
    if relation is Relation.AT and is_dateline(text, hit.start, hit.end, point, published):
        relation = Relation.DATELINE
    return TimeExpression(
        start=hit.start,
        end=hit.end,
        text=text[hit.start : hit.end],
        interval=_related(point, relation),
        point=point,
        needs=needs,
        relation=relation,
        meaning=meaning,
    )


def _share_years(text: str, hits: list[Hit]) -> list[Hit]:
    """In "on 5 March and 7 April 2015" the first date takes its year from the second."""
    for i in range(len(hits) - 2, -1, -1):
        here, there = hits[i].meaning, hits[i + 1].meaning
        if (
            isinstance(here, CalendarDate)
            and isinstance(there, CalendarDate)
            and (here.year, here.which) == (None, Which.NEAREST)
            and there.year is not None
            and 1 <= (here.month or 0) <= (there.month or 0)
            and _SHARING.fullmatch(text, hits[i].end, hits[i + 1].start)
        ):
            hits[i] = replace(hits[i], meaning=replace(here, year=there.year))
    return hits
