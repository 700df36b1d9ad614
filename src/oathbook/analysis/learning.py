"""What does a book teach about its sources and about the model? Reliabilities by EM, lifts by adjudication.

Invariant: what is learned rests on the claims known by the day that it is filed under, and on no other.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from oathbook.assessment import Background, Parameters, load_parameters
from oathbook.assessment.calibration import Floats
from oathbook.assessment.gathering import Told, gather
from oathbook.assessment.model import learn_reliability
from oathbook.assessment.refit import Refitted, refit_lifts
from oathbook.assessment.statements import settle
from oathbook.assessment.trust import AS_COPIER, AS_RELAY, INTERESTS, start_reliability
from oathbook.assessment.values import Learned
from oathbook.errors import DataFileError
from oathbook.model import Entry

LEVEL_OF_WORD = {"none": 0, "pledged": 1, "accepted": 2, "operational": 3, "split": 4}
_MOVED = 0.01  # counts that moved by less are those that the source started with


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What was learned: Beta counts by folded name and interest or role, from so many claims."""

    known_by: date
    claims: int
    counts: Learned


def learn_sources(told: Told, *, known_by: date, background: Background) -> Lesson:
    """The reliabilities of all speakers and sources, as the claims known by a day bear one another out."""
    parameters = background.parameters or load_parameters()
    settled = settle(gather(told, background, parameters), known_by, parameters)
    if not len(settled):
        return Lesson(known_by=known_by, claims=0, counts={})
    start = start_reliability(settled.mouths, background, parameters)
    found = learn_reliability(settled, background, parameters, known_by=known_by).reliability
    counts: dict[tuple[str, int], tuple[float, float]] = {}

    def keep(name: str, what: int, before: Floats, after: Floats) -> None:
        if np.abs(after - before).max() >= _MOVED:
            counts[name, what] = (round(float(after[0]), 4), round(float(after[1]), 4))

    for number, name in enumerate(settled.mouths):
        for interest in range(INTERESTS):
            keep(name, interest, start.speaker[number, interest], found.speaker[number, interest])
        keep(name, AS_RELAY, start.relay[number], found.relay[number])
        keep(name, AS_COPIER, start.copying[number], found.copying[number])
    uttered = settled.entry[settled.speaker >= 0]
    return Lesson(known_by=known_by, claims=len(np.unique(uttered)), counts=counts)


def fit_lifts(
    entries: Iterable[Entry], adjudicated: Mapping[str, int], *, known_by: date, background: Background
) -> Refitted:
    """Lifts refitted on adjudicated claims (claim id to level), those of them that bear on a pair."""
    parameters: Parameters = background.parameters or load_parameters()
    settled = settle(gather(entries, background, parameters, keep=True), known_by, parameters)
    ids = [settled.entries[int(n)].id for n in settled.entry]
    chosen = np.array(
        [n for n, name in enumerate(ids) if name in adjudicated and settled.speaker[n] >= 0], dtype=np.int64
    )
    truth = np.array([adjudicated[ids[n]] for n in chosen], dtype=np.int64)
    return refit_lifts(settled, background, chosen, truth, parameters, known_by=known_by)


def read_adjudicated(path: Path) -> dict[str, int]:
    """Claim id to level, from a CSV table with the columns `claim` and `level`. Raises DataFileError."""
    found: dict[str, int] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        if rows.fieldnames is None or not {"claim", "level"} <= set(rows.fieldnames):
            raise DataFileError(path, 1, "needs the columns claim and level")
        for number, row in enumerate(rows, start=2):
            word = (row["level"] or "").strip()
            if word not in LEVEL_OF_WORD:
                raise DataFileError(path, number, f"{word!r} is no level: {', '.join(LEVEL_OF_WORD)}")
            found[(row["claim"] or "").strip()] = LEVEL_OF_WORD[word]
    return found
