"""What is a question with its hypotheses, and what is its answer? Frozen values.

Invariant: a cell says who filled it, a pattern of the file or a person, and never only what it says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from oathbook.analysis.answers import TurningPoint
from oathbook.model import Kind, Polarity, Realis, Scope


class Mark(StrEnum):
    """How a piece of evidence stands to a hypothesis: consistent to inconsistent."""

    VERY_CONSISTENT = "CC"
    CONSISTENT = "C"
    NEUTRAL = "N"
    INCONSISTENT = "I"
    VERY_INCONSISTENT = "II"

    @property
    def value_for(self) -> int:
        """2 for CC down to -2 for II."""
        return _VALUES[self]

    @property
    def mirrored(self) -> Mark:
        """What the denial of the same thing would be marked."""
        return _BY_VALUE[-_VALUES[self]]


_VALUES = dict(zip(Mark, (2, 1, 0, -1, -2), strict=True))
_BY_VALUE = {value: mark for mark, value in _VALUES.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """Which claims it means, and the mark it gives them; a field that is None narrows nothing.

    The names of parties are as the file has them; `with NAME` means NAME and all that stand with it.
    A claim that denies what the pattern means gets the mark mirrored, unless `polarity` asks for one side.
    """

    mark: Mark
    kinds: frozenset[Kind] | None = None
    actor: tuple[str, ...] | None = None
    subject: tuple[str, ...] | None = None
    object: tuple[str, ...] | None = None
    from_: tuple[str, ...] | None = None
    by: tuple[str, ...] | None = None
    of: tuple[str, ...] | None = None
    not_object: tuple[str, ...] | None = None
    not_subject: tuple[str, ...] | None = None
    place: tuple[str, ...] | None = None
    words: tuple[str, ...] | None = None
    speaker: tuple[str, ...] | None = None
    scope: frozenset[Scope] | None = None
    polarity: Polarity | None = None
    realis: frozenset[Realis] = frozenset({Realis.ACTUAL})
    ended: bool | None = None
    dated: bool | None = None
    since: date | None = None
    until: date | None = None
    because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """One explanation; its first pattern that means a claim gives the mark."""

    id: str
    name: str
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question with the hypotheses that compete to answer it; `since` and `until` bound its claims."""

    id: str
    title: str
    hypotheses: tuple[Hypothesis, ...]
    note: str | None = None
    since: date | None = None
    until: date | None = None


Members = Callable[[str], frozenset[str]]
"""From a party's name in a file to the labels it means, folded to lower case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One mark of the matrix: `pattern` (from 1) gave it, or `by`, a person, who overrode `overrides`."""

    mark: Mark
    pattern: int | None = None
    because: str | None = None
    by: str | None = None
    overrides: Mark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One piece of evidence: the claims of one event, with a cell for each hypothesis in order.

    `weight` (0 to 1) is the chance that at least one of its independent origins is to be believed;
    `diagnosticity` (0 to 1) how far its marks set the hypotheses apart.
    """

    point: TurningPoint
    cells: tuple[Cell, ...]
    weight: float
    diagnosticity: float

    @property
    def id(self) -> str:
        """The id of the claim that stands for the row."""
        return self.point.entries[0].id

    @property
    def worth(self) -> float:
        """Diagnosticity times weight: what the row is worth for the question."""
        return self.diagnosticity * self.weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How much of the evidence speaks against a hypothesis, and for it: sums of weights, doubled for II and CC."""

    hypothesis: str
    name: str
    inconsistency: float
    consistency: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Without:
    """What would be left without one outlet, one speaker or one row of the matrix: the scores in their order."""

    what: str  # "outlet", "origin" or "row"
    name: str
    scores: tuple[Score, ...]
    leader_changes: bool
    order_changes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HypothesesAnswer:
    """The filled matrix, rows of most worth first, and the hypotheses, least contradicted first.

    `decided_by` says what ranks the first before the second: "inconsistency", "consistency" where equally
    much speaks against both, or "nothing". `unmatched` lists (hypothesis, pattern from 1) that no claim met.
    `unknown` are names of the file that the registry and the book do not know.
    """

    question: Question
    as_of: date
    known_by: date
    scores: tuple[Score, ...]
    rows: tuple[MatrixRow, ...]
    decided_by: str
    without: tuple[Without, ...]
    unmatched: tuple[tuple[str, int], ...]
    unknown: tuple[str, ...]

    @property
    def claims(self) -> int:
        """How many claims the matrix rests on, copies included."""
        return sum(len(row.point.entries) for row in self.rows)
