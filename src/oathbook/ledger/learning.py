"""What was learned of sources, and from which claims? Snapshots as of a day known; none is ever replaced.

Invariant: each snapshot says from which claims it was learned, so that no question as known on a day needs to be
given what was learned from claims of a later one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from oathbook.ids import canonical
from oathbook.ledger import tables as t
from oathbook.ledger.reviews import require_name
from oathbook.ledger.store import Store
from oathbook.ledger.values import LearnedRow

Counts = Mapping[tuple[str, int], tuple[float, float]]


def add_learned(store: Store, counts: Counts, *, known_by: date, claims: int, by: str) -> None:
    """Adds a snapshot. See `Ledger.add_learned`."""
    require_name(by)
    rows = [[name, what, a, b] for (name, what), (a, b) in sorted(counts.items())]
    row = {"known_by": known_by, "claims": claims, "found": canonical(rows).decode(), "by": by}
    with store.writing() as batch:
        batch.link(t.learned, batch.add(t.learned, row))


def find_learned(connection: Connection) -> tuple[LearnedRow, ...]:
    """The last snapshot of each day known, by day."""
    rows = connection.execute(sa.select(t.learned).order_by(t.learned.c.no))
    last = {row.known_by: row for row in rows}
    return tuple(
        LearnedRow(
            known_by=day,
            claims=last[day].claims,
            counts={(name, what): (a, b) for name, what, a, b in json.loads(last[day].found)},
            by=last[day].by,
            recorded=last[day].recorded_at,
        )
        for day in sorted(last)
    )
