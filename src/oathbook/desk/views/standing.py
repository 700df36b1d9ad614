"""How do all groups stand? The parts that Overview, Network and Map share, worked out once for what is recorded.

Invariant: what is shown of a group on one page is what is shown of it on every other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from oathbook.analysis.answers import WhoAnswer
from oathbook.assessment import Assessment, Status
from oathbook.desk.schemas.common import Basis, Share
from oathbook.desk.schemas.overview import Point, Principal
from oathbook.desk.state import Clocks, Desk
from oathbook.desk.views.assessments import basis_of
from oathbook.desk.views.parties import is_group, named, short_name
from oathbook.desk.views.series import Series, end_of, index_of, months_between, thin
from oathbook.ledger import ActorRow

SLOTS = 5  # hues for principals; the rest folds into one grey
OTHER = "other"
_LEVELS = ("pledged", "accepted", "operational", "split")
_LEVEL_OF = {
    Status.PLEDGED: 0, Status.ACCEPTED: 1, Status.OPERATIONAL: 2, Status.SPLIT: 3, Status.REPORTED: 1,
    Status.DISPUTED: 1, Status.BROKEN: 1, Status.NONE: 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Standings:
    """One group's principals on a day, heaviest first."""

    group: str
    answer: WhoAnswer

    @property
    def heaviest(self) -> Assessment | None:
        """The tie that counts most, None where the group has none."""
        return self.answer.principals[0].assessment if self.answer.principals else None


def actor_rows(desk: Desk) -> tuple[ActorRow, ...]:
    """Every party that claims name, most claims first."""
    return desk.once("actors", desk.book.actors)


def group_rows(desk: Desk) -> tuple[ActorRow, ...]:
    """The parties that have rows in charts, most claims first."""
    return desk.once("groups", lambda: tuple(r for r in actor_rows(desk) if is_group(desk.book, r.label)))


def who(desk: Desk, group: str, clocks: Clocks) -> WhoAnswer:
    """How a group stands, worked out once."""
    key = ("who", group, clocks.as_of, clocks.known_by)
    return desk.once(key, lambda: desk.book.who(group, as_of=clocks.as_of, known_by=clocks.known_by))


def extent(desk: Desk, known_by: date) -> tuple[date, date] | None:
    """The first and the last day that charts have to show; None for a book without dated claims."""
    rows = desk.once(("months", known_by), lambda: desk.book.ledger.claims_by_month(known_by=known_by))
    if not rows:
        return None
    starts = desk.once("first_held", lambda: _first_held(desk))
    first = date(rows[0].year, rows[0].month, 1)
    return min(first, starts or first), max(known_by, first)


def series(desk: Desk, group: str, known_by: date) -> Series | None:
    """A group's allegiance month by month as known on a day; None where it has none to show."""
    return desk.once(("series", group, known_by), lambda: _work_out_series(desk, group, known_by))


def heaviest_now(desk: Desk, group: str, clocks: Clocks) -> tuple[str, float] | None:
    """The principal that a group most likely stands with on the day, and how likely; None where there is none."""
    found = series(desk, group, clocks.known_by)
    if found is None:
        return None
    row = found.values[index_of(found.months, clocks.as_of), 1:].reshape(-1, 4)[:, 1:].sum(axis=1)
    best = int(row.argmax())
    return found.principals[best], float(row[best])


def find_principals(desk: Desk, groups: Iterable[str], clocks: Clocks) -> list[Principal]:
    """With whom these groups stand or stood, heaviest first; the first few have a colour of their own.

    Ranked by the whole of their time, so that a colour does not change hands when the date moves.
    """
    weight: dict[str, float] = {}
    now: dict[str, int] = {}
    for group in groups:
        found = series(desk, group, clocks.known_by)
        if found is None:
            continue
        at = index_of(found.months, clocks.as_of)
        for n, principal in enumerate(found.principals):
            columns = found.values[:, 1 + 4 * n : 5 + 4 * n]
            weight[principal] = weight.get(principal, 0.0) + float(columns.sum())
            now[principal] = now.get(principal, 0) + (float(columns[at, 1:].sum()) > 0.5)
    ranked = sorted(weight, key=lambda p: (-weight[p], p))
    return [
        Principal(
            **named(desk.book, principal).model_dump(),
            short=short_name(desk.book, principal),
            slot=rank + 1 if rank < SLOTS else 0,
            groups=now[principal],
        )
        for rank, principal in enumerate(ranked)
    ]


def shares_at(found: Series, row: int) -> list[Share]:
    """The shares of one month, the heaviest first; those below half a percent are left out."""
    shares = []
    for n, principal in enumerate(found.principals):
        levels = found.values[row, 1 + 4 * n : 5 + 4 * n]
        if levels.sum() >= 0.005:
            values = {name: round(float(p), 4) for name, p in zip(_LEVELS, levels, strict=True)}
            shares.append(Share(principal=principal, **values))
    return sorted(shares, key=lambda s: -(s.pledged + s.accepted + s.operational + s.split))


def points(found: Series, *, basis: Basis | None) -> list[Point]:
    """The series thinned to the months where it bends."""
    return [
        Point(
            month=found.months[row],
            none=round(float(found.values[row, 0]), 4),
            shares=(shares := shares_at(found, row)),
            basis=basis if shares else None,
        )
        for row in thin(found.values)
    ]


def basis_now(answer: WhoAnswer) -> Basis | None:
    """The basis of the heaviest tie."""
    return basis_of(answer.principals[0].assessment) if answer.principals else None


def _first_held(desk: Desk) -> date | None:
    found = [
        entry.claim.when.first
        for row in group_rows(desk)[:60]
        for point in desk.book.timeline(row.label).points
        for entry in point.entries[:1]
        if entry.claim.when is not None and entry.claim.when.first is not None
    ]
    return min(found, default=None)


def _work_out_series(desk: Desk, group: str, known_by: date) -> Series | None:
    bounds = extent(desk, known_by)
    if bounds is None:
        return None
    months = months_between(*bounds)
    latest = who(desk, group, Clocks(as_of=known_by, known_by=known_by))
    if not latest.principals:
        return None
    principals = tuple(s.other for s in latest.principals)
    timeline = desk.book.timeline(group, as_of=known_by, known_by=known_by)
    changes = {index_of(months, p.earliest) for p in timeline.points if p.earliest is not None}
    changes |= {index_of(months, e.known) for p in timeline.points + timeline.undated for e in p.entries}
    values = np.zeros((len(months), 1 + 4 * len(principals)))
    values[:, 0] = 1.0
    row = values[0]
    for month in range(len(months)):
        if month in changes:
            row = _row(desk, group, principals, Clocks(as_of=end_of(months[month]), known_by=known_by))
        values[month] = row
    return Series(months=months, principals=principals, values=values)


def _row(desk: Desk, group: str, principals: tuple[str, ...], clocks: Clocks) -> np.ndarray:
    row = np.zeros(1 + 4 * len(principals))
    for standing in who(desk, group, clocks).principals:
        if standing.other in principals:
            level = _LEVEL_OF[standing.assessment.status]
            row[1 + 4 * principals.index(standing.other) + level] = standing.assessment.probability
    total = row.sum()
    if total > 1:
        row /= total
    row[0] = max(0.0, 1.0 - row.sum())
    return row
