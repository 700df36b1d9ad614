"""Who was aligned with whom over time, and what is the finding of the day?"""

from __future__ import annotations

import numpy as np

from oathbook.analysis.answers import WhoAnswer
from oathbook.desk.schemas.overview import BookOut, GroupRow, Mark, Month, Overview, Point
from oathbook.desk.state import Clocks, Desk
from oathbook.desk.views.assessments import assessment_out
from oathbook.desk.views.events import is_mark, mark_out
from oathbook.desk.views.finding import overall_finding
from oathbook.desk.views.parties import named
from oathbook.desk.views.series import Series
from oathbook.desk.views.standing import (
    basis_now,
    extent,
    find_principals,
    group_rows,
    points,
    series,
    who,
)
from oathbook.ledger import ActorRow


def show_book(desk: Desk) -> BookOut:
    """The book in totals."""
    stats = desk.once("stats", desk.book.ledger.stats)
    months = desk.once("all_months", desk.book.ledger.claims_by_month)
    return BookOut(
        name=desk.book.ledger.name,
        read_only=desk.book.ledger.read_only,
        documents=stats.documents,
        claims=stats.claims,
        unreviewed=sum(month.unreviewed for month in months),
        first_published=stats.first_published,
        last_published=stats.last_published,
        last_recorded=stats.last_recorded,
        size_bytes=stats.size_bytes,
        head=stats.head,
        mark=desk.mark(),
    )


def show_overview(desk: Desk, clocks: Clocks, top: int) -> Overview:
    """The chart of the heaviest groups, marks, histogram and finding."""
    rows = [row for row in group_rows(desk) if series(desk, row.label, clocks.known_by) is not None]
    shown, rest = rows[:top], rows[top:]
    answers = {row.label: who(desk, row.label, clocks) for row in shown}
    bounds = extent(desk, clocks.known_by)
    principals = find_principals(desk, [row.label for row in shown], clocks)
    return Overview(
        as_of=clocks.as_of,
        known_by=clocks.known_by,
        book=show_book(desk),
        finding=overall_finding(desk, list(answers.values())),
        first=None if bounds is None else bounds[0],
        last=None if bounds is None else bounds[1],
        principals=principals,
        groups=[_row(desk, row, answers[row.label], clocks) for row in shown],
        other_groups=len(rest),
        other_series=_mean(desk, rest, clocks),
        marks=[mark for row in shown for mark in find_marks(desk, row.label, clocks)],
        histogram=histogram(desk, clocks),
    )


def find_marks(desk: Desk, group: str, clocks: Clocks) -> list[Mark]:
    """The events of a group as known on the day; those after the day asked about, too: the chart shows them."""

    def work_out() -> list[Mark]:
        known = clocks.known_by
        timeline = desk.book.timeline(group, as_of=known, known_by=known)
        return [mark_out(desk, group, point) for point in timeline.points if is_mark(point)]

    return desk.once(("marks", group, clocks.known_by), work_out)


def histogram(desk: Desk, clocks: Clocks) -> list[Month]:
    """Claims by the month in which they became known."""
    known = clocks.known_by
    rows = desk.once(("months", known), lambda: desk.book.ledger.claims_by_month(known_by=known))
    return [
        Month(month=f"{row.year:04d}-{row.month:02d}", reviewed=row.reviewed, unreviewed=row.unreviewed)
        for row in rows
    ]


def _row(desk: Desk, row: ActorRow, answer: WhoAnswer, clocks: Clocks) -> GroupRow:
    registry = desk.book.registry
    actor = registry.actors.get(row.label)
    found = series(desk, row.label, clocks.known_by)
    leader = next((leader for leader in answer.leaders if not leader.over), None)
    heaviest = answer.principals[0] if answer.principals else None
    return GroupRow(
        group=named(desk.book, row.label),
        region=None if actor is None else actor.region,
        country=registry.countries.get(row.label),
        parent=None if actor is None else actor.parent,
        claims=row.claims,
        leader=None if leader is None else named(desk.book, leader.person),
        now=None if heaviest is None else assessment_out(desk, heaviest.assessment, heaviest.since),
        series=[] if found is None else points(found, basis=basis_now(answer)),
    )


def _mean(desk: Desk, rows: list[ActorRow], clocks: Clocks) -> list[Point]:
    """The mean allegiance of the groups that are not shown."""
    found = [s for row in rows if (s := series(desk, row.label, clocks.known_by)) is not None]
    if not found:
        return []
    names = tuple(dict.fromkeys(name for s in found for name in s.principals))
    values = np.zeros((len(found[0].months), 1 + 4 * len(names)))
    for s in found:
        values[:, 0] += s.values[:, 0]
        for n, name in enumerate(s.principals):
            at = 1 + 4 * names.index(name)
            values[:, at : at + 4] += s.values[:, 1 + 4 * n : 5 + 4 * n]
    mean = Series(months=found[0].months, principals=names, values=values / len(found))
    return points(mean, basis=None)
