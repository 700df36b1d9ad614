"""What would a verdict on a claim change? The same question asked of the entries as they are and as they would be.

Invariant: nothing is estimated: both answers come from the model that gives every other answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from oathbook.assessment import Background, Levels, groups_of, trace_group
from oathbook.model import Entry

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One pair before and after; None where no claim names it on that side."""

    subject: str
    principal: str
    before: Levels | None
    after: Levels | None

    @property
    def size(self) -> float:
        """By how much the probability moves; a pair that comes or goes moves by all it has."""
        return abs(_probability(self.after) - _probability(self.before))


class WhatIf:
    """Asks about one claim after another on one day; what they share is worked out once.

    `about` gives the entries that a group's chain rests on, as known on the day.
    """

    def __init__(
        self,
        about: Callable[[str], Sequence[Entry]],
        *,
        as_of: date,
        known_by: date,
        background: Background,
    ) -> None:
        self._about, self._as_of, self._known_by, self._background = about, as_of, known_by, background
        self._entries: dict[str, Sequence[Entry]] = {}
        self._before: dict[str, dict[Pair, Levels]] = {}

    def ask(self, entry: Entry | None, changed: Entry | None) -> tuple[Shift, ...]:
        """How the ties of the groups that a claim is about differ once `changed` stands in the place of `entry`.

        None stands for no claim. The largest shift comes first.
        """
        groups = dict.fromkeys(
            group for one in (entry, changed) if one is not None for group in groups_of(one, self._background)
        )
        shifts = [shift for group in groups for shift in self._ask(group, entry, changed)]
        return tuple(sorted(shifts, key=lambda s: (-s.size, s.subject, s.principal)))

    def _ask(self, group: str, entry: Entry | None, changed: Entry | None) -> Iterable[Shift]:
        if group not in self._entries:
            self._entries[group] = self._about(group)
            self._before[group] = self._assess(group, self._entries[group])
        gone = {one.id for one in (entry, changed) if one is not None}
        rest = [one for one in self._entries[group] if one.id not in gone]
        before = self._before[group]
        after = self._assess(group, rest if changed is None else [*rest, changed])
        for pair in {**before, **after}:
            yield Shift(subject=pair[0], principal=pair[1], before=before.get(pair), after=after.get(pair))

    def _assess(self, group: str, entries: Sequence[Entry]) -> dict[Pair, Levels]:
        traces = trace_group(
            group, entries, until=self._as_of, known_by=self._known_by, background=self._background
        )
        return {(group, trace.principal): trace.on(self._as_of) for trace in traces}


def _probability(levels: Levels | None) -> float:
    return 0.0 if levels is None else levels.aligned
