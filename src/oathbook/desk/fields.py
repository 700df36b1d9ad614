"""How does every group stand through time, as known on a day? Fields kept for the days that are looked at.

Invariant: a field is that of everything recorded up to the mark at which it is asked for. In a book of some size
a new report brings only the groups up to date that its claims are about; what bears on all, and much at once,
is laid anew.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from oathbook.book import Book
from oathbook.desk.touch import Touches

if TYPE_CHECKING:
    from oathbook.analysis.field import Field
    from oathbook.assessment.statements import Gathered

KEPT = 12  # days known that are kept at once: a reader moves between a few
PATCHED_FROM = 5_000  # claims: a smaller book is laid anew in a moment
MOST_PATCHED = 60  # groups: beyond that many, all is laid anew


@dataclass(slots=True)
class _Kept:
    """A field and the mark that it is up to."""

    field: Field
    mark: int


class Fields:
    """The fields of one book. Threads share it; one at a time works on it."""

    def __init__(self, book: Book, touches: Touches) -> None:
        self._book, self._touches = book, touches
        self._lock = threading.RLock()
        self._gathered: tuple[int, Gathered] | None = None  # the mark that it holds everything up to
        self._fields: OrderedDict[tuple[date, date], _Kept] = OrderedDict()

    def at(self, known_by: date, *, until: date) -> Field:
        """Every group through time as known on a day, its months up to `until`."""
        mark = self._touches.keep_up()
        key = (known_by, until)
        kept = self._fields.get(key)
        if kept is not None and kept.mark >= mark:
            return kept.field
        with self._lock:
            mark = self._touches.keep_up()
            kept = self._fields.get(key)
            if kept is None or kept.mark < self._touches.epoch:
                kept = self._lay(known_by, until)
            if kept.mark < mark:
                kept = self._bring_up_to_date(kept, mark, known_by, until)
            self._fields[key] = kept
            self._fields.move_to_end(key)
            while len(self._fields) > KEPT:
                self._fields.popitem(last=False)
            return kept.field

    def _lay(self, known_by: date, until: date) -> _Kept:
        if self._gathered is None or self._gathered[0] < self._touches.epoch:
            self._gather()
        assert self._gathered is not None  # noqa: S101 - narrows the type only
        mark, gathered = self._gathered
        return _Kept(self._book.lay_field(gathered, known_by=known_by, until=until), mark)

    def _gather(self) -> None:
        mark = self._touches.keep_up()  # first: what is recorded meanwhile is looked at again
        self._gathered = (mark, self._book.gather_field())

    def _bring_up_to_date(self, kept: _Kept, mark: int, known_by: date, until: date) -> _Kept:
        touched = self._touches.since(kept.mark)
        if not touched:
            return _Kept(kept.field, mark)
        wide = self._touches.wide_since(kept.mark)
        followers = {
            group for group, track in kept.field.tracks.items() if wide.intersection(track.principals)
        }
        groups = followers | touched
        small = self._book.ledger.count_claims() < PATCHED_FROM
        if small or len(groups) > MOST_PATCHED:
            self._gather()
            return self._lay(known_by, until)
        part = self._book.lay_field(self._book.gather_groups(groups), known_by=known_by, until=until)
        return _Kept(kept.field.with_tracks(groups, part), mark)
