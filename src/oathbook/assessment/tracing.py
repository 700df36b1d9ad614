"""How did a group's ties go, month by month? One pass along its chain instead of a question for each day.

Invariant: a month of a trace is what `assess_group` says as of a day of that month, from the same claims.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from oathbook.assessment.assess import narrow, to_levels
from oathbook.assessment.chain import forward_backward
from oathbook.assessment.gathering import gather
from oathbook.assessment.model import (
    Evidence,
    Row,
    iter_batches,
    lay_chains,
    read_levels,
    weigh_statements_of,
)
from oathbook.assessment.parameters import Parameters, load_parameters
from oathbook.assessment.statements import month_of, settle
from oathbook.assessment.values import Background, Learned, Levels
from oathbook.model import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """How the group stands to `principal` in each month from `first` (months since year 0) on."""

    principal: str
    first: int
    months: tuple[Levels, ...]

    def on(self, day: date) -> Levels:
        """The levels of the day's month; before the trace its first, after it its last."""
        return self.months[min(max(month_of(day) - self.first, 0), len(self.months) - 1)]


def trace_group(
    group: str,
    entries: Iterable[Entry],
    *,
    until: date,
    known_by: date,
    background: Background | None = None,
    parameters: Parameters | None = None,
    learned: Learned | None = None,
) -> tuple[Trace, ...]:
    """The traces of the group's ties to every principal that claims name with it, up to `until`."""
    background = background or Background()
    parameters = parameters or background.parameters or load_parameters()
    settled = settle(gather(entries, background, parameters), known_by, parameters)
    weighed = weigh_statements_of(narrow(settled, [group]), background, parameters, learned=learned)
    chains = lay_chains(weighed, parameters, as_of=until)
    rows = [Row(chain=c) for c in range(len(chains.slots))]
    found: list[Trace] = []
    batches = iter_batches(
        weighed, chains, Evidence(weighed), rows, as_of=until, known_by=known_by, parameters=parameters
    )
    for numbers, batch in batches:
        gamma = forward_backward(batch)
        for row, chain in enumerate(numbers):
            for slot in range(int(chains.read_from[chain]), batch.motion.size):
                pair = int(chains.slots[chain][slot])
                levels = parameters.calibration.apply(read_levels(gamma[row], slot))
                found.append(
                    Trace(
                        principal=weighed.statements.actors[int(weighed.statements.pairs[pair, 1])],
                        first=int(chains.first[chain]),
                        months=tuple(to_levels(month) for month in levels[: int(batch.asked[row]) + 1]),
                    )
                )
    return tuple(sorted(found, key=lambda trace: trace.principal))
